/* SPDX-License-Identifier: EUPL-1.2 */
#include "test/test.h"

#include "base/fault.h"

TEST(a_fault_added_is_a_refusal_and_all_are_kept_in_order)
{
	struct faults faults = { .arena = test_arena() };
	static const char *const fields[] = { "party", "node", "from" };

	CHECK_NUMBER(faults_kind(&faults), FAULT_NONE);
	for (size_t i = 0; i < 100; i++)
		CHECK(!faults_add(&faults, (struct fault){ .kind = FAULT_INVALID, .field = fields[i % 3] }));
	CHECK_NUMBER(faults.count, 100);
	for (size_t i = 0; i < 100; i++)
		CHECK(faults.at[i].field == fields[i % 3]);
}

TEST(args_and_places_are_copied)
{
	struct faults faults = { .arena = test_arena(), .place = STR("participation[3]") };
	char          title[] = "Promotion", address[] = "/lev/action/m-07";

	faults_add(&faults,
		(struct fault){ .kind = FAULT_INVALID,
			.message = N_("{0} ends after the plan's horizon, {1}."),
			.arg = { str_of(title), STR("2026") },
			.address = str_of(address) });
	faults_add(&faults, (struct fault){ .kind = FAULT_INVALID, .message = "x", .place = STR("line 12") });
	title[0] = address[0] = '?';
	CHECK_STR(fault_text(&faults.at[0], test_arena()), "Promotion ends after the plan's horizon, 2026.");
	CHECK_STR(faults.at[0].address, "/lev/action/m-07");
	CHECK_STR(faults.at[0].place, "participation[3]");
	CHECK_STR(faults.at[1].place, "line 12");
}

TEST(the_gravest_fault_decides_the_answer)
{
	static const struct {
		enum fault_kind kinds[3];
		enum fault_kind gravest;
	} rows[] = {
		{ { FAULT_INVALID }, FAULT_INVALID },
		{ { FAULT_INVALID, FAULT_NOT_FOUND, FAULT_FORBIDDEN }, FAULT_FORBIDDEN },
		{ { FAULT_FORBIDDEN, FAULT_NOT_FOUND, FAULT_CONFLICT }, FAULT_FORBIDDEN },
		{ { FAULT_CONFLICT, FAULT_INVALID, FAULT_NOT_FOUND }, FAULT_NOT_FOUND },
		{ { FAULT_INVALID, FAULT_CONFLICT, FAULT_UNAVAILABLE }, FAULT_CONFLICT },
		/* Of the rest, the first that was found. */
		{ { FAULT_TOO_LARGE, FAULT_INVALID, FAULT_MALFORMED }, FAULT_TOO_LARGE },
		{ { FAULT_NOT_SIGNED_IN, FAULT_INVALID }, FAULT_NOT_SIGNED_IN },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct faults faults = { .arena = test_arena() };

		for (size_t j = 0; j < 3 && rows[i].kinds[j]; j++)
			faults_add(&faults, (struct fault){ .kind = rows[i].kinds[j] });
		CHECK_NUMBER(faults_kind(&faults), rows[i].gravest);
	}
}

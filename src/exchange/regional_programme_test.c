/* SPDX-License-Identifier: EUPL-1.2 */
#include "exchange/exchange.h"

#include <jansson.h>
#include <string.h>

#include "action/action.h"
#include "base/buf.h"
#include "base/language.h"
#include "document/document.h"
#include "fact/fact.h"
#include "goal/goal.h"
#include "life/life.h"
#include "party/party.h"
#include "role/role.h"
#include "test/lev.h"
#include "test/test.h"
#include "tree/tree.h"

static const char first_lev[] = "data/lev/lev-2020-2023.json", lev[] = "data/lev/lev-2024-2026.json";
static const char other[] = "test/data/other-programme.json", refused[] = "test/data/refused-programme.json";

struct reading {
	struct exchange_changes changes;
	struct exchange_report  report;
	struct faults           faults;
	bool                    done;
};

static struct reading read_text(struct str text)
{
	struct reading reading = { .faults = { .arena = test_arena() } };

	reading.done = exchange_read(text, &reading.changes, &reading.report, &reading.faults);
	return reading;
}

/* Its faults, a line each: "actions[0].start: ...". */
static struct str faults_of(const struct reading *reading)
{
	struct buf text = { 0 };
	struct str copy;

	for (size_t i = 0; i < reading->faults.count; i++) {
		const struct fault *fault = &reading->faults.at[i];
		buf_addf(&text, "%.*s: %.*s\n", STR_ARG(fault->place), STR_ARG(fault_text(fault, test_arena())));
	}
	copy = buf_copy(&text, test_arena());
	buf_clear(&text);
	return copy;
}

/* Its warnings, a line each. */
static struct str warnings_of(const struct reading *reading)
{
	return str_join(test_arena(), reading->report.warnings, reading->report.warning_count, STR("\n"));
}

/* A programme with one member more: "\"actions\":[...]". */
static struct reading read_small(const char *members)
{
	return read_text(str_format(test_arena(), "{\"format\":\"regional-programme/1\",\"id\":\"small\",\"name\":\"Small\","
		"\"parties\":[{\"id\":\"duiven\",\"name\":\"Duiven\",\"kind\":\"municipality\"},"
		"{\"id\":\"zevenaar\",\"name\":\"Zevenaar\",\"kind\":\"municipality\"},"
		"{\"id\":\"east\",\"name\":\"East\",\"kind\":\"external_region\"}],"
		"\"themes\":[{\"id\":\"leisure\",\"name\":\"Leisure\"}]%s%s}", *members ? "," : "", members));
}

TEST(each_file_of_the_repository_is_read_without_fault_or_warning)
{
	static const char *const files[] = { first_lev, lev, other };

	for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
		struct reading reading = read_text(test_file(files[i]));

		CHECK_STR(faults_of(&reading), "");
		CHECK_STR(warnings_of(&reading), "");
		CHECK(reading.done);
		CHECK_NUMBER(reading.report.added, reading.changes.count);
	}
}

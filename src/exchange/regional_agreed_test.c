/* SPDX-License-Identifier: EUPL-1.2 */
/* Money, agreements, plan versions and decisions of regional-programme/1: what is taken in, and what is refused at which place. */
#include "exchange/exchange.h"

#include <string.h>

#include "agreement/agreement.h"
#include "base/buf.h"
#include "decision/decision.h"
#include "money/money.h"
#include "party/party.h"
#include "plan/plan.h"
#include "test/databases.h"
#include "test/lev.h"
#include "test/test.h"

struct told {
	struct exchange_changes changes;
	struct exchange_report  report;
	struct faults           faults;
	bool                    done;
};

/* Two municipalities that take part, a province and a bureau, with these members beside them. */
static struct str agreed(const char *members)
{
	return str_format(test_arena(), "{\"format\":\"regional-programme/1\",\"id\":\"agreed\",\"name\":\"Agreed\",\"language\":\"en\","
		"\"parties\":[{\"id\":\"duiven\",\"name\":\"Duiven\",\"kind\":\"municipality\",\"population\":{\"value\":25000,\"date\":\"2025-01-01\"}},"
		"{\"id\":\"zevenaar\",\"name\":\"Zevenaar\",\"kind\":\"municipality\",\"population\":{\"value\":45000,\"date\":\"2025-01-01\"}},"
		"{\"id\":\"province\",\"name\":\"Province\",\"kind\":\"province\"},{\"id\":\"bureau\",\"name\":\"Bureau\",\"kind\":\"executing_organisation\"}],"
		"\"themes\":[{\"id\":\"leisure\",\"name\":\"Leisure\"}],\"participation\":["
		"{\"party\":\"duiven\",\"scope\":\"programme\",\"scope_id\":\"agreed\",\"mode\":\"participates\"},"
		"{\"party\":\"zevenaar\",\"scope\":\"programme\",\"scope_id\":\"agreed\",\"mode\":\"participates\"}],"
		"\"bodies\":[{\"id\":\"council-d\",\"name\":\"Council of Duiven\",\"kind\":\"council\",\"party\":\"duiven\"},"
		"{\"id\":\"council-z\",\"name\":\"Council of Zevenaar\",\"kind\":\"council\",\"party\":\"zevenaar\"},"
		"{\"id\":\"executive-z\",\"name\":\"Executive of Zevenaar\",\"kind\":\"executive\",\"party\":\"zevenaar\"}]%s%s}", *members ? "," : "", members);
}

static struct told read_agreed(const char *members)
{
	struct told reading = { .faults = { .arena = test_arena() } };

	reading.done = exchange_read(agreed(members), &reading.changes, &reading.report, &reading.faults);
	return reading;
}

static struct str faults_of(const struct told *reading)
{
	struct buf text = { 0 };
	struct str copy;

	for (size_t i = 0; i < reading->faults.count; i++)
		buf_addf(&text, "%.*s: %.*s\n", STR_ARG(reading->faults.at[i].place), STR_ARG(fault_text(&reading->faults.at[i], test_arena())));
	copy = buf_copy(&text, test_arena());
	buf_clear(&text);
	return copy;
}

#define LINE "\"id\":\"l\",\"scope\":\"theme\",\"scope_id\":\"leisure\",\"title\":\"Boards\",\"year\":2025"
#define TEXT_OF_AGREEMENT "\"planned_signing\":\"2025-01\",\"id\":\"a\",\"title\":\"A\",\"text\":\"What is agreed.\",\"start\":\"2025-01-01\",\"client\":[\"duiven\"],\"contractor\":\"bureau\""
#define SUBJECT "\"id\":\"s\",\"title\":\"S\",\"scope\":\"programme\",\"scope_id\":\"agreed\",\"tabled_on\":\"2025-01-01\"," \
	"\"referrals\":[{\"body\":\"council-d\"},{\"body\":\"council-z\",\"opinion_only\":true}]"

TEST(what_is_wrong_in_money_agreements_and_decisions_is_named_with_its_place)
{
	static const struct { const char *members, *place; } refusals[] = {
		{ "\"funds\":[{\"id\":\"f\",\"name\":\"F\",\"co_financing\":101}]", "funds[0].co_financing" },
		{ "\"funds\":[{\"id\":\"f\",\"name\":\"F\",\"party\":\"nobody\"}]", "funds[0].party" },
		{ "\"budget_lines\":[{" LINE ",\"amount_eur\":100}]", "budget_lines[0].key" },
		{ "\"budget_lines\":[{" LINE ",\"amount_eur\":\"100\",\"key\":\"equal\"}]", "budget_lines[0].amount_eur" },
		{ "\"budget_lines\":[{" LINE ",\"amount_eur\":100,\"key\":\"by_mood\"}]", "budget_lines[0].key" },
		{ "\"budget_lines\":[{" LINE ",\"amount_eur\":100,\"key\":\"other_source\"}]", "budget_lines[0].payer" },
		{ "\"budget_lines\":[{" LINE ",\"amount_eur\":100,\"key\":\"rate\",\"rate_eur\":0.8}]", "budget_lines[0].amount_eur" },
		{ "\"budget_lines\":[{" LINE ",\"amount_eur\":100,\"key\":\"equal\",\"fund\":\"none\"}]", "budget_lines[0].fund" },
		{ "\"budget_lines\":[{\"id\":\"l\",\"scope\":\"theme\",\"scope_id\":\"tourism\",\"title\":\"B\",\"year\":2025,\"key\":\"equal\"}]",
			"budget_lines[0].scope_id" },
		{ "\"budget_lines\":[{\"id\":\"l\",\"scope\":\"executor\",\"scope_id\":\"bureau\",\"title\":\"B\",\"year\":2025,\"key\":\"equal\"}]",
			"budget_lines[0].scope" },
		{ "\"budget_lines\":[{" LINE ",\"amount_eur\":100,\"key\":\"fixed\",\"parts\":[{\"party\":\"duiven\",\"amount_eur\":60},"
			"{\"party\":\"zevenaar\",\"amount_eur\":30}]}]", "budget_lines[0].parts" },
		{ "\"budget_lines\":[{" LINE ",\"amount_eur\":100,\"key\":\"fixed\",\"parts\":[{\"party\":\"duiven\",\"amount_eur\":60},"
			"{\"party\":\"duiven\",\"amount_eur\":40}]}]", "budget_lines[0].parts[0].party" },
		{ "\"spending\":[{\"line\":\"none\",\"day\":\"2025-02-01\",\"amount_eur\":5}]", "spending[0].line" },
		{ "\"budget_lines\":[{" LINE ",\"key\":\"equal\"}],\"spending\":[{\"line\":\"l\",\"day\":\"2025-02-30\",\"amount_eur\":5}]", "spending[0].day" },
		{ "\"plan_versions\":[{\"id\":\"p\",\"number\":1,\"name\":\"P\",\"adopted_on\":\"2025-01-01\"}]", "plan_versions[0].source" },
		{ "\"plan_versions\":[{\"id\":\"p\",\"number\":1,\"name\":\"P\",\"source\":\"https://example.org\"}]", "plan_versions[0].adopted_on" },
		{ "\"change_rules\":[{\"kind\":\"text\",\"above_eur\":5}]", "change_rules[0].above_eur" },
		{ "\"agreements\":[{" TEXT_OF_AGREEMENT ",\"end\":\"2024-01-01\"}]", "agreements[0].end" },
		{ "\"agreements\":[{" TEXT_OF_AGREEMENT ",\"replaces\":\"none\"}]", "agreements[0].replaces" },
		{ "\"agreements\":[{" TEXT_OF_AGREEMENT ",\"services\":[{\"number\":1,\"title\":\"A\"},{\"number\":1,\"title\":\"B\"}]}]",
			"agreements[0].services[1].number" },
		{ "\"agreements\":[{" TEXT_OF_AGREEMENT ",\"contributions\":[{\"party\":\"duiven\",\"year\":2025,\"amount_eur\":-5}]}]",
			"agreements[0].contributions[0].amount_eur" },
		{ "\"agreements\":[{" TEXT_OF_AGREEMENT ",\"signatories\":[{\"party\":\"duiven\",\"role_text\":\"mayor\",\"refused_on\":\"2025-01-01\"}]}]",
			"agreements[0].signatories[0]" },
		{ "\"subjects\":[{" SUBJECT ",\"decisions\":[{\"body\":\"executive-z\",\"outcome\":\"adopted\",\"day\":\"2025-02-01\"}]}]",
			"subjects[0].decisions[0].body" },
		{ "\"subjects\":[{" SUBJECT ",\"decisions\":[{\"body\":\"council-z\",\"outcome\":\"adopted\",\"day\":\"2025-02-01\"}]}]",
			"subjects[0].decisions[0].outcome" },
		{ "\"subjects\":[{" SUBJECT ",\"decisions\":[{\"body\":\"council-d\",\"outcome\":\"adopted\",\"day\":\"2025-02-01\",\"corrects\":0}]}]",
			"subjects[0].decisions[0].corrects" },
		{ "\"subjects\":[{" SUBJECT ",\"decisions\":[{\"body\":\"council-d\",\"outcome\":\"adopted\",\"day\":\"2025-02-01\",\"conditions\":[{\"text\":\"C\"}]}]}]",
			"subjects[0].decisions[0].conditions[0]" },
		{ "\"subjects\":[{\"id\":\"s\",\"title\":\"S\",\"referrals\":[{\"body\":\"council-d\"},{\"body\":\"council-d\"}]}]",
			"subjects[0].referrals[1].body" },
		{ "\"council_items\":[{\"kind\":\"question\",\"body\":\"executive-z\",\"title\":\"Q\",\"day\":\"2025-01-01\"}]", "council_items[0].body" },
		{ "\"council_items\":[{\"kind\":\"question\",\"body\":\"council-d\",\"title\":\"Q\",\"day\":\"2025-01-01\",\"answered_on\":\"2025-01-02\"}]",
			"council_items[0].answer" },
	};

	for (size_t i = 0; i < sizeof refusals / sizeof refusals[0]; i++) {
		struct told reading = read_agreed(refusals[i].members);
		struct str  place = str_format(test_arena(), "\n%s: ", refusals[i].place);
		struct str  faults = str_format(test_arena(), "\n%.*s", STR_ARG(faults_of(&reading)));

		CHECK(!reading.done);
		if (str_search(faults, place) == SIZE_MAX)
			fail_msg("case %zu: %s is not among:\n%.*s", i, refusals[i].place, STR_ARG(faults));
	}
}

static const char whole_agreed[] =
	"\"funds\":[{\"id\":\"f\",\"name\":\"Fund\",\"party\":\"province\",\"co_financing\":50}],"
	"\"budget_lines\":[{" LINE ",\"amount_eur\":100.01,\"key\":\"percentage\",\"fund\":\"f\",\"parts\":[{\"party\":\"duiven\",\"percentage\":33.33},"
	"{\"party\":\"zevenaar\",\"percentage\":66.67}]}],"
	"\"spending\":[{\"line\":\"l\",\"day\":\"2025-03-01\",\"amount_eur\":40}],"
	"\"plan_versions\":[{\"id\":\"p\",\"number\":1,\"name\":\"P\",\"adopted_on\":\"2025-01-05\",\"source\":\"https://example.org\"}],"
	"\"change_rules\":[{\"kind\":\"money\",\"above_eur\":5000,\"class\":\"\"}],"
	"\"agreements\":[{" TEXT_OF_AGREEMENT ",\"confirms\":\"p\",\"offered_on\":\"2025-01-02\",\"signatories\":["
	"{\"party\":\"duiven\",\"role_text\":\"mayor\",\"signed_on\":\"2025-01-04\",\"how\":\"by_link\"},"
	"{\"party\":\"bureau\",\"role_text\":\"director\",\"signed_on\":\"2025-01-05\",\"how\":\"on_paper\"}],"
	"\"services\":[{\"number\":1,\"title\":\"Office\",\"budget_lines\":[\"l\"]}],"
	"\"contributions\":[{\"party\":\"duiven\",\"year\":2025,\"amount_eur\":33.33,\"budget_line\":\"l\"},{\"party\":\"zevenaar\",\"year\":2025,\"amount_eur\":null}]}],"
	"\"subjects\":[{" SUBJECT ",\"decisions\":[{\"body\":\"council-d\",\"outcome\":\"rejected\",\"day\":\"2025-02-01\"},"
	"{\"body\":\"council-d\",\"outcome\":\"adopted_with_conditions\",\"day\":\"2025-02-01\",\"corrects\":0,\"conditions\":[{\"text\":\"C\"}]},"
	"{\"body\":\"council-z\",\"outcome\":\"opinion\",\"day\":\"2025-02-03\",\"text\":\"Well\"}]}],"
	"\"council_items\":[{\"kind\":\"motion\",\"body\":\"council-d\",\"title\":\"M\",\"day\":\"2025-01-01\"}]";

static void check_agreed(const struct programme *programme)
{
	struct day               day = test_day("2025-06-01");
	const struct agreement  *agreement = &programme->agreements.at[0];
	const struct share_list  shares = money_share(programme, &programme->budget_lines.at[0], test_arena());
	struct subject_standing  standing = subject_standing(programme, &programme->subjects.at[0], day);

	CHECK_NUMBER(shares.state, SHARE_DONE);
	CHECK_NUMBER(shares.amount.cents, 10001);
	CHECK_NUMBER(agreement_state(programme, agreement, day), AGREEMENT_IN_FORCE);
	CHECK(str_equal(agreement->hash, agreement_hash(programme, agreement, test_arena())));
	CHECK_STR(day_text(agreement_signed_on(programme, agreement, day), test_arena()), "2025-01-05");
	CHECK(!programme->funding_contributions.at[1].amount.known);
	CHECK_NUMBER(plan_version_state(programme, &programme->plan_versions.at[0], day), PLAN_ADOPTED);
	CHECK_NUMBER(programme->decisions.count, 3);
	CHECK_NUMBER(standing.state, SUBJECT_ADOPTED);
	CHECK_NUMBER(standing.conditions_open, 1);
	CHECK_NUMBER(standing.opinions, 1);
	CHECK_NUMBER(programme->council_items.count, 1);
	CHECK_NUMBER(programme->change_rules.count, 1);
}

/* From the open format into one database, out as our own export, into another, and out again: the same bytes. */
ON_EACH_DATABASE(what_was_agreed_comes_in_and_goes_out_with_the_same_bytes)
{
	struct store           *from = fresh_store(kind), *to = fresh_store(kind);
	struct faults           faults = { .arena = test_arena() };
	struct exchange_report  report;
	const struct programme *here;
	struct id               programme;
	struct str              text;

	if (!exchange_import(from, STR("agreed.json"), agreed(whole_agreed), ID_NONE, &programme, &report, &faults))
		fail_msg("it is refused: %.*s", STR_ARG(faults_text(&faults)));
	CHECK_NUMBER(report.warning_count, 0);
	text = export_text(from, programme);
	CHECK(import_text(to, text, &faults));
	test_check_str(export_text(to, programme), text, __FILE__, __LINE__);
	here = store_programme(to, STR("agreed"));
	check_agreed(here);
	programme_release(here);
}

/* Planned for mid-April, done on 22 May 2024; what the source does not tell stays not known. */
TEST(the_agreement_of_the_liemers_was_signed_later_than_planned_and_confirms_the_plan)
{
	const struct programme    *programme = test_lev();
	struct day                 before = test_day("2024-05-21"), after = test_day("2024-05-22");
	const struct agreement    *agreement = &programme->agreements.at[0];
	const struct plan_version *version = &programme->plan_versions.at[0];
	struct subject_standing    standing = subject_standing(programme, &programme->subjects.at[0], after);

	CHECK_NUMBER(programme->agreements.count, 1);
	CHECK_STR(day_text(agreement->planned_signing, test_arena()), "2024-04");
	CHECK_STR(agreement->planned_words, "medio april");
	CHECK(!day_known(agreement_signed_on(programme, agreement, before)));
	CHECK_STR(day_text(agreement_signed_on(programme, agreement, after), test_arena()), "2024-05-22");
	CHECK(!day_known(agreement->first) && !day_known(agreement->last) && agreement->text.len == 0);
	CHECK_NUMBER(programme->signatories.count, 7);
	CHECK_NUMBER(programme->signatures.count, 7);
	CHECK_NUMBER(programme->services.count + programme->budget_lines.count, 0);
	CHECK_NUMBER(plan_version_state(programme, version, after), PLAN_ADOPTED);
	CHECK_NUMBER(standing.state, SUBJECT_ADOPTED);
	CHECK_NUMBER(standing.adopted, 5);
	for (size_t i = 0; i < programme->funding_contributions.count; i++)
		CHECK(!programme->funding_contributions.at[i].amount.known);
	for (size_t i = 0; i < programme->signatures.count; i++)
		CHECK_HAS(programme->signatures.at[i].provenance.source, "westervoort.nl");
}

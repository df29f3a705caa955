/* SPDX-License-Identifier: EUPL-1.2 */
#include "feed/feed.h"

#include <expat.h>
#include <libical/ical.h>
#include <string.h>

#include "feed/atom.h"
#include "feed/calendar.h"
#include "participation/participation.h"
#include "party/party.h"
#include "role/role.h"
#include "test/lev.h"
#include "test/test.h"
#include "decision/decision.h"
#include "tree/tree.h"

/* A small programme: Duiven takes part in all of it, Doesburg in nothing; the school leads one action. */

static struct made { struct id duiven, doesburg, school, one, two, draft, person; } made;

static struct id add_party(struct programme *draft, const char *key, enum party_kind kind)
{
	struct party party = { .id = id_new(), .key = str_of(key), .name = str_of(key), .kind = kind };

	programme_put(draft, &party_record, &party);
	return party.id;
}

static struct id add_action(struct programme *draft, const char *number, const char *last, enum action_status status, enum visibility visibility)
{
	struct action action = { .id = id_new(), .number = str_of(number), .title = str_of(number), .last = test_day(last), .status = status,
		.visibility = visibility };

	programme_put(draft, &action_record, &action);
	return action.id;
}

static void add_milestone(struct programme *draft, struct id action, const char *title, const char *planned, const char *reached)
{
	struct milestone milestone = { .id = id_new(), .action = action, .title = str_of(title), .planned = test_day(planned),
		.reached = test_day(reached) };

	programme_put(draft, &milestone_record, &milestone);
}

static void add_step(struct programme *draft, const char *title, const char *planned, const char *day, bool happened)
{
	struct step step = { .id = id_new(), .title = str_of(title), .planned = test_day(planned), .day = test_day(day), .happened = happened };

	programme_put(draft, &step_record, &step);
}

static void add_participation(struct programme *draft, struct id party, struct id node, enum standing standing, const char *from)
{
	struct participation entry = { .id = id_new(), .party = party, .node = node, .standing = standing, .from = test_day(from) };

	programme_put(draft, &participation_record, &entry);
}

static const struct programme *small(void)
{
	struct programme_facts facts = { .id = id_new(), .key = STR("klein"), .name = STR("Klein"), .language = STR("nl") };
	struct programme *draft = programme_empty(facts.id);
	struct role lead = { .id = id_new(), .kind = ROLE_LEAD, .state = ROLE_ACCEPTED };
	struct round round = { .id = id_new(), .name = STR("Ronde"), .opens = test_day("2025-03-01"), .due = test_day("2025-03-15") };

	programme_put(draft, &programme_facts_record, &facts);
	made.duiven = add_party(draft, "duiven", PARTY_MUNICIPALITY);
	made.doesburg = add_party(draft, "doesburg", PARTY_MUNICIPALITY);
	made.school = add_party(draft, "school", PARTY_EDUCATION);
	made.one = add_action(draft, "A-1", "2025-06-30", ACTION_RUNNING, VISIBILITY_PUBLISHED);
	made.two = add_action(draft, "A-2", "2026", ACTION_RUNNING, VISIBILITY_PUBLISHED);
	made.draft = add_action(draft, "X-9", "2025-07-01", ACTION_PLANNED, VISIBILITY_DRAFT);
	add_milestone(draft, made.one, "Opening", "2025-02", "2025-03-03");
	add_milestone(draft, made.one, "Tussenstand", "2025-05", "");
	add_milestone(draft, made.one, "Ooit", "", "");
	add_milestone(draft, made.draft, "Geheim", "2025-05-05", "");
	add_action(draft, "A-3", "2025-08-01", ACTION_DONE, VISIBILITY_PUBLISHED);
	add_action(draft, "A-4", "2025-08-01", ACTION_STOPPED, VISIBILITY_PUBLISHED);
	add_action(draft, "A-5", "2025-08-01", ACTION_IDEA, VISIBILITY_PUBLISHED);
	add_step(draft, "Ondertekening", "2024-04", "2024-05-22", false);
	add_step(draft, "Bijeenkomst", "2025-09", "", false);
	add_step(draft, "Evaluatie", "2026", "", false);
	add_step(draft, "Brainstorm", "2024", "", true);
	add_participation(draft, made.duiven, facts.id, STANDING_PARTICIPATES, "");
	add_participation(draft, made.doesburg, facts.id, STANDING_DOES_NOT_PARTICIPATE, "");
	/* Doesburg joins the second action in 2027: after it ends. */
	add_participation(draft, made.doesburg, made.two, STANDING_PARTICIPATES, "2027-01-01");
	lead.node = made.one;
	lead.party = made.school;
	lead.contact = made.person = id_new();
	programme_put(draft, &role_record, &lead);
	programme_put(draft, &round_record, &round);
	return programme_publish(draft);
}

/* "2025-03-03 Opening *" a line: the day it stands on, its title, a star where it is done. */
static const char *told(const struct programme *programme, struct feed_scope scope, size_t *without)
{
	struct feed_events events = feed_events(programme, &scope, test_day("2025-04-01"), test_arena(), without);
	const char *all = "";

	for (size_t i = 0; i < events.count; i++) {
		const struct feed_event *event = &events.at[i];
		struct str last = event->last == event->first ? STR_NONE
			: str_format(test_arena(), "..%.*s", STR_ARG(day_text(day_of_number(event->last), test_arena())));
		all = str_format(test_arena(), "%s%.*s%.*s %.*s%s\n", all, STR_ARG(day_text(day_of_number(event->first), test_arena())), STR_ARG(last),
			STR_ARG(row_title(programme, event->record, event->row, test_arena())), event->done ? " *" : "").at;
	}
	return all;
}

TEST(a_calendar_has_what_is_due_on_its_day_and_leaves_out_what_has_none)
{
	const struct programme *programme = small();
	size_t without;

	/* A month or a year stands on its last day; a step of which the month is known on all of its days; of which the year is known, nowhere. */
	CHECK_STR(str_of(told(programme, feed_public(NULL), &without)),
		"2024-05-22 Ondertekening *\n2025-03-03 Opening *\n2025-03-15 Ronde\n2025-05-31 Tussenstand\n2025-06-30 A-1 A-1\n"
		"2025-09-01..2025-09-30 Bijeenkomst\n2026-12-31 A-2 A-2\n");
	/* The milestone without a day, the evaluation in 2026, and the brainstorm that took place on a day nobody knows. */
	CHECK_NUMBER(without, 3);
	programme_release(programme);
}

/* Asked by 1 May: there until it decides, then on the day it did. Another party's body is another party's; a draft is nobody's to read. */
TEST(a_body_s_day_stands_in_its_party_s_calendar)
{
	static const struct { enum visibility visibility; const char *decided, *withdrawn, *own, *other; } rows[] = {
		{ VISIBILITY_PUBLISHED, NULL, NULL, "2025-05-01 Visie – Raad\n", "" },
		{ VISIBILITY_PUBLISHED, "2025-03-20", NULL, "2025-03-20 Visie – Raad *\n", "" },
		{ VISIBILITY_PUBLISHED, "2025-04-02", NULL, "2025-05-01 Visie – Raad\n", "" },
		{ VISIBILITY_PUBLISHED, NULL, "2025-04-01", "", "" },
		{ VISIBILITY_DRAFT, NULL, NULL, "", "" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct programme_facts facts = { .id = id_new(), .key = STR("raad"), .name = STR("Raad"), .language = STR("nl") };
		struct programme *draft = programme_empty(facts.id);
		struct id duiven = add_party(draft, "duiven", PARTY_MUNICIPALITY), doesburg = add_party(draft, "doesburg", PARTY_MUNICIPALITY);
		struct body body = { .id = id_new(), .key = STR("raad"), .name = STR("Raad"), .kind = BODY_COUNCIL, .party = duiven };
		struct subject subject = { .id = id_new(), .kind = SUBJECT_VISION, .title = STR("Visie"), .rule = RULE_ALL, .tabled = test_day("2025-02-01"),
			.withdrawn = test_day(rows[i].withdrawn ? rows[i].withdrawn : ""), .visibility = rows[i].visibility };
		struct referral referral = { .id = id_new(), .subject = subject.id, .body = body.id, .due = test_day("2025-05-01") };
		struct decision decision = { .id = id_new(), .subject = subject.id, .body = body.id, .outcome = DECISION_ADOPTED };
		const struct programme *programme;

		programme_put(draft, &programme_facts_record, &facts);
		programme_put(draft, &body_record, &body);
		programme_put(draft, &subject_record, &subject);
		programme_put(draft, &referral_record, &referral);
		if (rows[i].decided) {
			decision.day = test_day(rows[i].decided);
			programme_put(draft, &decision_record, &decision);
		}
		programme = programme_publish(draft);
		CHECK_STR(str_of(told(programme, feed_public(&duiven), NULL)), rows[i].own);
		CHECK_STR(str_of(told(programme, feed_public(NULL), NULL)), rows[i].own);
		CHECK_STR(str_of(told(programme, feed_public(&doesburg), NULL)), rows[i].other);
		programme_release(programme);
	}
}

TEST(a_party_has_what_it_takes_part_in_and_what_it_does)
{
	const struct programme *programme = small();

	CHECK_HAS(str_of(told(programme, feed_public(&made.duiven), NULL)), "2026-12-31 A-2");
	/* It leads nothing, so no round asks it. */
	CHECK_HAS_NOT(str_of(told(programme, feed_public(&made.duiven), NULL)), "Ronde");
	CHECK_STR(str_of(told(programme, feed_public(&made.school), NULL)),
		"2024-05-22 Ondertekening *\n2025-03-03 Opening *\n2025-03-15 Ronde\n2025-05-31 Tussenstand\n2025-06-30 A-1 A-1\n"
		"2025-09-01..2025-09-30 Bijeenkomst\n");
	/* What it joins after the last day is not its own. */
	CHECK_STR(str_of(told(programme, feed_public(&made.doesburg), NULL)), "2024-05-22 Ondertekening *\n2025-09-01..2025-09-30 Bijeenkomst\n");
	programme_release(programme);
}

/* A draft is for the office; a contact of an action has its days, whatever party; who is nobody here reads what everybody reads. */
TEST(ones_own_calendar_has_what_that_person_may_see_and_no_more)
{
	const struct programme *before = small();
	struct programme *draft = programme_draft(before);
	struct mandate office = { .id = id_new(), .person = id_new(), .capacity = CAPACITY_OFFICE };
	struct mandate councillor = { .id = id_new(), .person = id_new(), .capacity = CAPACITY_COUNCILLOR, .until = test_day("2025-03-31") };
	const struct programme *programme;
	struct person bureau = { .id = office.person }, member, contact = { .id = made.person }, keeper = { .id = id_new(), .keeper = true };
	struct feed_scope scope;

	councillor.party = made.doesburg;
	member = (struct person){ .id = councillor.person };
	programme_put(draft, &mandate_record, &office);
	programme_put(draft, &mandate_record, &councillor);
	programme = programme_publish(draft);
	CHECK_HAS(str_of(told(programme, feed_own(programme, &bureau, test_day("2025-04-01"), test_arena()), NULL)), "2025-07-01 X-9");
	CHECK_HAS(str_of(told(programme, feed_own(programme, &keeper, test_day("2025-04-01"), test_arena()), NULL)), "Geheim");
	scope = feed_own(programme, &member, test_day("2025-03-31"), test_arena());
	CHECK(!scope.whole);
	CHECK_HAS_NOT(str_of(told(programme, scope, NULL)), "A-1");
	/* The day after the mandate ended: as everybody. */
	scope = feed_own(programme, &member, test_day("2025-04-01"), test_arena());
	CHECK(scope.whole);
	CHECK_HAS(str_of(told(programme, scope, NULL)), "A-1");
	CHECK_HAS_NOT(str_of(told(programme, scope, NULL)), "X-9");
	scope = (struct feed_scope){ .person = &contact, .party = &made.doesburg, .parties = 1 };
	CHECK_HAS(str_of(told(programme, scope, NULL)), "Tussenstand");
	CHECK_HAS_NOT(str_of(told(programme, scope, NULL)), "A-2");
	programme_release(programme);
	programme_release(before);
}

TEST(news_of_another_party_concerns_that_party_alone)
{
	const struct programme *programme = small();
	struct feed_scope duiven = feed_public(&made.duiven), doesburg = feed_public(&made.doesburg), all = feed_public(NULL);
	struct row_list entries = programme_rows(programme, &participation_record);
	struct day day = test_day("2025-04-01");
	const void *one = programme_find(programme, &action_record, made.one);

	for (size_t i = 0; i < entries.count; i++) {
		bool own = id_equal(ROW(participation, entries, i)->party, made.duiven);
		CHECK(feed_concerns(programme, &all, &participation_record, entries.at[i], day));
		CHECK(feed_concerns(programme, &duiven, &participation_record, entries.at[i], day) == own);
		CHECK(feed_concerns(programme, &doesburg, &participation_record, entries.at[i], day) == !own);
	}
	CHECK(feed_concerns(programme, &duiven, &action_record, one, day));
	CHECK(!feed_concerns(programme, &doesburg, &action_record, one, day));
	CHECK(feed_concerns(programme, &doesburg, &party_record, programme_find(programme, &party_record, made.doesburg), day));
	CHECK(!feed_concerns(programme, &doesburg, &party_record, programme_find(programme, &party_record, made.duiven), day));
	/* A step of the programme is everybody's. */
	CHECK(feed_concerns(programme, &doesburg, &step_record, programme_rows(programme, &step_record).at[0], day));
	programme_release(programme);
}

/* What is written: iCalendar */

static struct str write_one(struct calendar_event event)
{
	struct calendar calendar = { .name = STR("Regio; met, alles"), .description = STR("Een, twee"), .address = STR("https://lev.example.nl/lev"),
		.modified = { 1716370200000 }, .event = &event, .events = 1 };

	if (event.uid.len == 0)
		event.uid = STR("0190b3a0-0000-7000-8000-000000000001");
	event.created = (struct moment){ 1716370200000 };
	event.modified = (struct moment){ 1716373800123 };
	return calendar_write(&calendar, test_arena());
}

/* The value of a property of the only event, as a reader of calendars understands it. */
static struct str read_back(struct str text, icalproperty_kind kind)
{
	icalcomponent *calendar = icalparser_parse_string(str_cstring(test_arena(), text));
	icalcomponent *event = icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT);
	icalproperty *property = icalcomponent_get_first_property(event, kind);
	icalvalue *value = icalproperty_get_value(property);
	struct str read = str_copy(test_arena(), str_of(icalvalue_isa(value) == ICAL_TEXT_VALUE ? icalvalue_get_text(value)
		: icalvalue_as_ical_string(value)));

	CHECK_NUMBER(icalcomponent_count_errors(calendar), 0);
	icalcomponent_free(calendar);
	return read;
}

TEST(a_day_in_a_calendar_ends_on_the_next_also_at_the_end_of_a_leap_february_and_of_a_year)
{
	static const struct { const char *first, *last, *start, *end; } rows[] = {
		{ "2024-05-22", "2024-05-22", "DTSTART;VALUE=DATE:20240522\r\n", "DTEND;VALUE=DATE:20240523\r\n" },
		{ "2024-02-29", "2024-02-29", "DTSTART;VALUE=DATE:20240229\r\n", "DTEND;VALUE=DATE:20240301\r\n" },
		{ "2025-02-28", "2025-02-28", "DTSTART;VALUE=DATE:20250228\r\n", "DTEND;VALUE=DATE:20250301\r\n" },
		{ "2026-12-31", "2026-12-31", "DTSTART;VALUE=DATE:20261231\r\n", "DTEND;VALUE=DATE:20270101\r\n" },
		{ "2025-09-01", "2025-09-30", "DTSTART;VALUE=DATE:20250901\r\n", "DTEND;VALUE=DATE:20251001\r\n" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct str text = write_one((struct calendar_event){ .summary = STR("x"), .first = day_first(test_day(rows[i].first)),
			.last = day_first(test_day(rows[i].last)) });
		CHECK_HAS(text, rows[i].start);
		CHECK_HAS(text, rows[i].end);
		CHECK_HAS_NOT(text, "VTIMEZONE");
	}
}

TEST(an_event_says_when_it_was_written_and_how_often_it_changed)
{
	struct str text = write_one((struct calendar_event){ .summary = STR("x"), .sequence = 3, .tentative = true });

	CHECK_HAS(text, "UID:0190b3a0-0000-7000-8000-000000000001\r\n");
	CHECK_HAS(text, "DTSTAMP:20240522T103000Z\r\n");
	CHECK_HAS(text, "LAST-MODIFIED:20240522T103000Z\r\n");
	CHECK_HAS(text, "CREATED:20240522T093000Z\r\n");
	CHECK_HAS(text, "SEQUENCE:3\r\n");
	CHECK_HAS(text, "STATUS:TENTATIVE\r\n");
	CHECK_HAS(text, "TRANSP:TRANSPARENT\r\n");
	CHECK_HAS(text, "NAME:Regio\\; met\\, alles\r\n");
	CHECK_HAS(text, "X-WR-CALNAME:Regio; met, alles\r\n");
	CHECK_HAS(text, "REFRESH-INTERVAL;VALUE=DURATION:PT6H\r\n");
	CHECK_HAS_NOT(text, "LOCATION");
}

TEST(whatever_stands_in_a_text_comes_back_from_the_calendar)
{
	static const char *const texts[] = {
		"Komma, puntkomma; streep \\ en \"aanhalingstekens\"", "Eerste regel\nTweede regel\n\nVierde", "Één café, naïeve coördinatie: €12",
		"BEGIN:VEVENT", "\\n is geen regeleinde", "日本語のとても長い題名はどこで折り返されても元に戻らなければならない、そうでなければ読めないからである",
		"Een heel lange titel zonder einde die over meer dan een regel van vijfenzeventig bytes gaat en dus gevouwen wordt, ééééééééééééééééééééééééééé",
	};

	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		struct str text = write_one((struct calendar_event){ .summary = str_of(texts[i]), .description = str_of(texts[i]), .place = str_of(texts[i]),
			.category = { STR("Mijlpaal, gehaald"), STR("Thema") } });
		struct str rest = text, line;

		CHECK_STR(read_back(text, ICAL_SUMMARY_PROPERTY), texts[i]);
		CHECK_STR(read_back(text, ICAL_DESCRIPTION_PROPERTY), texts[i]);
		CHECK_STR(read_back(text, ICAL_LOCATION_PROPERTY), texts[i]);
		/* Lines of 75 bytes at most, none broken within a letter, each with its own end (RFC 5545 3.1). */
		while (str_next(&rest, '\n', &line)) {
			CHECK(line.len > 0 && line.at[line.len - 1] == '\r');
			CHECK(line.len - 1 <= 75);
			CHECK(str_is_text(line));
		}
	}
}

TEST(a_control_character_never_reaches_a_calendar)
{
	struct str text = write_one((struct calendar_event){ .summary = STR("a\rb\x01""c") });

	CHECK_HAS(text, "SUMMARY:abc\r\n");
}

/* What is written: Atom */

struct heard { struct str path; size_t entries, ids, updated; bool fine; };

static void hear_start(void *context, const char *name, const char **attributes)
{
	struct heard *heard = context;
	(void)attributes;
	heard->entries += strcmp(name, "entry") == 0;
	heard->ids += strcmp(name, "id") == 0;
	heard->updated += strcmp(name, "updated") == 0;
}

static void hear_end(void *context, const char *name)
{
	(void)context;
	(void)name;
}

static struct heard parse(struct str text)
{
	XML_Parser parser = XML_ParserCreate(NULL);
	struct heard heard = { 0 };

	XML_SetUserData(parser, &heard);
	XML_SetElementHandler(parser, hear_start, hear_end);
	heard.fine = XML_Parse(parser, text.at, (int)text.len, 1) == XML_STATUS_OK;
	XML_ParserFree(parser);
	return heard;
}

TEST(a_feed_of_news_is_well_formed_whatever_it_tells)
{
	struct atom_entry entries[2] = {
		{ .id = STR("urn:uuid:1"), .title = STR("A & B <script>\x0c \"x\""), .summary = STR("Regel 1\nRegel 2 \xef\xbf\xbe\xef\xbf\xbf einde"),
		  .address = STR("https://x.example.nl/?a=1&b=2"), .category = STR("Actie & meer"), .updated = { 1716373800123 } },
		{ .id = STR("urn:uuid:2"), .title = STR("Zonder meer"), .address = STR("https://x.example.nl/"), .updated = { 1716373800123 } },
	};
	struct atom_feed feed = { .id = STR("urn:uuid:0"), .title = STR("Nieuws"), .author = STR("Regio"), .language = STR("nl"),
		.self = STR("https://x.example.nl/news.atom?a&b"), .page = STR("https://x.example.nl/"), .updated = { 1716373800123 },
		.entry = entries, .entries = 2 };
	struct str text = atom_write(&feed, test_arena());
	struct heard heard = parse(text);

	CHECK(heard.fine);
	CHECK_NUMBER(heard.entries, 2);
	CHECK_NUMBER(heard.ids, 3);
	CHECK_NUMBER(heard.updated, 3);
	CHECK_HAS(text, "<title>A &amp; B &lt;script&gt; &quot;x&quot;</title>");
	CHECK_HAS(text, "Regel 2  einde");
	CHECK_HAS(text, "<updated>2024-05-22T10:30:00.123Z</updated>");
	CHECK_HAS(text, "<link rel=\"self\" type=\"application/atom+xml\" href=\"https://x.example.nl/news.atom?a&amp;b\"/>");
	/* An entry without words of its own says its title. */
	CHECK_HAS(text, "<summary>Zonder meer</summary>");
}

TEST(the_id_of_a_piece_of_news_never_changes)
{
	struct id id = ID_NONE;

	id.byte[15] = 7;
	CHECK_STR(atom_id(id, 12, test_arena()), "urn:uuid:a6a5ef82-b2b9-8806-8db1-0256b53b0073");
	CHECK(!str_equal(atom_id(id, 12, test_arena()), atom_id(id, 13, test_arena())));
	CHECK(str_starts(atom_id(id, 13, test_arena()), STR("urn:uuid:")));
}

/* SPDX-License-Identifier: EUPL-1.2 */
/* What becomes of a table: on the Liemers Economic Vision, without a database. */
#include "import/import.h"

#include <string.h>

#include "action/action.h"
#include "participation/participation.h"
#include "party/party.h"
#include "progress/progress.h"
#include "sheet/xlsx_write.h"
#include "test/lev.h"
#include "test/test.h"

/* The day on which all of this is read. */
#define TODAY "2025-06-15"

static void add_fields(struct buf *out, const struct import_plan *plan, const struct change *change)
{
	for (size_t f = 0; change->after && f < change->record->field_count; f++) {
		const struct field *field = &change->record->field[f];
		if (!field->label || (change->before ? field_equal(field, change->before, change->after) : field_empty(field, change->after)))
			continue;
		buf_addf(out, " %s=", field->name);
		buf_add(out, field->kind == KIND_ID || field->kind == KIND_IDS
			? import_value_text(plan->draft, field, change->after, LANGUAGE_NL, test_arena()) : field_text(field, change->after, test_arena()));
	}
}

/* A line for each row ("3 new X-01 Title"), each change ("+ action number=X-01 ...") and each fault ("!C3 ..."). */
static struct str told(const struct import_plan *plan)
{
	static const char *const states[IMPORT_STATES] = { "same", "new", "changed", "skipped", "wrong" };
	struct buf out = { 0 };
	struct str copy;

	for (size_t i = 0; i < plan->row_count; i++) {
		buf_addf(&out, "%u %s ", plan->row[i].number, states[plan->row[i].state]);
		buf_add(&out, plan->row[i].title);
		buf_addf(&out, "%s%s\n", plan->row[i].why ? ": " : "", plan->row[i].why ? plan->row[i].why : "");
	}
	for (size_t i = 0; i < plan->change_count; i++) {
		const struct change *change = &plan->change[i].change;
		buf_addf(&out, "%c %s", !change->before ? '+' : change->after ? '*' : '-', change->record->name);
		add_fields(&out, plan, change);
		buf_add_char(&out, '\n');
	}
	for (size_t i = 0; i < plan->fault_count; i++) {
		buf_add_char(&out, '!');
		buf_add(&out, plan->fault[i].fault.place);
		buf_add_char(&out, ' ');
		buf_add(&out, fault_text(&plan->fault[i].fault, test_arena()));
		buf_add_char(&out, '\n');
	}
	copy = buf_copy(&out, test_arena());
	buf_clear(&out);
	return copy;
}

struct asked { const char *kind; bool hyphen_clears, skip_hidden; const char *since; };

static struct str read_into(const struct programme *programme, struct asked asked, struct str bytes)
{
	struct faults faults = { .arena = test_arena() };
	struct workbook workbook;
	struct import_source source = { .programme = programme, .workbook = &workbook, .kind = import_kind_named(str_of(asked.kind)),
		.language = LANGUAGE_EN, .file_name = STR("lijst.csv"), .today = test_day(TODAY), .now = { 1750000000000 }, .arena = test_arena() };
	struct import_choices choices;
	struct import_plan plan;
	struct str text;

	CHECK(source.kind);
	CHECK(sheet_read(bytes, &workbook, &faults));
	import_guess(&source, &choices);
	choices.hyphen_clears = asked.hyphen_clears;
	choices.skip_hidden = asked.skip_hidden;
	if (asked.since)
		choices.since = test_day(asked.since);
	if (!import_choices_check(&source, &choices, &faults))
		return str_format(test_arena(), "refused: %.*s", STR_ARG(fault_text(&faults.at[0], test_arena())));
	CHECK(import_plan_make(&source, &choices, &plan) == (plan.faults == 0));
	text = told(&plan);
	import_plan_clear(&plan);
	return text;
}

static struct str actions(const char *csv)
{
	return read_into(test_lev(), (struct asked){ "actions" }, str_of(csv));
}

static struct str matrix(const char *csv)
{
	return read_into(test_lev(), (struct asked){ "participation" }, str_of(csv));
}

TEST(headers_are_known_below_a_title_in_dutch_and_english_and_totals_headings_and_examples_are_not_read)
{
	struct str plan = actions("Actielijst van de Liemers;;\n;;\nNr.;Naam actie;Deadline (t/m)\nSpeerpunt: Maakindustrie;;\nX-01;Een actie;1 dec. 2026\n"
		"Voorbeeld: M-01;Zo;1-1-2026\nNr.;Naam actie;Deadline (t/m)\nTotaal;1;\n");

	CHECK_HAS(plan, "4 skipped Speerpunt: Maakindustrie: a heading");
	CHECK_HAS(plan, "5 new X-01 Een actie");
	CHECK_HAS(plan, "6 skipped Voorbeeld: M-01: the example");
	CHECK_HAS(plan, "7 skipped Nr.: the headers again");
	CHECK_HAS(plan, "8 skipped Totaal: a row of totals");
	CHECK_HAS(plan, "theme=Maakindustrie");
	CHECK_HAS(plan, "last=2026-12-01");
	CHECK_HAS(actions("Number;Title;Last day\nX-01;One;1-12-2026\n"), "2 new X-01 One");
}

/* PEERS: "import says success, nothing arrives": every bad cell is named at once, and what would be right. */
TEST(every_bad_cell_is_named_at_once_with_what_would_be_right)
{
	struct str plan = actions("Nummer;Titel;Speerpunt;Trekker;Start;Status;Resultaatcijfer 1;Resultaatcijfer 1: doel\n"
		"X 01;Een;Maakindustri;Duivn;31-2-2025;bijna;Bezoekers;n.v.t.\n;;Maakindustrie;;2025;;;\n");

	CHECK_HAS(plan, "!A2 A number has letters");
	CHECK_HAS(plan, "!C2 “Maakindustri” is not among the themes. Did you mean “Maakindustrie”?");
	CHECK_HAS(plan, "!D2 “Duivn” is not among the parties. Did you mean “Duiven”?");
	CHECK_HAS(plan, "!E2 \"31-2-2025\" is not a day; write 22-5-2024");
	CHECK_HAS(plan, "!F2 “bijna” is not one of the choices: idea, proposed, planned, running");
	CHECK_HAS(plan, "!H2 \"n.v.t.\" is not a number");
	CHECK_HAS(plan, "!A3 This row does not say what it is about");
	CHECK_HAS(plan, "2 wrong");
}

TEST(the_rules_of_the_plan_hold_for_a_table_too)
{
	/* Accepted on the horizon, refused a day later (docs/rules.md 4). */
	CHECK_HAS_NOT(actions("Nummer;Titel;Einde\nX-01;Een;1-1-2027\n"), "!");
	CHECK_HAS(actions("Nummer;Titel;Einde\nX-01;Een;2-1-2027\n"), "!C2 The plan runs until 2027-01-01; this ends 2027-01-02.");
	CHECK_HAS(actions("Nummer;Titel;Status\nX-01;Een;gestopt\n"), "!A2 Say why it is paused or stopped.");
	CHECK_HAS(actions("Nummer;Titel\nX-01;Een\nX-01;Twee\n"), "!A3 Row 2 is about the same.");
}

TEST(days_are_read_as_people_and_spreadsheets_write_them)
{
	static const struct { const char *cell, *start, *last; } rows[] = {
		{ "1 jan. 2026", "2026-01-01", "2026-01-01" }, { "1-1-2026", "2026-01-01", "2026-01-01" }, { "46023", "2026-01-01", "2026-01-01" },
		{ "2026", "2026", "2026" }, { "Q3 2026", "2026-07", "2026-09" }, { "3e kwartaal 2026", "2026-07", "2026-09" },
		{ "mei 2026", "2026-05", "2026-05" }, { "2026-05-02T00:00:00", "2026-05-02", "2026-05-02" }, { "t/m 5-2026", "2026-05", "2026-05" },
		{ " 1-1-2026\u00a0", "2026-01-01", "2026-01-01" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct str plan = actions(str_format(test_arena(), "Nummer;Titel;Start;Einde\nX-01;Een;%s;%s\n", rows[i].cell, rows[i].cell).at);
		CHECK_HAS(plan, str_format(test_arena(), " start=%s ", rows[i].start).at);
		CHECK_HAS(plan, str_format(test_arena(), " last=%s", rows[i].last).at);
	}
	CHECK_HAS(actions("Nummer;Titel;Looptijd\nX-01;Een;1-1-2025 t/m 31-12-2026\n"), "start=2025-01-01 last=2026-12-31");
	CHECK_HAS(actions("Nummer;Titel;Looptijd\nX-01;Een;2025-2026\n"), "start=2025 last=2026");
	CHECK_HAS(actions("Nummer;Titel;Looptijd\nX-01;Een;medio april\n"), "!C2 “medio april” is not a period");
}

TEST(numbers_are_read_with_commas_points_percent_and_spaces)
{
	static const struct { const char *cell, *aim; } rows[] = {
		{ "1.234,5", "1234.5" }, { "12,5", "12.5" }, { "12.5", "12.5" }, { "1 234", "1234" }, { "1\u00a0234", "1234" }, { "45 %", "45" },
		{ "45%", "45" }, { "0", "0" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		CHECK_HAS(actions(str_format(test_arena(), "Nummer;Titel;Indicator;Indicator doel\nX-01;Een;Bezoekers;\"%s\"\n", rows[i].cell).at),
			str_format(test_arena(), " aim=%s", rows[i].aim).at);
}

TEST(an_empty_cell_leaves_what_stands_and_only_clear_empties_it)
{
	const struct programme *lev = test_lev();
	struct str empty = STR("Nummer;Gerealiseerd;Waarom\nL-03;;\n"), hyphen = STR("Nummer;Gerealiseerd;Waarom\nL-03;-;\n");
	struct str clear = STR("Nummer;Gerealiseerd;Waarom\nL-03;Leeg maken;\n");

	CHECK(action_by_number(lev, STR("L-03"))->reached.len > 0);
	CHECK_HAS(read_into(lev, (struct asked){ "actions" }, empty), "2 same ");
	CHECK_HAS(read_into(lev, (struct asked){ "actions" }, hyphen), "2 same ");
	CHECK_HAS(read_into(lev, (struct asked){ "actions", .hyphen_clears = true }, hyphen), "* action reached=\n");
	CHECK_HAS(read_into(lev, (struct asked){ "actions" }, clear), "* action reached=\n");
	/* What has to be there cannot be emptied. */
	CHECK_HAS(actions("Nummer;Titel\nM-01;leeg maken\n"), "!B2 This is needed; fill it in.");
}

TEST(another_lead_takes_over_today_and_who_is_not_named_ends_yesterday)
{
	struct str plan = actions("Nummer;Trekker;Uitvoerders\nM-03;Doesburg;\n");

	CHECK_HAS(plan, "2 changed M-03");
	CHECK_HAS(plan, "kind=lead state=on_record from=" TODAY);
	CHECK_HAS(plan, "* role until=2025-06-14");
	CHECK_HAS(actions("Nummer;Trekker\nM-03;\"Doesburg, Duiven\"\n"), "!B2 One party leads.");
}

TEST(milestones_stand_beside_their_action_or_on_a_row_of_their_own)
{
	CHECK_HAS(actions("Nummer;Titel;Mijlpaal;Mijlpaal gepland;Mijlpaal 2;Mijlpaal 2 gepland\nX-01;Een;Start;1-2-2026;Klaar;Q4 2026\n"),
		"+ milestone action=X-01 title=Start planned=2026-02-01\n+ milestone action=X-01 title=Klaar planned=2026-12\n");
	CHECK_HAS(actions("Actie;Mijlpaal;Gepland\nM-03;Opening;1-2-2026\n"), "+ milestone action=M-03 title=Opening planned=2026-02-01");
	CHECK_HAS(actions("Nummer;Titel;Mijlpaal gepland\nX-01;Een;1-2-2026\n"), "!C2 This says nothing without its milestone");
}

/* A workbook of LibreOffice: merged cells, formulas, a percentage, days and months, a hidden row and sheet (test/data/sheets). */
TEST(a_workbook_of_libreoffice_is_read_whichever_year_its_days_are_counted_from)
{
	struct str book = test_file("test/data/sheets/actielijst.xlsx"), mac = test_file("test/data/sheets/actielijst-1904.xlsx");
	struct str plan = read_into(test_lev(), (struct asked){ "actions" }, book);

	CHECK_HAS(plan, "4 new X-01 Streekmarkt\n5 new X-01 Streekmarkt\n6 new X-02 Verborgen rij\n7 new X-03 Uit een formule\n8 skipped Totaal: a row of totals\n");
	CHECK_HAS(plan, "title=Streekmarkt theme=Maakindustrie start=2026-03-01 last=2026-12\n");
	CHECK_HAS(plan, "title=Verborgen rij theme=Logistiek start=2026-03-01\n");
	CHECK_HAS(plan, "title=Uit een formule theme=Maakindustrie start=2026-03-31\n");
	CHECK_HAS(plan, "+ milestone action=X-01 title=Start planned=2026-04-01\n+ milestone action=X-01 title=Opening planned=2026-12\n");
	CHECK_HAS(plan, "+ result_figure action=X-01 name=Bezoekers aim=45\n+ result_figure action=X-03 name=Stages aim=1234.5\n");
	CHECK_HAS_NOT(plan, "X-98");
	CHECK_HAS_NOT(plan, "!");
	test_check_str(read_into(test_lev(), (struct asked){ "actions" }, mac), plan, __FILE__, __LINE__);
	plan = read_into(test_lev(), (struct asked){ "actions", .skip_hidden = true }, book);
	CHECK_HAS(plan, "6 skipped X-02: hidden");
}

/* What merging said is lost on the way to CSV: the row that depended on it is named, not guessed at. */
TEST(the_same_table_as_csv_names_the_row_that_merging_made_clear)
{
	struct str plan = read_into(test_lev(), (struct asked){ "actions" }, test_file("test/data/sheets/actielijst.csv"));

	CHECK_HAS(plan, "!A5 This row does not say what it is about.");
	CHECK_HAS(plan, "4 new X-01 Streekmarkt");
	CHECK_HAS(plan, "aim=45\n");
	CHECK_HAS(plan, "last=2026-12\n");
}

TEST(a_workbook_that_was_cut_off_says_so)
{
	struct faults faults = { .arena = test_arena() };
	struct str book = test_file("test/data/sheets/actielijst.xlsx");
	struct workbook workbook;

	for (size_t cut = 1; cut < book.len; cut += 331) {
		faults.count = 0;
		CHECK(!sheet_read(str_to(book, book.len - cut), &workbook, &faults));
		CHECK_NUMBER(faults.count, 1);
	}
}

TEST(parties_are_known_by_key_code_or_name_and_codes_keep_their_zeros)
{
	struct asked parties = { "parties" };
	const struct party *duiven = programme_row(test_lev(), party, test_party(test_lev(), "duiven"));
	struct str code = duiven->code;
	const char *csv = str_format(test_arena(), "Naam;CBS-code;Inwoners 1-1-2025\nGemeente Duiven;%.*s;25.123\n", STR_ARG(code)).at;

	if (code.len == 4) {
		struct str plan = read_into(test_lev(), parties, str_of(csv));
		CHECK_HAS(plan, "* party name=Gemeente Duiven");
		CHECK_HAS(plan, "+ inhabitants party=Gemeente Duiven day=2025-01-01 number=25123");
	}
	CHECK_HAS(read_into(test_lev(), parties, STR("Naam;Soort;Code\nNieuwstad;gemeente;123\n")),
		"+ party key=nieuwstad name=Nieuwstad kind=municipality code=0123");
	CHECK_HAS(read_into(test_lev(), parties, STR("Naam;Code\nNieuwstad;123\n")), "!A2 This is needed; choose one.");
	/* 0221 is Doesburg's, with or without its zero: another name beside it is another name for Doesburg. */
	CHECK_HAS(read_into(test_lev(), parties, STR("Naam;Code\nDoesburg aan de IJssel;221\n")), "* party name=Doesburg aan de IJssel\n");
}

TEST(a_cell_of_the_matrix_that_says_what_follows_from_above_needs_no_entry)
{
	struct str plan = matrix("Onderdeel;Duiven;Doesburg\nHele programma;doet mee;\nMaakindustrie;doet mee;\n");

	CHECK_HAS(plan, "2 same");
	CHECK_HAS(plan, "3 same Maakindustrie");
	CHECK_HAS_NOT(plan, "+ ");
	plan = matrix("Onderdeel;Duiven\nMaakindustrie;doet niet mee (sinds 1-7-2025)\n");
	CHECK_HAS(plan, "node=Maakindustrie standing=does_not_participate from=2025-07-01");
	plan = matrix("Onderdeel;Duiven\nMaakindustrie;haakt elders aan\n");
	CHECK_HAS(plan, "!B2 Name the other region that Duiven goes along with.");
	CHECK_HAS(matrix("Onderdeel;Duiven\nMaakindustrie;misschien\n"), "!B2 “misschien” is not one of the choices: takes part");
	CHECK_HAS(matrix("Onderdeel;Duiven\nMaakindustri;ja\n"), "!A2 “Maakindustri” is not among the parts of the programme. Did you mean “Maakindustrie”?");
	CHECK_HAS(matrix("Onderdeel;Opmerking\nMaakindustrie;ja\n"), "refused: ");
}

TEST(with_a_day_what_stood_before_ends_on_the_day_before_it)
{
	struct str plan = read_into(test_lev(), (struct asked){ "participation", .since = "2026-01-01" },
		STR("Onderdeel;Duiven\nHele programma;doet niet mee\n"));

	CHECK_HAS(plan, "standing=does_not_participate from=2026-01-01");
	CHECK_HAS(plan, "* participation until=2025-12-31");
}

TEST(an_update_is_added_once_and_never_changed)
{
	struct asked updates = { "updates" };
	struct str csv = STR("Actie;Datum;Stoplicht;Toelichting;Besteed\nM-03;1-6-2025;groen;Het loopt goed.;€ 1.234,56\n");
	const struct programme *lev = test_lev();
	struct programme *draft = programme_draft(lev);
	struct update given = { .id = id_new(), .action = action_by_number(lev, STR("M-03"))->id, .day = test_day("2025-06-01"),
		.light = LIGHT_ON_TRACK, .text = STR("Het loopt goed."), .spent = { 123456, true } };
	const struct programme *after;

	CHECK_HAS(read_into(lev, updates, csv), "+ update action=M-03 day=2025-06-01 ");
	CHECK_HAS(read_into(lev, updates, csv), "light=on_track text=Het loopt goed. spent=1234.56 party=LiemersNovum on_behalf=true");
	programme_put(draft, &update_record, &given);
	after = programme_publish(draft);
	CHECK_HAS(read_into(after, updates, csv), "2 same");
	CHECK_HAS(read_into(after, updates, STR("Actie;Datum;Stoplicht;Toelichting\nM-03;1-6-2025;rood;Het loopt goed.\n")),
		"!C2 This was given already, with “on track” here.");
	CHECK_HAS(read_into(after, updates, STR("Actie;Datum;Toelichting\nM-03;1-6-2025;Zonder stoplicht\n")), "refused: No column is read as How does it go?");
	programme_release(after);
}

/* Milestones of two actions can have one title: it is the one of the action that the row is about. */
TEST(a_milestone_is_sought_among_those_of_the_action)
{
	struct asked updates = { "updates" };
	const struct programme *lev = test_lev(), *after;
	struct programme *draft = programme_draft(lev);
	struct milestone one = { .id = id_new(), .action = action_by_number(lev, STR("M-03"))->id, .title = STR("Ontwerp klaar") };
	struct milestone other = { .id = id_new(), .action = action_by_number(lev, STR("L-01"))->id, .title = STR("Ontwerp klaar") };

	programme_put(draft, &milestone_record, &one);
	programme_put(draft, &milestone_record, &other);
	after = programme_publish(draft);
	CHECK_HAS(read_into(after, updates, STR("Actie;Datum;Stoplicht;Toelichting;Mijlpalen\nM-03;1-6-2025;groen;Het loopt.;Ontwerp klaar\n")),
		"milestones=Ontwerp klaar");
	CHECK_HAS_NOT(read_into(after, updates, STR("Actie;Datum;Stoplicht;Toelichting;Mijlpalen\nL-01;1-6-2025;groen;Het loopt.;Ontwerp klaar\n")), "!");
	CHECK_HAS(read_into(after, updates, STR("Actie;Datum;Stoplicht;Toelichting;Mijlpalen\nL-02;1-6-2025;groen;Het loopt.;Ontwerp klaar\n")),
		"can be more than one");
	programme_release(after);
}

/* A municipality's money sheet: amounts as people write them, keys by many words, a rate only where the key asks for one. */
TEST(a_sheet_of_money_becomes_budget_lines_and_what_was_spent_of_them)
{
	struct asked money = { "budget_lines" };
	const struct programme *lev = test_lev();
	struct str head = STR("Post;Onderdeel;Jaar;Bedrag;Verdeelsleutel;Per inwoner\n");
	struct str plan = read_into(lev, money, str_format(test_arena(), "%.*sStreekmarkt;Maakindustrie;2026;\"€ 12.500,00\";naar inwoners;\n"
		"Streekbureau;hele programma;2026;;per inwoner;0,80\nLater bekend;Logistiek;2027;;gelijke delen;\n", STR_ARG(head)));

	CHECK_HAS(plan, "2 new Streekmarkt (2026)");
	CHECK_HAS(plan, "amount=12500.00 key=inhabitants");
	CHECK_HAS(plan, "key=rate rate=0.8");
	CHECK_HAS(plan, "4 new Later bekend (2027)");
	CHECK_HAS_NOT(plan, "!");
	plan = read_into(lev, money, str_format(test_arena(), "%.*sStreekmarkt;Maakindustri;2026;twaalf;naar gevoel;\nDubbel;Logistiek;2026;10;per inwoner;0,80\n",
		STR_ARG(head)));
	CHECK_HAS(plan, "!B2 ");
	CHECK_HAS(plan, "!D2 ");
	CHECK_HAS(plan, "!E2 ");
	CHECK_HAS(plan, "Leave it empty");
}

/* PEERS: values that are no values in a number's place are refused, not kept as text. */
TEST(words_in_the_place_of_a_number_are_refused)
{
	static const char *const words[] = { "N/A", "zie toelichting", "ca. 10", "1 of 2" };

	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		CHECK_HAS(actions(str_format(test_arena(), "Nummer;Titel;Indicator;Indicator doel\nX-01;Een;Bezoekers;%s\n", words[i]).at), "!D2 ");
}

/* What is there now, sent back as it came, changes nothing; and one cell that was changed is one change. */
TEST(a_template_with_what_there_is_now_comes_back_the_same)
{
	for (size_t k = 0; k < import_kind_count; k++)
		for (int language = 0; language < LANGUAGE_COUNT; language++) {
			struct buf file = { 0 };
			struct str plan;

			CHECK(import_template(test_lev(), &import_kinds[k], (enum language)language, true, (struct moment){ 1700000000000 }, test_day(TODAY), &file));
			plan = read_into(test_lev(), (struct asked){ import_kinds[k].name }, buf_copy(&file, test_arena()));
			buf_clear(&file);
			if (str_starts(plan, STR("refused")))
				continue;
			CHECK_HAS_NOT(plan, " wrong ");
			CHECK_HAS_NOT(plan, " new ");
			CHECK_HAS_NOT(plan, " changed ");
		}
}

TEST(an_empty_template_is_read_as_nothing)
{
	for (size_t k = 0; k < import_kind_count; k++) {
		struct buf file = { 0 };
		struct str plan;

		CHECK(import_template(test_lev(), &import_kinds[k], LANGUAGE_NL, false, (struct moment){ 1700000000000 }, test_day(TODAY), &file));
		plan = read_into(test_lev(), (struct asked){ import_kinds[k].name }, buf_copy(&file, test_arena()));
		buf_clear(&file);
		CHECK_HAS_NOT(plan, "\n+ ");
		CHECK_HAS_NOT(plan, "!");
	}
}

/* A field that is added to a record is a column here without another line. */
TEST(every_field_that_people_fill_in_is_a_column)
{
	static const struct { const char *kind; const struct record *record; } mains[] = {
		{ "actions", &action_record }, { "parties", &party_record },
	};

	for (size_t k = 0; k < sizeof mains / sizeof mains[0]; k++) {
		const struct import_kind *kind = import_kind_named(str_of(mains[k].kind));
		struct import_columns columns = import_columns(kind->table[0], test_lev(), LANGUAGE_EN, 0, test_arena());
		for (size_t f = 0; f < mains[k].record->field_count; f++) {
			const struct field *field = &mains[k].record->field[f];
			bool found = field->hidden || !field->label;
			for (size_t c = 0; c < columns.count; c++)
				found = found || (columns.at[c].number == 0 && columns.at[c].field == field);
			if (!found)
				fail_msg("%s.%s is no column", mains[k].record->name, field->name);
		}
	}
}

TEST(what_was_chosen_for_headers_is_kept_as_text_and_read_again)
{
	struct faults faults = { .arena = test_arena() };
	struct workbook workbook;
	struct import_source source = { .programme = test_lev(), .workbook = &workbook, .kind = import_kind_named(STR("actions")),
		.language = LANGUAGE_NL, .today = test_day(TODAY), .arena = test_arena() };
	struct import_choices choices, again;

	CHECK(sheet_read(STR("Titel\nNr;Naam;Iets\nX-01;Een;Twee\n"), &workbook, &faults));
	import_guess(&source, &choices);
	CHECK_NUMBER(choices.sheet[0].header, 1);
	CHECK(choices.sheet[0].column[2] < 0);
	choices.hyphen_clears = true;
	import_mapping_read(&source, &choices, 0, STR("actions number,,title"));
	CHECK(choices.sheet[0].remembered);
	CHECK(choices.sheet[0].column[1] < 0);
	import_choices_read(&source, import_choices_text(&source, &choices), &again);
	CHECK(again.hyphen_clears);
	CHECK_STR(import_mapping_text(&source, &again, 0), "actions number,,title");
	CHECK_STR(import_headers_text(&source, &again, 0), "nr|naam|iets|");
	/* What no longer exists is left out. */
	import_mapping_read(&source, &again, 0, STR("actions number,gone,title"));
	CHECK(again.sheet[0].column[1] < 0);
}

/* SPDX-License-Identifier: EUPL-1.2 */
/* What can be imported: kinds, their tables, and the columns of each, which follow from the descriptions of the records. */
#include <string.h>

#include "action/action.h"
#include "base/buf.h"
#include "import/import_own.h"
#include "money/money.h"
#include "participation/participation.h"
#include "party/party.h"
#include "progress/progress.h"
#include "role/role.h"
#include "tree/tree.h"

/* Other words for a header than the label of the field in either language and its name. "*": of whatever record. */
static const struct { const char *record, *field, *words; } headers[] = {
	{ "action", "number", "nr|no|num|code|actienummer|actiecode|actie nr|actiepunt nr|actiepuntnummer|id|volgnummer|action number|ref" },
	{ "action", "title", "actie|actiepunt|naam|naam actie|naam actiepunt|omschrijving actie|omschrijving|onderwerp actie|project|activiteit|name|action" },
	{ "action", "result", "resultaat|beoogd resultaat|wanneer klaar|eindresultaat|output|opbrengst|deliverable|doelresultaat" },
	{ "action", "why", "aanleiding|doel|waarom|reden|toelichting|purpose|reason" },
	{ "action", "theme", "thema|speerpunt|programmalijn|lijn|pijler|opgave|pillar" },
	{ "action", "topic", "onderwerp|deelthema|subthema|cluster|subtopic" },
	{ "action", "start", "begin|startdatum|begindatum|aanvang|start date|van|vanaf|begin date" },
	{ "action", "last", "eind|einde|einddatum|einddag|gereed|deadline|tot|t m|tot en met|end|end date|finish|klaar op|uiterlijk" },
	{ "action", "status", "stand|fase|voortgang|stand van zaken|state|phase" },
	{ "action", "goals", "doelen|doelstelling|doelstellingen|goal" },
	{ "action", "labels", "dwarsdoorsnijdend thema|label|labels|tags" },
	{ "action", "reached", "bereikt|behaald resultaat|gerealiseerd" },
	{ "action", "internal", "interne notitie|intern|opmerking bureau|internal note" },
	{ "milestone", "action", "actie|actiepunt|actienummer|nummer|nr|number|action number" },
	{ "milestone", "title", "mijlpaal|titel|naam|omschrijving|title|name" },
	{ "milestone", "planned", "gepland|datum|planning|plandatum|date|due" },
	{ "milestone", "reached", "bereikt|gereed|behaald|klaar|done" },
	{ "result_figure", "action", "actie|actiepunt|actienummer|nummer|nr|number|action number" },
	{ "result_figure", "name", "cijfer|resultaatcijfer|indicator|wat|naam|kpi|name" },
	{ "result_figure", "unit", "eenheid" },
	{ "result_figure", "aim", "doel|streefwaarde|doelwaarde|target|goal" },
	{ "result_figure", "value", "waarde|stand|gerealiseerd|realisatie|actual|bereikt" },
	{ "result_figure", "day", "datum|op|peildatum|per|date|as of" },
	{ "party", "key", "sleutel|korte naam|key|id" },
	{ "party", "name", "naam|partij|organisatie|gemeente|deelnemer|organisation|organization|partner|municipality" },
	{ "party", "kind", "soort|type|kind|categorie|soort partij" },
	{ "party", "code", "cbs code|gemeentecode|code cbs|gm code|cbs|kvk" },
	{ "party", "part", "rol|rol in het programma|role" },
	{ "party", "website", "site|url|web|homepage" },
	{ "inhabitants", "party", "partij|gemeente|naam|municipality|name" },
	{ "inhabitants", "number", "inwoners|aantal inwoners|inwonertal|bevolking|population|inwoneraantal|aantal" },
	{ "inhabitants", "day", "peildatum|datum|per|stand per|reference day|date|jaar|year" },
	{ "inhabitants", "origin", "bron|herkomst" },
	{ "membership", "party", "partij|lid|gemeente|naam|member" },
	{ "membership", "organisation", "organisatie|hoort bij|onderdeel van|lid van|organisation|belongs to" },
	{ "participation", "party", "partij|gemeente|deelnemer|municipality|organisation" },
	{ "participation", "node", "onderdeel|thema|speerpunt|onderwerp|actie|actiepunt|waaraan|nummer|nr|node|theme|action|number|programmaonderdeel|titel" },
	{ "participation", "standing", "deelname|doet mee|stand|status|positie|participation" },
	{ "participation", "from", "sinds|vanaf|van|begin|ingangsdatum|since|start" },
	{ "participation", "until", "tot|tot en met|t m|einde|end" },
	{ "participation", "counterpart", "andere regio|regio|haakt aan bij|via|region" },
	{ "participation", "reason", "reden|toelichting|waarom|why" },
	{ "participation", "decision", "besluit|grondslag" },
	{ "update", "action", "actie|actiepunt|actienummer|nummer|nr|number|action number" },
	{ "update", "day", "datum|dag|peildatum|date|op" },
	{ "update", "light", "stoplicht|kleur|voortgang|stand|status|rag|light|hoe gaat het|colour" },
	{ "update", "text", "stand van zaken|toelichting|zin|tekst|update|voortgang in een zin|text|sentence|bericht|melding" },
	{ "update", "spent", "besteed|uitgegeven|uitgaven|realisatie|kosten|spent" },
	{ "update", "next_step", "volgende stap|vervolg|vervolgstap|next step|wat nu" },
	{ "update", "help_wanted", "hulpvraag|hulp nodig|knelpunt|gevraagd|help" },
	{ "update", "internal", "interne notitie|intern|opmerking bureau|internal note" },
	{ "update", "party", "namens|partij|trekker" },
	{ "update", "milestones", "mijlpalen|bereikte mijlpalen" },
	{ "budget_line", "title", "omschrijving|post|kostenpost|regel|begrotingspost|naam|description|item" },
	{ "budget_line", "node", "onderdeel|thema|speerpunt|onderwerp|actie|actiepunt|voor|theme|action|node" },
	{ "budget_line", "year", "jaar|begrotingsjaar|boekjaar" },
	{ "budget_line", "amount", "bedrag|begroot|raming|kosten|totaal|euro|budget|amount" },
	{ "budget_line", "key", "verdeelsleutel|sleutel|verdeling|key" },
	{ "budget_line", "rate", "tarief|bedrag per inwoner|per inwoner|rate" },
	{ "budget_line", "payer", "betaler|financier|bron van geld|betaald door|dekking|funded by" },
	{ "budget_line", "fund", "fonds|subsidie|regeling|fund|grant" },
	{ "spending", "line", "begrotingsregel|post|regel|kostenpost|omschrijving|budget line" },
	{ "spending", "day", "datum|dag|boekdatum|factuurdatum|date" },
	{ "spending", "amount", "bedrag|uitgegeven|besteed|realisatie|amount|spent" },
	{ "spending", "text", "waarvoor|toelichting|omschrijving uitgave|leverancier|for what" },
	{ "spending", "party", "partij|van wie|gemeente|party" },
	{ "*", "source", "bron|bronvermelding" },
	{ "*", "note", "opmerking|opmerkingen|remark|remarks|comments" },
};

const char *import_header_words(const struct record *record, const struct field *field)
{
	for (size_t i = 0; i < sizeof headers / sizeof headers[0]; i++)
		if ((strcmp(headers[i].record, record->name) == 0 || strcmp(headers[i].record, "*") == 0) &&
		    strcmp(headers[i].field, field->name) == 0)
			return headers[i].words;
	return "";
}

/* What comes beside the record's own fields */

static const struct import_group milestones = {
	"milestone", N_("Milestone"), &milestone_record, "action", "title", { "title", "planned", "reached" }, IMPORT_GROUPS_MOST, "mijlpaal|milestone"
};
static const struct import_group figures = {
	"figure", N_("Result figure"), &result_figure_record, "action", "name", { "name", "unit", "aim", "value", "day" }, 3,
	"resultaatcijfer|cijfer|indicator|kpi|result figure|figure"
};
static const struct import_group figures_of_inhabitants = {
	"inhabitants", N_("Inhabitants"), &inhabitants_record, "party", "day", { "number", "day", "origin" }, 3,
	"inwoners|aantal inwoners|inwonertal|bevolking|population|inhabitants"
};

static const struct import_link lead = { "lead", N_("Lead"), N_("The party that answers for it. Another one than now takes over today."),
	&role_record, ROLE_LEAD, true, "trekker|eigenaar|verantwoordelijke|verantwoordelijk|probleemeigenaar|owner|leider|hoofdtrekker" };
static const struct import_link executors = { "executors", N_("Executors"), N_("Names with ; between. Who is not named any more ends yesterday."),
	&role_record, ROLE_EXECUTOR, false, "uitvoerder|uitvoerders|uitvoering|uitvoering door|executor" };
static const struct import_link partners = { "partners", N_("Partners"), N_("Names with ; between. Who is not named any more ends yesterday."),
	&role_record, ROLE_PARTNER, false, "partner|partners|samenwerkingspartners|betrokken partijen|betrokkenen|samen met" };
static const struct import_link advisors = { "advisors", N_("Advisors"), N_("Names with ; between. Who is not named any more ends yesterday."),
	&role_record, ROLE_ADVISOR, false, "adviseur|adviseurs|advies|advisor" };
static const struct import_link organisations = { "organisations", N_("Belongs to"), N_("Names with ; between. What is not named any more ends yesterday."),
	&membership_record, 0, false, "hoort bij|lid van|onderdeel van|belongs to|koepel" };

/* What the file does not say */

/* A short name for the address, from what people call it: "duiven", and "duiven-2" where that is taken. */
static void complete_party(struct work *work, void *row, bool is_new)
{
	struct party *party = row;
	struct str slug = str_slug(work->arena, party->name);
	struct id other;

	(void)is_new;
	if (party->key.len > 0)
		return;
	slug = str_to(slug, 50);
	party->key = slug;
	for (int number = 2; party->key.len > 0 && import_find_quietly(work, &party_record, party->key, &other) && !id_equal(other, party->id); number++)
		party->key = str_format(work->arena, "%.*s-%d", STR_ARG(slug), number);
}

/* The office writes down what the lead told: for whom, by whom, and which round it answers. */
static void complete_update(struct work *work, void *row, bool is_new)
{
	const struct programme *programme = work->source->programme;
	struct update *update = row;
	const struct action *action = programme_row(programme, action, update->action);
	const struct node *node = programme_node(programme, update->action);
	const struct role *role = node ? role_lead(programme, node, update->day) : NULL;
	const struct round *round = action && day_known(update->day) ? round_for(programme, action, update->day) : NULL;

	if (!is_new)
		return;
	update->moment = work->source->now;
	update->person = work->source->person;
	update->on_behalf = true;
	update->round = round ? round->id : ID_NONE;
	if (!id_known(update->party) && role)
		update->party = role->party;
}

static void complete_entry(struct work *work, void *row, bool is_new)
{
	if (is_new)
		import_end_earlier_entry(work, row);
}

/* Tables */

static const struct import_table action_table = {
	.name = "actions", .label = N_("Actions"), .record = &action_record, .words = "acties|actiepunten|actions|actielijst|actieplan",
	.way = { { { "number" }, true }, { { "title" }, true } },
	.first = " number title theme topic status start last result why ",
	.group = { &milestones, &figures }, .link = { &lead, &executors, &partners, &advisors }, .period = { "start", "last" },
};
static const struct import_table milestone_table = {
	.name = "milestones", .label = N_("Milestones"), .record = &milestone_record, .words = "mijlpalen|milestones|mijlpaal",
	.way = { { { "action", "title" }, true } }, .first = " action title planned reached ",
};
static const struct import_table figure_table = {
	.name = "figures", .label = N_("Result figures"), .record = &result_figure_record, .words = "resultaatcijfers|cijfers|indicatoren|figures|kpi",
	.way = { { { "action", "name" }, true } }, .first = " action name unit aim value day ",
};
static const struct import_table party_table = {
	.name = "parties", .label = N_("Parties"), .record = &party_record, .words = "partijen|parties|organisaties|gemeenten|deelnemers",
	.way = { { { "key" }, false }, { { "code" }, false }, { { "name" }, true } },
	.first = " name kind code key part ", .group = { &figures_of_inhabitants }, .link = { &organisations }, .period = { "first", "last" },
	.complete = complete_party,
};
static const struct import_table inhabitants_table = {
	.name = "inhabitants", .label = N_("Inhabitants"), .record = &inhabitants_record, .words = "inwoners|inwonertallen|inhabitants|bevolking",
	.way = { { { "party", "day" }, true } }, .first = " party day number origin ",
};
static const struct import_table matrix_table = {
	.name = "matrix", .label = N_("Matrix"), .record = &participation_record, .words = "matrix|deelname|wie doet mee|deelnamematrix",
	.matrix = true,
};
static const struct import_table entry_table = {
	.name = "entries", .label = N_("Entries"), .record = &participation_record, .words = "vermeldingen|deelnamelijst|entries",
	.way = { { { "party", "node", "from" }, true } }, .first = " node party standing from until counterpart reason ",
	.period = { "from", "until" }, .complete = complete_entry,
};
static const struct import_table update_table = {
	.name = "updates", .label = N_("Updates"), .record = &update_record, .words = "updates|voortgang|stand van zaken|voortgangsrapportage",
	.way = { { { "action", "day", "text" }, true } }, .left_out = " round on_behalf corrects proof ",
	.first = " action day light text spent next_step help_wanted ", .complete = complete_update,
};

static const struct import_table line_table = {
	.name = "lines", .label = N_("Budget lines"), .record = &budget_line_record, .words = "begroting|begrotingsregels|budget|kosten|lines",
	.way = { { { "title", "year", "node" }, false }, { { "title", "year" }, true } }, .first = " title node year amount key rate payer fund ",
};
static const struct import_table spending_table = {
	.name = "spending", .label = N_("Spendings"), .record = &spending_record, .words = "uitgaven|besteed|realisatie|spending",
	.way = { { { "line", "day", "text" }, true } }, .first = " line day amount text forecast ",
};

static const struct import_table *const action_tables[] = { &action_table, &milestone_table, &figure_table };
static const struct import_table *const party_tables[] = { &party_table, &inhabitants_table };
static const struct import_table *const participation_tables[] = { &matrix_table, &entry_table };
static const struct import_table *const update_tables[] = { &update_table };
static const struct import_table *const money_tables[] = { &line_table, &spending_table };

const struct import_kind import_kinds[] = {
	{ "actions", N_("Actions"), N_("With their lead and partners, milestones and result figures. Known again by their number."), action_tables, 3 },
	{ "parties", N_("Parties"), N_("Municipalities, schools, businesses, with their inhabitants. Known again by short name, code or name."), party_tables, 2 },
	{ "participation", N_("Who takes part in what"), N_("A matrix with a column for each municipality, or a list of entries."), participation_tables, 2 },
	{ "updates", N_("Updates"), N_("How actions go: light, sentence, day, money spent, next step. An update is never changed; each is added once."), update_tables, 1 },
	{ "budget_lines", N_("Budget lines"), N_("What is paid for in which year and by which key, and what was spent of it. Known again by description, year and part. Percentages and amounts of single payers are given on the line's own page."), money_tables, 2 },
};
const size_t import_kind_count = sizeof import_kinds / sizeof import_kinds[0];

const struct import_kind *import_kind_named(struct str name)
{
	for (size_t i = 0; i < import_kind_count; i++)
		if (str_is(name, import_kinds[i].name))
			return &import_kinds[i];
	return NULL;
}

struct str import_table_label(const struct import_table *table, enum language language)
{
	return language_text(language, table->label);
}

struct str import_table_name(const struct import_table *table)
{
	return str_of(table->name);
}

const struct record *import_table_record(const struct import_table *table)
{
	return table->record;
}

/* Columns */

static bool listed(const char *list, const char *name)
{
	const char *at = list;
	size_t length = strlen(name);

	while (at && (at = strstr(at, name)) && !(at > list && at[-1] == ' ' && at[length] == ' '))
		at += length;
	return at != NULL;
}

static bool identifies(const struct import_table *table, const char *field)
{
	for (size_t i = 0; i < sizeof table->way / sizeof table->way[0]; i++)
		for (size_t j = 0; j < 4 && table->way[i].fields[j]; j++)
			if (strcmp(table->way[i].fields[j], field) == 0)
				return true;
	return false;
}

struct making { struct import_columns made; size_t room; enum language language; struct arena *arena; };

static struct import_column *add(struct making *making, struct import_column column)
{
	if (making->made.count == making->room) {
		size_t room = making->room ? 2 * making->room : 64;
		struct import_column *more = arena_array(making->arena, struct import_column, room);
		if (making->room)
			memcpy(more, making->made.at, making->room * sizeof *more);
		making->made.at = more;
		making->room = room;
	}
	making->made.at[making->made.count] = column;
	return &making->made.at[making->made.count++];
}

static void add_field(struct making *making, const struct import_table *table, const struct field *field)
{
	add(making, (struct import_column){ .name = str_of(field->name), .label = language_text(making->language, field->label),
		.hint = field->hint ? language_text(making->language, field->hint) : STR_NONE, .record = table->record, .field = field,
		.is = COLUMN_FIELD, .identifies = identifies(table, field->name), .rare = field->rare && !listed(table->first, field->name) });
}

static bool is_column(const struct import_table *table, const struct field *field)
{
	return !field->hidden && !field->file && field->label && field->kind != KIND_MOMENT && !listed(table->left_out, field->name) &&
		!(field->refers_to && strcmp(field->refers_to, "person") == 0);
}

static void add_fields(struct making *making, const struct import_table *table)
{
	const char *at = table->first ? table->first : "";
	struct str rest = str_trim(str_of(at)), name;

	while (str_next(&rest, ' ', &name)) {
		const struct field *field = record_field(table->record, str_cstring(making->arena, name));
		if (field && is_column(table, field))
			add_field(making, table, field);
	}
	for (size_t i = 0; i < table->record->field_count; i++)
		if (is_column(table, &table->record->field[i]) && !listed(table->first, table->record->field[i].name))
			add_field(making, table, &table->record->field[i]);
}

static void add_links(struct making *making, const struct import_table *table)
{
	for (size_t i = 0; i < sizeof table->link / sizeof table->link[0] && table->link[i]; i++)
		add(making, (struct import_column){ .name = str_of(table->link[i]->name), .label = language_text(making->language, table->link[i]->label),
			.hint = language_text(making->language, table->link[i]->hint), .record = table->link[i]->record, .is = COLUMN_LINKS,
			.how = table->link[i] });
}

/* "Milestone 2: planned"; the one that identifies is called after the group alone. */
static struct str group_label(const struct making *making, const struct import_group *group, const struct field *field, size_t number)
{
	struct str name = language_text(making->language, group->label);

	if (strcmp(field->name, group->fields[0]) == 0)
		return str_format(making->arena, "%.*s %zu", STR_ARG(name), number);
	return str_format(making->arena, "%.*s %zu: %.*s", STR_ARG(name), number,
		STR_ARG(str_lower(making->arena, language_text(making->language, field->label))));
}

/* As many beside each other as any row has now, and at least so many that a new one has room. */
static size_t groups_now(const struct import_group *group, const struct programme *programme)
{
	const struct field *owner = record_field(group->record, group->owner);
	struct row_list rows = programme_rows(programme, group->record);
	size_t most = group->most < 3 ? group->most : 3;

	if (strcmp(group->identity, "day") == 0)
		most = 1;
	for (size_t i = 0; i < rows.count; i++) {
		size_t count = programme_referring(programme, group->record, owner->offset, *FIELD_AT(rows.at[i], owner, struct id)).count;
		if (count > most)
			most = count;
	}
	return most < group->most ? most : group->most;
}

static void add_group(struct making *making, const struct import_group *group, size_t count)
{
	for (size_t number = 1; number <= count && number <= group->most; number++)
		for (size_t i = 0; i < 8 && group->fields[i]; i++) {
			const struct field *field = record_field(group->record, group->fields[i]);
			add(making, (struct import_column){ .name = str_format(making->arena, "%s.%zu.%s", group->name, number, field->name),
				.label = group_label(making, group, field, number), .record = group->record, .field = field, .number = (int)number,
				.is = COLUMN_FIELD, .how = group });
		}
}

static void add_parties(struct making *making, const struct programme *programme)
{
	struct row_list parties = programme_rows(programme, &party_record);

	for (size_t i = 0; i < parties.count; i++) {
		const struct party *party = ROW(party, parties, i);
		add(making, (struct import_column){ .name = str_format(making->arena, "party.%.*s", STR_ARG(party->key)), .label = party->name,
			.record = &participation_record, .is = COLUMN_PARTY, .party = party->id, .rare = party->kind != PARTY_MUNICIPALITY });
	}
}

struct import_columns import_columns(const struct import_table *table, const struct programme *programme, enum language language,
	size_t groups, struct arena *arena)
{
	struct making making = { .language = language, .arena = arena };

	if (table->matrix) {
		add_field(&making, table, record_field(table->record, "node"));
		making.made.at[0].identifies = true;
		add_parties(&making, programme);
		return making.made;
	}
	add_fields(&making, table);
	if (table->period[0])
		add(&making, (struct import_column){ .name = STR("period"), .label = language_text(language, N_("Period (from t/m until)")),
			.record = table->record, .is = COLUMN_PERIOD, .how = table, .rare = true });
	add_links(&making, table);
	for (size_t i = 0; i < sizeof table->group / sizeof table->group[0] && table->group[i]; i++)
		add_group(&making, table->group[i], groups ? groups : groups_now(table->group[i], programme));
	return making.made;
}

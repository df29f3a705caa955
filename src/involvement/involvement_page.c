/* SPDX-License-Identifier: EUPL-1.2 */
/* Involvement: the figures with their picture, and what one sector does. Every figure is a link to the rows behind it. */
#include "html/show.h"
#include "html/svg.h"
#include "http/route.h"
#include "involvement/involvement.h"
#include "meeting/meeting_model.h"
#include "progress/progress.h"
#include "sheet/csv_write.h"
#include "tree/tree.h"

enum { QUARTERS_SHOWN = 8, WIDTH = 560, ROW_HEIGHT = 56, BAR_LEFT = 190, BAR_ROOM = 280, BAR_HEIGHT = 16, TOP = 34 };

static const enum sector asked_sectors[] = { SECTOR_EDUCATION, SECTOR_BUSINESS };

static struct str number_text(const struct request *req, int64_t number)
{
	return language_count(req->language, req->arena, (struct count){ number, true });
}

/* "4 of 11"; a dash where there is nothing to count. */
static struct str share_text(const struct request *req, struct sector_share share)
{
	if (share.of == 0)
		return STR("–");
	return language_fill(req->language, req->arena, N_("{0} of {1}"), number_text(req, share.in), number_text(req, share.of), STR_NONE);
}

static struct str sector_page(const struct request *req, enum sector sector, struct str query)
{
	return request_address(req, str_format(req->arena, "/involvement/%s%.*s", words_wire(&sector_words, (int)sector), STR_ARG(query)));
}

/* A figure and where its rows stand. */
static void share_model(const struct request *req, struct model *model, const char *name, struct sector_share share, struct str address)
{
	struct model *item = model_object(model, name);

	model_text(item, "share", share_text(req, share));
	model_text(item, "address", share.of ? address : STR_NONE);
}

static void row_model(const struct request *req, struct model *item, const struct involvement *involvement, struct str query)
{
	share_model(req, item, "education", involvement->role[SECTOR_EDUCATION], sector_page(req, SECTOR_EDUCATION, str_format(req->arena, "%.*s#takes-part", STR_ARG(query))));
	share_model(req, item, "business", involvement->role[SECTOR_BUSINESS], sector_page(req, SECTOR_BUSINESS, str_format(req->arena, "%.*s#takes-part", STR_ARG(query))));
	share_model(req, item, "education_leads", involvement->leads[SECTOR_EDUCATION], sector_page(req, SECTOR_EDUCATION, str_format(req->arena, "%.*s#leads", STR_ARG(query))));
	share_model(req, item, "business_leads", involvement->leads[SECTOR_BUSINESS], sector_page(req, SECTOR_BUSINESS, str_format(req->arena, "%.*s#leads", STR_ARG(query))));
	model_text(item, "from_the_sector", involvement->has_branches ? share_text(req, (struct sector_share){ involvement->from_the_sector, involvement->actions }) : STR_NONE);
}

/* The picture */

static void draw_bar(const struct request *req, struct svg *svg, const char *class, double y, struct sector_share share)
{
	svg_rect(svg, "sp-plan__was", BAR_LEFT, y, BAR_ROOM, BAR_HEIGHT);
	if (share.in > 0)
		svg_rect(svg, class, BAR_LEFT, y, (double)BAR_ROOM * (double)share.in / (double)share.of, BAR_HEIGHT);
	svg_text(svg, "sp-plan__word", BAR_LEFT + BAR_ROOM + 8, y + BAR_HEIGHT - 3, share_text(req, share));
}

static void draw_row(const struct request *req, struct svg *svg, double y, struct str name, const struct involvement *involvement)
{
	/* As much of the name as fits before the bars; the table has it whole. */
	size_t letters = 24, end = 0;

	while (end < name.len && letters > 0) {
		do
			end++;
		while (end < name.len && ((unsigned char)name.at[end] & 0xC0) == 0x80);
		letters--;
	}
	svg_text(svg, "sp-plan__name", 0, y + 22, end < name.len ? str_format(req->arena, "%.*s…", (int)end, name.at) : name);
	draw_bar(req, svg, "sp-plan__changed", y, involvement->role[SECTOR_EDUCATION]);
	draw_bar(req, svg, "sp-plan__moved", y + BAR_HEIGHT + 4, involvement->role[SECTOR_BUSINESS]);
}

static struct svg *picture_of(const struct request *req, struct row_list themes, const struct involvement *whole, const struct involvement *theme)
{
	struct svg *svg = svg_open(req->arena, "sp-plan__picture", WIDTH, (double)(TOP + ROW_HEIGHT * (int)(themes.count + 1)),
		language_text(req->language, N_("In how many actions education and business have a role")),
		language_text(req->language, N_("For each theme two bars: education above, business below. The table beside it has the same figures.")));

	svg_rect(svg, "sp-plan__changed", BAR_LEFT, 4, 14, 14);
	svg_text(svg, "sp-plan__word", BAR_LEFT + 20, 16, language_text(req->language, N_("education")));
	svg_rect(svg, "sp-plan__moved", BAR_LEFT + 130, 4, 14, 14);
	svg_text(svg, "sp-plan__word", BAR_LEFT + 150, 16, language_text(req->language, N_("business")));
	draw_row(req, svg, TOP, language_text(req->language, N_("Whole programme")), whole);
	for (size_t i = 0; i < themes.count; i++)
		draw_row(req, svg, TOP + ROW_HEIGHT * (double)(i + 1), ROW(theme, themes, i)->name, &theme[i]);
	return svg;
}

/* The page */

/* Quarters that have begun, newest last, at most QUARTERS_SHOWN; from the programme's first day. */
static size_t quarters_of(const struct request *req, int year[QUARTERS_SHOWN], int quarter[QUARTERS_SHOWN])
{
	const struct programme_facts *facts = tree_facts(req->programme);
	int32_t last = day_first(req->day);
	struct day end = day_known(facts->last) && day_last(facts->last) < last ? day_of_number(day_last(facts->last)) : req->day;
	int now = end.year * 4 + (end.month - 1) / 3, from = now - QUARTERS_SHOWN + 1;
	size_t count = 0;

	if (!day_known(facts->first) || day_first(facts->first) > last)
		return 0;
	if (facts->first.year * 4 + (facts->first.month > 0 ? facts->first.month - 1 : 0) / 3 > from)
		from = facts->first.year * 4 + (facts->first.month > 0 ? facts->first.month - 1 : 0) / 3;
	for (int at = from; at <= now; at++, count++) {
		year[count] = at / 4;
		quarter[count] = at % 4 + 1;
	}
	return count;
}

static void quarters_model(const struct request *req, struct model *model)
{
	int year[QUARTERS_SHOWN], quarter[QUARTERS_SHOWN];
	size_t count = quarters_of(req, year, quarter);

	model_list(model, "quarters");
	for (size_t i = count; i-- > 0;) {
		struct involvement_scope scope = involvement_in(programme_root(req->programme), year[i], quarter[i], req->day);
		struct involvement involvement = involvement_of(req->programme, &scope, req->arena);
		struct model *item = model_item(model, "quarters");
		struct str query = str_format(req->arena, "?quarter=%d-%d", year[i], quarter[i]);
		model_text(item, "title", language_fill(req->language, req->arena, N_("Quarter {0} of {1}"), str_format(req->arena, "%d", quarter[i]),
			str_format(req->arena, "%d", year[i]), STR_NONE));
		row_model(req, item, &involvement, query);
	}
	model_flag(model, "has_quarters", count > 0);
}

static void meetings_model(const struct request *req, struct model *model, const struct involvement *whole)
{
	model_flag(model, "has_meetings", whole->held > 0);
	model_number(model, "held", whole->held);
	model_list(model, "attendance");
	for (int sector = SECTOR_GOVERNMENT; sector <= SECTOR_SOCIETY; sector++) {
		struct model *item = model_item(model, "attendance");
		model_words(item, "name", words_label(&sector_words, sector));
		share_model(req, item, "figure", whole->meetings[sector], sector_page(req, (enum sector)sector, STR("#meetings")));
	}
	model_text(model, "executing_attended", whole->executing_attended ? number_text(req, whole->executing_attended) : STR_NONE);
	model_text(model, "unknown_attended", whole->unknown_attended ? number_text(req, whole->unknown_attended) : STR_NONE);
}

static void result_model(const struct request *req, struct model *model, struct str name, const struct involvement_results *results)
{
	struct model *item = model_item(model, "results");

	model_text(item, "name", name);
	model_text(item, "done", number_text(req, results->done));
	model_text(item, "on_track", number_text(req, results->on_track));
	model_text(item, "silent", number_text(req, results->silent));
	model_text(item, "all", number_text(req, results->all));
}

static void results_model(const struct request *req, struct model *model, const struct involvement *whole)
{
	model_list(model, "results");
	for (size_t i = 0; i < 2; i++) {
		enum sector sector = asked_sectors[i];
		struct str name = language_text(req->language, words_label(&sector_words, (int)sector));
		result_model(req, model, language_fill(req->language, req->arena, N_("with {0}"), name, STR_NONE, STR_NONE), &whole->with[sector]);
		result_model(req, model, language_fill(req->language, req->arena, N_("without {0}"), name, STR_NONE, STR_NONE), &whole->without[sector]);
	}
}

static void aims_model(const struct request *req, struct model *model)
{
	struct row_list rows = programme_rows(req->programme, &involvement_aim_record);
	size_t shown = 0;

	model_list(model, "aims");
	for (size_t i = 0; i < rows.count; i++) {
		const struct involvement_aim *aim = ROW(involvement_aim, rows, i);
		struct sector_share share;
		enum aim_state state = involvement_aim_state(req->programme, aim, req->day, &share);
		struct model *item;
		if (!access_sees(req->programme, req->person, &involvement_aim_record, aim, req->today))
			continue;
		item = model_item(model, "aims");
		model_words(item, "measure", words_label(&involvement_measure_words, (int)aim->measure));
		model_number(item, "percent", aim->percent.value);
		model_text(item, "by", language_day(req->language, req->arena, aim->by));
		model_text(item, "share", share_text(req, share));
		model_words(item, "state", words_label(&aim_state_words, (int)state));
		model_flag(item, "reached", state == AIM_REACHED);
		model_flag(item, "missed", state == AIM_MISSED);
		model_text(item, "text", aim->text);
		show_row(req, item, "theme", &theme_record, aim->node);
		show_edit(req, item, &involvement_aim_record, aim);
		show_provenance(req, item, &involvement_aim_record, aim);
		shown++;
	}
	model_flag(model, "has_aims", shown > 0);
	model_text(model, "add_aim", access_may(req->programme, req->person, RIGHT_EDIT, NULL, req->today, NULL)
		? request_address(req, STR("/edit/involvement_aim/new")) : STR_NONE);
}

/* GET /{programme}/involvement */
static void show_involvement(struct request *req, struct response *res)
{
	struct model *model = model_new(req->arena);
	struct row_list themes = tree_themes(req->programme, false, req->arena);
	struct involvement_scope scope = involvement_on(programme_root(req->programme), req->day);
	struct involvement whole = involvement_of(req->programme, &scope, req->arena), *theme = arena_array(req->arena, struct involvement, themes.count + 1);
	bool any_branches = false;

	model_words(model, "title", N_("Involvement"));
	model_text(model, "content_language", tree_facts(req->programme)->language);
	row_model(req, model_object(model, "whole"), &whole, STR_NONE);
	model_number(model, "actions", whole.actions);
	model_flag(model, "has_actions", whole.actions > 0);
	model_text(model, "executing", whole.led_by_executing ? number_text(req, whole.led_by_executing) : STR_NONE);
	model_text(model, "nobody", whole.led_by_nobody ? number_text(req, whole.led_by_nobody) : STR_NONE);
	model_list(model, "themes");
	for (size_t i = 0; i < themes.count; i++) {
		const struct theme *row = ROW(theme, themes, i);
		struct involvement_scope part = involvement_on(programme_node(req->programme, row->id), req->day);
		struct model *item = model_item(model, "themes");
		theme[i] = involvement_of(req->programme, &part, req->arena);
		any_branches = any_branches || theme[i].has_branches;
		model_text(item, "title", row->name);
		model_text(item, "address", request_address(req, row_address(req->programme, &theme_record, row, req->arena)));
		row_model(req, item, &theme[i], str_format(req->arena, "?theme=%.*s", STR_ARG(row->key)));
	}
	model_flag(model, "any_branches", any_branches);
	model_safe(model, "picture", svg_close(picture_of(req, themes, &whole, theme)));
	quarters_model(req, model);
	meetings_model(req, model, &whole);
	results_model(req, model, &whole);
	aims_model(req, model);
	model_list(model, "sectors");
	for (int sector = SECTOR_GOVERNMENT; sector <= SECTOR_SOCIETY; sector++) {
		struct model *item = model_item(model, "sectors");
		model_words(item, "name", words_label(&sector_words, sector));
		model_text(item, "address", sector_page(req, (enum sector)sector, STR_NONE));
	}
	model_text(model, "csv", request_address(req, STR("/involvement.csv")));
	respond_page(res, req, "involvement/involvement", model);
}

/* One sector */

/* What is looked at: the programme, a theme (?theme=), a quarter (?quarter=2026-3). False: there is no such one. */
static bool read_scope(const struct request *req, struct involvement_scope *scope, const struct theme **theme)
{
	struct str key = request_query(req, "theme"), quarter = request_query(req, "quarter");
	const struct node *node = programme_root(req->programme);
	size_t dash = str_search(quarter, STR("-"));
	int64_t year, number;

	*theme = key.len ? programme_by_key(req->programme, &theme_record, key) : NULL;
	if (key.len && !*theme)
		return false;
	if (*theme)
		node = programme_node(req->programme, (*theme)->id);
	*scope = involvement_on(node, req->day);
	if (quarter.len == 0)
		return true;
	if (dash == SIZE_MAX || !str_integer(str_to(quarter, dash), &year) || !str_integer(str_from(quarter, dash + 1), &number) ||
	    year < 1900 || year > 2200 || number < 1 || number > 4)
		return false;
	*scope = involvement_in(node, (int)year, (int)number, req->day);
	return true;
}

static void action_item(const struct request *req, struct model *model, const char *list, const struct action *action, const struct role *role)
{
	struct model *item = model_item(model, list);

	model_text(item, "number", action->number);
	model_text(item, "title", action->title);
	model_text(item, "address", request_address(req, row_address(req->programme, &action_record, action, req->arena)));
	model_text(item, "status", str_of(words_wire(&action_status_words, (int)action->status)));
	model_words(item, "status_label", words_label(&action_status_words, (int)action->status));
	show_row(req, item, "party", &party_record, role ? role->party : ID_NONE);
	model_text(item, "role", role ? language_text(req->language, words_label(&role_kind_words, (int)role->kind)) : STR_NONE);
}

static void sector_actions_model(const struct request *req, struct model *model, const struct involvement_scope *scope, enum sector sector)
{
	struct row_list actions = involvement_actions(req->programme, scope, req->arena);
	size_t leads = 0, takes_part = 0;

	model_list(model, "leads");
	model_list(model, "takes_part");
	model_list(model, "without");
	for (size_t i = 0; i < actions.count; i++) {
		const struct action *action = ROW(action, actions, i);
		const struct role *lead = involvement_role(req->programme, action, sector, true, scope->day);
		const struct role *any = involvement_role(req->programme, action, sector, false, scope->day);
		if (lead)
			action_item(req, model, "leads", action, lead);
		else
			action_item(req, model, any ? "takes_part" : "without", action, any);
		leads += lead != NULL;
		takes_part += any != NULL;
	}
	model_text(model, "leads_share", share_text(req, (struct sector_share){ (int64_t)leads, (int64_t)actions.count }));
	model_text(model, "role_share", share_text(req, (struct sector_share){ (int64_t)takes_part, (int64_t)actions.count }));
	model_flag(model, "has_without", takes_part < actions.count);
	model_flag(model, "only_leads", leads == takes_part);
	model_flag(model, "has_leads", leads > 0);
}

static void sector_meetings_model(const struct request *req, struct model *model, const struct involvement_scope *scope, enum sector sector)
{
	struct row_list meetings = involvement_meetings(req->programme, scope, req->arena);
	struct involvement involvement = involvement_of(req->programme, scope, req->arena);

	model_text(model, "meetings_share", share_text(req, involvement.meetings[sector]));
	model_flag(model, "has_meetings", meetings.count > 0);
	model_list(model, "meetings");
	for (size_t i = meetings.count; i-- > 0;) {
		struct attended attended = meeting_attended(req->programme, meetings.at[i]);
		struct model *item = model_item(model, "meetings");
		meeting_line_model(req, item, meetings.at[i]);
		model_text(item, "of_sector", share_text(req, (struct sector_share){ attended.of[sector], attended.all - attended.executing - attended.unknown }));
	}
}

/* GET /{programme}/involvement/{sector} */
static void show_sector(struct request *req, struct response *res)
{
	int sector = words_value(&sector_words, request_parameter(req, "sector"));
	struct row_list parties = programme_rows(req->programme, &party_record);
	struct involvement_scope scope;
	const struct theme *theme;
	struct model *model = model_new(req->arena);

	if (sector <= SECTOR_NONE || !read_scope(req, &scope, &theme)) {
		respond_not_found(res, req);
		return;
	}
	model_text(model, "title", language_fill(req->language, req->arena, N_("What does {0} do?"),
		language_text(req->language, words_label(&sector_words, sector)), STR_NONE, STR_NONE));
	model_text(model, "content_language", tree_facts(req->programme)->language);
	model_text(model, "theme", theme ? theme->name : STR_NONE);
	model_text(model, "period", day_known(scope.from) ? language_period(req->language, req->arena, scope.from, scope.until) : STR_NONE);
	model_text(model, "all", request_address(req, STR("/involvement")));
	sector_actions_model(req, model, &scope, (enum sector)sector);
	sector_meetings_model(req, model, &scope, (enum sector)sector);
	model_list(model, "parties");
	for (size_t i = 0; i < parties.count; i++) {
		const struct party *party = ROW(party, parties, i);
		struct model *item;
		if ((int)party_sector(party) != sector || party->kind == PARTY_EXECUTING_ORGANISATION || !party_exists(party, req->day))
			continue;
		item = model_item(model, "parties");
		model_text(item, "title", party->name);
		model_text(item, "address", request_address(req, row_address(req->programme, &party_record, party, req->arena)));
		model_text(item, "branches", party->branches);
	}
	respond_page(res, req, "involvement/sector", model);
}

/* CSV */

static void csv_rows(const struct request *req, struct csv *csv, struct str what, struct str period, const struct involvement *involvement)
{
	for (int measure = INVOLVEMENT_EDUCATION_ROLE; measure < INVOLVEMENT_MEASURE_COUNT; measure++) {
		struct sector_share share = involvement_share(involvement, (enum involvement_measure)measure);
		csv_text(csv, what);
		csv_text(csv, period);
		csv_text(csv, language_text(req->language, words_label(&involvement_measure_words, measure)));
		csv_count(csv, (struct count){ share.in, share.of > 0 });
		csv_count(csv, (struct count){ share.of, true });
		csv_end_row(csv);
	}
}

/* GET /{programme}/involvement.csv */
static void show_csv(struct request *req, struct response *res)
{
	static const char *const heads[] = { N_("Part"), N_("Period"), N_("What is counted"), N_("Number"), N_("Of") };
	struct csv csv = csv_begin(req->language);
	struct row_list themes = tree_themes(req->programme, false, req->arena);
	struct str whole = language_text(req->language, N_("Whole programme"));
	struct involvement_scope scope = involvement_on(programme_root(req->programme), req->day);
	struct involvement involvement = involvement_of(req->programme, &scope, req->arena);
	int year[QUARTERS_SHOWN], quarter[QUARTERS_SHOWN];
	size_t quarters = quarters_of(req, year, quarter);

	for (size_t i = 0; i < sizeof heads / sizeof heads[0]; i++)
		csv_text(&csv, language_text(req->language, heads[i]));
	csv_end_row(&csv);
	csv_rows(req, &csv, whole, day_text(req->day, req->arena), &involvement);
	for (size_t i = 0; i < themes.count; i++) {
		scope = involvement_on(programme_node(req->programme, row_id(themes.at[i])), req->day);
		involvement = involvement_of(req->programme, &scope, req->arena);
		csv_rows(req, &csv, ROW(theme, themes, i)->name, day_text(req->day, req->arena), &involvement);
	}
	for (size_t i = 0; i < quarters; i++) {
		scope = involvement_in(programme_root(req->programme), year[i], quarter[i], req->day);
		involvement = involvement_of(req->programme, &scope, req->arena);
		csv_rows(req, &csv, whole, str_format(req->arena, "%d-%d", year[i], quarter[i]), &involvement);
	}
	respond_text(res, 200, "text/csv; charset=utf-8", csv_finish(&csv, req->arena));
	respond_header(res, "Content-Disposition", str_format(req->arena, "attachment; filename=\"%.*s-%s.csv\"", STR_ARG(req->programme_key), "betrokkenheid"));
}

const struct route involvement_routes[] = {
	{ "GET",  "/{programme}/involvement", RIGHT_READ, show_involvement, 0, "How far education and business carry the plan, in figures and a picture" },
	{ "GET",  "/{programme}/involvement.csv", RIGHT_READ, show_csv, 0, "The same as a file" },
	{ "GET",  "/{programme}/involvement/{sector}", RIGHT_READ, show_sector, 0, "What one sector leads, takes part in and attends: the rows behind its figures" },
	ROUTES_END
};

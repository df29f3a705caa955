/* SPDX-License-Identifier: EUPL-1.2 */
/* What a list or a picture of actions was asked to show: theme, status, who takes part, who has a role. */
#include "action/action_model.h"
#include "participation/participation.h"
#include "party/party.h"
#include "progress/progress_model.h"
#include "role/role.h"
#include "tree/tree.h"

struct action_filter action_filter_read(const struct request *req)
{
	struct action_filter filter = { .status = -1 };
	struct str status = request_query(req, "status"), light = request_query(req, "light");

	filter.theme = programme_by_address(req->programme, &theme_record, request_query(req, "theme"));
	filter.municipality = programme_by_address(req->programme, &party_record, request_query(req, "municipality"));
	filter.party = programme_by_address(req->programme, &party_record, request_query(req, "party"));
	if (status.len > 0)
		filter.status = words_value(&action_status_words, status);
	filter.light = light.len > 0 ? words_value(&light_words, light) : 0;
	filter.light = filter.light < 0 ? 0 : filter.light;
	filter.unassigned = str_is(request_query(req, "lead"), "unknown");
	return filter;
}

bool action_filter_passes(const struct request *req, const struct action_filter *filter, const struct action *action)
{
	const struct node *node = programme_node(req->programme, action->id);

	if (!access_sees(req->programme, req->person, &action_record, action, req->day))
		return false;
	if (filter->theme && action_theme(req->programme, action) != filter->theme)
		return false;
	if (filter->status >= 0 && (int)action->status != filter->status)
		return false;
	if (filter->light && (int)progress_of(req->programme, action, req->day, progress_sees_all(req, node)).light != filter->light)
		return false;
	if (filter->unassigned && role_lead(req->programme, node, req->day))
		return false;
	if (filter->party && !role_holds(req->programme, node, filter->party->id, req->day))
		return false;
	return !filter->municipality || participation_standing(participation_effective(req->programme,
		filter->municipality->id, node, req->day)) == STANDING_PARTICIPATES;
}

static void add_option(struct model *model, const char *list, struct str value, struct str label, bool selected)
{
	struct model *option = model_item(model, list);

	model_text(option, "value", value);
	model_text(option, "label", label);
	model_flag(option, "selected", selected);
}

/* Those that hold a role this reader sees, and the one that was asked for. */
static void parties_model(const struct request *req, struct model *model, const struct party *chosen)
{
	struct row_list parties = programme_rows(req->programme, &party_record);

	model_list(model, "parties");
	for (size_t i = 0; i < parties.count; i++) {
		struct row_list roles = REFERRING(req->programme, role, party, row_id(parties.at[i]));
		bool holds = parties.at[i] == chosen;
		for (size_t r = 0; r < roles.count && !holds; r++)
			holds = ROW(role, roles, r)->state != ROLE_DECLINED &&
				access_sees(req->programme, req->person, &role_record, roles.at[r], req->day);
		if (holds)
			add_option(model, "parties", ROW(party, parties, i)->key, ROW(party, parties, i)->name, parties.at[i] == chosen);
	}
}

/* What was asked, in words: on paper the fields of the filter are not to be seen. */
static struct str chosen(const struct request *req, const struct action_filter *filter)
{
	struct str parts[6];
	size_t count = 0;

	if (filter->theme)
		parts[count++] = filter->theme->name;
	if (filter->status >= 0)
		parts[count++] = language_text(req->language, words_label(&action_status_words, filter->status));
	if (filter->light)
		parts[count++] = language_text(req->language, words_label(&light_words, filter->light));
	if (filter->municipality)
		parts[count++] = filter->municipality->name;
	if (filter->party)
		parts[count++] = filter->party->name;
	if (filter->unassigned)
		parts[count++] = language_text(req->language, N_("without a known lead"));
	return str_join(req->arena, parts, count, STR(", "));
}

void action_filter_model(const struct request *req, struct model *model, const struct action_filter *filter)
{
	struct row_list themes = tree_themes(req->programme, false, req->arena);
	struct row_list municipalities = party_municipalities(req->programme, req->day, req->arena);

	model_list(model, "themes");
	model_list(model, "statuses");
	model_list(model, "lights");
	model_list(model, "municipalities");
	for (int light = LIGHT_NONE + 1; light < LIGHT_COUNT && req->programme->rounds.count + req->programme->updates.count > 0; light++)
		add_option(model, "lights", str_of(words_wire(&light_words, light)),
			language_text(req->language, words_label(&light_words, light)), filter->light == light);
	model_flag(model, "has_lights", req->programme->rounds.count + req->programme->updates.count > 0);
	for (size_t i = 0; i < themes.count; i++)
		add_option(model, "themes", ROW(theme, themes, i)->key, ROW(theme, themes, i)->name, filter->theme == themes.at[i]);
	for (int status = ACTION_IDEA; status < ACTION_STATUS_COUNT; status++)
		add_option(model, "statuses", str_of(words_wire(&action_status_words, status)),
			language_text(req->language, words_label(&action_status_words, status)), filter->status == status);
	for (size_t i = 0; i < municipalities.count; i++)
		add_option(model, "municipalities", ROW(party, municipalities, i)->key, ROW(party, municipalities, i)->name,
			filter->municipality == municipalities.at[i]);
	parties_model(req, model, filter->party);
	model_flag(model, "lead_unknown", filter->unassigned);
	model_flag(model, "filtered", filter->theme || filter->municipality || filter->party || filter->status >= 0 || filter->light ||
		filter->unassigned);
	model_text(model, "chosen", chosen(req, filter));
	model_text(model, "filter_party", filter->party ? filter->party->name : STR_NONE);
	model_text(model, "on", request_query(req, "on"));
	model_text(model, "known", request_query(req, "known"));
}

struct str action_filter_address(const struct request *req, struct str page, const struct action_filter *filter)
{
	const struct { const char *name; struct str value; } asked[] = {
		{ "theme", filter->theme ? filter->theme->key : STR_NONE },
		{ "status", filter->status >= 0 ? str_of(words_wire(&action_status_words, filter->status)) : STR_NONE },
		{ "light", str_of(words_wire(&light_words, filter->light)) },
		{ "municipality", filter->municipality ? filter->municipality->key : STR_NONE },
		{ "party", filter->party ? filter->party->key : STR_NONE },
		{ "lead", filter->unassigned ? STR("unknown") : STR_NONE },
	};
	struct str parts[sizeof asked / sizeof asked[0]], query;
	size_t count = 0;

	for (size_t i = 0; i < sizeof asked / sizeof asked[0]; i++)
		if (asked[i].value.len > 0)
			parts[count++] = str_format(req->arena, "%s=%.*s", asked[i].name, STR_ARG(asked[i].value));
	query = str_join(req->arena, parts, count, STR("&"));
	return request_address(req, query.len ? str_join(req->arena, (struct str[]){ page, query }, 2, STR("?")) : page);
}

/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A budget line with what was given for each payer, on one form and in one command: the parts can only be right together with the line
 * and with each other.
 */
#include "html/faults.h"
#include "html/form.h"
#include "http/route.h"
#include "http/session.h"
#include "money/money_model.h"
#include "plan/plan_model.h"
#include "proposal/proposal_form.h"
#include "store/journal.h"
#include "tree/tree.h"

/* The line as it stands (NULL: a new one), and as it would become. */
struct editing {
	struct request           *req;
	const struct budget_line *now;
	struct budget_line        line;
	struct change            *changes;
	size_t                    count;
};

/* What of a part goes with the key: a percentage, an amount, or nothing. */
static const char *part_field(enum budget_key key)
{
	return key == KEY_PERCENTAGE ? "percentage" : key == KEY_FIXED || key == KEY_BASE_INHABITANTS ? "amount" : NULL;
}

static const struct budget_part *part_of(const struct programme *programme, struct id line, struct id party)
{
	struct row_list parts = REFERRING(programme, budget_part, line, line);

	for (size_t i = 0; i < parts.count; i++)
		if (id_equal(ROW(budget_part, parts, i)->party, party))
			return parts.at[i];
	return NULL;
}

static const char *part_name(const struct request *req, const struct party *party)
{
	return str_cstring(req->arena, str_format(req->arena, "part-%.*s", STR_ARG(party->key)));
}

static struct str with_comma(const struct request *req, struct str text)
{
	char *copy = arena_copy(req->arena, text.at ? text.at : "", text.len);

	for (size_t i = 0; i < text.len; i++)
		if (copy[i] == '.')
			copy[i] = ',';
	return (struct str){ copy, text.len };
}

static struct str part_value(const struct editing *editing, const struct party *party, bool typed)
{
	const struct request *req = editing->req;
	const struct budget_part *part = editing->now ? part_of(req->programme, editing->now->id, party->id) : NULL;

	if (typed)
		return request_field(req, part_name(req, party));
	if (!part)
		return STR_NONE;
	return with_comma(req, part->percentage.known ? decimal_text(part->percentage, req->arena) : money_text(part->amount, req->arena));
}

/* The municipalities, each with one field. */
static void parts_model(const struct editing *editing, struct model *model, bool typed)
{
	const struct request *req = editing->req;
	struct row_list parties = programme_rows(req->programme, &party_record);

	model_list(model, "parts");
	for (size_t i = 0; i < parties.count; i++) {
		const struct party *party = ROW(party, parties, i);
		struct str value = party->kind == PARTY_MUNICIPALITY ? part_value(editing, party, typed) : STR_NONE;
		struct str fault;
		struct model *item;

		if (party->kind != PARTY_MUNICIPALITY || (!party_exists(party, req->today) && value.len == 0))
			continue;
		item = model_item(model, "parts");
		fault = faults_of(req, &req->faults, part_name(req, party));
		model_text(item, "name", str_of(part_name(req, party)));
		model_text(item, "id", str_format(req->arena, "f-%s", part_name(req, party)));
		model_text(item, "label", party->name);
		model_text(item, "value", value);
		model_text(item, "fault", fault);
		model_flag(item, "has_fault", fault.len > 0);
	}
	model_text(model, "parts_fault", faults_of(req, &req->faults, "parts"));
}

static struct str line_path(const struct request *req, const struct budget_line *line)
{
	return request_address(req, row_address(req->programme, &budget_line_record, line, req->arena));
}

static struct model *form_model(const struct editing *editing)
{
	struct request *req = editing->req;
	bool typed = str_is(req->method, "POST");
	struct model *model = form_fields(req, &budget_line_record, &editing->line, typed ? &req->fields : NULL, &req->faults);
	int64_t version = req->programme->version;

	/* The form keeps the version it began with, unless the person has now been told that somebody changed the line since. */
	if (typed && faults_kind(&req->faults) != FAULT_CONFLICT)
		str_integer(request_field(req, "version"), &version);
	model_text(model, "title", editing->now ? language_fill(req->language, req->arena, N_("Change: {0}"),
		row_title(req->programme, &budget_line_record, editing->now, req->arena), STR_NONE, STR_NONE)
		: language_text(req->language, N_("Add a budget line")));
	model_text(model, "action", req->path);
	model_number(model, "version", version);
	model_text(model, "csrf", session_csrf(req));
	model_text(model, "cancel", editing->now ? line_path(req, editing->now) : request_address(req, STR("/money")));
	model_text(model, "removal", editing->now ? request_address(req, str_format(req->arena, "/edit/budget_line/%.*s/removal",
		STR_ARG(id_text(editing->now->id, req->arena)))) : STR_NONE);
	model_text(model, "content_language", tree_facts(req->programme)->language);
	plan_classes_model(req, model, &budget_line_record);
	parts_model(editing, model, typed);
	return model;
}

/* The line of the address; false and answered where it is not there or may not be changed now. */
static bool asked_line(struct request *req, struct response *res, const struct budget_line **line)
{
	*line = programme_by_address(req->programme, &budget_line_record, request_parameter(req, "line"));
	if (!*line || !money_sees(req, *line)) {
		respond_not_found(res, req);
		return false;
	}
	return true;
}

/* GET /{programme}/money/lines/new: fields may be given in the query. */
static void show_new(struct request *req, struct response *res)
{
	struct editing editing = { .req = req };

	if (respond_past(res, req))
		return;
	for (size_t i = 0; i < budget_line_record.field_count; i++) {
		const struct field *field = &budget_line_record.field[i];
		struct str given = request_query(req, field->name);
		if (given.len > 0)
			field_parse(field, &editing.line, given, req->arena);
	}
	respond_page(res, req, "money/form", form_model(&editing));
}

/* GET /{programme}/money/lines/{line}/edit */
static void show_edit_form(struct request *req, struct response *res)
{
	struct editing editing = { .req = req };

	if (respond_past(res, req) || !asked_line(req, res, &editing.now))
		return;
	editing.line = *editing.now;
	respond_page(res, req, "money/form", form_model(&editing));
}

static void add_change(struct editing *editing, const struct record *record, const void *before, const void *after)
{
	if (before && after && row_equal(record, before, after))
		return;
	editing->changes[editing->count++] = (struct change){ record, before, after };
}

/* One part as typed: added, changed, or taken away where nothing is typed or the key asks for none. */
static void read_part(struct editing *editing, const struct party *party)
{
	struct request *req = editing->req;
	const struct budget_part *before = editing->now ? part_of(req->programme, editing->now->id, party->id) : NULL;
	const char *name = part_name(req, party), *asked = part_field(editing->line.key);
	struct str typed = asked ? str_trim(request_field(req, name)) : STR_NONE;
	struct budget_part *after = NULL;

	if (typed.len > 0) {
		after = arena_new(req->arena, struct budget_part);
		*after = (struct budget_part){ .id = before ? before->id : id_new(), .line = editing->line.id, .party = party->id };
		if (editing->line.key == KEY_PERCENTAGE ? !decimal_read(typed, &after->percentage) : !money_read(typed, &after->amount))
			faults_add(&req->faults, (struct fault){ .kind = FAULT_INVALID, .field = name, .place = party->name,
				.message = N_("“{0}” is not a number. Write it as 12,5."), .arg = { typed } });
	}
	if (before || after)
		add_change(editing, &budget_part_record, before, after);
}

/* Checked as all would stand together. */
static void check(struct editing *editing)
{
	struct request *req = editing->req;
	struct programme *draft = programme_draft(req->programme);

	for (size_t i = 0; i < editing->count; i++)
		if (editing->changes[i].after)
			programme_put(draft, editing->changes[i].record, editing->changes[i].after);
		else
			programme_remove(draft, editing->changes[i].record, row_id(editing->changes[i].before));
	row_check(draft, &budget_line_record, &editing->line, &req->faults);
	programme_discard(draft);
}

static void check_conflict(struct editing *editing)
{
	struct request *req = editing->req;
	struct journal_filter filter = { .record = &budget_line_record, .id = editing->now->id, .most = 1 };
	struct journal_row *rows;
	size_t count;
	int64_t version;

	if (!str_integer(request_field(req, "version"), &version) ||
	    !journal_read(req->store, req->programme->id, &filter, req->arena, &rows, &count) || count == 0 || rows[0].seq <= version)
		return;
	faults_add(&req->faults, (struct fault){ .kind = FAULT_CONFLICT,
		.message = N_("Somebody else changed this while you were at it. Nothing of yours is lost: compare, and save again.") });
}

/*
 * An adopted plan whose money others must agree to (docs/rules.md 4): the line becomes a proposal to them. A proposal holds one row, so a change of
 * the parts along with it is refused with the way on. False, and nothing answered: it is the office's own.
 */
static bool proposed(struct editing *editing, struct response *res)
{
	struct request *req = editing->req;
	enum change_class level = CLASS_OFFICE;
	struct proposal proposal;

	for (size_t i = 0; i < editing->count; i++) {
		const struct change *change = &editing->changes[i];
		enum change_class class = plan_class_of_row(req->programme, change->record, change->before, change->after, req->today, NULL, req->arena);
		level = class > level ? class : level;
	}
	if (level == CLASS_OFFICE)
		return false;
	if (editing->count > 1)
		faults_add(&req->faults, (struct fault){ .kind = FAULT_INVALID, .field = "parts", .message = N_(
			"Others must agree to this change of an adopted plan, and they are asked one thing at a time: change the amount first, and what each gives after that.") });
	else if (proposal_make(req, editing->changes[0].record, editing->changes[0].before, editing->changes[0].after, level, &proposal))
		return proposal_awaits_others(req, res, &proposal);
	respond_faults(res, req, "money/form", form_model(editing));
	return true;
}

static void save(struct editing *editing, struct response *res)
{
	struct request *req = editing->req;
	struct row_list parties = programme_rows(req->programme, &party_record);

	editing->changes = arena_array(req->arena, struct change, parties.count + 1);
	form_read(req, &budget_line_record, &editing->line);
	if (editing->now)
		check_conflict(editing);
	add_change(editing, &budget_line_record, editing->now, &editing->line);
	for (size_t i = 0; i < parties.count; i++)
		if (ROW(party, parties, i)->kind == PARTY_MUNICIPALITY)
			read_part(editing, parties.at[i]);
	if (faults_kind(&req->faults) != FAULT_CONFLICT)
		check(editing);
	if (req->faults.count == 0 && editing->count > 0 && proposed(editing, res))
		return;
	if (req->faults.count > 0 || (editing->count > 0 && !command_write_all(req, editing->changes, editing->count))) {
		respond_faults(res, req, "money/form", form_model(editing));
		return;
	}
	flash(res, req, FLASH_OK, N_("Saved: {0}"), row_title(req->programme, &budget_line_record, &editing->line, req->arena));
	respond_see_other(res, req, line_path(req, &editing->line));
}

/* POST /{programme}/money/lines/new */
static void add(struct request *req, struct response *res)
{
	struct editing editing = { .req = req, .line = { .id = id_new() } };

	if (!respond_past(res, req))
		save(&editing, res);
}

/* POST /{programme}/money/lines/{line}/edit */
static void change(struct request *req, struct response *res)
{
	struct editing editing = { .req = req };

	if (respond_past(res, req) || !asked_line(req, res, &editing.now))
		return;
	row_copy(&budget_line_record, &editing.line, editing.now, req->arena);
	save(&editing, res);
}

const struct route money_form_routes[] = {
	{ "GET",  "/{programme}/money/lines/new", RIGHT_EDIT, show_new, ROUTE_FORM, "Form to add a budget line with what was given for each payer" },
	{ "POST", "/{programme}/money/lines/new", RIGHT_EDIT, add, 0, "Adds a budget line with its parts" },
	{ "GET",  "/{programme}/money/lines/{line}/edit", RIGHT_EDIT, show_edit_form, ROUTE_FORM, "Form to change a budget line and its parts" },
	{ "POST", "/{programme}/money/lines/{line}/edit", RIGHT_EDIT, change, 0, "Changes a budget line and its parts together" },
	ROUTES_END
};

/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Every record is edited the same way, from its description: a form, its faults, the conflict with somebody else's change,
 * removal, undo. The office's change is made at once; a member's becomes a proposal (docs/rules.md 15).
 *
 * A form remembers the version it was made from. What stood then comes back out of the journal, so that a change by somebody else
 * meanwhile is seen and both are shown.
 */
#include "html/faults.h"
#include "html/form.h"
#include "html/markdown.h"
#include "html/show.h"
#include "http/request.h"
#include "http/route.h"
#include "http/session.h"
#include "plan/plan_model.h"
#include "proposal/proposal_form.h"
#include "store/journal.h"
#include "tree/tree.h"

static enum right right_for(const struct record *record)
{
	return record == &mandate_record ? RIGHT_PEOPLE : RIGHT_EDIT;
}

/* The record of the address; answers 404 and gives NULL where there is none that is edited by hand. */
static const struct record *asked_record(struct request *req, struct response *res)
{
	const struct record *record = record_named(request_parameter(req, "record"));

	if (record && !record->by_program)
		return record;
	respond_not_found(res, req);
	return NULL;
}

static const void *asked_row(struct request *req, struct response *res, const struct record *record)
{
	struct id id;
	const void *row = NULL;

	if (id_parse(request_parameter(req, "id"), &id))
		row = programme_find(req->programme, record, id);
	if (row && access_sees(req->programme, req->person, record, row, req->today))
		return row;
	respond_not_found(res, req);
	return NULL;
}

/* Whether this person may change it at once, or only propose; answers 403 where neither. */
static bool may_edit(struct request *req, struct response *res, const struct record *record, bool *proposes)
{
	enum right right = right_for(record);

	*proposes = false;
	if (respond_past(res, req))
		return false;
	if (access_may(req->programme, req->person, right, NULL, req->today, NULL))
		return true;
	*proposes = right == RIGHT_EDIT && access_may(req->programme, req->person, RIGHT_PROPOSE, NULL, req->today, NULL);
	if (*proposes)
		return true;
	access_may(req->programme, req->person, right, NULL, req->today, &req->faults);
	respond_faults(res, req, NULL, NULL);
	return false;
}

static struct str page_of(const struct request *req, const struct record *record, const void *row)
{
	return request_address(req, row_address(req->programme, record, row, req->arena));
}

/* When the row was last changed; empty where the journal cannot be read. */
static struct str changed_last(const struct request *req, const struct record *record, const void *row)
{
	struct journal_filter filter = { .record = record, .id = row_id(row), .most = 1 };
	struct journal_row *rows;
	size_t count;

	if (!journal_read(req->store, req->programme->id, &filter, req->arena, &rows, &count) || count == 0)
		return STR_NONE;
	return language_moment(req->language, req->arena, rows[0].moment);
}

static bool has_days(const struct record *record)
{
	for (size_t i = 0; i < record->field_count; i++)
		if (record->field[i].kind == KIND_DAY && !record->field[i].hidden)
			return true;
	return false;
}

/* What stands beside the form: what comes of saving, what may be left empty, how it stands now. */
static void help_model(const struct request *req, struct model *model, const struct record *record, const void *row, bool adds)
{
	model_words(model, "next", record->next ? record->next : "");
	model_flag(model, "has_days", has_days(record));
	model_flag(model, "has_source", record->provenance > 0);
	model_text(model, "proposals", request_address(req, STR("/proposals")));
	model_text(model, "name", adds ? STR_NONE : row_title(req->programme, record, row, req->arena));
	model_text(model, "page", adds ? STR_NONE : page_of(req, record, row));
	model_text(model, "history", adds ? STR_NONE : request_address(req, str_format(req->arena, "/history/%s/%.*s", record->name,
		STR_ARG(id_text(row_id(row), req->arena)))));
	model_text(model, "changed_last", adds ? STR_NONE : changed_last(req, record, row));
	model_text(model, "content_language", tree_facts(req->programme)->language);
}

static bool has_markdown(const struct record *record)
{
	for (size_t i = 0; i < record->field_count; i++)
		if (record->field[i].markdown && !record->field[i].hidden)
			return true;
	return false;
}

/* Asked for instead of saving: how the texts as they are typed will read. Nothing is written. */
static bool previews(const struct request *req, const struct record *record)
{
	return has_markdown(record) && request_has_field(req, "preview");
}

static void preview_model(const struct request *req, struct model *model, const struct record *record, const void *row)
{
	model_list(model, "previews");
	for (size_t i = 0; i < record->field_count && previews(req, record); i++) {
		const struct field *field = &record->field[i];
		struct model *item;
		if (!field->markdown || field->hidden || field_empty(field, row))
			continue;
		item = model_item(model, "previews");
		model_words(item, "label", field->label);
		model_safe(item, "html", markdown_html(*FIELD_AT(row, field, struct str), 3, req->arena));
	}
	model_flag(model, "has_preview", previews(req, record));
	model_flag(model, "can_preview", has_markdown(record));
}

static struct model *form_model(struct request *req, const struct record *record, const void *row, bool adds, bool proposes)
{
	struct str label = language_text(req->language, record->label);
	struct str name = adds ? STR_NONE : row_title(req->programme, record, row, req->arena);
	bool typed = str_is(req->method, "POST");
	struct model *model = form_fields(req, record, row, typed ? &req->fields : NULL, &req->faults);
	int64_t version = req->programme->version;
	struct str given = request_field(req, "version"), back;

	/* The form keeps the version it began with, unless the person has now been shown what changed since. */
	if (typed && given.len > 0 && faults_kind(&req->faults) != FAULT_CONFLICT)
		str_integer(given, &version);
	model_text(model, "title", adds
		? language_fill(req->language, req->arena, N_("Add: {0}"), label, STR_NONE, STR_NONE)
		: language_fill(req->language, req->arena, N_("Change: {0}"), name, STR_NONE, STR_NONE));
	model_text(model, "record_label", label);
	model_text(model, "action", req->path);
	model_number(model, "version", version);
	model_text(model, "csrf", session_csrf(req));
	model_flag(model, "adds", adds);
	model_flag(model, "proposes", proposes);
	model_text(model, "proposal_reason", request_field(req, "proposal_reason"));
	back = request_back(req);
	model_text(model, "back", back);
	model_text(model, "cancel", back.len > 0 ? back : adds ? request_address(req, STR("")) : page_of(req, record, row));
	model_text(model, "removal", adds ? STR_NONE : str_format(req->arena, "%.*s%s%.*s", STR_ARG(request_address(req,
		str_format(req->arena, "/edit/%s/%.*s/removal", record->name, STR_ARG(id_text(row_id(row), req->arena))))),
		back.len > 0 ? "?back=" : "", STR_ARG(back)));
	help_model(req, model, record, row, adds);
	plan_classes_model(req, model, record);
	preview_model(req, model, record, row);
	model_list(model, "differences");
	model_flag(model, "conflict", false);
	return model;
}

/* Three readings of each field that differs: as it was, what somebody else made of it, what was typed. */
static void show_differences(struct request *req, struct model *model, const struct record *record,
	const void *was, const void *theirs, const void *mine)
{
	model_flag(model, "conflict", true);
	for (size_t i = 0; i < record->field_count; i++) {
		const struct field *field = &record->field[i];
		struct model *item;

		if (field->hidden || (field_equal(field, was, theirs) && field_equal(field, theirs, mine)) ||
		    !access_sees_field(req->programme, req->person, record, field, req->today))
			continue;
		item = model_item(model, "differences");
		model_words(item, "label", field->label);
		model_text(item, "was", show_field(req, record, field, was));
		model_text(item, "theirs", show_field(req, record, field, theirs));
		model_text(item, "mine", show_field(req, record, field, mine));
		model_flag(item, "they_changed", !field_equal(field, was, theirs));
		model_flag(item, "i_changed", !field_equal(field, was, mine));
	}
}

/* The row as it stood at a version; the row as it stands where it has not changed since. */
static const void *row_at(struct request *req, const struct record *record, const void *now, int64_t version)
{
	struct journal_filter filter = { .record = record, .id = row_id(now), .below = version + 1, .most = 1 };
	struct journal_row *rows;
	size_t count;

	if (version >= req->programme->version)
		return now;
	if (!journal_read(req->store, req->programme->id, &filter, req->arena, &rows, &count) || count == 0 || !rows[0].after)
		return now;
	return rows[0].after;
}

/*
 * Writes the change, or keeps it as a proposal: for the office, where the person only proposes, and for those who must agree to a change of an
 * adopted plan (docs/rules.md 4). `made`: the proposal; its id is none where the change was made.
 */
static bool write_or_propose(struct request *req, const struct record *record, const void *before, const void *after, bool proposes,
	struct proposal *made)
{
	enum change_class level = plan_class_of_row(req->programme, record, before, after, req->today, NULL, req->arena);

	*made = (struct proposal){ .id = ID_NONE };
	if (!proposes && level == CLASS_OFFICE)
		return command_write(req, record, before, after);
	return proposal_make(req, record, before, after, level, made);
}

static void saved(struct request *req, struct response *res, const struct record *record, const void *row, const struct proposal *proposed)
{
	struct str back = request_back(req);

	if (proposal_awaits_others(req, res, proposed))
		return;
	if (id_known(proposed->id))
		flash(res, req, FLASH_OK, N_("Your proposal has been sent to the programme office."), STR_NONE);
	else
		flash(res, req, FLASH_OK, N_("Saved: {0}"), row_title(req->programme, record, row, req->arena));
	if (back.len == 0)
		back = page_of(req, record, row);
	respond_see_other(res, req, back);
}

/* GET /{programme}/edit/{record}/new: fields may be given in the query, so that "add a milestone" knows its action. */
static void show_new(struct request *req, struct response *res)
{
	const struct record *record = asked_record(req, res);
	bool proposes;
	void *row;

	if (!record || !may_edit(req, res, record, &proposes))
		return;
	row = arena_take(req->arena, record->size);
	for (size_t i = 0; i < record->field_count; i++) {
		const struct field *field = &record->field[i];
		struct str given = request_query(req, field->name);
		if (given.len > 0)
			field_parse(field, row, given, req->arena);
	}
	respond_page(res, req, "edit/form", form_model(req, record, row, true, proposes));
}

/* A short name for the address, from what people call it: "logistiek", and "logistiek-2" where that is taken. */
static void make_key(const struct request *req, const struct record *record, void *row)
{
	struct str slug = str_slug(req->arena, row_title(req->programme, record, row, req->arena));

	for (size_t i = 0; i < record->field_count; i++) {
		const struct field *field = &record->field[i];
		struct str *key = (struct str *)(void *)((char *)row + field->offset);
		if (!field->key || !field->rare || key->len > 0)
			continue;
		*key = slug = str_to(slug, slug.len < field_most(field) - 4 ? slug.len : field_most(field) - 4);
		for (int number = 2; key->len > 0 && programme_by_key(req->programme, record, *key); number++)
			*key = str_format(req->arena, "%.*s-%d", STR_ARG(slug), number);
	}
}

/* POST /{programme}/edit/{record}/new */
static void add(struct request *req, struct response *res)
{
	const struct record *record = asked_record(req, res);
	struct proposal proposal;
	bool proposes;
	void *row;

	if (!record || !may_edit(req, res, record, &proposes))
		return;
	row = arena_take(req->arena, record->size);
	*(struct id *)row = id_new();
	form_read(req, record, row);
	if (previews(req, record)) {
		respond_page(res, req, "edit/form", form_model(req, record, row, true, proposes));
		return;
	}
	make_key(req, record, row);
	row_check(req->programme, record, row, &req->faults);
	if (req->faults.count == 0 && write_or_propose(req, record, NULL, row, proposes, &proposal))
		saved(req, res, record, row, &proposal);
	else
		respond_faults(res, req, "edit/form", form_model(req, record, row, true, proposes));
}

/* GET /{programme}/edit/{record}/{id} */
static void show_form(struct request *req, struct response *res)
{
	const struct record *record = asked_record(req, res);
	const void *row = record ? asked_row(req, res, record) : NULL;
	bool proposes;

	if (row && may_edit(req, res, record, &proposes))
		respond_page(res, req, "edit/form", form_model(req, record, row, false, proposes));
}

/* POST /{programme}/edit/{record}/{id} */
static void change(struct request *req, struct response *res)
{
	const struct record *record = asked_record(req, res);
	const void *now = record ? asked_row(req, res, record) : NULL, *was;
	struct proposal proposal = { .id = ID_NONE };
	int64_t version = 0;
	bool proposes;
	void *mine;
	struct model *model;

	if (!now || !may_edit(req, res, record, &proposes))
		return;
	if (!str_integer(request_field(req, "version"), &version))
		version = req->programme->version;
	was = row_at(req, record, now, version);
	mine = arena_take(req->arena, record->size);
	row_copy(record, mine, was, req->arena);
	form_read(req, record, mine);
	if (previews(req, record)) {
		respond_page(res, req, "edit/form", form_model(req, record, mine, false, proposes));
		return;
	}
	if (!row_equal(record, was, now))
		faults_add(&req->faults, (struct fault){ .kind = FAULT_CONFLICT,
			.message = N_("Somebody else changed this while you were at it. Nothing of yours is lost: compare, and save again.") });
	else
		row_check(req->programme, record, mine, &req->faults);
	if (req->faults.count == 0 && row_equal(record, mine, now)) {
		saved(req, res, record, mine, &proposal);
		return;
	}
	if (req->faults.count == 0 && write_or_propose(req, record, now, mine, proposes, &proposal)) {
		saved(req, res, record, mine, &proposal);
		return;
	}
	model = form_model(req, record, mine, false, proposes);
	if (faults_kind(&req->faults) == FAULT_CONFLICT)
		show_differences(req, model, record, was, now, mine);
	respond_faults(res, req, "edit/form", model);
}

static struct model *removal_model(struct request *req, const struct record *record, const void *row, bool proposes)
{
	struct model *model = model_new(req->arena);
	struct faults in_the_way = { .arena = req->arena };

	model_text(model, "title", language_fill(req->language, req->arena, N_("Remove {0}?"),
		row_title(req->programme, record, row, req->arena), STR_NONE, STR_NONE));
	model_text(model, "record_label", language_text(req->language, record->label));
	model_text(model, "action", req->path);
	model_text(model, "back", request_back(req).len > 0 ? request_back(req) : page_of(req, record, row));
	model_text(model, "came_from", request_back(req));
	model_text(model, "edit", request_address(req, str_format(req->arena, "/edit/%s/%.*s", record->name,
		STR_ARG(id_text(row_id(row), req->arena)))));
	model_text(model, "csrf", session_csrf(req));
	model_flag(model, "proposes", proposes);
	plan_classes_model(req, model, record);
	row_check_removal(req->programme, record, row_id(row), &in_the_way);
	model_flag(model, "possible", in_the_way.count == 0);
	faults_model(req, model, in_the_way.count ? &in_the_way : &req->faults);
	return model;
}

/* GET /{programme}/edit/{record}/{id}/removal */
static void show_removal(struct request *req, struct response *res)
{
	const struct record *record = asked_record(req, res);
	const void *row = record ? asked_row(req, res, record) : NULL;
	bool proposes;

	if (row && may_edit(req, res, record, &proposes))
		respond_page(res, req, "edit/removal", removal_model(req, record, row, proposes));
}

/* POST /{programme}/edit/{record}/{id}/removal */
static void remove_row(struct request *req, struct response *res)
{
	const struct record *record = asked_record(req, res);
	const void *row = record ? asked_row(req, res, record) : NULL;
	const struct node *node;
	struct proposal proposal;
	struct str name, page;
	bool proposes;

	if (!row || !may_edit(req, res, record, &proposes))
		return;
	name = str_copy(req->arena, row_title(req->programme, record, row, req->arena));
	node = row_node(req->programme, record, row);
	if (node && id_equal(node->id, row_id(row)))
		node = node->parent;
	page = node ? request_address(req, row_address(req->programme, node->record, node->row, req->arena))
		: request_address(req, STR(""));
	if (request_back(req).len > 0)
		page = request_back(req);
	if (!row_check_removal(req->programme, record, row_id(row), &req->faults) ||
	    !write_or_propose(req, record, row, NULL, proposes, &proposal)) {
		respond_faults(res, req, "edit/removal", removal_model(req, record, row, proposes));
		return;
	}
	if (proposal_awaits_others(req, res, &proposal))
		return;
	if (proposes)
		flash(res, req, FLASH_OK, N_("Your proposal has been sent to the programme office."), STR_NONE);
	else
		flash(res, req, FLASH_OK, N_("Removed: {0}. History can bring it back."), name);
	respond_see_other(res, req, page);
}

/*
 * POST /{programme}/undo: takes back one whole command, if nothing it touched has changed since. It is a new line in the journal.
 */
static void undo(struct request *req, struct response *res)
{
	struct journal_filter filter = { .most = 1, .with_was = true };
	struct journal_row *rows;
	struct change *changes;
	size_t count, made = 0;
	int64_t command;
	bool read;

	if (!str_integer(request_field(req, "command"), &command) || command <= 0) {
		respond_not_found(res, req);
		return;
	}
	/* Its rows stand after one another: the newest tells how many they are. Half a command is never taken back. */
	filter.command = command;
	read = journal_read(req->store, req->programme->id, &filter, req->arena, &rows, &count);
	if (read && count > 0) {
		filter.most = (size_t)(rows[0].seq - command + 1);
		read = journal_read(req->store, req->programme->id, &filter, req->arena, &rows, &count);
	}
	if (!read) {
		faults_add(&req->faults, (struct fault){ .kind = FAULT_UNAVAILABLE, .message = N_("The history cannot be read now. Try again.") });
		respond_faults(res, req, NULL, NULL);
		return;
	}
	if (count == 0) {
		respond_not_found(res, req);
		return;
	}
	/* Newest first, so what was added last goes first. */
	changes = arena_array(req->arena, struct change, count);
	for (size_t i = 0; i < count; i++)
		if (rows[i].after || rows[i].was)
			changes[made++] = (struct change){ rows[i].record, rows[i].after, rows[i].was };
	if (!proposal_not_needed(req, changes, made) || !command_undo(req, changes, made, command)) {
		if (faults_kind(&req->faults) == FAULT_CONFLICT) {
			req->faults.count = 0;
			faults_add(&req->faults, (struct fault){ .kind = FAULT_CONFLICT,
				.message = N_("This was changed again afterwards. Undo the later change first.") });
		}
		respond_faults(res, req, NULL, NULL);
		return;
	}
	flash(res, req, FLASH_OK, N_("Undone."), STR_NONE);
	respond_see_other(res, req, request_address(req, STR("/history")));
}

const struct route edit_routes[] = {
	{ "GET",  "/{programme}/edit/{record}/new", RIGHT_NONE, show_new, ROUTE_WAITS, "Form to add a record" },
	{ "POST", "/{programme}/edit/{record}/new", RIGHT_NONE, add, 0, "Adds a record, or proposes it" },
	{ "GET",  "/{programme}/edit/{record}/{id}", RIGHT_NONE, show_form, ROUTE_WAITS, "Form to change a record" },
	{ "POST", "/{programme}/edit/{record}/{id}", RIGHT_NONE, change, 0, "Changes a record, or proposes it" },
	{ "GET",  "/{programme}/edit/{record}/{id}/removal", RIGHT_NONE, show_removal, 0, "Asks before a removal; names what is in the way" },
	{ "POST", "/{programme}/edit/{record}/{id}/removal", RIGHT_NONE, remove_row, 0, "Removes a record, or proposes it" },
	{ "POST", "/{programme}/undo", RIGHT_EDIT, undo, 0, "Takes back one change" },
	ROUTES_END
};

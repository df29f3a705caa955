/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * History: who changed what, when, in words, straight from the journal (docs/rules.md 14). The public reads in which capacity
 * somebody acted, not the name. What a reader may not see as it stands, they may not see as it stood.
 */
#include "account/account.h"
#include "html/show.h"
#include "http/session.h"
#include "http/request.h"
#include "http/route.h"
#include "party/party.h"
#include "store/journal.h"
#include "tree/tree.h"

enum {
	ITEMS_A_PAGE = 40,
	FEW = 6,                        /* a command of more rows is told as one thing */
	NAMED = 5,                      /* so many of them by name at once */
	LISTED = 200,                   /* so many when opened; the rest on a page of its own */
	COUNTED = 5000                  /* most rows of one command that are read to count what the reader may see */
};

/* In which capacity a person acts here: "the programme office", "Duiven". */
static struct str capacity_of(const struct request *req, struct id person)
{
	struct row_list mandates = REFERRING(req->programme, mandate, person, person);
	const struct mandate *mandate = mandates.count ? ROW(mandate, mandates, mandates.count - 1) : NULL;
	const struct party *party = mandate ? programme_row(req->programme, party, mandate->party) : NULL;

	if (party)
		return row_title(req->programme, &party_record, party, req->arena);
	return language_text(req->language, N_("programme office"));
}

static void who_model(const struct request *req, struct model *item, const struct journal_row *row)
{
	if (row->via == VIA_IMPORT || (row->via == VIA_FILE && !id_known(row->actor)))
		model_words(item, "who", N_("import"));
	else if (!id_known(row->actor))
		model_words(item, "who", N_("the system"));
	else
		model_text(item, "who", capacity_of(req, row->actor));
	model_text(item, "name", id_known(row->actor) && id_known(req->person->id)
		? person_name(req->store, row->actor, req->arena) : STR_NONE);
}

/* A value of history in words; a reference to what is no more reads as such. */
static struct str value_of(const struct request *req, const struct record *record, const struct field *field, const void *row)
{
	if (!row || field_empty(field, row))
		return STR_NONE;
	return show_field(req, record, field, row);
}

static void changes_model(const struct request *req, struct model *item, const struct journal_row *row)
{
	model_list(item, "changes");
	for (size_t i = 0; i < row->record->field_count; i++) {
		const struct field *field = &row->record->field[i];
		struct model *change;

		if (!field->label || (row->was && row->after && field_equal(field, row->was, row->after)))
			continue;
		if ((!row->was || field_empty(field, row->was)) && (!row->after || field_empty(field, row->after)))
			continue;
		if (!access_sees_field(req->programme, req->person, row->record, field, req->today))
			continue;
		change = model_item(item, "changes");
		model_words(change, "label", field->label);
		model_text(change, "was", value_of(req, row->record, field, row->was));
		model_text(change, "now", value_of(req, row->record, field, row->after));
	}
}

/* Whether this reader may see the row in this state of it, and as it stands now. */
static bool sees(const struct request *req, const struct journal_row *row)
{
	const void *now = programme_find(req->programme, row->record, row->id);

	if (row->after && !access_sees(req->programme, req->person, row->record, row->after, req->today))
		return false;
	if (row->was && !access_sees(req->programme, req->person, row->record, row->was, req->today))
		return false;
	return !now || access_sees(req->programme, req->person, row->record, now, req->today);
}

static bool may_undo(const struct request *req, const struct journal_row *row)
{
	return !day_known(req->known) && row->via != VIA_IMPORT && (row->was || row->record != &programme_facts_record) &&
		access_may(req->programme, req->person, RIGHT_EDIT, NULL, req->today, NULL);
}

static void row_model(const struct request *req, struct model *item, const struct journal_row *row, bool whole)
{
	const void *now = programme_find(req->programme, row->record, row->id);
	const void *shown = row->after ? row->after : row->was;

	model_flag(item, "group", false);
	model_number(item, "seq", row->seq);
	model_text(item, "moment", language_moment(req->language, req->arena, row->moment));
	model_text(item, "iso", moment_text(row->moment, req->arena));
	who_model(req, item, row);
	model_words(item, "record", row->record->label);
	model_text(item, "title", shown ? row_title(req->programme, row->record, shown, req->arena) : STR_NONE);
	model_text(item, "address", now ? request_address(req, row_address(req->programme, row->record, now, req->arena)) : STR_NONE);
	model_text(item, "history", whole ? request_address(req, str_format(req->arena, "/history/%s/%.*s", row->record->name,
		STR_ARG(id_text(row->id, req->arena)))) : STR_NONE);
	model_flag(item, "added", !row->was && row->after);
	model_flag(item, "removed", !row->after);
	model_flag(item, "changed", row->was && row->after);
	model_flag(item, "undoes", row->undoes > 0);
	model_number(item, "undoes_seq", row->undoes);
	model_number(item, "command", row->command);
	changes_model(req, item, row);
	model_flag(item, "may_undo", may_undo(req, row));
	model_text(item, "csrf", session_csrf((struct request *)(uintptr_t)req));
	model_text(item, "undo", request_address(req, STR("/undo")));
}

/* A row of a command that is told as one thing: its kind and name. */
static void part_model(const struct request *req, struct model *item, const struct journal_row *row)
{
	const void *now = programme_find(req->programme, row->record, row->id);

	model_words(item, "record", row->record->label);
	model_text(item, "title", row_title(req->programme, row->record, row->after ? row->after : now, req->arena));
	model_text(item, "address", now ? request_address(req, row_address(req->programme, row->record, now, req->arena)) : STR_NONE);
}

/* How many of each kind: "Actions 9". */
static void kinds_model(const struct request *req, struct model *group, const struct journal_row *rows, size_t count)
{
	model_list(group, "kinds");
	for (size_t r = 0; r < record_count; r++) {
		size_t of = 0;
		struct model *item;

		for (size_t i = 0; i < count; i++)
			of += rows[i].record == records[r];
		if (of == 0)
			continue;
		item = model_item(group, "kinds");
		model_text(item, "label", language_text(req->language, records[r]->plural));
		model_number(item, "number", (int64_t)of);
	}
}

/* Keeps the rows that this reader may see, oldest first: as they were written, so that the programme and its parties come first. */
static size_t keep_seen(const struct request *req, struct journal_row *rows, size_t count)
{
	struct journal_row *kept = arena_array(req->arena, struct journal_row, count);
	size_t seen = 0;

	for (size_t i = count; i > 0; i--)
		if ((rows[i - 1].after || programme_find(req->programme, rows[i - 1].record, rows[i - 1].id)) && sees(req, &rows[i - 1]))
			kept[seen++] = rows[i - 1];
	for (size_t i = 0; i < seen; i++)
		rows[i] = kept[i];
	return seen;
}

/* A command of many rows, an import above all: how many, of which kinds, the first by name, the rest on asking. False: nothing to be seen. */
static bool group_model(const struct request *req, struct model *model, const struct journal_row *newest)
{
	struct journal_filter filter = { .command = newest->command, .below = newest->seq + 1, .most = COUNTED };
	struct journal_row *rows;
	struct model *item, *group;
	size_t count, seen;
	bool import = newest->via == VIA_IMPORT, file = import || newest->via == VIA_FILE;

	if (!journal_read(req->store, req->programme->id, &filter, req->arena, &rows, &count) || (seen = keep_seen(req, rows, count)) == 0)
		return false;
	item = model_item(model, "rows");
	group = model_object(item, "group");
	model_number(item, "seq", newest->seq);
	model_number(item, "command", newest->command);
	model_text(item, "moment", language_moment(req->language, req->arena, newest->moment));
	model_text(item, "iso", moment_text(newest->moment, req->arena));
	who_model(req, item, newest);
	model_text(group, "what", file
		? language_plural(req->language, req->arena, N_("{0} record read in from a file"), N_("{0} records read in from a file"), (int64_t)seen)
		: language_plural(req->language, req->arena, N_("{0} record changed at once"), N_("{0} records changed at once"), (int64_t)seen));
	kinds_model(req, group, rows, seen);
	model_list(group, "first");
	for (size_t i = 0; i < seen && i < NAMED; i++)
		part_model(req, model_item(group, "first"), &rows[i]);
	model_list(group, "parts");
	for (size_t i = 0; i < seen && i < LISTED; i++)
		part_model(req, model_item(group, "parts"), &rows[i]);
	model_text(group, "others", seen > NAMED ? str_format(req->arena, "%zu", seen - NAMED) : STR_NONE);
	model_text(group, "all", request_address(req, str_format(req->arena, "/history?command=%lld", (long long)newest->command)));
	model_flag(item, "may_undo", !import && may_undo(req, newest));
	model_text(item, "csrf", session_csrf((struct request *)(uintptr_t)req));
	model_text(item, "undo", request_address(req, STR("/undo")));
	return true;
}

/* What stands on one page: so many items, the seq below which the next one begins, whether there may be more. */
struct history_page {
	size_t shown;
	int64_t below;
	bool    more;
};

static bool read_page(struct request *req, struct model *model, struct journal_filter *filter, bool whole, struct history_page *page)
{
	struct journal_row *rows;
	size_t count;

	page->more = true;
	while (page->more && page->shown < ITEMS_A_PAGE) {
		if (!journal_read(req->store, req->programme->id, filter, req->arena, &rows, &count))
			return false;
		page->more = count == filter->most;
		for (size_t i = 0; i < count && page->shown < ITEMS_A_PAGE; i++) {
			/* The rows of a command stand after one another: it is its first row's number. */
			bool many = whole && !filter->command && (rows[i].seq - rows[i].command >= FEW ||
				(rows[i].via == VIA_FILE && rows[i].seq > rows[i].command));
			filter->below = page->below = many ? rows[i].command : rows[i].seq;
			if (many) {
				page->shown += group_model(req, model, &rows[i]);
				page->more = rows[i].command > 1;
				break;
			}
			if (sees(req, &rows[i])) {
				row_model(req, model_item(model, "rows"), &rows[i], whole);
				page->shown++;
			}
		}
	}
	return true;
}

static void answer(struct request *req, struct response *res, struct journal_filter *filter, struct model *model, bool whole)
{
	struct history_page page = { 0 };
	struct str address = request_address(req, whole ? STR("/history") : str_from(req->path, req->programme_key.len + 1));
	int64_t below = 0;

	str_integer(request_query(req, "below"), &below);
	filter->below = below > 0 ? below : 0;
	if (day_known(req->known) && (filter->below == 0 || filter->below > req->programme->version + 1))
		filter->below = req->programme->version + 1;
	filter->most = ITEMS_A_PAGE;
	filter->with_was = true;
	model_list(model, "rows");
	if (!read_page(req, model, filter, whole, &page)) {
		faults_add(&req->faults, (struct fault){ .kind = FAULT_UNAVAILABLE, .message = N_("The history cannot be read now. Try again.") });
		respond_faults(res, req, NULL, NULL);
		return;
	}
	if (filter->command)
		address = str_format(req->arena, "%.*s%scommand=%lld", STR_ARG(address), str_find(address, '?') < address.len ? "&" : "?",
			(long long)filter->command);
	model_flag(model, "none", page.shown == 0);
	model_text(model, "older", page.more && page.shown > 0 ? str_format(req->arena, "%.*s%sbelow=%lld", STR_ARG(address),
		str_find(address, '?') < address.len ? "&" : "?", (long long)page.below) : STR_NONE);
	model_text(model, "content_language", tree_facts(req->programme)->language);
	model_flag(model, "whole", whole);
	model_text(model, "head", hash_text(req->programme->head, req->arena));
	model_number(model, "version", req->programme->version);
	respond_page(res, req, "history/history", model);
}

/* GET /{programme}/history */
static void show_history(struct request *req, struct response *res)
{
	struct journal_filter filter = { 0 };
	struct model *model = model_new(req->arena);

	model_words(model, "title", N_("History"));
	model_text(model, "redaction", STR_NONE);
	model_text(model, "about", STR_NONE);
	model_text(model, "about_address", STR_NONE);
	if (!str_integer(request_query(req, "command"), &filter.command) || filter.command < 0)
		filter.command = 0;
	answer(req, res, &filter, model, true);
}

/* GET /{programme}/history/{record}/{id} */
static void show_row_history(struct request *req, struct response *res)
{
	const struct record *record = record_named(request_parameter(req, "record"));
	struct journal_filter filter = { .record = record };
	const void *row;
	struct model *model;

	if (!record || !id_parse(request_parameter(req, "id"), &filter.id) || !id_known(filter.id)) {
		respond_not_found(res, req);
		return;
	}
	row = programme_find(req->programme, record, filter.id);
	if (row && !access_sees(req->programme, req->person, record, row, req->today)) {
		respond_not_found(res, req);
		return;
	}
	model = model_new(req->arena);
	model_words(model, "title", N_("History"));
	model_text(model, "redaction", row && !record->by_program && !day_known(req->known) &&
		access_may(req->programme, req->person, RIGHT_REDACT, NULL, req->today, NULL)
		? request_address(req, str_format(req->arena, "/redaction/%s/%.*s", record->name, STR_ARG(id_text(filter.id, req->arena)))) : STR_NONE);
	model_text(model, "about", row ? row_title(req->programme, record, row, req->arena)
		: language_text(req->language, record->label));
	model_text(model, "about_address", row ? request_address(req, row_address(req->programme, record, row, req->arena)) : STR_NONE);
	answer(req, res, &filter, model, false);
}

const struct route history_routes[] = {
	{ "GET", "/{programme}/history", RIGHT_READ, show_history, ROUTE_WAITS, "Every change of the programme, newest first" },
	{ "GET", "/{programme}/history/{record}/{id}", RIGHT_READ, show_row_history, ROUTE_WAITS, "Every change of one record" },
	ROUTES_END
};

/* SPDX-License-Identifier: EUPL-1.2 */
#include "home/news_model.h"

const char *news_words(const struct journal_row *row)
{
	if (row->undoes > 0)
		return N_("taken back");
	return row->was ? N_("changed") : N_("added");
}

/* Whether this field differs, and this person may know. */
static bool field_changed(const struct request *req, const struct person *person, const struct journal_row *row, const struct field *field)
{
	return !field_equal(field, row->was, row->after) && access_sees_field(req->programme, person, row->record, field, req->today);
}

/* An internal note that changed is no news for who may not read it. */
static bool seen_change(const struct request *req, const struct person *person, const struct journal_row *row)
{
	if (!row->was)
		return true;
	for (size_t i = 0; i < row->record->field_count; i++)
		if (field_changed(req, person, row, &row->record->field[i]))
			return true;
	return false;
}

static const void *news_row(const struct request *req, const struct news_filter *filter, const struct journal_row *row)
{
	const void *now = programme_find(req->programme, row->record, row->id);

	if (!row->after || !now || row->record == &mandate_record ||
	    !access_sees(req->programme, filter->person, row->record, now, req->today) || !seen_change(req, filter->person, row) ||
	    (filter->concerns && !filter->concerns(filter->context, row->record, now)))
		return NULL;
	return now;
}

static bool told_before(const struct journal_row *rows, size_t i)
{
	for (size_t before = 0; before < i; before++)
		if (rows[before].record == rows[i].record && id_equal(rows[before].id, rows[i].id) && rows[i].via != VIA_IMPORT)
			return true;
	return false;
}

bool news_read(const struct request *req, const struct news_filter *filter, struct news_list *news)
{
	struct journal_filter journal = { .most = filter->read, .with_was = true, .below = filter->below };
	struct journal_row *rows;
	int64_t command = 0;
	size_t count;

	*news = (struct news_list){ arena_array(req->arena, struct news, filter->most), 0 };
	if (!journal_read(req->store, req->programme->id, &journal, req->arena, &rows, &count))
		return false;
	for (size_t i = 0; i < count && news->count < filter->most; i++) {
		const void *now = rows[i].command == command ? NULL : news_row(req, filter, &rows[i]);
		if (!now || told_before(rows, i))
			continue;
		command = rows[i].command;
		news->at[news->count++] = (struct news){ &rows[i], now };
	}
	return true;
}

struct str news_fields(const struct request *req, const struct person *person, enum language language, const struct news *news)
{
	const struct record *record = news->row->record;
	struct str *label = arena_array(req->arena, struct str, record->field_count);
	size_t count = 0;

	for (size_t i = 0; news->row->was && i < record->field_count; i++)
		if (record->field[i].label && !record->field[i].hidden && field_changed(req, person, news->row, &record->field[i]))
			label[count++] = language_text(language, record->field[i].label);
	return str_join(req->arena, label, count, STR(", "));
}

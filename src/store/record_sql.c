/* SPDX-License-Identifier: EUPL-1.2 */
#include "store/record_sql.h"

#include <assert.h>
#include <pthread.h>

#include "base/buf.h"

static struct record_sql *made;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static const char *keep(struct buf *text)
{
	const char *at = text->at;
	*text = (struct buf){ 0 };
	return at;
}

static void make(const struct record *record, struct record_sql *sql)
{
	struct buf text = { 0 };

	buf_add_cstring(&text, "SELECT \"id\"");
	for (size_t i = 0; i < record->field_count; i++)
		buf_addf(&text, ", \"%s\"", record->field[i].name);
	buf_addf(&text, " FROM \"%s\" WHERE programme_id = ?1 ORDER BY \"id\"", record->name);
	sql->load = keep(&text);

	buf_addf(&text, "INSERT INTO \"%s\" (programme_id, \"id\"", record->name);
	for (size_t i = 0; i < record->field_count; i++)
		buf_addf(&text, ", \"%s\"", record->field[i].name);
	buf_add_cstring(&text, ") VALUES (?1, ?2");
	for (size_t i = 0; i < record->field_count; i++)
		buf_addf(&text, ", ?%zu", i + 3);
	buf_add_char(&text, ')');
	sql->insert = keep(&text);

	buf_addf(&text, "UPDATE \"%s\" SET ", record->name);
	for (size_t i = 0; i < record->field_count; i++)
		buf_addf(&text, "%s\"%s\" = ?%zu", i ? ", " : "", record->field[i].name, i + 3);
	buf_add_cstring(&text, " WHERE programme_id = ?1 AND \"id\" = ?2");
	sql->update = keep(&text);

	buf_addf(&text, "DELETE FROM \"%s\" WHERE programme_id = ?1 AND \"id\" = ?2", record->name);
	sql->remove = keep(&text);

	buf_addf(&text, "DELETE FROM \"%s\" WHERE programme_id = ?1", record->name);
	sql->clear = keep(&text);
}

static void make_all(void)
{
	made = memory_take(record_count * sizeof *made);
	for (size_t i = 0; i < record_count; i++) {
		assert(records[i]->field_count + 2 <= RECORD_VALUES_MOST);
		make(records[i], &made[i]);
	}
}

const struct record_sql *record_sql(const struct record *record)
{
	pthread_once(&once, make_all);
	return &made[record_index(record)];
}

const char *record_sql_clear(const struct record *record)
{
	return record_sql(record)->clear;
}

const char *record_column_type(const struct field *field)
{
	switch (field->kind) {
	case KIND_ID:
		return "TEXT";
	case KIND_BOOL:
		return "INTEGER NOT NULL DEFAULT 0";
	case KIND_COUNT: case KIND_MONEY: case KIND_DECIMAL: case KIND_MOMENT:
		return "INTEGER";
	default:
		return "TEXT NOT NULL DEFAULT ''";
	}
}

static struct value number(bool known, int64_t value)
{
	return known ? value_integer(value) : VALUE_NONE;
}

static struct value value_of(const struct field *field, const void *row, struct arena *arena)
{
	switch (field->kind) {
	case KIND_ID:      return value_id(*FIELD_AT(row, field, struct id), arena);
	case KIND_BOOL:    return value_integer(*FIELD_AT(row, field, bool));
	case KIND_COUNT:   return number(FIELD_AT(row, field, struct count)->known, FIELD_AT(row, field, struct count)->value);
	case KIND_MONEY:   return number(FIELD_AT(row, field, struct money)->known, FIELD_AT(row, field, struct money)->cents);
	case KIND_DECIMAL: return number(FIELD_AT(row, field, struct decimal)->known, FIELD_AT(row, field, struct decimal)->thousandths);
	case KIND_MOMENT:  return number(FIELD_AT(row, field, struct moment)->ms != 0, FIELD_AT(row, field, struct moment)->ms);
	default:           return value_text(field_text(field, row, arena));
	}
}

size_t record_values(const struct record *record, struct id programme, const void *row, struct value *values, struct arena *arena)
{
	values[0] = value_id(programme, arena);
	values[1] = value_id(row_id(row), arena);
	for (size_t i = 0; i < record->field_count; i++)
		values[i + 2] = value_of(&record->field[i], row, arena);
	return record->field_count + 2;
}

/* The members of a kind that lies as a number in the database. */
static void set_number(const struct field *field, void *row, int64_t value)
{
	void *at = (char *)row + field->offset;

	switch (field->kind) {
	case KIND_BOOL:    *(bool *)at = value != 0; break;
	case KIND_COUNT:   *(struct count *)at = (struct count){ value, true }; break;
	case KIND_MONEY:   *(struct money *)at = (struct money){ value, true }; break;
	case KIND_DECIMAL: *(struct decimal *)at = (struct decimal){ value, true }; break;
	default:           *(struct moment *)at = (struct moment){ value }; break;
	}
}

bool record_row(const struct record *record, const struct value *columns, size_t count, void *row, struct arena *arena)
{
	if (count != record->field_count + 1 || !id_parse(columns[0].text, (struct id *)row))
		return false;
	for (size_t i = 0; i < record->field_count; i++) {
		const struct field *field = &record->field[i];
		const struct value *column = &columns[i + 1];

		if (column->kind == VALUE_INTEGER)
			set_number(field, row, column->integer);
		else if (column->kind == VALUE_TEXT && column->text.len > 0 && !field_parse(field, row, column->text, arena))
			return false;
	}
	return true;
}

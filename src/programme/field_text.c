/* SPDX-License-Identifier: EUPL-1.2 */
/* The text forms of a field: the wire form, both ways, and what a person types. */
#include <string.h>

#include "programme/field.h"

static struct str ids_text(struct ids ids, struct arena *arena)
{
	const size_t step = ID_TEXT_LENGTH + 1;
	char        *text;

	if (ids.count == 0)
		return STR_NONE;
	text = arena_take_array(arena, ids.count, step);
	for (size_t i = 0; i < ids.count; i++) {
		id_write(ids.at[i], text + i * step);
		text[i * step + ID_TEXT_LENGTH] = ' ';
	}
	return (struct str){ text, ids.count * step - 1 };
}

struct str field_text(const struct field *field, const void *row, struct arena *arena)
{
	const void *at = FIELD_AT(row, field, char);

	if (field_empty(field, row))
		return STR_NONE;
	switch (field->kind) {
	case KIND_ID:
		return id_text(*(const struct id *)at, arena);
	case KIND_IDS:
		return ids_text(*(const struct ids *)at, arena);
	case KIND_TEXT:
		return *(const struct str *)at;
	case KIND_DAY:
		return day_text(*(const struct day *)at, arena);
	case KIND_WORD:
		return str_of(words_wire(field->words, *(const int *)at));
	case KIND_BOOL:
		return STR("true");
	case KIND_COUNT:
		return count_text(*(const struct count *)at, arena);
	case KIND_MONEY:
		return money_text(*(const struct money *)at, arena);
	case KIND_DECIMAL:
		return decimal_text(*(const struct decimal *)at, arena);
	case KIND_MOMENT:
		return moment_text(*(const struct moment *)at, arena);
	}
	return STR_NONE;
}

/* Ids with one space between; any other text gives false. */
static bool ids_parse(struct str text, struct ids *ids, struct arena *arena)
{
	size_t     most = text.len / (ID_TEXT_LENGTH + 1) + 1, count = 0;
	struct id *at;
	struct str part;

	if (text.len == 0)
		return true;
	at = arena_array(arena, struct id, most);
	while (str_next(&text, ' ', &part)) {
		if (count == most || part.len != ID_TEXT_LENGTH || !id_parse(part, &at[count]) || !id_known(at[count]))
			return false;
		count++;
	}
	*ids = (struct ids){ at, count };
	return true;
}

static bool word_parse(const struct words *words, struct str text, int *word)
{
	int value = words_value(words, text);

	*word = value < 0 ? 0 : value;
	return value >= 0;
}

static bool bool_parse(struct str text, bool *value)
{
	*value = str_is(text, "true") || str_is(text, "1");
	return *value || text.len == 0 || str_is(text, "false") || str_is(text, "0");
}

static bool text_parse(struct str text, struct str *value)
{
	if (!str_is_text(text))
		return false;
	*value = text.len ? text : STR_NONE;
	return true;
}

static size_t kind_size(enum field_kind kind)
{
	switch (kind) {
	case KIND_ID:      return sizeof(struct id);
	case KIND_IDS:     return sizeof(struct ids);
	case KIND_TEXT:    return sizeof(struct str);
	case KIND_DAY:     return sizeof(struct day);
	case KIND_WORD:    return sizeof(int);
	case KIND_BOOL:    return sizeof(bool);
	case KIND_COUNT:   return sizeof(struct count);
	case KIND_MONEY:   return sizeof(struct money);
	case KIND_DECIMAL: return sizeof(struct decimal);
	case KIND_MOMENT:  return sizeof(struct moment);
	}
	return 0;
}

void field_clear(const struct field *field, void *row)
{
	memset((char *)row + field->offset, 0, kind_size(field->kind));
}

void field_copy(const struct field *field, void *row, const void *from)
{
	memcpy((char *)row + field->offset, (const char *)from + field->offset, kind_size(field->kind));
}

static bool parse(const struct field *field, void *at, struct str text, struct arena *arena)
{
	switch (field->kind) {
	case KIND_ID:
		return id_parse(text, at);
	case KIND_IDS:
		return ids_parse(text, at, arena);
	case KIND_TEXT:
		return text_parse(text, at);
	case KIND_DAY:
		return day_parse(text, at);
	case KIND_WORD:
		return word_parse(field->words, text, at);
	case KIND_BOOL:
		return bool_parse(text, at);
	case KIND_COUNT:
		return count_parse(text, at);
	case KIND_MONEY:
		return money_parse(text, at);
	case KIND_DECIMAL:
		return decimal_parse(text, at);
	case KIND_MOMENT:
		return moment_parse(text, at);
	}
	return false;
}

bool field_parse(const struct field *field, void *row, struct str text, struct arena *arena)
{
	field_clear(field, row);
	if (text.len == 0)
		return true;
	if (parse(field, (char *)row + field->offset, text, arena))
		return true;
	field_clear(field, row);
	return false;
}

/* CR LF and CR become LF: browsers send the first, spreadsheets the second. */
static struct str with_line_feeds(struct str text, struct arena *arena)
{
	char  *copy;
	size_t len = 0;

	if (str_find(text, '\r') == text.len)
		return text;
	copy = arena_take(arena, text.len);
	for (size_t i = 0; i < text.len; i++) {
		if (text.at[i] == '\r')
			copy[len++] = '\n';
		else if (text.at[i] != '\n' || i == 0 || text.at[i - 1] != '\r')
			copy[len++] = text.at[i];
	}
	return (struct str){ copy, len };
}

/* Between ids a person, or a form with several boxes, may also leave commas, semicolons and lines. */
static bool ids_read(struct str text, struct ids *ids, struct arena *arena)
{
	char  *copy = arena_take(arena, text.len);
	size_t len = 0;

	for (size_t i = 0; i < text.len; i++) {
		bool between = memchr(" ,;\t\r\n", text.at[i], 6) != NULL;

		if (!between)
			copy[len++] = text.at[i];
		else if (len && copy[len - 1] != ' ')
			copy[len++] = ' ';
	}
	if (len && copy[len - 1] == ' ')
		len--;
	return ids_parse((struct str){ copy, len }, ids, arena);
}

static bool bool_read(struct str text, bool *value)
{
	static const char *const yes[] = { "on", "yes", "ja", "x" }, *const no[] = { "off", "no", "nee", "-" };

	for (size_t i = 0; i < sizeof(yes) / sizeof(yes[0]); i++)
		if (str_equal_nocase(text, str_of(yes[i])))
			return *value = true;
	for (size_t i = 0; i < sizeof(no) / sizeof(no[0]); i++)
		if (str_equal_nocase(text, str_of(no[i])))
			return true;
	return bool_parse(text, value);
}

static bool read(const struct field *field, void *at, struct str text, struct arena *arena)
{
	switch (field->kind) {
	case KIND_TEXT:
		return text_parse(str_trim(with_line_feeds(text, arena)), at);
	case KIND_IDS:
		return ids_read(text, at, arena);
	case KIND_DAY:
		return day_read(text, at);
	case KIND_BOOL:
		return bool_read(text, at);
	case KIND_COUNT:
		return count_read(text, at);
	case KIND_MONEY:
		return money_read(text, at);
	case KIND_DECIMAL:
		return decimal_read(text, at);
	default:
		return parse(field, at, text, arena);
	}
}

static const char *read_message(enum field_kind kind)
{
	switch (kind) {
	case KIND_ID:
	case KIND_IDS:
		return N_("\"{0}\" is not one of the choices; pick from the list.");
	case KIND_TEXT:
		return N_("This text has characters that cannot be kept; type it as plain text.");
	case KIND_DAY:
		return N_("\"{0}\" is not a day; write 22-5-2024, or 5-2024 or 2024 where no more is known.");
	case KIND_WORD:
		return N_("\"{0}\" is not one of the choices: {1}.");
	case KIND_BOOL:
		return N_("\"{0}\" is neither yes nor no; write true or false.");
	case KIND_COUNT:
		return N_("\"{0}\" is not a whole number; write 25000, say.");
	case KIND_MONEY:
		return N_("\"{0}\" is not an amount; write 1234,56 or 1234.56.");
	case KIND_DECIMAL:
		return N_("\"{0}\" is not a number; write 1,5 or 1.5, with three decimals at most.");
	case KIND_MOMENT:
		return N_("\"{0}\" is not a moment; write 2024-05-22T09:30:00.000Z.");
	}
	return N_("\"{0}\" cannot be read here.");
}

static struct str words_list(const struct words *words, struct arena *arena)
{
	struct str *wire = arena_array(arena, struct str, words->count);
	size_t      count = 0;

	for (size_t i = 0; i < words->count; i++)
		if (words->at[i].wire && words->at[i].wire[0])
			wire[count++] = str_of(words->at[i].wire);
	return str_join(arena, wire, count, STR(", "));
}

/* As much of the input as helps to recognise it. It may be no text at all: then nothing. */
static struct str shown(struct str input)
{
	size_t len = input.len < 60 ? input.len : 60;

	if (!str_is_text(input))
		return STR_NONE;
	while (len < input.len && len > 0 && ((unsigned char)input.at[len] & 0xC0) == 0x80)
		len--;
	return str_to(input, len);
}

bool field_fault(const struct field *field, struct str input, struct faults *faults)
{
	struct fault fault = { .kind = FAULT_INVALID, .field = field->name, .message = read_message(field->kind) };

	if (field->kind != KIND_TEXT)
		fault.arg[0] = shown(input);
	if (field->kind == KIND_WORD)
		fault.arg[1] = words_list(field->words, faults->arena);
	return faults_add(faults, fault);
}

bool field_read(const struct field *field, void *row, struct str input, struct faults *faults)
{
	struct str text = field->kind == KIND_TEXT ? input : str_trim(input);

	field_clear(field, row);
	if (text.len == 0)
		return true;
	if (read(field, (char *)row + field->offset, text, faults->arena))
		return true;
	field_clear(field, row);
	return field_fault(field, text, faults);
}

/* SPDX-License-Identifier: EUPL-1.2 */
/* Mustache text to operations. A tag that stands alone on its line takes the line with it (mustache(5), sections and standalone tags). */
#include <string.h>

#include "html/model_own.h"
#include "html/template_own.h"

enum { SECTIONS_DEEP = 64 };

struct compiler {
	struct arena     *arena;
	struct faults    *faults;
	struct str        name, text;
	struct str        open, close;          /* delimiters */
	size_t            at;                   /* where reading goes on */
	int               line;
	struct operation *operations;           /* while it grows, in `growing` */
	size_t            count, room;
	struct arena      growing;
	size_t            section[SECTIONS_DEEP];
	size_t            deep;
};

static bool complain(struct compiler *compiler, const char *message, struct str about)
{
	return faults_add(compiler->faults, (struct fault){ .kind = FAULT_INVALID, .message = message,
		.arg = { compiler->name, str_format(compiler->arena, "%d", compiler->line), about } });
}

static struct operation *add(struct compiler *compiler, enum operation_kind kind)
{
	struct operation *operation;

	if (compiler->count == compiler->room) {
		size_t room = compiler->room ? 2 * compiler->room : 64;
		struct operation *more = arena_array(&compiler->growing, struct operation, room);
		if (compiler->count)
			memcpy(more, compiler->operations, compiler->count * sizeof *more);
		compiler->operations = more;
		compiler->room = room;
	}
	operation = &compiler->operations[compiler->count++];
	memset(operation, 0, sizeof *operation);
	operation->kind = kind;
	operation->line = compiler->line;
	return operation;
}

static void count_lines(struct compiler *compiler, size_t from, size_t until)
{
	for (size_t i = from; i < until; i++)
		compiler->line += compiler->text.at[i] == '\n';
}

static void add_text(struct compiler *compiler, struct str text)
{
	if (text.len > 0)
		add(compiler, OPERATION_TEXT)->text[0] = text;
}

static bool add_name(struct compiler *compiler, struct operation *operation, struct str name)
{
	struct name_part parts[NAME_PARTS];
	struct str rest = name, part;

	operation->name = name;
	if (str_is(name, "."))
		return true;
	while (str_next(&rest, '.', &part)) {
		if (operation->parts == NAME_PARTS)
			return complain(compiler, N_("{0}, line {1}: the name {2} has too many parts."), name);
		parts[operation->parts++] = (struct name_part){ part, model_hash(part) };
	}
	operation->part = arena_copy(compiler->arena, parts, operation->parts * sizeof *parts);
	return operation->parts > 0 || complain(compiler, N_("{0}, line {1}: a tag has no name."), STR_NONE);
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

static void add_translated(struct compiler *compiler, struct str english)
{
	struct operation *operation = add(compiler, OPERATION_TRANSLATED);
	const char *text = str_cstring(compiler->arena, english);

	operation->name = english;
	for (int language = 0; language < LANGUAGE_COUNT; language++) {
		struct buf escaped = { 0 };
		buf_add_html(&escaped, language_text((enum language)language, text));
		operation->text[language] = buf_copy(&escaped, compiler->arena);
		buf_clear(&escaped);
	}
}

static bool set_delimiters(struct compiler *compiler, struct str inner)
{
	size_t space = str_find(inner, ' ');
	struct str open = str_to(inner, space), close = str_trim(str_from(inner, space));

	if (open.len == 0 || close.len == 0)
		return complain(compiler, N_("{0}, line {1}: delimiters come in two."), inner);
	compiler->open = open;
	compiler->close = close;
	return true;
}

static bool open_section(struct compiler *compiler, enum operation_kind kind, struct str name)
{
	if (compiler->deep == SECTIONS_DEEP)
		return complain(compiler, N_("{0}, line {1}: sections are too deep."), name);
	compiler->section[compiler->deep++] = compiler->count;
	return add_name(compiler, add(compiler, kind), name);
}

static bool close_section(struct compiler *compiler, struct str name)
{
	struct operation *opened;

	if (compiler->deep == 0)
		return complain(compiler, N_("{0}, line {1}: {2} is closed but was not opened."), name);
	opened = &compiler->operations[compiler->section[--compiler->deep]];
	if (!str_equal(opened->name, name))
		return complain(compiler, N_("{0}, line {1}: {2} is closed inside another section."), name);
	opened->end = compiler->count;
	return true;
}

/* What the tag at `start` is; *inner its content, *after where it ends. False where it does not end. */
static bool read_tag(struct compiler *compiler, size_t start, char *kind, struct str *inner, size_t *after)
{
	size_t from = start + compiler->open.len, length;
	struct str close = compiler->close, rest = str_from(compiler->text, from);

	*kind = rest.len ? rest.at[0] : '\0';
	if (*kind == '{')
		close = str_format(compiler->arena, "}%.*s", STR_ARG(compiler->close));
	else if (*kind == '=')
		close = str_format(compiler->arena, "=%.*s", STR_ARG(compiler->close));
	length = str_search(rest, close);
	if (length == SIZE_MAX)
		return complain(compiler, N_("{0}, line {1}: a tag is not closed."), STR_NONE);
	*inner = str_to(rest, length);
	if (*kind && strchr("#^/>!={&_", *kind))
		*inner = str_from(*inner, 1);
	else
		*kind = 'v';
	*inner = str_trim(*inner);
	*after = from + length + close.len;
	return true;
}

/*
 * Nothing but blanks before the tag on its line and after it: the line goes with the tag. Looks no further back than the tag before,
 * and no further on than the first that is no blank, so a long line costs no more than a short one.
 */
static bool stands_alone(const struct compiler *compiler, size_t start, size_t after, struct str *indent, size_t *next)
{
	const char *text = compiler->text.at;
	size_t line = start, end = after, length = compiler->text.len;

	while (line > compiler->at && is_blank(text[line - 1]))
		line--;
	*indent = (struct str){ text + line, start - line };
	if (line > 0 && text[line - 1] != '\n')
		return false;
	while (end < length && is_blank(text[end]))
		end++;
	if (end + 1 < length && text[end] == '\r' && text[end + 1] == '\n')
		end++;
	*next = end < length ? end + 1 : end;
	return end == length || text[end] == '\n';
}

static bool compile_tag(struct compiler *compiler, char kind, struct str inner, struct str indent)
{
	switch (kind) {
	case '!': return true;
	case '=': return set_delimiters(compiler, inner);
	case '#': return open_section(compiler, OPERATION_SECTION, inner);
	case '^': return open_section(compiler, OPERATION_INVERTED, inner);
	case '/': return close_section(compiler, inner);
	case '_': add_translated(compiler, inner); return true;
	case '>': {
		struct operation *partial = add(compiler, OPERATION_PARTIAL);
		partial->name = inner;
		partial->indent = indent;
		return inner.len > 0 || complain(compiler, N_("{0}, line {1}: a tag has no name."), STR_NONE);
	}
	case '{':
	case '&': return add_name(compiler, add(compiler, OPERATION_RAW), inner);
	default:  return add_name(compiler, add(compiler, OPERATION_VALUE), inner);
	}
}

static bool compile(struct compiler *compiler)
{
	for (;;) {
		struct str rest = str_from(compiler->text, compiler->at), inner, indent = STR_NONE;
		size_t found = str_search(rest, compiler->open), start, after = 0, next = 0;
		bool alone;
		char kind;

		if (found == SIZE_MAX)
			break;
		start = compiler->at + found;
		count_lines(compiler, compiler->at, start);
		if (!read_tag(compiler, start, &kind, &inner, &after))
			return false;
		alone = strchr("#^/>!=", kind) && stands_alone(compiler, start, after, &indent, &next);
		add_text(compiler, str_to(rest, alone ? found - indent.len : found));
		if (!compile_tag(compiler, kind, inner, alone ? indent : STR_NONE))
			return false;
		if (!alone)
			next = after;
		count_lines(compiler, start, next);
		compiler->at = next;
	}
	add_text(compiler, str_from(compiler->text, compiler->at));
	if (compiler->deep > 0)
		return complain(compiler, N_("{0}, line {1}: section {2} is not closed."),
			compiler->operations[compiler->section[compiler->deep - 1]].name);
	return true;
}

bool template_compile(struct str name, struct str text, struct arena *arena, struct template *template, struct faults *faults)
{
	struct compiler compiler = { .arena = arena, .faults = faults, .name = name, .text = text, .line = 1,
		.open = STR("{{"), .close = STR("}}") };
	bool done = compile(&compiler);

	if (done)
		*template = (struct template){ name, text, arena_copy(arena, compiler.operations, compiler.count * sizeof *compiler.operations), compiler.count };
	arena_clear(&compiler.growing);
	return done;
}

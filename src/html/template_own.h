/* SPDX-License-Identifier: EUPL-1.2 */
/* A compiled template: an array of operations. Between the compiler (template_compile.c) and the renderer (mustache.c). */
#ifndef HTML_TEMPLATE_OWN_H
#define HTML_TEMPLATE_OWN_H

#include "base/language.h"
#include "html/mustache.h"

enum operation_kind {
	OPERATION_TEXT,                 /* goes out as it stands */
	OPERATION_TRANSLATED,           /* the same, in the reader's language; escaped already */
	OPERATION_VALUE,                /* {{name}} */
	OPERATION_RAW,                  /* {{{name}}}, {{&name}} */
	OPERATION_SECTION,              /* {{#name}}; `end` is the operation after its {{/name}} */
	OPERATION_INVERTED,             /* {{^name}} */
	OPERATION_PARTIAL               /* {{> name}} */
};

enum { NAME_PARTS = 6 };

struct name_part { struct str word; uint32_t hash; };

struct operation {
	enum operation_kind kind;
	struct str          text[LANGUAGE_COUNT];       /* TEXT: [0]; TRANSLATED: each */
	struct str          name;                       /* whole, for messages and partials */
	struct str          indent;                     /* of a partial that stands alone on its line */
	const struct name_part *part;                   /* "a.b" is a, b; none for "." */
	size_t              parts, end;
	int                 line;
	const struct template *partial;                 /* set once all templates are compiled */
};

struct template {
	struct str        name, text;
	struct operation *at;
	size_t            count;
};

/* Compiles a text; everything lies in the arena. False with a fault that names template and line: unclosed tag or section. */
bool template_compile(struct str name, struct str text, struct arena *arena, struct template *template, struct faults *faults);

#endif

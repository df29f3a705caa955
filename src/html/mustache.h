/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Templates: the Mustache specification (interpolation, sections, inverted sections, comments, delimiters, partials), compiled once
 * to an array of operations, one for each language. Differences: raw output ({{{x}}}, {{&x}}) is given to values of the type
 * safe_html alone, any other value in it is a mistake that strict rendering reports and that is escaped all the same;
 * {{_English text}} prints the translation of that text, escaped; a partial with a <textarea> or <pre> keeps its own indentation.
 */
#ifndef HTML_MUSTACHE_H
#define HTML_MUSTACHE_H

#include "base/fault.h"
#include "base/language.h"
#include "html/model.h"

struct templates;

/* The compiled-in templates (`directory` NULL) or those below a directory, read again when they change. */
struct templates *templates_open(const char *directory, struct faults *faults);
void templates_close(struct templates *templates);
/* Renders "participation/matrix" into `out`. Strict: an unknown name, a missing partial, raw output of plain text abort the
   program with their place (tests); else they print nothing and are logged. False where there is no such template. */
bool templates_render(struct templates *templates, const char *name, enum language language,
	const struct model *model, bool strict, struct buf *out);

/* One template from a text, for the specification's tests: partials by name from `partial`. */
typedef struct str (*template_source)(void *context, struct str name);
bool mustache_render_text(struct str text, template_source partial, void *context, const struct model *model,
	struct arena *arena, struct buf *out);

#endif

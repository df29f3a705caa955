/* SPDX-License-Identifier: EUPL-1.2 */
/* The renderer, for the set of templates and for tests. */
#ifndef HTML_MUSTACHE_OWN_H
#define HTML_MUSTACHE_OWN_H

#include "html/template_own.h"

/* Finds a partial that was not linked beforehand; NULL where there is none. */
typedef const struct template *(*partial_finder)(void *context, struct str name, struct str indent);

void template_render(const struct template *template, enum language language, const struct model *model, bool strict,
	partial_finder find, void *finder, struct buf *out);
/* Mistakes go here instead of to the log, and no longer end the program where rendering is strict; NULL: as it was. For tests. */
void mustache_on_mistake(void (*hear)(const char *text));
/* The next rendering looks whether files changed, however short ago it did. For tests. */
void templates_look_at_once(struct templates *templates);

#endif

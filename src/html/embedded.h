/* SPDX-License-Identifier: EUPL-1.2 */
/* Templates compiled into the program by tools/embed_templates.py, sorted by name. */
#ifndef HTML_EMBEDDED_H
#define HTML_EMBEDDED_H

#include <stddef.h>

struct embedded_template {
	const char *name;               /* path below src without ".mustache" */
	const char *text;
	size_t      len;
};
extern const struct embedded_template embedded_templates[];
extern const size_t embedded_template_count;

#endif

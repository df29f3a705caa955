/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Markdown to HTML by cmark-gfm: raw HTML and addresses other than http, https, mailto and in-site ones are dropped; input beyond 64 KiB is
 * shown as plain text. Headings start at `heading` (2 to 6), so that a text fits under the page's own heading.
 */
#ifndef HTML_MARKDOWN_H
#define HTML_MARKDOWN_H

#include "base/buf.h"

struct safe_html markdown_html(struct str text, int heading, struct arena *arena);
/* Only its words, for summaries and search. */
struct str markdown_plain(struct str text, struct arena *arena);
/* A search excerpt: text escaped, \x02 and \x03 become <mark> and </mark>. */
struct safe_html excerpt_html(struct str excerpt, struct arena *arena);

#endif

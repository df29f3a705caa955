/* SPDX-License-Identifier: EUPL-1.2 */
/* A text as cmark's tree, for who writes it as something else than a page; what markdown.h leaves out is gone from it. */
#ifndef HTML_MARKDOWN_OWN_H
#define HTML_MARKDOWN_OWN_H

#include <cmark-gfm.h>

#include "base/str.h"

/* NULL for what is too long to be more than plain text. cmark_node_free() gives it back. */
cmark_node *markdown_document(struct str text, int heading);

#endif

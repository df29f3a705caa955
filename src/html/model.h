/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A page model: names with values, made in the request's arena, read by a template. The model decides what, the template how.
 * Names are literals (kept by pointer). Text is escaped when shown; only struct safe_html goes out as it is.
 */
#ifndef HTML_MODEL_H
#define HTML_MODEL_H

#include "base/buf.h"

struct model;

struct model *model_new(struct arena *arena);
struct arena *model_arena(const struct model *model);
void model_text(struct model *model, const char *name, struct str text);        /* empty reads as false in a section */
void model_words(struct model *model, const char *name, const char *english);   /* a text of the product, translated when shown */
void model_safe(struct model *model, const char *name, struct safe_html html);
void model_flag(struct model *model, const char *name, bool flag);
void model_number(struct model *model, const char *name, int64_t number);       /* shown plainly, "1234" */
/* An object below this one; made on first use. */
struct model *model_object(struct model *model, const char *name);
/* A new item at the end of the list `name`. */
struct model *model_item(struct model *model, const char *name);
/* Makes the list, empty, where no item follows: strict rendering refuses unknown names. */
void model_list(struct model *model, const char *name);
/* Puts `part` under `name`, as it is. */
void model_put(struct model *model, const char *name, struct model *part);
/* Names that `model` does not have are looked for in `above`: a page and the frame around it. */
void model_inherit(struct model *model, const struct model *above);
/* Whether it has the name itself. */
bool model_has(const struct model *model, const char *name);

#endif

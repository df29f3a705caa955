/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What many pages show the same way: a field's value for people, a fact with its source and certainty, a link to a row.
 * Each puts names into a model that the partial of the same name prints.
 */
#ifndef HTML_SHOW_H
#define HTML_SHOW_H

#include "http/request.h"

/* A field's value in the reader's language; references as titles; "not yet known" where empty. */
struct str show_field(const struct request *request, const struct record *record, const struct field *field, const void *row);
/* `name` = { title, address } of a row; nothing where `id` is none. For {{#lead}}<a href="{{address}}">{{title}}</a>{{/lead}} */
void show_row(const struct request *request, struct model *model, const char *name, const struct record *record, struct id id);
/* `provenance` = { source, source_address, source_short, certainty, inferred, note }: partial html/provenance. */
void show_provenance(const struct request *request, struct model *model, const struct record *record, const void *row);
/* `edit` = { address, removal, history, propose } where this reader may: partial html/edit. */
void show_edit(const struct request *request, struct model *model, const struct record *record, const void *row);
/* `name` = text, or `name_unknown` = true where the day is unknown. */
void show_day(const struct request *request, struct model *model, const char *name, struct day day);
void show_period(const struct request *request, struct model *model, const char *name, struct day from, struct day until);
/* {{#breadcrumbs}} of a node: programme, theme, topic ... */
void show_breadcrumbs(const struct request *request, struct model *model, const struct node *node);

#endif

/* SPDX-License-Identifier: EUPL-1.2 */
/* Forms from the description of a record. */
#ifndef HTML_FORM_H
#define HTML_FORM_H

#include "http/request.h"

/*
 * The model of a form: list `fields` of { name, id, label, hint, group, value, required, rare, fault, has_fault, internal,
 * is_text, is_lines, is_markdown, is_choice, is_check, is_checks, is_day, numeric, short, checked, max, options: [{ value, label, selected }] } for partial
 * html/form_field; list `rare_fields` of the same (docs/rules.md 16); `rare_open`: one of those has a value or a fault; and what
 * faults_model puts. `typed`: what was typed, shown as it was; NULL: what the row holds.
 */
struct model *form_fields(const struct request *req, const struct record *record, const void *row, const struct pairs *typed,
	const struct faults *faults);

/*
 * Reads every field of the form into the row. A field that was not on the form keeps what the row has; a checkbox was on it where
 * NAME_shown came along. Adds a fault for each value that is none.
 */
bool form_read(struct request *req, const struct record *record, void *row);

/* Persons that may stand in a field that refers to "person": the account room puts its own in when the program is linked (people_page.c). Calls `each` with id and name. */
typedef void (*form_person)(void *context, struct id person, struct str name);
extern void (*form_people)(const struct request *req, form_person each, void *context);

#endif

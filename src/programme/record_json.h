/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Rows as JSON, canonical: members in the order of the description, unknown and empty ones left out, no white space, so the
 * same row always gives the same bytes.
 */
#ifndef PROGRAMME_RECORD_JSON_H
#define PROGRAMME_RECORD_JSON_H

#include <jansson.h>

#include "base/buf.h"
#include "programme/field.h"

/* {"id":"...","party":"...",...}. Internal fields are left out unless `internal`. */
void row_to_json(const struct record *record, const void *row, bool internal, struct buf *out);
/* Reads an object of that form; members that are unknown or of the wrong type are faults. Texts lie in faults->arena. */
bool row_from_json(const struct record *record, const json_t *object, void *row, struct faults *faults);

#endif

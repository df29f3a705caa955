/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Writing CSV (RFC 4180) as spreadsheets of a language read it: semicolons and decimal commas in Dutch, commas and points in English; UTF-8 with
 * the mark that tells Excel so; every cell quoted. A text that a spreadsheet would take for a formula begins with an apostrophe.
 *
 *	struct csv csv = csv_begin(LANGUAGE_NL);
 *	csv_text(&csv, STR("Nummer"));
 *	csv_end_row(&csv);
 *	text = csv_finish(&csv, arena);
 */
#ifndef SHEET_CSV_WRITE_H
#define SHEET_CSV_WRITE_H

#include "base/buf.h"
#include "base/language.h"
#include "base/money.h"

struct csv { struct buf out; enum language language; bool begun; };

struct csv csv_begin(enum language language);
void csv_text(struct csv *csv, struct str text);
/* What is unknown is an empty cell. */
void csv_count(struct csv *csv, struct count count);
void csv_money(struct csv *csv, struct money money);
void csv_decimal(struct csv *csv, struct decimal decimal);
void csv_day(struct csv *csv, struct day day);          /* 2026-03-01, 2026-03 or 2026: as precise as it is known */
void csv_end_row(struct csv *csv);
/* The whole, in the arena; nothing is left of `csv`. */
struct str csv_finish(struct csv *csv, struct arena *arena);

#endif

/* SPDX-License-Identifier: EUPL-1.2 */
/* What report, letter and text for planning and control say in the same words. In the report's language; texts in its arena. */
#ifndef REPORT_REPORT_WORDS_H
#define REPORT_REPORT_WORDS_H

#include "attention/attention.h"
#include "report/report_content.h"

struct str report_say(const struct report_content *content, const char *english, struct str a, struct str b, struct str c);
struct str report_number(const struct report_content *content, size_t number);
struct str report_plural(const struct report_content *content, const char *one, const char *many, size_t number);
struct str report_day_text(const struct report_content *content, struct day day);
/* "not yet known". */
struct str report_unknown(const struct report_content *content);
/* The whole address of a page of the programme ("/actions/M-03"); empty where the report knows no server. */
struct str report_link(const struct report_content *content, struct str page);
struct str report_row_link(const struct report_content *content, const struct record *record, const void *row);
/* Empty where there is no such party. */
struct str report_party_name(const struct report_content *content, struct id party);
/* Names with commas between. */
struct str report_party_names(const struct report_content *content, struct ids parties);
/* "the programme" for the root. */
struct str report_node_name(const struct report_content *content, const struct node *node);

/* "1 is off track, 2 are at risk, 3 are on track, 1 is done": how the actions stand, worst first, never one colour for all. Empty without actions. */
struct str report_counts_text(const struct report_content *content);
/* The word and the symbol of how an action stands: its light, else its status. */
struct str report_standing_word(const struct report_content *content, const struct report_action *action);
const char *report_standing_mark(const struct report_content *content, const struct report_action *action);
/* Why: the reason that was given, the region it goes along with, who still decides. Empty where nothing was said. */
struct str report_reason(const struct report_content *content, const struct participation *entry);
/* "Bezoekers: 1.250 van 5.000 (hele regio), 31 maart 2026". */
struct str report_figure_text(const struct report_content *content, const struct report_figure *figure);
/* What was told, as one line: line feeds are spaces. */
struct str report_line(const struct report_content *content, struct str text);
/* The same, with a full stop at its end where it has none. */
struct str report_sentence(const struct report_content *content, struct str text);

/* What waits for the municipality itself, as far as everybody may know; and one of those in a sentence. */
struct attention_list report_attention(const struct report_content *content);
struct str report_attention_text(const struct report_content *content, const struct attention *attention);

/* The parts that report and annex share, each under its own heading of level 1; nothing where there is nothing of it. */
void report_write_participation(const struct report_content *content, struct paper *paper);
void report_write_progress(const struct report_content *content, struct paper *paper);
void report_write_results(const struct report_content *content, struct paper *paper);
void report_write_milestones(const struct report_content *content, struct paper *paper);
void report_write_changes(const struct report_content *content, struct paper *paper);
void report_write_since_last(const struct report_content *content, struct paper *paper);
void report_write_help(const struct report_content *content, struct paper *paper);
void report_write_attention(const struct report_content *content, struct paper *paper);
void report_write_unknown(const struct report_content *content, struct paper *paper);
void report_write_about(const struct report_content *content, struct paper *paper);

/* The letter to the council of the content's party (report_letter.c). */
void report_write_letter(const struct report_content *content, struct paper *paper);

#endif

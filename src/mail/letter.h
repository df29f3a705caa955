/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A letter: the text of a mail, said once, written as plain text and as HTML. The HTML needs no pictures and no style sheet from elsewhere
 * and reads well in a mail program that shows neither.
 *
 *	struct letter *letter = letter_new(arena, LANGUAGE_NL, subject);
 *	letter_text(letter, greeting);
 *	letter_button(letter, language_text(language, N_("Give your update")), address);
 *	letter_item(letter, action->title, address);
 *	letter_small(letter, why_you_get_this);
 */
#ifndef MAIL_LETTER_H
#define MAIL_LETTER_H

#include "base/buf.h"
#include "base/language.h"

struct letter;

/* Texts are kept by pointer: in the arena or static. `subject` is one line. */
struct letter *letter_new(struct arena *arena, enum language language, struct str subject);
void letter_heading(struct letter *letter, struct str text);
void letter_text(struct letter *letter, struct str text);       /* a paragraph; an empty line begins another */
/* A line of a list; `address` empty: no link. `remark` behind it, smaller; may be empty. */
void letter_item(struct letter *letter, struct str text, struct str address, struct str remark);
void letter_button(struct letter *letter, struct str label, struct str address);
/* At the foot: why one gets this and how to end it. */
void letter_small(struct letter *letter, struct str text, struct str address);

struct str letter_subject(const struct letter *letter);
enum language letter_language(const struct letter *letter);
struct str letter_as_text(const struct letter *letter);         /* lines of at most 72, format=flowed (RFC 3676) */
struct str letter_as_html(const struct letter *letter);

#endif

/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The weekly overview (weekoverzicht; docs/rules.md 10): what needs attention, by mail, for who asked for it. It goes out on Monday from the
 * programme's hour; own part first, and first what is new since the last one. Quiet: none where there is nothing of one's own and nothing
 * new for others, and never two of one Monday.
 */
#ifndef DIGEST_DIGEST_H
#define DIGEST_DIGEST_H

#include "attention/attention.h"

/* The newest Monday whose hour has come: a server that was down until Thursday makes Monday's then. */
struct day digest_monday(const struct programme *programme, struct moment moment);
/* When the next one is made. */
struct moment digest_next(const struct programme *programme, struct moment moment);

/* What the next one compares with: the marks of a list, in few letters. */
struct str digest_marks(struct attention_list list, struct arena *arena);
/* Whether it stood in the overview with those marks. */
bool digest_told(struct str marks, const struct attention *attention, struct arena *arena);

/* What goes into one: both lists in their order. */
struct digest {
	struct attention_list own_new, own_old, others_new;
	size_t                others_old, others_late;  /* of others, told before: only counted */
};
/* `list` with the first `own` the person's, as attention_for gives it; `marks` of the last one. */
struct digest digest_of(struct attention_list list, size_t own, struct str marks, struct day day, struct arena *arena);
/* Whether there is anything to send. */
bool digest_any(const struct digest *digest);

#endif

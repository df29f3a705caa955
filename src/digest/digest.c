/* SPDX-License-Identifier: EUPL-1.2 */
#include "digest/digest.h"

#include "tree/tree.h"

enum { HOUR_MS = 3600 * 1000, MARK_BYTES = 8 };

struct day digest_monday(const struct programme *programme, struct moment moment)
{
	struct day today = moment_day(moment);
	int weekday = day_weekday(today);

	/* Before the hour of Monday it is still last week. */
	if (weekday == 0 && moment_clock_minute(moment) < 60 * tree_mail_hour(programme))
		return day_add(today, -7);
	return day_add(today, -weekday);
}

struct moment digest_next(const struct programme *programme, struct moment moment)
{
	struct day sunday = day_add(digest_monday(programme, moment), 6);

	/* Clocks change on Sundays, so every hour of a Monday is as long as it should be. */
	return (struct moment){ moment_end_of_day(sunday).ms + 1 + (int64_t)tree_mail_hour(programme) * HOUR_MS };
}

static struct str short_mark(const struct attention *attention, struct arena *arena)
{
	return str_to(hash_text(hash_of(attention_mark(attention, arena)), arena), 2 * MARK_BYTES);
}

struct str digest_marks(struct attention_list list, struct arena *arena)
{
	struct str *marks = arena_array(arena, struct str, list.count);

	for (size_t i = 0; i < list.count; i++)
		marks[i] = short_mark(&list.at[i], arena);
	return str_join(arena, marks, list.count, STR(" "));
}

bool digest_told(struct str marks, const struct attention *attention, struct arena *arena)
{
	return str_search(marks, short_mark(attention, arena)) != SIZE_MAX;
}

struct digest digest_of(struct attention_list list, size_t own, struct str marks, struct day day, struct arena *arena)
{
	struct attention *at[3];
	struct digest digest = { 0 };

	for (size_t i = 0; i < 3; i++)
		at[i] = arena_array(arena, struct attention, list.count);
	for (size_t i = 0; i < list.count; i++) {
		const struct attention *attention = &list.at[i];
		bool told = digest_told(marks, attention, arena);

		if (i < own && told)
			at[1][digest.own_old.count++] = *attention;
		else if (i < own)
			at[0][digest.own_new.count++] = *attention;
		else if (!told)
			at[2][digest.others_new.count++] = *attention;
		digest.others_old += i >= own && told;
		digest.others_late += i >= own && told && attention_late(attention, day);
	}
	digest.own_new.at = at[0];
	digest.own_old.at = at[1];
	digest.others_new.at = at[2];
	return digest;
}

bool digest_any(const struct digest *digest)
{
	return digest->own_new.count + digest->own_old.count + digest->others_new.count > 0;
}

/* SPDX-License-Identifier: EUPL-1.2 */
/* An aim for involvement that is not reached and whose day is near or went by (docs/rules.md 9, 10). */
#include "attention/attention.h"
#include "involvement/involvement.h"
#include "progress/progress.h"

static void find_below(struct attention_search *search, const struct attention_kind *kind)
{
	struct row_list rows = programme_rows(search->programme, &involvement_aim_record);

	for (size_t i = 0; i < rows.count; i++) {
		const struct involvement_aim *aim = ROW(involvement_aim, rows, i);
		struct sector_share share;
		enum aim_state state = involvement_aim_state(search->programme, aim, search->day, &share);
		if (state == AIM_REACHED || !attention_near(search, aim->by))
			continue;
		attention_add(search, kind, &(struct attention){ .record = &involvement_aim_record, .row = aim, .by = aim->by,
			.arg = { str_format(search->arena, "%lld", (long long)share.in), str_format(search->arena, "%lld", (long long)share.of),
				str_format(search->arena, "%lld %%", (long long)aim->percent.value) } });
	}
}

static void find_offers(struct attention_search *search, const struct attention_kind *kind)
{
	struct row_list rows = programme_rows(search->programme, &help_offer_record);

	for (size_t i = 0; i < rows.count; i++) {
		const struct help_offer *offer = ROW(help_offer, rows, i);
		const struct action *action = programme_row(search->programme, action, offer->action);
		if (offer->state == OFFER_OPEN && action && day_first(offer->day) <= day_first(search->day))
			attention_add(search, kind, &(struct attention){ .record = &help_offer_record, .row = offer, .since = offer->day,
				.arg = { action->title }, .address = str_format(search->arena, "/offers#offer-%.*s", STR_ARG(id_text(offer->id, search->arena))),
				.internal = true });
	}
}

const struct attention_kind involvement_attention[] = {
	{ "involvement_below_aim", N_("Involvement below its aim"), N_("Education and business: {0} of {1}, and the aim is {2}."), N_("See what lacks"), find_below, false },
	{ "offer_open", N_("Offer from outside"), N_("Somebody offers help or asks to lead: {0}."), N_("Answer the offer"), find_offers, true },
	ATTENTION_END
};

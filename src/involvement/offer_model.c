/* SPDX-License-Identifier: EUPL-1.2 */
#include "involvement/offer_model.h"

#include "html/show.h"

void offer_line_model(const struct request *req, struct model *item, const struct help_offer *offer)
{
	const struct party *party = programme_row(req->programme, party, offer->party);

	model_words(item, "kind", words_label(&offer_kind_words, (int)offer->kind));
	model_text(item, "who", party ? party->name : offer->organisation);
	model_words(item, "sector", offer->sector == SECTOR_NONE ? "" : words_label(&sector_words, (int)offer->sector));
	model_text(item, "text", offer->text);
	model_text(item, "day", language_day(req->language, req->arena, offer->day));
	model_words(item, "state", words_label(&offer_state_words, (int)offer->state));
	model_text(item, "answer", offer->answer);
	show_row(req, item, "action", &action_record, offer->action);
}

void offers_of_action_model(const struct request *req, struct model *model, const struct action *action)
{
	struct row_list rows = REFERRING(req->programme, help_offer, action, action->id);
	struct model *of = model_object(model, "offers_of");
	size_t shown = 0;

	model_list(of, "offers");
	for (size_t i = 0; i < rows.count; i++)
		if (access_sees(req->programme, req->person, &help_offer_record, rows.at[i], req->today)) {
			offer_line_model(req, model_item(of, "offers"), rows.at[i]);
			shown++;
		}
	model_flag(of, "any", shown > 0);
	model_text(of, "offer", action_open(action) && action->visibility == VISIBILITY_PUBLISHED && !action->outside ? request_address(req,
		str_format(req->arena, "%.*s/offer", STR_ARG(row_address(req->programme, &action_record, action, req->arena)))) : STR_NONE);
}

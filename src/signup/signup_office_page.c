/* SPDX-License-Identifier: EUPL-1.2 */
/* What the office does with a sign-up round: send the concept, make the final offer, remind, close, and make its outcomes into participation. */
#include "html/faults.h"
#include "html/show.h"
#include "http/route.h"
#include "http/session.h"
#include "money/money_model.h"
#include "participation/participation_model.h"
#include "party/party.h"
#include "signup/signup_mail.h"
#include "signup/signup_model.h"
#include "tree/tree.h"

static const struct signup_round *round_asked(struct request *req, struct response *res)
{
	const struct signup_round *round = programme_by_address(req->programme, &signup_round_record, request_parameter(req, "signup"));

	if (!round)
		respond_not_found(res, req);
	return round;
}

static struct str page_of(const struct request *req, const struct signup_round *round)
{
	return request_address(req, row_address(req->programme, &signup_round_record, round, req->arena));
}

static bool conflict(struct request *req, const char *message)
{
	return faults_add(&req->faults, (struct fault){ .kind = FAULT_CONFLICT, .message = message });
}

/* The concept goes out: what it costs, all joining, is kept beside each offer, so that the final offer can say what changed. */
static size_t keep_amounts(struct request *req, const struct signup_round *round, struct change *changes)
{
	struct signup_table table = signup_table(req->programme, round, req->today, req->arena);
	size_t count = 0;

	for (size_t o = 0; o < table.offers.count; o++) {
		struct signup_offer *after = arena_copy(req->arena, table.offers.at[o], sizeof *after);
		after->concept_amount = table.offer[o].all_join;
		if (!row_equal(&signup_offer_record, table.offers.at[o], after))
			changes[count++] = (struct change){ &signup_offer_record, table.offers.at[o], after };
	}
	return count;
}

/* What the step changes in the round; adds why it cannot be taken. */
static const char *step_of(struct request *req, struct signup_round *round, struct str step, size_t offers)
{
	enum signup_phase phase = signup_phase(round, req->today);

	if (str_is(step, "send") && phase == SIGNUP_PREPARED) {
		if (offers == 0)
			conflict(req, N_("Nothing is offered yet: add what can be joined first."));
		if (day_last(round->reactions_due) < day_first(req->today))
			conflict(req, N_("The day for reactions has gone by: choose a later one first."));
		round->sent = req->today;
		return N_("The concept is with the municipalities.");
	}
	if (str_is(step, "offer") && (phase == SIGNUP_REACTIONS || phase == SIGNUP_FINAL_OFFER)) {
		if (day_last(round->answers_due) < day_first(req->today))
			conflict(req, N_("The day for answers has gone by: choose a later one first."));
		round->offered = req->today;
		return N_("The final offer is with the municipalities.");
	}
	if (str_is(step, "remind") && (phase == SIGNUP_REACTIONS || phase == SIGNUP_ANSWERING)) {
		round->reminded = req->today;
		return N_("Who is awaited gets a reminder.");
	}
	if (str_is(step, "close") && phase == SIGNUP_ANSWERING) {
		round->closed = req->today;
		return N_("Closed. Look at what becomes of it.");
	}
	conflict(req, N_("That step does not fit where the round stands now. Load the page again."));
	return NULL;
}

/* POST /{programme}/signups/{signup}/step: step = send, offer, remind, close */
static void take_step(struct request *req, struct response *res)
{
	const struct signup_round *round = round_asked(req, res);
	struct signup_round after;
	struct change *changes;
	const char *said;
	size_t offers, count = 0;

	if (!round)
		return;
	offers = signup_offers(req->programme, round, req->arena).count;
	changes = arena_array(req->arena, struct change, offers + 1);
	after = *round;
	said = step_of(req, &after, request_field(req, "step"), offers);
	if (req->faults.count == 0 && str_is(request_field(req, "step"), "send"))
		count = keep_amounts(req, round, changes);
	if (!row_equal(&signup_round_record, round, &after))
		changes[count++] = (struct change){ &signup_round_record, round, &after };
	if (req->faults.count > 0 || (count > 0 && !command_write_all(req, changes, count))) {
		respond_faults(res, req, NULL, NULL);
		return;
	}
	if (!day_known(after.closed))
		job_run_now(req->store, req->programme->id, &signup_mail_job);
	flash(res, req, FLASH_OK, said, STR_NONE);
	respond_see_other(res, req, page_of(req, round));
}

/* What becomes of it */

static void entry_model(const struct request *req, struct model *item, const struct signup_entry *made)
{
	const struct party *party = programme_row(req->programme, party, made->entry.party);
	const struct node *node = programme_node(req->programme, made->entry.node);

	model_text(item, "party", party ? party->name : STR_NONE);
	model_text(item, "node", node ? node->parent ? participation_node_title(req, node) : language_text(req->language, N_("The programme as a whole")) : STR_NONE);
	participation_standing_model(item, &made->entry);
	model_text(item, "up_to", money_words(req, made->answer->up_to));
	model_text(item, "decision", made->entry.decision);
	model_text(item, "ends", made->before ? language_text(req->language, words_label(&standing_words, (int)made->before->standing)) : STR_NONE);
	model_text(item, "ends_on", made->before ? language_day(req->language, req->arena, made->ended.until) : STR_NONE);
	model_text(item, "blocked", made->blocked ? request_address(req, str_format(req->arena, "/edit/participation/%.*s",
		STR_ARG(id_text(made->blocked->id, req->arena)))) : STR_NONE);
}

static struct model *entries_model(struct request *req, const struct signup_round *round)
{
	struct signup_entry_list list = signup_entries(req->programme, round, req->today, req->arena);
	struct model *model = model_new(req->arena);

	model_words(model, "title", N_("What becomes of it"));
	model_text(model, "content_language", tree_facts(req->programme)->language);
	model_text(model, "round_title", round->title);
	model_text(model, "holds", language_period(req->language, req->arena, signup_from(round), round->until));
	model_list(model, "entries");
	for (size_t i = 0; i < list.count; i++)
		entry_model(req, model_item(model, "entries"), &list.at[i]);
	model_number(model, "made", (int64_t)list.count);
	model_flag(model, "has_entries", list.count > 0);
	model_text(model, "left", list.open > 0 ? language_plural(req->language, req->arena, N_("{0} answer was never given and becomes nothing."),
		N_("{0} answers were never given and become nothing."), (int64_t)list.open) : STR_NONE);
	model_flag(model, "is_blocked", list.blocked > 0);
	model_flag(model, "can_write", day_known(round->closed) && !day_known(round->entered) && list.blocked == 0 && list.count > 0);
	model_text(model, "entered", day_known(round->entered) ? language_day(req->language, req->arena, round->entered) : STR_NONE);
	model_flag(model, "is_closed", day_known(round->closed));
	model_text(model, "action", req->path);
	model_text(model, "back", page_of(req, round));
	model_text(model, "csrf", session_csrf(req));
	faults_model(req, model, &req->faults);
	model_list(model, "breadcrumbs");
	return model;
}

/* GET /{programme}/signups/{signup}/entries */
static void show_entries(struct request *req, struct response *res)
{
	const struct signup_round *round = round_asked(req, res);

	if (round)
		respond_page(res, req, "signup/entries", entries_model(req, round));
}

/* POST /{programme}/signups/{signup}/entries: all of them, or none. */
static void write_entries(struct request *req, struct response *res)
{
	const struct signup_round *round = round_asked(req, res);
	struct signup_entry_list list;
	struct signup_round after;
	struct change *changes;
	size_t count = 0;

	if (!round)
		return;
	list = signup_entries(req->programme, round, req->today, req->arena);
	changes = arena_array(req->arena, struct change, 2 * list.count + 1);
	if (!day_known(round->closed))
		conflict(req, N_("Close the round first."));
	else if (day_known(round->entered))
		conflict(req, N_("The outcomes of this round are participation already."));
	if (list.blocked > 0)
		faults_add(&req->faults, (struct fault){ .kind = FAULT_INVALID, .message = N_("Entries are in the way. Change those first; nothing was written.") });
	after = *round;
	after.entered = req->today;
	for (size_t i = 0; i < list.count; i++) {
		if (list.at[i].before)
			changes[count++] = (struct change){ &participation_record, list.at[i].before, &list.at[i].ended };
		list.at[i].entry.id = id_new();
		changes[count++] = (struct change){ &participation_record, NULL, &list.at[i].entry };
	}
	changes[count++] = (struct change){ &signup_round_record, round, &after };
	if (req->faults.count > 0 || !command_write_all(req, changes, count)) {
		respond_faults(res, req, "signup/entries", entries_model(req, round));
		return;
	}
	flash(res, req, FLASH_OK, N_("The outcomes of {0} are participation now."), round->title);
	respond_see_other(res, req, request_address(req, STR("/participation")));
}

const struct route signup_office_routes[] = {
	{ "POST", "/{programme}/signups/{signup}/step", RIGHT_EDIT, take_step, 0, "Sends the concept or the final offer, reminds, or closes" },
	{ "GET",  "/{programme}/signups/{signup}/entries", RIGHT_EDIT, show_entries, ROUTE_FORM, "What the outcomes become, before they do" },
	{ "POST", "/{programme}/signups/{signup}/entries", RIGHT_EDIT, write_entries, 0, "Makes all outcomes into entries of participation, or none" },
	ROUTES_END
};

/* SPDX-License-Identifier: EUPL-1.2 */
#include "participation/participation_model.h"

#include "action/action.h"
#include "html/show.h"
#include "tree/tree.h"

struct str participation_word(enum standing standing)
{
	return standing == STANDING_UNKNOWN ? STR("unknown") : str_of(words_wire(&standing_words, (int)standing));
}

struct str participation_node_title(const struct request *req, const struct node *node)
{
	return node->parent ? node_title(req->programme, node, req->arena) : language_text(req->language, N_("the programme"));
}

struct str participation_names(const struct request *req, struct ids parties)
{
	struct str *names = arena_array(req->arena, struct str, parties.count + 1);
	size_t count = 0;

	for (size_t i = 0; i < parties.count; i++) {
		const struct party *party = programme_row(req->programme, party, parties.at[i]);
		if (party)
			names[count++] = party->name;
	}
	return str_join(req->arena, names, count, STR(", "));
}

static const char *sentence_of(const struct participation *entry)
{
	switch (participation_standing(entry)) {
	case STANDING_PARTICIPATES:
		return entry->also_oriented_to.count > 0 ? N_("{0} takes part in {1}, and is also oriented to {2}.")
			: N_("{0} takes part in {1}.");
	case STANDING_JOINS_OTHER_REGION:
		return N_("{0} does not take part in {1} here, but goes along with {2}.");
	case STANDING_DOES_NOT_PARTICIPATE:
		return N_("{0} does not take part in {1}.");
	case STANDING_UNDECIDED:
		return N_("{0} has not decided yet whether it takes part in {1}.");
	case STANDING_OBSERVER:
		return N_("{0} reads along in {1}.");
	default:
		return N_("It is not known whether {0} takes part in {1}: nothing was recorded.");
	}
}

struct str participation_sentence(const struct request *req, const struct party *party, const struct node *node,
	const struct participation *entry)
{
	const struct party *counterpart = entry ? programme_row(req->programme, party, entry->counterpart) : NULL;
	struct str others = counterpart ? counterpart->name
		: entry && entry->also_oriented_to.count > 0 ? participation_names(req, entry->also_oriented_to)
		: language_text(req->language, N_("another region"));

	return language_fill(req->language, req->arena, sentence_of(entry), party->name, participation_node_title(req, node), others);
}

const char *participation_meaning(enum standing standing)
{
	switch (standing) {
	case STANDING_PARTICIPATES:
		return N_("It counts as taking part: it decides, pays and reports along.");
	case STANDING_JOINS_OTHER_REGION:
	case STANDING_DOES_NOT_PARTICIPATE:
		return N_("It has no vote here, pays no share and need not report. It can read everything.");
	case STANDING_OBSERVER:
		return N_("It can read everything, without a vote, a share of the costs or a duty to report.");
	case STANDING_UNDECIDED:
		return N_("Until it decides, it does not count as taking part.");
	default:
		return N_("Unknown is not a yes and not a no.");
	}
}

bool participation_outside(const struct node *node)
{
	return node->record == &action_record && ((const struct action *)node->row)->outside;
}

bool participation_sees(const struct request *req, const struct node *node)
{
	return access_sees(req->programme, req->person, node->record, node->row, req->day);
}

void participation_standing_model(struct model *model, const struct participation *entry)
{
	enum standing standing = participation_standing(entry);

	model_text(model, "standing", participation_word(standing));
	model_words(model, "standing_label", words_label(&standing_words, (int)standing));
}

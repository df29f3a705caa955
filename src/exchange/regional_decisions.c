/* SPDX-License-Identifier: EUPL-1.2 */
/* Bodies that decide, what was put to them and what they decided, what councils asked, and who must agree to a change, of regional-programme/1. */
#include "exchange/regional.h"

#include "decision/decision.h"
#include "plan/plan.h"

static const struct key_of body_keys[] = { { "key", "id" }, { "from", "valid_from" }, { "until", "valid_to" }, { NULL, NULL } };
static const struct key_of subject_keys[] = {
	{ "node", "scope_id" }, { "tabled", "tabled_on" }, { "withdrawn", "withdrawn_on" }, { NULL, NULL },
};
static const struct key_of referral_keys[] = { { "sent", "sent_on" }, { "subject", "" }, { NULL, NULL } };
static const struct key_of decision_keys[] = { { "except", "except" }, { "subject", "" }, { NULL, NULL } };
static const struct key_of condition_keys[] = { { "met", "met_on" }, { "decision", "" }, { NULL, NULL } };
static const struct key_of council_keys[] = { { "node", "scope_id" }, { "answered", "answered_on" }, { NULL, NULL } };

static const struct key_of rule_keys[] = { { "above", "above_eur" }, { "change_class", "class" }, { NULL, NULL } };

void regional_body(struct item *item, struct id id, struct str place)
{
	struct reader *reader = item->reader;
	struct body    body = {
		.id = id,
		.key = item_text(item, "id"),
		.name = item_text(item, "name"),
		.kind = (enum body_kind)item_word(item, "kind", &body_kind_words),
		.party = item_id(item, "party", &reader->parties),
		.calendar = item_texts(item, "calendar", STR("\n")),
		.papers_days = item_count(item, "papers_days"),
		.weight = item_count(item, "weight"),
		.weighs = item_bool(item, "weighs", false),
		.from = item_day(item, "valid_from"),
		.until = item_day(item, "valid_to"),
		.provenance = item_provenance(item, body_keys),
	};

	reader_add(reader, &body_record, &body, place, body_keys);
}

static void read_referrals(struct item *in, struct id subject)
{
	struct reader *reader = in->reader;
	struct list    list = item_list(in, "referrals");
	struct item    item;

	for (size_t i = 0; i < list.count; i++) {
		struct referral referral = { .id = id_new(), .subject = subject };

		if (!item_open(reader, list_entry(reader, &list, i), &item))
			continue;
		referral.body = item_id(&item, "body", &reader->bodies);
		referral.opinion_only = item_bool(&item, "opinion_only", false);
		referral.due = item_day(&item, "due");
		referral.sent = item_day(&item, "sent_on");
		reader_add(reader, &referral_record, &referral, item.place, referral_keys);
		item_close(&item);
	}
}

static void read_conditions(struct item *in, struct id decision)
{
	struct reader *reader = in->reader;
	struct list    list = item_list(in, "conditions");
	struct item    item;

	for (size_t i = 0; i < list.count; i++) {
		struct condition condition = { .id = id_new(), .decision = decision };

		if (!item_open(reader, list_entry(reader, &list, i), &item))
			continue;
		condition.text = item_text(&item, "text");
		condition.due = item_day(&item, "due");
		condition.met = item_day(&item, "met_on");
		condition.how = item_text(&item, "how");
		reader_add(reader, &condition_record, &condition, item.place, condition_keys);
		item_close(&item);
	}
}

/* Themes, topics and actions that a body leaves out. */
static struct ids read_except(struct item *item)
{
	struct reader      *reader = item->reader;
	const struct names *places[] = { &reader->themes, &reader->topics, &reader->actions };
	struct list         list = item_list(item, "except");
	struct id          *at = arena_array(reader->arena, struct id, list.count + 1);
	size_t              count = 0;

	for (size_t i = 0; i < list.count; i++) {
		struct value_at    value = list_entry(reader, &list, i);
		const struct name *name = NULL;

		for (size_t p = 0; p < sizeof places / sizeof places[0] && !name && json_is_string(value.json); p++)
			name = names_find(places[p], str_of(json_string_value(value.json)));
		if (name)
			at[count++] = name->id;
		else
			reader_fault(reader, value.place, N_("There is no such theme, topic or action in this file; name the id of one."),
				STR_NONE, STR_NONE);
	}
	return (struct ids){ at, count };
}

/* `corrects`: the position, from 0, of an earlier decision of the same subject. */
static struct id corrected(struct item *item, const struct id *earlier, size_t count)
{
	struct count at = item_count(item, "corrects");

	if (at.known && (at.value < 0 || (size_t)at.value >= count))
		reader_fault(item->reader, item_place(item, "corrects"),
			N_("Give the position of an earlier decision in this list, counted from 0."), STR_NONE, STR_NONE);
	else if (at.known)
		return earlier[at.value];
	return ID_NONE;
}

static void read_decisions(struct item *in, struct id subject)
{
	struct reader *reader = in->reader;
	struct list    list = item_list(in, "decisions");
	struct id     *own = arena_array(reader->arena, struct id, list.count + 1);
	struct item    item;

	for (size_t i = 0; i < list.count; i++) {
		struct decision decision = { .id = id_new(), .subject = subject };

		own[i] = decision.id;
		if (!item_open(reader, list_entry(reader, &list, i), &item))
			continue;
		decision.body = item_id(&item, "body", &reader->bodies);
		decision.outcome = (enum decision_outcome)item_word(&item, "outcome", &decision_outcome_words);
		decision.day = item_day(&item, "day");
		decision.text = item_text(&item, "text");
		decision.reference = item_text(&item, "reference");
		decision.document = item_id(&item, "document", &reader->documents);
		decision.votes_for = item_count(&item, "votes_for");
		decision.votes_against = item_count(&item, "votes_against");
		decision.votes_blank = item_count(&item, "votes_blank");
		decision.voters = item_count(&item, "voters");
		decision.except = read_except(&item);
		decision.amended = item_bool(&item, "amended", false);
		decision.confirmation = item_id(&item, "confirmation", &reader->subjects);
		decision.replaces = corrected(&item, own, i);
		decision.person = item_id(&item, "person", &reader->people);
		decision.on_behalf = item_bool(&item, "on_behalf", false);
		decision.provenance = item_provenance(&item, decision_keys);
		reader_add(reader, &decision_record, &decision, item.place, decision_keys);
		read_conditions(&item, decision.id);
		item_close(&item);
	}
}

static void read_subject(struct item *item, struct id id)
{
	struct reader *reader = item->reader;
	struct subject subject = {
		.id = id,
		.title = item_text(item, "title"),
		.kind = (enum subject_kind)item_word(item, "kind", &subject_kind_words),
		.text = item_text(item, "text"),
		.node = regional_about(item),
		.plan_version = item_id(item, "plan_version", &reader->plan_versions),
		.agreement = regional_agreement_id(item, "agreement"),
		.document = item_id(item, "document", &reader->documents),
		.rule = (enum subject_rule)item_word(item, "rule", &subject_rule_words),
		.tabled = item_day(item, "tabled_on"),
		.withdrawn = item_day(item, "withdrawn_on"),
		.visibility = (enum visibility)item_word(item, "visibility", &visibility_words),
		.provenance = item_provenance(item, subject_keys),
	};

	reader_add(reader, &subject_record, &subject, item->place, subject_keys);
	read_referrals(item, id);
}

static void read_council_items(struct item *file)
{
	struct reader *reader = file->reader;
	struct list    list = item_list(file, "council_items");
	struct item    item;

	for (size_t i = 0; i < list.count; i++) {
		struct council_item asked = { .id = id_new() };

		if (!item_open(reader, list_entry(reader, &list, i), &item))
			continue;
		asked.kind = (enum council_kind)item_word(&item, "kind", &council_kind_words);
		asked.node = regional_about(&item);
		asked.body = item_id(&item, "body", &reader->bodies);
		asked.title = item_text(&item, "title");
		asked.text = item_text(&item, "text");
		asked.day = item_day(&item, "day");
		asked.due = item_day(&item, "due");
		asked.answer = item_text(&item, "answer");
		asked.answered = item_day(&item, "answered_on");
		asked.answered_by = item_id(&item, "answered_by", &reader->parties);
		asked.person = item_id(&item, "person", &reader->people);
		asked.provenance = item_provenance(&item, council_keys);
		reader_add(reader, &council_item_record, &asked, item.place, council_keys);
		item_close(&item);
	}
}

static void read_rules(struct item *file)
{
	struct reader *reader = file->reader;
	struct list    list = item_list(file, "change_rules");
	struct item    item;

	for (size_t i = 0; i < list.count; i++) {
		struct change_rule rule = { .id = id_new() };

		if (!item_open(reader, list_entry(reader, &list, i), &item))
			continue;
		rule.kind = (enum plan_change_kind)item_word(&item, "kind", &plan_change_words);
		rule.above = item_money(&item, "above_eur");
		rule.change_class = (enum change_class)item_word(&item, "class", &change_class_words);
		reader_add(reader, &change_rule_record, &rule, item.place, rule_keys);
		item_close(&item);
	}
}

/* First every subject, then what was decided: an amendment is confirmed by a subject that may come later. */
void regional_decisions(struct item *file)
{
	struct reader      *reader = file->reader;
	const struct names *names = &reader->subjects;
	struct item        *items = arena_array(reader->arena, struct item, names->list.count + 1);

	for (size_t i = 0; i < names->list.count; i++)
		if (names_open(reader, names, i, &items[i]))
			read_subject(&items[i], names->at[i].id);
	for (size_t i = 0; i < names->list.count; i++)
		if (items[i].reader) {
			read_decisions(&items[i], names->at[i].id);
			item_close(&items[i]);
		}
	read_council_items(file);
	read_rules(file);
}

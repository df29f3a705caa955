/* SPDX-License-Identifier: EUPL-1.2 */
/* Two plans beside each other, and what differs in words. */
#include <string.h>

#include "action/action.h"
#include "decision/decision_model.h"
#include "goal/goal.h"
#include "html/show.h"
#include "participation/participation.h"
#include "participation/participation_model.h"
#include "plan/plan_model.h"
#include "role/role.h"
#include "tree/tree.h"

static struct str say(const struct request *req, const char *english, struct str a, struct str b, struct str c)
{
	return language_fill(req->language, req->arena, english, a, b, c);
}

static bool side_begin(const struct request *req, const struct plan_version *version, struct plan_side *side, struct faults *faults)
{
	side->version = version;
	side->at.day = version ? plan_version_day(version) : req->day;
	side->at.programme = version ? plan_frozen(req, version, faults) : plan_published(req->programme);
	return side->at.programme != NULL;
}

bool plan_comparison(const struct request *req, const struct plan_version *before, const struct plan_version *after,
	struct plan_comparison *comparison, struct faults *faults)
{
	bool fine;

	*comparison = (struct plan_comparison){ 0 };
	fine = side_begin(req, before, &comparison->before, faults);
	fine = side_begin(req, after, &comparison->after, faults) && fine;
	if (fine)
		comparison->changes = plan_compare(comparison->before.at, comparison->after.at, req->arena);
	return fine;
}

void plan_comparison_end(struct plan_comparison *comparison)
{
	programme_release(comparison->before.at.programme);
	programme_release(comparison->after.at.programme);
}

struct str plan_side_words(const struct request *req, const struct plan_side *side)
{
	if (!side->version)
		return language_text(req->language, N_("today"));
	return say(req, N_("version {0}"), str_format(req->arena, "%lld", (long long)side->version->number.value), STR_NONE, STR_NONE);
}

/* A value for people, with references looked up in the plan it stands in. */
static struct str value_of(const struct request *req, const struct programme *plan, const struct record *record, const struct field *field,
	const void *row)
{
	struct request within = *req;
	struct ids ids;
	struct str *titles;

	if (field_empty(field, row))
		return language_text(req->language, N_("not yet known"));
	if (field->kind != KIND_ID && field->kind != KIND_IDS) {
		within.programme = plan;
		return show_field(&within, record, field, row);
	}
	ids = field->kind == KIND_IDS ? *FIELD_AT(row, field, struct ids) : (struct ids){ FIELD_AT(row, field, struct id), 1 };
	titles = arena_array(req->arena, struct str, ids.count);
	for (size_t i = 0; i < ids.count; i++) {
		const struct record *of;
		const void *there = programme_find_any(plan, ids.at[i], &of);
		titles[i] = there ? row_title(plan, of, there, req->arena) : language_text(req->language, N_("(no longer there)"));
	}
	return str_join(req->arena, titles, ids.count, STR(", "));
}

/* The first words of a long text: all of it stands in the version itself. */
static struct str shortened(const struct request *req, struct str text)
{
	enum { MOST = 240 };
	size_t end = MOST;

	if (text.len <= MOST)
		return text;
	while (end > 0 && text.at[end] != ' ' && text.at[end] != '\n')
		end--;
	return str_format(req->arena, "%.*s …", STR_ARG(str_to(text, end > 0 ? end : MOST)));
}

static struct str party_name(const struct plan_comparison *comparison, struct id id)
{
	const struct party *party = programme_row(comparison->after.at.programme, party, id);

	if (!party)
		party = programme_row(comparison->before.at.programme, party, id);
	return party ? party->name : STR_NONE;
}

static struct str lead_words(const struct request *req, const struct plan_comparison *comparison, const struct role *role)
{
	return role ? party_name(comparison, role->party) : language_text(req->language, N_("not yet known"));
}

/* "goes along with another region: Hanzesteden". Where nothing stands on the node itself, what follows from above holds. */
static struct str standing_words_of(const struct request *req, const struct plan_comparison *comparison, const struct participation *entry)
{
	struct str word = language_text(req->language, words_label(&standing_words, (int)participation_standing(entry)));

	if (!entry)
		return language_text(req->language, N_("as one level above"));
	return id_known(entry->counterpart) ? str_format(req->arena, "%.*s: %.*s", STR_ARG(word), STR_ARG(party_name(comparison, entry->counterpart))) : word;
}

/* What a row that came or went is worth: of a budget line its amount, else its name. */
static struct str whole_of(const struct request *req, const struct programme *plan, const struct record *record, const void *row)
{
	const struct budget_line *line = row;

	if (!row)
		return STR("–");
	if (record == &budget_line_record)
		return line->amount.known ? language_money(req->language, req->arena, line->amount) : language_text(req->language, N_("not yet known"));
	return row_title(plan, record, row, req->arena);
}

static struct str what_of(const struct request *req, const struct programme *plan, const struct node *node)
{
	if (!node || !node->parent)
		return language_text(req->language, N_("the programme"));
	if (node->record == &action_record) {
		const struct action *action = node->row;
		return str_format(req->arena, "%.*s %.*s", STR_ARG(action->number), STR_ARG(action->title));
	}
	return node_title(plan, node, req->arena);
}

static bool is_node(const struct plan_change *change)
{
	return change->node && id_equal(change->node->id, row_id(change->after ? change->after : change->before));
}

/* "Milestone: Opening – Planned"; of a node's own field the field alone. */
static struct str label_of(const struct request *req, const struct plan_change *change, const struct programme *plan)
{
	const void *row = change->after ? change->after : change->before;
	struct str field = change->field ? language_text(req->language, change->field->label) : STR_NONE, name;

	if (is_node(change))
		return field;
	name = str_format(req->arena, "%.*s: %.*s", STR_ARG(language_text(req->language, change->record->label)),
		STR_ARG(shortened(req, row_title(plan, change->record, row, req->arena))));
	return field.len > 0 ? str_format(req->arena, "%.*s, %.*s", STR_ARG(name), STR_ARG(field)) : name;
}

static struct str sentence_of(const struct request *req, const struct plan_said *said, const struct plan_change *change)
{
	if (!change->field && change->record != &role_record && change->record != &participation_record) {
		const char *english = change->after ? N_("{0} is new") : N_("{0} is no longer in it");
		struct str name = said->label.len > 0 ? said->label : language_text(req->language, change->record->label);
		struct str value = change->after ? said->after : said->before;
		struct str words = say(req, english, name, STR_NONE, STR_NONE);
		return change->record == &budget_line_record ? str_format(req->arena, "%.*s (%.*s)", STR_ARG(words), STR_ARG(value)) : words;
	}
	return say(req, N_("{0}: was {1}, is now {2}"), said->label, said->before, said->after);
}

struct plan_said plan_say(const struct request *req, const struct plan_comparison *comparison, const struct plan_change *change)
{
	const struct programme *older = comparison->before.at.programme, *newer = comparison->after.at.programme;
	bool there = change->node && programme_node(newer, change->node->id);
	const struct programme *plan = there ? newer : older, *row_in = change->after ? newer : older;
	struct plan_said said = { .what = what_of(req, plan, change->node), .theme = change->node ? tree_theme(change->node) : NULL };
	const struct node *now = change->node ? programme_node(req->programme, change->node->id) : NULL;

	if (change->record == &role_record) {
		said.label = language_text(req->language, N_("Lead"));
		said.before = lead_words(req, comparison, change->before);
		said.after = lead_words(req, comparison, change->after);
	} else if (change->record == &participation_record) {
		said.label = party_name(comparison, change->party);
		said.before = standing_words_of(req, comparison, change->before);
		said.after = standing_words_of(req, comparison, change->after);
	} else {
		said.label = label_of(req, change, row_in);
		said.before = change->field ? shortened(req, value_of(req, older, change->record, change->field, change->before))
			: whole_of(req, older, change->record, change->before);
		said.after = change->field ? shortened(req, value_of(req, newer, change->record, change->field, change->after))
			: whole_of(req, newer, change->record, change->after);
	}
	said.sentence = sentence_of(req, &said, change);
	if (now && participation_sees(req, now))
		said.address = row_address(req->programme, now->record, now->row, req->arena);
	return said;
}

struct str plan_outcome_words(const struct request *req, const struct subject *subject)
{
	struct subject_standing standing = subject_standing(req->programme, subject, req->day);
	struct str adopted = language_count(req->language, req->arena, (struct count){ (int64_t)standing.adopted, true });
	struct str asked = language_count(req->language, req->arena, (struct count){ (int64_t)standing.asked, true });
	struct str words = standing.state == SUBJECT_WITHDRAWN ? language_text(req->language, N_("withdrawn"))
		: standing.rejected > 0 ? say(req, N_("adopted by {0} of {1}, rejected by {2}"), adopted, asked,
			language_count(req->language, req->arena, (struct count){ (int64_t)standing.rejected, true }))
		: say(req, N_("adopted by {0} of {1}"), adopted, asked, STR_NONE);

	if (standing.opinions_asked > 0)
		words = str_format(req->arena, "%.*s, %.*s", STR_ARG(words), STR_ARG(standing.opinions == standing.opinions_asked
			? language_plural(req->language, req->arena, N_("opinion of {0}"), N_("opinions of {0}"), (int64_t)standing.opinions)
			: say(req, N_("{0} of {1} opinions"), language_count(req->language, req->arena, (struct count){ (int64_t)standing.opinions, true }),
				language_count(req->language, req->arena, (struct count){ (int64_t)standing.opinions_asked, true }), STR_NONE)));
	if (standing.conditions_open > 0)
		words = str_format(req->arena, "%.*s, %.*s", STR_ARG(words), STR_ARG(language_plural(req->language, req->arena,
			N_("{0} condition open"), N_("{0} conditions open"), (int64_t)standing.conditions_open)));
	return words;
}

/* When its state began, in words. */
static struct str state_since(const struct request *req, const struct plan_version *version, enum plan_state state)
{
	const struct subject *subject = plan_version_subject(req->programme, version, req->day);
	struct day day = DAY_UNKNOWN;

	if (state == PLAN_ADOPTED || state == PLAN_REPLACED)
		day = plan_version_adopted_on(req->programme, version, req->day);
	else if (state == PLAN_REJECTED)
		day = day_known(version->rejected) ? version->rejected : subject ? subject_standing(req->programme, subject, req->day).day : DAY_UNKNOWN;
	else if (state == PLAN_TABLED)
		day = day_known(version->tabled) ? version->tabled : subject ? subject->tabled : DAY_UNKNOWN;
	return day_known(day) ? language_day(req->language, req->arena, day) : STR_NONE;
}

void plan_version_model(const struct request *req, struct model *item, const struct plan_version *version)
{
	enum plan_state state = plan_version_state(req->programme, version, req->day);
	const struct subject *subject = plan_version_subject(req->programme, version, req->day);
	bool counted = version->actions.known && version->complete.known;

	model_number(item, "number", version->number.value);
	model_text(item, "name", version->name);
	model_text(item, "address", request_address(req, row_address(req->programme, &plan_version_record, version, req->arena)));
	model_text(item, "state", str_of(words_wire(&plan_state_words, (int)state)));
	model_words(item, "state_label", words_label(&plan_state_words, (int)state));
	model_flag(item, "adopted", state == PLAN_ADOPTED);
	model_flag(item, "rejected", state == PLAN_REJECTED);
	model_flag(item, "tabled", state == PLAN_TABLED);
	model_flag(item, "is_concept", state == PLAN_CONCEPT);
	model_text(item, "since", state_since(req, version, state));
	model_text(item, "frozen", version->frozen.ms > 0 ? language_moment(req->language, req->arena, version->frozen) : STR_NONE);
	model_flag(item, "recorded", plan_version_recorded(version));
	model_flag(item, "kept", version->hash.len > 0);
	model_text(item, "hash", version->hash);
	model_text(item, "complete", counted ? say(req, N_("{0} of {1} actions complete"),
		language_count(req->language, req->arena, version->complete), language_count(req->language, req->arena, version->actions), STR_NONE) : STR_NONE);
	model_flag(item, "incomplete", counted && version->complete.value < version->actions.value);
	model_text(item, "outcome", subject ? plan_outcome_words(req, subject) : STR_NONE);
	model_text(item, "subject", subject ? request_address(req, row_address(req->programme, &subject_record, subject, req->arena)) : STR_NONE);
}

void plan_said_model(const struct request *req, struct model *item, const struct plan_version *version)
{
	const struct subject *subject = plan_version_subject(req->programme, version, req->day);
	struct row_list referrals = subject ? REFERRING(req->programme, referral, subject, subject->id) : (struct row_list){ NULL, 0 };

	model_list(item, "said");
	model_flag(item, "has_said", referrals.count > 0);
	for (size_t i = 0; i < referrals.count; i++) {
		const struct referral *referral = ROW(referral, referrals, i);
		const struct body *body = programme_row(req->programme, body, referral->body);
		struct body_said said = body ? subject_said(req->programme, subject, body, req->day) : (struct body_said){ DECISION_NONE };
		struct model *one = model_item(item, "said");
		model_text(one, "body", body ? body->name : STR_NONE);
		model_words(one, "outcome_label", said.outcome == DECISION_NONE ? "" : words_label(&decision_outcome_words, (int)said.outcome));
		model_text(one, "day", said.outcome == DECISION_NONE ? STR_NONE : language_day(req->language, req->arena, said.day));
		model_text(one, "due", day_known(referral->due) ? language_day(req->language, req->arena, referral->due) : STR_NONE);
		model_flag(one, "opinion", referral->opinion_only);
		model_text(one, "record", body && said.outcome == DECISION_NONE && body_may_record(req, body) ? request_address(req, str_format(req->arena,
			"/decisions/%.*s/bodies/%.*s", STR_ARG(id_text(subject->id, req->arena)), STR_ARG(body->key))) : STR_NONE);
		model_flag(one, "adopts", said.outcome == DECISION_ADOPTED || said.outcome == DECISION_ADOPTED_WITH_CONDITIONS);
		model_flag(one, "rejects", said.outcome == DECISION_REJECTED);
	}
}

void plan_holds_model(const struct request *req, struct model *model)
{
	const struct plan_version *version = plan_version_adopted(req->programme, req->day);

	model_flag(model, "plan_holds", false);
	if (version)
		plan_version_model(req, model_object(model, "plan_holds"), version);
}

/* The newest proposal for this row that names others, made since the plan was adopted; NULL: none. */
static const struct proposal *proposal_for(const struct programme *programme, struct id row, enum change_class class)
{
	struct row_list list = REFERRING(programme, proposal, row, row);
	const struct proposal *newest = NULL;

	for (size_t i = 0; i < list.count; i++) {
		const struct proposal *proposal = ROW(proposal, list, i);
		if (proposal->level >= class && (proposal->state == PROPOSAL_OPEN || proposal->state == PROPOSAL_ACCEPTED) &&
		    (!newest || newest->moment.ms < proposal->moment.ms))
			newest = proposal;
	}
	return newest;
}

void plan_agreement_model(const struct request *req, struct model *item, const struct plan_change *change)
{
	enum change_class class = plan_class(req->programme, change);
	const struct proposal *proposal = proposal_for(req->programme, row_id(change->after ? change->after : change->before), class);
	struct model *agreement;

	model_flag(item, "agreement", false);
	if (class == CLASS_OFFICE)
		return;
	agreement = model_object(item, "agreement");
	model_words(agreement, "who", words_label(&change_class_words, (int)class));
	model_flag(agreement, "agreed", proposal && proposal->state == PROPOSAL_ACCEPTED);
	model_flag(agreement, "asked", proposal && proposal->state == PROPOSAL_OPEN);
}

void plan_classes_model(const struct request *req, struct model *model, const struct record *record)
{
	static const struct { const struct record *record; unsigned kinds; } touched[] = {
		{ &action_record, 1u << CHANGE_ADDED | 1u << CHANGE_DROPPED | 1u << CHANGE_MOVED | 1u << CHANGE_MOVED_YEAR | 1u << CHANGE_TEXT |
			1u << CHANGE_STATUS | 1u << CHANGE_STOPPED },
		{ &theme_record, 1u << CHANGE_ADDED | 1u << CHANGE_DROPPED | 1u << CHANGE_TEXT },
		{ &topic_record, 1u << CHANGE_ADDED | 1u << CHANGE_DROPPED | 1u << CHANGE_TEXT },
		{ &goal_record, 1u << CHANGE_ADDED | 1u << CHANGE_DROPPED | 1u << CHANGE_TEXT },
		{ &milestone_record, 1u << CHANGE_MOVED | 1u << CHANGE_MOVED_YEAR | 1u << CHANGE_TEXT },
		{ &result_figure_record, 1u << CHANGE_TARGET | 1u << CHANGE_TEXT },
		{ &role_record, 1u << CHANGE_LEAD },
		{ &participation_record, 1u << CHANGE_PARTICIPATION },
		{ &budget_line_record, 1u << CHANGE_MONEY },
		{ &budget_part_record, 1u << CHANGE_MONEY },
	};
	unsigned kinds = 0;
	struct model *classes = NULL;

	model_flag(model, "classes", false);
	for (size_t i = 0; i < sizeof touched / sizeof touched[0]; i++)
		kinds |= touched[i].record == record ? touched[i].kinds : 0;
	if (!plan_classes_hold(req->programme, req->today))
		return;
	for (size_t i = 0; i < req->programme->change_rules.count; i++) {
		const struct change_rule *rule = &req->programme->change_rules.at[i];
		struct model *item;
		if (!(kinds >> rule->kind & 1u) || rule->change_class == CLASS_OFFICE)
			continue;
		classes = classes ? classes : model_object(model, "classes");
		item = model_item(classes, "rules");
		model_words(item, "kind", words_label(&plan_change_words, (int)rule->kind));
		model_text(item, "above", rule->above.known && rule->above.cents > 0 ? language_money(req->language, req->arena, rule->above) : STR_NONE);
		model_words(item, "who", words_label(&change_class_words, (int)rule->change_class));
	}
	if (classes)
		model_text(classes, "page", request_address(req, STR("/plan/classes")));
}

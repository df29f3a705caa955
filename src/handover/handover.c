/* SPDX-License-Identifier: EUPL-1.2 */
#include "handover/handover.h"

#include "access/access.h"

static bool runs_still(struct day until, struct day day)
{
	return !day_known(until) || day_last(until) >= day_first(day);
}

static bool for_party(struct id party, struct id own)
{
	return !id_known(party) || id_equal(party, own);
}

static void add_duty(struct duties *duties, struct duty duty)
{
	duties->at[duties->count++] = duty;
}

static void add_role_duties(struct duties *duties, const struct role *role, struct id person, struct id party, struct day day)
{
	if (role->state == ROLE_DECLINED || !runs_still(role->until, day) || !for_party(party, role->party))
		return;
	if (id_equal(role->contact, person))
		add_duty(duties, (struct duty){ .kind = DUTY_CONTACT, .person = person, .role = role });
	if (id_equal(role->deputy, person))
		add_duty(duties, (struct duty){ .kind = DUTY_DEPUTY, .person = person, .role = role });
}

struct duties handover_duties(const struct programme *programme, struct id person, struct id party, struct day day, struct arena *arena)
{
	struct row_list mandates = REFERRING(programme, mandate, person, person);
	struct node_list nodes = programme_nodes(programme);
	struct duties duties = { arena_array(arena, struct duty, mandates.count + 2 * programme->roles.count + 1), 0 };

	if (!id_known(person))
		return duties;
	for (size_t i = 0; i < mandates.count; i++)
		if (runs_still(ROW(mandate, mandates, i)->until, day) && for_party(party, ROW(mandate, mandates, i)->party))
			add_duty(&duties, (struct duty){ .kind = DUTY_MANDATE, .person = person, .mandate = mandates.at[i] });
	for (size_t n = 0; n < nodes.count; n++) {
		struct row_list roles = REFERRING(programme, role, node, nodes.at[n].id);
		for (size_t i = 0; i < roles.count; i++)
			add_role_duties(&duties, roles.at[i], person, party, day);
	}
	return duties;
}

static void add_person(struct id *at, size_t *count, struct id person)
{
	for (size_t i = 0; i < *count; i++)
		if (id_equal(at[i], person))
			return;
	if (id_known(person))
		at[(*count)++] = person;
}

struct ids handover_people(const struct programme *programme, struct id party, struct day day, struct arena *arena)
{
	struct row_list mandates = REFERRING(programme, mandate, party, party), roles = REFERRING(programme, role, party, party);
	struct id *at = arena_array(arena, struct id, mandates.count + 2 * roles.count + 1);
	size_t count = 0;

	for (int others = 0; others < 2; others++)
		for (size_t i = 0; i < mandates.count; i++) {
			const struct mandate *mandate = ROW(mandate, mandates, i);
			if (runs_still(mandate->until, day) && (mandate->capacity != CAPACITY_SIGNATORY) == others)
				add_person(at, &count, mandate->person);
		}
	for (size_t i = 0; i < roles.count; i++) {
		const struct role *role = ROW(role, roles, i);
		if (role->state == ROLE_DECLINED || !runs_still(role->until, day))
			continue;
		add_person(at, &count, role->contact);
		add_person(at, &count, role->deputy);
	}
	return (struct ids){ at, count };
}

struct open_work handover_open(const struct programme *programme, const struct duty *duty, struct day day, struct arena *arena)
{
	const struct action *action = duty->role ? programme_row(programme, action, duty->role->node) : NULL;
	const struct round *round;
	struct open_work open = { 0 };

	if (!action || duty->kind != DUTY_CONTACT || duty->role->kind != ROLE_LEAD || !action_open(action))
		return open;
	round = round_for(programme, action, day);
	open.actions = 1;
	open.asked = round && !round_answer(programme, round, action, day);
	open.questions = questions_open(programme, action, day, arena).count;
	return open;
}

/* The plan */

/* Who takes over from the person what stands in row `item`; false where the person stays. */
static bool successor_of(const struct handover *handover, struct id person, struct id item, struct id *successor)
{
	const struct passing *found = NULL;

	for (size_t i = 0; i < handover->passing_count && id_known(person); i++) {
		const struct passing *passing = &handover->passings[i];
		if (!id_equal(passing->person, person))
			continue;
		if (id_equal(passing->item, item))
			found = passing;
		else if (!id_known(passing->item) && !found)
			found = passing;
	}
	*successor = found ? found->successor : person;
	return found && !id_equal(found->successor, person);
}

/* Began before the day: what was, is kept. */
static bool began_before(struct day from, struct day day)
{
	return !day_known(from) || day_first(from) < day_first(day);
}

static void hand(struct plan *plan, const struct record *record, const void *before, const void *after)
{
	plan->at[plan->count++] = (struct handed){ record, before, after };
}

static void note(struct plan *plan, struct duty duty, struct id successor)
{
	plan->given[plan->given_count++] = (struct given){ duty, successor };
	plan->unowned += !id_known(successor);
}

/* What the party said holds whoever speaks for it; a question that was put to the person who leaves is put anew. */
static void ask_anew(struct role *role)
{
	if (role->state != ROLE_ASKED)
		return;
	role->state = ROLE_STATE_UNKNOWN;
	role->asked_on = role->answer_by = role->answered_on = DAY_UNKNOWN;
	role->referred = ID_NONE;
	role->referred_function = STR_NONE;
}

static void plan_role(struct plan *plan, const struct handover *handover, const struct role *role, struct id fresh, struct arena *arena)
{
	struct role *next = arena_copy(arena, role, sizeof *role), *ended;
	bool contact = successor_of(handover, role->contact, role->id, &next->contact);
	bool deputy = successor_of(handover, role->deputy, role->id, &next->deputy);

	if (contact)
		note(plan, (struct duty){ .kind = DUTY_CONTACT, .person = role->contact, .role = role }, next->contact);
	if (deputy)
		note(plan, (struct duty){ .kind = DUTY_DEPUTY, .person = role->deputy, .role = role }, next->deputy);
	if (!contact && !deputy)
		return;
	/* Who was the deputy and becomes the contact person leaves that place open. */
	if (id_equal(next->deputy, next->contact))
		next->deputy = ID_NONE;
	if (contact)
		ask_anew(next);
	if (!began_before(role->from, handover->day)) {
		hand(plan, &role_record, role, next);
		return;
	}
	ended = arena_copy(arena, role, sizeof *role);
	ended->until = day_add(handover->day, -1);
	next->id = fresh;
	next->from = handover->day;
	hand(plan, &role_record, role, ended);
	hand(plan, &role_record, NULL, next);
}

/* Whether the successor acts so for the party already, or is about to by an earlier row of the plan. */
static bool has_mandate(const struct programme *programme, const struct plan *plan, const struct mandate *mandate, struct id person, struct day day)
{
	struct row_list mandates = REFERRING(programme, mandate, person, person);

	for (size_t i = 0; i < mandates.count; i++) {
		const struct mandate *own = ROW(mandate, mandates, i);
		if (own->capacity == mandate->capacity && id_equal(own->party, mandate->party) && period_has(own->from, own->until, day) &&
		    !day_known(own->until))
			return true;
	}
	for (size_t i = 0; i < plan->count; i++) {
		const struct mandate *made = plan->at[i].after;
		if (plan->at[i].record == &mandate_record && made && id_equal(made->person, person) && made->capacity == mandate->capacity &&
		    id_equal(made->party, mandate->party) && !day_known(made->until))
			return true;
	}
	return false;
}

static void plan_mandate(struct plan *plan, const struct programme *programme, const struct handover *handover, const struct mandate *mandate,
	struct id fresh, struct arena *arena)
{
	struct mandate *next = arena_copy(arena, mandate, sizeof *mandate), *ended;
	bool taken;

	if (!successor_of(handover, mandate->person, mandate->id, &next->person))
		return;
	note(plan, (struct duty){ .kind = DUTY_MANDATE, .person = mandate->person, .mandate = mandate }, next->person);
	taken = id_known(next->person) && !has_mandate(programme, plan, mandate, next->person, handover->day);
	if (!began_before(mandate->from, handover->day)) {
		hand(plan, &mandate_record, mandate, taken ? next : NULL);
		return;
	}
	ended = arena_copy(arena, mandate, sizeof *mandate);
	ended->until = day_add(handover->day, -1);
	hand(plan, &mandate_record, mandate, ended);
	if (!taken)
		return;
	next->id = fresh;
	next->from = handover->day;
	hand(plan, &mandate_record, NULL, next);
}

static bool concerned(const struct handover *handover, struct id person)
{
	for (size_t i = 0; i < handover->passing_count; i++)
		if (id_known(person) && id_equal(handover->passings[i].person, person))
			return true;
	return false;
}

static bool role_concerned(const struct handover *handover, const struct role *role)
{
	return role->state != ROLE_DECLINED && runs_still(role->until, handover->day) && for_party(handover->party, role->party) &&
		(concerned(handover, role->contact) || concerned(handover, role->deputy));
}

static bool mandate_concerned(const struct handover *handover, const struct mandate *mandate)
{
	return runs_still(mandate->until, handover->day) && for_party(handover->party, mandate->party) && concerned(handover, mandate->person);
}

size_t handover_ids(const struct programme *programme, const struct handover *handover)
{
	size_t count = 0;

	for (size_t i = 0; i < programme->roles.count; i++)
		count += role_concerned(handover, &programme->roles.at[i]);
	for (size_t i = 0; i < programme->mandates.count; i++)
		count += mandate_concerned(handover, &programme->mandates.at[i]);
	return count;
}

struct plan handover_plan(const struct programme *programme, const struct handover *handover, const struct id *fresh, struct arena *arena)
{
	size_t most = handover_ids(programme, handover), used = 0;
	struct node_list nodes = programme_nodes(programme);
	struct row_list mandates = programme_rows(programme, &mandate_record);
	struct plan plan = { .at = arena_array(arena, struct handed, 2 * most + 1), .given = arena_array(arena, struct given, 2 * most + 1) };

	for (size_t i = 0; i < mandates.count; i++)
		if (mandate_concerned(handover, mandates.at[i]))
			plan_mandate(&plan, programme, handover, mandates.at[i], fresh[used++], arena);
	for (size_t n = 0; n < nodes.count; n++) {
		struct row_list roles = REFERRING(programme, role, node, nodes.at[n].id);
		for (size_t i = 0; i < roles.count; i++)
			if (role_concerned(handover, roles.at[i]))
				plan_role(&plan, handover, roles.at[i], fresh[used++], arena);
	}
	return plan;
}

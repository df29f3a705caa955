/* SPDX-License-Identifier: EUPL-1.2 */
/* A participation entry, described once, with what it refuses. */
#include "participation/participation.h"

#include "party/party.h"

static const struct word standings[STANDING_COUNT] = {
	[STANDING_UNKNOWN] = { "", N_("unknown") },
	[STANDING_PARTICIPATES] = { "participates", N_("takes part") },
	[STANDING_JOINS_OTHER_REGION] = { "joins_other_region", N_("joins another region") },
	[STANDING_DOES_NOT_PARTICIPATE] = { "does_not_participate", N_("does not take part") },
	[STANDING_UNDECIDED] = { "undecided", N_("not decided yet") },
	[STANDING_OBSERVER] = { "observer", N_("reads along") },
};
const struct words standing_words = WORDS_OF(standings);

static const struct field fields[] = {
	FIELD(participation, party, .label = N_("Party"), .refers_to = "party", .required = true, .indexed = true),
	FIELD(participation, node, .label = N_("In"), .hint = N_("The programme, a theme, a topic or an action."), .refers_to = "node", .required = true, .indexed = true),
	WORDS(participation, standing, .label = N_("Standing"), .words = &standing_words, .required = true),
	FIELD(participation, from, .label = N_("From"), .hint = N_("Empty: always has been.")),
	FIELD(participation, until, .label = N_("Until"), .hint = N_("The last day, included. Empty: until further notice.")),
	FIELD(participation, counterpart, .label = N_("Other region"), .hint = N_("The region this party goes along with; needed when it joins another region."), .refers_to = "party"),
	FIELD(participation, also_oriented_to, .label = N_("Is also oriented to"), .hint = N_("Regions it looks to as well, while taking part here."), .refers_to = "party", .rare = true),
	FIELD(participation, reason, .label = N_("Reason"), .lines = true, .max = 1000, .search = true),
	FIELD(participation, decision, .label = N_("Decision it rests on"), .max = 300, .rare = true),
	FIELD(participation, decided_by, .label = N_("Who decides"), .hint = N_("When it is not decided yet."), .max = 200, .rare = true),
	FIELD(participation, decide_by, .label = N_("To be decided by"), .rare = true),
	FIELD(participation, internal, .label = N_("Note for the office"), .hint = N_("Only the programme office can read this."), .internal = true, .lines = true, .max = 2000, .rare = true),
	PROVENANCE_FIELDS(participation),
};

static struct str title(const struct programme *programme, const void *row, struct arena *arena)
{
	const struct participation *entry = row;
	const struct party *party = programme_row(programme, party, entry->party);
	const struct node *node = programme_node(programme, entry->node);
	return str_format(arena, "%.*s – %.*s", STR_ARG(party ? party->name : STR("?")),
		STR_ARG(node ? node_title(programme, node, arena) : STR("?")));
}

static struct str address(const struct programme *programme, const void *row, struct arena *arena)
{
	const struct participation *entry = row;
	const struct party *party = programme_row(programme, party, entry->party);
	const struct node *node = programme_node(programme, entry->node);
	return party && node ? participation_address(programme, party, node, arena) : STR("/participation");
}

static void check_counterpart(const struct programme *programme, const struct participation *entry, struct faults *faults)
{
	const struct party *party = programme_row(programme, party, entry->party);

	if (entry->standing == STANDING_JOINS_OTHER_REGION && !id_known(entry->counterpart))
		faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .field = "counterpart",
			.message = N_("Name the other region that {0} goes along with."), .arg = { party ? party->name : STR("?") } });
	if (entry->standing != STANDING_JOINS_OTHER_REGION && id_known(entry->counterpart))
		faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .field = "counterpart",
			.message = N_("Another region is named only with the standing “joins another region”.") });
	if (id_known(entry->counterpart) && id_equal(entry->counterpart, entry->party))
		faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .field = "counterpart",
			.message = N_("A party cannot go along with itself.") });
	if (entry->standing != STANDING_PARTICIPATES && entry->also_oriented_to.count > 0)
		faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .field = "also_oriented_to",
			.message = N_("Only a party that takes part can also be oriented to another region.") });
}

static void check_period(const struct programme *programme, const struct participation *entry, struct faults *faults)
{
	const struct participation *other;

	if (day_known(entry->from) && day_known(entry->until) && day_last(entry->until) < day_first(entry->from)) {
		faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .field = "until",
			.message = N_("The last day lies before the first day.") });
		return;
	}
	other = participation_overlap(programme, entry->party, entry->node, entry->from, entry->until, entry->id);
	if (other)
		faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .field = "from",
			.message = N_("This overlaps with the entry “{0}” from {1} until {2}. End that one first, or change it."),
			.arg = { str_of(words_label(&standing_words, (int)other->standing)), day_text(other->from, faults->arena),
			         day_text(other->until, faults->arena) },
			.address = str_format(faults->arena, "/edit/participation/%.*s", STR_ARG(id_text(other->id, faults->arena))) });
}

static bool check(const struct programme *programme, const void *row, struct faults *faults)
{
	const struct participation *entry = row;
	size_t before = faults->count;

	check_counterpart(programme, entry, faults);
	check_period(programme, entry, faults);
	return faults->count == before;
}

static int compare(const void *a, const void *b)
{
	const struct participation *left = a, *right = b;
	int day = day_compare(left->from, right->from);
	return day ? day : id_compare(left->id, right->id);
}

const struct record participation_record = RECORD(participation, participations, fields,
	.label = N_("Participation entry"), .plural = N_("Participation entries"), .title = title, .address = address,
	.check = check, .compare = compare, .provenance = offsetof(struct participation, provenance),
	.next = N_("What stands below follows by itself. Only what differs there needs an entry of its own."));

/* SPDX-License-Identifier: EUPL-1.2 */
/* Parties of regional-programme/1: who they are, how many people live there, what belongs to what, who succeeds whom. */
#include "exchange/regional.h"

#include "party/party.h"

static const struct key_of party_keys[] = {
	{ "key", "id" }, { "code", "cbs_code" }, { "part", "role_text" }, { "first", "founded" }, { "successor", "" }, { NULL, NULL },
};
static const struct key_of inhabitants_keys[] = { { "day", "date" }, { "number", "value" }, { "party", "" }, { NULL, NULL } };

static void read_inhabitants(struct reader *reader, struct value_at value, struct id party)
{
	struct inhabitants figure = { .id = id_new(), .party = party };
	struct item        item;

	if (!item_open(reader, value, &item))
		return;
	figure.day = item_day(&item, "date");
	figure.number = item_count(&item, "value");
	figure.origin = item_text(&item, "origin");
	figure.provenance = item_provenance(&item, inhabitants_keys);
	if (figure.number.known || day_known(figure.day))
		reader_add(reader, &inhabitants_record, &figure, item.place, inhabitants_keys);
	item_close(&item);
}

static void read_all_inhabitants(struct item *item, struct id party)
{
	struct list list = item_list(item, "populations");

	read_inhabitants(item->reader, item_value(item, "population"), party);
	for (size_t i = 0; i < list.count; i++)
		read_inhabitants(item->reader, list_entry(item->reader, &list, i), party);
}

/* Names of members that are no party here. */
static struct str other_members(struct item *item)
{
	struct reader *reader = item->reader;
	struct list    list = item_list(item, "members");
	struct str     others = STR_NONE;

	for (size_t i = 0; i < list.count; i++) {
		struct value_at value = list_entry(reader, &list, i);
		struct str      text = str_of(json_string_value(value.json));

		if (text.len == 0)
			reader_fault(reader, value.place, N_("A member is the id of a party or a name, between quotation marks."),
				STR_NONE, STR_NONE);
		else if (!names_find(&reader->parties, text))
			others = reader_line(reader, others, str_copy(reader->arena, text));
	}
	return others;
}

/* Members that are parties here. */
static void add_memberships(struct item *item, const struct party *organisation)
{
	struct reader *reader = item->reader;
	struct list    list = item_list(item, "members");

	for (size_t i = 0; i < list.count; i++) {
		struct value_at    value = list_entry(reader, &list, i);
		const struct name *party = names_find(&reader->parties, str_of(json_string_value(value.json)));
		struct membership  membership = { .id = id_new(), .organisation = organisation->id, .provenance = {
			.source = organisation->provenance.source, .certainty = organisation->provenance.certainty } };

		if (!party)
			continue;
		membership.party = party->id;
		reader_add(reader, &membership_record, &membership, value.place, whole);
	}
}

static struct provenance party_provenance(struct item *item)
{
	struct provenance provenance = item_provenance(item, party_keys);

	provenance.note = reader_line(item->reader, provenance.note, item_text(item, "notes"));
	return provenance;
}

/* All but its successor. */
static void read_party(struct item *item, struct party *party)
{
	struct reader *reader = item->reader;
	struct day     planned = item_day(item, "planned_from");
	struct str     roles = item_texts(item, "roles", STR(", "));

	party->key = item_text(item, "id");
	party->name = item_text(item, "name");
	party->kind = (enum party_kind)item_word(item, "kind", &party_kind_words);
	party->code = item_text(item, "cbs_code");
	party->sector = (enum sector)item_word(item, "sector", &sector_words);
	party->part = item_text(item, "role_text");
	if (party->part.len == 0)
		party->part = roles;
	party->description = item_text(item, "description");
	party->members = other_members(item);
	party->bodies = item_texts(item, "bodies", STR("\n"));
	party->website = item_text(item, "website");
	party->first = item_day(item, "founded");
	party->last = item_day(item, "until");
	party->provenance = party_provenance(item);
	if (day_known(planned) && !day_known(party->first)) {
		party->first = planned;
		party->provenance.note = reader_line(reader, party->provenance.note,
			reader_words(reader, "De eerste dag is gepland.", "The first day is planned."));
	}
}

/* Those that this party succeeds get it as their successor; until when they exist is not known yet: it is planned. */
static void read_succession(struct item *item, struct id successor, struct party *parties)
{
	struct reader *reader = item->reader;
	struct list    list = item_list(item, "succeeds");

	for (size_t i = 0; i < list.count; i++) {
		struct value_at    value = list_entry(reader, &list, i);
		const struct name *name = value_name(reader, value, &reader->parties);
		struct party      *party = name ? &parties[name - reader->parties.at] : NULL;

		if (party && id_known(party->successor) && !id_equal(party->successor, successor))
			reader_fault(reader, value.place, N_("{0} has another successor already; a party has one."), name->title, STR_NONE);
		else if (party)
			party->successor = successor;
	}
}

/* A party is written after its successor. Those that succeed one another in a circle remain: a fault. */
static void add_parties(struct reader *reader, const struct party *parties)
{
	const struct names *names = &reader->parties;
	bool  *added = arena_array(reader->arena, bool, names->list.count);
	size_t before, count = 0;

	do {
		before = count;
		for (size_t i = 0; i < names->list.count; i++) {
			const struct party *party = &parties[i];
			if (added[i] || !id_known(party->id))
				continue;
			if (id_known(party->successor) && !programme_find(reader->draft, &party_record, party->successor))
				continue;
			reader_add(reader, &party_record, party, list_entry(reader, &names->list, i).place, party_keys);
			added[i] = true;
			count++;
		}
	} while (count > before);
	for (size_t i = 0; i < names->list.count; i++)
		if (!added[i] && id_known(parties[i].id)) {
			reader_fault(reader, list_entry(reader, &names->list, i).place,
				N_("{0} is, by way of its successors, its own successor; take one of them out of “succeeds”."),
				parties[i].name, STR_NONE);
			programme_put(reader->draft, &party_record, &parties[i]);
		}
}

void regional_parties(struct item *file)
{
	struct reader      *reader = file->reader;
	const struct names *names = &reader->parties;
	struct party       *parties = arena_array(reader->arena, struct party, names->list.count);
	struct item        *items = arena_array(reader->arena, struct item, names->list.count);

	for (size_t i = 0; i < names->list.count; i++) {
		if (!names_open(reader, names, i, &items[i]))
			continue;
		parties[i].id = names->at[i].id;
		read_party(&items[i], &parties[i]);
		read_succession(&items[i], parties[i].id, parties);
	}
	add_parties(reader, parties);
	for (size_t i = 0; i < names->list.count; i++) {
		if (!id_known(parties[i].id))
			continue;
		add_memberships(&items[i], &parties[i]);
		read_all_inhabitants(&items[i], parties[i].id);
		item_close(&items[i]);
	}
}

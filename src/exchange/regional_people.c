/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * People of regional-programme/1: who they are, apart from every row; for whom they act; and roles in full, with their contact persons and
 * what was answered.
 */
#include "exchange/regional.h"

#include "access/access.h"
#include "role/role.h"

/* A person is known by the address: without one nobody can say that two files mean the same. */
static void read_address(struct item *item, struct person_entry *person, json_t *addresses)
{
	struct reader *reader = item->reader;
	struct str     text = str_trim(item_text(item, "email"));
	const char    *email;

	person->email = str_lower(reader->arena, text);
	email = str_cstring(reader->arena, person->email);
	if (!item_said(item, "email"))
		item_missing(item, "email");
	else if (!person_address_plausible(person->email))
		reader_fault(reader, item_place(item, "email"), N_("“{0}” is no e-mail address. One looks like name@example.nl."), text, STR_NONE);
	else if (json_object_get(addresses, email))
		reader_fault(reader, item_place(item, "email"), N_("{0} stands twice; one address is one person."), text, STR_NONE);
	else
		json_object_set_new(addresses, email, json_true());
}

static void read_persons(struct reader *reader)
{
	const struct names *names = &reader->people;
	json_t             *addresses = json_object();
	struct item         item;

	reader->person = arena_array(reader->arena, struct person_entry, names->list.count);
	for (size_t i = 0; i < names->list.count; i++) {
		struct person_entry *person = &reader->person[i];

		person->id = names->at[i].id;
		if (!names_open(reader, names, i, &item))
			continue;
		person->name = item_text(&item, "name");
		person->phone = item_text(&item, "phone");
		if (person->name.len == 0)
			item_missing(&item, "name");
		read_address(&item, person, addresses);
		item_close(&item);
	}
	json_decref(addresses);
}

static const struct key_of mandate_keys[] = { { "from", "valid_from" }, { "until", "valid_to" }, { NULL, NULL } };

static void read_mandates(struct item *file)
{
	struct reader *reader = file->reader;
	struct list    list = item_list(file, "mandates");
	struct item    item;

	for (size_t i = 0; i < list.count; i++) {
		struct mandate mandate = { .id = id_new() };

		if (!item_open(reader, list_entry(reader, &list, i), &item))
			continue;
		mandate.person = item_id(&item, "person", &reader->people);
		mandate.capacity = (enum capacity)item_word(&item, "capacity", &capacity_words);
		mandate.party = item_id(&item, "party", &reader->parties);
		mandate.function = item_text(&item, "function");
		mandate.from = item_day(&item, "valid_from");
		mandate.until = item_day(&item, "valid_to");
		mandate.provenance = item_provenance(&item, mandate_keys);
		reader_add(reader, &mandate_record, &mandate, item.place, mandate_keys);
		item_close(&item);
	}
}

static const struct key_of role_keys[] = {
	{ "node", "scope_id" }, { "from", "valid_from" }, { "until", "valid_to" }, { NULL, NULL },
};

/* Where the scope itself is wrong the root stands in, so that it is one fault. */
static struct id role_node(struct item *item)
{
	enum scope scope = (enum scope)item_word(item, "scope", &scope_words);

	if (scope != SCOPE_NONE && scope != SCOPE_EXECUTOR)
		return regional_scoped(item, scope);
	if (scope == SCOPE_NONE)
		item_missing(item, "scope");
	else
		reader_fault(item->reader, item_place(item, "scope"),
			N_("A role is held in the programme, a theme, a topic or an action."), STR_NONE, STR_NONE);
	item_value(item, "scope_id");
	return item->reader->programme;
}

static void read_roles(struct item *file)
{
	struct reader *reader = file->reader;
	struct list    list = item_list(file, "roles");
	struct item    item;

	for (size_t i = 0; i < list.count; i++) {
		struct role role = { .id = id_new() };

		if (!item_open(reader, list_entry(reader, &list, i), &item))
			continue;
		role.node = role_node(&item);
		role.party = item_id(&item, "party", &reader->parties);
		role.kind = (enum role_kind)item_word(&item, "kind", &role_kind_words);
		role.together = item_bool(&item, "together", false);
		role.state = (enum role_state)item_word(&item, "state", &role_state_words);
		role.state_reason = item_text(&item, "state_reason");
		role.contact = item_id(&item, "contact", &reader->people);
		role.deputy = item_id(&item, "deputy", &reader->people);
		role.from = item_day(&item, "valid_from");
		role.until = item_day(&item, "valid_to");
		role.asked_on = item_day(&item, "asked_on");
		role.answer_by = item_day(&item, "answer_by");
		role.answered_on = item_day(&item, "answered_on");
		role.on_behalf = item_bool(&item, "on_behalf", false);
		role.referred = item_id(&item, "referred", &reader->people);
		role.referred_function = item_text(&item, "referred_function");
		role.provenance = item_provenance(&item, role_keys);
		reader_add(reader, &role_record, &role, item.place, role_keys);
		item_close(&item);
	}
}

void regional_people(struct item *file)
{
	read_persons(file->reader);
	read_mandates(file);
	read_roles(file);
}

/* SPDX-License-Identifier: EUPL-1.2 */
/* People that come with a programme: who they become here, on both databases. */
#include "exchange/exchange.h"

#include "access/access.h"
#include "account/account.h"
#include "role/role.h"
#include "test/databases.h"
#include "test/lev.h"

/* A programme with one lead, whose contact person has this name and address. */
static struct str programme_of(const char *key, const char *name, const char *email)
{
	return str_format(test_arena(), "{\"format\":\"regional-programme/1\",\"id\":\"%s\",\"name\":\"N\",\"themes\":[{\"id\":\"t\",\"name\":\"T\"}],"
		"\"parties\":[{\"id\":\"duiven\",\"name\":\"Duiven\",\"kind\":\"municipality\"}],"
		"\"persons\":[{\"id\":\"other\",\"name\":\"Iemand\",\"email\":\"iemand@%s.invalid\"},{\"id\":\"p\",\"name\":\"%s\",\"email\":\"%s\"}],"
		"\"mandates\":[{\"person\":\"p\",\"capacity\":\"member\",\"party\":\"duiven\",\"function\":\"Projectleider\"}],"
		"\"roles\":[{\"scope\":\"theme\",\"scope_id\":\"t\",\"party\":\"duiven\",\"kind\":\"lead\",\"state\":\"accepted\",\"contact\":\"p\"}]}",
		key, key, name, email);
}

static bool take_in(struct store *store, struct str text, struct id *programme)
{
	struct exchange_report report;
	struct faults          faults = { .arena = test_arena() };

	return exchange_import(store, STR("a.json"), text, ID_NONE, programme, &report, &faults);
}

/* The contact person of the one lead, and that the mandate is the same one's. */
static struct id contact_of(struct store *store, struct id id)
{
	const struct programme *programme = store_programme_by_id(store, id);
	struct id               contact = programme->roles.at[0].contact;

	CHECK_NUMBER(programme->roles.count, 1);
	CHECK(id_equal(programme->mandates.at[0].person, contact));
	programme_release(programme);
	return contact;
}

ON_EACH_DATABASE(a_programme_brings_its_people_without_accounts)
{
	struct store  *store = fresh_store(kind);
	struct account account;
	struct id      programme;

	CHECK(take_in(store, programme_of("first", "Projectleider Duiven", "Lead@Duiven.invalid"), &programme));
	CHECK(account_by_email(store, STR("lead@duiven.invalid"), test_arena(), &account));
	CHECK(id_equal(account.person, contact_of(store, programme)));
	CHECK_STR(account.name, "Projectleider Duiven");
	CHECK(!account.has_account && !account.has_password && !account.keeper);
	CHECK_STR(ask_sql(address_of_store(store), "SELECT count(*) FROM account"), "0");
	CHECK_STR(ask_sql(address_of_store(store), "SELECT count(*) FROM person"), "2");
}

ON_EACH_DATABASE(the_same_address_in_another_programme_is_the_same_person)
{
	struct store *store = fresh_store(kind);
	struct id     first, second;

	CHECK(take_in(store, programme_of("first", "Projectleider Duiven", "lead@duiven.invalid"), &first));
	CHECK(take_in(store, programme_of("second", "Iemand anders", "LEAD@duiven.invalid"), &second));
	CHECK(id_equal(contact_of(store, first), contact_of(store, second)));
	CHECK_STR(person_name(store, contact_of(store, second), test_arena()), "Projectleider Duiven");
	CHECK_STR(ask_sql(address_of_store(store), "SELECT count(*) FROM person"), "3");
}

ON_EACH_DATABASE(who_has_an_account_is_that_person_in_what_is_taken_in)
{
	struct store *store = fresh_store(kind);
	struct faults faults = { .arena = test_arena() };
	struct id     person, programme;

	CHECK(account_add(store, STR("lead@duiven.invalid"), STR("Eigen naam"), false, &person, &faults));
	CHECK(take_in(store, programme_of("first", "Projectleider Duiven", "lead@duiven.invalid"), &programme));
	CHECK(id_equal(contact_of(store, programme), person));
	CHECK_STR(person_name(store, person, test_arena()), "Eigen naam");
}

ON_EACH_DATABASE(a_contact_person_who_gets_an_account_stays_the_same_person)
{
	struct store  *store = fresh_store(kind);
	struct faults  faults = { .arena = test_arena() };
	struct account account;
	struct id      person, programme;

	CHECK(take_in(store, programme_of("first", "Projectleider Duiven", "lead@duiven.invalid"), &programme));
	CHECK(account_add(store, STR("lead@duiven.invalid"), STR("Eigen naam"), false, &person, &faults));
	CHECK(id_equal(person, contact_of(store, programme)));
	CHECK(account_by_id(store, person, test_arena(), &account));
	CHECK(account.has_account);
	CHECK_STR(account.name, "Eigen naam");
	CHECK(!account_add(store, STR("lead@duiven.invalid"), STR("Nog een"), false, &person, &faults));
	CHECK_HAS(faults_text(&faults), "There is an account with address");
}

/* The second file is refused after its people were taken: the programme is here already. Before that nobody is added. */
ON_EACH_DATABASE(a_refused_programme_leaves_nobody_behind)
{
	struct store *store = fresh_store(kind);
	struct id     programme;

	CHECK(take_in(store, programme_of("first", "Projectleider Duiven", "lead@duiven.invalid"), &programme));
	CHECK(!take_in(store, programme_of("first", "Projectleider Zevenaar", "lead@zevenaar.invalid"), &programme));
	CHECK_STR(ask_sql(address_of_store(store), "SELECT count(*) FROM person"), "2");
}

ON_EACH_DATABASE(people_who_were_added_can_be_given_back_and_others_not)
{
	struct store       *store = fresh_store(kind);
	struct faults       faults = { .arena = test_arena() };
	struct person_entry people[] = {
		{ .id = id_new(), .email = STR("a@duiven.invalid"), .name = STR("A") },
		{ .id = id_new(), .email = STR("b@duiven.invalid"), .name = STR("B"), .phone = STR("0316 000000") },
	};
	struct id           person, given = people[1].id;

	CHECK(account_add(store, STR("a@duiven.invalid"), STR("A was hier"), false, &person, &faults));
	CHECK(person_take(store, people, 2));
	CHECK(id_equal(people[0].id, person) && !people[0].added);
	CHECK(id_equal(people[1].id, given) && people[1].added);
	person_give_back(store, people, 2);
	CHECK_STR(ask_sql(address_of_store(store), "SELECT email FROM person"), "a@duiven.invalid");
}

ON_EACH_DATABASE(an_erased_contact_person_has_no_address_any_more)
{
	struct store  *store = fresh_store(kind);
	struct account account;
	struct id      programme, again;

	CHECK(take_in(store, programme_of("first", "Projectleider Duiven", "lead@duiven.invalid"), &programme));
	CHECK(account_erase(store, contact_of(store, programme)));
	CHECK(!account_by_email(store, STR("lead@duiven.invalid"), test_arena(), &account));
	CHECK(!account_by_email(store, STR_NONE, test_arena(), &account));
	CHECK(take_in(store, programme_of("second", "Projectleider Duiven", "lead@duiven.invalid"), &again));
	CHECK(!id_equal(contact_of(store, programme), contact_of(store, again)));
}

/* SPDX-License-Identifier: EUPL-1.2 */
/* Contact persons without an account, and the links they answer by. */
#include "account/account.h"

#include "test/databases.h"

static struct str fault_of(const struct faults *faults)
{
	return faults->count ? fault_text(&faults->at[0], test_arena()) : STR_NONE;
}

ON_EACH_DATABASE(a_contact_person_is_one_person_however_the_address_is_written_and_later_has_the_account)
{
	struct store *store = fresh_store(kind);
	struct faults faults = { .arena = test_arena() };
	struct id first, again, account;
	struct account found;

	CHECK(person_know(store, STR(" Jet@School.example "), STR("Jet"), &first, &faults));
	CHECK(person_know(store, STR("jet@school.example"), STR("Jet de Tweede"), &again, &faults));
	CHECK(id_equal(first, again));
	CHECK_STR(person_name(store, first, test_arena()), "Jet");
	CHECK(account_by_id(store, first, test_arena(), &found) && !found.has_account);
	/* Invited later: nothing that names the person has to change. */
	CHECK(account_add(store, STR("jet@school.example"), STR("Jet Jansens"), false, &account, &faults));
	CHECK(id_equal(account, first));
	CHECK(account_by_id(store, first, test_arena(), &found) && found.has_account);
	CHECK_NUMBER(faults.count, 0);
}

ON_EACH_DATABASE(who_has_no_address_or_name_is_not_taken_and_each_is_said)
{
	struct store *store = fresh_store(kind);
	struct faults faults = { .arena = test_arena() };
	struct id person;

	CHECK(!person_know(store, STR("jet"), STR(" "), &person, &faults));
	CHECK_NUMBER(faults.count, 2);
	CHECK_HAS(fault_of(&faults), "This is no e-mail address.");
	CHECK_STR(ask_sql(address_of_store(store), "SELECT count(*) FROM person"), "0");
}

ON_EACH_DATABASE(a_link_for_roles_opens_for_its_person_until_it_ends_or_is_taken_back)
{
	struct store *store = fresh_store(kind);
	struct faults faults = { .arena = test_arena() };
	struct moment now = { 1700000000000 };
	struct link wanted = { .purpose = LINK_ROLE, .programme = id_new(), .expires = { now.ms + 1000 } }, found;
	struct str secret, other;

	clock_set(now);
	CHECK(person_know(store, STR("jet@school.example"), STR("Jet"), &wanted.person, &faults));
	secret = link_new_for(store, &wanted, test_arena());
	other = link_new_for(store, &wanted, test_arena());
	CHECK(link_find(store, secret, LINK_ROLE, test_arena(), &found));
	CHECK(id_equal(found.person, wanted.person) && id_equal(found.programme, wanted.programme));
	CHECK(!link_find(store, secret, LINK_UPDATE, test_arena(), &found));
	CHECK(!link_find(store, STR("niet-geheim"), LINK_ROLE, test_arena(), &found));
	clock_set((struct moment){ now.ms + 1000 });
	CHECK(link_find(store, secret, LINK_ROLE, test_arena(), &found));
	clock_set((struct moment){ now.ms + 1001 });
	CHECK(!link_find(store, secret, LINK_ROLE, test_arena(), &found));
	clock_set(now);
	CHECK(link_revoke(store, &wanted));
	CHECK(!link_find(store, secret, LINK_ROLE, test_arena(), &found));
	CHECK(!link_find(store, other, LINK_ROLE, test_arena(), &found));
	clock_set((struct moment){ 0 });
}

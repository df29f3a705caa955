/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A whole site for tests of pages: the Liemers Economic Vision in a database of its own, with a few rows added as bait, behind the
 * server without a socket between. Templates render strictly. Made when first asked for, taken away when the tests end.
 *
 * Bait that the public must never see: action X-99 "Geheim plan", a draft under leisure, with an entry of Duiven on it; and the note
 * "Alleen voor het bureau" on Duiven's entry on the programme.
 */
#ifndef TEST_SITE_H
#define TEST_SITE_H

#include "http/server.h"

/* Who asks. The member is an official of Duiven. */
enum visitor { PUBLIC, OFFICE, MEMBER, VISITOR_COUNT };

struct page {
	int        status;
	struct str text, location;      /* of the answer; where it sends the reader */
};

/* In Dutch; addresses below the programme: "/participation?on=2024-05-01". In the memory of the running test. */
struct page site_get(enum visitor visitor, const char *address);
/* The same for a machine. */
struct page site_get_json(enum visitor visitor, const char *address);
/* A form sent from the page `address`, with its token: "name=value&...". */
struct page site_post(enum visitor visitor, const char *address, const char *fields);

/* For tests that make a programme of their own in it: its store, and whose session a visitor has. Whole addresses: site_round_get. */
struct store *site_store(void);
struct id site_person(enum visitor visitor);
/* A body of another type than a form's, such as multipart/form-data; "{csrf}" in it becomes the visitor's token. */
struct page site_send(enum visitor visitor, const char *address, const char *type, struct str body);
/* A form with files, three texts each: field, file name (NULL: a value that was typed), value or bytes. Ends with NULL. */
struct page site_send_form(enum visitor visitor, const char *address, const char *const *parts);

/*
 * A second programme, "ronde", in which a round is open since the day before yesterday and is due in a week. Duiven leads, with
 * the member as contact person; R-03 is led by a school that has none; R-04 by nobody. R-01 has a milestone "Opening" and counts visitors.
 * Addresses are whole: "/ronde/rounds". `site_round` is the round's id as text.
 */
struct page site_round_get(enum visitor visitor, const char *address);
struct page site_round_post(enum visitor visitor, const char *address, const char *fields);
const char *site_round(void);
/* A form from nowhere, without a token: as a mail program sends it. */
struct page site_round_post_bare(enum visitor visitor, const char *address, const char *fields);
/* Its programme as it stands; the caller releases it. */
const struct programme *site_round_programme(void);

/*
 * The example region (data/voorbeeldregio), in a site of its own, as the public reads it: eighteen municipalities, sixty-three actions. Addresses are
 * whole: "/voorbeeldregio/actions"; "/" lists it alone.
 */
struct page site_example_get(const char *address);

#endif

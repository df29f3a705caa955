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
/* A form sent from the page `address`, with its token: "name=value&...". */
struct page site_post(enum visitor visitor, const char *address, const char *fields);

#endif

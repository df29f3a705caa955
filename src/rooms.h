/* SPDX-License-Identifier: EUPL-1.2 */
/* THE list: every room's records, routes, jobs (job/job.h) and places in the navigation. Nothing else knows all rooms. */
#ifndef ROOMS_H
#define ROOMS_H

#include "http/route.h"

extern const struct route *const room_routes[];
extern const size_t room_route_count;

/*
 * Where a reader goes, in the head of every page of a programme: by what people come to do, not by how the program is built. The main menu
 * is short, for everybody; what is asked for less stands folded under "More"; what only the office does (or somebody for their own party)
 * under "Office". Ends with a NULL label.
 */
enum menu { MENU_MAIN, MENU_MORE, MENU_OFFICE, MENU_COUNT };
struct navigation {
	const char *label;              /* N_("Themes") */
	const char *page;               /* below the programme: "/participation" */
	enum right  right;              /* shown to those who have it on the programme */
	enum menu   menu;
	const char *about;              /* a few words on what one does there; not in the main menu */
};
extern const struct navigation room_navigation[];

#endif

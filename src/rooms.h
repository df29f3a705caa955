/* SPDX-License-Identifier: EUPL-1.2 */
/* THE list: every room's records, routes and places in the navigation. Nothing else knows all rooms. */
#ifndef ROOMS_H
#define ROOMS_H

#include "http/route.h"

extern const struct route *const room_routes[];
extern const size_t room_route_count;

/* Where a reader goes, in the head of every page of a programme. Ends with a NULL label. */
struct navigation {
	const char *label;              /* N_("Themes") */
	const char *page;               /* below the programme: "/participation" */
	enum right  right;              /* shown to those who have it on the programme */
};
extern const struct navigation room_navigation[];

#endif

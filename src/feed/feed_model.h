/* SPDX-License-Identifier: EUPL-1.2 */
/* Where the feeds are, as pages show it: partial feed/links. */
#ifndef FEED_FEED_MODEL_H
#define FEED_FEED_MODEL_H

#include "http/request.h"
#include "party/party.h"

/* `feeds` = { calendar, open, news, more }: of the programme, or of one party; whole addresses, `open` for the reader's own calendar program. */
void feed_links_model(struct request *req, struct model *model, const struct party *party);
/* A whole address for a calendar program: "webcal://..." */
struct str feed_open_address(const struct request *req, struct str address);

#endif

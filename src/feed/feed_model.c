/* SPDX-License-Identifier: EUPL-1.2 */
#include "feed/feed_model.h"

/* Below the programme, without the day that is looked at: a feed tells of now. Readers of another language than the programme's ask for theirs. */
static struct str address_of(struct request *req, const struct party *party, const char *file)
{
	struct str part = party ? str_format(req->arena, "/parties/%.*s", STR_ARG(party->key)) : STR_NONE;

	return request_absolute(req, str_format(req->arena, "/%.*s%.*s/%s%s%s", STR_ARG(req->programme_key), STR_ARG(part), file,
		req->language == LANGUAGE_NL ? "" : "?lang=", req->language == LANGUAGE_NL ? "" : language_code(req->language)));
}

struct str feed_open_address(const struct request *req, struct str address)
{
	return str_format(req->arena, "webcal%.*s", STR_ARG(str_from(address, str_find(address, ':'))));
}

void feed_links_model(struct request *req, struct model *model, const struct party *party)
{
	struct model *feeds = model_object(model, "feeds");
	struct str calendar = address_of(req, party, "calendar.ics");

	model_text(feeds, "calendar", calendar);
	model_text(feeds, "open", feed_open_address(req, calendar));
	model_text(feeds, "news", address_of(req, party, "news.atom"));
	model_text(feeds, "more", request_address(req, STR("/calendars")));
}

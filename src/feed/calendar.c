/* SPDX-License-Identifier: EUPL-1.2 */
#include "feed/calendar.h"

#include <assert.h>
#include <libical/ical.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"

/* How often a calendar program may look again. */
#define REFRESH "PT6H"

/* A text for the library: what is no text has no place in a calendar. */
static const char *text_with(struct str text, char line_end, struct arena *arena)
{
	struct buf out = { 0 };
	const char *copy;

	for (size_t i = 0; i < text.len; i++)
		if (text.at[i] == '\n')
			buf_add_char(&out, line_end);
		else if (text.at[i] == '\t' || (unsigned char)text.at[i] >= ' ')
			buf_add_char(&out, text.at[i]);
	copy = str_cstring(arena, buf_str(&out));
	buf_clear(&out);
	return copy;
}

static const char *plain(struct str text, struct arena *arena)
{
	return text_with(text, '\n', arena);
}

static icaltimetype whole_day(int32_t number)
{
	struct day day = day_of_number(number);
	icaltimetype time = icaltime_null_date();

	time.year = day.year;
	time.month = day.month;
	time.day = day.day;
	return time;
}

static icaltimetype utc(struct moment moment)
{
	return icaltime_from_timet_with_zone((time_t)(moment.ms / 1000), 0, icaltimezone_get_utc_timezone());
}

static void put(icalcomponent *component, icalproperty *property)
{
	assert(property);
	icalcomponent_add_property(component, property);
}

/* A property that RFC 5545 does not know; the library writes its value as it stands, so it is one line. */
static void put_own(icalcomponent *component, const char *name, const char *text)
{
	icalproperty *property = icalproperty_new_x(text);

	assert(!strchr(text, '\n'));
	icalproperty_set_x_name(property, name);
	put(component, property);
}

static void put_when(icalcomponent *component, const struct calendar_event *event)
{
	if (event->starts.ms) {
		put(component, icalproperty_new_dtstart(utc(event->starts)));
		if (event->ends.ms)
			put(component, icalproperty_new_dtend(utc(event->ends)));
		return;
	}
	put(component, icalproperty_new_dtstart(whole_day(event->first)));
	/* The day it ends is the first that is no longer part of it (RFC 5545 3.6.1). */
	put(component, icalproperty_new_dtend(whole_day(event->last + 1)));
}

static void put_event(icalcomponent *calendar, const struct calendar_event *event, struct arena *arena)
{
	icalcomponent *component = icalcomponent_new(ICAL_VEVENT_COMPONENT);

	put(component, icalproperty_new_uid(plain(event->uid, arena)));
	put(component, icalproperty_new_dtstamp(utc(event->modified)));
	put(component, icalproperty_new_created(utc(event->created)));
	put(component, icalproperty_new_lastmodified(utc(event->modified)));
	put(component, icalproperty_new_sequence((int)event->sequence));
	put_when(component, event);
	put(component, icalproperty_new_summary(plain(event->summary, arena)));
	if (event->description.len > 0)
		put(component, icalproperty_new_description(plain(event->description, arena)));
	if (event->place.len > 0)
		put(component, icalproperty_new_location(plain(event->place, arena)));
	if (event->address.len > 0)
		put(component, icalproperty_new_url(plain(event->address, arena)));
	for (size_t i = 0; i < 2; i++)
		if (event->category[i].len > 0)
			put(component, icalproperty_new_categories(plain(event->category[i], arena)));
	put(component, icalproperty_new_status(event->tentative ? ICAL_STATUS_TENTATIVE : ICAL_STATUS_CONFIRMED));
	/* A deadline takes nobody's time; a meeting does. */
	put(component, icalproperty_new_transp(event->starts.ms ? ICAL_TRANSP_OPAQUE : ICAL_TRANSP_TRANSPARENT));
	icalcomponent_add_component(calendar, component);
}

static void put_head(icalcomponent *component, const struct calendar *calendar, struct arena *arena)
{
	put(component, icalproperty_new_version("2.0"));
	put(component, icalproperty_new_prodid("-//Speerpunt//Speerpunt//EN"));
	put(component, icalproperty_new_calscale("GREGORIAN"));
	put(component, icalproperty_new_name(plain(calendar->name, arena)));
	put_own(component, "X-WR-CALNAME", text_with(calendar->name, ' ', arena));
	if (calendar->description.len > 0) {
		put(component, icalproperty_new_description(plain(calendar->description, arena)));
		put_own(component, "X-WR-CALDESC", text_with(calendar->description, ' ', arena));
	}
	put(component, icalproperty_new_lastmodified(utc(calendar->modified)));
	put(component, icalproperty_new_url(plain(calendar->address, arena)));
	put(component, icalproperty_new_refreshinterval(icaldurationtype_from_string(REFRESH)));
	put_own(component, "X-PUBLISHED-TTL", REFRESH);
}

struct str calendar_write(const struct calendar *calendar, struct arena *arena)
{
	icalcomponent *component = icalcomponent_new(ICAL_VCALENDAR_COMPONENT);
	char *text;
	struct str written;

	put_head(component, calendar, arena);
	for (size_t i = 0; i < calendar->events; i++)
		put_event(component, &calendar->event[i], arena);
	text = icalcomponent_as_ical_string_r(component);
	written = str_copy(arena, str_of(text));
	icalmemory_free_buffer(text);
	icalcomponent_free(component);
	return written;
}

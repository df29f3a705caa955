/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The feeds, and the page that tells how to use them. The public ones tell what everybody may see, whoever asks; one's own stands at a secret
 * address, made and ended here, and tells what its owner may see at the moment it is asked for.
 */
#include "account/account.h"
#include "feed/atom.h"
#include "feed/calendar.h"
#include "feed/feed.h"
#include "feed/feed_model.h"
#include "home/news_model.h"
#include "html/show.h"
#include "http/route.h"
#include "http/session.h"
#include "store/journal.h"
#include "tree/tree.h"

/* A feed that is being written: of a programme, for somebody, in a language. */
struct telling {
	struct request         *req;
	const struct programme *programme;
	struct feed_scope       scope;
	const struct party     *party;          /* whose it is; NULL: the programme's, or one's own */
	bool                    own;
	enum language           language;
};

static struct str fill(const struct telling *telling, const char *english, struct str a, struct str b)
{
	return language_fill(telling->language, telling->req->arena, english, a, b, STR_NONE);
}

static struct str word(const struct telling *telling, const char *english)
{
	return language_text(telling->language, english);
}

/* A page of the programme, whole. */
static struct str address_of(const struct telling *telling, struct str page)
{
	return request_absolute(telling->req, str_format(telling->req->arena, "/%.*s%.*s", STR_ARG(tree_facts(telling->programme)->key), STR_ARG(page)));
}

static struct str row_page(const struct telling *telling, const struct record *record, const void *row)
{
	return address_of(telling, row_address(telling->programme, record, row, telling->req->arena));
}

/* As asked for by ?lang=, else the programme's own: what fetches a feed says nothing of a language worth hearing, and keeps no choice. */
static enum language language_of(const struct request *req, const struct programme *programme)
{
	enum language language = LANGUAGE_NL;

	if (!language_parse(request_query(req, "lang"), &language))
		language_parse(tree_facts(programme)->language, &language);
	return language;
}

static void respond_feed(struct response *res, struct request *req, const char *type, struct str name, struct str text)
{
	struct file_answer answer = { .hash = hash_of(text), .name = name, .media_type = str_of(type), .shown = true, .file = -1,
		.bytes = text, .size = text.len };

	respond_file(res, req, &answer);
}

static void respond_unavailable(struct response *res, struct request *req)
{
	faults_add(&req->faults, (struct fault){ .kind = FAULT_UNAVAILABLE,
		.message = N_("The history cannot be read now. Try again.") });
	respond_faults(res, req, NULL, NULL);
}

/* The calendar */

static const char *const kind_words[] = {
	[FEED_MILESTONE] = N_("Milestone"), [FEED_END] = N_("Last day of an action"), [FEED_STEP] = N_("Step"), [FEED_ROUND] = N_("Round"),
	[FEED_DECISION] = N_("Decision"),
};

static struct str summary_of(const struct telling *telling, const struct feed_event *event)
{
	struct str title = row_title(telling->programme, event->record, event->row, telling->req->arena), summary = title;

	if (event->kind == FEED_MILESTONE)
		summary = language_fill(telling->language, telling->req->arena, event->done ? N_("Milestone reached: {0} ({1})")
			: N_("Milestone: {0} ({1})"), title, event->action->number, STR_NONE);
	else if (event->kind == FEED_END)
		summary = fill(telling, N_("Last day: {0}"), title, STR_NONE);
	else if (event->kind == FEED_ROUND)
		summary = fill(telling, N_("Updates are asked by today: {0}"), title, STR_NONE);
	else if (event->kind == FEED_DECISION)
		summary = fill(telling, event->done ? N_("Decided: {0}") : N_("To be decided by today: {0}"), title, STR_NONE);
	if (day_exact(event->day))
		return summary;
	return fill(telling, N_("{0}, in {1}"), summary, language_day(telling->language, telling->req->arena, event->day));
}

static void add_line(struct buf *out, struct str line)
{
	if (line.len == 0)
		return;
	if (out->len > 0)
		buf_add_char(out, '\n');
	buf_add(out, line);
}

static struct day planned_of(const struct feed_event *event)
{
	return event->kind == FEED_MILESTONE ? ((const struct milestone *)event->row)->planned
		: event->kind == FEED_STEP ? ((const struct step *)event->row)->planned : DAY_UNKNOWN;
}

static struct str description_of(const struct telling *telling, const struct feed_event *event, struct str address)
{
	const struct step *step = event->kind == FEED_STEP ? event->row : NULL;
	struct day planned = planned_of(event);
	struct buf out = { 0 };
	struct str copy;

	if (event->kind == FEED_MILESTONE)
		add_line(&out, row_title(telling->programme, &action_record, event->action, telling->req->arena));
	if (event->kind == FEED_END) {
		add_line(&out, event->action->result);
		add_line(&out, fill(telling, N_("Status: {0}."), word(telling, words_label(&action_status_words, (int)event->action->status)), STR_NONE));
	}
	if (event->kind == FEED_ROUND)
		add_line(&out, word(telling, N_("The leads tell how it goes with their actions.")));
	if (step) {
		add_line(&out, step->who);
		add_line(&out, step->text);
	}
	if (event->done && day_known(planned) && !day_equal(planned, event->day))
		add_line(&out, fill(telling, N_("It was planned for {0}."), language_day(telling->language, telling->req->arena, planned), STR_NONE));
	if (!day_exact(event->day))
		add_line(&out, fill(telling, event->kind == FEED_STEP ? N_("Of the day no more is known than: {0}.")
			: N_("Of the day no more is known than: {0}. Here stands its last day."),
			language_day(telling->language, telling->req->arena, event->day), STR_NONE));
	add_line(&out, address);
	copy = buf_copy(&out, telling->req->arena);
	buf_clear(&out);
	return copy;
}

static struct str theme_name(const struct telling *telling, const struct feed_event *event)
{
	const struct node *node = row_node(telling->programme, event->record, event->row);
	const struct theme *theme = node ? tree_theme(node) : NULL;
	return theme ? theme->name : STR_NONE;
}

static void event_of(const struct telling *telling, const struct feed_event *from, const struct journal_revisions *revisions,
	struct calendar_event *event)
{
	const struct journal_revision *revision = journal_revision(revisions, row_id(from->row));
	struct arena *arena = telling->req->arena;
	const struct step *step = from->kind == FEED_STEP ? from->row : NULL;

	*event = (struct calendar_event){ .uid = str_format(arena, from->kind == FEED_END ? "%.*s-end" : "%.*s",
		STR_ARG(id_text(row_id(from->row), arena))), .first = from->first, .last = from->last };
	event->address = row_page(telling, from->record, from->row);
	event->summary = summary_of(telling, from);
	event->description = description_of(telling, from, event->address);
	event->place = step ? step->place : STR_NONE;
	event->category[0] = word(telling, kind_words[from->kind]);
	event->category[1] = theme_name(telling, from);
	event->tentative = !day_exact(from->day);
	event->modified = revision ? revision->last : telling->programme->changed;
	event->created = revision ? revision->first : telling->programme->changed;
	event->sequence = revision ? revision->writes - 1 : 0;
}

static struct str calendar_name(const struct telling *telling)
{
	struct str name = tree_facts(telling->programme)->name;

	if (telling->own)
		return fill(telling, N_("{0}: my part"), name, STR_NONE);
	return telling->party ? fill(telling, N_("{0}: {1}"), name, telling->party->name) : name;
}

static void respond_calendar(struct response *res, const struct telling *telling)
{
	static const struct record *const told[] = { &action_record, &milestone_record, &step_record, &round_record };
	struct request *req = telling->req;
	struct feed_events events = feed_events(telling->programme, &telling->scope, req->today, req->arena, NULL);
	struct journal_revisions revisions;
	struct calendar calendar = { .name = calendar_name(telling), .language = str_of(language_code(telling->language)),
		.modified = telling->programme->changed, .events = events.count };

	if (!journal_revisions(req->store, telling->programme->id, told, sizeof told / sizeof told[0], req->arena, &revisions)) {
		respond_unavailable(res, req);
		return;
	}
	calendar.description = word(telling, N_("Milestones, last days of actions, steps and rounds. Read anew every few hours."));
	calendar.address = address_of(telling, telling->party ? row_address(telling->programme, &party_record, telling->party, req->arena)
		: STR("/timeline"));
	calendar.event = arena_array(req->arena, struct calendar_event, events.count);
	for (size_t i = 0; i < events.count; i++)
		event_of(telling, &events.at[i], &revisions, &calendar.event[i]);
	respond_feed(res, req, "text/calendar; charset=utf-8", str_format(req->arena, "%.*s.ics", STR_ARG(tree_facts(telling->programme)->key)),
		calendar_write(&calendar, req->arena));
}

/* The news */

enum { NEWS_READ = 200, NEWS_TOLD = 30 };

static bool concerns(const void *context, const struct record *record, const void *row)
{
	const struct telling *telling = context;
	return feed_concerns(telling->programme, &telling->scope, record, row, telling->req->today);
}

static void entry_of(const struct telling *telling, const struct news *news, struct atom_entry *entry)
{
	const struct journal_row *row = news->row;
	struct arena *arena = telling->req->arena;
	struct str title = row_title(telling->programme, row->record, news->now, arena), fields;

	*entry = (struct atom_entry){ .id = atom_id(telling->programme->id, row->seq, arena), .updated = row->moment,
		.address = row_page(telling, row->record, news->now), .category = word(telling, row->record->label) };
	entry->title = language_fill(telling->language, arena, N_("{0} {1}: {2}"), entry->category, title, word(telling, news_words(row)));
	if (row->via == VIA_IMPORT) {
		entry->title = word(telling, N_("The programme was read in from a file"));
		entry->category = STR_NONE;
		entry->address = address_of(telling, STR("/history"));
	} else if (row->record == &update_record) {
		const struct update *update = news->now;
		entry->summary = fill(telling, N_("{0}: {1}"), word(telling, words_label(&light_words, (int)update->light)), update->text);
	} else {
		fields = news_fields(telling->req, telling->scope.person, telling->language, news);
		entry->summary = fields.len ? fill(telling, N_("Changed: {0}."), fields, STR_NONE) : STR_NONE;
	}
}

static void respond_news(struct response *res, const struct telling *telling)
{
	struct request *req = telling->req;
	struct news_filter filter = { .person = telling->scope.person, .read = NEWS_READ, .most = NEWS_TOLD, .concerns = concerns, .context = telling };
	struct str name = calendar_name(telling), query = str_from(req->target, str_find(req->target, '?'));
	struct atom_feed feed = { .author = tree_facts(telling->programme)->name, .language = str_of(language_code(telling->language)),
		.updated = telling->programme->changed };
	struct news_list news;

	if (!news_read(req, &filter, &news)) {
		respond_unavailable(res, req);
		return;
	}
	feed.id = atom_id(telling->party ? telling->party->id : telling->programme->id, 0, req->arena);
	feed.title = fill(telling, N_("What is new: {0}"), name, STR_NONE);
	feed.self = request_absolute(req, str_format(req->arena, "%.*s%.*s", STR_ARG(req->path), STR_ARG(query)));
	feed.page = address_of(telling, telling->party ? row_address(telling->programme, &party_record, telling->party, req->arena) : STR_NONE);
	feed.entry = arena_array(req->arena, struct atom_entry, news.count);
	feed.entries = news.count;
	for (size_t i = 0; i < news.count; i++)
		entry_of(telling, &news.at[i], &feed.entry[i]);
	if (news.count > 0)
		feed.updated = feed.entry[0].updated;
	respond_feed(res, req, "application/atom+xml; charset=utf-8", STR("news.atom"), atom_write(&feed, req->arena));
}

/* The public feeds: whoever asks, they tell what everybody may see. */

static bool tell_public(struct request *req, struct response *res, struct telling *telling)
{
	struct str part = request_parameter(req, "party");

	*telling = (struct telling){ .req = req, .programme = req->programme, .language = language_of(req, req->programme) };
	if (part.len > 0)
		telling->party = programme_by_address(req->programme, &party_record, part);
	telling->scope = feed_public(telling->party ? &telling->party->id : NULL);
	if (access_sees_programme(req->programme, &person_public, req->today) && (part.len == 0 || telling->party))
		return true;
	respond_not_found(res, req);
	return false;
}

/* GET /{programme}/calendar.ics, /{programme}/parties/{party}/calendar.ics */
static void show_calendar(struct request *req, struct response *res)
{
	struct telling telling;

	if (tell_public(req, res, &telling))
		respond_calendar(res, &telling);
}

/* GET /{programme}/news.atom, /{programme}/parties/{party}/news.atom */
static void show_news(struct request *req, struct response *res)
{
	struct telling telling;

	if (tell_public(req, res, &telling))
		respond_news(res, &telling);
}

/* One's own calendar */

static struct link link_of(const struct request *req)
{
	return (struct link){ .purpose = LINK_FEED, .person = req->person->id, .programme = req->programme->id };
}

/* Whose secret it is and of which programme, as far as that person may still see it. The programme is counted. */
static const struct programme *programme_behind(struct request *req, struct person *person)
{
	struct str secret = request_parameter(req, "secret");
	const struct programme *programme;
	struct account account = { 0 };
	struct link link;

	if (str_ends(secret, STR(".ics")))
		secret.len -= 4;
	if (!link_find(req->store, secret, LINK_FEED, req->arena, &link) || !account_by_id(req->store, link.person, req->arena, &account) ||
	    account.erased)
		return NULL;
	*person = (struct person){ .id = link.person, .keeper = account.keeper };
	programme = store_programme_by_id(req->store, link.programme);
	if (programme && access_sees_programme(programme, person, req->today))
		return programme;
	programme_release(programme);
	return NULL;
}

/* GET /calendar/{secret} */
static void show_own(struct request *req, struct response *res)
{
	struct person person = { 0 };
	const struct programme *programme = programme_behind(req, &person);
	struct telling telling = { .req = req, .programme = programme, .own = true };

	if (!programme) {
		respond_not_found(res, req);
		return;
	}
	telling.language = language_of(req, programme);
	telling.scope = feed_own(programme, &person, req->today, req->arena);
	respond_calendar(res, &telling);
	programme_release(programme);
}

/* The page about all of them */

static void own_model(struct request *req, struct model *model, struct str secret)
{
	struct links links = { NULL, 0 };
	struct str address = STR_NONE;
	struct moment since = { 0 };

	model_flag(model, "signed_in", id_known(req->person->id));
	model_text(model, "sign_in", str_format(req->arena, "/sign-in?back=/%.*s/calendars", STR_ARG(req->programme_key)));
	model_text(model, "csrf", id_known(req->person->id) ? session_csrf(req) : STR_NONE);
	model_flag(model, "made", false);
	if (id_known(req->person->id))
		links = link_list(req->store, LINK_FEED, req->person->id, req->arena);
	for (size_t i = 0; i < links.count; i++) {
		if (!id_equal(links.at[i].programme, req->programme->id))
			continue;
		since = links.at[i].created;
		model_flag(model, "made", true);
	}
	if (secret.len > 0)
		address = request_absolute(req, str_format(req->arena, "/calendar/%.*s.ics%s", STR_ARG(secret),
			req->language == LANGUAGE_NL ? "" : "?lang=en"));
	model_text(model, "since", since.ms ? language_day(req->language, req->arena, moment_day(since)) : STR_NONE);
	model_text(model, "own_address", address);
	model_text(model, "own_open", address.len > 0 ? feed_open_address(req, address) : STR_NONE);
}

static void parties_model(struct request *req, struct model *model)
{
	struct row_list municipalities = party_municipalities(req->programme, req->today, req->arena);

	model_list(model, "municipalities");
	model_flag(model, "has_municipalities", municipalities.count > 0);
	for (size_t i = 0; i < municipalities.count; i++) {
		struct model *item = model_item(model, "municipalities");
		model_text(item, "title", ROW(party, municipalities, i)->name);
		feed_links_model(req, item, municipalities.at[i]);
	}
	model_text(model, "parties", request_address(req, STR("/parties")));
}

static struct model *calendars_model(struct request *req, struct str secret)
{
	struct model *model = model_new(req->arena);
	struct feed_scope scope = feed_public(NULL);
	size_t without;

	model_words(model, "title", N_("Calendars and news"));
	model_text(model, "self", request_address(req, STR("/calendars")));
	model_flag(model, "draft", !access_sees_programme(req->programme, &person_public, req->today));
	feed_links_model(req, model, NULL);
	feed_events(req->programme, &scope, req->today, req->arena, &without);
	model_text(model, "without", without == 0 ? STR_NONE : language_plural(req->language, req->arena,
		N_("{0} milestone, step or action has no known day yet and so does not stand in a calendar."),
		N_("{0} milestones, steps and actions have no known day yet and so do not stand in a calendar."), (int64_t)without));
	parties_model(req, model);
	own_model(req, model, secret);
	return model;
}

/* GET /{programme}/calendars */
static void show_calendars(struct request *req, struct response *res)
{
	respond_page(res, req, "feed/calendars", calendars_model(req, STR_NONE));
}

/* POST /{programme}/calendars: what = make | end. A new address ends the one before. */
static void change_own(struct request *req, struct response *res)
{
	struct link link = link_of(req);
	bool make = str_is(request_field(req, "what"), "make");
	struct str secret = STR_NONE;

	if (!id_known(req->person->id)) {
		respond_see_other(res, req, str_format(req->arena, "/sign-in?back=/%.*s/calendars", STR_ARG(req->programme_key)));
		return;
	}
	if (!link_revoke(req->store, &link) || (make && (secret = link_new_for(req->store, &link, req->arena)).len == 0)) {
		respond_unavailable(res, req);
		return;
	}
	if (make) {
		/* The address is shown once, here; only its hash is kept. */
		respond_page(res, req, "feed/calendars", calendars_model(req, secret));
		return;
	}
	flash(res, req, FLASH_OK, N_("The address works no more."), STR_NONE);
	respond_see_other(res, req, request_address(req, STR("/calendars")));
}

const struct route feed_routes[] = {
	{ "GET",  "/{programme}/calendar.ics", RIGHT_READ, show_calendar, ROUTE_WAITS, "Milestones, last days, steps and rounds, as iCalendar" },
	{ "GET",  "/{programme}/news.atom", RIGHT_READ, show_news, ROUTE_WAITS, "What is new, as an Atom feed" },
	{ "GET",  "/{programme}/parties/{party}/calendar.ics", RIGHT_READ, show_calendar, ROUTE_WAITS, "The same calendar, of what concerns one party" },
	{ "GET",  "/{programme}/parties/{party}/news.atom", RIGHT_READ, show_news, ROUTE_WAITS, "The same news, of what concerns one party" },
	{ "GET",  "/{programme}/calendars", RIGHT_READ, show_calendars, ROUTE_WAITS | ROUTE_FORM, "The calendars and the news, and how to use them" },
	{ "POST", "/{programme}/calendars", RIGHT_READ, change_own, 0, "Makes or ends the secret address of one's own calendar" },
	{ "GET",  "/calendar/{secret}", RIGHT_NONE, show_own, ROUTE_WAITS, "One's own calendar, at its secret address" },
	ROUTES_END
};

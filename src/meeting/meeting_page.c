/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Meetings: the list, the page of one, who was invited, the door, and what conclusions become (docs/rules.md 6). Meetings, notes,
 * conclusions and tasks themselves are written by the forms of their records.
 */
#include "account/account.h"
#include "action/action.h"
#include "html/faults.h"
#include "html/markdown.h"
#include "html/show.h"
#include "http/route.h"
#include "http/session.h"
#include "life/life.h"
#include "life/life_model.h"
#include "meeting/meeting_mail.h"
#include "meeting/meeting_model.h"
#include "paper/paper.h"
#include "tree/tree.h"

enum { MOST_PEOPLE = 200 };

static bool is_office(const struct request *req)
{
	return access_may(req->programme, req->person, RIGHT_EDIT, NULL, req->today, NULL);
}

static bool sees(const struct request *req, const struct record *record, const void *row)
{
	return access_sees(req->programme, req->person, record, row, req->today);
}

static struct str page_of(const struct request *req, const struct meeting *meeting, const char *part)
{
	return request_address(req, str_format(req->arena, "/meetings/%.*s%s", STR_ARG(meeting->key), part));
}

/* The meeting of the address; NULL, answered, where there is none that this reader sees. */
static const struct meeting *asked_meeting(struct request *req, struct response *res)
{
	const struct meeting *meeting = programme_by_address(req->programme, &meeting_record, request_parameter(req, "meeting"));

	if (meeting && sees(req, &meeting_record, meeting))
		return meeting;
	respond_not_found(res, req);
	return NULL;
}

/* The list */

/* What the life of the programme tells of meetings that have no page of their own here. */
static size_t steps_model(const struct request *req, struct model *model)
{
	struct row_list steps = programme_rows(req->programme, &step_record);
	size_t shown = 0;

	model_list(model, "steps");
	for (size_t i = 0; i < steps.count; i++) {
		const struct step *step = ROW(step, steps, i);
		if (step->kind != STEP_MEETING || !sees(req, &step_record, step) || REFERRING(req->programme, meeting, step, step->id).count > 0)
			continue;
		life_step_model(req, model_item(model, "steps"), step);
		shown++;
	}
	return shown;
}

static size_t part_model(const struct request *req, struct model *model, const char *name, bool held)
{
	struct row_list rows = programme_rows(req->programme, &meeting_record);
	size_t shown = 0;

	model_list(model, name);
	for (size_t i = 0; i < rows.count; i++) {
		const struct meeting *meeting = rows.at[held ? rows.count - 1 - i : i];
		bool behind = !meeting_coming(meeting, req->day);
		if (behind != held || !sees(req, &meeting_record, meeting))
			continue;
		meeting_line_model(req, model_item(model, name), meeting);
		shown++;
	}
	return shown;
}

/* GET /{programme}/meetings */
static void show_list(struct request *req, struct response *res)
{
	struct model *model = model_new(req->arena);
	size_t coming = part_model(req, model, "coming", false), held = part_model(req, model, "held", true), steps = steps_model(req, model);

	model_words(model, "title", N_("Meetings"));
	model_text(model, "content_language", tree_facts(req->programme)->language);
	model_flag(model, "has_coming", coming > 0);
	model_flag(model, "has_held", held > 0);
	model_flag(model, "has_steps", steps > 0);
	model_flag(model, "none", coming + held + steps == 0);
	model_text(model, "add", is_office(req) ? request_address(req, STR("/edit/meeting/new")) : STR_NONE);
	respond_page(res, req, "meeting/meetings", model);
}

/* One meeting */

static void invitation_model(struct request *req, struct model *item, const struct meeting *meeting, const struct invitation *invitation, bool office)
{
	show_row(req, item, "party", &party_record, invitation->party);
	model_text(item, "name", office ? person_name(req->store, invitation->person, req->arena) : STR_NONE);
	model_words(item, "answer", words_label(&invitation_answer_words, (int)invitation->answer));
	model_flag(item, "comes", invitation->answer == INVITATION_COMES);
	model_flag(item, "declines", invitation->answer == INVITATION_DECLINES);
	model_text(item, "number", invitation->answer == INVITATION_COMES && invitation->number.known ? count_text(invitation->number, req->arena) : STR_NONE);
	model_text(item, "remark", office ? invitation->remark : STR_NONE);
	model_flag(item, "on_behalf", invitation->on_behalf);
	model_text(item, "answering", invitation_answerable(req->programme, invitation, req->today)
		? page_of(req, meeting, str_cstring(req->arena, str_format(req->arena, "/invitations/%.*s", STR_ARG(id_text(invitation->id, req->arena))))) : STR_NONE);
}

static void invited_model(struct request *req, struct model *model, const struct meeting *meeting, bool office)
{
	struct row_list rows = REFERRING(req->programme, invitation, meeting, meeting->id);
	struct invitation_counts counts = meeting_invited(req->programme, meeting);
	size_t shown = 0;

	model_list(model, "invitations");
	for (size_t i = 0; i < rows.count; i++)
		if (sees(req, &invitation_record, rows.at[i])) {
			invitation_model(req, model_item(model, "invitations"), meeting, rows.at[i], office);
			shown++;
		}
	model_flag(model, "has_invitations", shown > 0);
	model_text(model, "invited", counts.all == 0 ? STR_NONE : language_fill(req->language, req->arena,
		N_("{0} come, {1} cannot, {2} have not answered yet."), str_format(req->arena, "%lld", (long long)counts.people),
		str_format(req->arena, "%zu", counts.decline), str_format(req->arena, "%zu", counts.open)));
}

static void sector_item(struct model *model, const char *name, int64_t number)
{
	struct model *item;

	if (number == 0)
		return;
	item = model_item(model, "sectors");
	model_words(item, "name", name);
	model_number(item, "number", number);
}

static void attended_model(struct request *req, struct model *model, const struct meeting *meeting)
{
	struct row_list rows = REFERRING(req->programme, attendance, meeting, meeting->id);
	struct attended attended = meeting_attended(req->programme, meeting);

	model_flag(model, "has_attended", attended.all > 0);
	model_number(model, "attended_all", attended.all);
	model_list(model, "sectors");
	for (int sector = SECTOR_GOVERNMENT; sector <= SECTOR_SOCIETY; sector++)
		sector_item(model, words_label(&sector_words, sector), attended.of[sector]);
	sector_item(model, N_("executing organisations"), attended.executing);
	sector_item(model, N_("sector not known"), attended.unknown);
	model_list(model, "attended");
	for (size_t i = 0; i < rows.count; i++) {
		const struct attendance *attendance = ROW(attendance, rows, i);
		struct model *item;
		bool before = false;
		for (size_t k = 0; k < i && id_known(attendance->party); k++)
			before = before || id_equal(ROW(attendance, rows, k)->party, attendance->party);
		if (before)
			continue;
		item = model_item(model, "attended");
		show_row(req, item, "party", &party_record, attendance->party);
		model_text(item, "organisation", attendance->organisation);
		model_words(item, "sector", attendance->sector == SECTOR_NONE ? N_("sector not known") : words_label(&sector_words, (int)attendance->sector));
		model_number(item, "number", id_known(attendance->party) ? meeting_attended_by(req->programme, meeting, attendance->party)
			: attendance->number.value);
	}
}

static void conclusions_model(struct request *req, struct model *model, const struct meeting *meeting, bool office)
{
	struct row_list rows = REFERRING(req->programme, conclusion, meeting, meeting->id);

	model_list(model, "conclusions");
	model_flag(model, "has_conclusions", rows.count > 0);
	for (size_t i = 0; i < rows.count; i++) {
		const struct conclusion *conclusion = ROW(conclusion, rows, i);
		const struct action *action = programme_row(req->programme, action, conclusion->action);
		struct model *item = model_item(model, "conclusions");
		struct str id = id_text(conclusion->id, req->arena);
		model_text(item, "text", conclusion->text);
		if (action && sees(req, &action_record, action))
			show_row(req, item, "action", &action_record, action->id);
		else
			model_flag(item, "action", false);
		model_text(item, "make_action", office && !id_known(conclusion->action)
			? page_of(req, meeting, str_cstring(req->arena, str_format(req->arena, "/conclusions/%.*s/action", STR_ARG(id)))) : STR_NONE);
		model_text(item, "make_task", office ? request_address(req, str_format(req->arena, "/edit/task/new?meeting=%.*s&conclusion=%.*s",
			STR_ARG(id_text(meeting->id, req->arena)), STR_ARG(id))) : STR_NONE);
		show_edit(req, item, &conclusion_record, conclusion);
		show_provenance(req, item, &conclusion_record, conclusion);
	}
}

/* Every party that exists, to be invited: by sector, so that one looks where one expects it. */
static void choices_model(const struct request *req, struct model *model)
{
	struct row_list parties = programme_rows(req->programme, &party_record);

	model_list(model, "sector_choices");
	for (int sector = SECTOR_GOVERNMENT; sector <= SECTOR_SOCIETY; sector++) {
		struct model *item = model_item(model, "sector_choices");
		model_text(item, "value", str_of(words_wire(&sector_words, sector)));
		model_words(item, "label", words_label(&sector_words, sector));
	}
	model_list(model, "party_choices");
	for (size_t i = 0; i < parties.count; i++) {
		const struct party *party = ROW(party, parties, i);
		struct model *item;
		if (!party_exists(party, req->today) || party->kind == PARTY_EXTERNAL_REGION || party->kind == PARTY_SECTOR)
			continue;
		item = model_item(model, "party_choices");
		model_text(item, "value", id_text(party->id, req->arena));
		model_text(item, "label", party->name);
	}
}

static void facts_model(struct request *req, struct model *model, const struct meeting *meeting)
{
	struct row_list tasks = REFERRING(req->programme, task, meeting, meeting->id);

	model_text(model, "title", meeting->title);
	model_text(model, "content_language", tree_facts(req->programme)->language);
	model_words(model, "kind", words_label(&meeting_kind_words, (int)meeting->kind));
	model_text(model, "when", meeting_when(req->language, req->arena, meeting));
	model_text(model, "was_planned", day_known(meeting->day) && day_known(meeting->planned) && !day_equal(meeting->day, meeting->planned)
		? language_day(req->language, req->arena, meeting->planned) : STR_NONE);
	model_flag(model, "held", meeting_held(meeting, req->day));
	model_flag(model, "overdue", meeting_overdue(meeting, req->day));
	model_flag(model, "cancelled", meeting->cancelled);
	model_text(model, "cancelled_reason", meeting->cancelled_reason);
	model_flag(model, "draft", meeting->visibility != VISIBILITY_PUBLISHED);
	model_text(model, "place", meeting->place);
	model_text(model, "text", meeting->text);
	model_flag(model, "has_agenda", meeting->agenda.len > 0);
	model_safe(model, "agenda", markdown_html(meeting->agenda, 3, req->arena));
	model_flag(model, "has_notes", meeting->notes.len > 0);
	model_safe(model, "notes", markdown_html(meeting->notes, 3, req->arena));
	model_text(model, "answer_by", day_known(meeting->answer_by) ? language_day(req->language, req->arena, meeting->answer_by) : STR_NONE);
	show_row(req, model, "host", &party_record, meeting->host);
	if (id_known(meeting->node) && programme_node(req->programme, meeting->node)->parent) {
		const struct node *node = programme_node(req->programme, meeting->node);
		show_row(req, model, "about_node", node->record, node->id);
	} else {
		model_flag(model, "about_node", false);
	}
	meeting_tasks_model(req, model, tasks);
	model_flag(model, "has_tasks", tasks.count > 0);
	show_edit(req, model, &meeting_record, meeting);
	show_provenance(req, model, &meeting_record, meeting);
	model_text(model, "all", request_address(req, STR("/meetings")));
	model_text(model, "calendar", day_known(meeting_day(meeting)) && !meeting->cancelled ? page_of(req, meeting, "/calendar.ics") : STR_NONE);
	model_text(model, "pdf", page_of(req, meeting, "/report.pdf"));
	model_text(model, "docx", page_of(req, meeting, "/report.docx"));
}

static struct model *meeting_model(struct request *req, const struct meeting *meeting)
{
	struct model *model = model_new(req->arena);
	bool office = is_office(req), now = !day_known(req->known);
	struct str id = id_text(meeting->id, req->arena);

	facts_model(req, model, meeting);
	invited_model(req, model, meeting, office);
	attended_model(req, model, meeting);
	conclusions_model(req, model, meeting, office && now);
	model_text(model, "internal", access_may(req->programme, req->person, RIGHT_READ_INTERNAL, NULL, req->today, NULL) ? meeting->internal : STR_NONE);
	model_text(model, "add_conclusion", office ? request_address(req, str_format(req->arena, "/edit/conclusion/new?meeting=%.*s", STR_ARG(id))) : STR_NONE);
	model_text(model, "add_task", office ? request_address(req, str_format(req->arena, "/edit/task/new?meeting=%.*s", STR_ARG(id))) : STR_NONE);
	model_text(model, "door", office && !meeting->cancelled ? page_of(req, meeting, "/door") : STR_NONE);
	model_text(model, "invite", office && now && meeting_coming(meeting, req->today) ? page_of(req, meeting, "/invitations") : STR_NONE);
	model_text(model, "csrf", office ? session_csrf(req) : STR_NONE);
	model_text(model, "typed_name", request_field(req, "name"));
	model_text(model, "typed_email", request_field(req, "email"));
	if (office)
		choices_model(req, model);
	faults_model(req, model, &req->faults);
	show_breadcrumbs(req, model, row_node(req->programme, &meeting_record, meeting));
	return model;
}

/* GET /{programme}/meetings/{meeting} */
static void show_meeting(struct request *req, struct response *res)
{
	const struct meeting *meeting = asked_meeting(req, res);

	if (meeting)
		respond_page(res, req, "meeting/meeting", meeting_model(req, meeting));
}

/* Files */

static void respond_named(struct request *req, struct response *res, const struct meeting *meeting, const char *ending, const char *type, struct str bytes)
{
	respond_file(res, req, &(struct file_answer){ .hash = hash_of(bytes), .media_type = str_of(type), .shown = true, .file = -1, .bytes = bytes,
		.internal = meeting->visibility != VISIBILITY_PUBLISHED, .size = bytes.len,
		.name = str_format(req->arena, "%.*s-%.*s.%s", STR_ARG(req->programme_key), STR_ARG(meeting->key), ending) });
}

static void respond_calendar(struct request *req, struct response *res, const struct meeting *meeting, struct str page)
{
	struct calendar_event event;
	struct calendar calendar = { .name = meeting->title, .language = str_of(language_code(req->language)), .modified = req->programme->changed,
		.event = &event, .events = 1, .address = request_absolute(req, page) };

	if (!meeting_event(req, meeting, &event)) {
		respond_not_found(res, req);
		return;
	}
	event.address = calendar.address;
	respond_named(req, res, meeting, "ics", "text/calendar; charset=utf-8", calendar_write(&calendar, req->arena));
}

/* GET /{programme}/meetings/{meeting}/calendar.ics */
static void show_calendar(struct request *req, struct response *res)
{
	const struct meeting *meeting = asked_meeting(req, res);

	if (meeting)
		respond_calendar(req, res, meeting, page_of(req, meeting, ""));
}

static void show_paper(struct request *req, struct response *res, const char *ending, const char *type,
	bool (*write)(const struct paper *, struct buf *, struct faults *))
{
	const struct meeting *meeting = asked_meeting(req, res);
	struct buf out = { 0 };

	if (!meeting)
		return;
	if (write(meeting_paper(req, meeting), &out, &req->faults))
		respond_named(req, res, meeting, ending, type, buf_copy(&out, req->arena));
	else
		respond_faults(res, req, NULL, NULL);
	buf_clear(&out);
}

/* GET /{programme}/meetings/{meeting}/report.pdf */
static void show_pdf(struct request *req, struct response *res)
{
	show_paper(req, res, "pdf", "application/pdf", paper_pdf);
}

/* GET /{programme}/meetings/{meeting}/report.docx */
static void show_docx(struct request *req, struct response *res)
{
	show_paper(req, res, "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", paper_docx);
}

/* Inviting */

struct inviting {
	const struct meeting *meeting;
	struct invitation    *at;
	size_t                count, room;
	size_t                already;          /* chosen, but invited before */
};

static bool invited_before(const struct request *req, const struct inviting *inviting, struct id party, struct id person)
{
	struct row_list rows = REFERRING(req->programme, invitation, meeting, inviting->meeting->id);

	for (size_t i = 0; i < rows.count; i++)
		if (id_equal(ROW(invitation, rows, i)->person, person) && (id_known(person) || id_equal(ROW(invitation, rows, i)->party, party)))
			return true;
	for (size_t i = 0; i < inviting->count; i++)
		if (id_equal(inviting->at[i].person, person) && (id_known(person) || id_equal(inviting->at[i].party, party)))
			return true;
	return false;
}

static void add_invitation(struct request *req, struct inviting *inviting, struct id party, struct id person)
{
	if (invited_before(req, inviting, party, person)) {
		inviting->already++;
		return;
	}
	if (inviting->count == inviting->room) {
		faults_add(&req->faults, (struct fault){ .kind = FAULT_INVALID, .field = "party", .message = N_("That is more people than can be invited at once: choose fewer.") });
		return;
	}
	inviting->at[inviting->count++] = (struct invitation){ .id = id_new(), .meeting = inviting->meeting->id, .party = party, .person = person,
		.invited_on = req->today };
}

/* Officials, portfolio holders and contact persons; councillors are invited through their own council. */
static bool is_spoken_to(enum capacity capacity)
{
	return capacity == CAPACITY_MEMBER || capacity == CAPACITY_SIGNATORY || capacity == CAPACITY_CONTACT;
}

/* Everybody whom the party is spoken to through; the party as a whole where nobody is known. */
static void invite_party(struct request *req, struct inviting *inviting, const struct party *party)
{
	struct row_list mandates = programme_rows(req->programme, &mandate_record);
	size_t found = 0;

	for (size_t i = 0; i < mandates.count; i++) {
		const struct mandate *mandate = ROW(mandate, mandates, i);
		if (!id_equal(mandate->party, party->id) || !is_spoken_to(mandate->capacity) || !period_has(mandate->from, mandate->until, req->today))
			continue;
		add_invitation(req, inviting, party->id, mandate->person);
		found++;
	}
	if (found == 0)
		add_invitation(req, inviting, party->id, ID_NONE);
}

static void invite_person(struct request *req, struct inviting *inviting)
{
	struct str name = request_field(req, "name"), email = request_field(req, "email");
	const struct party *party = programme_by_address(req->programme, &party_record, request_field(req, "of"));
	struct id person;

	if (name.len == 0 && email.len == 0)
		return;
	if (person_know(req->store, email, name, &person, &req->faults))
		add_invitation(req, inviting, party ? party->id : ID_NONE, person);
}

static void read_inviting(struct request *req, struct inviting *inviting)
{
	struct pairs parties = request_fields(req, "party"), sectors = request_fields(req, "sector");
	struct row_list rows = programme_rows(req->programme, &party_record);

	for (size_t i = 0; i < parties.count; i++) {
		const struct party *party = programme_by_address(req->programme, &party_record, parties.at[i].value);
		if (party)
			invite_party(req, inviting, party);
	}
	for (size_t s = 0; s < sectors.count; s++) {
		int sector = words_value(&sector_words, sectors.at[s].value);
		for (size_t i = 0; i < rows.count && sector > 0; i++)
			if ((int)party_sector(rows.at[i]) == sector && party_exists(rows.at[i], req->today) && ROW(party, rows, i)->kind != PARTY_SECTOR)
				invite_party(req, inviting, rows.at[i]);
	}
	invite_person(req, inviting);
	if (inviting->count == 0 && req->faults.count == 0)
		faults_add(&req->faults, (struct fault){ .kind = FAULT_INVALID, .field = "party",
			.message = inviting->already ? N_("Who you chose is invited already.") : N_("Choose a party or a sector, or name a person.") });
}

/* Who gets no mail is shown with the link, once; only its hash is kept. */
static void invited_page(struct request *req, struct response *res, const struct inviting *inviting)
{
	struct meeting_post post = { req->store, req->programme, request_absolute(req, STR("")), req->arena };
	struct model *model = model_new(req->arena);
	bool by_hand = false;

	model_words(model, "title", N_("Invited"));
	model_text(model, "content_language", tree_facts(req->programme)->language);
	model_text(model, "meeting", inviting->meeting->title);
	model_text(model, "back", page_of(req, inviting->meeting, ""));
	model_list(model, "people");
	for (size_t i = 0; i < inviting->count; i++) {
		const struct invitation *invitation = &inviting->at[i];
		struct model *item = model_item(model, "people");
		struct str secret;
		int64_t sent = 0;
		bool mailed = id_known(invitation->person) && meeting_mail_send(&post, inviting->meeting, invitation, MEETING_MAIL_ASK, &sent);
		show_row(req, item, "party", &party_record, invitation->party);
		model_text(item, "name", person_name(req->store, invitation->person, req->arena));
		model_flag(item, "mailed", mailed);
		model_text(item, "link", mailed || !id_known(invitation->person) ? STR_NONE : meeting_link(&post, inviting->meeting, invitation, &secret));
		by_hand = by_hand || !mailed;
	}
	model_flag(model, "by_hand", by_hand);
	respond_page(res, req, "meeting/invited", model);
}

/* POST /{programme}/meetings/{meeting}/invitations: party, sector, or name and email with the party they come for (of) */
static void invite(struct request *req, struct response *res)
{
	const struct meeting *meeting = asked_meeting(req, res);
	struct inviting inviting = { .meeting = meeting, .room = MOST_PEOPLE };
	struct change *changes;

	if (!meeting)
		return;
	inviting.at = arena_array(req->arena, struct invitation, MOST_PEOPLE);
	if (!meeting_coming(meeting, req->today))
		faults_add(&req->faults, (struct fault){ .kind = FAULT_INVALID, .message = N_("This meeting was held or cancelled: nobody is invited any more.") });
	else
		read_inviting(req, &inviting);
	changes = arena_array(req->arena, struct change, inviting.count + 1);
	for (size_t i = 0; i < inviting.count; i++)
		changes[i] = (struct change){ &invitation_record, NULL, &inviting.at[i] };
	if (req->faults.count == 0 && command_write_all(req, changes, inviting.count))
		invited_page(req, res, &inviting);
	else
		respond_faults(res, req, "meeting/meeting", meeting_model(req, meeting));
}

/* Answering */

struct answering {
	const struct invitation *invitation;
	const struct meeting    *meeting;
	bool                     by_link, on_behalf;
	struct str               calendar;
};

static struct model *answer_model(struct request *req, const struct answering *answering)
{
	struct model *model = model_new(req->arena);
	const struct invitation *invitation = answering->invitation;
	bool again = request_has_field(req, "answer");

	facts_model(req, model, answering->meeting);
	model_flag(model, "edit", false);
	model_text(model, "programme_name", tree_facts(req->programme)->name);
	show_row(req, model, "party", &party_record, invitation->party);
	model_flag(model, "on_behalf", answering->on_behalf);
	model_text(model, "calendar", answering->calendar);
	model_text(model, "greeting", answering->by_link ? language_fill(req->language, req->arena, N_("Dear {0},"),
		person_name(req->store, invitation->person, req->arena), STR_NONE, STR_NONE) : STR_NONE);
	model_flag(model, "answerable", invitation_answerable(req->programme, invitation, req->today));
	model_flag(model, "comes", again ? str_is(request_field(req, "answer"), "comes") : invitation->answer == INVITATION_COMES);
	model_flag(model, "declines", again ? str_is(request_field(req, "answer"), "declines") : invitation->answer == INVITATION_DECLINES);
	model_flag(model, "answered", invitation->answer != INVITATION_OPEN);
	model_text(model, "number", again ? request_field(req, "number") : count_text(invitation->number.known ? invitation->number : (struct count){ 1, true }, req->arena));
	model_text(model, "remark", again ? request_field(req, "remark") : invitation->remark);
	model_text(model, "answer_fault", faults_of(req, &req->faults, "answer"));
	model_text(model, "number_fault", faults_of(req, &req->faults, "number"));
	model_text(model, "remark_fault", faults_of(req, &req->faults, "remark"));
	model_text(model, "csrf", session_csrf(req));
	faults_model(req, model, &req->faults);
	model_list(model, "breadcrumbs");
	return model;
}

static bool read_answer(struct request *req, const struct answering *answering, struct invitation *after)
{
	int answer = words_value(&invitation_answer_words, request_field(req, "answer"));
	struct str number = request_field(req, "number");

	*after = *answering->invitation;
	after->remark = request_field(req, "remark");
	after->answered_on = req->today;
	after->on_behalf = answering->on_behalf;
	after->answer = answer > 0 ? (enum invitation_answer)answer : INVITATION_OPEN;
	after->number = (struct count){ 0, false };
	if (answer <= 0)
		faults_add(&req->faults, (struct fault){ .kind = FAULT_INVALID, .field = "answer", .message = N_("Say whether you come.") });
	else if (answer == INVITATION_COMES && (!count_read(number.len ? number : STR("1"), &after->number) || after->number.value < 1))
		faults_add(&req->faults, (struct fault){ .kind = FAULT_INVALID, .field = "number", .message = N_("Give how many come, as a number: 1 or more.") });
	if (!invitation_answerable(req->programme, answering->invitation, req->today))
		faults_add(&req->faults, (struct fault){ .kind = FAULT_INVALID, .message = N_("This meeting is over: there is nothing to answer any more.") });
	if (req->faults.count == 0)
		row_check(req->programme, &invitation_record, after, &req->faults);
	return req->faults.count == 0;
}

static void take(struct request *req, struct response *res, const struct answering *answering, struct str back)
{
	struct invitation after;
	const struct person *who = req->person;
	struct person holder = { .id = answering->invitation->person };
	bool written;

	/* For this one write the holder of the link is who acts; the page is the public's. */
	if (answering->by_link)
		req->person = &holder;
	req->by_link = answering->by_link;
	written = read_answer(req, answering, &after) && command_write(req, &invitation_record, answering->invitation, &after);
	req->person = who;
	if (!written) {
		respond_faults(res, req, "meeting/answer", answer_model(req, answering));
		return;
	}
	flash(res, req, FLASH_OK, after.answer == INVITATION_COMES ? N_("Thank you: you are expected.") : N_("Thank you for telling: you do not come."), STR_NONE);
	respond_see_other(res, req, back);
}

static bool opened(struct request *req, struct response *res, struct answering *answering)
{
	struct link link;
	struct id id;
	struct str secret = request_parameter(req, "secret");

	*answering = (struct answering){ .by_link = true };
	if (link_find(req->store, secret, LINK_MEETING, req->arena, &link) && id_equal(link.programme, req->programme->id) && id_parse(link.subject, &id))
		answering->invitation = programme_row(req->programme, invitation, id);
	if (answering->invitation && id_equal(answering->invitation->person, link.person))
		answering->meeting = programme_row(req->programme, meeting, answering->invitation->meeting);
	if (answering->meeting) {
		answering->calendar = day_known(meeting_day(answering->meeting)) && !answering->meeting->cancelled
			? request_address(req, str_format(req->arena, "/meeting/%.*s/calendar.ics", STR_ARG(secret))) : STR_NONE;
		return true;
	}
	respond_spent(res, req);
	return false;
}

/* GET /{programme}/meeting/{secret} */
static void show_by_link(struct request *req, struct response *res)
{
	struct answering answering;

	if (opened(req, res, &answering))
		respond_page(res, req, "meeting/answer", answer_model(req, &answering));
}

/* POST /{programme}/meeting/{secret} */
static void take_by_link(struct request *req, struct response *res)
{
	struct answering answering;

	if (opened(req, res, &answering))
		take(req, res, &answering, req->path);
}

/* GET /{programme}/meeting/{secret}/calendar.ics */
static void show_calendar_by_link(struct request *req, struct response *res)
{
	struct answering answering;

	if (opened(req, res, &answering))
		respond_calendar(req, res, answering.meeting, request_address(req, str_format(req->arena, "/meetings/%.*s", STR_ARG(answering.meeting->key))));
}

/* Signed in: the office for who told it, else who is invited or acts for the party. */
static bool asked_invitation(struct request *req, struct response *res, struct answering *answering)
{
	const struct meeting *meeting = asked_meeting(req, res);
	struct id id;

	*answering = (struct answering){ .meeting = meeting, .on_behalf = is_office(req) };
	if (!meeting)
		return false;
	if (id_parse(request_parameter(req, "invitation"), &id))
		answering->invitation = programme_row(req->programme, invitation, id);
	if (!answering->invitation || !id_equal(answering->invitation->meeting, meeting->id) || !sees(req, &invitation_record, answering->invitation)) {
		respond_not_found(res, req);
		return false;
	}
	if (!answering->on_behalf && !id_equal(answering->invitation->person, req->person->id) &&
	    !access_acts_for(req->programme, req->person, answering->invitation->party, req->today)) {
		respond_forbidden(res, req, RIGHT_ACCEPT_ROLE);
		return false;
	}
	answering->calendar = page_of(req, meeting, "/calendar.ics");
	return true;
}

/* GET /{programme}/meetings/{meeting}/invitations/{invitation} */
static void show_invitation(struct request *req, struct response *res)
{
	struct answering answering;

	if (asked_invitation(req, res, &answering))
		respond_page(res, req, "meeting/answer", answer_model(req, &answering));
}

/* POST /{programme}/meetings/{meeting}/invitations/{invitation} */
static void take_invitation(struct request *req, struct response *res)
{
	struct answering answering;

	if (asked_invitation(req, res, &answering))
		take(req, res, &answering, page_of(req, answering.meeting, "#invited"));
}

/* The door */

static void door_party(const struct request *req, struct model *model, const struct meeting *meeting, const struct party *party, int64_t expected)
{
	struct model *item = model_item(model, expected > 0 ? "expected" : "others");
	int64_t there = meeting_attended_by(req->programme, meeting, party->id);

	model_text(item, "party", id_text(party->id, req->arena));
	model_text(item, "title", party->name);
	model_text(item, "there", there ? str_format(req->arena, "%lld", (long long)there) : STR_NONE);
	model_text(item, "number", expected > 0 ? str_format(req->arena, "%lld", (long long)expected) : STR_NONE);
	/* Sent twice, from a phone that lost its network between, the same tap is one person. */
	model_text(item, "id", id_text(id_new(), req->arena));
}

static int64_t expected_of(const struct request *req, const struct meeting *meeting, struct id party)
{
	struct row_list rows = REFERRING(req->programme, invitation, meeting, meeting->id);
	int64_t number = 0;

	for (size_t i = 0; i < rows.count; i++) {
		const struct invitation *invitation = ROW(invitation, rows, i);
		if (id_equal(invitation->party, party) && invitation->answer != INVITATION_DECLINES)
			number += invitation->number.known ? invitation->number.value : 1;
	}
	return number;
}

static struct model *door_model(struct request *req, const struct meeting *meeting)
{
	struct row_list parties = programme_rows(req->programme, &party_record), rows = REFERRING(req->programme, attendance, meeting, meeting->id);
	struct model *model = model_new(req->arena);
	const struct attendance *last = NULL;

	model_words(model, "title", N_("At the door"));
	model_text(model, "content_language", tree_facts(req->programme)->language);
	model_text(model, "meeting", meeting->title);
	model_text(model, "back", page_of(req, meeting, "#attended"));
	model_text(model, "action", page_of(req, meeting, "/attendance"));
	model_text(model, "csrf", session_csrf(req));
	model_number(model, "all", meeting_attended(req->programme, meeting).all);
	model_list(model, "expected");
	model_list(model, "others");
	for (size_t i = 0; i < parties.count; i++) {
		const struct party *party = ROW(party, parties, i);
		if (party_exists(party, req->today) && party->kind != PARTY_EXTERNAL_REGION && party->kind != PARTY_SECTOR)
			door_party(req, model, meeting, party, expected_of(req, meeting, party->id));
	}
	for (size_t i = 0; i < rows.count; i++)
		if (!last || id_compare(last->id, ROW(attendance, rows, i)->id) < 0)
			last = ROW(attendance, rows, i);
	model_text(model, "last", last ? row_title(req->programme, &attendance_record, last, req->arena) : STR_NONE);
	model_text(model, "last_id", last ? id_text(last->id, req->arena) : STR_NONE);
	model_text(model, "take_back", page_of(req, meeting, "/attendance/removal"));
	choices_model(req, model);
	model_text(model, "new_id", id_text(id_new(), req->arena));
	model_text(model, "organisation", request_field(req, "organisation"));
	model_text(model, "sector_fault", faults_of(req, &req->faults, "sector"));
	faults_model(req, model, &req->faults);
	show_breadcrumbs(req, model, row_node(req->programme, &meeting_record, meeting));
	return model;
}

/* GET /{programme}/meetings/{meeting}/door */
static void show_door(struct request *req, struct response *res)
{
	const struct meeting *meeting = asked_meeting(req, res);

	if (meeting)
		respond_page(res, req, "meeting/door", door_model(req, meeting));
}

/* The first who comes in on the planned day says that it is held today. */
static void hold_today(struct request *req, const struct meeting *meeting)
{
	struct meeting after = *meeting;
	struct faults none = req->faults;

	if (day_known(meeting->day) || meeting->happened || meeting_overdue(meeting, req->today))
		return;
	after.day = req->today;
	/* Two doors at once: the other one said it already. */
	if (!command_write(req, &meeting_record, meeting, &after))
		req->faults = none;
}

static bool read_attendance(struct request *req, const struct meeting *meeting, struct attendance *attendance)
{
	const struct party *party = programme_by_address(req->programme, &party_record, request_field(req, "party"));
	int sector = words_value(&sector_words, request_field(req, "sector"));
	struct day when = meeting_day(meeting);

	*attendance = (struct attendance){ .meeting = meeting->id, .party = party ? party->id : ID_NONE, .number = { 1, true } };
	if (!id_parse(request_field(req, "id"), &attendance->id) || !id_known(attendance->id))
		attendance->id = id_new();
	if (!party) {
		attendance->organisation = request_field(req, "organisation");
		attendance->sector = sector > 0 ? (enum sector)sector : SECTOR_NONE;
		if (sector <= 0)
			faults_add(&req->faults, (struct fault){ .kind = FAULT_INVALID, .field = "sector", .message = N_("Choose a party, or the sector of who came in.") });
	}
	if (meeting->cancelled)
		faults_add(&req->faults, (struct fault){ .kind = FAULT_INVALID, .message = N_("This meeting was cancelled.") });
	else if (day_known(when) && day_first(when) > day_first(req->today))
		faults_add(&req->faults, (struct fault){ .kind = FAULT_INVALID, .message = N_("The door opens on the day itself, {0}."),
			.arg = { language_day(req->language, req->arena, when) } });
	if (req->faults.count == 0)
		row_check(req->programme, &attendance_record, attendance, &req->faults);
	return req->faults.count == 0;
}

/* POST /{programme}/meetings/{meeting}/attendance: party, or sector and organisation; id: of this one tap */
static void come_in(struct request *req, struct response *res)
{
	const struct meeting *meeting = asked_meeting(req, res);
	struct attendance attendance;

	if (!meeting)
		return;
	if (!read_attendance(req, meeting, &attendance) || (!programme_row(req->programme, attendance, attendance.id) &&
	    !command_write(req, &attendance_record, NULL, &attendance))) {
		respond_faults(res, req, "meeting/door", door_model(req, meeting));
		return;
	}
	hold_today(req, meeting);
	respond_see_other(res, req, page_of(req, meeting, "/door"));
}

/* POST /{programme}/meetings/{meeting}/attendance/removal: id */
static void take_back(struct request *req, struct response *res)
{
	const struct meeting *meeting = asked_meeting(req, res);
	const struct attendance *attendance = NULL;
	struct id id;

	if (!meeting)
		return;
	if (id_parse(request_field(req, "id"), &id))
		attendance = programme_row(req->programme, attendance, id);
	if (!attendance || !id_equal(attendance->meeting, meeting->id)) {
		respond_not_found(res, req);
		return;
	}
	if (!command_write(req, &attendance_record, attendance, NULL)) {
		respond_faults(res, req, NULL, NULL);
		return;
	}
	flash(res, req, FLASH_OK, N_("Taken back: {0}."), row_title(req->programme, &attendance_record, attendance, req->arena));
	respond_see_other(res, req, page_of(req, meeting, "/door"));
}

/* A conclusion becomes an action */

/* "A-07": after the highest of the actions of that theme, in the way they are numbered there; "A-01" where none are. */
static struct str next_number(const struct request *req, const struct theme *theme)
{
	struct row_list actions = programme_rows(req->programme, &action_record);
	struct str prefix = STR("A");
	int64_t highest = 0, number;
	struct str made;

	for (size_t i = 0; i < actions.count; i++) {
		const struct action *action = ROW(action, actions, i);
		size_t dash = str_search(action->number, STR("-"));
		if (dash == SIZE_MAX || (theme && action_theme(req->programme, action) != theme) ||
		    !str_integer(str_from(action->number, dash + 1), &number) || number <= highest)
			continue;
		highest = number;
		prefix = str_to(action->number, dash);
	}
	do
		made = str_format(req->arena, "%.*s-%02lld", STR_ARG(prefix), (long long)++highest);
	while (action_by_number(req->programme, made));
	return made;
}

static struct action action_of(const struct request *req, const struct meeting *meeting, const struct conclusion *conclusion)
{
	const struct node *node = programme_node(req->programme, meeting->node);
	const struct theme *theme = node ? tree_theme(node) : NULL;
	size_t end = str_search(conclusion->text, STR("\n"));

	return (struct action){
		.id = id_new(), .number = next_number(req, theme),
		.title = str_to(conclusion->text, end < conclusion->text.len ? end : conclusion->text.len),
		.why = conclusion->text,
		.theme = theme ? theme->id : ID_NONE,
		.status = ACTION_IDEA, .origin = ORIGIN_MEETING,
		.origin_text = str_format(req->arena, "%.*s, %.*s", STR_ARG(meeting->title), STR_ARG(meeting_when(req->language, req->arena, meeting))),
		.visibility = VISIBILITY_DRAFT,
	};
}

/* POST /{programme}/meetings/{meeting}/conclusions/{conclusion}/action: a draft, filled in; the office goes on in its form */
static void become_action(struct request *req, struct response *res)
{
	const struct meeting *meeting = asked_meeting(req, res);
	const struct conclusion *conclusion = NULL;
	struct conclusion after;
	struct action action;
	struct change changes[2];
	struct id id;

	if (!meeting)
		return;
	if (id_parse(request_parameter(req, "conclusion"), &id))
		conclusion = programme_row(req->programme, conclusion, id);
	if (!conclusion || !id_equal(conclusion->meeting, meeting->id)) {
		respond_not_found(res, req);
		return;
	}
	if (id_known(conclusion->action)) {
		faults_add(&req->faults, (struct fault){ .kind = FAULT_CONFLICT, .message = N_("This conclusion became an action already.") });
		respond_faults(res, req, "meeting/meeting", meeting_model(req, meeting));
		return;
	}
	action = action_of(req, meeting, conclusion);
	after = *conclusion;
	after.action = action.id;
	changes[0] = (struct change){ &action_record, NULL, &action };
	changes[1] = (struct change){ &conclusion_record, conclusion, &after };
	if (!command_write_all(req, changes, 2)) {
		respond_faults(res, req, "meeting/meeting", meeting_model(req, meeting));
		return;
	}
	flash(res, req, FLASH_OK, N_("{0} is a draft now, with what the meeting concluded. Fill in what lacks, then publish it."), action.number);
	respond_see_other(res, req, request_address(req, str_format(req->arena, "/edit/action/%.*s", STR_ARG(id_text(action.id, req->arena)))));
}

const struct route meeting_routes[] = {
	{ "GET",  "/{programme}/meetings", RIGHT_READ, show_list, 0, "Meetings that come and that were held" },
	{ "GET",  "/{programme}/meetings/{meeting}", RIGHT_READ, show_meeting, ROUTE_WAITS, "One meeting: agenda, who was there, conclusions, tasks" },
	{ "GET",  "/{programme}/meetings/{meeting}/calendar.ics", RIGHT_READ, show_calendar, ROUTE_WAITS, "The same for a calendar, as iCalendar" },
	{ "GET",  "/{programme}/meetings/{meeting}/report.pdf", RIGHT_READ, show_pdf, ROUTE_WAITS, "Its report as PDF" },
	{ "GET",  "/{programme}/meetings/{meeting}/report.docx", RIGHT_READ, show_docx, ROUTE_WAITS, "Its report as a Word document" },
	{ "POST", "/{programme}/meetings/{meeting}/invitations", RIGHT_EDIT, invite, 0, "Invites parties, sectors or a person, each by a personal link" },
	{ "GET",  "/{programme}/meetings/{meeting}/invitations/{invitation}", RIGHT_READ, show_invitation, ROUTE_WAITS | ROUTE_FORM, "The answer to an invitation, by who is invited or written down by the office" },
	{ "POST", "/{programme}/meetings/{meeting}/invitations/{invitation}", RIGHT_READ, take_invitation, 0, "Answers" },
	{ "GET",  "/{programme}/meetings/{meeting}/door", RIGHT_EDIT, show_door, ROUTE_WAITS | ROUTE_FORM, "Who comes in, one tap each" },
	{ "POST", "/{programme}/meetings/{meeting}/attendance", RIGHT_EDIT, come_in, 0, "Somebody came in" },
	{ "POST", "/{programme}/meetings/{meeting}/attendance/removal", RIGHT_EDIT, take_back, 0, "Takes the last tap back" },
	{ "POST", "/{programme}/meetings/{meeting}/conclusions/{conclusion}/action", RIGHT_EDIT, become_action, 0, "Makes a conclusion a draft action that keeps where it came from" },
	{ "GET",  "/{programme}/meeting/{secret}", RIGHT_READ, show_by_link, ROUTE_WAITS | ROUTE_FORM | ROUTE_SECRET, "The answer to an invitation by a personal link, with no account" },
	{ "POST", "/{programme}/meeting/{secret}", RIGHT_READ, take_by_link, ROUTE_NO_TOKEN | ROUTE_SECRET, "Answers" },
	{ "GET",  "/{programme}/meeting/{secret}/calendar.ics", RIGHT_READ, show_calendar_by_link, ROUTE_WAITS | ROUTE_SECRET, "The meeting for the calendar of who was invited" },
	ROUTES_END
};

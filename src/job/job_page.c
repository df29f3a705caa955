/* SPDX-License-Identifier: EUPL-1.2 */
/* What the server does by itself, for the office: each job with its last run, and "run now". The server's own jobs are the keeper's to run. */
#include "http/route.h"
#include "http/session.h"
#include "job/job.h"
#include "mail/mail.h"

static void state_model(const struct request *req, struct model *item, const struct job_state *state, bool may_run)
{
	model_text(item, "name", str_of(state->job->name));
	model_words(item, "label", state->job->label);
	model_words(item, "about", state->job->about);
	model_flag(item, "ran", state->ended.ms != 0);
	model_text(item, "ended", language_moment(req->language, req->arena, state->ended));
	model_text(item, "next", state->next.ms > clock_now().ms ? language_moment(req->language, req->arena, state->next) : STR_NONE);
	model_flag(item, "running", state->running);
	model_flag(item, "broken_off", !state->running && state->began.ms > state->ended.ms);
	model_flag(item, "failed", state->failed);
	model_number(item, "tries", state->tries);
	model_flag(item, "again", state->tries > 1);
	model_text(item, "said", state->said);
	model_text(item, "node", state->node);
	model_flag(item, "may_run", may_run && !state->running);
}

static void states_model(const struct request *req, struct model *model, const char *list, struct id programme, bool may_run)
{
	struct job_states states = job_states(req->store, programme, req->language, req->arena);

	model_list(model, list);
	for (size_t i = 0; i < states.count; i++)
		state_model(req, model_item(model, list), &states.at[i], may_run);
}

/* GET /{programme}/jobs */
static void show_jobs(struct request *req, struct response *res)
{
	struct model *model = model_new(req->arena);

	model_words(model, "title", N_("Jobs"));
	model_text(model, "csrf", session_csrf(req));
	model_text(model, "self", request_address(req, STR("/jobs")));
	model_flag(model, "no_mail", !mail_leaves());
	model_flag(model, "keeper", req->person->keeper);
	states_model(req, model, "jobs", req->programme->id, true);
	states_model(req, model, "server_jobs", ID_NONE, req->person->keeper);
	respond_page(res, req, "job/jobs", model);
}

/* POST /{programme}/jobs: job = its name */
static void run_now(struct request *req, struct response *res)
{
	struct str name = request_field(req, "job");
	const struct job *job = NULL;

	for (size_t i = 0; i < job_count; i++)
		if (str_is(name, jobs[i]->name))
			job = jobs[i];
	if (!job) {
		respond_not_found(res, req);
		return;
	}
	if (!job->each_programme && !req->person->keeper) {
		respond_forbidden(res, req, RIGHT_PEOPLE);
		return;
	}
	if (job_run_now(req->store, job->each_programme ? req->programme->id : ID_NONE, job))
		flash(res, req, FLASH_OK, N_("It runs now: {0}. Load this page again in a moment."), language_text(req->language, job->label));
	else
		flash(res, req, FLASH_ERROR, N_("It could not be written now. Try again."), STR_NONE);
	respond_see_other(res, req, request_address(req, STR("/jobs")));
}

const struct route job_routes[] = {
	{ "GET",  "/{programme}/jobs", RIGHT_PEOPLE, show_jobs, ROUTE_WAITS | ROUTE_FORM, "What the server does by itself, and how that went" },
	{ "POST", "/{programme}/jobs", RIGHT_PEOPLE, run_now, 0, "Has a job run now" },
	ROUTES_END
};

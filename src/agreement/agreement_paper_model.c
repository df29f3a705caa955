/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * An agreement as a paper, in the programme's own language: what is offered for signing. Who signed is not in it: the evidence sheet that closes the
 * signed PDF is signature/signature_paper.h.
 */
#include "agreement/agreement_model.h"
#include "party/party.h"
#include "tree/tree.h"

/* So many services are read without a table of contents. */
enum { SERVICES_WITHOUT_CONTENTS = 6, TEXT_WITHOUT_CONTENTS = 4000 };

struct writing {
	const struct programme *programme;
	const struct agreement *agreement;
	enum language           language;
	struct arena           *arena;
	struct paper           *paper;
};

static struct str say(const struct writing *writing, const char *english, struct str a, struct str b)
{
	return language_fill(writing->language, writing->arena, english, a, b, STR_NONE);
}

static struct str word(const struct writing *writing, const char *english)
{
	return language_text(writing->language, english);
}

static struct str day_words(const struct writing *writing, struct day day)
{
	return language_day(writing->language, writing->arena, day);
}

static struct str party_name(const struct writing *writing, struct id id)
{
	const struct party *party = programme_row(writing->programme, party, id);
	return party ? party->name : word(writing, N_("not yet known"));
}

static void own_term(const struct writing *writing, const char *term, struct str text)
{
	paper_term(writing->paper, word(writing, term), text);
}

static void write_parties(const struct writing *writing)
{
	const struct agreement *agreement = writing->agreement;
	const struct agreement *replaced = programme_row(writing->programme, agreement, agreement->replaces);
	struct row_list clients = agreement_clients(writing->programme, agreement, writing->arena);
	struct str *names = arena_array(writing->arena, struct str, clients.count + 1);

	paper_heading(writing->paper, 1, word(writing, N_("Parties and period")));
	for (size_t i = 0; i < clients.count; i++)
		names[i] = ROW(party, clients, i)->name;
	own_term(writing, N_("Clients"), str_join(writing->arena, names, clients.count, STR(", ")));
	own_term(writing, N_("Contractor"), party_name(writing, agreement->contractor));
	own_term(writing, N_("Period"), language_period(writing->language, writing->arena, agreement->first, agreement->last));
	if (replaced)
		own_term(writing, N_("Takes the place of"), say(writing, N_("{0}, from {1}"), replaced->title, day_words(writing, agreement->first)));
}

static void write_signatories(const struct writing *writing)
{
	struct row_list signatories = REFERRING(writing->programme, signatory, agreement, writing->agreement->id);
	struct paper_column columns[] = { { word(writing, N_("Party")), PAPER_START, 2 }, { word(writing, N_("Function")), PAPER_START, 2 },
		{ word(writing, N_("Side")), PAPER_START, 1 } };

	if (signatories.count == 0)
		return;
	paper_heading(writing->paper, 1, word(writing, N_("Who signs")));
	paper_table(writing->paper, STR_NONE, columns, 3);
	for (size_t i = 0; i < signatories.count; i++) {
		const struct signatory *signatory = ROW(signatory, signatories, i);
		paper_cell_text(writing->paper, party_name(writing, signatory->party), STR_NONE);
		paper_cell_text(writing->paper, signatory->needed.known ? say(writing, N_("{0} ({1} of this party must sign)"), signatory->function,
			count_text(signatory->needed, writing->arena)) : signatory->function, STR_NONE);
		paper_cell_text(writing->paper, word(writing, signatory->client ? N_("client") : N_("contractor")), STR_NONE);
	}
	if (writing->agreement->in_order)
		paper_text(writing->paper, PAPER_SMALL, word(writing, N_("Within a party they sign in this order.")));
}

static void write_services(const struct writing *writing)
{
	struct row_list services = REFERRING(writing->programme, service, agreement, writing->agreement->id);

	if (services.count == 0)
		return;
	paper_heading(writing->paper, 1, word(writing, N_("Services")));
	for (size_t i = 0; i < services.count; i++) {
		const struct service *service = ROW(service, services, i);
		paper_heading(writing->paper, 2, row_title(writing->programme, &service_record, service, writing->arena));
		paper_own(writing->paper);
		if (service->result.len > 0)
			own_term(writing, N_("Result to deliver"), service->result);
		own_term(writing, N_("Due"), day_words(writing, service->due));
		if (service->proof.len > 0)
			own_term(writing, N_("What shows it"), service->proof);
	}
}

static void write_contributions(const struct writing *writing)
{
	struct row_list rows = REFERRING(writing->programme, funding_contribution, agreement, writing->agreement->id);
	struct paper_column columns[] = { { word(writing, N_("Party")), PAPER_START, 3 }, { word(writing, N_("Year")), PAPER_END, 1 },
		{ word(writing, N_("Amount")), PAPER_END, 2 } };
	struct money sum = { 0 };

	if (rows.count == 0)
		return;
	paper_heading(writing->paper, 1, word(writing, N_("Contributions")));
	paper_table(writing->paper, word(writing, N_("What each pays, by year; excluding VAT unless the text says otherwise")), columns, 3);
	for (size_t i = 0; i < rows.count; i++) {
		const struct funding_contribution *row = ROW(funding_contribution, rows, i);
		paper_cell_text(writing->paper, party_name(writing, row->party), STR_NONE);
		paper_cell_text(writing->paper, count_text(row->year, writing->arena), STR_NONE);
		if (row->amount.known)
			paper_cell_money(writing->paper, row->amount);
		else
			paper_cell_text(writing->paper, word(writing, N_("not yet known")), STR_NONE);
		if (row->amount.known)
			sum = (struct money){ sum.cents + row->amount.cents, true };
	}
	if (sum.known) {
		paper_cell_text(writing->paper, word(writing, N_("Together")), STR_NONE);
		paper_cell_text(writing->paper, STR_NONE, STR_NONE);
		paper_cell_money(writing->paper, sum);
		paper_row_total(writing->paper);
	}
}

/* At the end: what can be checked. */
static void write_hash(const struct writing *writing)
{
	const struct agreement *agreement = writing->agreement;

	paper_heading(writing->paper, 1, word(writing, N_("What was frozen")));
	if (agreement->frozen.ms == 0) {
		paper_text(writing->paper, PAPER_NOTE, word(writing, N_("This is a draft. Nothing was offered for signing yet, and everything in it can still change.")));
		return;
	}
	paper_text(writing->paper, PAPER_PLAIN, say(writing, N_("The text, the parties, those who sign, the services and the contributions were frozen on {0}. Nothing of it changes any more; a change is a new agreement that takes the place of this one."),
		language_moment(writing->language, writing->arena, agreement->frozen), STR_NONE));
	paper_term(writing->paper, word(writing, N_("SHA-256 of the frozen text")), agreement->hash);
	paper_term(writing->paper, word(writing, N_("To be checked with")), str_format(writing->arena, "sha256sum %.*s.json", STR_ARG(agreement->key)));
}

static bool is_long(const struct programme *programme, const struct agreement *agreement)
{
	return agreement->text.len > TEXT_WITHOUT_CONTENTS || REFERRING(programme, service, agreement, agreement->id).count > SERVICES_WITHOUT_CONTENTS;
}

struct paper *agreement_paper(struct request *req, const struct agreement *agreement)
{
	const struct programme_facts *facts = tree_facts(req->programme);
	bool draft = agreement->frozen.ms == 0;
	struct writing writing = { .programme = req->programme, .agreement = agreement, .language = LANGUAGE_NL, .arena = req->arena };
	struct paper_head head = { .subject = facts->name, .content_language = facts->language, .example = facts->example,
		.moment = draft ? clock_now() : agreement->frozen };

	language_parse(facts->language, &writing.language);
	head.language = writing.language;
	head.author = word(&writing, N_("Programme office"));
	head.title = draft ? say(&writing, N_("Draft: {0}"), agreement->title, STR_NONE) : agreement->title;
	head.footer = draft ? say(&writing, N_("DRAFT, not offered for signing: {0}"), agreement->title, STR_NONE) : agreement->title;
	head.contents = is_long(req->programme, agreement);
	writing.paper = paper_new(req->arena, &head);
	if (draft)
		paper_text(writing.paper, PAPER_NOTE, word(&writing, N_("This is a draft. Nothing was offered for signing yet, and everything in it can still change.")));
	write_parties(&writing);
	paper_heading(writing.paper, 1, word(&writing, N_("What was agreed")));
	paper_markdown(writing.paper, 2, agreement->text);
	write_services(&writing);
	write_contributions(&writing);
	write_signatories(&writing);
	write_hash(&writing);
	return writing.paper;
}

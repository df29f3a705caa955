/* SPDX-License-Identifier: EUPL-1.2 */
#include "signature/signature_paper.h"

#include "party/party.h"

/* What one evidence page is about. */
struct evidence {
	struct paper              *paper;
	const struct programme    *programme;
	const struct agreement    *agreement;
	struct day                 day;
	const struct signer_names *names;
	enum language              language;
	struct arena              *arena;
};

static struct str say(const struct evidence *evidence, const char *words, struct str a, struct str b)
{
	return language_fill(evidence->language, evidence->arena, words, a, b, STR_NONE);
}

static struct str plain(const struct evidence *evidence, const char *words)
{
	return language_text(evidence->language, words);
}

static struct str name_of(const struct evidence *evidence, struct id signature)
{
	for (size_t i = 0; evidence->names && i < evidence->names->count; i++)
		if (id_equal(evidence->names->at[i].signature, signature))
			return evidence->names->at[i].name;
	return STR_NONE;
}

/* The party and the function, and, where the reader may know it, the name. */
static struct str who(const struct evidence *evidence, const struct signatory *signatory, const struct signature *act)
{
	const struct party *party = programme_row(evidence->programme, party, signatory->party);
	struct str function = act->function.len ? act->function : signatory->function, name = name_of(evidence, act->id);
	struct str text = str_format(evidence->arena, "%.*s, %.*s", STR_ARG(party ? party->name : STR_NONE), STR_ARG(function));

	return name.len ? str_format(evidence->arena, "%.*s (%.*s)", STR_ARG(text), STR_ARG(name)) : text;
}

static struct str when(const struct evidence *evidence, const struct signature *act)
{
	bool by_code = act->how == SIGNED_BY_LINK || act->how == SIGNED_WITH_ACCOUNT;

	return by_code && act->moment.ms ? language_moment(evidence->language, evidence->arena, act->moment)
		: language_day(evidence->language, evidence->arena, act->day);
}

static struct str how(const struct evidence *evidence, const struct signature *act)
{
	struct str words = plain(evidence, words_label(&signature_how_words, (int)act->how));

	return act->place.len ? str_format(evidence->arena, "%.*s, %.*s", STR_ARG(words), STR_ARG(act->place)) : words;
}

static void table_of_acts(const struct evidence *evidence)
{
	struct paper_column columns[] = { { .label = plain(evidence, N_("Who")), .width = 4 }, { .label = plain(evidence, N_("When")), .width = 3 },
		{ .label = plain(evidence, N_("How")), .width = 3 } };
	struct row_list acts = signature_acts(evidence->programme, evidence->agreement, evidence->day, evidence->arena);

	paper_table(evidence->paper, plain(evidence, N_("Who signed")), columns, 3);
	for (size_t i = 0; i < acts.count; i++) {
		const struct signature *act = ROW(signature, acts, i);
		const struct signatory *signatory = programme_row(evidence->programme, signatory, act->signatory);
		if (!signatory || act->act != SIGNATURE_SIGNED || signatory_act(evidence->programme, signatory, evidence->day) != act)
			continue;
		paper_cell_text(evidence->paper, who(evidence, signatory, act), STR_NONE);
		paper_cell_text(evidence->paper, when(evidence, act), STR_NONE);
		paper_cell_text(evidence->paper, how(evidence, act), STR_NONE);
	}
}

static bool anybody_signed(const struct evidence *evidence, bool all)
{
	struct row_list signatories = REFERRING(evidence->programme, signatory, agreement, evidence->agreement->id);

	for (size_t i = 0; i < signatories.count; i++) {
		enum signing_state state = signature_standing(evidence->programme, signatories.at[i], evidence->day).state;
		if (!all && state == SIGNING_SIGNED)
			return true;
		if (all && state != SIGNING_SIGNED && state != SIGNING_NOT_NEEDED)
			return false;
	}
	return all;
}

/* Who did not sign yet, each on a line; those that need no more do not stand here. */
static void list_awaited(const struct evidence *evidence)
{
	struct row_list signatories = REFERRING(evidence->programme, signatory, agreement, evidence->agreement->id);

	if (anybody_signed(evidence, true))
		return;
	paper_text(evidence->paper, PAPER_NOTE, plain(evidence, N_("Not everybody has signed. These have not:")));
	for (size_t i = 0; i < signatories.count; i++) {
		const struct signatory *signatory = ROW(signatory, signatories, i);
		enum signing_state state = signature_standing(evidence->programme, signatory, evidence->day).state;
		if (state != SIGNING_SIGNED && state != SIGNING_NOT_NEEDED)
			paper_item(evidence->paper, str_format(evidence->arena, "%.*s: %.*s",
				STR_ARG(row_title(evidence->programme, &signatory_record, signatory, evidence->arena)),
				STR_ARG(plain(evidence, state == SIGNING_REFUSED ? N_("refused to sign") : N_("awaited")))), STR_NONE);
	}
}

void signature_evidence_named(struct paper *paper, const struct programme *programme, const struct agreement *agreement, struct day day,
	const struct signer_names *names)
{
	struct evidence evidence = { paper, programme, agreement, day, names, paper_head(paper)->language, paper_arena(paper) };
	struct day signed_on = agreement_signed_on(programme, agreement, day);

	paper_heading(paper, 1, plain(&evidence, N_("Evidence of signing")));
	paper_text(paper, PAPER_PLAIN, say(&evidence, N_("This sheet belongs to {0} and was added after it. It says who signed what stands before it, as recorded by {1}."),
		agreement->title, language_day(evidence.language, evidence.arena, day)));
	if (day_known(signed_on))
		paper_text(paper, PAPER_PLAIN, say(&evidence, N_("Everybody who has to sign has signed; the last one on {0}."),
			language_day(evidence.language, evidence.arena, signed_on), STR_NONE));
	if (anybody_signed(&evidence, false))
		table_of_acts(&evidence);
	list_awaited(&evidence);
	paper_heading(paper, 2, plain(&evidence, N_("What was signed")));
	if (agreement->frozen.ms)
		paper_term(paper, plain(&evidence, N_("Offered on")), language_moment(evidence.language, evidence.arena, agreement->frozen));
	/* Each on a line of its own, so that it can be copied whole. */
	paper_text(paper, PAPER_PLAIN, plain(&evidence, N_("SHA-256 of the agreement")));
	paper_text(paper, PAPER_SMALL, agreement->hash);
	if (agreement->pdf.len) {
		paper_text(paper, PAPER_PLAIN, plain(&evidence, N_("SHA-256 of the PDF as it was offered")));
		paper_text(paper, PAPER_SMALL, agreement->pdf);
	}
	paper_text(paper, PAPER_SMALL, plain(&evidence,
		N_("Who signed by a personal link or signed in opened this very PDF, gave name and function, and confirmed with a code of six digits that was mailed to their own address. A signature on paper, or of a signing service, is kept as a scan or PDF by the programme office.")));
	paper_text(paper, PAPER_SMALL, plain(&evidence,
		N_("By link or signed in, this is a simple electronic signature in the sense of the eIDAS regulation, not an advanced or qualified one. Whoever has the PDF as it was offered can check it by itself: its SHA-256 is the one above.")));
}

void signature_evidence(struct paper *paper, const struct programme *programme, const struct agreement *agreement, struct day day)
{
	signature_evidence_named(paper, programme, agreement, day, NULL);
}

/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Agreements and plan versions of regional-programme/1, recorded as they were: who signs and signed, what is delivered, what each pays. The one under
 * `agreement` tells of its signing as a step too (regional_steps.c).
 */
#include "exchange/regional.h"

#include "agreement/agreement.h"
#include "document/document.h"
#include "plan/plan.h"
#include "tree/tree.h"

struct id regional_agreement_id(struct item *item, const char *key)
{
	struct reader *reader = item->reader;

	if (reader->agreement.key.len > 0 && str_equal(item_text(item, key), reader->agreement.key))
		return reader->agreement.id;
	return item_id(item, key, &reader->agreements);
}

static const struct key_of version_keys[] = {
	{ "tabled", "tabled_on" }, { "adopted", "adopted_on" }, { "rejected", "rejected_on" }, { NULL, NULL },
};

static void read_plan_versions(struct reader *reader)
{
	const struct names *names = &reader->plan_versions;
	struct item         item;

	for (size_t i = 0; i < names->list.count; i++) {
		struct plan_version version = { .id = names->at[i].id };

		if (!names_open(reader, names, i, &item))
			continue;
		version.number = item_count(&item, "number");
		if (!version.number.known)
			version.number = (struct count){ (int64_t)i + 1, true };
		version.name = item_text(&item, "name");
		version.text = item_text(&item, "text");
		version.document = item_id(&item, "document", &reader->documents);
		version.tabled = item_day(&item, "tabled_on");
		version.adopted = item_day(&item, "adopted_on");
		version.rejected = item_day(&item, "rejected_on");
		version.provenance = item_provenance(&item, version_keys);
		reader_add(reader, &plan_version_record, &version, item.place, version_keys);
		item_close(&item);
	}
}

/* Who signs, and, where a day is known, that they did: theirs, else that of the whole. */
static const struct key_of signatory_keys[] = { { "function", "role_text" }, { "*", "" }, { NULL, NULL } };
static const struct key_of signature_keys[] = { { "day", "signed_on" }, { "function", "role_text" }, { "*", "" }, { NULL, NULL } };

static void read_signature(struct item *item, const struct agreement *agreement, const struct signatory *signatory, struct day all, struct str place)
{
	struct day       own = item_day(item, "signed_on"), refused = item_day(item, "refused_on");
	struct str       own_place = item_text(item, "place");
	struct signature signature = { .id = id_new(), .agreement = agreement->id, .signatory = signatory->id, .function = signatory->function,
		.act = day_known(refused) ? SIGNATURE_REFUSED : SIGNATURE_SIGNED, .how = (enum signature_how)item_word(item, "how", &signature_how_words),
		.day = day_known(refused) ? refused : day_known(own) ? own : all, .place = own_place.len ? own_place : place,
		.reason = item_text(item, "reason"), .provenance = agreement->provenance };

	/* Recorded as it was told: without a source of its own it is the file that tells. */
	signature.provenance.note = signature.provenance.inferred = STR_NONE;
	if (signature.provenance.source.len == 0)
		signature.provenance.source = reader_words(item->reader, "Ingelezen bestand", "Imported file");
	if (agreement->frozen.ms > 0)
		signature.hash = agreement->hash;
	if (signature.how == SIGNED_BY_LINK)
		signature.moment = item_moment(item, "moment", signature.day);
	if (day_known(signature.day))
		reader_add(item->reader, &signature_record, &signature, item->place, signature_keys);
}

/* Who signs, each at its place in the list; none where the entry is wrong. */
static struct signatory *read_signatories(struct item *item, const struct agreement *agreement)
{
	struct reader    *reader = item->reader;
	struct list       list = item_list(item, "signatories");
	struct ids        clients = item_ids(item, "client", &reader->parties);
	struct signatory *signatories = arena_array(reader->arena, struct signatory, list.count + 1);
	struct item       one;

	for (size_t i = 0; i < list.count; i++) {
		struct signatory signatory = { .id = id_new(), .agreement = agreement->id };

		if (!item_open(reader, list_entry(reader, &list, i), &one))
			continue;
		signatory.party = item_id(&one, "party", &reader->parties);
		signatory.function = item_text(&one, "role_text");
		if (signatory.function.len == 0)
			signatory.function = item_text(&one, "role");
		signatory.client = ids_have(clients, signatory.party);
		signatory.place = item_count(&one, "order");
		signatory.needed = item_count(&one, "needed");
		if (!id_known(signatory.party))
			continue;               /* told where the signing is read */
		reader_add(reader, &signatory_record, &signatory, one.place, signatory_keys);
		signatories[i] = signatory;
	}
	return signatories;
}

static void read_signatures(struct item *item, const struct agreement *agreement, const struct signatory *signatories)
{
	struct reader *reader = item->reader;
	struct list    list = item_list(item, "signatories");
	struct day     all = item_day(item, "signed_on");
	struct str     place = item_text(item, "place");
	struct item    one;

	for (size_t i = 0; i < list.count; i++)
		if (id_known(signatories[i].party) && item_open(reader, list_entry(reader, &list, i), &one))
			read_signature(&one, agreement, &signatories[i], all, place);
}

static void read_services(struct item *item, const struct agreement *agreement)
{
	static const struct key_of keys[] = { { "node", "scope_id" }, { "delivered", "delivered_on" }, { "lines", "budget_lines" }, { NULL, NULL } };
	struct reader *reader = item->reader;
	struct list    list = item_list(item, "services");
	struct item    one;

	for (size_t i = 0; i < list.count; i++) {
		struct service service = { .id = id_new(), .agreement = agreement->id };
		enum scope     scope;

		if (!item_open(reader, list_entry(reader, &list, i), &one))
			continue;
		service.number = item_count(&one, "number");
		if (!service.number.known)
			service.number = (struct count){ (int64_t)i + 1, true };
		service.title = item_text(&one, "title");
		service.result = item_text(&one, "result");
		service.due = item_day(&one, "due");
		service.proof = item_text(&one, "proof");
		service.actions = item_ids(&one, "actions", &reader->actions);
		service.lines = item_ids(&one, "budget_lines", &reader->lines);
		service.delivered = item_day(&one, "delivered_on");
		scope = (enum scope)item_word(&one, "scope", &scope_words);
		if (scope == SCOPE_NONE)
			item_value(&one, "scope_id");
		else
			service.node = regional_scoped(&one, scope);
		reader_add(reader, &service_record, &service, one.place, keys);
		item_close(&one);
	}
}

static void read_contributions(struct item *item, const struct agreement *agreement)
{
	static const struct key_of keys[] = { { "amount", "amount_eur" }, { "line", "budget_line" }, { NULL, NULL } };
	struct reader *reader = item->reader;
	struct list    list = item_list(item, "contributions");
	struct item    one;

	for (size_t i = 0; i < list.count; i++) {
		struct funding_contribution contribution = { .id = id_new(), .agreement = agreement->id };

		if (!item_open(reader, list_entry(reader, &list, i), &one))
			continue;
		contribution.party = item_id(&one, "party", &reader->parties);
		contribution.year = item_count(&one, "year");
		contribution.amount = item_money(&one, "amount_eur");
		contribution.line = item_id(&one, "budget_line", &reader->lines);
		reader_add(reader, &funding_contribution_record, &contribution, one.place, keys);
		item_close(&one);
	}
}

static const struct key_of agreement_keys[] = {
	{ "key", "id" }, { "first", "start" }, { "last", "end" }, { "planned_words", "planned_signing_text" },
	{ "frozen", "offered_on" }, { NULL, NULL },
};

/* Its text was offered, and is frozen from that day with everything that was read before: so its signatures are of these bytes. */
static void freeze(struct item *item, struct agreement *agreement, struct day offered)
{
	struct reader   *reader = item->reader;
	struct agreement draft = *agreement;

	agreement->frozen = item_moment(item, "offered_at", offered);
	agreement->hash = agreement_hash(reader->draft, &draft, reader->arena);
	reader_change(reader, &agreement_record, &draft, agreement, item->place, agreement_keys);
}

/* `id`: of its row. Of an agreement about whose signing nothing is known there is only the document. */
static void read_agreement(struct item *item, struct id id)
{
	struct reader     *reader = item->reader;
	struct str         key = item_text(item, "id");
	const struct name *document = names_find(&reader->documents, key);
	struct agreement   agreement = { .id = id, .key = key, .title = item_text(item, "title"), .text = item_text(item, "text"),
		.contractor = item_id(item, "contractor", &reader->parties), .first = item_day(item, "start"), .last = item_day(item, "end"),
		.planned_signing = item_day(item, "planned_signing"), .planned_words = item_text(item, "planned_signing_text"),
		.replaces = regional_agreement_id(item, "replaces"), .confirms = item_id(item, "confirms", &reader->plan_versions),
		.document = document ? document->id : ID_NONE, .visibility = (enum visibility)item_word(item, "visibility", &visibility_words),
		.provenance = item_provenance(item, agreement_keys) };
	struct day         offered = item_day(item, "offered_on");
	struct signatory  *signatories;

	if (agreement.title.len == 0)
		agreement.title = document ? document->title : reader_joined(reader, reader_words(reader, "Dienstverleningsovereenkomst", "Service agreement"), STR(" "),
			tree_facts(reader->draft)->key);
	if (!day_known(item_day(item, "signed_on")) && !day_known(agreement.planned_signing) && !day_known(offered) && item_list(item, "signatories").count == 0)
		return;
	reader_add(reader, &agreement_record, &agreement, item->place, agreement_keys);
	read_services(item, &agreement);
	read_contributions(item, &agreement);
	signatories = read_signatories(item, &agreement);
	if (day_known(offered))
		freeze(item, &agreement, offered);
	read_signatures(item, &agreement, signatories);
}

void regional_agreements(struct item *file)
{
	struct reader      *reader = file->reader;
	const struct names *names = &reader->agreements;
	struct item         item;

	read_plan_versions(reader);
	if (item_open(reader, item_value(file, "agreement"), &item))
		read_agreement(&item, id_known(reader->agreement.id) ? reader->agreement.id : id_new());
	for (size_t i = 0; i < names->list.count; i++) {
		if (!names_open(reader, names, i, &item))
			continue;
		read_agreement(&item, names->at[i].id);
		item_value(&item, "published_on");
		item_word(&item, "kind", &document_kind_words);
		item_text(&item, "subject");
		item_close(&item);
	}
}

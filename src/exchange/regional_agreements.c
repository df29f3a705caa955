/* SPDX-License-Identifier: EUPL-1.2 */
/* Agreements of regional-programme/1: who signs, what is delivered, what each pays, and who signed on which day. */
#include "exchange/regional.h"

#include "agreement/agreement.h"

static const struct key_of agreement_keys[] = {
	{ "key", "id" }, { "first", "start" }, { "last", "end" }, { "planned_words", "planned_signing_text" }, { "frozen", "offered_on" },
	{ NULL, NULL },
};
static const struct key_of signatory_keys[] = { { "function", "role_text" }, { "place", "order" }, { "agreement", "" }, { NULL, NULL } };
static const struct key_of signature_keys[] = {
	{ "day", "signed_on" }, { "function", "role_text" }, { "place", "signed_at" }, { "document", "scan" }, { "*", "" }, { NULL, NULL },
};
static const struct key_of service_keys[] = { { "node", "scope_id" }, { "lines", "budget_lines" }, { "agreement", "" }, { NULL, NULL } };
static const struct key_of contribution_keys[] = { { "amount", "amount_eur" }, { "line", "budget_line" }, { "agreement", "" }, { NULL, NULL } };

struct id regional_agreement_id(struct item *item, const char *key)
{
	struct reader *reader = item->reader;

	if (reader->agreement.key.len > 0 && str_equal(item_text(item, key), reader->agreement.key))
		return reader->agreement.id;
	return item_id(item, key, &reader->agreements);
}

static struct str title_of(struct item *item, const struct name *own)
{
	struct reader     *reader = item->reader;
	struct str         title = item_text(item, "title");
	const struct name *document = names_find(&reader->documents, own->key);

	if (title.len == 0 && document)
		title = document->title;
	return title.len > 0 ? title : reader_words(reader, "Dienstverleningsovereenkomst", "Service agreement");
}

/* What a signatory did is told beside it; of a whole agreement that was signed on one day, once for all of them. */
struct acting { struct signature signature; struct str place; };
struct signing { struct day day; struct str place; };

/* What the agreement as a whole tells is of each signatory that tells nothing of itself. */
static bool read_act(struct item *item, const struct signatory *signatory, const struct agreement *agreement, struct signing all,
	struct acting *acting)
{
	struct signature *act = &acting->signature;
	struct day        refused = item_day(item, "refused_on");
	struct str        place = item_text(item, "signed_at"), reason = item_text(item, "reason");
	enum signature_how how = (enum signature_how)item_word(item, "how", &signature_how_words);
	struct id         scan = item_id(item, "scan", &item->reader->documents);
	struct provenance provenance = item_provenance(item, signature_keys);
	struct day        signed_on = item_day(item, "signed_on");

	if (place.len == 0 && !day_known(signed_on) && !day_known(refused))
		place = all.place;
	*acting = (struct acting){ .place = item->place };
	*act = (struct signature){ .id = id_new(), .agreement = agreement->id, .signatory = signatory->id, .how = how,
		.function = signatory->function, .place = place, .reason = reason, .document = scan, .provenance = provenance };
	if (provenance.source.len == 0)
		act->provenance.source = agreement->provenance.source;
	if (act->provenance.certainty == CERTAINTY_STATED && provenance.source.len == 0)
		act->provenance.certainty = agreement->provenance.certainty;
	act->act = day_known(refused) ? SIGNATURE_REFUSED : SIGNATURE_SIGNED;
	act->day = day_known(refused) ? refused : day_known(signed_on) ? signed_on : all.day;
	if (how == SIGNED_BY_LINK)
		act->moment = item_moment(item, "moment", act->day);
	if (day_known(refused))
		return true;
	/* Without a source nobody can look up that it was signed: then the step in the programme's life tells it alone. */
	return day_known(act->day) && (day_known(signed_on) || act->provenance.source.len > 0);
}

static size_t read_signatories(struct item *in, const struct agreement *agreement, struct ids clients, struct signing all,
	struct acting *acting)
{
	struct reader *reader = in->reader;
	struct list    list = item_list(in, "signatories");
	struct item    item;
	size_t         count = 0;

	for (size_t i = 0; i < list.count; i++) {
		struct signatory signatory = { .id = id_new(), .agreement = agreement->id };

		if (!item_open(reader, list_entry(reader, &list, i), &item))
			continue;
		signatory.party = item_id(&item, "party", &reader->parties);
		signatory.function = item_text(&item, "role_text");
		if (signatory.function.len == 0)
			signatory.function = item_text(&item, "role");
		item_text(&item, "role");
		signatory.person = item_id(&item, "person", &reader->people);
		signatory.client = ids_have(clients, signatory.party);
		signatory.place = item_count(&item, "order");
		signatory.needed = item_count(&item, "needed");
		signatory.proof_asked = item_bool(&item, "proof_asked", false);
		signatory.proof = item_id(&item, "proof", &reader->documents);
		if (id_known(signatory.party) && signatory.function.len == 0)
			signatory.function = reader_words(reader, "functie niet bekend", "function not known");
		if (id_known(signatory.party))
			reader_add(reader, &signatory_record, &signatory, item.place, signatory_keys);
		else if (!item_said(&item, "party"))
			item_missing(&item, "party");
		if (read_act(&item, &signatory, agreement, all, &acting[count]) && id_known(signatory.party))
			count++;
		item_close(&item);
	}
	return count;
}

static void read_services(struct item *in, const struct agreement *agreement)
{
	struct reader *reader = in->reader;
	struct list    list = item_list(in, "services");
	struct item    item;

	for (size_t i = 0; i < list.count; i++) {
		struct service service = { .id = id_new(), .agreement = agreement->id };

		if (!item_open(reader, list_entry(reader, &list, i), &item))
			continue;
		service.number = item_count(&item, "number");
		service.title = item_text(&item, "title");
		service.result = item_text(&item, "result");
		service.due = item_day(&item, "due");
		service.proof = item_text(&item, "proof");
		service.node = regional_about(&item);
		service.actions = item_ids(&item, "actions", &reader->actions);
		service.lines = item_ids(&item, "budget_lines", &reader->lines);
		service.delivered = item_day(&item, "delivered");
		service.document = item_id(&item, "document", &reader->documents);
		reader_add(reader, &service_record, &service, item.place, service_keys);
		item_close(&item);
	}
}

static void read_contributions(struct item *in, const struct agreement *agreement)
{
	struct reader *reader = in->reader;
	struct list    list = item_list(in, "contributions");
	struct item    item;

	for (size_t i = 0; i < list.count; i++) {
		struct funding_contribution contribution = { .id = id_new(), .agreement = agreement->id };

		if (!item_open(reader, list_entry(reader, &list, i), &item))
			continue;
		contribution.party = item_id(&item, "party", &reader->parties);
		contribution.year = item_count(&item, "year");
		contribution.amount = item_money(&item, "amount_eur");
		contribution.line = item_id(&item, "budget_line", &reader->lines);
		reader_add(reader, &funding_contribution_record, &contribution, item.place, contribution_keys);
		item_close(&item);
	}
}

/* The text is frozen once everything that is frozen with it has been read. */
static void freeze(struct reader *reader, const struct agreement *draft, struct moment offered, struct str place)
{
	struct agreement frozen = *draft;

	frozen.frozen = offered;
	frozen.hash = agreement_hash(reader->draft, draft, reader->arena);
	reader_change(reader, &agreement_record, draft, &frozen, place, agreement_keys);
}

void regional_agreement(struct item *item, const struct name *own)
{
	struct reader   *reader = item->reader;
	struct list      signatories = item_list(item, "signatories");
	struct acting   *acting = arena_array(reader->arena, struct acting, signatories.count + 1);
	struct ids       clients = item_ids(item, "client", &reader->parties);
	struct agreement agreement = {
		.id = own->id,
		.key = own->key,
		.title = title_of(item, own),
		.contractor = item_id(item, "contractor", &reader->parties),
		.text = item_text(item, "text"),
		.first = item_day(item, "start"),
		.last = item_day(item, "end"),
		.planned_signing = item_day(item, "planned_signing"),
		.planned_words = item_text(item, "planned_signing_text"),
		.replaces = regional_agreement_id(item, "replaces"),
		.confirms = item_id(item, "confirms", &reader->plans),
		.in_order = item_bool(item, "in_order", false),
		.visibility = (enum visibility)item_word(item, "visibility", &visibility_words),
		.provenance = item_provenance(item, agreement_keys),
	};
	const struct name *document = names_find(&reader->documents, own->key);
	struct signing     all = { item_day(item, "signed_on"), item_text(item, "place") };
	struct moment      offered = item_moment(item, "offered", item_day(item, "offered_on"));
	size_t             acts;

	agreement.document = document ? document->id : ID_NONE;
	reader_add(reader, &agreement_record, &agreement, item->place, agreement_keys);
	acts = read_signatories(item, &agreement, clients, all, acting);
	read_services(item, &agreement);
	read_contributions(item, &agreement);
	if (offered.ms > 0)
		freeze(reader, &agreement, offered, item->place);
	for (size_t i = 0; i < acts; i++) {
		const struct agreement *now = programme_row(reader->draft, agreement, agreement.id);
		acting[i].signature.hash = now->hash;
		reader_add(reader, &signature_record, &acting[i].signature, acting[i].place, signature_keys);
	}
}

void regional_agreements(struct item *file)
{
	struct reader      *reader = file->reader;
	const struct names *names = &reader->agreements;
	struct item         item;

	for (size_t i = 0; i < names->list.count; i++)
		if (names_open(reader, names, i, &item)) {
			regional_agreement(&item, &names->at[i]);
			item_close(&item);
		}
}

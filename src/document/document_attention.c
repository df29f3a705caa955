/* SPDX-License-Identifier: EUPL-1.2 */
/* What needs attention of documents: leading plans, and what was to be adopted (docs/rules.md 8, 10). */
#include "attention/attention.h"
#include "document/document.h"
#include "tree/tree.h"

static struct str form_of(const struct attention_search *search, const struct document *document, const char *field)
{
	return str_format(search->arena, "/edit/document/%.*s#f-%s", STR_ARG(id_text(document->id, search->arena)), field);
}

static struct attention about_plan(const struct theme *theme, const struct document *plan)
{
	return (struct attention){ .record = &document_record, .row = plan, .arg = { theme->name, plan->title } };
}

/* The themes with a leading plan. `each` adds what it finds about one. */
static void each_plan(struct attention_search *search, const struct attention_kind *kind,
	void (*each)(struct attention_search *, const struct attention_kind *, const struct theme *, const struct document *))
{
	struct row_list themes = tree_themes(search->programme, false, search->arena);

	for (size_t i = 0; i < themes.count && !search->over; i++) {
		const struct theme *theme = ROW(theme, themes, i);
		const struct document *plan = programme_row(search->programme, document, theme->leading_plan);
		if (plan)
			each(search, kind, theme, plan);
	}
}

static void add_unread(struct attention_search *search, const struct attention_kind *kind, const struct theme *theme, const struct document *plan)
{
	struct attention found = about_plan(theme, plan);

	if (plan->address.len > 0 || document_newest(search->programme, plan->id))
		return;
	found.node = programme_node(search->programme, theme->id);
	found.address = form_of(search, plan, "address");
	attention_add(search, kind, &found);
}

static void find_unread(struct attention_search *search, const struct attention_kind *kind)
{
	each_plan(search, kind, add_unread);
}

static void add_outdated(struct attention_search *search, const struct attention_kind *kind, const struct theme *theme, const struct document *plan)
{
	struct attention found = about_plan(theme, plan);

	if (!day_known(plan->last) || day_last(plan->last) >= day_first(search->day))
		return;
	found.node = programme_node(search->programme, theme->id);
	found.party = plan->owner;
	found.by = plan->last;
	found.since = day_add(day_of_number(day_last(plan->last)), 1);
	found.address = form_of(search, plan, "last");
	attention_add(search, kind, &found);
}

static void find_outdated(struct attention_search *search, const struct attention_kind *kind)
{
	each_plan(search, kind, add_outdated);
}

/* To be adopted or signed by a day that went by, and nothing says that it was. A state in words says something. */
static void find_not_adopted(struct attention_search *search, const struct attention_kind *kind)
{
	struct row_list documents = programme_rows(search->programme, &document_record);

	for (size_t i = 0; i < documents.count && !search->over; i++) {
		const struct document *document = ROW(document, documents, i);

		if (!day_known(document->planned) || day_known(document->adopted) || document->state.len > 0 ||
		    day_last(document->planned) >= day_first(search->day))
			continue;
		attention_add(search, kind, &(struct attention){ .record = &document_record, .row = document, .party = document->owner,
			.by = document->planned, .since = day_add(day_of_number(day_last(document->planned)), 1), .arg = { document->title },
			.address = form_of(search, document, "adopted") });
	}
}

const struct attention_kind document_attention[] = {
	{ "leading_plan_without_document", N_("Leading plan without document"), N_("The leading plan of {0} cannot be read here: {1}."),
		N_("Add the file or its address"), find_unread, false },
	{ "leading_plan_ended", N_("Leading plan past its period"), N_("The period of the leading plan of {0} is over: {1}."),
		N_("Ask for the new plan"), find_outdated, false },
	{ "document_not_adopted", N_("Document not adopted in time"), N_("{0} is not known to be adopted or signed."),
		N_("Record when it was adopted"), find_not_adopted, true },
	ATTENTION_END
};

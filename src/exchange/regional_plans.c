/* SPDX-License-Identifier: EUPL-1.2 */
/* Plan versions of regional-programme/1 as they were decided elsewhere or earlier, and who must agree to a change of the plan. */
#include "exchange/regional.h"

#include "plan/plan.h"

static const struct key_of plan_keys[] = {
	{ "tabled", "tabled_on" }, { "adopted", "adopted_on" }, { "rejected", "rejected_on" }, { NULL, NULL },
};
static const struct key_of rule_keys[] = { { "above", "above_eur" }, { "change_class", "class" }, { NULL, NULL } };

static void read_versions(struct item *file)
{
	struct reader      *reader = file->reader;
	const struct names *names = &reader->plans;
	struct item         item;

	for (size_t i = 0; i < names->list.count; i++) {
		struct plan_version version = { .id = names->at[i].id };

		if (!names_open(reader, names, i, &item))
			continue;
		version.number = item_count(&item, "number");
		version.name = item_text(&item, "name");
		version.text = item_text(&item, "text");
		version.document = item_id(&item, "document", &reader->documents);
		version.tabled = item_day(&item, "tabled_on");
		version.adopted = item_day(&item, "adopted_on");
		version.rejected = item_day(&item, "rejected_on");
		version.provenance = item_provenance(&item, plan_keys);
		reader_add(reader, &plan_version_record, &version, item.place, plan_keys);
		item_close(&item);
	}
}

static void read_rules(struct item *file)
{
	struct reader *reader = file->reader;
	struct list    list = item_list(file, "change_rules");
	struct item    item;

	for (size_t i = 0; i < list.count; i++) {
		struct change_rule rule = { .id = id_new() };

		if (!item_open(reader, list_entry(reader, &list, i), &item))
			continue;
		rule.kind = (enum plan_change_kind)item_word(&item, "kind", &plan_change_words);
		rule.above = item_money(&item, "above_eur");
		rule.change_class = (enum change_class)item_word(&item, "class", &change_class_words);
		reader_add(reader, &change_rule_record, &rule, item.place, rule_keys);
		item_close(&item);
	}
}

void regional_plans(struct item *file)
{
	read_versions(file);
	read_rules(file);
}

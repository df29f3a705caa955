/* SPDX-License-Identifier: EUPL-1.2 */
#include "agreement/agreement_report.h"

static bool told(const struct programme *programme, const struct agreement *agreement, struct id party, struct day day)
{
	enum agreement_state state = agreement_state(programme, agreement, day);

	return agreement->visibility == VISIBILITY_PUBLISHED && (state == AGREEMENT_IN_FORCE || state == AGREEMENT_ENDED) &&
		(!id_known(party) || agreement_binds(programme, agreement, party));
}

static void write_service(struct paper *paper, const struct service *service, struct day day, enum language language)
{
	bool delivered = day_known(service->delivered) && day_first(service->delivered) <= day_first(day);

	paper_cell_text(paper, service->title, STR_NONE);
	paper_own(paper);
	if (day_known(service->due))
		paper_cell_day(paper, service->due);
	else
		paper_cell_text(paper, language_text(language, N_("not yet known")), STR_NONE);
	if (delivered)
		paper_cell_day(paper, service->delivered);
	else
		paper_cell_text(paper, language_text(language, service_late(service, day) ? N_("not known, past its day") : N_("not known to be delivered")), STR_NONE);
}

void agreement_write_services(struct paper *paper, const struct programme *programme, struct id party, struct day day, enum language language)
{
	struct row_list agreements = programme_rows(programme, &agreement_record);
	struct paper_column columns[] = { { language_text(language, N_("Service")), PAPER_START, 5 }, { language_text(language, N_("Due")), PAPER_START, 3 },
		{ language_text(language, N_("Delivered")), PAPER_START, 3 } };
	bool begun = false;

	for (size_t i = 0; i < agreements.count; i++) {
		const struct agreement *agreement = ROW(agreement, agreements, i);
		struct row_list services = REFERRING(programme, service, agreement, agreement->id);
		if (services.count == 0 || !told(programme, agreement, party, day))
			continue;
		if (!begun)
			paper_heading(paper, 1, language_text(language, N_("What was agreed, and what was delivered")));
		begun = true;
		paper_heading(paper, 2, agreement->title);
		paper_own(paper);
		paper_table(paper, STR_NONE, columns, 3);
		for (size_t s = 0; s < services.count; s++)
			write_service(paper, services.at[s], day, language);
	}
}

/* SPDX-License-Identifier: EUPL-1.2 */
#include "party/party.h"

#include "tree/tree.h"

enum sector party_sector(const struct party *party)
{
	if (party->sector != SECTOR_NONE)
		return party->sector;
	switch (party->kind) {
	case PARTY_MUNICIPALITY: case PARTY_PROVINCE: case PARTY_WATER_BOARD: case PARTY_NATIONAL_GOVERNMENT:
		return SECTOR_GOVERNMENT;
	case PARTY_EDUCATION:
		return SECTOR_EDUCATION;
	case PARTY_BUSINESS_ASSOCIATION: case PARTY_COMPANY:
		return SECTOR_BUSINESS;
	case PARTY_CIVIL_SOCIETY:
		return SECTOR_SOCIETY;
	default:
		return SECTOR_NONE;
	}
}

bool party_exists(const struct party *party, struct day day)
{
	return period_has(party->first, party->last, day);
}

struct row_list party_municipalities(const struct programme *programme, struct day day, struct arena *arena)
{
	struct row_list all = programme_rows(programme, &party_record);
	const void **at = arena_array(arena, const void *, all.count);
	size_t count = 0;

	for (size_t i = 0; i < all.count; i++)
		if (ROW(party, all, i)->kind == PARTY_MUNICIPALITY && party_exists(all.at[i], day))
			at[count++] = all.at[i];
	return (struct row_list){ at, count };
}

const struct inhabitants *party_inhabitants(const struct programme *programme, struct id party, struct day day)
{
	struct row_list figures = REFERRING(programme, inhabitants, party, party);
	const struct inhabitants *best = NULL;

	for (size_t i = 0; i < figures.count; i++) {
		const struct inhabitants *figure = ROW(inhabitants, figures, i);
		if (!figure->number.known)
			continue;
		if (figure->provenance.certainty == CERTAINTY_ILLUSTRATIVE && !tree_facts(programme)->example)
			continue;
		if (!best || day_first(figure->day) <= day_first(day))
			best = figure;          /* they come by day: the last one not after `day` stays */
	}
	return best;
}

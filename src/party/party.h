/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Parties: municipalities, schools, businesses, executing organisations, other regions (docs/rules.md 1).
 * A party has a first and last day and may have a successor. Being a member of an organisation is another thing than taking part.
 */
#ifndef PARTY_PARTY_H
#define PARTY_PARTY_H

#include "programme/programme.h"

enum party_kind {
	PARTY_UNKNOWN, PARTY_MUNICIPALITY, PARTY_EXECUTING_ORGANISATION, PARTY_EDUCATION, PARTY_BUSINESS_ASSOCIATION, PARTY_COMPANY,
	PARTY_CIVIL_SOCIETY, PARTY_RESEARCHER, PARTY_PROVINCE, PARTY_WATER_BOARD, PARTY_NATIONAL_GOVERNMENT, PARTY_EXTERNAL_REGION,
	PARTY_SECTOR, PARTY_KIND_COUNT
};
extern const struct words party_kind_words;

/* The four sectors of docs/rules.md 9; executing organisations and other regions count in none. */
enum sector { SECTOR_NONE, SECTOR_GOVERNMENT, SECTOR_EDUCATION, SECTOR_BUSINESS, SECTOR_SOCIETY };
extern const struct words sector_words;

struct party {
	struct id       id;
	struct str      key, name;
	enum party_kind kind;
	struct str      code;           /* of Statistics Netherlands: "0221" */
	enum sector     sector;         /* where the kind does not say: a sector's own party */
	struct str      part;           /* what it does in the programme: "opdrachtgever" */
	struct str      description;
	struct str      members;        /* names of who belongs to it but is no party here, one a line */
	struct str      bodies;         /* board, council of advice ..., one a line */
	struct str      branches;       /* which it belongs to, with commas: "retail, leisure" (docs/rules.md 9) */
	struct str      website;
	struct day      first, last;    /* it exists from, until */
	struct id       successor;      /* party that takes over on the day after `last` */
	struct provenance provenance;
};

struct inhabitants {
	struct id    id, party;
	struct day   day;               /* reference day */
	struct count number;
	struct str   origin;            /* "CBS, as shown on ..." */
	struct provenance provenance;
};

/* A party belongs to another: a municipality to the executing organisation, a hotspot to its umbrella. */
struct membership {
	struct id  id, party, organisation;
	bool       partial;             /* not in all parts of it */
	struct day from, until;
	struct provenance provenance;
};

extern const struct record party_record, inhabitants_record, membership_record;

enum sector party_sector(const struct party *party);
bool party_exists(const struct party *party, struct day day);
/* Municipalities that exist on the day, by name. */
struct row_list party_municipalities(const struct programme *programme, struct day day, struct arena *arena);
/* The newest figure on or before the day, else the oldest after it; NULL where none is known. An illustrative one counts only in an example. */
const struct inhabitants *party_inhabitants(const struct programme *programme, struct id party, struct day day);

#endif

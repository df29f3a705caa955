/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Programmes in memory for tests, read from files as an import reads them, without a database.
 */
#ifndef TEST_LEV_H
#define TEST_LEV_H

#include "exchange/exchange.h"
#include "participation/participation.h"
#include "programme/programme.h"

/* A file of this repository: "data/lev/lev-2024-2026.json". In the memory of the running test. */
struct str test_file(const char *path);
/* The programme in such a file; one with faults fails the test. The caller releases it. */
const struct programme *test_programme(const char *path);
/* The Liemers Economic Vision 2024-2026 and the one before it. Read once, for all tests. */
const struct programme *test_lev(void);
const struct programme *test_first_lev(void);

/* The theme, topic or action with this key (an action: or number), or the party; a wrong one fails the test. The root: "". */
const struct node *test_node(const struct programme *programme, const char *key);
struct id test_party(const struct programme *programme, const char *key);
struct day test_day(const char *text);
/* The wire word of a party's effective standing: "participates". */
const char *test_standing(const struct programme *programme, const char *party, const char *node, const char *day);

/* What row_check finds, a fault a line, each with its field: "last: The plan runs until 2027-01-01; ...". Empty: it may be written. */
struct str test_check(const struct programme *programme, const struct record *record, const void *row);

#endif

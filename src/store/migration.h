/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Migrations: db/NNNN_name.sql, compiled into the program, run in order, each once, in one transaction each.
 */
#ifndef STORE_MIGRATION_H
#define STORE_MIGRATION_H

#include "store/database.h"

/* Number of the newest migration this program knows. */
int migration_newest(void);
/* Brings the database up to date. A database with a newer number is refused with a fault; so is one that is no database of ours. */
bool migration_run(struct connection *connection, struct faults *faults);
/* Number the database stands at; 0: empty; -1: cannot be read. */
int migration_at(struct connection *connection);

#endif

/* SPDX-License-Identifier: EUPL-1.2 */
/* What a database driver provides: between database.c and the two drivers. */
#ifndef STORE_DRIVER_H
#define STORE_DRIVER_H

#include "store/database.h"

struct driver {
	enum database_kind kind;
	void         (*close)(struct connection *);
	enum outcome (*run)(struct connection *, const char *sql, const struct value *, size_t, row_reader, void *context);
	enum outcome (*script)(struct connection *, const char *sql);
	enum outcome (*begin)(struct connection *);
	enum outcome (*commit)(struct connection *);
	void         (*rollback)(struct connection *);
};

/* Every driver's connection begins with this. */
struct connection {
	const struct driver *driver;
	int64_t              changed;
};

struct connection *sqlite_connect(struct str where, enum database_access access, struct faults *faults);
struct connection *postgresql_connect(struct str where, enum database_access access, struct faults *faults);
/* The socket to wait on for notifications, after LISTEN; -1 while there is no connection. */
int  postgresql_socket(struct connection *connection);
/* Takes what has arrived; true where there was at least one notification. False and *lost where the connection is gone. */
bool postgresql_notified(struct connection *connection, bool *lost);

#endif

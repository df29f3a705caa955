-- SPDX-License-Identifier: EUPL-1.2
-- People and how they come in: no programme's, small, and apart from every chain, so that they can be erased.

CREATE TABLE person (
	id TEXT NOT NULL PRIMARY KEY,
	name TEXT NOT NULL,
	email TEXT NOT NULL,
	phone TEXT,
	erased INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE account (
	person_id TEXT NOT NULL PRIMARY KEY REFERENCES person (id),
	email TEXT NOT NULL,               -- lower case; of an erased person the id
	password TEXT,                     -- Argon2id text; NULL: none yet
	keeper INTEGER NOT NULL DEFAULT 0,
	created INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX account_email ON account (email);

-- A session: SHA-256 of the cookie's secret. Moments in milliseconds.
CREATE TABLE login_session (
	token TEXT NOT NULL PRIMARY KEY,
	person_id TEXT NOT NULL REFERENCES person (id),
	created INTEGER NOT NULL,
	seen INTEGER NOT NULL,
	expires INTEGER NOT NULL
) STRICT;
CREATE INDEX login_session_person ON login_session (person_id);

-- A personal link: SHA-256 of its secret.
CREATE TABLE link (
	token TEXT NOT NULL PRIMARY KEY,
	purpose TEXT NOT NULL,
	person_id TEXT NOT NULL REFERENCES person (id),
	expires INTEGER NOT NULL,
	used INTEGER
) STRICT;
CREATE INDEX link_person ON link (person_id);

-- Attempts to sign in, in windows; subject is "account:..." or "network:...".
CREATE TABLE attempt (
	subject TEXT NOT NULL PRIMARY KEY,
	started INTEGER NOT NULL,
	number INTEGER NOT NULL
) STRICT;

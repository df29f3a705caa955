-- SPDX-License-Identifier: EUPL-1.2
-- What the server does by itself (src/job) and the mail it sends (src/mail). Moments in milliseconds; programme '': the server's own.

-- The language a person wants mail in, '': the programme's; and since when mail to the address comes back, 0: it does not.
ALTER TABLE person ADD COLUMN language TEXT NOT NULL DEFAULT '';
ALTER TABLE person ADD COLUMN bounced INTEGER NOT NULL DEFAULT 0;

CREATE TABLE job (
	programme_id TEXT NOT NULL,
	name TEXT NOT NULL,
	due INTEGER NOT NULL,
	held_until INTEGER NOT NULL DEFAULT 0,     -- 0: nobody runs it; in the past: who ran it died
	holder TEXT NOT NULL DEFAULT '',           -- of this run
	node TEXT NOT NULL DEFAULT '',             -- process of the last run
	began INTEGER NOT NULL DEFAULT 0,
	ended INTEGER NOT NULL DEFAULT 0,
	tries INTEGER NOT NULL DEFAULT 0,          -- failed in a row
	done INTEGER NOT NULL DEFAULT 0,
	said TEXT NOT NULL DEFAULT '',             -- in English, translated when shown
	said_of TEXT NOT NULL DEFAULT '',
	PRIMARY KEY (programme_id, name)
) STRICT;

CREATE TABLE mail (
	programme_id TEXT NOT NULL,
	id TEXT NOT NULL,
	key TEXT NOT NULL,
	person_id TEXT NOT NULL DEFAULT '',
	address TEXT NOT NULL,                     -- '': forgotten, as are the texts
	language TEXT NOT NULL,
	subject TEXT NOT NULL,
	text TEXT NOT NULL,
	html TEXT NOT NULL,
	secret TEXT NOT NULL DEFAULT '',           -- of the link in the texts: taken out of them once the mail has gone
	unsubscribe TEXT NOT NULL DEFAULT '',
	state TEXT NOT NULL,
	queued INTEGER NOT NULL,
	since INTEGER NOT NULL,                    -- it might go
	due INTEGER NOT NULL,                      -- of the next try
	tries INTEGER NOT NULL DEFAULT 0,
	held_until INTEGER NOT NULL DEFAULT 0,
	holder TEXT NOT NULL DEFAULT '',
	sending INTEGER NOT NULL DEFAULT 0,        -- the server may have it since: whoever holds it knows
	ended INTEGER NOT NULL DEFAULT 0,
	said TEXT NOT NULL DEFAULT '',             -- the mail server's last word
	PRIMARY KEY (programme_id, id)
) STRICT;
CREATE UNIQUE INDEX mail_key ON mail (programme_id, key);
CREATE INDEX mail_due ON mail (programme_id, state, due);
CREATE INDEX mail_person ON mail (programme_id, person_id);

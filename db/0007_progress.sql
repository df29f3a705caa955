-- SPDX-License-Identifier: EUPL-1.2
-- Rounds and updates (docs/rules.md 7).

-- A link may be for one thing of a programme: the form of a round, a calendar.
ALTER TABLE link ADD COLUMN programme_id TEXT;
ALTER TABLE link ADD COLUMN subject TEXT NOT NULL DEFAULT '';

ALTER TABLE "programme_facts" ADD COLUMN "updates_public" TEXT NOT NULL DEFAULT '';
ALTER TABLE "programme_facts" ADD COLUMN "mail_hour" INTEGER;

CREATE TABLE "round" (
	programme_id TEXT NOT NULL REFERENCES programme (id) DEFERRABLE INITIALLY DEFERRED,
	"id" TEXT NOT NULL,
	"name" TEXT NOT NULL DEFAULT '',
	"node" TEXT,
	"opens" TEXT NOT NULL DEFAULT '',
	"due" TEXT NOT NULL DEFAULT '',
	"closes" TEXT NOT NULL DEFAULT '',
	"remind_before" INTEGER,
	"remind_after" INTEGER,
	"text" TEXT NOT NULL DEFAULT '',
	PRIMARY KEY (programme_id, "id")
) STRICT;

CREATE TABLE "update" (
	programme_id TEXT NOT NULL REFERENCES programme (id) DEFERRABLE INITIALLY DEFERRED,
	"id" TEXT NOT NULL,
	"action" TEXT,
	"round" TEXT,
	"day" TEXT NOT NULL DEFAULT '',
	"moment" INTEGER,
	"light" TEXT NOT NULL DEFAULT '',
	"text" TEXT NOT NULL DEFAULT '',
	"internal" TEXT NOT NULL DEFAULT '',
	"milestones" TEXT NOT NULL DEFAULT '',
	"spent" INTEGER,
	"next_step" TEXT NOT NULL DEFAULT '',
	"help_wanted" TEXT NOT NULL DEFAULT '',
	"help_from" TEXT NOT NULL DEFAULT '',
	"proof" TEXT NOT NULL DEFAULT '',
	"party" TEXT,
	"person" TEXT,
	"on_behalf" INTEGER NOT NULL DEFAULT 0,
	"corrects" TEXT,
	PRIMARY KEY (programme_id, "id"),
	FOREIGN KEY (programme_id, "action") REFERENCES "action" (programme_id, "id") DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY (programme_id, "round") REFERENCES "round" (programme_id, "id") DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY (programme_id, "party") REFERENCES "party" (programme_id, "id") DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY (programme_id, "corrects") REFERENCES "update" (programme_id, "id") DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE TABLE "reading" (
	programme_id TEXT NOT NULL REFERENCES programme (id) DEFERRABLE INITIALLY DEFERRED,
	"id" TEXT NOT NULL,
	"update" TEXT,
	"figure" TEXT,
	"value" INTEGER,
	PRIMARY KEY (programme_id, "id"),
	FOREIGN KEY (programme_id, "update") REFERENCES "update" (programme_id, "id") DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY (programme_id, "figure") REFERENCES "result_figure" (programme_id, "id") DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE TABLE "question" (
	programme_id TEXT NOT NULL REFERENCES programme (id) DEFERRABLE INITIALLY DEFERRED,
	"id" TEXT NOT NULL,
	"update" TEXT,
	"text" TEXT NOT NULL DEFAULT '',
	"person" TEXT,
	"moment" INTEGER,
	PRIMARY KEY (programme_id, "id"),
	FOREIGN KEY (programme_id, "update") REFERENCES "update" (programme_id, "id") DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE TABLE "help_offer" (
	programme_id TEXT NOT NULL REFERENCES programme (id) DEFERRABLE INITIALLY DEFERRED,
	"id" TEXT NOT NULL,
	"update" TEXT,
	"party" TEXT,
	"text" TEXT NOT NULL DEFAULT '',
	"day" TEXT NOT NULL DEFAULT '',
	PRIMARY KEY (programme_id, "id"),
	FOREIGN KEY (programme_id, "update") REFERENCES "update" (programme_id, "id") DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY (programme_id, "party") REFERENCES "party" (programme_id, "id") DEFERRABLE INITIALLY DEFERRED
) STRICT;

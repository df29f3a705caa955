-- SPDX-License-Identifier: EUPL-1.2
-- Meetings: who was invited and came, what was concluded and who does what (docs/rules.md 6).

CREATE TABLE "meeting" (
	programme_id TEXT NOT NULL REFERENCES programme (id) DEFERRABLE INITIALLY DEFERRED,
	"id" TEXT NOT NULL,
	"node" TEXT,
	"key" TEXT NOT NULL DEFAULT '',
	"title" TEXT NOT NULL DEFAULT '',
	"kind" TEXT NOT NULL DEFAULT '',
	"planned" TEXT NOT NULL DEFAULT '',
	"planned_words" TEXT NOT NULL DEFAULT '',
	"day" TEXT NOT NULL DEFAULT '',
	"happened" INTEGER NOT NULL DEFAULT 0,
	"cancelled" INTEGER NOT NULL DEFAULT 0,
	"cancelled_reason" TEXT NOT NULL DEFAULT '',
	"starts" TEXT NOT NULL DEFAULT '',
	"ends" TEXT NOT NULL DEFAULT '',
	"place" TEXT NOT NULL DEFAULT '',
	"host" TEXT,
	"text" TEXT NOT NULL DEFAULT '',
	"agenda" TEXT NOT NULL DEFAULT '',
	"answer_by" TEXT NOT NULL DEFAULT '',
	"notes" TEXT NOT NULL DEFAULT '',
	"internal" TEXT NOT NULL DEFAULT '',
	"step" TEXT,
	"visibility" TEXT NOT NULL DEFAULT '',
	"source" TEXT NOT NULL DEFAULT '',
	"certainty" TEXT NOT NULL DEFAULT '',
	"inferred" TEXT NOT NULL DEFAULT '',
	"note" TEXT NOT NULL DEFAULT '',
	PRIMARY KEY (programme_id, "id"),
	UNIQUE (programme_id, "key"),
	FOREIGN KEY (programme_id, "host") REFERENCES "party" (programme_id, "id") DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY (programme_id, "step") REFERENCES "step" (programme_id, "id") DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE TABLE "invitation" (
	programme_id TEXT NOT NULL REFERENCES programme (id) DEFERRABLE INITIALLY DEFERRED,
	"id" TEXT NOT NULL,
	"meeting" TEXT,
	"party" TEXT,
	"person" TEXT,
	"answer" TEXT NOT NULL DEFAULT '',
	"number" INTEGER,
	"remark" TEXT NOT NULL DEFAULT '',
	"invited_on" TEXT NOT NULL DEFAULT '',
	"answered_on" TEXT NOT NULL DEFAULT '',
	"on_behalf" INTEGER NOT NULL DEFAULT 0,
	PRIMARY KEY (programme_id, "id"),
	FOREIGN KEY (programme_id, "meeting") REFERENCES "meeting" (programme_id, "id") DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY (programme_id, "party") REFERENCES "party" (programme_id, "id") DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE TABLE "attendance" (
	programme_id TEXT NOT NULL REFERENCES programme (id) DEFERRABLE INITIALLY DEFERRED,
	"id" TEXT NOT NULL,
	"meeting" TEXT,
	"party" TEXT,
	"sector" TEXT NOT NULL DEFAULT '',
	"organisation" TEXT NOT NULL DEFAULT '',
	"number" INTEGER,
	PRIMARY KEY (programme_id, "id"),
	FOREIGN KEY (programme_id, "meeting") REFERENCES "meeting" (programme_id, "id") DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY (programme_id, "party") REFERENCES "party" (programme_id, "id") DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE TABLE "conclusion" (
	programme_id TEXT NOT NULL REFERENCES programme (id) DEFERRABLE INITIALLY DEFERRED,
	"id" TEXT NOT NULL,
	"meeting" TEXT,
	"place" INTEGER,
	"text" TEXT NOT NULL DEFAULT '',
	"action" TEXT,
	"source" TEXT NOT NULL DEFAULT '',
	"certainty" TEXT NOT NULL DEFAULT '',
	"inferred" TEXT NOT NULL DEFAULT '',
	"note" TEXT NOT NULL DEFAULT '',
	PRIMARY KEY (programme_id, "id"),
	FOREIGN KEY (programme_id, "meeting") REFERENCES "meeting" (programme_id, "id") DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY (programme_id, "action") REFERENCES "action" (programme_id, "id") DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE TABLE "task" (
	programme_id TEXT NOT NULL REFERENCES programme (id) DEFERRABLE INITIALLY DEFERRED,
	"id" TEXT NOT NULL,
	"meeting" TEXT,
	"conclusion" TEXT,
	"title" TEXT NOT NULL DEFAULT '',
	"party" TEXT,
	"by" TEXT NOT NULL DEFAULT '',
	"done" TEXT NOT NULL DEFAULT '',
	"outcome" TEXT NOT NULL DEFAULT '',
	"source" TEXT NOT NULL DEFAULT '',
	"certainty" TEXT NOT NULL DEFAULT '',
	"inferred" TEXT NOT NULL DEFAULT '',
	"note" TEXT NOT NULL DEFAULT '',
	PRIMARY KEY (programme_id, "id"),
	FOREIGN KEY (programme_id, "meeting") REFERENCES "meeting" (programme_id, "id") DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY (programme_id, "conclusion") REFERENCES "conclusion" (programme_id, "id") DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY (programme_id, "party") REFERENCES "party" (programme_id, "id") DEFERRABLE INITIALLY DEFERRED
) STRICT;

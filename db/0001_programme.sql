-- SPDX-License-Identifier: EUPL-1.2
-- What belongs to a programme. `programme_id` leads every key, so that the schema can be spread over machines by it (citus.sql).
-- Types by kind of field: src/programme/field.h. A day is text, "2024-04"; '' is unknown. Money is cents. A list is ids with a space between.

-- The directory: one row a programme, locked by a write, so that its chain stays whole.
CREATE TABLE programme (
	id TEXT NOT NULL PRIMARY KEY,
	key TEXT NOT NULL,
	name TEXT NOT NULL,
	first TEXT NOT NULL DEFAULT '',
	last TEXT NOT NULL DEFAULT '',
	visibility TEXT NOT NULL DEFAULT '',
	example INTEGER NOT NULL DEFAULT 0,
	version INTEGER NOT NULL,          -- number of the last journal row
	head TEXT NOT NULL,                -- its hash
	changed INTEGER NOT NULL           -- its moment, milliseconds
) STRICT;
CREATE UNIQUE INDEX programme_key ON programme (key);

-- The journal (src/store/journal.h). `after` holds digests, `texts` the salts and texts beside them.
CREATE TABLE journal (
	programme_id TEXT NOT NULL REFERENCES programme (id) DEFERRABLE INITIALLY DEFERRED,
	seq INTEGER NOT NULL,
	command INTEGER NOT NULL,
	before INTEGER NOT NULL,
	undoes INTEGER NOT NULL,
	moment INTEGER NOT NULL,
	actor TEXT NOT NULL DEFAULT '',
	via TEXT NOT NULL,
	record TEXT NOT NULL,
	record_id TEXT NOT NULL,
	after TEXT NOT NULL,
	texts TEXT NOT NULL,
	hash TEXT NOT NULL,
	PRIMARY KEY (programme_id, seq)
) STRICT;
CREATE INDEX journal_row ON journal (programme_id, record_id, seq);
CREATE INDEX journal_command ON journal (programme_id, command);

CREATE TABLE "programme_facts" (
	programme_id TEXT NOT NULL REFERENCES programme (id) DEFERRABLE INITIALLY DEFERRED,
	"id" TEXT NOT NULL,
	"key" TEXT NOT NULL DEFAULT '',
	"name" TEXT NOT NULL DEFAULT '',
	"language" TEXT NOT NULL DEFAULT '',
	"region" TEXT NOT NULL DEFAULT '',
	"province" TEXT NOT NULL DEFAULT '',
	"aim" TEXT NOT NULL DEFAULT '',
	"vision" TEXT NOT NULL DEFAULT '',
	"first" TEXT NOT NULL DEFAULT '',
	"last" TEXT NOT NULL DEFAULT '',
	"period_note" TEXT NOT NULL DEFAULT '',
	"horizon" TEXT NOT NULL DEFAULT '',
	"predecessor" TEXT NOT NULL DEFAULT '',
	"successor" TEXT NOT NULL DEFAULT '',
	"visibility" TEXT NOT NULL DEFAULT '',
	"example" INTEGER NOT NULL DEFAULT 0,
	"source" TEXT NOT NULL DEFAULT '',
	"certainty" TEXT NOT NULL DEFAULT '',
	"inferred" TEXT NOT NULL DEFAULT '',
	"note" TEXT NOT NULL DEFAULT '',
	PRIMARY KEY (programme_id, "id"),
	UNIQUE (programme_id, "key")
) STRICT;

CREATE TABLE "party" (
	programme_id TEXT NOT NULL REFERENCES programme (id) DEFERRABLE INITIALLY DEFERRED,
	"id" TEXT NOT NULL,
	"key" TEXT NOT NULL DEFAULT '',
	"name" TEXT NOT NULL DEFAULT '',
	"kind" TEXT NOT NULL DEFAULT '',
	"code" TEXT NOT NULL DEFAULT '',
	"sector" TEXT NOT NULL DEFAULT '',
	"part" TEXT NOT NULL DEFAULT '',
	"description" TEXT NOT NULL DEFAULT '',
	"members" TEXT NOT NULL DEFAULT '',
	"bodies" TEXT NOT NULL DEFAULT '',
	"website" TEXT NOT NULL DEFAULT '',
	"first" TEXT NOT NULL DEFAULT '',
	"last" TEXT NOT NULL DEFAULT '',
	"successor" TEXT,
	"source" TEXT NOT NULL DEFAULT '',
	"certainty" TEXT NOT NULL DEFAULT '',
	"inferred" TEXT NOT NULL DEFAULT '',
	"note" TEXT NOT NULL DEFAULT '',
	PRIMARY KEY (programme_id, "id"),
	UNIQUE (programme_id, "key"),
	FOREIGN KEY (programme_id, "successor") REFERENCES "party" (programme_id, "id") DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE TABLE "inhabitants" (
	programme_id TEXT NOT NULL REFERENCES programme (id) DEFERRABLE INITIALLY DEFERRED,
	"id" TEXT NOT NULL,
	"party" TEXT,
	"day" TEXT NOT NULL DEFAULT '',
	"number" INTEGER,
	"origin" TEXT NOT NULL DEFAULT '',
	"source" TEXT NOT NULL DEFAULT '',
	"certainty" TEXT NOT NULL DEFAULT '',
	"inferred" TEXT NOT NULL DEFAULT '',
	"note" TEXT NOT NULL DEFAULT '',
	PRIMARY KEY (programme_id, "id"),
	FOREIGN KEY (programme_id, "party") REFERENCES "party" (programme_id, "id") DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE TABLE "membership" (
	programme_id TEXT NOT NULL REFERENCES programme (id) DEFERRABLE INITIALLY DEFERRED,
	"id" TEXT NOT NULL,
	"party" TEXT,
	"organisation" TEXT,
	"partial" INTEGER NOT NULL DEFAULT 0,
	"from" TEXT NOT NULL DEFAULT '',
	"until" TEXT NOT NULL DEFAULT '',
	"source" TEXT NOT NULL DEFAULT '',
	"certainty" TEXT NOT NULL DEFAULT '',
	"inferred" TEXT NOT NULL DEFAULT '',
	"note" TEXT NOT NULL DEFAULT '',
	PRIMARY KEY (programme_id, "id"),
	FOREIGN KEY (programme_id, "party") REFERENCES "party" (programme_id, "id") DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY (programme_id, "organisation") REFERENCES "party" (programme_id, "id") DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE TABLE "mandate" (
	programme_id TEXT NOT NULL REFERENCES programme (id) DEFERRABLE INITIALLY DEFERRED,
	"id" TEXT NOT NULL,
	"person" TEXT,
	"capacity" TEXT NOT NULL DEFAULT '',
	"party" TEXT,
	"function" TEXT NOT NULL DEFAULT '',
	"from" TEXT NOT NULL DEFAULT '',
	"until" TEXT NOT NULL DEFAULT '',
	"source" TEXT NOT NULL DEFAULT '',
	"certainty" TEXT NOT NULL DEFAULT '',
	"inferred" TEXT NOT NULL DEFAULT '',
	"note" TEXT NOT NULL DEFAULT '',
	PRIMARY KEY (programme_id, "id"),
	FOREIGN KEY (programme_id, "party") REFERENCES "party" (programme_id, "id") DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE TABLE "document" (
	programme_id TEXT NOT NULL REFERENCES programme (id) DEFERRABLE INITIALLY DEFERRED,
	"id" TEXT NOT NULL,
	"key" TEXT NOT NULL DEFAULT '',
	"title" TEXT NOT NULL DEFAULT '',
	"kind" TEXT NOT NULL DEFAULT '',
	"owner" TEXT,
	"state" TEXT NOT NULL DEFAULT '',
	"published" TEXT NOT NULL DEFAULT '',
	"planned" TEXT NOT NULL DEFAULT '',
	"planned_words" TEXT NOT NULL DEFAULT '',
	"adopted" TEXT NOT NULL DEFAULT '',
	"first" TEXT NOT NULL DEFAULT '',
	"last" TEXT NOT NULL DEFAULT '',
	"scope" TEXT NOT NULL DEFAULT '',
	"summary" TEXT NOT NULL DEFAULT '',
	"address" TEXT NOT NULL DEFAULT '',
	"visibility" TEXT NOT NULL DEFAULT '',
	"source" TEXT NOT NULL DEFAULT '',
	"certainty" TEXT NOT NULL DEFAULT '',
	"inferred" TEXT NOT NULL DEFAULT '',
	"note" TEXT NOT NULL DEFAULT '',
	PRIMARY KEY (programme_id, "id"),
	UNIQUE (programme_id, "key"),
	FOREIGN KEY (programme_id, "owner") REFERENCES "party" (programme_id, "id") DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE TABLE "theme" (
	programme_id TEXT NOT NULL REFERENCES programme (id) DEFERRABLE INITIALLY DEFERRED,
	"id" TEXT NOT NULL,
	"key" TEXT NOT NULL DEFAULT '',
	"name" TEXT NOT NULL DEFAULT '',
	"position" INTEGER,
	"cross_cutting" INTEGER NOT NULL DEFAULT 0,
	"emphasis" TEXT NOT NULL DEFAULT '',
	"description" TEXT NOT NULL DEFAULT '',
	"leading_plan" TEXT,
	"source" TEXT NOT NULL DEFAULT '',
	"certainty" TEXT NOT NULL DEFAULT '',
	"inferred" TEXT NOT NULL DEFAULT '',
	"note" TEXT NOT NULL DEFAULT '',
	PRIMARY KEY (programme_id, "id"),
	UNIQUE (programme_id, "key"),
	FOREIGN KEY (programme_id, "leading_plan") REFERENCES "document" (programme_id, "id") DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE TABLE "topic" (
	programme_id TEXT NOT NULL REFERENCES programme (id) DEFERRABLE INITIALLY DEFERRED,
	"id" TEXT NOT NULL,
	"theme" TEXT,
	"key" TEXT NOT NULL DEFAULT '',
	"name" TEXT NOT NULL DEFAULT '',
	"position" INTEGER,
	"description" TEXT NOT NULL DEFAULT '',
	"document" TEXT,
	"labels" TEXT NOT NULL DEFAULT '',
	"source" TEXT NOT NULL DEFAULT '',
	"certainty" TEXT NOT NULL DEFAULT '',
	"inferred" TEXT NOT NULL DEFAULT '',
	"note" TEXT NOT NULL DEFAULT '',
	PRIMARY KEY (programme_id, "id"),
	FOREIGN KEY (programme_id, "theme") REFERENCES "theme" (programme_id, "id") DEFERRABLE INITIALLY DEFERRED,
	UNIQUE (programme_id, "key"),
	FOREIGN KEY (programme_id, "document") REFERENCES "document" (programme_id, "id") DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE TABLE "goal" (
	programme_id TEXT NOT NULL REFERENCES programme (id) DEFERRABLE INITIALLY DEFERRED,
	"id" TEXT NOT NULL,
	"node" TEXT,
	"text" TEXT NOT NULL DEFAULT '',
	"position" INTEGER,
	"source" TEXT NOT NULL DEFAULT '',
	"certainty" TEXT NOT NULL DEFAULT '',
	"inferred" TEXT NOT NULL DEFAULT '',
	"note" TEXT NOT NULL DEFAULT '',
	PRIMARY KEY (programme_id, "id")
) STRICT;

CREATE TABLE "action" (
	programme_id TEXT NOT NULL REFERENCES programme (id) DEFERRABLE INITIALLY DEFERRED,
	"id" TEXT NOT NULL,
	"number" TEXT NOT NULL DEFAULT '',
	"key" TEXT NOT NULL DEFAULT '',
	"title" TEXT NOT NULL DEFAULT '',
	"result" TEXT NOT NULL DEFAULT '',
	"why" TEXT NOT NULL DEFAULT '',
	"theme" TEXT,
	"topic" TEXT,
	"goals" TEXT NOT NULL DEFAULT '',
	"labels" TEXT NOT NULL DEFAULT '',
	"start" TEXT NOT NULL DEFAULT '',
	"start_words" TEXT NOT NULL DEFAULT '',
	"last" TEXT NOT NULL DEFAULT '',
	"last_words" TEXT NOT NULL DEFAULT '',
	"continues" INTEGER NOT NULL DEFAULT 0,
	"continues_reason" TEXT NOT NULL DEFAULT '',
	"continues_with" TEXT,
	"status" TEXT NOT NULL DEFAULT '',
	"status_reason" TEXT NOT NULL DEFAULT '',
	"reached" TEXT NOT NULL DEFAULT '',
	"origin" TEXT NOT NULL DEFAULT '',
	"origin_text" TEXT NOT NULL DEFAULT '',
	"predecessor" TEXT NOT NULL DEFAULT '',
	"leading_item" TEXT NOT NULL DEFAULT '',
	"outside" INTEGER NOT NULL DEFAULT 0,
	"visibility" TEXT NOT NULL DEFAULT '',
	"internal" TEXT NOT NULL DEFAULT '',
	"source" TEXT NOT NULL DEFAULT '',
	"certainty" TEXT NOT NULL DEFAULT '',
	"inferred" TEXT NOT NULL DEFAULT '',
	"note" TEXT NOT NULL DEFAULT '',
	PRIMARY KEY (programme_id, "id"),
	FOREIGN KEY (programme_id, "theme") REFERENCES "theme" (programme_id, "id") DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY (programme_id, "topic") REFERENCES "topic" (programme_id, "id") DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY (programme_id, "continues_with") REFERENCES "party" (programme_id, "id") DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE TABLE "milestone" (
	programme_id TEXT NOT NULL REFERENCES programme (id) DEFERRABLE INITIALLY DEFERRED,
	"id" TEXT NOT NULL,
	"action" TEXT,
	"title" TEXT NOT NULL DEFAULT '',
	"planned" TEXT NOT NULL DEFAULT '',
	"planned_words" TEXT NOT NULL DEFAULT '',
	"reached" TEXT NOT NULL DEFAULT '',
	"source" TEXT NOT NULL DEFAULT '',
	"certainty" TEXT NOT NULL DEFAULT '',
	"inferred" TEXT NOT NULL DEFAULT '',
	"note" TEXT NOT NULL DEFAULT '',
	PRIMARY KEY (programme_id, "id"),
	FOREIGN KEY (programme_id, "action") REFERENCES "action" (programme_id, "id") DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE TABLE "result_figure" (
	programme_id TEXT NOT NULL REFERENCES programme (id) DEFERRABLE INITIALLY DEFERRED,
	"id" TEXT NOT NULL,
	"action" TEXT,
	"name" TEXT NOT NULL DEFAULT '',
	"unit" TEXT NOT NULL DEFAULT '',
	"aim" INTEGER,
	"cumulative" INTEGER NOT NULL DEFAULT 0,
	"value" INTEGER,
	"day" TEXT NOT NULL DEFAULT '',
	"source" TEXT NOT NULL DEFAULT '',
	"certainty" TEXT NOT NULL DEFAULT '',
	"inferred" TEXT NOT NULL DEFAULT '',
	"note" TEXT NOT NULL DEFAULT '',
	PRIMARY KEY (programme_id, "id"),
	FOREIGN KEY (programme_id, "action") REFERENCES "action" (programme_id, "id") DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE TABLE "participation" (
	programme_id TEXT NOT NULL REFERENCES programme (id) DEFERRABLE INITIALLY DEFERRED,
	"id" TEXT NOT NULL,
	"party" TEXT,
	"node" TEXT,
	"standing" TEXT NOT NULL DEFAULT '',
	"from" TEXT NOT NULL DEFAULT '',
	"until" TEXT NOT NULL DEFAULT '',
	"counterpart" TEXT,
	"also_oriented_to" TEXT NOT NULL DEFAULT '',
	"reason" TEXT NOT NULL DEFAULT '',
	"decision" TEXT NOT NULL DEFAULT '',
	"decided_by" TEXT NOT NULL DEFAULT '',
	"decide_by" TEXT NOT NULL DEFAULT '',
	"internal" TEXT NOT NULL DEFAULT '',
	"source" TEXT NOT NULL DEFAULT '',
	"certainty" TEXT NOT NULL DEFAULT '',
	"inferred" TEXT NOT NULL DEFAULT '',
	"note" TEXT NOT NULL DEFAULT '',
	PRIMARY KEY (programme_id, "id"),
	FOREIGN KEY (programme_id, "party") REFERENCES "party" (programme_id, "id") DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY (programme_id, "counterpart") REFERENCES "party" (programme_id, "id") DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE TABLE "role" (
	programme_id TEXT NOT NULL REFERENCES programme (id) DEFERRABLE INITIALLY DEFERRED,
	"id" TEXT NOT NULL,
	"node" TEXT,
	"party" TEXT,
	"kind" TEXT NOT NULL DEFAULT '',
	"together" INTEGER NOT NULL DEFAULT 0,
	"state" TEXT NOT NULL DEFAULT '',
	"state_reason" TEXT NOT NULL DEFAULT '',
	"contact" TEXT,
	"deputy" TEXT,
	"from" TEXT NOT NULL DEFAULT '',
	"until" TEXT NOT NULL DEFAULT '',
	"source" TEXT NOT NULL DEFAULT '',
	"certainty" TEXT NOT NULL DEFAULT '',
	"inferred" TEXT NOT NULL DEFAULT '',
	"note" TEXT NOT NULL DEFAULT '',
	PRIMARY KEY (programme_id, "id"),
	FOREIGN KEY (programme_id, "party") REFERENCES "party" (programme_id, "id") DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE TABLE "step" (
	programme_id TEXT NOT NULL REFERENCES programme (id) DEFERRABLE INITIALLY DEFERRED,
	"id" TEXT NOT NULL,
	"title" TEXT NOT NULL DEFAULT '',
	"stage" TEXT NOT NULL DEFAULT '',
	"kind" TEXT NOT NULL DEFAULT '',
	"node" TEXT,
	"text" TEXT NOT NULL DEFAULT '',
	"planned" TEXT NOT NULL DEFAULT '',
	"planned_words" TEXT NOT NULL DEFAULT '',
	"day" TEXT NOT NULL DEFAULT '',
	"last" TEXT NOT NULL DEFAULT '',
	"happened" INTEGER NOT NULL DEFAULT 0,
	"concludes" INTEGER NOT NULL DEFAULT 0,
	"place" TEXT NOT NULL DEFAULT '',
	"who" TEXT NOT NULL DEFAULT '',
	"outside" INTEGER NOT NULL DEFAULT 0,
	"source" TEXT NOT NULL DEFAULT '',
	"certainty" TEXT NOT NULL DEFAULT '',
	"inferred" TEXT NOT NULL DEFAULT '',
	"note" TEXT NOT NULL DEFAULT '',
	PRIMARY KEY (programme_id, "id")
) STRICT;

CREATE TABLE "fact" (
	programme_id TEXT NOT NULL REFERENCES programme (id) DEFERRABLE INITIALLY DEFERRED,
	"id" TEXT NOT NULL,
	"kind" TEXT NOT NULL DEFAULT '',
	"about" TEXT NOT NULL DEFAULT '',
	"text" TEXT NOT NULL DEFAULT '',
	"node" TEXT,
	"party" TEXT,
	"day" TEXT NOT NULL DEFAULT '',
	"amount" INTEGER,
	"in_use" INTEGER NOT NULL DEFAULT 0,
	"follow_up" TEXT NOT NULL DEFAULT '',
	"position" INTEGER,
	"source" TEXT NOT NULL DEFAULT '',
	"certainty" TEXT NOT NULL DEFAULT '',
	"inferred" TEXT NOT NULL DEFAULT '',
	"note" TEXT NOT NULL DEFAULT '',
	PRIMARY KEY (programme_id, "id"),
	FOREIGN KEY (programme_id, "party") REFERENCES "party" (programme_id, "id") DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE TABLE "proposal" (
	programme_id TEXT NOT NULL REFERENCES programme (id) DEFERRABLE INITIALLY DEFERRED,
	"id" TEXT NOT NULL,
	"record" TEXT NOT NULL DEFAULT '',
	"row" TEXT,
	"was" TEXT NOT NULL DEFAULT '',
	"becomes" TEXT NOT NULL DEFAULT '',
	"reason" TEXT NOT NULL DEFAULT '',
	"party" TEXT,
	"person" TEXT,
	"moment" INTEGER,
	"state" TEXT NOT NULL DEFAULT '',
	"answer" TEXT NOT NULL DEFAULT '',
	"answered_by" TEXT,
	"answered" INTEGER,
	PRIMARY KEY (programme_id, "id"),
	FOREIGN KEY (programme_id, "party") REFERENCES "party" (programme_id, "id") DEFERRABLE INITIALLY DEFERRED
) STRICT;


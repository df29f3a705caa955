-- SPDX-License-Identifier: EUPL-1.2
-- Plan versions, agreements, decisions (docs/rules.md 3, 4, 5).

CREATE TABLE "plan_version" (
	programme_id TEXT NOT NULL REFERENCES programme (id) DEFERRABLE INITIALLY DEFERRED,
	"id" TEXT NOT NULL,
	"number" INTEGER,
	"name" TEXT NOT NULL DEFAULT '',
	"text" TEXT NOT NULL DEFAULT '',
	"document" TEXT,
	"tabled" TEXT NOT NULL DEFAULT '',
	"adopted" TEXT NOT NULL DEFAULT '',
	"rejected" TEXT NOT NULL DEFAULT '',
	"frozen" INTEGER,
	"hash" TEXT NOT NULL DEFAULT '',
	"person" TEXT,
	"source" TEXT NOT NULL DEFAULT '',
	"certainty" TEXT NOT NULL DEFAULT '',
	"inferred" TEXT NOT NULL DEFAULT '',
	"note" TEXT NOT NULL DEFAULT '',
	PRIMARY KEY (programme_id, "id"),
	FOREIGN KEY (programme_id, "document") REFERENCES "document" (programme_id, "id") DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE TABLE "change_rule" (
	programme_id TEXT NOT NULL REFERENCES programme (id) DEFERRABLE INITIALLY DEFERRED,
	"id" TEXT NOT NULL,
	"kind" TEXT NOT NULL DEFAULT '',
	"above" INTEGER,
	"change_class" TEXT NOT NULL DEFAULT '',
	PRIMARY KEY (programme_id, "id")
) STRICT;

CREATE TABLE "agreement" (
	programme_id TEXT NOT NULL REFERENCES programme (id) DEFERRABLE INITIALLY DEFERRED,
	"id" TEXT NOT NULL,
	"key" TEXT NOT NULL DEFAULT '',
	"title" TEXT NOT NULL DEFAULT '',
	"contractor" TEXT,
	"text" TEXT NOT NULL DEFAULT '',
	"first" TEXT NOT NULL DEFAULT '',
	"last" TEXT NOT NULL DEFAULT '',
	"planned_signing" TEXT NOT NULL DEFAULT '',
	"planned_words" TEXT NOT NULL DEFAULT '',
	"replaces" TEXT,
	"confirms" TEXT,
	"in_order" INTEGER NOT NULL DEFAULT 0,
	"document" TEXT,
	"visibility" TEXT NOT NULL DEFAULT '',
	"frozen" INTEGER,
	"hash" TEXT NOT NULL DEFAULT '',
	"canonical" TEXT NOT NULL DEFAULT '',
	"pdf" TEXT NOT NULL DEFAULT '',
	"source" TEXT NOT NULL DEFAULT '',
	"certainty" TEXT NOT NULL DEFAULT '',
	"inferred" TEXT NOT NULL DEFAULT '',
	"note" TEXT NOT NULL DEFAULT '',
	PRIMARY KEY (programme_id, "id"),
	UNIQUE (programme_id, "key"),
	FOREIGN KEY (programme_id, "contractor") REFERENCES "party" (programme_id, "id") DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY (programme_id, "replaces") REFERENCES "agreement" (programme_id, "id") DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY (programme_id, "confirms") REFERENCES "plan_version" (programme_id, "id") DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY (programme_id, "document") REFERENCES "document" (programme_id, "id") DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE TABLE "signatory" (
	programme_id TEXT NOT NULL REFERENCES programme (id) DEFERRABLE INITIALLY DEFERRED,
	"id" TEXT NOT NULL,
	"agreement" TEXT,
	"party" TEXT,
	"function" TEXT NOT NULL DEFAULT '',
	"person" TEXT,
	"client" INTEGER NOT NULL DEFAULT 0,
	"place" INTEGER,
	"needed" INTEGER,
	"proof_asked" INTEGER NOT NULL DEFAULT 0,
	"proof" TEXT,
	PRIMARY KEY (programme_id, "id"),
	FOREIGN KEY (programme_id, "agreement") REFERENCES "agreement" (programme_id, "id") DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY (programme_id, "party") REFERENCES "party" (programme_id, "id") DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY (programme_id, "proof") REFERENCES "document" (programme_id, "id") DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE TABLE "service" (
	programme_id TEXT NOT NULL REFERENCES programme (id) DEFERRABLE INITIALLY DEFERRED,
	"id" TEXT NOT NULL,
	"agreement" TEXT,
	"number" INTEGER,
	"title" TEXT NOT NULL DEFAULT '',
	"result" TEXT NOT NULL DEFAULT '',
	"due" TEXT NOT NULL DEFAULT '',
	"proof" TEXT NOT NULL DEFAULT '',
	"node" TEXT,
	"actions" TEXT NOT NULL DEFAULT '',
	"lines" TEXT NOT NULL DEFAULT '',
	"delivered" TEXT NOT NULL DEFAULT '',
	"document" TEXT,
	PRIMARY KEY (programme_id, "id"),
	FOREIGN KEY (programme_id, "agreement") REFERENCES "agreement" (programme_id, "id") DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY (programme_id, "document") REFERENCES "document" (programme_id, "id") DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE TABLE "funding_contribution" (
	programme_id TEXT NOT NULL REFERENCES programme (id) DEFERRABLE INITIALLY DEFERRED,
	"id" TEXT NOT NULL,
	"agreement" TEXT,
	"party" TEXT,
	"year" INTEGER,
	"amount" INTEGER,
	"line" TEXT,
	PRIMARY KEY (programme_id, "id"),
	FOREIGN KEY (programme_id, "agreement") REFERENCES "agreement" (programme_id, "id") DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY (programme_id, "party") REFERENCES "party" (programme_id, "id") DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY (programme_id, "line") REFERENCES "budget_line" (programme_id, "id") DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE TABLE "signature" (
	programme_id TEXT NOT NULL REFERENCES programme (id) DEFERRABLE INITIALLY DEFERRED,
	"id" TEXT NOT NULL,
	"agreement" TEXT,
	"signatory" TEXT,
	"act" TEXT NOT NULL DEFAULT '',
	"how" TEXT NOT NULL DEFAULT '',
	"day" TEXT NOT NULL DEFAULT '',
	"function" TEXT NOT NULL DEFAULT '',
	"place" TEXT NOT NULL DEFAULT '',
	"reason" TEXT NOT NULL DEFAULT '',
	"document" TEXT,
	"moment" INTEGER,
	"hash" TEXT NOT NULL DEFAULT '',
	"person" TEXT,
	"source" TEXT NOT NULL DEFAULT '',
	"certainty" TEXT NOT NULL DEFAULT '',
	"inferred" TEXT NOT NULL DEFAULT '',
	"note" TEXT NOT NULL DEFAULT '',
	PRIMARY KEY (programme_id, "id"),
	FOREIGN KEY (programme_id, "agreement") REFERENCES "agreement" (programme_id, "id") DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY (programme_id, "signatory") REFERENCES "signatory" (programme_id, "id") DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY (programme_id, "document") REFERENCES "document" (programme_id, "id") DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE TABLE "body" (
	programme_id TEXT NOT NULL REFERENCES programme (id) DEFERRABLE INITIALLY DEFERRED,
	"id" TEXT NOT NULL,
	"key" TEXT NOT NULL DEFAULT '',
	"name" TEXT NOT NULL DEFAULT '',
	"kind" TEXT NOT NULL DEFAULT '',
	"party" TEXT,
	"calendar" TEXT NOT NULL DEFAULT '',
	"papers_days" INTEGER,
	"weight" INTEGER,
	"weighs" INTEGER NOT NULL DEFAULT 0,
	"from" TEXT NOT NULL DEFAULT '',
	"until" TEXT NOT NULL DEFAULT '',
	"source" TEXT NOT NULL DEFAULT '',
	"certainty" TEXT NOT NULL DEFAULT '',
	"inferred" TEXT NOT NULL DEFAULT '',
	"note" TEXT NOT NULL DEFAULT '',
	PRIMARY KEY (programme_id, "id"),
	UNIQUE (programme_id, "key"),
	FOREIGN KEY (programme_id, "party") REFERENCES "party" (programme_id, "id") DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE TABLE "subject" (
	programme_id TEXT NOT NULL REFERENCES programme (id) DEFERRABLE INITIALLY DEFERRED,
	"id" TEXT NOT NULL,
	"title" TEXT NOT NULL DEFAULT '',
	"kind" TEXT NOT NULL DEFAULT '',
	"text" TEXT NOT NULL DEFAULT '',
	"node" TEXT,
	"plan_version" TEXT,
	"agreement" TEXT,
	"document" TEXT,
	"rule" TEXT NOT NULL DEFAULT '',
	"tabled" TEXT NOT NULL DEFAULT '',
	"withdrawn" TEXT NOT NULL DEFAULT '',
	"visibility" TEXT NOT NULL DEFAULT '',
	"source" TEXT NOT NULL DEFAULT '',
	"certainty" TEXT NOT NULL DEFAULT '',
	"inferred" TEXT NOT NULL DEFAULT '',
	"note" TEXT NOT NULL DEFAULT '',
	PRIMARY KEY (programme_id, "id"),
	FOREIGN KEY (programme_id, "plan_version") REFERENCES "plan_version" (programme_id, "id") DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY (programme_id, "agreement") REFERENCES "agreement" (programme_id, "id") DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY (programme_id, "document") REFERENCES "document" (programme_id, "id") DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE TABLE "referral" (
	programme_id TEXT NOT NULL REFERENCES programme (id) DEFERRABLE INITIALLY DEFERRED,
	"id" TEXT NOT NULL,
	"subject" TEXT,
	"body" TEXT,
	"opinion_only" INTEGER NOT NULL DEFAULT 0,
	"due" TEXT NOT NULL DEFAULT '',
	"sent" TEXT NOT NULL DEFAULT '',
	PRIMARY KEY (programme_id, "id"),
	FOREIGN KEY (programme_id, "subject") REFERENCES "subject" (programme_id, "id") DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY (programme_id, "body") REFERENCES "body" (programme_id, "id") DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE TABLE "decision" (
	programme_id TEXT NOT NULL REFERENCES programme (id) DEFERRABLE INITIALLY DEFERRED,
	"id" TEXT NOT NULL,
	"subject" TEXT,
	"body" TEXT,
	"outcome" TEXT NOT NULL DEFAULT '',
	"day" TEXT NOT NULL DEFAULT '',
	"text" TEXT NOT NULL DEFAULT '',
	"reference" TEXT NOT NULL DEFAULT '',
	"amended" INTEGER NOT NULL DEFAULT 0,
	"confirmation" TEXT,
	"except" TEXT NOT NULL DEFAULT '',
	"document" TEXT,
	"votes_for" INTEGER,
	"votes_against" INTEGER,
	"votes_blank" INTEGER,
	"voters" INTEGER,
	"replaces" TEXT,
	"person" TEXT,
	"on_behalf" INTEGER NOT NULL DEFAULT 0,
	"source" TEXT NOT NULL DEFAULT '',
	"certainty" TEXT NOT NULL DEFAULT '',
	"inferred" TEXT NOT NULL DEFAULT '',
	"note" TEXT NOT NULL DEFAULT '',
	PRIMARY KEY (programme_id, "id"),
	FOREIGN KEY (programme_id, "subject") REFERENCES "subject" (programme_id, "id") DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY (programme_id, "body") REFERENCES "body" (programme_id, "id") DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY (programme_id, "confirmation") REFERENCES "subject" (programme_id, "id") DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY (programme_id, "document") REFERENCES "document" (programme_id, "id") DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY (programme_id, "replaces") REFERENCES "decision" (programme_id, "id") DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE TABLE "condition" (
	programme_id TEXT NOT NULL REFERENCES programme (id) DEFERRABLE INITIALLY DEFERRED,
	"id" TEXT NOT NULL,
	"decision" TEXT,
	"text" TEXT NOT NULL DEFAULT '',
	"due" TEXT NOT NULL DEFAULT '',
	"met" TEXT NOT NULL DEFAULT '',
	"how" TEXT NOT NULL DEFAULT '',
	PRIMARY KEY (programme_id, "id"),
	FOREIGN KEY (programme_id, "decision") REFERENCES "decision" (programme_id, "id") DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE TABLE "council_item" (
	programme_id TEXT NOT NULL REFERENCES programme (id) DEFERRABLE INITIALLY DEFERRED,
	"id" TEXT NOT NULL,
	"kind" TEXT NOT NULL DEFAULT '',
	"node" TEXT,
	"body" TEXT,
	"title" TEXT NOT NULL DEFAULT '',
	"text" TEXT NOT NULL DEFAULT '',
	"day" TEXT NOT NULL DEFAULT '',
	"due" TEXT NOT NULL DEFAULT '',
	"answer" TEXT NOT NULL DEFAULT '',
	"answered" TEXT NOT NULL DEFAULT '',
	"answered_by" TEXT,
	"person" TEXT,
	"source" TEXT NOT NULL DEFAULT '',
	"certainty" TEXT NOT NULL DEFAULT '',
	"inferred" TEXT NOT NULL DEFAULT '',
	"note" TEXT NOT NULL DEFAULT '',
	PRIMARY KEY (programme_id, "id"),
	FOREIGN KEY (programme_id, "body") REFERENCES "body" (programme_id, "id") DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY (programme_id, "answered_by") REFERENCES "party" (programme_id, "id") DEFERRABLE INITIALLY DEFERRED
) STRICT;

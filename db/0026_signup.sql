-- SPDX-License-Identifier: EUPL-1.2
-- Sign-up rounds: what is offered, reactions and answers (docs/rules.md 1).

CREATE TABLE "signup_round" (
	programme_id TEXT NOT NULL REFERENCES programme (id) DEFERRABLE INITIALLY DEFERRED,
	"id" TEXT NOT NULL,
	"key" TEXT NOT NULL DEFAULT '',
	"title" TEXT NOT NULL DEFAULT '',
	"year" INTEGER,
	"from" TEXT NOT NULL DEFAULT '',
	"until" TEXT NOT NULL DEFAULT '',
	"reactions_due" TEXT NOT NULL DEFAULT '',
	"final_due" TEXT NOT NULL DEFAULT '',
	"answers_due" TEXT NOT NULL DEFAULT '',
	"text" TEXT NOT NULL DEFAULT '',
	"final_text" TEXT NOT NULL DEFAULT '',
	"parties" TEXT NOT NULL DEFAULT '',
	"sent" TEXT NOT NULL DEFAULT '',
	"offered" TEXT NOT NULL DEFAULT '',
	"reminded" TEXT NOT NULL DEFAULT '',
	"closed" TEXT NOT NULL DEFAULT '',
	"entered" TEXT NOT NULL DEFAULT '',
	"source" TEXT NOT NULL DEFAULT '',
	"certainty" TEXT NOT NULL DEFAULT '',
	"inferred" TEXT NOT NULL DEFAULT '',
	"note" TEXT NOT NULL DEFAULT '',
	PRIMARY KEY (programme_id, "id"),
	UNIQUE (programme_id, "key")
) STRICT;

CREATE TABLE "signup_offer" (
	programme_id TEXT NOT NULL REFERENCES programme (id) DEFERRABLE INITIALLY DEFERRED,
	"id" TEXT NOT NULL,
	"round" TEXT,
	"node" TEXT,
	"position" INTEGER,
	"concept" TEXT NOT NULL DEFAULT '',
	"concept_asks" TEXT NOT NULL DEFAULT '',
	"concept_amount" INTEGER,
	"offer" TEXT NOT NULL DEFAULT '',
	"asks" TEXT NOT NULL DEFAULT '',
	"change" TEXT NOT NULL DEFAULT '',
	PRIMARY KEY (programme_id, "id"),
	FOREIGN KEY (programme_id, "round") REFERENCES "signup_round" (programme_id, "id") DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE TABLE "signup_reaction" (
	programme_id TEXT NOT NULL REFERENCES programme (id) DEFERRABLE INITIALLY DEFERRED,
	"id" TEXT NOT NULL,
	"round" TEXT,
	"offer" TEXT,
	"party" TEXT,
	"body" TEXT,
	"day" TEXT NOT NULL DEFAULT '',
	"text" TEXT NOT NULL DEFAULT '',
	"internal" INTEGER NOT NULL DEFAULT 0,
	"taken_up" TEXT NOT NULL DEFAULT '',
	"on_behalf" INTEGER NOT NULL DEFAULT 0,
	"person" TEXT,
	PRIMARY KEY (programme_id, "id"),
	FOREIGN KEY (programme_id, "round") REFERENCES "signup_round" (programme_id, "id") DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY (programme_id, "offer") REFERENCES "signup_offer" (programme_id, "id") DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY (programme_id, "party") REFERENCES "party" (programme_id, "id") DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY (programme_id, "body") REFERENCES "body" (programme_id, "id") DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE TABLE "signup_answer" (
	programme_id TEXT NOT NULL REFERENCES programme (id) DEFERRABLE INITIALLY DEFERRED,
	"id" TEXT NOT NULL,
	"offer" TEXT,
	"party" TEXT,
	"outcome" TEXT NOT NULL DEFAULT '',
	"up_to" INTEGER,
	"counterpart" TEXT,
	"mandate" TEXT NOT NULL DEFAULT '',
	"day" TEXT NOT NULL DEFAULT '',
	"decision" TEXT,
	"reference" TEXT NOT NULL DEFAULT '',
	"remark" TEXT NOT NULL DEFAULT '',
	"on_behalf" INTEGER NOT NULL DEFAULT 0,
	"person" TEXT,
	PRIMARY KEY (programme_id, "id"),
	FOREIGN KEY (programme_id, "offer") REFERENCES "signup_offer" (programme_id, "id") DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY (programme_id, "party") REFERENCES "party" (programme_id, "id") DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY (programme_id, "counterpart") REFERENCES "party" (programme_id, "id") DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY (programme_id, "decision") REFERENCES "decision" (programme_id, "id") DEFERRABLE INITIALLY DEFERRED
) STRICT;

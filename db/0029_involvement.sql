-- SPDX-License-Identifier: EUPL-1.2
-- Involvement of education and business: aims, branches, and offers from outside (docs/rules.md 9).

-- Which branches a party belongs to, and which a theme is about: retail, leisure, metal.
ALTER TABLE "party" ADD COLUMN "branches" TEXT NOT NULL DEFAULT '';
ALTER TABLE "theme" ADD COLUMN "branches" TEXT NOT NULL DEFAULT '';

CREATE TABLE "involvement_aim" (
	programme_id TEXT NOT NULL REFERENCES programme (id) DEFERRABLE INITIALLY DEFERRED,
	"id" TEXT NOT NULL,
	"node" TEXT,
	"measure" TEXT NOT NULL DEFAULT '',
	"percent" INTEGER,
	"by" TEXT NOT NULL DEFAULT '',
	"text" TEXT NOT NULL DEFAULT '',
	"source" TEXT NOT NULL DEFAULT '',
	"certainty" TEXT NOT NULL DEFAULT '',
	"inferred" TEXT NOT NULL DEFAULT '',
	"note" TEXT NOT NULL DEFAULT '',
	PRIMARY KEY (programme_id, "id"),
	FOREIGN KEY (programme_id, "node") REFERENCES "theme" (programme_id, "id") DEFERRABLE INITIALLY DEFERRED
) STRICT;

-- An offer or an asking to lead from somebody who has no account, confirmed by mail; answered by the office.
ALTER TABLE "help_offer" RENAME TO "help_offer_before_0029";
CREATE TABLE "help_offer" (
	programme_id TEXT NOT NULL REFERENCES programme (id) DEFERRABLE INITIALLY DEFERRED,
	"id" TEXT NOT NULL,
	"update" TEXT,
	"action" TEXT,
	"kind" TEXT NOT NULL DEFAULT '',
	"party" TEXT,
	"organisation" TEXT NOT NULL DEFAULT '',
	"sector" TEXT NOT NULL DEFAULT '',
	"person" TEXT,
	"text" TEXT NOT NULL DEFAULT '',
	"day" TEXT NOT NULL DEFAULT '',
	"state" TEXT NOT NULL DEFAULT '',
	"answer" TEXT NOT NULL DEFAULT '',
	"answered" TEXT NOT NULL DEFAULT '',
	PRIMARY KEY (programme_id, "id"),
	FOREIGN KEY (programme_id, "update") REFERENCES "update" (programme_id, "id") DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY (programme_id, "action") REFERENCES "action" (programme_id, "id") DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY (programme_id, "party") REFERENCES "party" (programme_id, "id") DEFERRABLE INITIALLY DEFERRED
) STRICT;
INSERT INTO "help_offer" (programme_id, "id", "update", "party", "text", "day")
	SELECT programme_id, "id", "update", "party", "text", "day" FROM "help_offer_before_0029";
DROP TABLE "help_offer_before_0029";

-- What was not confirmed yet: no part of any programme, and gone after two days. `secret`: hash of the link's.
CREATE TABLE offer_waiting (
	programme_id TEXT NOT NULL,
	id TEXT NOT NULL,
	secret TEXT NOT NULL,
	expires INTEGER NOT NULL,
	name TEXT NOT NULL,
	email TEXT NOT NULL,
	offer TEXT NOT NULL,
	PRIMARY KEY (programme_id, id)
) STRICT;
CREATE INDEX offer_waiting_secret ON offer_waiting (programme_id, secret);

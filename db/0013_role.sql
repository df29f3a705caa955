-- SPDX-License-Identifier: EUPL-1.2
-- Roles that are asked for and answered, contact persons without an account, result figures by municipality (docs/rules.md 1, 4, 7).

-- Asked on, until when, and what came of it. `referred`: who is the right contact, as the one who was asked says.
ALTER TABLE "role" ADD COLUMN "asked_on" TEXT NOT NULL DEFAULT '';
ALTER TABLE "role" ADD COLUMN "answer_by" TEXT NOT NULL DEFAULT '';
ALTER TABLE "role" ADD COLUMN "answered_on" TEXT NOT NULL DEFAULT '';
ALTER TABLE "role" ADD COLUMN "on_behalf" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "role" ADD COLUMN "referred" TEXT;
ALTER TABLE "role" ADD COLUMN "referred_function" TEXT NOT NULL DEFAULT '';

-- "Nothing changed" in one tap.
ALTER TABLE "update" ADD COLUMN "unchanged" INTEGER NOT NULL DEFAULT 0;

-- Result figures by municipality, and how they were counted.
ALTER TABLE "result_figure" ADD COLUMN "municipal" TEXT NOT NULL DEFAULT '';
ALTER TABLE "result_figure" ADD COLUMN "method" TEXT NOT NULL DEFAULT '';

-- A reading may be of one municipality: the table anew, because it refers to a party.
ALTER TABLE "reading" RENAME TO "reading_before_0013";
CREATE TABLE "reading" (
	programme_id TEXT NOT NULL REFERENCES programme (id) DEFERRABLE INITIALLY DEFERRED,
	"id" TEXT NOT NULL,
	"update" TEXT,
	"figure" TEXT,
	"party" TEXT,
	"value" INTEGER,
	PRIMARY KEY (programme_id, "id"),
	FOREIGN KEY (programme_id, "update") REFERENCES "update" (programme_id, "id") DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY (programme_id, "figure") REFERENCES "result_figure" (programme_id, "id") DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY (programme_id, "party") REFERENCES "party" (programme_id, "id") DEFERRABLE INITIALLY DEFERRED
) STRICT;
INSERT INTO "reading" (programme_id, "id", "update", "figure", "value")
	SELECT programme_id, "id", "update", "figure", "value" FROM "reading_before_0013";
DROP TABLE "reading_before_0013";

-- An aim of one municipality, or one that was restated: what was aimed at before stays.
CREATE TABLE "figure_aim" (
	programme_id TEXT NOT NULL REFERENCES programme (id) DEFERRABLE INITIALLY DEFERRED,
	"id" TEXT NOT NULL,
	"figure" TEXT,
	"party" TEXT,
	"from" TEXT NOT NULL DEFAULT '',
	"aim" INTEGER,
	"reason" TEXT NOT NULL DEFAULT '',
	"source" TEXT NOT NULL DEFAULT '',
	"certainty" TEXT NOT NULL DEFAULT '',
	"inferred" TEXT NOT NULL DEFAULT '',
	"note" TEXT NOT NULL DEFAULT '',
	PRIMARY KEY (programme_id, "id"),
	FOREIGN KEY (programme_id, "figure") REFERENCES "result_figure" (programme_id, "id") DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY (programme_id, "party") REFERENCES "party" (programme_id, "id") DEFERRABLE INITIALLY DEFERRED
) STRICT;

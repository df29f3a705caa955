-- SPDX-License-Identifier: EUPL-1.2
-- Funds, budget lines, their given parts and what was spent (docs/rules.md 2).

CREATE TABLE "fund" (
	programme_id TEXT NOT NULL REFERENCES programme (id) DEFERRABLE INITIALLY DEFERRED,
	"id" TEXT NOT NULL,
	"name" TEXT NOT NULL DEFAULT '',
	"party" TEXT,
	"co_financing" INTEGER,
	"in_kind_counts" INTEGER NOT NULL DEFAULT 0,
	"conditions" TEXT NOT NULL DEFAULT '',
	"from" TEXT NOT NULL DEFAULT '',
	"until" TEXT NOT NULL DEFAULT '',
	"source" TEXT NOT NULL DEFAULT '',
	"certainty" TEXT NOT NULL DEFAULT '',
	"inferred" TEXT NOT NULL DEFAULT '',
	"note" TEXT NOT NULL DEFAULT '',
	PRIMARY KEY (programme_id, "id"),
	FOREIGN KEY (programme_id, "party") REFERENCES "party" (programme_id, "id") DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE TABLE "budget_line" (
	programme_id TEXT NOT NULL REFERENCES programme (id) DEFERRABLE INITIALLY DEFERRED,
	"id" TEXT NOT NULL,
	"node" TEXT,
	"title" TEXT NOT NULL DEFAULT '',
	"year" INTEGER,
	"amount" INTEGER,
	"key" TEXT NOT NULL DEFAULT '',
	"rate" INTEGER,
	"payer" TEXT,
	"reference" TEXT NOT NULL DEFAULT '',
	"fund" TEXT,
	"with_vat" INTEGER NOT NULL DEFAULT 0,
	"in_kind" INTEGER NOT NULL DEFAULT 0,
	"quantity" INTEGER,
	"unit" TEXT NOT NULL DEFAULT '',
	"unit_price" INTEGER,
	"indexed" INTEGER,
	"index_name" TEXT NOT NULL DEFAULT '',
	"visibility" TEXT NOT NULL DEFAULT '',
	"source" TEXT NOT NULL DEFAULT '',
	"certainty" TEXT NOT NULL DEFAULT '',
	"inferred" TEXT NOT NULL DEFAULT '',
	"note" TEXT NOT NULL DEFAULT '',
	PRIMARY KEY (programme_id, "id"),
	FOREIGN KEY (programme_id, "payer") REFERENCES "party" (programme_id, "id") DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY (programme_id, "fund") REFERENCES "fund" (programme_id, "id") DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE TABLE "budget_part" (
	programme_id TEXT NOT NULL REFERENCES programme (id) DEFERRABLE INITIALLY DEFERRED,
	"id" TEXT NOT NULL,
	"line" TEXT,
	"party" TEXT,
	"percentage" INTEGER,
	"amount" INTEGER,
	PRIMARY KEY (programme_id, "id"),
	FOREIGN KEY (programme_id, "line") REFERENCES "budget_line" (programme_id, "id") DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY (programme_id, "party") REFERENCES "party" (programme_id, "id") DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE TABLE "spending" (
	programme_id TEXT NOT NULL REFERENCES programme (id) DEFERRABLE INITIALLY DEFERRED,
	"id" TEXT NOT NULL,
	"line" TEXT,
	"party" TEXT,
	"day" TEXT NOT NULL DEFAULT '',
	"amount" INTEGER,
	"forecast" INTEGER NOT NULL DEFAULT 0,
	"text" TEXT NOT NULL DEFAULT '',
	"source" TEXT NOT NULL DEFAULT '',
	"certainty" TEXT NOT NULL DEFAULT '',
	"inferred" TEXT NOT NULL DEFAULT '',
	"note" TEXT NOT NULL DEFAULT '',
	PRIMARY KEY (programme_id, "id"),
	FOREIGN KEY (programme_id, "line") REFERENCES "budget_line" (programme_id, "id") DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY (programme_id, "party") REFERENCES "party" (programme_id, "id") DEFERRABLE INITIALLY DEFERRED
) STRICT;

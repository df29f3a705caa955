-- SPDX-License-Identifier: EUPL-1.2
-- Frozen reports; their files are kept by SHA-256 (0006).

CREATE TABLE "report" (
	programme_id TEXT NOT NULL REFERENCES programme (id) DEFERRABLE INITIALLY DEFERRED,
	"id" TEXT NOT NULL,
	"kind" TEXT NOT NULL DEFAULT '',
	"node" TEXT,
	"party" TEXT,
	"from" TEXT NOT NULL DEFAULT '',
	"until" TEXT NOT NULL DEFAULT '',
	"day" TEXT NOT NULL DEFAULT '',
	"title" TEXT NOT NULL DEFAULT '',
	"language" TEXT NOT NULL DEFAULT '',
	"pdf" TEXT NOT NULL DEFAULT '',
	"docx" TEXT NOT NULL DEFAULT '',
	"xlsx" TEXT NOT NULL DEFAULT '',
	"moment" INTEGER,
	"person" TEXT,
	PRIMARY KEY (programme_id, "id"),
	FOREIGN KEY (programme_id, "party") REFERENCES "party" (programme_id, "id") DEFERRABLE INITIALLY DEFERRED
) STRICT;

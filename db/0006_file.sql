-- SPDX-License-Identifier: EUPL-1.2
-- Files by the SHA-256 of their bytes (src/file), and the versions of documents that name them.

-- Which files a programme has. With SQLite the bytes lie beside the database, in a folder; with PostgreSQL here, so that every node has them.
CREATE TABLE kept_file (
	programme_id TEXT NOT NULL,
	hash TEXT NOT NULL,
	size INTEGER NOT NULL,
	kept INTEGER NOT NULL,             -- moment it last came in
	unnamed INTEGER NOT NULL DEFAULT 0,    -- moment since when no record names it; 0: one does, or nobody looked yet
	bytes BLOB,
	PRIMARY KEY (programme_id, hash)
) STRICT;

CREATE TABLE "document_version" (
	programme_id TEXT NOT NULL REFERENCES programme (id) DEFERRABLE INITIALLY DEFERRED,
	"id" TEXT NOT NULL,
	"document" TEXT,
	"number" INTEGER,
	"hash" TEXT NOT NULL DEFAULT '',
	"file_name" TEXT NOT NULL DEFAULT '',
	"media_type" TEXT NOT NULL DEFAULT '',
	"size" INTEGER,
	"kept" INTEGER,
	"person" TEXT,
	"words" TEXT NOT NULL DEFAULT '',
	PRIMARY KEY (programme_id, "id"),
	FOREIGN KEY (programme_id, "document") REFERENCES "document" (programme_id, "id") DEFERRABLE INITIALLY DEFERRED
) STRICT;

-- What a document is about: the photo of an action, the plan of a theme.
ALTER TABLE "document" ADD COLUMN "node" TEXT;

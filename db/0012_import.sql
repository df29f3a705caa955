-- SPDX-License-Identifier: EUPL-1.2
-- Import from a spreadsheet: files that wait for the next step, a day at most, and what was chosen for the headers of a file before.

CREATE TABLE import_file (
	programme_id TEXT NOT NULL,
	id TEXT NOT NULL,
	person TEXT NOT NULL,              -- who sent it; nobody else finds it
	kind TEXT NOT NULL,
	file_name TEXT NOT NULL,
	bytes BLOB NOT NULL,
	choices TEXT NOT NULL,             -- what each sheet and column is; empty: not chosen yet
	kept INTEGER NOT NULL,             -- moment
	PRIMARY KEY (programme_id, id)
) STRICT;

CREATE TABLE import_mapping (
	programme_id TEXT NOT NULL,
	kind TEXT NOT NULL,
	headers TEXT NOT NULL,             -- SHA-256 of the headers
	columns TEXT NOT NULL,
	chosen INTEGER NOT NULL,           -- moment
	PRIMARY KEY (programme_id, kind, headers)
) STRICT;

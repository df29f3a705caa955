-- SPDX-License-Identifier: EUPL-1.2
-- What search finds; see 0003_search.sqlite.sql. The configuration 'simple' changes no word: folding is the program's.
CREATE TABLE search_text (
	programme_id TEXT NOT NULL,
	record TEXT NOT NULL,
	record_id TEXT NOT NULL,
	title TEXT NOT NULL,
	body TEXT NOT NULL,
	folded TEXT NOT NULL,
	words tsvector GENERATED ALWAYS AS (to_tsvector('simple', folded)) STORED,
	PRIMARY KEY (programme_id, record_id)
);
CREATE INDEX search_words ON search_text USING gin (words);

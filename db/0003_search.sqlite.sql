-- SPDX-License-Identifier: EUPL-1.2
-- What search finds. `folded` is title and body in small letters without accents, made by the program, so that both databases find the
-- same; the index is over it alone. `number` ties the row to the full-text index.
CREATE TABLE search_text (
	number INTEGER PRIMARY KEY,
	programme_id TEXT NOT NULL,
	record TEXT NOT NULL,
	record_id TEXT NOT NULL,
	title TEXT NOT NULL,
	body TEXT NOT NULL,
	folded TEXT NOT NULL,
	UNIQUE (programme_id, record_id)
) STRICT;
CREATE VIRTUAL TABLE search_index USING fts5(folded, content='search_text', content_rowid='number', prefix='2 3');
CREATE TRIGGER search_added AFTER INSERT ON search_text BEGIN
	INSERT INTO search_index (rowid, folded) VALUES (new.number, new.folded);
END;
CREATE TRIGGER search_removed AFTER DELETE ON search_text BEGIN
	INSERT INTO search_index (search_index, rowid, folded) VALUES ('delete', old.number, old.folded);
END;
CREATE TRIGGER search_changed AFTER UPDATE ON search_text BEGIN
	INSERT INTO search_index (search_index, rowid, folded) VALUES ('delete', old.number, old.folded);
	INSERT INTO search_index (rowid, folded) VALUES (new.number, new.folded);
END;

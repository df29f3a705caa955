-- SPDX-License-Identifier: EUPL-1.2
-- Who wants the weekly overview of a programme (src/digest; docs/rules.md 10): a row is a wish. Never in the journal: it is a person's own choice.
CREATE TABLE digest (
	programme_id TEXT NOT NULL,
	person_id TEXT NOT NULL,
	last TEXT NOT NULL,                        -- Monday of the last one that was made, or of when it was asked for
	told TEXT NOT NULL DEFAULT '',             -- marks of what stood in it, so that the next can say what is new
	PRIMARY KEY (programme_id, person_id)
) STRICT;

-- SPDX-License-Identifier: EUPL-1.2
-- Asking for signatures, codes by mail, and the names of who signed (docs/rules.md 3).

CREATE TABLE "signature_request" (
	programme_id TEXT NOT NULL REFERENCES programme (id) DEFERRABLE INITIALLY DEFERRED,
	"id" TEXT NOT NULL,
	"agreement" TEXT,
	"signatory" TEXT,
	"person" TEXT,
	"moment" INTEGER,
	"until" TEXT NOT NULL DEFAULT '',
	"ended" TEXT NOT NULL DEFAULT '',
	"ended_on" TEXT NOT NULL DEFAULT '',
	"anew" TEXT NOT NULL DEFAULT '',
	PRIMARY KEY (programme_id, "id"),
	FOREIGN KEY (programme_id, "agreement") REFERENCES "agreement" (programme_id, "id") DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY (programme_id, "signatory") REFERENCES "signatory" (programme_id, "id") DEFERRABLE INITIALLY DEFERRED
) STRICT;

-- Who is signing at this moment: what was typed, and the code that was mailed, hashed. Gone once signed, or a day later.
CREATE TABLE signing (
	programme_id TEXT NOT NULL,
	signatory TEXT NOT NULL,
	person_id TEXT NOT NULL REFERENCES person (id),
	name TEXT NOT NULL,
	function TEXT NOT NULL,
	code TEXT NOT NULL,
	sent_at INTEGER NOT NULL,
	expires INTEGER NOT NULL,
	tries INTEGER NOT NULL,
	PRIMARY KEY (programme_id, signatory)
) STRICT;

-- The names of who signed, and the address a code went to. Apart from the programme, so that they can be erased (docs/rules.md 14).
CREATE TABLE signature_name (
	programme_id TEXT NOT NULL,
	signature TEXT NOT NULL,
	person_id TEXT REFERENCES person (id),
	name TEXT NOT NULL,
	address TEXT NOT NULL,
	PRIMARY KEY (programme_id, signature)
) STRICT;
CREATE INDEX signature_name_person ON signature_name (person_id);

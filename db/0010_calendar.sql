-- SPDX-License-Identifier: EUPL-1.2
-- When the secret address of a calendar was made, to tell its owner.
ALTER TABLE link ADD COLUMN created INTEGER;

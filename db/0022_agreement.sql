-- SPDX-License-Identifier: EUPL-1.2
-- An offer that was taken back before anybody signed (docs/rules.md 3).

ALTER TABLE "agreement" ADD COLUMN "withdrawn" TEXT NOT NULL DEFAULT '';

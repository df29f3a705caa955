-- SPDX-License-Identifier: EUPL-1.2
-- How complete a version was when it was frozen; who must agree to a proposal (docs/rules.md 4).

ALTER TABLE "plan_version" ADD COLUMN "actions" INTEGER;
ALTER TABLE "plan_version" ADD COLUMN "complete" INTEGER;
ALTER TABLE "proposal" ADD COLUMN "level" TEXT NOT NULL DEFAULT '';
ALTER TABLE "proposal" ADD COLUMN "subject" TEXT;

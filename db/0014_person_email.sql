-- SPDX-License-Identifier: EUPL-1.2
-- One address, one person, with or without an account: a programme that is taken in may bring contact persons. An erased one has no address.
CREATE UNIQUE INDEX person_email ON person (email) WHERE email <> '';

-- Commands that were carried out, so that the same one sent again has no second effect (ADR 14). A row says neither
-- who sent it, nor what was asked, nor what came of it: slot and fingerprint are HMACs under a key of one day, and
-- the outcome opens only with the key the caller sent. No column tells an hour.

CREATE TABLE sent_commands (
    slot bytea NOT NULL PRIMARY KEY CHECK (length(slot) = 32),
    fingerprint bytea NOT NULL CHECK (length(fingerprint) = 32),
    outcome bytea NOT NULL,
    kept_on date NOT NULL,
    -- For the wall only: filled in from the scope of the transaction, and read by nobody.
    agency_id uuid NOT NULL DEFAULT app_agency()
);

CREATE INDEX sent_commands_by_day ON sent_commands (kept_on, slot);

SELECT tenant_wall('sent_commands');

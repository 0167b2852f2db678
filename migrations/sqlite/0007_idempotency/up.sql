-- Commands that were carried out, so that the same one sent again has no second effect (ADR 14). A row says neither
-- who sent it, nor what was asked, nor what came of it: slot and fingerprint are HMACs under a key of one day, and
-- the outcome opens only with the key the caller sent. No column tells an hour, and WITHOUT ROWID no order.

CREATE TABLE sent_commands (
    slot BLOB NOT NULL PRIMARY KEY CHECK (length(slot) = 32),
    fingerprint BLOB NOT NULL CHECK (length(fingerprint) = 32),
    outcome BLOB NOT NULL,
    kept_on TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX sent_commands_by_day ON sent_commands (kept_on, slot);

-- The audit. agency_id is nil for the installation, so there is no foreign key; what was done outlives whatever it
-- was done to. Ids are random and no table has a row number: no order of contacts is kept.

-- Written with the change it is about, in its transaction; sealed and deleted moments later.
CREATE TABLE audit_pending (
    agency_id BLOB NOT NULL,
    stream TEXT NOT NULL,
    id BLOB NOT NULL,
    at TEXT,
    month TEXT,
    verb TEXT NOT NULL,
    role TEXT NOT NULL,
    actor BLOB,
    object_kind TEXT,
    object_id BLOB,
    policy_version_id BLOB,
    PRIMARY KEY (agency_id, stream, id),
    CHECK (CASE stream
        WHEN 'events' THEN at IS NOT NULL AND month IS NULL
        -- Month, verb and role, and nothing else (Part 1D).
        WHEN 'contacts' THEN month IS NOT NULL AND at IS NULL AND actor IS NULL AND object_kind IS NULL
            AND object_id IS NULL AND policy_version_id IS NULL
        ELSE 0 END)
) STRICT, WITHOUT ROWID;

-- A link of the chain.
CREATE TABLE audit_batches (
    agency_id BLOB NOT NULL,
    stream TEXT NOT NULL,
    number INTEGER NOT NULL,
    previous BLOB NOT NULL,
    hash BLOB NOT NULL,
    row_count INTEGER NOT NULL,
    row_total INTEGER NOT NULL,
    -- An instant for events, a month for contacts.
    sealed TEXT NOT NULL,
    key_id TEXT NOT NULL,
    signature BLOB NOT NULL,
    -- Only one sealer wins a number.
    PRIMARY KEY (agency_id, stream, number),
    CHECK (stream <> 'contacts' OR length(sealed) = 7)
) STRICT, WITHOUT ROWID;

-- A sealed row. What it says and its salt go when it is purged; the commitment stays.
CREATE TABLE audit_entries (
    agency_id BLOB NOT NULL,
    stream TEXT NOT NULL,
    batch INTEGER NOT NULL,
    position INTEGER NOT NULL,
    commitment BLOB NOT NULL,
    salt BLOB,
    at TEXT,
    month TEXT,
    verb TEXT,
    role TEXT,
    actor BLOB,
    object_kind TEXT,
    object_id BLOB,
    policy_version_id BLOB,
    PRIMARY KEY (agency_id, stream, batch, position),
    CHECK (stream <> 'contacts' OR (at IS NULL AND actor IS NULL AND object_kind IS NULL AND object_id IS NULL
        AND policy_version_id IS NULL))
) STRICT, WITHOUT ROWID;

-- The last local day on which an agency's rows about contacts were sealed, or found to be none.
CREATE TABLE audit_days (
    agency_id BLOB NOT NULL PRIMARY KEY,
    day TEXT NOT NULL
) STRICT, WITHOUT ROWID;

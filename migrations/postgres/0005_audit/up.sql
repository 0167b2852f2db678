-- The audit. agency_id is nil for the installation, so there is no foreign key; what was done outlives whatever it
-- was done to. Ids are random and rows of contacts are moved in the order of theirs: no order of contacts is
-- kept.

-- Written with the change it is about, in its transaction; sealed and deleted moments later.
CREATE TABLE audit_pending (
    agency_id uuid NOT NULL,
    stream text NOT NULL,
    id uuid NOT NULL,
    at timestamptz,
    month text,
    verb text NOT NULL,
    role text NOT NULL,
    actor uuid,
    object_kind text,
    object_id uuid,
    policy_version_id uuid,
    PRIMARY KEY (agency_id, stream, id),
    CHECK (CASE stream
        WHEN 'events' THEN at IS NOT NULL AND month IS NULL
        -- Month, verb and role, and nothing else (Part 1D).
        WHEN 'contacts' THEN month IS NOT NULL AND at IS NULL AND actor IS NULL AND object_kind IS NULL
            AND object_id IS NULL AND policy_version_id IS NULL
        ELSE false END)
);

-- A link of the chain.
CREATE TABLE audit_batches (
    agency_id uuid NOT NULL,
    stream text NOT NULL,
    number bigint NOT NULL,
    previous bytea NOT NULL,
    hash bytea NOT NULL,
    row_count bigint NOT NULL,
    row_total bigint NOT NULL,
    -- An instant for events, a month for contacts.
    sealed text NOT NULL,
    key_id text NOT NULL,
    signature bytea NOT NULL,
    -- Only one sealer wins a number.
    PRIMARY KEY (agency_id, stream, number),
    CHECK (stream <> 'contacts' OR length(sealed) = 7)
);

-- A sealed row. What it says and its salt go when it is purged; the commitment stays.
CREATE TABLE audit_entries (
    agency_id uuid NOT NULL,
    stream text NOT NULL,
    batch bigint NOT NULL,
    position bigint NOT NULL,
    commitment bytea NOT NULL,
    salt bytea,
    at timestamptz,
    month text,
    verb text,
    role text,
    actor uuid,
    object_kind text,
    object_id uuid,
    policy_version_id uuid,
    PRIMARY KEY (agency_id, stream, batch, position),
    CHECK (stream <> 'contacts' OR (at IS NULL AND actor IS NULL AND object_kind IS NULL AND object_id IS NULL
        AND policy_version_id IS NULL))
);

-- The last local day on which an agency's rows about contacts were sealed, or found to be none.
CREATE TABLE audit_days (
    agency_id uuid NOT NULL PRIMARY KEY,
    day date NOT NULL
);

SELECT tenant_wall('audit_pending');
SELECT tenant_wall('audit_batches');
SELECT tenant_wall('audit_entries');
SELECT tenant_wall('audit_days');

-- The key store: a database of its own, which no backup of the records holds. Nothing here says anything about a
-- person; with the master key and the records it opens what is sealed, without it nothing is opened.

-- An agency's keys, wrapped by a master key. During a rotation there are two versions; the highest wraps.
CREATE TABLE agency_keys (
    agency_id BLOB NOT NULL,
    version INTEGER NOT NULL,
    master_id TEXT NOT NULL,
    wrapped BLOB NOT NULL,
    PRIMARY KEY (agency_id, version)
) STRICT, WITHOUT ROWID;

-- A case's key, wrapped by a version of its agency's. To purge a case is to delete its row.
CREATE TABLE case_keys (
    agency_id BLOB NOT NULL,
    case_id BLOB NOT NULL,
    agency_version INTEGER NOT NULL,
    wrapped BLOB NOT NULL,
    PRIMARY KEY (agency_id, case_id),
    FOREIGN KEY (agency_id, agency_version) REFERENCES agency_keys (agency_id, version)
) STRICT, WITHOUT ROWID;
CREATE INDEX case_keys_by_version ON case_keys (agency_id, agency_version);

-- Cases whose key is destroyed and must not come back with an older copy. The month, not the day: what stays holds
-- no finer time about a contact.
CREATE TABLE case_tombstones (
    agency_id BLOB NOT NULL,
    case_id BLOB NOT NULL,
    purged_in TEXT NOT NULL,
    PRIMARY KEY (agency_id, case_id)
) STRICT, WITHOUT ROWID;

-- Keys for a day, for what is meant to be forgotten soon.
CREATE TABLE rotating_keys (
    purpose TEXT NOT NULL,
    day TEXT NOT NULL,
    master_id TEXT NOT NULL,
    wrapped BLOB NOT NULL,
    PRIMARY KEY (purpose, day)
) STRICT, WITHOUT ROWID;

-- Web origins whose pages may read this agency's answers (CORS). None listed: no page of another origin may.

CREATE TABLE agency_origins (
    agency_id BLOB NOT NULL REFERENCES agencies (id),
    origin TEXT NOT NULL,
    PRIMARY KEY (agency_id, origin)
) STRICT, WITHOUT ROWID;

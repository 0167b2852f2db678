-- Roles with their term and reach, the identities a person signs in with, and the secrets of machines.

-- First and last day the role holds, UTC; none: from the day it was given, and without end.
ALTER TABLE role_grants ADD COLUMN starts_on TEXT;
ALTER TABLE role_grants ADD COLUMN ends_on TEXT;
-- The unit the role is limited to, with all below it; none: the whole agency.
ALTER TABLE role_grants ADD COLUMN unit_id BLOB;

-- The identity provider proves who somebody is; which principal that is stands here. Of the subject only a digest.
CREATE TABLE principal_identities (
    agency_id BLOB NOT NULL REFERENCES agencies (id),
    id BLOB NOT NULL,
    principal_id BLOB NOT NULL REFERENCES principals (id),
    issuer TEXT NOT NULL,
    subject_digest BLOB NOT NULL,
    created_on TEXT NOT NULL,
    PRIMARY KEY (agency_id, id),
    UNIQUE (agency_id, issuer, subject_digest)
) STRICT, WITHOUT ROWID;

CREATE INDEX principal_identities_by_principal ON principal_identities (agency_id, principal_id);

-- A machine has several secrets while one takes the place of another. Of each only a digest.
CREATE TABLE client_secrets (
    agency_id BLOB NOT NULL REFERENCES agencies (id),
    id BLOB NOT NULL,
    principal_id BLOB NOT NULL REFERENCES principals (id),
    digest BLOB NOT NULL,
    created_on TEXT NOT NULL,
    PRIMARY KEY (agency_id, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX client_secrets_by_principal ON client_secrets (agency_id, principal_id);

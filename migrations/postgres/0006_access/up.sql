-- Roles with their term and reach, the identities a person signs in with, and the secrets of machines.

-- First and last day the role holds, UTC; none: from the day it was given, and without end.
ALTER TABLE role_grants ADD COLUMN starts_on date;
ALTER TABLE role_grants ADD COLUMN ends_on date;
-- The unit the role is limited to, with all below it; none: the whole agency.
ALTER TABLE role_grants ADD COLUMN unit_id uuid;

-- The identity provider proves who somebody is; which principal that is stands here. Of the subject only a digest.
CREATE TABLE principal_identities (
    agency_id uuid NOT NULL REFERENCES agencies (id),
    id uuid NOT NULL,
    principal_id uuid NOT NULL REFERENCES principals (id),
    issuer text NOT NULL,
    subject_digest bytea NOT NULL,
    created_on date NOT NULL,
    PRIMARY KEY (agency_id, id),
    UNIQUE (agency_id, issuer, subject_digest)
);

CREATE INDEX principal_identities_by_principal ON principal_identities (agency_id, principal_id);

-- A machine has several secrets while one takes the place of another. Of each only a digest.
CREATE TABLE client_secrets (
    agency_id uuid NOT NULL REFERENCES agencies (id),
    id uuid NOT NULL,
    principal_id uuid NOT NULL REFERENCES principals (id),
    digest bytea NOT NULL,
    created_on date NOT NULL,
    PRIMARY KEY (agency_id, id)
);

CREATE INDEX client_secrets_by_principal ON client_secrets (agency_id, principal_id);

SELECT tenant_wall('principal_identities');
SELECT tenant_wall('client_secrets');

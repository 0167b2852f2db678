-- No row of one agency names a principal of another: where a table can be made anew, by a foreign key of both
-- columns; where others refer to it, by triggers that ask the same.

CREATE UNIQUE INDEX principals_by_agency ON principals (agency_id, id);

CREATE TABLE walled_identities (
    agency_id BLOB NOT NULL REFERENCES agencies (id),
    id BLOB NOT NULL,
    principal_id BLOB NOT NULL,
    issuer TEXT NOT NULL,
    subject_digest BLOB NOT NULL,
    created_on TEXT NOT NULL,
    PRIMARY KEY (agency_id, id),
    UNIQUE (agency_id, issuer, subject_digest),
    FOREIGN KEY (agency_id, principal_id) REFERENCES principals (agency_id, id)
) STRICT, WITHOUT ROWID;
INSERT INTO walled_identities SELECT agency_id, id, principal_id, issuer, subject_digest, created_on
    FROM principal_identities;
DROP TABLE principal_identities;
ALTER TABLE walled_identities RENAME TO principal_identities;
CREATE INDEX principal_identities_by_principal ON principal_identities (agency_id, principal_id);

CREATE TABLE walled_secrets (
    agency_id BLOB NOT NULL REFERENCES agencies (id),
    id BLOB NOT NULL,
    principal_id BLOB NOT NULL,
    digest BLOB NOT NULL,
    created_on TEXT NOT NULL,
    PRIMARY KEY (agency_id, id),
    FOREIGN KEY (agency_id, principal_id) REFERENCES principals (agency_id, id)
) STRICT, WITHOUT ROWID;
INSERT INTO walled_secrets SELECT agency_id, id, principal_id, digest, created_on FROM client_secrets;
DROP TABLE client_secrets;
ALTER TABLE walled_secrets RENAME TO client_secrets;
CREATE INDEX client_secrets_by_principal ON client_secrets (agency_id, principal_id);

-- A principal stays with its agency.
CREATE TRIGGER principals_stay BEFORE UPDATE OF agency_id ON principals
WHEN NEW.agency_id IS NOT OLD.agency_id
BEGIN
    SELECT RAISE(ABORT, 'a principal stays with its agency');
END;

CREATE TRIGGER members_are_own_added BEFORE INSERT ON members
WHEN NOT EXISTS (SELECT 1 FROM principals WHERE agency_id = NEW.agency_id AND id = NEW.principal_id)
BEGIN
    SELECT RAISE(ABORT, 'a member is a principal of the agency');
END;
CREATE TRIGGER members_are_own_changed BEFORE UPDATE OF agency_id, principal_id ON members
WHEN NOT EXISTS (SELECT 1 FROM principals WHERE agency_id = NEW.agency_id AND id = NEW.principal_id)
BEGIN
    SELECT RAISE(ABORT, 'a member is a principal of the agency');
END;

-- A first draft is the platform administrator's, who is of no agency.
CREATE TRIGGER policy_authors_are_own_added BEFORE INSERT ON policy_versions
WHEN EXISTS (SELECT 1 FROM principals WHERE id = NEW.drafted_by AND agency_id <> NEW.agency_id)
    OR (NEW.activated_by IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM principals WHERE agency_id = NEW.agency_id AND id = NEW.activated_by
    ))
BEGIN
    SELECT RAISE(ABORT, 'a policy is drafted and put in force by principals of the agency');
END;
CREATE TRIGGER policy_authors_are_own_changed
BEFORE UPDATE OF agency_id, drafted_by, activated_by ON policy_versions
WHEN EXISTS (SELECT 1 FROM principals WHERE id = NEW.drafted_by AND agency_id <> NEW.agency_id)
    OR (NEW.activated_by IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM principals WHERE agency_id = NEW.agency_id AND id = NEW.activated_by
    ))
BEGIN
    SELECT RAISE(ABORT, 'a policy is drafted and put in force by principals of the agency');
END;

-- The platform's role is for principals of no agency, and for them alone; a unit is one of the principal's agency.
CREATE TRIGGER role_grants_fit_added BEFORE INSERT ON role_grants
WHEN NOT EXISTS (
    SELECT 1 FROM principals
    WHERE id = NEW.principal_id AND (agency_id IS NULL) = (NEW.role = 'platform_admin')
        AND (NEW.unit_id IS NULL OR EXISTS (
            SELECT 1 FROM units WHERE units.agency_id = principals.agency_id AND units.id = NEW.unit_id
        ))
)
BEGIN
    SELECT RAISE(ABORT, 'a role fits its principal');
END;
CREATE TRIGGER role_grants_fit_changed BEFORE UPDATE OF principal_id, role, unit_id ON role_grants
WHEN NOT EXISTS (
    SELECT 1 FROM principals
    WHERE id = NEW.principal_id AND (agency_id IS NULL) = (NEW.role = 'platform_admin')
        AND (NEW.unit_id IS NULL OR EXISTS (
            SELECT 1 FROM units WHERE units.agency_id = principals.agency_id AND units.id = NEW.unit_id
        ))
)
BEGIN
    SELECT RAISE(ABORT, 'a role fits its principal');
END;

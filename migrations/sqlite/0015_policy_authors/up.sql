-- Everybody who changed a version while it was a draft: none of them puts it in force (PROG-01). Who drafted it stands
-- in policy_versions, as the first draft is the platform administrator's, who is of no agency. Of changes made before
-- this table, nobody is remembered.
CREATE TABLE policy_authors (
    agency_id BLOB NOT NULL REFERENCES agencies (id),
    version_id BLOB NOT NULL,
    principal_id BLOB NOT NULL,
    PRIMARY KEY (agency_id, version_id, principal_id),
    FOREIGN KEY (agency_id, version_id) REFERENCES policy_versions (agency_id, id),
    FOREIGN KEY (agency_id, principal_id) REFERENCES principals (agency_id, id)
) STRICT, WITHOUT ROWID;

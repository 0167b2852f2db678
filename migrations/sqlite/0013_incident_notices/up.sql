-- The notice due of an incident: where the duty stands, and until when. A working row, for the exact time: gone when
-- the incident closes.
CREATE TABLE incident_notices (
    agency_id BLOB NOT NULL REFERENCES agencies (id),
    incident_id BLOB NOT NULL,
    duty TEXT NOT NULL,
    due_at TEXT,
    PRIMARY KEY (agency_id, incident_id),
    FOREIGN KEY (agency_id, incident_id) REFERENCES incidents (agency_id, id)
) STRICT, WITHOUT ROWID;

-- Who an incident affected, where the policy lets them be named. Working rows, gone when the incident closes. Each
-- field is sealed with the key of the incident's case, which lives in the key store.
CREATE TABLE incident_names (
    agency_id BLOB NOT NULL REFERENCES agencies (id),
    id BLOB NOT NULL,
    incident_id BLOB NOT NULL,
    case_id BLOB NOT NULL,
    person_name BLOB NOT NULL,
    person_contact BLOB,
    PRIMARY KEY (agency_id, id),
    FOREIGN KEY (agency_id, incident_id) REFERENCES incidents (agency_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX incident_names_of_incident ON incident_names (agency_id, incident_id);
CREATE INDEX incident_names_of_case ON incident_names (agency_id, case_id);

-- The notice due of an incident: where the duty stands, and until when. A working row, for the exact time: gone when
-- the incident closes.
CREATE TABLE incident_notices (
    agency_id UUID NOT NULL REFERENCES agencies (id),
    incident_id UUID NOT NULL,
    duty TEXT NOT NULL,
    due_at TIMESTAMPTZ,
    PRIMARY KEY (agency_id, incident_id),
    FOREIGN KEY (agency_id, incident_id) REFERENCES incidents (agency_id, id)
);

-- Who an incident affected, where the policy lets them be named. Working rows, gone when the incident closes. Each
-- field is sealed with the key of the incident's case, which lives in the key store.
CREATE TABLE incident_names (
    agency_id UUID NOT NULL REFERENCES agencies (id),
    id UUID NOT NULL,
    incident_id UUID NOT NULL,
    case_id UUID NOT NULL,
    person_name BYTEA NOT NULL,
    person_contact BYTEA,
    PRIMARY KEY (agency_id, id),
    FOREIGN KEY (agency_id, incident_id) REFERENCES incidents (agency_id, id)
);
CREATE INDEX incident_names_of_incident ON incident_names (agency_id, incident_id);
CREATE INDEX incident_names_of_case ON incident_names (agency_id, case_id);

SELECT tenant_wall('incident_notices');
SELECT tenant_wall('incident_names');

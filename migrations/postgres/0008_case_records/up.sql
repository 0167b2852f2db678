-- What may be known of the person a request is for, where the policy lets it be recorded. A working row: gone when
-- the request closes. Each field is sealed with the case's key, which lives in the key store.
CREATE TABLE case_records (
    agency_id UUID NOT NULL REFERENCES agencies (id),
    id UUID NOT NULL,
    request_id UUID NOT NULL,
    opened_on DATE NOT NULL,
    recipient_name BYTEA NOT NULL,
    recipient_contact BYTEA,
    context BYTEA,
    PRIMARY KEY (agency_id, id),
    UNIQUE (agency_id, request_id),
    FOREIGN KEY (agency_id, request_id) REFERENCES requests (agency_id, id)
);

-- Keys still to be destroyed: written with the deletion, deleted when the key is gone.
CREATE TABLE key_purges (
    agency_id UUID NOT NULL REFERENCES agencies (id),
    case_id UUID NOT NULL,
    purged_in TEXT NOT NULL,
    PRIMARY KEY (agency_id, case_id)
);

-- Cases that are purged, kept so that an older key store can't bring them back. The month, not the day.
CREATE TABLE purged_cases (
    agency_id UUID NOT NULL REFERENCES agencies (id),
    case_id UUID NOT NULL,
    purged_in TEXT NOT NULL,
    PRIMARY KEY (agency_id, case_id)
);

SELECT tenant_wall('case_records');
SELECT tenant_wall('key_purges');
SELECT tenant_wall('purged_cases');

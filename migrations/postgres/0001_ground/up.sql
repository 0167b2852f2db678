-- Working rows (requests, outreaches) are deleted when their work is closed. Kept rows hold no finer time
-- about a contact than Part 1D of the catalog allows, and no row anywhere has a column for a recipient's
-- name, contact details or free text.

CREATE TABLE agencies (
    id uuid NOT NULL PRIMARY KEY,
    slug text NOT NULL UNIQUE,
    name text NOT NULL,
    created_on date NOT NULL
);

CREATE TABLE principals (
    id uuid NOT NULL PRIMARY KEY,
    agency_id uuid REFERENCES agencies (id),
    display_name text NOT NULL,
    kind text NOT NULL CHECK (kind IN ('person', 'client')),
    created_at timestamptz NOT NULL
);

CREATE TABLE role_grants (
    id uuid NOT NULL PRIMARY KEY,
    principal_id uuid NOT NULL REFERENCES principals (id),
    role text NOT NULL,
    granted_on date NOT NULL,
    ended_on date,
    UNIQUE (principal_id, role)
);

CREATE TABLE bootstrap_tokens (
    digest bytea NOT NULL PRIMARY KEY,
    created_at timestamptz NOT NULL,
    redeemed_at timestamptz
);

CREATE TABLE policy_versions (
    agency_id uuid NOT NULL REFERENCES agencies (id),
    id uuid NOT NULL,
    number bigint NOT NULL,
    revision bigint NOT NULL,
    document jsonb NOT NULL,
    effective_from date,
    effective_until date,
    drafted_by uuid NOT NULL,
    drafted_on date NOT NULL,
    activated_by uuid,
    activated_on date,
    PRIMARY KEY (agency_id, id),
    UNIQUE (agency_id, number)
);

CREATE TABLE units (
    agency_id uuid NOT NULL REFERENCES agencies (id),
    id uuid NOT NULL,
    parent_id uuid,
    name text NOT NULL,
    headcount bigint NOT NULL CHECK (headcount >= 0),
    PRIMARY KEY (agency_id, id),
    UNIQUE (agency_id, name),
    FOREIGN KEY (agency_id, parent_id) REFERENCES units (agency_id, id)
);

CREATE TABLE members (
    agency_id uuid NOT NULL REFERENCES agencies (id),
    id uuid NOT NULL,
    principal_id uuid NOT NULL REFERENCES principals (id),
    unit_id uuid NOT NULL,
    channel text NOT NULL,
    hours text NOT NULL,
    active_from date NOT NULL,
    leave_from date,
    leave_until date,
    ended_on date,
    PRIMARY KEY (agency_id, id),
    UNIQUE (agency_id, principal_id),
    FOREIGN KEY (agency_id, unit_id) REFERENCES units (agency_id, id)
);

CREATE TABLE incidents (
    agency_id uuid NOT NULL REFERENCES agencies (id),
    id uuid NOT NULL,
    policy_version_id uuid NOT NULL,
    type_code text NOT NULL,
    occurred_on date NOT NULL,
    unit_id uuid NOT NULL,
    route text NOT NULL,
    case_qualifies boolean,
    case_judged_on date,
    state text NOT NULL,
    revision bigint NOT NULL,
    PRIMARY KEY (agency_id, id),
    FOREIGN KEY (agency_id, policy_version_id) REFERENCES policy_versions (agency_id, id),
    FOREIGN KEY (agency_id, unit_id) REFERENCES units (agency_id, id)
);

CREATE TABLE requests (
    agency_id uuid NOT NULL REFERENCES agencies (id),
    id uuid NOT NULL,
    policy_version_id uuid NOT NULL,
    receipt_digest bytea,
    received_at timestamptz NOT NULL,
    channel text NOT NULL,
    population text NOT NULL,
    stressor text NOT NULL,
    category text,
    mode text,
    unit_id uuid,
    spoken_code text NOT NULL,
    state text NOT NULL,
    member_id uuid,
    declared boolean NOT NULL,
    revision bigint NOT NULL,
    PRIMARY KEY (agency_id, id),
    UNIQUE (agency_id, receipt_digest),
    FOREIGN KEY (agency_id, policy_version_id) REFERENCES policy_versions (agency_id, id),
    FOREIGN KEY (agency_id, unit_id) REFERENCES units (agency_id, id),
    FOREIGN KEY (agency_id, member_id) REFERENCES members (agency_id, id)
);

CREATE TABLE outreaches (
    agency_id uuid NOT NULL REFERENCES agencies (id),
    id uuid NOT NULL,
    policy_version_id uuid NOT NULL,
    incident_id uuid NOT NULL,
    kind text NOT NULL,
    member_id uuid,
    declared boolean NOT NULL,
    assigned_on date NOT NULL,
    state text NOT NULL,
    initial_contact_on date,
    followup_due_on date,
    revision bigint NOT NULL,
    PRIMARY KEY (agency_id, id),
    FOREIGN KEY (agency_id, policy_version_id) REFERENCES policy_versions (agency_id, id),
    FOREIGN KEY (agency_id, incident_id) REFERENCES incidents (agency_id, id),
    FOREIGN KEY (agency_id, member_id) REFERENCES members (agency_id, id)
);

CREATE TABLE outreach_tallies (
    agency_id uuid NOT NULL REFERENCES agencies (id),
    month text NOT NULL,
    outcome text NOT NULL,
    count bigint NOT NULL,
    PRIMARY KEY (agency_id, month, outcome)
);

CREATE TABLE variance_tallies (
    agency_id uuid NOT NULL REFERENCES agencies (id),
    month text NOT NULL,
    code text NOT NULL,
    count bigint NOT NULL,
    PRIMARY KEY (agency_id, month, code)
);

CREATE TABLE group_sessions (
    agency_id uuid NOT NULL REFERENCES agencies (id),
    session_code text NOT NULL,
    kind text NOT NULL,
    approved_on date NOT NULL,
    approved_at timestamptz,
    held_on date,
    approved_prior boolean NOT NULL,
    PRIMARY KEY (agency_id, session_code)
);

CREATE TABLE activity_reports (
    agency_id uuid NOT NULL REFERENCES agencies (id),
    id uuid NOT NULL,
    policy_version_id uuid NOT NULL,
    member_id uuid NOT NULL,
    month text NOT NULL,
    submissions bigint NOT NULL,
    changed_since boolean NOT NULL,
    first_submitted_at timestamptz,
    combined_submission bigint,
    revision bigint NOT NULL,
    PRIMARY KEY (agency_id, id),
    UNIQUE (agency_id, member_id, month),
    FOREIGN KEY (agency_id, policy_version_id) REFERENCES policy_versions (agency_id, id),
    FOREIGN KEY (agency_id, member_id) REFERENCES members (agency_id, id)
);

CREATE TABLE activity_entries (
    agency_id uuid NOT NULL REFERENCES agencies (id),
    id uuid NOT NULL,
    report_id uuid NOT NULL,
    day date NOT NULL,
    kind text NOT NULL,
    mode text,
    category text,
    minutes bigint NOT NULL,
    participants bigint NOT NULL,
    referrals_out bigint NOT NULL,
    mode_chosen_by_recipient boolean NOT NULL,
    session_code text,
    PRIMARY KEY (agency_id, id),
    FOREIGN KEY (agency_id, report_id) REFERENCES activity_reports (agency_id, id)
);
CREATE INDEX activity_entries_by_report ON activity_entries (agency_id, report_id);

-- What was submitted, frozen: a combination is made of these, never of rows that may still change.
CREATE TABLE submitted_reports (
    agency_id uuid NOT NULL REFERENCES agencies (id),
    report_id uuid NOT NULL,
    submission bigint NOT NULL,
    submitted_at timestamptz NOT NULL,
    late boolean NOT NULL,
    entries jsonb NOT NULL,
    PRIMARY KEY (agency_id, report_id, submission),
    FOREIGN KEY (agency_id, report_id) REFERENCES activity_reports (agency_id, id)
);

CREATE TABLE combinations (
    agency_id uuid NOT NULL REFERENCES agencies (id),
    id uuid NOT NULL,
    policy_version_id uuid NOT NULL,
    month text NOT NULL,
    version bigint NOT NULL,
    combined_on date NOT NULL,
    content jsonb NOT NULL,
    PRIMARY KEY (agency_id, id),
    UNIQUE (agency_id, month, version),
    FOREIGN KEY (agency_id, policy_version_id) REFERENCES policy_versions (agency_id, id)
);

CREATE TABLE releases (
    agency_id uuid NOT NULL REFERENCES agencies (id),
    month text NOT NULL,
    sealed_on date NOT NULL,
    content text NOT NULL,
    PRIMARY KEY (agency_id, month)
);

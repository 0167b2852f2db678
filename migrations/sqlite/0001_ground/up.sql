-- Working rows (requests, outreaches) are deleted when their work is closed. Kept rows hold no finer time
-- about a contact than Part 1D of the catalog allows, and no row anywhere has a column for a recipient's
-- name, contact details or free text.
--
-- WITHOUT ROWID: a hidden row number would keep the order in which contacts were recorded, which random ids are
-- there to hide.

CREATE TABLE agencies (
    id BLOB NOT NULL PRIMARY KEY,
    slug TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    created_on TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE principals (
    id BLOB NOT NULL PRIMARY KEY,
    agency_id BLOB REFERENCES agencies (id),
    display_name TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('person', 'client')),
    created_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE role_grants (
    id BLOB NOT NULL PRIMARY KEY,
    principal_id BLOB NOT NULL REFERENCES principals (id),
    role TEXT NOT NULL,
    granted_on TEXT NOT NULL,
    ended_on TEXT,
    UNIQUE (principal_id, role)
) STRICT, WITHOUT ROWID;

CREATE TABLE bootstrap_tokens (
    digest BLOB NOT NULL PRIMARY KEY,
    created_at TEXT NOT NULL,
    redeemed_at TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE policy_versions (
    agency_id BLOB NOT NULL REFERENCES agencies (id),
    id BLOB NOT NULL,
    number INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    document TEXT NOT NULL,
    effective_from TEXT,
    effective_until TEXT,
    drafted_by BLOB NOT NULL,
    drafted_on TEXT NOT NULL,
    activated_by BLOB,
    activated_on TEXT,
    PRIMARY KEY (agency_id, id),
    UNIQUE (agency_id, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE units (
    agency_id BLOB NOT NULL REFERENCES agencies (id),
    id BLOB NOT NULL,
    parent_id BLOB,
    name TEXT NOT NULL,
    headcount INTEGER NOT NULL CHECK (headcount >= 0),
    PRIMARY KEY (agency_id, id),
    UNIQUE (agency_id, name),
    FOREIGN KEY (agency_id, parent_id) REFERENCES units (agency_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE members (
    agency_id BLOB NOT NULL REFERENCES agencies (id),
    id BLOB NOT NULL,
    principal_id BLOB NOT NULL REFERENCES principals (id),
    unit_id BLOB NOT NULL,
    channel TEXT NOT NULL,
    hours TEXT NOT NULL,
    active_from TEXT NOT NULL,
    leave_from TEXT,
    leave_until TEXT,
    ended_on TEXT,
    PRIMARY KEY (agency_id, id),
    UNIQUE (agency_id, principal_id),
    FOREIGN KEY (agency_id, unit_id) REFERENCES units (agency_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE incidents (
    agency_id BLOB NOT NULL REFERENCES agencies (id),
    id BLOB NOT NULL,
    policy_version_id BLOB NOT NULL,
    type_code TEXT NOT NULL,
    occurred_on TEXT NOT NULL,
    unit_id BLOB NOT NULL,
    route TEXT NOT NULL,
    case_qualifies INTEGER,
    case_judged_on TEXT,
    state TEXT NOT NULL,
    revision INTEGER NOT NULL,
    PRIMARY KEY (agency_id, id),
    FOREIGN KEY (agency_id, policy_version_id) REFERENCES policy_versions (agency_id, id),
    FOREIGN KEY (agency_id, unit_id) REFERENCES units (agency_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE requests (
    agency_id BLOB NOT NULL REFERENCES agencies (id),
    id BLOB NOT NULL,
    policy_version_id BLOB NOT NULL,
    receipt_digest BLOB,
    received_at TEXT NOT NULL,
    channel TEXT NOT NULL,
    population TEXT NOT NULL,
    stressor TEXT NOT NULL,
    category TEXT,
    mode TEXT,
    unit_id BLOB,
    spoken_code TEXT NOT NULL,
    state TEXT NOT NULL,
    member_id BLOB,
    declared INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    PRIMARY KEY (agency_id, id),
    UNIQUE (agency_id, receipt_digest),
    FOREIGN KEY (agency_id, policy_version_id) REFERENCES policy_versions (agency_id, id),
    FOREIGN KEY (agency_id, unit_id) REFERENCES units (agency_id, id),
    FOREIGN KEY (agency_id, member_id) REFERENCES members (agency_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE outreaches (
    agency_id BLOB NOT NULL REFERENCES agencies (id),
    id BLOB NOT NULL,
    policy_version_id BLOB NOT NULL,
    incident_id BLOB NOT NULL,
    kind TEXT NOT NULL,
    member_id BLOB,
    declared INTEGER NOT NULL,
    assigned_on TEXT NOT NULL,
    state TEXT NOT NULL,
    initial_contact_on TEXT,
    followup_due_on TEXT,
    revision INTEGER NOT NULL,
    PRIMARY KEY (agency_id, id),
    FOREIGN KEY (agency_id, policy_version_id) REFERENCES policy_versions (agency_id, id),
    FOREIGN KEY (agency_id, incident_id) REFERENCES incidents (agency_id, id),
    FOREIGN KEY (agency_id, member_id) REFERENCES members (agency_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE outreach_tallies (
    agency_id BLOB NOT NULL REFERENCES agencies (id),
    month TEXT NOT NULL,
    outcome TEXT NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (agency_id, month, outcome)
) STRICT, WITHOUT ROWID;

CREATE TABLE variance_tallies (
    agency_id BLOB NOT NULL REFERENCES agencies (id),
    month TEXT NOT NULL,
    code TEXT NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (agency_id, month, code)
) STRICT, WITHOUT ROWID;

CREATE TABLE group_sessions (
    agency_id BLOB NOT NULL REFERENCES agencies (id),
    session_code TEXT NOT NULL,
    kind TEXT NOT NULL,
    approved_on TEXT NOT NULL,
    approved_at TEXT,
    held_on TEXT,
    approved_prior INTEGER NOT NULL,
    PRIMARY KEY (agency_id, session_code)
) STRICT, WITHOUT ROWID;

CREATE TABLE activity_reports (
    agency_id BLOB NOT NULL REFERENCES agencies (id),
    id BLOB NOT NULL,
    policy_version_id BLOB NOT NULL,
    member_id BLOB,
    month TEXT NOT NULL,
    submissions INTEGER NOT NULL,
    changed_since INTEGER NOT NULL,
    first_submitted_at TEXT,
    combined_submission INTEGER,
    revision INTEGER NOT NULL,
    PRIMARY KEY (agency_id, id),
    UNIQUE (agency_id, member_id, month),
    FOREIGN KEY (agency_id, policy_version_id) REFERENCES policy_versions (agency_id, id),
    FOREIGN KEY (agency_id, member_id) REFERENCES members (agency_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE activity_entries (
    agency_id BLOB NOT NULL REFERENCES agencies (id),
    id BLOB NOT NULL,
    report_id BLOB NOT NULL,
    day TEXT NOT NULL,
    kind TEXT NOT NULL,
    mode TEXT,
    category TEXT,
    minutes INTEGER NOT NULL,
    participants INTEGER NOT NULL,
    referrals_out INTEGER NOT NULL,
    mode_chosen_by_recipient INTEGER NOT NULL,
    session_code TEXT,
    PRIMARY KEY (agency_id, id),
    FOREIGN KEY (agency_id, report_id) REFERENCES activity_reports (agency_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX activity_entries_by_report ON activity_entries (agency_id, report_id);

-- What was submitted, frozen: a combination is made of these, never of rows that may still change.
CREATE TABLE submitted_reports (
    agency_id BLOB NOT NULL REFERENCES agencies (id),
    report_id BLOB NOT NULL,
    submission INTEGER NOT NULL,
    submitted_at TEXT NOT NULL,
    late INTEGER NOT NULL,
    entries TEXT NOT NULL,
    PRIMARY KEY (agency_id, report_id, submission),
    FOREIGN KEY (agency_id, report_id) REFERENCES activity_reports (agency_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE combinations (
    agency_id BLOB NOT NULL REFERENCES agencies (id),
    id BLOB NOT NULL,
    policy_version_id BLOB NOT NULL,
    month TEXT NOT NULL,
    version INTEGER NOT NULL,
    combined_on TEXT NOT NULL,
    content TEXT NOT NULL,
    PRIMARY KEY (agency_id, id),
    UNIQUE (agency_id, month, version),
    FOREIGN KEY (agency_id, policy_version_id) REFERENCES policy_versions (agency_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE releases (
    agency_id BLOB NOT NULL REFERENCES agencies (id),
    month TEXT NOT NULL,
    sealed_on TEXT NOT NULL,
    content TEXT NOT NULL,
    PRIMARY KEY (agency_id, month)
) STRICT, WITHOUT ROWID;

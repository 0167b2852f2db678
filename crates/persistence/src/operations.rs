//! What a transaction can do, noun by noun.

use crate::queries_macro::queries;
use crate::records::{
    ActivityEntry, ActivityReport, Agency, AuditCursor, AuditRow, Authorization, CaseRecord, ClientSecret,
    Combination, GroupSession, Identity, Incident, IncidentName, IncidentNotice, Member, OutreachSlot,
    PendingAudit, PolicyTerm, PolicyVersion, Principal, PurgeRange, Recognized, Release, RoleGrant,
    SentCommand, SubmittedReport, SupportRequest, Tally, Unit,
};
use chrono::NaiveDate;
use peerline_domain::access::Role;
use peerline_domain::audit::{SealedBatch, SealedEntry, Stream};
use peerline_domain::calendar::{Month, Timestamp};
use uuid::Uuid;

queries! { platform agency {
    /// Adds an agency.
    fn insert_agency = insert(agency: Agency) -> ();
    /// How many agencies there are.
    fn count_agencies = count() -> i64;
    /// Agencies by slug, after the one given.
    fn list_agencies = list(after: Option<(String, Uuid)>, limit: i64) -> Vec<Agency>;
    /// An agency by its id.
    fn find_agency = find(id: Uuid) -> Option<Agency>;
    /// An agency by its slug.
    fn find_agency_by_slug = find_by_slug(slug: &str) -> Option<Agency>;
}}

queries! { platform principal {
    /// Adds a person or machine.
    fn insert_principal = insert(principal: Principal) -> ();
    /// Gives a role.
    fn insert_role_grant = insert_grant(grant: RoleGrant) -> ();
    /// A person or machine by its id.
    fn find_principal = find(id: Uuid) -> Option<Principal>;
    /// The roles a principal holds now.
    fn role_grants_of = grants_of(principal: Uuid) -> Vec<RoleGrant>;
    /// Epoch and bars of a principal.
    fn authorization_of = authorization(principal: Uuid) -> Option<Authorization>;
    /// Closes everything to a principal and refuses its tokens; false where there is none.
    fn revoke_principal = revoke(principal: Uuid, at: Timestamp) -> bool;
    /// Opens again what a principal's roles allow; false where there is none.
    fn reinstate_principal = reinstate(principal: Uuid) -> bool;
    /// Gives a role again that had ended; false where it had not.
    fn renew_role_grant = renew_grant(grant: RoleGrant) -> bool;
    /// Ends a role; false where the principal does not hold it.
    fn end_role_grant = end_grant(principal: Uuid, role: Role, on: NaiveDate) -> bool;
    /// Keeps the digest of a one-time administrator token.
    fn insert_bootstrap = insert_bootstrap(digest: Vec<u8>, at: Timestamp) -> ();
    /// Whether a one-time administrator token was ever made.
    fn has_bootstrap = has_bootstrap() -> bool;
    /// Spends every one-time administrator token that was not redeemed; how many.
    fn spend_bootstraps = spend_bootstraps(at: Timestamp) -> usize;
    /// The grants of the platform's role that hold, oldest first.
    fn platform_administrators = platform_administrators() -> Vec<RoleGrant>;
    /// Spends a one-time administrator token; false where it is unknown or spent.
    fn redeem_bootstrap = redeem_bootstrap(digest: Vec<u8>, at: Timestamp) -> bool;
}}

queries! { agency principal {
    /// People and machines of the agency, after the one given.
    fn list_principals = list(after: Option<Uuid>, limit: i64) -> Vec<Principal>;
    /// The roles held by the agency's principals from one id to another, both inclusive.
    fn role_grants_between = grants_between(first: Uuid, last: Uuid) -> Vec<RoleGrant>;
    /// Those of the agency's principals, from one id to another, both inclusive, to whom nothing is open.
    fn revoked_principals_between = revoked_between(first: Uuid, last: Uuid) -> Vec<Uuid>;
    /// The grants of a role to principals who are not revoked; no other transaction counts them meanwhile.
    fn role_holders = holders(role: Role) -> Vec<RoleGrant>;
}}

queries! { agency credential {
    /// Adds an identity; `Duplicate` where the subject is somebody's already.
    fn insert_identity = insert_identity(record: Identity) -> ();
    /// The identities of a principal.
    fn identities_of = identities_of(principal: Uuid) -> Vec<Identity>;
    /// The principal who signs in with a subject.
    fn principal_of_identity = principal_of_identity(issuer: &str, subject_digest: &[u8]) -> Option<Uuid>;
    /// Takes an identity away; false where the principal has no such.
    fn delete_identity = delete_identity(principal: Uuid, id: Uuid) -> bool;
    /// Adds a secret of a machine.
    fn insert_client_secret = insert_secret(record: ClientSecret) -> ();
    /// The secrets of a machine.
    fn client_secrets_of = secrets_of(principal: Uuid) -> Vec<ClientSecret>;
    /// Ends a secret; false where the machine has no such.
    fn delete_client_secret = delete_secret(principal: Uuid, id: Uuid) -> bool;
}}

queries! { agency policy {
    /// Adds a draft.
    fn insert_policy_version = insert(record: PolicyVersion) -> ();
    /// Writes a version over its previous revision.
    fn update_policy_version = update(record: PolicyVersion) -> ();
    /// A version by its id.
    fn find_policy_version = find(id: Uuid) -> Option<PolicyVersion>;
    /// Remembers who changed a version; once is enough.
    fn insert_policy_author = insert_author(version: Uuid, principal: Uuid) -> ();
    /// Those who changed a version, but for who drafted it.
    fn policy_authors = authors(version: Uuid) -> Vec<Uuid>;
    /// Lets no other transaction draft or activate before this one ends.
    fn hold_policy_timeline = hold_timeline() -> ();
    /// The versions in force on any local day from one to another, without their documents; latest first.
    fn policy_terms_between = terms_between(first: NaiveDate, last: NaiveDate) -> Vec<PolicyTerm>;
    /// A version by its id, without its document.
    fn find_policy_term = find_term(id: Uuid) -> Option<PolicyTerm>;
    /// Every version, oldest first.
    fn list_policy_versions = list() -> Vec<PolicyVersion>;
}}

queries! { agency unit {
    /// Adds a unit.
    fn insert_unit = insert(record: Unit) -> ();
    /// A unit by its id.
    fn find_unit = find(id: Uuid) -> Option<Unit>;
    /// All units by name.
    fn list_units = list() -> Vec<Unit>;
    /// Sets a unit's headcount; false where there is no such unit.
    fn set_unit_headcount = set_headcount(id: Uuid, headcount: u32) -> bool;
}}

queries! { agency member {
    /// Adds a member.
    fn insert_member = insert(record: Member) -> ();
    /// Writes a member over its previous revision.
    fn update_member = update(record: Member) -> ();
    /// A member by id.
    fn find_member = find(id: Uuid) -> Option<Member>;
    /// The member a person is.
    fn find_member_by_principal = find_by_principal(principal: Uuid) -> Option<Member>;
    /// Members, after the one given.
    fn list_members = list(after: Option<Uuid>, limit: i64) -> Vec<Member>;
    /// The whole roster.
    fn all_members = all() -> Vec<Member>;
}}

queries! { agency incident {
    /// Adds an incident.
    fn insert_incident = insert(record: Incident) -> ();
    /// Writes an incident over its previous revision.
    fn update_incident = update(record: Incident) -> ();
    /// An incident by id.
    fn find_incident = find(id: Uuid) -> Option<Incident>;
    /// Incidents, after the one given.
    fn list_incidents = list(after: Option<Uuid>, limit: i64) -> Vec<Incident>;
}}

queries! { agency request {
    /// Adds a request for support.
    fn insert_request = insert(record: SupportRequest) -> ();
    /// Writes a request over its previous revision.
    fn update_request = update(record: SupportRequest) -> ();
    /// A request by id.
    fn find_request = find(id: Uuid) -> Option<SupportRequest>;
    /// A request by the digest of its receipt.
    fn find_request_by_receipt = find_by_receipt(digest: &[u8]) -> Option<SupportRequest>;
    /// Requests, after the one given.
    fn list_requests = list(after: Option<Uuid>, limit: i64) -> Vec<SupportRequest>;
    /// Requests assigned to a member, after the one given.
    fn list_requests_of = list_assigned(member: Uuid, after: Option<Uuid>, limit: i64) -> Vec<SupportRequest>;
    /// Deletes a request, whose work is closed, and purges its case. False where it is gone already.
    fn close_request = close(id: Uuid, closed_in: Month) -> bool;
}}

queries! { agency case_record {
    /// Adds a case.
    fn insert_case_record = insert(record: CaseRecord) -> ();
    /// Writes a case over itself.
    fn update_case_record = update(record: CaseRecord) -> ();
    /// Whether there is a case of this id.
    fn has_case_record = exists(case: Uuid) -> bool;
    /// The case of a request.
    fn case_of_request = find_by_request(request: Uuid) -> Option<CaseRecord>;
    /// Deletes a case; its key is then to be destroyed.
    fn purge_case = purge(case: Uuid, purged_in: Month) -> ();
    /// Deletes the case of a request; false where there is none.
    fn purge_case_of_request = purge_of_request(request: Uuid, purged_in: Month) -> bool;
    /// Cases whose key is still to be destroyed.
    fn pending_key_purges = pending_purges() -> Vec<(Uuid, Month)>;
    /// Keeps that a case's key is destroyed.
    fn end_key_purge = end_purge(case: Uuid) -> ();
    /// Every case that was ever purged, with its month.
    fn purged_cases = purged() -> Vec<(Uuid, Month)>;
}}

queries! { agency incident_notice {
    /// Adds the notice due of an incident.
    fn insert_incident_notice = insert(record: IncidentNotice) -> ();
    /// Writes it over itself; `Stale` where the incident closed in between.
    fn update_incident_notice = update(record: IncidentNotice) -> ();
    /// The notices due of some incidents.
    fn notices_of_incidents = of_incidents(incidents: Vec<Uuid>) -> Vec<IncidentNotice>;
    /// Deletes the notice due of an incident, if there is one.
    fn delete_incident_notice = delete(incident: Uuid) -> ();
}}

queries! { agency incident_name {
    /// The case an incident's names are sealed under, if any are kept.
    fn case_of_incident = case_of(incident: Uuid) -> Option<Uuid>;
    /// Sets whom an incident affected, in the place of who is there.
    fn replace_incident_names = replace(incident: Uuid, names: Vec<IncidentName>) -> ();
    /// Whom an incident affected, in no order.
    fn names_of_incident = of_incident(incident: Uuid) -> Vec<IncidentName>;
    /// Deletes whom an incident affected; the key is then to be destroyed. False where nobody is kept.
    fn purge_names_of_incident = purge(incident: Uuid, purged_in: Month) -> bool;
}}

queries! { agency outreach {
    /// Adds an outreach.
    fn insert_outreach = insert(record: OutreachSlot) -> ();
    /// Writes an outreach over its previous revision.
    fn update_outreach = update(record: OutreachSlot) -> ();
    /// An outreach by id.
    fn find_outreach = find(id: Uuid) -> Option<OutreachSlot>;
    /// Outreaches, after the one given.
    fn list_outreaches = list(after: Option<Uuid>, limit: i64) -> Vec<OutreachSlot>;
    /// Outreaches assigned to a member, after the one given.
    fn list_outreaches_of = list_assigned(member: Uuid, after: Option<Uuid>, limit: i64) -> Vec<OutreachSlot>;
    /// Outreaches of an incident.
    fn outreaches_of_incident = of_incident(incident: Uuid) -> Vec<OutreachSlot>;
    /// Outreaches assigned between two local days, both inclusive.
    fn outreaches_assigned_between = assigned_between(first: NaiveDate, last: NaiveDate) -> Vec<OutreachSlot>;
    /// Purges the slots of an incident.
    fn purge_outreaches_of = purge_incident(incident: Uuid) -> ();
}}

queries! { agency tally {
    /// Adds one to a month's count of an outreach outcome.
    fn count_outreach_outcome = count_outreach(month: Month, outcome: &str) -> ();
    /// A month's counts of outreach outcomes whose slots are purged.
    fn outreach_tallies = outreach_of(month: Month) -> Vec<Tally>;
    /// Adds one to a month's count of a variance.
    fn count_variance = count_variance(month: Month, code: &str) -> ();
}}

queries! { agency activity {
    /// Adds a tracker.
    fn insert_activity_report = insert_report(record: ActivityReport) -> ();
    /// Writes a tracker over its previous revision.
    fn update_activity_report = update_report(record: ActivityReport) -> ();
    /// A member's tracker of a month.
    fn find_activity_report = find_report(member: Uuid, month: Month) -> Option<ActivityReport>;
    /// All trackers of a month.
    fn activity_reports_of = reports_of_month(month: Month) -> Vec<ActivityReport>;
    /// Adds a response to a tracker.
    fn insert_activity_entry = insert_entry(record: ActivityEntry) -> ();
    /// The responses on a tracker.
    fn activity_entries_of = entries_of(report: Uuid) -> Vec<ActivityEntry>;
    /// A response by id.
    fn find_activity_entry = find_entry(id: Uuid) -> Option<ActivityEntry>;
    /// Removes a response from a tracker; false where it is gone already.
    fn delete_activity_entry = delete_entry(id: Uuid) -> bool;
    /// Freezes a submission.
    fn insert_submission = insert_submission(record: SubmittedReport) -> ();
    /// A frozen submission.
    fn find_submission = find_submission(report: Uuid, submission: u32) -> Option<SubmittedReport>;
    /// Keeps an approved group session.
    fn insert_group_session = insert_group_session(record: GroupSession) -> ();
    /// An approved group session by its code.
    fn find_group_session = find_group_session(session_code: &str) -> Option<GroupSession>;
    /// Binds a group session's code to the day of its first entry; `Stale` where it is bound.
    fn hold_group_session = hold_group_session(session_code: &str, held_on: NaiveDate, approved_prior: bool) -> ();
    /// Adds a combination.
    fn insert_combination = insert_combination(record: Combination) -> ();
    /// The versions of a month's combination, oldest first.
    fn combinations_of = combinations_of(month: Month) -> Vec<Combination>;
}}

queries! { agency release {
    /// Keeps a sealed release.
    fn insert_release = insert(record: Release) -> ();
    /// A sealed release.
    fn find_release = find(month: Month) -> Option<Release>;
}}

queries! { platform sent_command {
    /// What is known of a command, by its slots under today's key, yesterday's and tomorrow's. Takes its turn, or is told that
    /// another transaction has it; never waits.
    fn recognize_command = recognize(turn: i64, slots: [Vec<u8>; 3]) -> Recognized;
    /// Keeps a command that is carried out; false where its slot is taken.
    fn insert_sent_command = insert(record: SentCommand) -> bool;
    /// Deletes at the most so many commands kept before a day; how many it were.
    fn delete_sent_commands_before = delete_before(day: NaiveDate, limit: i64) -> usize;
}}

queries! { agency origin {
    /// Web origins whose pages may read the agency's answers, in order.
    fn list_origins = list() -> Vec<String>;
    /// Sets them.
    fn replace_origins = replace(origins: Vec<String>) -> ();
}}

queries! { agency audit {
    /// Adds a row of the audit; once in each transaction that changes something.
    fn insert_audit_row = insert_row(row: AuditRow) -> ();
    /// Rows that wait to be sealed: events by instant, those about contacts in random order.
    fn list_pending_audit = list_pending(stream: Stream, limit: i64) -> Vec<AuditRow>;
    /// How many events wait to be sealed, and since when.
    fn pending_audit = pending() -> PendingAudit;
    /// Removes rows that are sealed; `Stale` where one is gone already.
    fn delete_pending_audit = delete_pending(stream: Stream, ids: Vec<Uuid>) -> ();
    /// The last batch of a stream.
    fn last_audit_batch = last_batch(stream: Stream) -> Option<SealedBatch>;
    /// Adds a batch; `Duplicate` where another sealer has the number.
    fn insert_audit_batch = insert_batch(stream: Stream, batch: SealedBatch) -> ();
    /// Adds the rows of a batch.
    fn insert_audit_entries = insert_entries(stream: Stream, entries: Vec<SealedEntry>) -> ();
    /// Batches after a number, in order.
    fn list_audit_batches = list_batches(stream: Stream, after: u64, limit: i64) -> Vec<SealedBatch>;
    /// Rows of the batches after one number, through another, in order.
    fn audit_entries_between = entries_between(stream: Stream, after: u64, through: u64, limit: i64) -> Vec<SealedEntry>;
    /// Sealed rows in order, after a place.
    fn audit_entries_after = entries_after(after: AuditCursor, limit: i64) -> Vec<SealedEntry>;
    /// Begins a local day for rows about contacts; false where it had begun, and for an agency's very first.
    fn begin_audit_day = begin_day(day: NaiveDate) -> bool;
    /// Purges what events before an instant say; how many.
    fn purge_audit_before = purge_before(range: PurgeRange, before: Timestamp) -> u64;
    /// Purges what rows about contacts of months before one say; how many.
    fn purge_audit_months_before = purge_months_before(range: PurgeRange, before: Month) -> u64;
    /// Purges what events about an object say; how many.
    fn purge_audit_about = purge_about(range: PurgeRange, object: Uuid) -> u64;
}}

//! The bounds themselves. Each is what the server refuses beyond, or what it made.

use super::kinds::Bound::{self, Distinct, Each, Form, Number, OneOf, Set, Text};
use peerline_domain::access::{Action, Role};

/// A code of a policy, of the catalog or of the audit.
const CODE: Bound = Form(1, 64, "^[a-z][a-z0-9_]*$", "cumulative_stress");
/// A clause, as a policy prints it.
const CLAUSE: Bound = Text(1, 1000);
/// Requirements of the specification, for example `FOLLOW-02`.
const REQUIREMENT: Bound = Form(6, 16, "^[A-Z]{2,12}-[0-9]{1,2}$", "FOLLOW-02");
/// A key of the policy matrix, or `registers.<list>`.
const PARAMETER: Bound = Form(1, 100, "^[a-z][a-z0-9_]*(\\.[a-z][a-z0-9_]*)*$", "decline.followup_days");
/// A month of the years the calendar reads (`calendar::FIRST_YEAR`, `LAST_YEAR`).
const MONTH: Bound = Form(
    7,
    7,
    "^(19[7-9][0-9]|[2-8][0-9]{3}|9[0-8][0-9]{2}|99[0-8][0-9]|999[0-8])-(0[1-9]|1[0-2])$",
    "2026-10",
);
/// A day of these years (`crate::day`).
const DAY: Bound = Form(
    10,
    10,
    "^(19[7-9][0-9]|[2-8][0-9]{3}|9[0-8][0-9]{2}|99[0-8][0-9]|999[0-8])-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$",
    "2026-10-01",
);
/// Text that can be seen, on one line, within the lengths beside its field (`crate::plain_text`).
const PLAIN: Bound = Form(1, 2000, PLAIN_TEXT, "Northern region");
const PLAIN_TEXT: &str = "^[^\\u0000-\\u001f\\u007f-\\u009f\\u00ad\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\ufeff]*\
    [^\\s\\u0000-\\u001f\\u007f-\\u009f\\u00ad\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\ufeff]\
    [^\\u0000-\\u001f\\u007f-\\u009f\\u00ad\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\ufeff]*$";
/// Names and phrases people wrote.
const NAME: Bound = Text(1, 200);
/// Short names and phrases: of people, units, and how somebody is reached.
const SHORT: Bound = Text(1, 100);
/// Texts everybody is shown.
const NOTICE: Bound = Text(1, 4000);
/// Sentences of ours.
const SENTENCE: Bound = Text(1, 1000);
/// Short name of an agency.
const SLUG: Bound = Form(2, 41, "^[a-z][a-z0-9-]{1,40}$", "example-dcs");
/// Name of a form.
const NOUN: Bound = Form(1, 64, "^[a-z]+(-[a-z]+)*$", "support-requests");
/// Somewhere in the contract.
const ADDRESS: Bound = Form(4, 200, "^/v1/[a-z{}/-]+$", "/v1/support-requests");
/// The greatest number of 32 bits.
const MOST: usize = 2_147_483_647;
/// A page of a list; [`PageQuery`](crate::responses::PageQuery).
const PAGE: Bound = Set(100);
const RECEIVED: Bound = OneOf(&["received"]);

/// By the names of fields, in whatever is answered and never sent.
pub(super) const OF_ANSWERS: &[(&[&str], Bound)] = &[
    (
        &[
            "code",
            "kind",
            "mode",
            "category",
            "type",
            "verb",
            "role",
            "object_kind",
            "indicator",
            "nature",
            "based_on",
            "based_on_preset",
        ],
        CODE,
    ),
    (&["clause", "boundary_clause"], CLAUSE),
    (&["requirement"], REQUIREMENT),
    (&["requirements"], Each(&REQUIREMENT)),
    (&["key", "parameter"], PARAMETER),
    (&["parameters"], Each(&PARAMETER)),
    (&["codes", "sub_codes", "exceptions", "triage_outcomes"], Each(&CODE)),
    (&["month"], MONTH),
    (&["agency", "slug"], SLUG),
    (&["noun"], NOUN),
    (&["address", "listed_at"], ADDRESS),
    (&["name", "label", "title", "organization", "term", "contact"], NAME),
    (&["display_name", "channel", "hours", "unit"], SHORT),
    (&["field"], Text(1, 64)),
    (&["context"], Text(1, 2000)),
    (&["boundary_text", "confidentiality_statement", "emergency_text"], NOTICE),
    (&["detail", "doc", "note", "stated", "text", "definition", "citation"], SENTENCE),
    (&["issuer"], Text(1, 512)),
    (&["access_token"], Text(1, 4096)),
    (&["client_secret"], Text(1, 200)),
    (&["token_type"], OneOf(&["Bearer"])),
    (&["expires_in"], Number(1, 3600)),
    (&["next_cursor"], Form(1, 200, "^[A-Za-z0-9_-]+$", "Zt1hbGw")),
    (&["session_code"], Form(10, 10, "^[A-Z2-7]{10}$", "K7QZ2M4XRA")),
    (&["spoken_code"], Form(8, 24, "^[a-z]+ [a-z]+ [0-9]{2}$", "amber heron 42")),
    (&["display"], Form(1, 11, "^(<?[0-9]+|not kept)$", "<5")),
    (&["minutes"], Number(1, 1440)),
    (&["participants"], Number(1, 10_000)),
    (&["referrals_out"], Number(0, 10_000)),
    (&["headcount"], Number(0, 1_000_000)),
    (&["minimum", "maximum", "min_length", "max_length"], Number(0, MOST)),
    (&["roles"], Set(Role::ALL.len())),
    (&["actions", "allowed_actions"], Set(Action::ALL.len())),
    (&["allowed_events", "declarations_asked", "nouns"], Distinct),
];

/// By the names of parameters.
pub(super) const OF_PARAMETERS: &[(&str, Bound)] = &[("on", DAY)];

/// By form and field, whatever the field's name is elsewhere.
pub(super) const OF_FIELDS: &[(&str, Bound)] = &[
    // Answered.
    ("AgencyPage.items", PAGE),
    ("AuditEntryPage.items", PAGE),
    ("IncidentPage.items", PAGE),
    ("MemberPage.items", PAGE),
    ("OutreachPage.items", PAGE),
    ("PrincipalPage.items", PAGE),
    ("SupportRequestPage.items", PAGE),
    ("ReleaseCalendar.items", Set(12)),
    ("AuditHead.streams", Set(2)),
    (
        "AuditStreamHead.sealed",
        Form(7, 40, "^[0-9]{4}-[0-9]{2}(-[0-9]{2}T[0-9:.]+Z)?$", "2026-10-01T16:00:00.500000Z"),
    ),
    ("DocumentEntry.id", SHORT),
    ("FormDto.method", OneOf(&["POST", "PUT"])),
    ("FormDto.body", Form(1, 64, "^[A-Za-z]+$", "NewSupportRequest")),
    ("FormList.nouns", Each(&NOUN)),
    ("AlertReceipt.status", RECEIVED),
    ("EnteredReceipt.status", RECEIVED),
    ("ReferralReceipt.status", RECEIVED),
    ("RequestReceipt.status", OneOf(&["received", "assigned"])),
    ("PlannedRelease.state", OneOf(&["open", "awaiting", "sealed"])),
    ("Health.status", OneOf(&["ok"])),
    ("Problem.type", Form(14, 200, "^/v1/problems/[a-z][a-z0-9_]*$", "/v1/problems/not_found")),
    ("ProblemField.pointer", Form(0, 200, "^(/[^/]+)*$", "/headcount")),
    // Sent.
    ("NewAgency.name", PLAIN),
    ("NewAgency.administrator_name", PLAIN),
    ("NewAffectedPerson.name", PLAIN),
    ("NewAffectedPerson.contact", PLAIN),
    ("NewMember.channel", PLAIN),
    ("NewMember.hours", PLAIN),
    ("NewNamedRecipient.name", PLAIN),
    ("NewNamedRecipient.contact", PLAIN),
    ("NewPrincipal.display_name", PLAIN),
    ("NewRecipient.name", PLAIN),
    ("NewRecipient.contact", PLAIN),
    ("NewRecipient.context", PLAIN),
    ("NewUnit.name", PLAIN),
    ("NewCombination.month", MONTH),
    ("NewIncident.occurred_on", DAY),
    ("Case.closed_on", DAY),
    ("NewMember.active_from", DAY),
    ("Leave.from", DAY),
    ("Leave.until", DAY),
    ("MembershipEnd.ended_on", DAY),
    ("NewRole.starts_on", DAY),
    ("NewRole.ends_on", DAY),
    ("Activation.effective_from", DAY),
    ("Activation.effective_until", DAY),
    ("NewPrincipal.roles", Distinct),
    ("TokenForm.grant_type", OneOf(&["client_credentials"])),
];

//! Every form, with the table of its fields.

use super::field::Field;
use crate::{
    activity, affected, assignment, incidents, members, outreaches, public, recipients, referrals, requests,
    units,
};
use peerline_domain::policy::IdentityMode;

/// A form: a body of program data, and where it goes.
#[derive(Debug)]
pub struct Form {
    /// Name.
    pub noun: &'static str,
    /// Method it is sent with.
    pub method: &'static str,
    /// Address it is sent to, as the contract writes it.
    pub address: &'static str,
    /// Schema of its body, in each documentation mode.
    pub body: fn(IdentityMode) -> &'static str,
    /// Whether it is about a contact, so that no field outside the contract has a place.
    pub about_contacts: bool,
    /// Its fields.
    pub fields: &'static [Field],
}

macro_rules! forms {
    (@body $body:literal) => { |_| $body };
    (@body $body:expr) => { $body };
    ($($noun:literal = $method:literal $address:literal, $body:tt, $about_contacts:literal, $fields:expr;)+) => {
        /// Every form of signed-in callers.
        pub const FORMS: &[Form] = &[$(Form {
            noun: $noun,
            method: $method,
            address: $address,
            body: forms!(@body $body),
            about_contacts: $about_contacts,
            fields: $fields,
        }),+];
    };
}

forms! {
    "activity-entries" = "POST" "/v1/activity-entries", "NewActivityEntry", true, activity::form::ENTRY;
    "activity-submission" = "POST" "/v1/activity-reports/{month}/submission", "NewSubmission", false, activity::form::SUBMISSION;
    "assignment" = "POST" "/v1/support-requests/{id}/assignment", "NewAssignment", true, assignment::form::ASSIGNMENT;
    "conflict-declaration" = "POST" "/v1/support-requests/{id}/conflict-declaration", "ConflictDeclaration", true, assignment::form::DECLARATION;
    "group-sessions" = "POST" "/v1/group-sessions", "NewGroupSession", true, activity::form::GROUP_SESSION;
    "incident-affected" = "PUT" "/v1/incidents/{id}/affected", "NewAffected", true, affected::form::AFFECTED;
    "incident-notice" = "POST" "/v1/incidents/{id}/notice", "NewAttestation", true, incidents::form::NOTICE;
    "incident-triage" = "POST" "/v1/incidents/{id}/triage", "Triage", true, incidents::form::TRIAGE;
    "incidents" = "POST" "/v1/incidents", "NewIncident", true, incidents::form::INCIDENT;
    "members" = "POST" "/v1/members", "NewMember", false, members::form::MEMBER;
    "member-leave" = "PUT" "/v1/members/{id}/leave", "Leave", false, members::form::LEAVE;
    "membership-end" = "POST" "/v1/members/{id}/end", "MembershipEnd", false, members::form::END;
    "outreach-assignment" = "POST" "/v1/outreaches/{id}/assignment", "NewAssignment", true, assignment::form::ASSIGNMENT;
    "outreach-conflict-declaration" = "POST" "/v1/outreaches/{id}/conflict-declaration", "ConflictDeclaration", true, assignment::form::DECLARATION;
    "outreach-events" = "POST" "/v1/outreaches/{id}/events", "NewOutreachEvent", true, outreaches::form::EVENT;
    "outreaches" = "POST" "/v1/incidents/{id}/outreaches", "NewOutreach", true, assignment::form::OUTREACH;
    "recipient" = "PUT" "/v1/support-requests/{id}/recipient", "NewRecipient", true, recipients::form::RECIPIENT;
    "referrals" = "POST" "/v1/referrals", (referrals::form::body), true, referrals::form::REFERRAL;
    "support-request-events" = "POST" "/v1/support-requests/{id}/events", "NewRequestEvent", true, requests::form::EVENT;
    "support-request-follow-ups" = "POST" "/v1/support-requests/{id}/follow-ups", "NewFollowUp", true, requests::form::FOLLOW_UP;
    "support-request-triage" = "POST" "/v1/support-requests/{id}/triage", "RequestTriage", true, requests::form::TRIAGE;
    "support-requests" = "POST" "/v1/support-requests", "NewSupportRequest", true, requests::form::REQUEST;
    "unit-headcount" = "PUT" "/v1/units/{id}/headcount", "UnitHeadcount", false, units::form::HEADCOUNT;
    "units" = "POST" "/v1/units", "NewUnit", false, units::form::UNIT;
}

/// The form anybody may ask with.
pub const PUBLIC: Form = Form {
    noun: "support-request",
    method: "PUT",
    address: "/v1/public/{agency}/support-request",
    body: |_| "PublicRequest",
    about_contacts: true,
    fields: public::form::REQUEST,
};

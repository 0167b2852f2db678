//! What the queries take and give: plain values without diesel, one file per noun.

mod activity;
mod agency;
mod audit;
mod case_record;
mod incident;
mod incident_name;
mod incident_notice;
mod member;
mod outreach;
mod policy;
mod principal;
mod release;
mod request;
mod sent_command;
mod unit;

pub use activity::{ActivityEntry, ActivityReport, Combination, GroupSession, SubmittedReport};
pub use agency::Agency;
pub use audit::{AuditCursor, AuditRow, PendingAudit, PurgeRange};
pub use case_record::{CaseRecord, Recipient, SealedRecipient};
pub use incident::Incident;
pub use incident_name::{AffectedPerson, IncidentName, SealedPerson};
pub use incident_notice::IncidentNotice;
pub use member::Member;
pub use outreach::{OutreachSlot, Tally};
pub use policy::{PolicyTerm, PolicyVersion};
pub use principal::{Authorization, ClientSecret, Identity, Principal, PrincipalKind, RoleGrant};
pub use release::Release;
pub use request::SupportRequest;
pub use sent_command::{Recognized, SentCommand};
pub use unit::Unit;

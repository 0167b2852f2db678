//! The row each write leaves: exactly one, in its own transaction, whatever the endpoint forgets.

use crate::auth::Behalf;
use crate::problem::{Problem, TechnicalCode};
use crate::state::Work;
use peerline_domain::audit::{AuditBody, AuditObject, AuditVerb};
use peerline_domain::calendar::Month;
use peerline_domain::policy::IdentityMode;
use peerline_persistence::audit::AuditReceipt;
use peerline_persistence::records::AuditRow;
use peerline_persistence::{Scope, StoreError};
use uuid::Uuid;

/// What a body of work says of itself on the way.
#[derive(Default)]
pub(crate) struct Trail {
    verb: Option<AuditVerb>,
    object: Option<AuditObject>,
    unchanged: bool,
    disclosed: bool,
}

impl Work<'_, '_> {
    /// Names the object the work is about.
    pub fn concerns(&mut self, kind: &'static str, id: Uuid) {
        self.trail.object = Some(AuditObject { kind: kind.to_owned(), id: Some(id) });
    }

    /// Names what is done, where the action of the route does not.
    pub fn does(&mut self, verb: AuditVerb) {
        self.trail.verb = Some(verb);
    }

    /// Says that the body found everything done already, by this very request sent before: it leaves no row, as
    /// the one it repeats has its own.
    pub fn changes_nothing(&mut self) {
        self.trail.unchanged = true;
    }

    /// Writes that the sealed fields of a case are disclosed to the caller. This row stands for the whole body; it
    /// must run as a write.
    ///
    /// # Errors
    /// Whatever keeps the row from being written; then nothing is disclosed.
    pub fn disclose(&mut self, kind: &'static str, case: Uuid) -> Result<AuditReceipt, Problem> {
        self.concerns(kind, case);
        let row = AuditRow { id: self.new_id(), body: body(self)? };
        let receipt = self.tx.record_disclosure(row, case).map_err(not_written)?;
        self.trail.disclosed = true;
        Ok(receipt)
    }
}

/// Writes the row of a body that succeeded.
pub(crate) fn record(work: &mut Work<'_, '_>) -> Result<(), Problem> {
    if work.trail.unchanged || work.trail.disclosed {
        return Ok(());
    }
    let row = AuditRow { id: work.new_id(), body: body(work)? };
    let written = match work.behalf.scope() {
        Scope::Agency(_) => work.tx.insert_audit_row(row),
        Scope::Platform => work.tx.within(super::INSTALLATION, |tx| tx.insert_audit_row(row)),
    };
    written.map_err(not_written)
}

/// Without its row nothing is changed and nothing disclosed. Whatever is wrong with the audit is not the caller's
/// doing: never a conflict.
fn not_written(error: StoreError) -> Problem {
    if error == StoreError::Busy {
        error.into()
    } else {
        log::error!("the audit could not be written: {error}");
        Problem::technical(TechnicalCode::Internal)
    }
}

/// What the row says: as much as the agency's identity mode lets it (Part 1D). The stricter of the version the work
/// was opened under and the one in force decides (PROG-01); where there is none, the strictest there is.
fn body(work: &mut Work<'_, '_>) -> Result<AuditBody, Problem> {
    let (actor, role, fallback) = match work.behalf {
        Behalf::Caller(actor, action) => {
            (Some(actor.principal), actor.role.as_str(), action.map_or(AuditVerb::UNNAMED, AuditVerb::from))
        }
        Behalf::Public(_) => (None, "public", AuditVerb::UNNAMED),
        Behalf::Server(_) => (None, "server", AuditVerb::UNNAMED),
    };
    let verb = work.trail.verb.unwrap_or(fallback);
    let policy = match work.behalf.scope() {
        Scope::Platform => None,
        Scope::Agency(_) => work.policy_if_any()?,
    };
    let mode = strictest(work)?;
    if verb.is_about_contact() && !mode.may_name_recipient() {
        let today = policy.map_or_else(|| work.now.date_naive(), |policy| policy.today);
        let (verb, role) = (verb.as_str().to_owned(), role.to_owned());
        return Ok(AuditBody::Contact { month: Month::containing(today), verb, role });
    }
    Ok(AuditBody::Event {
        at: work.now,
        verb: verb.as_str().to_owned(),
        role: role.to_owned(),
        actor,
        object: work.trail.object.take(),
        policy_version: policy.map(|policy| policy.version.id),
    })
}

/// The strictest mode of the policy versions the body looked at, the one in force among them; the strictest there is
/// where it looked at none.
fn strictest(work: &Work<'_, '_>) -> Result<IdentityMode, Problem> {
    let mut found = None;
    for version in &work.met {
        found = found.max(Some(version.document.identity_mode()?));
    }
    Ok(found.unwrap_or(IdentityMode::None))
}

//! The row of the audit that a command leaves: whoever can start one can read the configuration, and no more is known.

use crate::environment::SystemRandomness;
use peerline_domain::audit::{AuditBody, AuditObject, AuditVerb};
use peerline_domain::calendar::Timestamp;
use peerline_domain::ports::Randomness;
use peerline_persistence::records::AuditRow;
use peerline_persistence::{StoreError, Tx};
use uuid::Uuid;

/// Who did it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum By {
    /// Whoever ran a command.
    Operator,
    /// The server at its start.
    Server,
}

/// Leaves a row in the audit of an agency, or of the installation, in a transaction of the platform.
pub(super) fn leave(
    tx: &mut Tx<'_>,
    whose: Uuid,
    by: By,
    verb: AuditVerb,
    object: AuditObject,
    now: Timestamp,
) -> Result<(), StoreError> {
    let role = match by {
        By::Operator => "operator",
        By::Server => "server",
    };
    let body = AuditBody::Event {
        at: now,
        verb: verb.as_str().to_owned(),
        role: role.to_owned(),
        actor: None,
        object: Some(object),
        policy_version: None,
    };
    let row = AuditRow { id: SystemRandomness.uuid(), body };
    tx.within(whose, |tx| tx.insert_audit_row(row))
}

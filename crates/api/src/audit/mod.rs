//! The audit: written with each change, sealed in batches moments later, read by the auditor, checked by anybody who
//! holds an exported head.

mod chain;
mod dto;
pub mod handlers;
mod head;
mod key;
mod purge;
mod sealer;
mod status;
mod trail;

pub use chain::{TrustedKeys, verify};
pub use dto::{AuditEntryDto, AuditEntryPage, AuditHeadDto, StreamHeadDto};
pub use head::{HeadError, export, trusted};
pub use key::{AuditKey, AuditKeyError, verifies};
pub use purge::{Purge, purge};
pub use sealer::{Sealer, SealerThread};
pub use status::Sealing;
pub(crate) use trail::{Trail, record};

use peerline_persistence::Scope;
use uuid::Uuid;

/// Under which agency the installation's own rows stand: what its administrators do belongs to no agency.
pub const INSTALLATION: Uuid = Uuid::nil();

/// Under which agency the rows of a scope stand, also those of the installation.
pub const fn agency_of(scope: Scope) -> Uuid {
    match scope {
        Scope::Agency(agency) => agency,
        Scope::Platform => INSTALLATION,
    }
}

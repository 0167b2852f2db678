//! `peerline admin list · revoke · replace`.

use super::bootstrap::{self, OneTimeToken};
use super::config::Settings;
use super::trail::{self, By};
use super::{CommandError, existing};
use crate::audit::INSTALLATION;
use crate::environment::SystemClock;
use clap::Subcommand;
use peerline_domain::access::Role;
use peerline_domain::audit::{AuditObject, AuditVerb};
use peerline_domain::ports::Clock;
use peerline_persistence::records::RoleGrant;
use peerline_persistence::{Held, Scope, Store, StoreError};
use std::path::Path;
use uuid::Uuid;

/// What can be done about the platform's administrators. The server may run meanwhile, and obeys with its next request.
#[derive(Subcommand)]
pub(super) enum AdminCommand {
    /// Show the platform's administrators.
    List,
    /// End an administrator's authority: every token and the role.
    Revoke {
        /// Whose; without it everybody's, and that of a one-time token nobody has redeemed.
        #[arg(long)]
        principal: Option<Uuid>,
    },
    /// The same, and print a new one-time token for whoever follows. One that nobody has redeemed is spent.
    Replace {
        /// Whose authority ends; without it everybody's.
        #[arg(long)]
        principal: Option<Uuid>,
    },
}

pub(super) fn run(command: &AdminCommand, config: Option<&Path>) -> Result<(), CommandError> {
    let store = existing(&Settings::load(config)?)?;
    match command {
        AdminCommand::List => list(&store),
        AdminCommand::Revoke { principal } => end(&store, *principal, None),
        AdminCommand::Replace { principal } => {
            let token = OneTimeToken::draw();
            end(&store, *principal, Some(token.digest()))?;
            token.show();
            Ok(())
        }
    }
}

#[expect(clippy::print_stdout, reason = "the list is what was asked for")]
fn list(store: &Store) -> Result<(), CommandError> {
    for grant in store.read(Scope::Platform, |tx| tx.platform_administrators())? {
        println!("{} since {}", grant.principal_id, grant.granted_on);
    }
    Ok(())
}

/// Ends authority and, with the digest of a new token, lets somebody follow: one transaction.
#[expect(clippy::print_stdout, reason = "whoever asked is told what was ended")]
fn end(store: &Store, only: Option<Uuid>, successor: Option<Vec<u8>>) -> Result<(), CommandError> {
    let now = SystemClock.now();
    let ended = store.write(Scope::Platform, move |tx| {
        tx.hold(Held::Bootstrap)?;
        // Before the administrators are read: a token that is just being redeemed makes another of them.
        if only.is_none() || successor.is_some() {
            tx.spend_bootstraps(now)?;
        }
        let holding: Vec<RoleGrant> = tx.platform_administrators()?;
        let ended: Vec<Uuid> = holding
            .into_iter()
            .map(|grant| grant.principal_id)
            .filter(|holder| only.is_none_or(|only| only == *holder))
            .collect();
        if only.is_some() && ended.is_empty() {
            return Ok(ended);
        }
        for principal in &ended {
            tx.revoke_principal(*principal, now)?;
            tx.end_role_grant(*principal, Role::PlatformAdmin, now.date_naive())?;
            let object = AuditObject { kind: "principal".to_owned(), id: Some(*principal) };
            trail::leave(tx, INSTALLATION, By::Operator, AuditVerb::REVOKE_PLATFORM_ADMIN, object, now)?;
        }
        if let Some(digest) = successor {
            bootstrap::keep(tx, By::Operator, digest, now)?;
        }
        Ok::<_, StoreError>(ended)
    })?;
    if only.is_some() && ended.is_empty() {
        return Err(CommandError::Other("there is no such platform administrator"));
    }
    println!("{} platform administrators revoked", ended.len());
    Ok(())
}

use super::config::Settings;
use super::trail::{self, By};
use super::{CommandError, existing, keys};
use crate::audit::INSTALLATION;
use crate::auth::{TokenAuthority, TokenFor};
use crate::environment::SystemClock;
use chrono::Duration;
use peerline_domain::audit::{AuditObject, AuditVerb};
use peerline_domain::ports::Clock;
use peerline_persistence::{Scope, StoreError};
use std::path::Path;
use uuid::Uuid;

/// Prints a token for a principal that exists.
#[expect(clippy::print_stdout, reason = "the token is what was asked for")]
pub(super) fn print(
    principal: Uuid,
    minutes: u16,
    multi_factor: bool,
    config: Option<&Path>,
) -> Result<(), CommandError> {
    let settings = Settings::load(config)?;
    let store = existing(&settings)?;
    let now = SystemClock.now();
    // The row first: a token that is not in the audit is not printed.
    let known = store.write(Scope::Platform, move |tx| {
        let Some(found) = tx.find_principal(principal)? else { return Ok(false) };
        let whose = found.agency_id.unwrap_or(INSTALLATION);
        let object = AuditObject { kind: "principal".to_owned(), id: Some(principal) };
        trail::leave(tx, whose, By::Operator, AuditVerb::PRINT_TOKEN, object, now)?;
        Ok::<_, StoreError>(true)
    })?;
    if !known {
        return Err(CommandError::Other("there is no such principal"));
    }
    let tokens = TokenAuthority::new(&settings.issuer, &keys::signing_key(&settings.data_dir)?)?;
    let to = if multi_factor { TokenFor::multi_factor(principal) } else { principal.into() };
    println!("{}", tokens.issue(to, now, Duration::minutes(i64::from(minutes)))?);
    Ok(())
}

use super::config::Settings;
use super::{CommandError, keys};
use crate::auth::{TokenAuthority, TokenFor};
use crate::environment::SystemClock;
use chrono::Duration;
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
    if settings.database_url.is_none() && !settings.data_dir.exists() {
        return Err(CommandError::Other("there is no data folder here; name it in PEERLINE_DATA_DIR"));
    }
    let store = settings.open_store()?;
    let known =
        store.read(Scope::Platform, |tx| Ok::<_, StoreError>(tx.find_principal(principal)?.is_some()))?;
    if !known {
        return Err(CommandError::Other("there is no such principal"));
    }
    let tokens = TokenAuthority::new(&settings.issuer, &keys::signing_key(&settings.data_dir)?)?;
    let to = if multi_factor { TokenFor::multi_factor(principal) } else { principal.into() };
    println!("{}", tokens.issue(to, SystemClock.now(), Duration::minutes(i64::from(minutes)))?);
    Ok(())
}

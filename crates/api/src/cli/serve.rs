use super::config::Settings;
use super::{CommandError, keys, logging};
use crate::app;
use crate::auth::{Providers, TokenAuthority};
use crate::environment::{SystemClock, SystemRandomness};
use crate::state::AppState;
use actix_web::web::Data;
use data_encoding::BASE32_NOPAD;
use peerline_domain::ports::{Clock, Randomness};
use peerline_persistence::{Scope, Store, StoreError};
use sha2::{Digest, Sha256};
use std::net::TcpListener;
use std::path::Path;
use std::sync::Arc;

/// Serves the API until it is told to stop.
pub(super) fn serve(config: Option<&Path>) -> Result<(), CommandError> {
    let settings = Settings::load(config)?;
    logging::start(&settings.log);
    let tokens = TokenAuthority::new(&settings.issuer, &keys::signing_key(&settings.data_dir)?)?;
    let providers = Providers::new(settings.identity_providers.clone(), &settings.issuer)?;
    let store = settings.open_store()?;
    first_start(&store)?;
    let listener = TcpListener::bind(&settings.listen).map_err(CommandError::io("listening"))?;
    let state = Data::new(AppState {
        store,
        clock: Arc::new(SystemClock),
        random: Arc::new(SystemRandomness),
        tokens,
        providers: Arc::new(providers),
        memory: Arc::default(),
        manual_clock: None,
    });
    actix_web::rt::System::new().block_on(async move {
        let served = app::serve(state, listener, settings.workers).map_err(CommandError::io("serving"))?;
        announce(&served.address.to_string());
        served.run.await.map_err(CommandError::io("serving"))
    })
}

#[expect(clippy::print_stdout, reason = "whoever starts the server, person or program, is told where it is")]
fn announce(address: &str) {
    println!("Listening on http://{address}");
}

/// Brings the schema up to date.
pub(super) fn migrate(config: Option<&Path>) -> Result<(), CommandError> {
    Settings::load(config)?.open_store().map(drop)
}

/// Makes and prints the one-time administrator token, if none was ever made.
#[expect(
    clippy::print_stdout,
    reason = "the token is shown once, to the person at the terminal, never logged"
)]
fn first_start(store: &Store) -> Result<(), CommandError> {
    let (clock, random) = (SystemClock, SystemRandomness);
    let mut secret = random.bytes16().to_vec();
    secret.extend(random.bytes16());
    let secret = BASE32_NOPAD.encode(&secret);
    let digest = Sha256::digest(secret.as_bytes()).to_vec();
    let now = clock.now();
    let made = store.write(Scope::Platform, move |tx| {
        if tx.has_bootstrap()? {
            return Ok(false);
        }
        tx.insert_bootstrap(digest, now)?;
        Ok::<bool, StoreError>(true)
    })?;
    if made {
        println!("One-time administrator token, shown this once:\n\n  {secret}\n\nRedeem it with:\n");
        println!("  curl -X POST -H 'Authorization: Bearer {secret}' http://ADDRESS/v1/bootstrap\n");
    }
    Ok(())
}

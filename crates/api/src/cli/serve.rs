use super::bootstrap::{self, OneTimeToken};
use super::config::Settings;
use super::trail::By;
use super::{CommandError, keys, logging};
use crate::app;
use crate::audit::Sealer;
use crate::auth::{Providers, TokenAuthority};
use crate::environment::{SystemClock, SystemRandomness};
use crate::metrics;
use crate::state::{AppState, Surface};
use actix_web::web::Data;
use futures_util::future::try_join;
use peerline_domain::ports::{Clock, Randomness};
use peerline_persistence::{Held, Scope, Store, StoreError};
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
    let keys = settings.open_keys()?;
    // Before anything is served: no restored backup brings back what is purged.
    keys.reconcile(&store)?;
    first_start(&store)?;
    let bind = |address: &String| TcpListener::bind(address).map_err(CommandError::io("listening"));
    let listener = bind(&settings.listen)?;
    let figures = settings.metrics_listen.as_ref().map(bind).transpose()?;
    if let Some(address) = figures.as_ref().and_then(|figures| figures.local_addr().ok()) {
        announce("Metrics", &format!("http://{address}/metrics"));
    }
    let random: Arc<dyn Randomness> = Arc::new(SystemRandomness);
    let surface = Surface::limited(settings.limits(&random));
    let state = Data::new(AppState {
        store,
        keys,
        clock: Arc::new(SystemClock),
        random,
        audit_key: Arc::new(keys::audit_key(&settings.data_dir)?),
        tokens,
        providers: Arc::new(providers),
        memory: Arc::default(),
        surface,
        manual_clock: None,
    });
    let sealer = Sealer::of(&state).start().map_err(CommandError::io("starting the sealer"))?;
    let served = actix_web::rt::System::new().block_on(async move {
        let serving = || CommandError::io("serving");
        let metrics = Arc::clone(&state.surface.metrics);
        let sealing = Arc::clone(&state.memory.sealing);
        let figures = figures
            .map(|listener| metrics::serve(metrics, sealing, listener))
            .transpose()
            .map_err(serving())?;
        let served =
            app::serve(state, listener, settings.workers, app::StoppedBy::Signals).map_err(serving())?;
        announce("Listening", &format!("http://{}", served.address));
        match figures {
            Some(figures) => try_join(served.run, figures).await.map(drop).map_err(serving()),
            None => served.run.await.map_err(serving()),
        }
    });
    sealer.stop();
    served
}

#[expect(clippy::print_stdout, reason = "whoever starts the server, person or program, is told where it is")]
fn announce(what: &str, address: &str) {
    println!("{what} on {address}");
}

/// Brings the schema up to date.
pub(super) fn migrate(config: Option<&Path>) -> Result<(), CommandError> {
    Settings::load(config)?.migrate()
}

/// Makes and shows the one-time administrator token, if none was ever made.
fn first_start(store: &Store) -> Result<(), CommandError> {
    let (token, now) = (OneTimeToken::draw(), SystemClock.now());
    let digest = token.digest();
    let made = store.write(Scope::Platform, move |tx| {
        tx.hold(Held::Bootstrap)?;
        if tx.has_bootstrap()? {
            return Ok(false);
        }
        bootstrap::keep(tx, By::Server, digest, now)?;
        Ok::<bool, StoreError>(true)
    })?;
    if made {
        token.show();
    }
    Ok(())
}

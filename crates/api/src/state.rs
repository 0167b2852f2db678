//! What every request shares, and the one place where a handler meets the database.

use crate::auth::{Behalf, Standings, TokenAuthority, confirm};
use crate::environment::ManualClock;
use crate::keys::PurposeKeys;
use crate::policies::Policies;
use crate::problem::{Problem, TechnicalCode};
use crate::replay::Swept;
use peerline_domain::ports::{Clock, Randomness};
use peerline_persistence::records::PolicyVersion;
use peerline_persistence::{Scope, Store, Tx};
use std::sync::Arc;

pub use crate::work::{InForce, Work};

/// What every request shares.
pub struct AppState {
    /// The database.
    pub store: Store,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Chance.
    pub random: Arc<dyn Randomness>,
    /// Signs and checks tokens.
    pub tokens: TokenAuthority,
    /// What this server remembers between requests; each transaction confirms it.
    pub memory: Arc<Memory>,
    /// The clock that can be set, in `demo` and the tests only.
    pub manual_clock: Option<Arc<ManualClock>>,
}

/// What a server remembers between requests. Nothing of it is true by itself: each transaction compares the
/// epoch of a principal, and the revision of a policy, with what the database says.
#[derive(Debug, Default)]
pub struct Memory {
    /// What principals may do.
    pub standings: Standings,
    /// Policy documents.
    pub policies: Policies,
    /// The keys of this server's own marks; until the key store gives them, replicas share them here.
    pub keys: Arc<PurposeKeys>,
    /// Until when commands sent again are swept.
    pub swept: Swept,
}

/// Lends a body what it needs, and confirms first that its caller may still ask.
fn run<T>(
    tx: &mut Tx<'_>,
    shared: &Shared,
    body: impl FnOnce(&mut Work<'_, '_>) -> Result<T, Problem>,
) -> Result<(T, Vec<Arc<PolicyVersion>>), Problem> {
    let Shared { behalf, memory, random, now } = shared;
    let mut work = Work {
        tx,
        now: *now,
        random: random.as_ref(),
        behalf,
        memory,
        replayed: false,
        met: Vec::new(),
        in_force: None,
    };
    if let Behalf::Caller(actor, _) = behalf {
        confirm(&mut work, actor)?;
    }
    let outcome = body(&mut work)?;
    Ok((outcome, work.met))
}

/// What moves to the thread the body runs on.
struct Shared {
    behalf: Behalf,
    memory: Arc<Memory>,
    random: Arc<dyn Randomness>,
    now: peerline_domain::calendar::Timestamp,
}

impl AppState {
    fn shared(&self, behalf: Behalf) -> Shared {
        let (memory, random) = (Arc::clone(&self.memory), Arc::clone(&self.random));
        Shared { behalf, memory, random, now: self.clock.now() }
    }

    /// Runs a body in one write transaction, off the event loop.
    pub async fn write<T, F>(&self, behalf: impl Into<Behalf>, body: F) -> Result<T, Problem>
    where
        T: Send + 'static,
        F: FnOnce(&mut Work<'_, '_>) -> Result<T, Problem> + Send + 'static,
    {
        let behalf = behalf.into();
        let (store, scope, memory) = (self.store.clone(), behalf.scope(), Arc::clone(&self.memory));
        let shared = self.shared(behalf);
        let (outcome, read) =
            actix_web::web::block(move || store.write(scope, move |tx| run(tx, &shared, body)))
                .await
                .map_err(|_| Problem::technical(TechnicalCode::Unavailable))??;
        remember(&memory, scope, read);
        Ok(outcome)
    }

    /// Runs a body that only reads, off the event loop.
    pub async fn read<T, F>(&self, behalf: impl Into<Behalf>, body: F) -> Result<T, Problem>
    where
        T: Send + 'static,
        F: FnOnce(&mut Work<'_, '_>) -> Result<T, Problem> + Send + 'static,
    {
        let behalf = behalf.into();
        let (store, scope, memory) = (self.store.clone(), behalf.scope(), Arc::clone(&self.memory));
        let shared = self.shared(behalf);
        let (outcome, read) =
            actix_web::web::block(move || store.read(scope, move |tx| run(tx, &shared, body)))
                .await
                .map_err(|_| Problem::technical(TechnicalCode::Unavailable))??;
        remember(&memory, scope, read);
        Ok(outcome)
    }
}

fn remember(memory: &Memory, scope: Scope, read: Vec<Arc<PolicyVersion>>) {
    if let Scope::Agency(agency) = scope {
        memory.policies.remember(agency, read);
    }
}

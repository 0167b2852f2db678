//! What every request shares, and the one place where a handler meets the database.

use crate::audit::{self, AuditKey, Sealing, Trail};
use crate::auth::{Behalf, Providers, Standings, TokenAuthority, confirm};
use crate::environment::ManualClock;
use crate::metrics::Waiting;
use crate::policies::Policies;
use crate::problem::{Problem, TechnicalCode};
use crate::replay::Swept;
use peerline_domain::calendar::Timestamp;
use peerline_domain::ports::{Clock, Randomness};
use peerline_persistence::disclosure::{AuditReceipt, Disclosed};
use peerline_persistence::keys::{KeyError, KeyStore};
use peerline_persistence::records::PolicyVersion;
use peerline_persistence::{Scope, Store, Tx};
use std::sync::Arc;

pub use crate::surface::Surface;
pub use crate::work::{InForce, Work};

/// What every request shares.
pub struct AppState {
    /// The database.
    pub store: Store,
    /// The keys of what is sealed, outside the database.
    pub keys: KeyStore,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Chance.
    pub random: Arc<dyn Randomness>,
    /// Signs the audit.
    pub audit_key: Arc<AuditKey>,
    /// Signs and checks tokens.
    pub tokens: TokenAuthority,
    /// Where people sign in.
    pub providers: Arc<Providers>,
    /// What this server remembers between requests; each transaction confirms it.
    pub memory: Arc<Memory>,
    /// What surrounds the routes: limits, web origins, figures for the operator.
    pub surface: Surface,
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
    /// Until when commands sent again are swept.
    pub swept: Swept,
    /// Which agencies have rows of the audit that are not sealed yet.
    pub sealing: Arc<Sealing>,
}

/// Lends a body what it needs, and confirms first that its caller may still ask. A body that writes leaves its row
/// in the audit, in the same transaction: without the row there is no change.
fn run<T>(
    tx: &mut Tx<'_>,
    shared: Shared,
    kind: Kind,
    body: impl FnOnce(&mut Work<'_, '_>) -> Result<T, Problem>,
) -> Result<(T, Vec<Arc<PolicyVersion>>), Problem> {
    let Shared { behalf, memory, random, keys, now, waiting } = shared;
    drop(waiting);
    let (behalf, memory, random) = (&behalf, memory.as_ref(), random.as_ref());
    let trail = Trail::default();
    let mut work = Work {
        tx,
        now,
        random,
        behalf,
        memory,
        keys: &keys,
        unit: None,
        met: Vec::new(),
        in_force: None,
        trail,
    };
    if let Behalf::Caller(actor, _) = behalf {
        work.unit = confirm(&mut work, actor)?;
    }
    let outcome = body(&mut work)?;
    if kind == Kind::Write {
        audit::record(&mut work)?;
    }
    Ok((outcome, work.met))
}

/// Whether a body may change anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Read,
    Write,
}

/// What moves to the thread the body runs on.
struct Shared {
    behalf: Behalf,
    memory: Arc<Memory>,
    random: Arc<dyn Randomness>,
    keys: KeyStore,
    now: Timestamp,
    waiting: Waiting,
}

impl AppState {
    fn shared(&self, behalf: Behalf) -> Shared {
        let (memory, random) = (Arc::clone(&self.memory), Arc::clone(&self.random));
        let waiting = Waiting::for_the_database(&self.surface.metrics);
        Shared { behalf, memory, random, keys: self.keys.clone(), now: self.clock.now(), waiting }
    }

    /// Runs a body in one write transaction, off the event loop.
    pub async fn write<T, F>(&self, behalf: impl Into<Behalf>, body: F) -> Result<T, Problem>
    where
        T: Send + 'static,
        F: FnOnce(&mut Work<'_, '_>) -> Result<T, Problem> + Send + 'static,
    {
        let behalf = behalf.into();
        let scope = behalf.scope();
        let write = move |store: &Store, shared| store.write(scope, |tx| run(tx, shared, Kind::Write, body));
        let (outcome, met) = self.with_store(behalf, write).await?;
        self.remember(scope, met);
        self.memory.sealing.wrote(audit::agency_of(scope));
        Ok(outcome)
    }

    /// Runs a body that takes out something sealed and writes its disclosure, off the event loop. What comes back is
    /// committed with its audit row, and opens.
    pub async fn disclose<R, F>(&self, behalf: impl Into<Behalf>, body: F) -> Result<Disclosed<R>, Problem>
    where
        R: Send + 'static,
        F: FnOnce(&mut Work<'_, '_>) -> Result<(AuditReceipt, R), Problem> + Send + 'static,
    {
        let behalf = behalf.into();
        let scope = behalf.scope();
        let disclose = move |store: &Store, shared| {
            store.disclose(scope, |tx| run(tx, shared, Kind::Write, body).map(|(outcome, _)| outcome))
        };
        let disclosed = self.with_store(behalf, disclose).await?;
        self.memory.sealing.wrote(audit::agency_of(scope));
        Ok(disclosed)
    }

    /// Does something with the keys, off the event loop: outside any transaction of the records.
    pub async fn with_keys<T, F>(&self, work: F) -> Result<T, Problem>
    where
        T: Send + 'static,
        F: FnOnce(&KeyStore) -> Result<T, KeyError> + Send + 'static,
    {
        let keys = self.keys.clone();
        let outcome = actix_web::web::block(move || work(&keys)).await;
        Ok(outcome.map_err(|_| Problem::technical(TechnicalCode::Unavailable))??)
    }

    /// Destroys the keys of an agency's purged cases. What fails here is in the database, and is done by the next
    /// closure or the next start; the record itself is gone already.
    pub async fn carry_out_purges(&self, scope: Scope) {
        let Scope::Agency(agency) = scope else { return };
        let records = self.store.clone();
        if let Err(problem) = self.with_keys(move |keys| keys.carry_out_purges(&records, agency)).await {
            log::error!("a purge is not finished: {problem}");
        }
    }

    /// Runs a body that only reads, off the event loop.
    pub async fn read<T, F>(&self, behalf: impl Into<Behalf>, body: F) -> Result<T, Problem>
    where
        T: Send + 'static,
        F: FnOnce(&mut Work<'_, '_>) -> Result<T, Problem> + Send + 'static,
    {
        let behalf = behalf.into();
        let scope = behalf.scope();
        let read = move |store: &Store, shared| store.read(scope, |tx| run(tx, shared, Kind::Read, body));
        let (outcome, met) = self.with_store(behalf, read).await?;
        self.remember(scope, met);
        Ok(outcome)
    }

    /// Does something with the database, off the event loop: the one way there.
    async fn with_store<T, F>(&self, behalf: Behalf, work: F) -> Result<T, Problem>
    where
        T: Send + 'static,
        F: FnOnce(&Store, Shared) -> Result<T, Problem> + Send + 'static,
    {
        let (store, shared) = (self.store.clone(), self.shared(behalf));
        let outcome = actix_web::web::block(move || work(&store, shared)).await;
        outcome.map_err(|_| Problem::technical(TechnicalCode::Unavailable))?
    }

    fn remember(&self, scope: Scope, met: Vec<Arc<PolicyVersion>>) {
        if let Scope::Agency(agency) = scope {
            self.memory.policies.remember(agency, met);
        }
    }
}

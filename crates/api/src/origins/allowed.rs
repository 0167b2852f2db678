use crate::auth::SignedIn;
use crate::limits::Ticks;
use crate::problem::Problem;
use crate::state::AppState;
use futures_util::lock::Mutex;
use peerline_persistence::Scope;
use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, PoisonError, RwLock};
use uuid::Uuid;

/// Seconds until another server's change is read.
const FRESH_SECONDS: u64 = 60;
/// Agencies read at a time.
const PAGE: i64 = 100;

/// The origins of every agency, as read last. A preflight carries no token and is asked on every page, so that it
/// is answered from memory.
pub struct Origins {
    read: RwLock<Arc<Lists>>,
    reading: Mutex<()>,
    ticks: Ticks,
}

#[derive(Default)]
struct Lists {
    /// When they were read, in seconds; none before.
    at: Option<u64>,
    of_agency: HashMap<Uuid, BTreeSet<String>>,
    agency_of: HashMap<String, Uuid>,
}

/// Whose answer a page of another origin is about to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Whose {
    /// A signed-in caller's; none for the platform's administrator.
    Caller(SignedIn),
    /// An agency's, at its public address, by its short name.
    Public(String),
    /// Nobody's: no caller is known, and the answer is the same for everybody.
    Nobodys,
}

impl Default for Origins {
    fn default() -> Self {
        Self { read: RwLock::default(), reading: Mutex::new(()), ticks: Ticks::running() }
    }
}

impl Origins {
    fn lists(&self) -> Arc<Lists> {
        Arc::clone(&self.read.read().unwrap_or_else(PoisonError::into_inner))
    }

    fn is_fresh(&self) -> bool {
        self.lists().at.is_some_and(|at| self.ticks.seconds() < at + FRESH_SECONDS)
    }

    /// Whether any agency lists the origin.
    pub fn any_lists(&self, origin: &str) -> bool {
        self.lists().of_agency.values().any(|origins| origins.contains(origin))
    }

    /// Whether a page of the origin may read this answer.
    pub fn may_read(&self, whose: &Whose, origin: &str) -> bool {
        let lists = self.lists();
        let lists_it = |agency: &Uuid| lists.of_agency.get(agency).is_some_and(|of| of.contains(origin));
        match whose {
            Whose::Caller(SignedIn(agency)) => agency.as_ref().is_some_and(lists_it),
            Whose::Public(slug) => lists.agency_of.get(slug).is_some_and(lists_it),
            Whose::Nobodys => self.any_lists(origin),
        }
    }

    /// Reads the lists where they are older than a minute; where that fails, the old ones stay.
    pub async fn refresh_if_old(&self, state: &AppState) {
        if self.is_fresh() {
            return;
        }
        let _one = self.reading.lock().await;
        if !self.is_fresh() && self.refresh(state).await.is_err() {
            log::warn!("web origins could not be read; those read last stay");
        }
    }

    /// Reads the lists.
    pub async fn refresh(&self, state: &AppState) -> Result<(), Problem> {
        let mut lists = Lists { at: Some(self.ticks.seconds()), ..Lists::default() };
        let mut after = None;
        loop {
            let from = after.take();
            let page =
                state.read(Scope::Platform, move |work| Ok(work.tx.list_agencies(from, PAGE)?)).await?;
            let last = page.last().map(|agency| (agency.slug.clone(), agency.id));
            for agency in page {
                let scope = Scope::Agency(agency.id);
                let origins = state.read(scope, |work| Ok(work.tx.list_origins()?)).await?;
                if !origins.is_empty() {
                    lists.agency_of.insert(agency.slug, agency.id);
                    lists.of_agency.insert(agency.id, origins.into_iter().collect());
                }
            }
            if last.is_none() {
                break;
            }
            after = last;
        }
        *self.read.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(lists);
        Ok(())
    }
}

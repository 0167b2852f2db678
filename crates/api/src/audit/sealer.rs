//! Links fresh rows into the chains. One sealer per agency wins, however many run: the number of a batch is its key.

use super::key::AuditKey;
use super::{INSTALLATION, Sealing};
use crate::state::AppState;
use chrono::NaiveDate;
use peerline_domain::audit::{Salt, Stream};
use peerline_domain::calendar::{Timestamp, local_date};
use peerline_domain::ports::{Clock, Randomness};
use peerline_persistence::audit::{Drawn, seal_batch};
use peerline_persistence::{Scope, Store, StoreError, Tx};
use std::sync::Arc;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;
use uuid::Uuid;

/// Rows of a batch at the most, so that no batch holds the database for long.
const BATCH: usize = 500;
/// How long an event waits at the most, when nothing is in the way.
const TICK: Duration = Duration::from_millis(500);
/// Ticks between two looks at every agency: for rows of a replica that died, and for the turn of the day.
const SWEEP: u32 = 120;

/// Seals the rows of every agency.
#[derive(Clone)]
pub struct Sealer {
    store: Store,
    clock: Arc<dyn Clock>,
    random: Arc<dyn Randomness>,
    key: Arc<AuditKey>,
    sealing: Arc<Sealing>,
}

impl Sealer {
    /// A sealer for a server.
    pub fn of(state: &AppState) -> Self {
        let (clock, random) = (Arc::clone(&state.clock), Arc::clone(&state.random));
        let (key, sealing) = (Arc::clone(&state.audit_key), Arc::clone(&state.memory.sealing));
        Self::new(state.store.clone(), clock, random, key, sealing)
    }

    /// A sealer of a store.
    pub fn new(
        store: Store,
        clock: Arc<dyn Clock>,
        random: Arc<dyn Randomness>,
        key: Arc<AuditKey>,
        sealing: Arc<Sealing>,
    ) -> Self {
        Self { store, clock, random, key, sealing }
    }

    /// Seals all events of an agency that wait; how many.
    pub fn seal_events(&self, agency: Uuid) -> Result<usize, StoreError> {
        let mut sealed = 0;
        loop {
            let batch = self.one_batch(agency, Stream::Events, None)?;
            sealed += batch;
            if batch < BATCH {
                return Ok(sealed);
            }
        }
    }

    /// Seals all rows about contacts of an agency that wait, once a local day: at its first look on a new day, with
    /// whatever the days before left. So the batch says no more than that.
    pub fn seal_contacts(&self, agency: Uuid) -> Result<usize, StoreError> {
        let today = self.today(agency)?;
        let mut sealed = self.one_batch(agency, Stream::Contacts, Some(today))?;
        let mut last = sealed;
        while last == BATCH {
            last = self.one_batch(agency, Stream::Contacts, None)?;
            sealed += last;
        }
        Ok(sealed)
    }

    /// Seals what waits in agencies this process wrote to.
    pub fn seal_fresh(&self) {
        for agency in self.sealing.take() {
            if let Err(error) = self.seal_events(agency) {
                self.warn(&error);
                self.sealing.wrote(agency);
            }
        }
    }

    /// Looks at every agency, and notes how far behind the events are.
    pub fn sweep(&self) {
        match self.agencies() {
            Ok(agencies) => {
                let mut lag = 0;
                for agency in agencies {
                    let outcome = self.seal_events(agency).and_then(|_| self.seal_contacts(agency));
                    if let Err(error) = outcome {
                        self.warn(&error);
                    }
                    lag = lag.max(self.lag(agency).unwrap_or(u64::MAX));
                }
                self.sealing.lags(lag);
            }
            Err(error) => self.warn(&error),
        }
    }

    fn warn(&self, error: &StoreError) {
        self.sealing.failed();
        log::warn!("the audit was not sealed: {error}");
    }

    fn lag(&self, agency: Uuid) -> Result<u64, StoreError> {
        let pending = self.store.read(Scope::Agency(agency), |tx| tx.pending_audit())?;
        Ok(seconds_since(pending.oldest, self.clock.now()))
    }

    /// Every agency, and the installation.
    fn agencies(&self) -> Result<Vec<Uuid>, StoreError> {
        let mut found = vec![INSTALLATION];
        let mut after = None;
        loop {
            let page = self.store.read(Scope::Platform, |tx| tx.list_agencies(after.clone(), 100))?;
            let Some(last) = page.last() else { return Ok(found) };
            after = Some((last.slug.clone(), last.id));
            found.extend(page.iter().map(|agency| agency.id));
        }
    }

    /// The agency's local day; that of UTC where it has no policy.
    fn today(&self, agency: Uuid) -> Result<NaiveDate, StoreError> {
        let now = self.clock.now();
        let utc = now.date_naive();
        if agency == INSTALLATION {
            return Ok(utc);
        }
        self.store.read(Scope::Agency(agency), |tx| {
            let (first, last) = (utc.pred_opt().unwrap_or(utc), utc.succ_opt().unwrap_or(utc));
            for term in tx.policy_terms_between(first, last)? {
                let Some(version) = tx.find_policy_version(term.id)? else { continue };
                let Ok(zone) = version.document.zone() else { continue };
                let today = local_date(now, zone);
                if term.effective.is_some_and(|range| range.contains(today)) {
                    return Ok(today);
                }
            }
            Ok(utc)
        })
    }

    /// Seals one batch; how many rows. With a day, only where the agency's day begins with it.
    fn one_batch(
        &self,
        agency: Uuid,
        stream: Stream,
        begins: Option<NaiveDate>,
    ) -> Result<usize, StoreError> {
        let sealer = self.clone();
        let outcome = self.store.write(Scope::Agency(agency), move |tx| {
            if let Some(day) = begins
                && !tx.begin_audit_day(day)?
            {
                return Ok(0);
            }
            sealer.link(tx, stream)
        });
        match outcome {
            // Another sealer has the number, or the rows: they are sealed.
            Err(StoreError::Duplicate | StoreError::Stale) => Ok(0),
            outcome => outcome,
        }
    }

    fn link(&self, tx: &mut Tx<'_>, stream: Stream) -> Result<usize, StoreError> {
        let drawn = Drawn {
            now: self.clock.now(),
            salt: &|| self.salt(),
            key_id: self.key.id(),
            sign: &|hash| self.key.sign(hash),
        };
        seal_batch(tx, stream, BATCH, &drawn)
    }

    fn salt(&self) -> Salt {
        let mut salt = [0; 32];
        let drawn = self.random.bytes16().into_iter().chain(self.random.bytes16());
        for (place, byte) in salt.iter_mut().zip(drawn) {
            *place = byte;
        }
        salt
    }

    /// Runs until it is stopped, on a thread of its own.
    pub fn start(self) -> std::io::Result<SealerThread> {
        let (stop, stopped) = channel();
        let thread = std::thread::Builder::new().name("audit-sealer".to_owned()).spawn(move || {
            self.sweep();
            let mut ticks = 0_u32;
            loop {
                match stopped.recv_timeout(TICK) {
                    Err(RecvTimeoutError::Timeout) => {}
                    Ok(()) | Err(RecvTimeoutError::Disconnected) => return self.seal_fresh(),
                }
                self.seal_fresh();
                ticks = (ticks + 1) % SWEEP;
                if ticks == 0 {
                    self.sweep();
                }
            }
        })?;
        Ok(SealerThread { stop, thread })
    }
}

/// Whole seconds from an instant to now; 0 where there is none.
pub(super) fn seconds_since(oldest: Option<Timestamp>, now: Timestamp) -> u64 {
    let waited = oldest.map_or(0, |oldest| (now - oldest).num_seconds());
    u64::try_from(waited).unwrap_or_default()
}

/// A sealer at work.
pub struct SealerThread {
    stop: Sender<()>,
    thread: JoinHandle<()>,
}

impl SealerThread {
    /// Lets it seal what this process wrote, and waits for its end.
    pub fn stop(self) {
        // Either fails only where the thread has ended already.
        let _ = self.stop.send(());
        let _ = self.thread.join();
    }
}

//! What every request shares, and the one place where a handler meets the database.

use crate::auth::TokenAuthority;
use crate::environment::ManualClock;
use crate::problem::{Problem, TechnicalCode};
use peerline_domain::Refusal;
use peerline_domain::calendar::{Timestamp, local_date};
use peerline_domain::catalog::RefusalCode;
use peerline_domain::policy::PolicyDocument;
use peerline_domain::ports::{Clock, Randomness};
use peerline_domain::{Decision, Variance};
use peerline_persistence::keys::KeyStore;
use peerline_persistence::records::PolicyVersion;
use peerline_persistence::{Scope, Store, Tx};
use std::sync::Arc;
use uuid::Uuid;

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
    /// Signs and checks tokens.
    pub tokens: TokenAuthority,
    /// The clock that can be set, in `demo` and the tests only.
    pub manual_clock: Option<Arc<ManualClock>>,
}

/// A body of work inside its transaction: the transaction, the time, chance.
pub struct Work<'w, 'c> {
    /// The transaction.
    pub tx: &'w mut Tx<'c>,
    /// The instant of the request; one for the whole body of work.
    pub now: Timestamp,
    /// Chance.
    pub random: &'w dyn Randomness,
}

/// The policy in force, and the local day it is asked on.
pub struct InForce {
    /// The version.
    pub version: PolicyVersion,
    /// The agency's zone.
    pub zone: chrono_tz::Tz,
    /// The local day of the request.
    pub today: chrono::NaiveDate,
}

impl InForce {
    /// The document.
    pub fn document(&self) -> &PolicyDocument {
        &self.version.document
    }
}

impl Work<'_, '_> {
    /// A new random identifier.
    pub fn new_id(&self) -> Uuid {
        self.random.uuid()
    }

    /// The policy in force now.
    ///
    /// # Errors
    /// `no_active_policy` where none is.
    pub fn policy(&mut self) -> Result<InForce, Problem> {
        let none = || Problem::from(Refusal::new(RefusalCode::NoActivePolicy, "PROG-01"));
        // The zone stands in the policy, so the day is first taken in UTC, at the latest zone on earth, and
        // then judged again in the agency's own.
        let utc = self.now.date_naive();
        let mut candidates = Vec::new();
        for day in [utc.succ_opt(), Some(utc), utc.pred_opt()].into_iter().flatten() {
            candidates.extend(self.tx.policy_in_force(day)?);
        }
        for version in candidates {
            let zone = version.document.zone()?;
            let today = local_date(self.now, zone);
            if version.effective.is_some_and(|range| range.contains(today)) {
                return Ok(InForce { version, zone, today });
            }
        }
        Err(none())
    }

    /// The policy version that was in force on a local day, for events of the past (PROG-01).
    pub fn policy_on(&mut self, day: chrono::NaiveDate) -> Result<PolicyVersion, Problem> {
        self.tx
            .policy_in_force(day)?
            .ok_or_else(|| Refusal::new(RefusalCode::NoActivePolicy, "PROG-01").into())
    }

    /// The version a process was opened under: its timelines (PROG-01).
    pub fn policy_version(&mut self, id: Uuid) -> Result<PolicyVersion, Problem> {
        self.tx.find_policy_version(id)?.ok_or_else(|| Problem::technical(TechnicalCode::Internal))
    }

    /// Counts the variances of a decision and gives its value on.
    pub fn accept<T>(
        &mut self,
        decision: Decision<T>,
        month: peerline_domain::calendar::Month,
    ) -> Result<(T, Vec<Variance>), Problem> {
        for variance in &decision.variances {
            self.tx.count_variance(month, variance.code.as_str())?;
        }
        Ok((decision.value, decision.variances))
    }
}

impl AppState {
    /// Runs a body in one write transaction, off the event loop.
    pub async fn write<T, F>(&self, scope: Scope, body: F) -> Result<T, Problem>
    where
        T: Send + 'static,
        F: FnOnce(&mut Work<'_, '_>) -> Result<T, Problem> + Send + 'static,
    {
        let store = self.store.clone();
        let random = Arc::clone(&self.random);
        let now = self.clock.now();
        actix_web::web::block(move || {
            store.write(scope, move |tx| body(&mut Work { tx, now, random: random.as_ref() }))
        })
        .await
        .map_err(|_| Problem::technical(TechnicalCode::Unavailable))?
    }

    /// Runs a body that only reads, off the event loop.
    pub async fn read<T, F>(&self, scope: Scope, body: F) -> Result<T, Problem>
    where
        T: Send + 'static,
        F: FnOnce(&mut Work<'_, '_>) -> Result<T, Problem> + Send + 'static,
    {
        let store = self.store.clone();
        let random = Arc::clone(&self.random);
        let now = self.clock.now();
        actix_web::web::block(move || {
            store.read(scope, move |tx| body(&mut Work { tx, now, random: random.as_ref() }))
        })
        .await
        .map_err(|_| Problem::technical(TechnicalCode::Unavailable))?
    }
}

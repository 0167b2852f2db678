//! A body of work inside its transaction.

use crate::audit::Trail;
use crate::auth::Behalf;
use crate::problem::{Problem, TechnicalCode};
use crate::state::Memory;
use peerline_domain::Refusal;
use peerline_domain::calendar::{Month, Timestamp, local_date};
use peerline_domain::catalog::RefusalCode;
use peerline_domain::policy::PolicyDocument;
use peerline_domain::ports::Randomness;
use peerline_domain::{Decision, Variance};
use peerline_persistence::keys::KeyStore;
use peerline_persistence::records::{PolicyTerm, PolicyVersion};
use peerline_persistence::{Scope, Tx};
use std::sync::Arc;
use uuid::Uuid;

/// A body of work inside its transaction: the transaction, the time, chance, and on whose behalf it runs.
pub struct Work<'w, 'c> {
    /// The transaction.
    pub tx: &'w mut Tx<'c>,
    /// The instant of the request; one for the whole body of work.
    pub now: Timestamp,
    /// Chance.
    pub random: &'w dyn Randomness,
    /// On whose behalf.
    pub behalf: &'w Behalf,
    /// What this server remembers between requests.
    pub memory: &'w Memory,
    /// The key store, for marks of the server's own.
    pub keys: &'w KeyStore,
    /// The unit the caller's role is limited to, with all below it, as this transaction found it.
    pub unit: Option<Uuid>,
    /// Policy versions met on the way, remembered after the commit.
    pub(crate) met: Vec<Arc<PolicyVersion>>,
    /// The policy in force, once it was asked for.
    pub(crate) in_force: Option<InForce>,
    /// What the audit will say.
    pub(crate) trail: Trail,
}

/// The policy in force, and the local day it is asked on.
#[derive(Clone)]
pub struct InForce {
    /// The version.
    pub version: Arc<PolicyVersion>,
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
        let none = || Refusal::new(RefusalCode::NoActivePolicy, "PROG-01").into();
        self.policy_if_any()?.ok_or_else(none)
    }

    /// The policy in force now, if any is.
    pub fn policy_if_any(&mut self) -> Result<Option<InForce>, Problem> {
        if let Some(known) = &self.in_force {
            return Ok(Some(known.clone()));
        }
        // The zone stands in the policy: all that are in force on a day that is today somewhere on earth are
        // taken, and judged again in the agency's own zone.
        let utc = self.now.date_naive();
        let (first, last) = (utc.pred_opt().unwrap_or(utc), utc.succ_opt().unwrap_or(utc));
        for term in self.tx.policy_terms_between(first, last)? {
            let version = self.version(&term)?;
            let zone = version.document.zone()?;
            let today = local_date(self.now, zone);
            if term.effective.is_some_and(|range| range.contains(today)) {
                let found = InForce { version, zone, today };
                self.in_force = Some(found.clone());
                return Ok(Some(found));
            }
        }
        Ok(None)
    }

    /// The policy version that was in force on a local day, if any.
    pub fn policy_at(&mut self, day: chrono::NaiveDate) -> Result<Option<Arc<PolicyVersion>>, Problem> {
        let term = self.tx.policy_terms_between(day, day)?.into_iter().next();
        term.map(|term| self.version(&term)).transpose()
    }

    /// The policy version that was in force on a local day, for events of the past (PROG-01).
    pub fn policy_on(&mut self, day: chrono::NaiveDate) -> Result<Arc<PolicyVersion>, Problem> {
        let none = || Refusal::new(RefusalCode::NoActivePolicy, "PROG-01").into();
        self.policy_at(day)?.ok_or_else(none)
    }

    /// The version a process was opened under: its timelines (PROG-01).
    pub fn policy_version(&mut self, id: Uuid) -> Result<Arc<PolicyVersion>, Problem> {
        if let Some(met) = self.met.iter().find(|version| version.id == id) {
            return Ok(Arc::clone(met));
        }
        let missing = || Problem::technical(TechnicalCode::Internal);
        let term = self.tx.find_policy_term(id)?.ok_or_else(missing)?;
        self.version(&term)
    }

    /// Forgets which policy is in force, and what the versions said: the body has changed that.
    pub fn policy_changed(&mut self) {
        self.in_force = None;
        self.met.clear();
    }

    fn version(&mut self, term: &PolicyTerm) -> Result<Arc<PolicyVersion>, Problem> {
        let missing = || Problem::technical(TechnicalCode::Internal);
        let Scope::Agency(agency) = self.behalf.scope() else { return Err(missing()) };
        let same = |version: &&Arc<PolicyVersion>| version.id == term.id && version.revision == term.revision;
        if let Some(met) = self.met.iter().find(same) {
            return Ok(Arc::clone(met));
        }
        let version = match self.memory.policies.recall(agency, term) {
            Some(known) => known,
            None => Arc::new(self.tx.find_policy_version(term.id)?.ok_or_else(missing)?),
        };
        self.met.push(Arc::clone(&version));
        Ok(version)
    }

    /// Counts the variances of a decision and gives its value on.
    pub fn accept<T>(&mut self, decision: Decision<T>, month: Month) -> Result<(T, Vec<Variance>), Problem> {
        for variance in &decision.variances {
            self.tx.count_variance(month, variance.code.as_str())?;
        }
        Ok((decision.value, decision.variances))
    }
}

//! The ideal time of an intervention after what it responds to (RESP-11, RESP-12).
//!
//! **Never stored**: the exposure. It is told with an entry, judged, and dropped; no record has a place for it.

use super::model::Entry;
use crate::calendar::{DaysWindow, Timing};
use crate::catalog::{RefusalCode, VarianceCode};
use crate::decision::{Refusal, Variance};
use crate::policy::{IdealWindow, KindEntry, PolicyDocument, SettingError};
use chrono::NaiveDate;

/// Each ideal time, its setting and its requirement.
const SETTINGS: [(IdealWindow, &str, &str); 2] = [
    (IdealWindow::Intervention, "intervention.ideal_days", "RESP-11"),
    (IdealWindow::TraumaBriefing, "tib.days", "RESP-12"),
];

/// An ideal time the policy sets.
#[derive(Debug, Clone)]
struct Ideal {
    of: IdealWindow,
    days: DaysWindow,
    requirement: &'static str,
    clause: Option<String>,
}

/// The policy's terms on the ideal times of interventions.
#[derive(Debug, Clone, Default)]
pub struct WindowTerms {
    set: Vec<Ideal>,
}

impl WindowTerms {
    /// Reads the terms.
    ///
    /// # Errors
    /// [`SettingError`] where a setting is of another type.
    pub fn read(document: &PolicyDocument) -> Result<Self, SettingError> {
        let mut set = Vec::new();
        for (of, key, requirement) in SETTINGS {
            if let Some(days) = document.read(key)? {
                set.push(Ideal { of, days, requirement, clause: document.clause(key).map(str::to_owned) });
            }
        }
        Ok(Self { set })
    }

    /// Whether the policy sets an ideal time for the kind.
    pub fn judges(&self, kind: &KindEntry) -> bool {
        self.of(kind).is_some()
    }

    /// The clause of the first ideal time that is set.
    pub fn clause(&self) -> Option<&str> {
        self.set.first().and_then(|ideal| ideal.clause.as_deref())
    }

    fn of(&self, kind: &KindEntry) -> Option<&Ideal> {
        self.set.iter().find(|ideal| kind.ideal_window == Some(ideal.of))
    }
}

/// Judges the local day of an entry by the local day of the exposure it responds to, which is day 0 (TIME-3). Both ends
/// of the window are inside. Where the exposure is not told, nothing is judged.
///
/// # Errors
/// `field_not_permitted`: an exposure where the policy sets no ideal time for the kind.
pub fn check_window(
    terms: &WindowTerms,
    kind: &KindEntry,
    entry: &Entry,
    exposed_on: Option<NaiveDate>,
) -> Result<Option<Variance>, Refusal> {
    let Some(exposed_on) = exposed_on else { return Ok(None) };
    let ideal = terms.of(kind).ok_or(Refusal::new(RefusalCode::FieldNotPermitted, "RESP-11"))?;
    Ok(match ideal.days.judge(exposed_on, entry.day) {
        Timing::Inside => None,
        Timing::Early | Timing::Late => {
            let clause = ideal.clause.as_deref();
            Some(Variance::new(VarianceCode::OutsideIdealWindow, ideal.requirement, clause))
        }
    })
}

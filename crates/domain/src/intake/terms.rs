//! What the intake rules read from a policy.

use super::model::{Population, Stressor, Via, WebRequest};
use crate::policy::{PolicyDocument, SettingError};
use serde::Deserialize;

/// What the policy makes of a stressor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Scope {
    Qualifies,
    ReferOut,
}

/// One population, and the clause that says whether it is served.
#[derive(Debug, Clone)]
struct Served {
    population: Population,
    in_scope: bool,
    clause: Option<String>,
}

/// The policy's terms on requests.
#[derive(Debug, Clone)]
pub struct IntakeTerms {
    /// What the web form is to this agency.
    pub web_request: WebRequest,
    /// Whether no more is asked of who asks for themselves than a way to respond (REFER-25).
    pub asks_least: bool,
    /// Clause of the channels.
    pub channels_clause: Option<String>,
    channels: Vec<String>,
    populations: Vec<Served>,
    refer_out: Vec<Stressor>,
}

/// The channel codes of the policy that mean a way. The web form has a setting of its own.
const fn channels_of(via: Via) -> &'static [&'static str] {
    match via {
        Via::Web => &[],
        Via::Telephone => &["telephone_to_coordinator", "phone"],
        Via::Email => &["email_to_coordinator", "inbox_email", "manager_email"],
        Via::Text => &["text"],
        Via::InPerson => &["in_person_to_coordinator", "in_person", "word_of_mouth"],
        Via::DirectToMember => &["direct_to_member", "direct_request", "peer"],
        Via::WordOfMouth => &["word_of_mouth", "in_person", "direct_request"],
    }
}

impl IntakeTerms {
    /// Reads the terms.
    ///
    /// # Errors
    /// [`SettingError`] where a setting is missing or of another type.
    pub fn read(document: &PolicyDocument) -> Result<Self, SettingError> {
        let served = |population, in_scope, key| Served {
            population,
            in_scope,
            clause: document.clause(key).map(str::to_owned),
        };
        let populations = vec![
            served(Population::Employee, document.flag("population.employees")?, "population.employees"),
            served(Population::Family, document.flag("population.family")?, "population.family"),
            served(
                Population::OtherAgency,
                !document.codes("population.other_agencies")?.is_empty(),
                "population.other_agencies",
            ),
            served(Population::Community, document.flag("population.community")?, "population.community"),
        ];
        let mut refer_out = Vec::new();
        for (stressor, key) in [
            (Stressor::Work, "stressor.work"),
            (Stressor::Personal, "stressor.personal"),
            (Stressor::Cumulative, "stressor.cumulative_no_incident"),
        ] {
            if document.read::<Scope>(key)? == Some(Scope::ReferOut) {
                refer_out.push(stressor);
            }
        }
        Ok(Self {
            // A policy that says nothing of a web form has none.
            web_request: document.read("referral.web_request")?.unwrap_or(WebRequest::Off),
            asks_least: document
                .codes("referral.required_content")?
                .iter()
                .any(|code| code == "way_to_respond"),
            channels_clause: document.clause("referral.channels").map(str::to_owned),
            channels: document.codes("referral.channels")?,
            populations,
            refer_out,
        })
    }

    /// Whether the population is served, and the clause on it.
    pub(super) fn serves(&self, population: Population) -> (bool, Option<&str>) {
        self.populations
            .iter()
            .find(|entry| entry.population == population)
            .map_or((false, None), |entry| (entry.in_scope, entry.clause.as_deref().or(self.served_clause())))
    }

    /// The clause that says whom the program serves, for a population the policy does not mention.
    fn served_clause(&self) -> Option<&str> {
        self.populations.iter().find(|entry| entry.in_scope).and_then(|entry| entry.clause.as_deref())
    }

    /// Whether the policy proposes to refer such a stressor out. Silence proposes nothing.
    pub fn proposes_referral_out(&self, stressor: Stressor) -> bool {
        self.refer_out.contains(&stressor)
    }

    /// Whether the policy lists the way, or lists no way at all: a policy that names only who may refer (self,
    /// peer, supervisor) leaves the way open.
    pub(super) fn accepts(&self, via: Via) -> bool {
        let listed = |way: Via| channels_of(way).iter().any(|code| self.channels.iter().any(|c| c == code));
        let ways = [Via::Telephone, Via::Email, Via::Text, Via::InPerson, Via::WordOfMouth];
        via == Via::Web || listed(via) || !ways.into_iter().any(listed)
    }
}

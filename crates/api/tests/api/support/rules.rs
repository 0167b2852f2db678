//! What the policy in force says, as everybody on the program reads it: the policy and its forms. What is sent under
//! any policy follows from it, so that no test needs to know whose policy it is.

use super::{Caller, PRESETS, mixed};
use peerline_domain::policy::{PolicyDocument, preset};
use serde_json::{Value, json};
use std::collections::BTreeMap;

const NOUNS: [&str; 11] = [
    "activity-entries",
    "conflict-declaration",
    "incident-affected",
    "incident-notice",
    "incident-triage",
    "incidents",
    "outreach-events",
    "referrals",
    "support-request-events",
    "support-request-follow-ups",
    "support-request-triage",
];

/// The five presets and the policy of parts of four.
pub(crate) fn policies() -> Vec<(&'static str, PolicyDocument)> {
    let of = |name: &'static str| (name, preset(name).expect("a preset").document.clone());
    PRESETS.into_iter().map(of).chain([("mixed", mixed())]).collect()
}

/// A test per policy: the module's `check`, given the policy.
macro_rules! under_each_policy {
    ($($name:ident)+) => {
        $(
            #[test]
            fn $name() {
                let known = crate::support::policies().into_iter().find(|(name, _)| *name == stringify!($name));
                check(&known.expect("a policy").1);
            }
        )+

        #[test]
        fn each_of_the_policies_is_there() {
            let known: Vec<&str> = crate::support::policies().into_iter().map(|(name, _)| name).collect();
            assert_eq!(known, [$(stringify!($name)),+]);
        }
    };
    () => {
        crate::support::under_each_policy!(arizona_dcs la_dcfs oc_probation mn_public_safety denver_911 mixed);
    };
}
pub(crate) use under_each_policy;

/// What a policy says.
pub(crate) struct Rules {
    /// The policy, as it is served.
    pub(crate) document: PolicyDocument,
    forms: BTreeMap<&'static str, Value>,
}

impl Rules {
    /// What somebody reads.
    pub(crate) fn read_by(caller: &Caller) -> Self {
        let policy = caller.get("/v1/policy").ok();
        let document = serde_json::from_value(policy["document"].clone()).expect("a policy");
        let form = |noun: &&'static str| (*noun, caller.get(&format!("/v1/forms/{noun}")).ok());
        Self { document, forms: NOUNS.iter().map(form).collect() }
    }

    fn field(&self, noun: &str, name: &str) -> &Value {
        let fields = self.forms[noun]["fields"].as_array().expect("fields");
        fields.iter().find(|field| field["name"] == name).unwrap_or_else(|| panic!("{noun} {name}"))
    }

    /// Whether a field has a place.
    pub(crate) fn permits(&self, noun: &str, name: &str) -> bool {
        self.field(noun, name)["permitted"] == true
    }

    /// The codes a field can have.
    pub(crate) fn codes(&self, noun: &str, name: &str) -> Vec<&str> {
        let codes = self.field(noun, name)["codes"].as_array().into_iter().flatten();
        codes.filter_map(|code| code["code"].as_str()).collect()
    }

    /// The first of these codes that a field can have.
    pub(crate) fn one_of<'c>(&self, noun: &str, name: &str, wanted: &[&'c str]) -> Option<&'c str> {
        let codes = self.codes(noun, name);
        wanted.iter().copied().find(|code| codes.contains(code))
    }

    /// What may be told of a person: `none`, `intake_only` or `restricted_case`.
    pub(crate) fn identity(&self) -> &str {
        self.codes("referrals", "identity")[0]
    }

    /// Whether a supporter is asked for conflicts before a contact.
    pub(crate) fn asks_for_conflicts(&self) -> bool {
        let fields = self.forms["conflict-declaration"]["fields"].as_array().expect("fields");
        fields.iter().any(|field| field["asked"] == true)
    }

    /// The event of a noun, with the limits of confidentiality stated where that is asked for.
    pub(crate) fn event(&self, noun: &str, event: &str) -> Value {
        let asked = &self.field(noun, "limits_stated")["required_when"]["codes"];
        let asked = asked.as_array().is_some_and(|codes| codes.iter().any(|code| code == event));
        if asked { json!({"event": event, "limits_stated": true}) } else { json!({ "event": event }) }
    }

    /// A referral of an employee, by telephone, telling what may be told.
    pub(crate) fn referral(&self) -> Value {
        let mut referral = json!({"identity": self.identity(), "channel": "telephone", "population": "employee",
            "stressor": "work"});
        if self.permits("referrals", "recipient") {
            referral["recipient"] = json!({"name": "Jordan Example", "contact": "extension 5502"});
        }
        referral
    }

    /// Something somebody did for one person that started at an instant, with all the policy asks for.
    pub(crate) fn entry(&self, started_at: &str) -> Value {
        let kinds = &self.document.registers.intervention_kinds;
        let kind = kinds.iter().find(|kind| !kind.group && kind.counts_as_response).expect("a kind");
        let mut entry = json!({"started_at": started_at, "kind": kind.code, "participants": 1, "referrals_out": 0,
            "mode_chosen_by_recipient": true});
        for name in ["mode", "category"] {
            if let (true, Some(code)) =
                (self.permits("activity-entries", name), self.codes("activity-entries", name).first())
            {
                entry[name] = json!(code);
            }
        }
        if self.permits("activity-entries", "minutes") {
            entry["minutes"] = json!(30);
        }
        if self.permits("activity-entries", "limits_stated") {
            entry["limits_stated"] = json!(true);
        }
        entry
    }

    /// A type of incident that may be found outside the purview, where the policy has one.
    pub(crate) fn type_to_decide_on(&self) -> &str {
        let types = &self.document.registers.incident_types;
        let optional = types.iter().find(|entry| !json!(entry.route).to_string().contains("always"));
        &optional.or(types.first()).expect("a type").code
    }

    /// How the case behind an incident stands, where the policy asks.
    pub(crate) fn case(&self) -> Value {
        let asked = self.permits("incident-triage", "case");
        if asked { json!({"standing": "ongoing", "closed_on": null}) } else { Value::Null }
    }

    /// The outcome by which an incident is taken up.
    pub(crate) fn takes_up(&self) -> &'static str {
        self.one_of("incident-triage", "outcome", &["in_purview", "pte_qualifies"]).expect("an outcome")
    }

    /// The decision by which a request is taken in.
    pub(crate) fn takes_in(&self) -> &'static str {
        self.one_of("support-request-triage", "decision", &["pte_qualifies", "in_scope"]).expect("a decision")
    }

    /// The decision by which a request is referred elsewhere.
    pub(crate) fn refers_out(&self) -> &'static str {
        let wanted = ["refer_out_non_work", "out_of_scope"];
        self.one_of("support-request-triage", "decision", &wanted).expect("a decision")
    }
}

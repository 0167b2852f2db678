//! Texts that promise more than the policy.

use crate::support::{AZ, DN, LA, MN, OC, policy};
use peerline_domain::policy::{FindingCode, validate};

#[test]
fn conf_28_a_promise_of_privilege_needs_a_policy_that_gives_it() {
    let told = |name: &str, text: &str| {
        let mut document = policy(name);
        text.clone_into(&mut document.registers.meta.confidentiality_statement);
        validate(&document, None)
            .into_iter()
            .filter(|finding| finding.code == FindingCode::PolicyInconsistent)
            .map(|finding| (finding.requirement, finding.parameters.join(" "), finding.clause))
            .collect::<Vec<_>>()
    };
    let statement = "registers.meta.confidentiality_statement privilege_status".to_owned();
    let promise = "What you say is confidential. Talks are privileged.";
    assert_eq!(told(OC, promise), [("CONF-28", statement.clone(), Some("II.F.2".to_owned()))]);
    // A policy that is silent on privilege would not hold the promise either.
    assert_eq!(told(AZ, promise), [("CONF-28", statement.clone(), None)]);
    assert_eq!(told(LA, promise), [("CONF-28", statement, None)]);
    assert_eq!(told(MN, promise), []);
    assert_eq!(told(DN, promise), []);
    assert_eq!(told(OC, "These conversations are not privileged."), []);
    let unlimited = "registers.meta.confidentiality_statement registers.exceptions".to_owned();
    assert_eq!(told(MN, "Everything is absolutely confidential."), [("CONF-28", unlimited, None)]);
}

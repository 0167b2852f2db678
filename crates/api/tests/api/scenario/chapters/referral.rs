//! A referral, in time and late where the policy names a time; the support; what stays of it.

use crate::scenario::steps::Program;
use crate::support::machines::stages;
use crate::support::{Rules, all_sent, codes};
use peerline_domain::request::RequestTerms;
use serde_json::{Value, json};

pub(super) fn lives(program: &Program, rules: &Rules) {
    let hours = rules.document.integer("referral.deadline_hours").expect("hours");
    let mut referral = rules.referral();
    referral["exposed_at"] = json!("2026-10-04T10:00:00-07:00");
    // Exactly a day later, and a second more.
    program.it_is("2026-10-05T17:00:00Z");
    let (receipt, request) = program.refers("sam", &referral);
    assert!(!codes(&receipt["variances"]).contains(&"late_referral".to_owned()), "{receipt}");
    program.it_is("2026-10-05T17:00:01Z");
    let (receipt, withdrawn) = program.refers("parker", &referral);
    let is_late = codes(&receipt["variances"]).contains(&"late_referral".to_owned());
    assert_eq!(is_late, hours == Some(24), "REFER-08: {receipt}");

    more_than_may_be_told_is_refused(program, rules, &referral);
    for request in [&request, &withdrawn] {
        assert_eq!(program.server.by("sam").get(request).status, 403, "no outcome is learned");
    }
    all_sent(&program.server, &rules.of_request(&program.server, &withdrawn, &["withdraw"]));
    program.server.by("casey").get(&withdrawn).refused(404, "not_found");
    is_supported(program, rules, &request);
}

/// A name has a place where the policy says so, for as long as it says so.
fn more_than_may_be_told_is_refused(program: &Program, rules: &Rules, referral: &Value) {
    if rules.permits("referrals", "recipient") {
        return;
    }
    let mut named = referral.clone();
    named["identity"] = json!("restricted_case");
    named["recipient"] = json!({"name": "Jordan Example"});
    let refused = program.server.by("sam").post("/v1/referrals", &named);
    assert!(!refused.text.contains("Jordan"));
    refused.refused(422, "field_not_permitted");
    assert!(!program.server.every_row().contains("Jordan"));
}

fn is_supported(program: &Program, rules: &Rules, request: &str) {
    let (server, names) = (&program.server, rules.permits("referrals", "recipient"));
    let mut steps = vec!["triage_in", "assign"];
    steps.extend(rules.asks_for_conflicts().then_some("declare"));
    all_sent(server, &rules.of_request(server, request, &steps));
    let recipient = format!("{request}/recipient");
    let parker = server.by("parker").get(&recipient);
    assert_eq!(parker.json["name"], if names { json!("Jordan Example") } else { Value::Null });
    server.by("quinn").get(&recipient).refused(404, "not_found");

    program.it_is("2026-10-06T17:00:00Z");
    all_sent(server, &rules.of_request(server, request, &["contact_made"]));
    if let Some(stage) = stages(&rules.document).first() {
        let met = server.by("parker").get(request).ok();
        let first = rules.document.range("followup.fixed_days").expect("days").and_then(|days| days.min);
        assert_eq!(first, Some(30));
        assert_eq!(
            (&met["follow_ups"][0]["stage"], &met["follow_ups"][0]["due_on"]),
            (&json!(stage), &json!("2026-11-05"))
        );
        let early = rules.of_request(server, request, &["finish"]).remove(0).sent(server);
        early.refused(409, "step_out_of_order");
        all_sent(server, &rules.of_request(server, request, &["day30"]));
    }
    all_sent(server, &rules.of_request(server, request, &["finish"]));
    let left = server.by("casey").get(&recipient);
    if RequestTerms::read(&rules.document).expect("terms").keeps_case {
        assert_eq!(left.ok()["name"], "Jordan Example", "CONF-27: the case is kept");
    } else {
        left.refused(404, "not_found");
        server.by("casey").get(request).refused(404, "not_found");
        assert_eq!(server.keys().cases, 0, "CONF-27: no key of a name is left");
    }
}

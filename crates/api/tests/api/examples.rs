//! Examples of part 5 whose feature is built and that no other test names.

use crate::support::{Rules, Server, all_sent, codes, declaration, text};
use peerline_api::route_access::ROUTES;
use serde_json::{Value, json};

/// A request the coordinator was told of, as asked; the answer.
fn entered(server: &Server, population: &str) -> Value {
    let request = json!({"channel": "telephone", "population": population, "stressor": "work"});
    server.by("casey").post("/v1/support-requests", &request).ok()
}

#[test]
fn refer_11_gt_la_05_who_asks_for_themselves_five_days_later_is_not_late() {
    let server = Server::on_preset("la_dcfs");
    server.at("2026-10-06T23:20:00Z");
    assert_eq!(codes(&entered(&server, "employee")["variances"]), Vec::<String>::new());
    // The same five days in somebody else's referral.
    let mut referral = Rules::read_by(&server.by("casey")).referral();
    referral["exposed_at"] = json!("2026-10-01T16:20:00-07:00");
    referral["recipient"]["context"] = json!("Was present when it happened.");
    let receipt = server.by("sam").post("/v1/referrals", &referral).ok();
    assert_eq!(codes(&receipt["variances"]), ["late_referral"]);
}

#[test]
fn track_13_gt_mn_13_there_is_no_address_for_contacts_per_employee() {
    let server = Server::on_preset("mn_public_safety");
    let casey = server.by("casey");
    for address in ["/v1/employees", "/v1/recipients", "/v1/contacts", "/v1/activity-entries"] {
        let reply = casey.get(&format!("{address}?employee=1"));
        assert!(matches!(reply.status, 404 | 405), "{address}: {}", reply.text);
    }
    let (member, month) = (server.member("parker"), "2026-10");
    for address in [
        format!("/v1/members/{member}/contacts"),
        format!("/v1/members/{member}/activity-entries"),
        format!("/v1/activity-reports/{month}/recipients"),
    ] {
        casey.get(&address).refused(404, "not_found");
    }
    let per_person = |path: &&str| path.contains("employee") || path.contains("contacts");
    assert_eq!(ROUTES.iter().map(|(_, path, _)| *path).find(per_person), None);
}

#[test]
fn prog_05_gt_oc_36_a_family_member_who_calls_at_three_in_the_morning_is_taken_in() {
    let server = Server::on_preset("oc_probation");
    // 03:00 in California.
    server.at("2026-10-14T10:00:00Z");
    let request = entered(&server, "family");
    assert_eq!((&request["state"], &request["variances"]), (&json!("received"), &json!([])));
    // Where families are not served, the same call is answered with where help is to be had (PROG-03).
    let elsewhere = Server::start();
    let family = json!({"channel": "telephone", "population": "family", "stressor": "work"});
    let refused = elsewhere.by("casey").post("/v1/support-requests", &family);
    let refused = refused.refused(422, "population_out_of_scope");
    assert!(!refused["resources"].as_array().expect("resources").is_empty());
}

#[test]
fn assign_13_gt_dn_13_who_is_under_a_disciplinary_investigation_is_supported() {
    let server = Server::on_preset("denver_911");
    let rules = Rules::read_by(&server.by("casey"));
    let request = format!("/v1/support-requests/{}", text(&entered(&server, "employee")["id"]));
    all_sent(&server, &rules.of_request(&server, &request, &["triage_in", "assign"]));
    // The supporter knows of the investigation; that is no conflict here, and nothing of it is kept.
    let mut knows = declaration(false);
    knows["investigation_role"] = json!(true);
    let declared = server.by("parker").post(&format!("{request}/conflict-declaration"), &knows).ok();
    assert_eq!((&declared["returned"], &declared["declared"]), (&Value::Null, &json!(true)));
    all_sent(&server, &rules.of_request(&server, &request, &["contact_made", "finish"]));
    // Under a policy that bars investigators the same answer sends it back (ASSIGN-05).
    let barred = Server::on_preset("oc_probation");
    let rules = Rules::read_by(&barred.by("casey"));
    let request = format!("/v1/support-requests/{}", text(&entered(&barred, "employee")["id"]));
    all_sent(&barred, &rules.of_request(&barred, &request, &["triage_in", "assign"]));
    let returned = barred.by("parker").post(&format!("{request}/conflict-declaration"), &knows).ok();
    assert_eq!(returned["returned"]["code"], "conflict_of_interest");
}

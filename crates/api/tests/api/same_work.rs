//! Whoever refers cannot tell, by what comes back or by what the server does, whether the person was known before.

use crate::scenario::no_conflict;
use crate::support::{Reply, Server, text};
use peerline_persistence::testing::statements;
use serde_json::{Value, json};

fn referral() -> Value {
    json!({"identity": "restricted_case", "channel": "telephone", "population": "employee", "stressor": "work",
        "exposed_at": "2026-10-01T08:00:00-07:00", "recipient": {"name": "Jordan Example",
        "contact": "extension 5502", "context": "Was present when it happened."}})
}

/// The receipt with its id told apart, and all headers that are not of the moment.
fn but_for_the_id(reply: &Reply) -> (u16, String, Vec<(String, String)>) {
    let id = text(&reply.json["id"]);
    let known = |name: &str| matches!(name, "x-request-id" | "date" | "etag");
    let headers = reply.headers.iter().filter(|(name, _)| !known(name));
    let headers = headers.map(|(name, value)| (name.clone(), value.replace(&id, "ID"))).collect();
    (reply.status, reply.text.replace(&id, "ID"), headers)
}

#[test]
fn refer_08_a_referral_makes_the_same_work_and_the_same_answer_for_a_new_a_known_and_a_declined_person() {
    statements::tell();
    let server = Server::on_preset("la_dcfs");
    server.at("2026-10-01T18:00:00Z");
    let sam = server.by("sam");
    let part = server.address_part();
    let refer = |referral: &Value| {
        let (reply, statements) = statements::during(&part, || sam.post("/v1/referrals", referral));
        assert!((200..300).contains(&reply.status), "{}", reply.text);
        (reply, statements)
    };
    // What the server reads once and remembers is read here.
    let mut other = referral();
    other["recipient"]["name"] = json!("Robin Sample");
    refer(&other);
    refer(&other);

    let (new, of_new) = refer(&referral());
    let (known, of_known) = refer(&referral());
    declines(&server, &format!("/v1/support-requests/{}", text(&new.json["id"])));
    let (declined, of_declined) = refer(&referral());

    assert!(of_new.iter().any(|statement| statement.to_lowercase().contains("case_records")), "{of_new:#?}");
    assert!(of_new.iter().any(|statement| statement == "COMMIT"), "{of_new:#?}");
    assert_eq!(of_new, of_known);
    assert_eq!(of_new, of_declined);
    assert_eq!(but_for_the_id(&new), but_for_the_id(&known));
    assert_eq!(but_for_the_id(&new), but_for_the_id(&declined));
    assert!(new.json["id"] != known.json["id"]);
    // The comparison sees a difference where there is one.
    let nameless =
        json!({"identity": "none", "channel": "telephone", "population": "employee", "stressor": "work"});
    assert_ne!(refer(&nameless).1, of_new);
}

/// The person declines in the first meeting.
fn declines(server: &Server, case: &str) {
    let (casey, parker) = (server.by("casey"), server.by("parker"));
    casey.post(&format!("{case}/triage"), &json!({"decision": "pte_qualifies"})).ok();
    casey.post(&format!("{case}/assignment"), &json!({"member_id": server.member("parker")})).ok();
    parker.post(&format!("{case}/conflict-declaration"), &no_conflict()).ok();
    parker.post(&format!("{case}/events"), &json!({"event": "contact_made"})).ok();
    let over = parker.post(&format!("{case}/events"), &json!({"event": "recipient_declines"})).ok();
    assert_eq!(over["state"], "declined");
}

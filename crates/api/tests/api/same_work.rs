//! Whoever refers cannot tell, by what comes back or by what the server does, whether the person was known before:
//! under each of the policies, for a supervisor and for a peer, with and without an idempotency key.

use crate::support::{Caller, Reply, Rules, Server, all_sent, text, under_each_policy};
use peerline_domain::policy::PolicyDocument;
use peerline_domain::request::RequestTerms;
use peerline_persistence::testing::statements;
use serde_json::{Value, json};

/// The receipt with its id told apart, and all headers that are not of the moment.
fn but_for_the_id(reply: &Reply) -> (u16, String, Vec<(String, String)>) {
    let id = text(&reply.json["id"]);
    let known = |name: &str| matches!(name, "x-request-id" | "date" | "etag");
    let headers = reply.headers.iter().filter(|(name, _)| !known(name));
    let headers = headers.map(|(name, value)| (name.clone(), value.replace(&id, "ID"))).collect();
    (reply.status, reply.text.replace(&id, "ID"), headers)
}

/// What a referral may tell under the policy; an instant where the policy asks for one.
fn referral(rules: &Rules) -> Value {
    let mut referral = rules.referral();
    referral["exposed_at"] = json!("2026-10-01T08:00:00-07:00");
    referral
}

struct Referring<'s> {
    part: String,
    caller: Caller,
    keyed: bool,
    server: &'s Server,
}

impl Referring<'_> {
    /// Refers under a key never used before, or under none.
    fn refers(&self, referral: &Value) -> (Reply, Vec<String>) {
        let key = self.server.shared().random.uuid().to_string();
        let caller =
            if self.keyed { self.caller.clone().with("Idempotency-Key", &key) } else { self.caller.clone() };
        let (reply, statements) = statements::during(&self.part, || caller.post("/v1/referrals", referral));
        assert!((200..300).contains(&reply.status), "{}", reply.text);
        (reply, statements)
    }
}

fn check(document: &PolicyDocument) {
    statements::tell();
    let server = Server::on_policy(document);
    server.at("2026-10-01T18:00:00Z");
    let rules = Rules::read_by(&server.by("casey"));
    for (who, keyed) in [("sam", false), ("sam", true), ("riley", false), ("riley", true)] {
        let referring =
            Referring { part: server.address_part(), caller: server.by(who), keyed, server: &server };
        is_the_same_work(&server, &rules, &referring);
    }
}

/// For somebody new, for somebody who was referred before, and for somebody who declined.
fn is_the_same_work(server: &Server, rules: &Rules, referring: &Referring<'_>) {
    let referral = referral(rules);
    let is_named = rules.permits("referrals", "recipient");
    // What the server reads once and remembers is read here.
    let mut other = referral.clone();
    if is_named {
        other["recipient"]["name"] = json!("Robin Sample");
    }
    referring.refers(&other);
    referring.refers(&other);

    let (new, of_new) = referring.refers(&referral);
    let (known, of_known) = referring.refers(&referral);
    declines(server, rules, &format!("/v1/support-requests/{}", text(&new.json["id"])));
    let (declined, of_declined) = referring.refers(&referral);

    let touches = |table: &str| of_new.iter().any(|statement| statement.to_lowercase().contains(table));
    assert!(touches("requests") && (touches("case_records") || !is_named), "{of_new:#?}");
    assert!(touches("sent_commands") == referring.keyed, "{of_new:#?}");
    assert!(of_new.iter().any(|statement| statement == "COMMIT"), "{of_new:#?}");
    assert_eq!(of_new, of_known);
    assert_eq!(of_new, of_declined);
    assert_eq!(but_for_the_id(&new), but_for_the_id(&known));
    assert_eq!(but_for_the_id(&new), but_for_the_id(&declined));
    assert!(new.json["id"] != known.json["id"]);
    // The comparison sees a difference where there is one.
    if is_named {
        let mut nameless = referral;
        nameless.as_object_mut().expect("a referral").remove("recipient");
        assert_ne!(referring.refers(&nameless).1, of_new);
    }
}

/// The person declines in the first meeting; where the policy keeps nothing of that, the request is withdrawn.
fn declines(server: &Server, rules: &Rules, case: &str) {
    let keeps = RequestTerms::read(&rules.document).expect("terms").keeps_case;
    let mut steps = vec!["triage_in", "assign"];
    steps.extend(rules.asks_for_conflicts().then_some("declare"));
    steps.extend(["contact_made", if keeps { "recipient_declines" } else { "withdraw" }]);
    all_sent(server, &rules.of_request(server, case, &steps));
    let state = server.by("casey").get(case).json["state"].clone();
    assert_eq!(state, if keeps { json!("declined") } else { Value::Null });
}

under_each_policy!();

//! No command of the contract forgets its key: each is sent twice.

use super::keyed;
use crate::activity::response;
use crate::outreach::ongoing;
use crate::support::{Caller, Reply, Server, codes, declaration, text};
use peerline_api::auth::{ProviderSettings, Providers};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::sync::Arc;

const ISSUER: &str = "https://login.example.org";

/// Sends every command twice and keeps which it has sent.
struct Twice {
    server: Server,
    sent: BTreeSet<&'static str>,
}

impl Twice {
    /// Sends a command of the contract twice under one key; what was answered first, and again.
    fn both(
        &mut self,
        command: &'static str,
        caller: &Caller,
        address: &str,
        body: Option<&Value>,
    ) -> [Reply; 2] {
        let send = |key: &str| {
            let caller = keyed(caller, key);
            body.map_or_else(|| caller.ask(address), |body| caller.post(address, body))
        };
        send("\"").refused(400, "malformed_request");
        let key = format!("{command} {address} {}", self.sent.len());
        self.sent.insert(command);
        let first = send(&key);
        assert!((200..300).contains(&first.status), "{command}: {}", first.text);
        [first, send(&key)]
    }

    /// The same where the answer is the same, but for what is told once.
    fn same(&mut self, command: &'static str, caller: &Caller, address: &str, body: &Value) -> Value {
        let [first, again] = self.both(command, caller, address, Some(body));
        assert_eq!(told_again(first.json.clone()), told_again(again.json), "{command}");
        assert_eq!(first.status, again.status, "{command}");
        first.json
    }

    fn by(&self, name: &str) -> Caller {
        self.server.by(name)
    }
}

fn told_again(mut answer: Value) -> Value {
    if let Some(variances) = answer.get_mut("variances") {
        *variances = json!([]);
    }
    if let Some(administrator) = answer.get_mut("administrator") {
        administrator["access_token"] = Value::Null;
    }
    answer
}

fn people(twice: &mut Twice) {
    let (platform, avery, casey) = (twice.server.platform(), twice.by("avery"), twice.by("casey"));
    let new =
        json!({"slug": "twice", "name": "Twice", "preset": "denver_911", "administrator_name": "Ash Admin"});
    twice.same("/v1/agencies", &platform, "/v1/agencies", &new);
    let unit = twice.same("/v1/units", &avery, "/v1/units", &super::unit("Annex"));
    let new = json!({"display_name": "Morgan Member", "kind": "person", "roles": ["peer"]});
    let principal = text(&twice.same("/v1/principals", &avery, "/v1/principals", &new)["id"]);
    let roles = format!("/v1/principals/{principal}/roles");
    twice.same("/v1/principals/{id}/roles", &avery, &roles, &json!({"role": "team_lead"}));
    let new = json!({"principal_id": principal, "unit_id": unit["id"], "channel": "telephone extension 99",
        "hours": "Mon-Fri 9-17", "active_from": "2026-09-01"});
    let member = text(&twice.same("/v1/members", &casey, "/v1/members", &new)["id"]);
    let end = json!({"ended_on": "2026-12-01"});
    twice.same("/v1/members/{id}/end", &casey, &format!("/v1/members/{member}/end"), &end);
}

fn credentials(twice: &mut Twice) {
    let (avery, of) = (twice.by("avery"), |server: &Server, name: &str| server.principal(name));
    let identities = format!("/v1/principals/{}/identities", of(&twice.server, "riley"));
    let new = json!({"issuer": ISSUER, "subject": "subject-of-riley"});
    twice.same("/v1/principals/{id}/identities", &avery, &identities, &new);
    let secrets = format!("/v1/principals/{}/client-secrets", of(&twice.server, "hr"));
    let [first, again] = twice.both("/v1/principals/{id}/client-secrets", &avery, &secrets, None);
    assert!(first.json["client_secret"].is_string());
    assert_eq!((again.status, &again.json["client_secret"]), (201, &Value::Null));
    assert_eq!(again.json["id"], first.json["id"]);
    assert_eq!(avery.get(&secrets).ok()["items"].as_array().unwrap().len(), 1);
    let revocation = format!("/v1/principals/{}/revocation", of(&twice.server, "dakota"));
    let [first, again] = twice.both("/v1/principals/{id}/revocation", &avery, &revocation, None);
    assert_eq!((first.status, again.status), (200, 200));
    assert_eq!((&first.json["revoked"], &first.json), (&json!(true), &again.json));
}

/// With an identity provider that nobody asks here.
fn server_with_a_provider() -> Server {
    Server::start_with(|state| {
        let settings = json!({"issuer": ISSUER, "audience": "peerline", "agency": "example-dcs",
            "algorithms": ["RS256"], "jwks_uri": format!("{ISSUER}/keys"), "client_ids": ["peerline-web"]});
        let settings: ProviderSettings = serde_json::from_value(settings).unwrap();
        state.providers = Arc::new(Providers::new(vec![settings], "peerline-demo").unwrap());
    })
}

fn policy(twice: &mut Twice) {
    let (casey, emerson) = (twice.by("casey"), twice.by("emerson"));
    let new = json!({"based_on": {"kind": "preset", "name": "arizona_dcs"}});
    let draft = twice.same("/v1/policy-versions", &casey, "/v1/policy-versions", &new);
    let address = format!("/v1/policy-versions/{}", text(&draft["version"]["id"]));
    let validation = format!("{address}/validation");
    let [first, again] = twice.both("/v1/policy-versions/{id}/validation", &casey, &validation, None);
    assert_eq!((first.status, first.json), (again.status, again.json));
    let activating = emerson.if_match(&emerson.get(&address).etag());
    let range = json!({"effective_from": "2027-01-01"});
    twice.same("/v1/policy-versions/{id}/activation", &activating, &format!("{address}/activation"), &range);
    let withdrawing = emerson.if_match(&emerson.get(&address).etag());
    let withdrawal = format!("{address}/withdrawal");
    let [first, again] = twice.both("/v1/policy-versions/{id}/withdrawal", &withdrawing, &withdrawal, None);
    assert_eq!((first.status, first.json), (again.status, again.json));
}

fn requests(twice: &mut Twice) {
    let (casey, parker) = (twice.by("casey"), twice.by("parker"));
    let member = json!({"member_id": twice.server.member("parker")});
    let wish = json!({"channel": "telephone", "population": "employee", "stressor": "work"});
    let made = twice.same("/v1/support-requests", &casey, "/v1/support-requests", &wish);
    let at = |step: &str| format!("/v1/support-requests/{}{step}", text(&made["id"]));
    let decision = json!({"decision": "in_scope"});
    twice.same("/v1/support-requests/{id}/triage", &casey, &at("/triage"), &decision);
    twice.same("/v1/support-requests/{id}/assignment", &casey, &at("/assignment"), &member);
    let declared = at("/conflict-declaration");
    twice.same("/v1/support-requests/{id}/conflict-declaration", &parker, &declared, &declaration(false));
    let (command, events) = ("/v1/support-requests/{id}/events", at("/events"));
    twice.same(command, &parker, &events, &json!({"event": "contact_made"}));
    // The end deletes it: the answer was the last that is seen of it.
    let [_, again] = twice.both(command, &parker, &events, Some(&json!({"event": "finish"})));
    again.refused(410, "command_carried_out");
}

/// Under a policy that keeps a case, with follow-ups on fixed days.
fn follow_ups() -> BTreeSet<&'static str> {
    let mut twice = Twice { server: Server::on_preset("la_dcfs"), sent: BTreeSet::new() };
    let (casey, parker, sam) = (twice.by("casey"), twice.by("parker"), twice.by("sam"));
    let new = json!({"identity": "restricted_case", "channel": "telephone", "population": "employee",
        "stressor": "work", "recipient": {"name": "Jordan Example"}});
    let made = twice.same("/v1/referrals", &sam, "/v1/referrals", &new);
    let at = |step: &str| format!("/v1/support-requests/{}{step}", text(&made["id"]));
    casey.post(&at("/triage"), &json!({"decision": "pte_qualifies"})).ok();
    casey.post(&at("/assignment"), &json!({"member_id": twice.server.member("parker")})).ok();
    parker.post(&at("/conflict-declaration"), &declaration(false)).ok();
    parker.post(&at("/events"), &json!({"event": "contact_made"})).ok();
    let held = json!({"stage": "day30"});
    twice.same("/v1/support-requests/{id}/follow-ups", &parker, &at("/follow-ups"), &held);
    twice.sent
}

/// Under a policy that asks for a notice of an incident.
fn notices() -> BTreeSet<&'static str> {
    let mut twice = Twice { server: Server::on_preset("oc_probation"), sent: BTreeSet::new() };
    twice.server.at("2026-09-16T17:00:00Z");
    let (casey, sam, unit) = (twice.by("casey"), twice.by("sam"), twice.server.unit("Northern region"));
    let alert = json!({"type": "witness_suicide", "occurred_on": "2026-09-14", "unit_id": unit});
    let incident = text(&sam.post("/v1/incidents", &alert).ok()["id"]);
    let call = json!({"channel": "phone_attested", "given_at": "2026-09-15T15:30:00-07:00"});
    let notice = format!("/v1/incidents/{incident}/notice");
    twice.same("/v1/incidents/{id}/notice", &casey, &notice, &call);
    twice.sent
}

fn outreaches(twice: &mut Twice) {
    let (sam, casey, parker) = (twice.by("sam"), twice.by("casey"), twice.by("parker"));
    let unit_id = twice.server.unit("Northern region");
    let alert = json!({"type": "fatality", "occurred_on": "2026-10-13", "unit_id": unit_id});
    let incident = text(&twice.same("/v1/incidents", &sam, "/v1/incidents", &alert)["id"]);
    let of_incident = |step: &str| format!("/v1/incidents/{incident}/{step}");
    twice.same("/v1/incidents/{id}/triage", &casey, &of_incident("triage"), &ongoing());
    let slot = json!({"member_id": twice.server.member("quinn")});
    let made = twice.same("/v1/incidents/{id}/outreaches", &casey, &of_incident("outreaches"), &slot);
    let at = |step: &str| format!("/v1/outreaches/{}/{step}", text(&made["id"]));
    let member = json!({"member_id": twice.server.member("parker")});
    twice.same("/v1/outreaches/{id}/assignment", &casey, &at("assignment"), &member);
    let declared = at("conflict-declaration");
    twice.same("/v1/outreaches/{id}/conflict-declaration", &parker, &declared, &declaration(false));
    let event = json!({"event": "initial_contact"});
    twice.same("/v1/outreaches/{id}/events", &parker, &at("events"), &event);
    let [first, again] = twice.both("/v1/incidents/{id}/closure", &casey, &of_incident("closure"), None);
    assert_eq!((first.status, first.json), (again.status, again.json));
}

fn trackers(twice: &mut Twice) {
    let (casey, parker) = (twice.by("casey"), twice.by("parker"));
    let kind = json!({"kind": "group_response"});
    twice.same("/v1/group-sessions", &casey, "/v1/group-sessions", &kind);
    let mut entry = response("2026-10-14T09:30:00-07:00", "telephone", 45);
    entry["mode_chosen_by_recipient"] = json!(false);
    let recorded = twice.same("/v1/activity-entries", &parker, "/v1/activity-entries", &entry);
    assert_eq!(codes(&recorded["variances"]), ["mode_not_chosen_by_recipient"], "told again, too");
    twice.server.at("2026-11-20T17:00:00Z");
    let submission = "/v1/activity-reports/2026-10/submission";
    let filed = json!({"nil": false});
    twice.same("/v1/activity-reports/{month}/submission", &parker, submission, &filed);
    let month = json!({"month": "2026-10"});
    let combined = twice.same("/v1/combinations", &casey, "/v1/combinations", &month);
    assert_eq!(combined["version"], 1);
    assert_eq!(casey.get("/v1/combinations/2026-10").ok()["version"], 1);
}

/// The addresses whose command takes a key, by the contract.
fn commands() -> BTreeSet<String> {
    let contract: Value = serde_json::from_str(&peerline_api::openapi::document()).unwrap();
    let takes_key = |post: &Value| {
        let parameters = post["parameters"].as_array().into_iter().flatten();
        parameters.into_iter().any(|parameter| parameter["$ref"] == "#/components/parameters/IdempotencyKey")
    };
    let paths = contract["paths"].as_object().unwrap().iter();
    let posts = paths.filter_map(|(path, item)| Some((path, item.get("post")?)));
    posts
        .filter(|(path, post)| {
            let alternatives = post["security"].as_array();
            let signed_in = alternatives.is_none_or(|any| any.iter().any(|one| one.get("bearer").is_some()));
            assert_eq!(
                takes_key(post),
                signed_in,
                "{path}: whoever is signed in may send a key, and nobody else"
            );
            signed_in
        })
        .map(|(path, _)| path.clone())
        .collect()
}

#[test]
fn every_command_of_the_contract_is_carried_out_once_under_its_key() {
    let server = server_with_a_provider();
    server.at("2026-10-15T17:00:00Z");
    let mut twice = Twice { server, sent: BTreeSet::new() };
    people(&mut twice);
    credentials(&mut twice);
    policy(&mut twice);
    requests(&mut twice);
    outreaches(&mut twice);
    trackers(&mut twice);
    let sent: BTreeSet<String> =
        twice.sent.iter().copied().chain(follow_ups()).chain(notices()).map(str::to_owned).collect();
    assert_eq!(sent, commands(), "every command of the contract is sent twice here");
}

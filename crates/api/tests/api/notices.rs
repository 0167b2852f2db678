//! The notice due of an incident, and whom it affected, where the policy lets people be named (REFER-01, REFER-19).

use crate::support::{Caller, Server, codes, errors, text};
use serde_json::{Value, json};

const NOWHERE: &str = "/v1/incidents/0b6f7f1c-6a3f-4f7e-8a4e-1f2d3c4b5a69";

fn alert(server: &Server, kind: &str) -> Value {
    json!({"type": kind, "occurred_on": "2026-09-14", "unit_id": server.unit("Northern region")})
}

fn jordan() -> Value {
    json!([{"name": "Jordan Example", "contact": "extension 5502"}])
}

/// An alert of 14 September 2026, 15:30 in California, with who was affected and the notice given so.
fn noticed(server: &Server, channel: &str, given_at: &str) -> Value {
    let mut alert = alert(server, "witness_suicide");
    alert["notice"] =
        json!({"channel": channel, "occurred_at": "2026-09-14T15:30:00-07:00", "given_at": given_at});
    alert["affected"] = jordan();
    alert
}

/// On Orange County's policy, on 16 September 2026.
fn server() -> Server {
    let server = Server::on_preset("oc_probation");
    server.at("2026-09-16T17:00:00Z");
    server
}

fn raised(server: &Server, alert: &Value) -> (String, Vec<String>) {
    let receipt = server.by("sam").post("/v1/incidents", alert).ok();
    assert_eq!(receipt["status"], "received");
    (format!("/v1/incidents/{}", text(&receipt["id"])), codes(&receipt["variances"]))
}

fn offers(shown: &Value, action: &str) -> bool {
    shown["allowed_actions"].as_array().unwrap().contains(&json!(action))
}

fn close(casey: &Caller, incident: &str) -> Value {
    casey.post(&format!("{incident}/triage"), &json!({"outcome": "not_in_purview", "case": null})).ok();
    casey.ask(&format!("{incident}/closure")).ok()
}

#[test]
fn refer_19_gt_oc_10_a_call_after_exactly_24_hours_is_in_time_and_the_next_minute_late() {
    let server = server();
    for (given_at, duty, expected) in [
        ("2026-09-15T15:30:00-07:00", "given", vec![]),
        ("2026-09-15T15:31:00-07:00", "given_late", vec!["late_notice"]),
    ] {
        let (incident, found) = raised(&server, &noticed(&server, "phone_attested", given_at));
        assert_eq!(found, expected);
        let shown = server.by("casey").get(&incident).ok();
        assert_eq!(
            shown["notice"],
            json!({"duty": duty, "due_at": null}),
            "met, it tells no hour of the incident"
        );
        assert!(!offers(&shown, "attest_notice"));
        let late = json!({"channel": "phone_attested", "given_at": "2026-09-16T09:00:00-07:00"});
        let again = server.by("casey").post(&format!("{incident}/notice"), &late);
        assert_eq!(again.refused(409, "step_out_of_order")["requirement"], "REFER-19");
    }
}

#[test]
fn refer_01_gt_oc_11_after_an_e_mail_the_duty_stays_open_until_a_call_is_attested_whose_time_decides() {
    let server = server();
    let casey = server.by("casey");
    for (given_at, duty, expected) in [
        ("2026-09-15T15:30:00-07:00", "given", vec![]),
        ("2026-09-15T15:31:00-07:00", "given_late", vec!["late_notice"]),
    ] {
        let emailed = noticed(&server, "email", "2026-09-14T16:00:00-07:00");
        let receipt = server.by("sam").post("/v1/incidents", &emailed).ok();
        assert_eq!(codes(&receipt["variances"]), ["channel_not_permitted"]);
        assert_eq!(receipt["variances"][0]["clause"], "II.D.1");
        let incident = format!("/v1/incidents/{}", text(&receipt["id"]));
        let open = casey.get(&incident).ok();
        assert_eq!((&open["notice"]["duty"], offers(&open, "attest_notice")), (&json!("open"), true));
        let notice = format!("{incident}/notice");
        let by_text = json!({"channel": "team_text", "given_at": "2026-09-14T17:00:00-07:00"});
        let mut early = by_text.clone();
        early["given_at"] = json!("2026-09-14T15:29:59-07:00");
        // Of its day, but before it occurred.
        assert_eq!(
            errors(&casey.post(&notice, &early).refused(422, "field_invalid")),
            [("/given_at".to_owned(), "field_invalid".to_owned())]
        );
        let still = casey.post(&notice, &by_text).ok();
        assert_eq!(codes(&still["variances"]), ["channel_not_permitted"]);
        assert_eq!(still["notice"]["duty"], "open");
        let call = json!({"channel": "in_person_attested", "given_at": given_at});
        let met = casey.post(&notice, &call).ok();
        assert_eq!(
            (&met["notice"]["duty"], codes(&met["variances"])),
            (&json!(duty), expected.iter().map(|code: &&str| (*code).to_owned()).collect())
        );
        assert_eq!(casey.get(&incident).ok()["variances"], json!([]));
        casey.post(&notice, &call).refused(409, "step_out_of_order");
    }
}

#[test]
fn refer_19_a_notice_without_names_is_taken_and_one_that_cannot_be_is_refused_where_it_is_wrong() {
    let server = server();
    let (casey, sam) = (server.by("casey"), server.by("sam"));
    let (incident, found) = raised(&server, &alert(&server, "witness_suicide"));
    assert_eq!(found, ["incomplete_referral"]);
    // Nothing is told of the time: it counts from the end of the day.
    let open = casey.get(&incident).ok();
    assert_eq!(open["notice"], json!({"duty": "open", "due_at": "2026-09-16T07:00:00Z"}));
    let refused = |at: &str, value: &str, code: &str| {
        let mut wrong = noticed(&server, "phone_attested", "2026-09-15T15:30:00-07:00");
        wrong["notice"][at] = json!(value);
        let problem = sam.post("/v1/incidents", &wrong);
        assert!(!problem.text.contains("Jordan"));
        let problem = problem.json;
        assert_eq!(errors(&problem), [(format!("/notice/{at}"), code.to_owned())]);
    };
    refused("occurred_at", "2026-09-15T00:30:00-07:00", "field_invalid");
    refused("given_at", "2026-09-14T15:29:00-07:00", "field_invalid");
    refused("given_at", "2026-09-16T17:00:01Z", "time_in_future");
    refused("given_at", "2026-09-15T15:30:00", "offset_required");
    let mut in_their_order = alert(&server, "witness_suicide");
    in_their_order["notice"] =
        json!(["phone_attested", "2026-09-14T15:30:00-07:00", "2026-09-15T15:30:00-07:00"]);
    in_their_order["affected"] = json!([]);
    let not_an_object = sam.post("/v1/incidents", &in_their_order).refused(422, "field_invalid");
    assert_eq!(errors(&not_an_object), [("/notice".to_owned(), "field_invalid".to_owned())]);
    assert_eq!(casey.get("/v1/incidents").ok()["items"].as_array().unwrap().len(), 1, "nothing is stored");
    assert_eq!(server.keys().cases, 0, "CONF-27: the keys that were drawn are given up");
    let attest = |at: &str| {
        let call = json!({"channel": "phone_attested", "given_at": at});
        casey.post(&format!("{incident}/notice"), &call)
    };
    assert_eq!(
        errors(&attest("2026-09-16T18:00:00Z").refused(422, "time_in_future")),
        [("/given_at".to_owned(), "time_in_future".to_owned())]
    );
    assert_eq!(
        errors(&attest("2026-09-13T18:00:00Z").refused(422, "field_invalid")),
        [("/given_at".to_owned(), "field_invalid".to_owned())]
    );
    let call = json!({"channel": "phone_attested", "given_at": "2026-09-15T15:30:00-07:00"});
    casey.post(&format!("{NOWHERE}/notice"), &call).refused(404, "not_found");
    for other in ["sam", "parker", "emerson", "avery"] {
        server.by(other).post(&format!("{incident}/notice"), &call).refused(403, "forbidden_for_role");
    }
}

#[test]
fn refer_19_where_the_policy_asks_for_no_notice_none_has_a_place() {
    for (preset, kind) in [("arizona_dcs", "fatality"), ("mn_public_safety", "critical_incident")] {
        let server = Server::on_preset(preset);
        let casey = server.by("casey");
        let types = casey.get("/v1/forms/incidents").ok();
        let field = |name: &str| {
            types["fields"].as_array().unwrap().iter().find(|field| field["name"] == name).unwrap().clone()
        };
        let first = text(&field("type")["codes"][0]["code"]);
        assert_eq!(field("notice")["permitted"], false, "{preset} {kind}");
        let mut new = alert(&server, &first);
        new["notice"] = json!({"channel": "phone_attested", "occurred_at": "2026-09-14T15:30:00-07:00",
            "given_at": "2026-09-14T15:30:00-07:00"});
        let refused = server.by("sam").post("/v1/incidents", &new).refused(422, "field_not_permitted");
        assert_eq!(errors(&refused), [("/notice".to_owned(), "field_not_permitted".to_owned())]);
        new["notice"] = Value::Null;
        let (incident, found) = raised(&server, &new);
        assert_eq!(found, Vec::<String>::new());
        assert_eq!(casey.get(&incident).ok()["notice"], Value::Null);
        let call = json!({"channel": "phone_attested", "given_at": "2026-09-15T15:30:00-07:00"});
        casey.post(&format!("{incident}/notice"), &call).refused(409, "step_out_of_order");
    }
}

#[test]
fn conf_25_a_policy_that_names_nobody_has_no_place_for_who_was_affected() {
    let server = Server::start();
    let casey = server.by("casey");
    let mut new = alert(&server, "fatality");
    new["affected"] = json!([{"name": "Jordan Example"}, {"name": "Robin Example", "contact": "x 1"}]);
    let refused = server.by("sam").post("/v1/incidents", &new).refused(422, "field_not_permitted");
    let at: Vec<String> = errors(&refused).into_iter().map(|(pointer, _)| pointer).collect();
    assert_eq!(at, ["/affected/0/name", "/affected/1/name", "/affected/1/contact"]);
    assert_eq!((&refused["requirement"], &refused["clause"]), (&json!("CONF-25"), &json!("V.G.3.a")));
    assert!(!refused.to_string().contains("Example"));
    new["affected"] = Value::Null;
    let (incident, _) = raised(&server, &new);
    for at in [incident.as_str(), NOWHERE] {
        let people = json!({"affected": jordan()});
        casey.put(&format!("{at}/affected"), &people).refused(422, "field_not_permitted");
        casey.get(&format!("{at}/affected")).refused(404, "not_found");
    }
    assert!(!offers(&casey.get(&incident).ok(), "record_affected"));
    assert_eq!(server.keys().cases, 0, "no key was drawn");
}

#[test]
fn conf_26_who_was_affected_is_sealed_and_read_by_the_coordinator_and_who_holds_an_outreach() {
    let server = server();
    let (casey, parker) = (server.by("casey"), server.by("parker"));
    let (incident, _) = raised(&server, &noticed(&server, "phone_attested", "2026-09-15T15:30:00-07:00"));
    let affected = format!("{incident}/affected");
    assert_eq!(casey.get(&affected).ok()["affected"], jordan());
    assert!(!server.every_row().contains("Jordan"), "what is stored is sealed");
    assert!(offers(&casey.get(&incident).ok(), "record_affected"));
    parker.get(&affected).refused(404, "not_found");
    casey.post(&format!("{incident}/triage"), &json!({"outcome": "in_purview", "case": null})).ok();
    let slot = json!({"member_id": server.member("parker")});
    casey.post(&format!("{incident}/outreaches"), &slot).ok();
    assert_eq!(parker.get(&affected).ok()["affected"], jordan());
    server.by("quinn").get(&affected).refused(404, "not_found");
    for other in ["sam", "emerson", "avery", "hr"] {
        server.by(other).get(&affected).refused(403, "forbidden_for_role");
    }
    let other = json!({"affected": [{"name": "Robin Example", "contact": null}, {"name": "Ash Example"}]});
    parker.put(&affected, &other).refused(403, "forbidden_for_role");
    assert_eq!(casey.put(&affected, &other).status, 204);
    let names: Vec<String> = casey.get(&affected).ok()["affected"]
        .as_array()
        .unwrap()
        .iter()
        .map(|person| text(&person["name"]))
        .collect();
    assert_eq!(names, ["Ash Example", "Robin Example"], "they take the place of who was there");
    assert_eq!(server.keys().cases, 1, "the same case, the same key");
    assert_ne!(casey.send_bare("HEAD", &affected).status, 200, "nothing is disclosed to nobody");
    server.seal();
    assert_eq!(server.audited_as("events", "read_affected"), 3, "one row for each time it was read");
    let nobody = json!({"affected": []});
    casey.put(&affected, &nobody).refused(422, "field_out_of_range");
    let crowd = json!({"affected": vec![json!({"name": "Ash Example"}); 51]});
    casey.put(&affected, &crowd).refused(422, "field_out_of_range");
}

#[test]
fn conf_27_names_and_times_are_purged_at_closure_and_names_on_request() {
    let server = server();
    let casey = server.by("casey");
    let counts = || {
        let keys = server.keys();
        (keys.cases, keys.purged, keys.pending)
    };
    let (incident, _) = raised(&server, &noticed(&server, "phone_attested", "2026-09-15T15:30:00-07:00"));
    let affected = format!("{incident}/affected");
    assert_eq!(counts(), (1, 0, 0));
    assert_eq!(casey.delete(&affected).status, 204);
    assert_eq!(counts(), (0, 1, 0));
    casey.get(&affected).refused(404, "not_found");
    casey.delete(&affected).refused(404, "not_found");
    assert_eq!(casey.put(&affected, &json!({"affected": jordan()})).status, 204, "it is still open");
    assert_eq!(counts(), (1, 1, 0));
    let closed = close(&casey, &incident);
    assert_eq!((&closed["state"], &closed["notice"]), (&json!("closed"), &Value::Null));
    assert_eq!(closed["allowed_actions"], json!([]));
    assert_eq!(counts(), (0, 2, 0));
    casey.get(&affected).refused(404, "not_found");
    casey.put(&affected, &json!({"affected": jordan()})).refused(409, "incident_closed");
    let call = json!({"channel": "phone_attested", "given_at": "2026-09-15T15:30:00-07:00"});
    casey.post(&format!("{incident}/notice"), &call).refused(409, "incident_closed");
    assert_eq!(counts(), (0, 2, 0), "no key was drawn for it");
    let rows = server.every_row();
    assert!(!rows.contains("2026-09-15 22:30") && !rows.contains("2026-09-15T22:30"), "no time is left");
}

#[test]
fn an_alert_with_names_sent_again_under_its_key_is_one_incident_and_one_case() {
    let server = server();
    let alert = noticed(&server, "email", "2026-09-14T16:00:00-07:00");
    let sam = server.by("sam").with("Idempotency-Key", "alert-of-the-evening");
    let first = sam.post("/v1/incidents", &alert);
    let again = sam.post("/v1/incidents", &alert);
    assert_eq!((first.status, first.text), (again.status, again.text));
    assert_eq!(server.by("casey").get("/v1/incidents").ok()["items"].as_array().unwrap().len(), 1);
    assert_eq!(server.keys().cases, 1, "the key drawn for the second is given up");
}

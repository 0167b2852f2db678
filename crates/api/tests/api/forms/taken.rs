//! What a form shows against what is taken: codes it lists are accepted, fields without a place are refused.

use crate::support::{Caller, PRESETS, Reply, Server, text};
use serde_json::{Value, json};

/// An agency at work, on a preset.
struct Agency {
    preset: &'static str,
    coordinator: Caller,
    peer: Caller,
    unit: String,
    incident: String,
}

fn agency(server: &Server, preset: &'static str) -> Agency {
    let founded = server.agency(&preset.replace('_', "-"), preset).in_force();
    let unit = json!({"name": "Central region", "parent_id": null, "headcount": 900});
    let unit = text(&founded.administrator.post("/v1/units", &unit).ok()["id"]);
    let person = json!({"display_name": "Parker Peer", "kind": "person", "roles": ["peer"]});
    let person = text(&founded.administrator.post("/v1/principals", &person).ok()["id"]);
    let member = json!({"principal_id": person, "unit_id": unit, "channel": "extension 5501", "hours": "always",
        "active_from": "2026-01-05"});
    founded.drafter.post("/v1/members", &member).ok();
    let types = form(&founded.drafter, "incidents");
    let alert = json!({"type": codes(&types, "type")[0], "occurred_on": "2026-09-30", "unit_id": unit});
    let incident = text(&founded.drafter.post("/v1/incidents", &alert).ok()["id"]);
    Agency { preset, coordinator: founded.drafter, peer: server.acting_as(&person), unit, incident }
}

fn form(caller: &Caller, noun: &str) -> Value {
    caller.get(&format!("/v1/forms/{noun}")).ok()
}

fn field<'f>(form: &'f Value, name: &str) -> &'f Value {
    form["fields"].as_array().unwrap().iter().find(|field| field["name"] == name).expect("a field")
}

fn codes(form: &Value, name: &str) -> Vec<String> {
    field(form, name)["codes"].as_array().unwrap().iter().map(|code| text(&code["code"])).collect()
}

fn applies(condition: &Value, body: &Value) -> bool {
    let name = condition["field"].as_str().unwrap_or_default();
    condition["codes"].as_array().is_some_and(|codes| codes.contains(&body[name]))
}

/// A body with what the form asks for, each code the first of its list.
fn filled(form: &Value, unit: &str) -> Value {
    let mut body = json!({});
    for field in form["fields"].as_array().unwrap() {
        let name = text(&field["name"]);
        let asked_for = field["required"] == true || applies(&field["required_when"], &body);
        if !asked_for || name.contains('/') {
            continue;
        }
        body[&name] = match field["type"].as_str().unwrap() {
            "code" => field["codes"][0]["code"].clone(),
            "integer" => field["minimum"].clone(),
            "boolean" => json!(true),
            "instant" => json!("2026-10-01T08:00:00-07:00"),
            "day" => json!("2026-09-30"),
            "id" => json!(unit),
            other => panic!("{name} of type {other} is asked for"),
        };
    }
    body
}

fn with(body: &Value, name: &str, value: Value) -> Value {
    let mut body = body.clone();
    body[name] = value;
    body
}

/// A value of a field's type, for a field that has no place.
fn some(form: &Value, field: &Value) -> Value {
    match field["type"].as_str().unwrap() {
        "integer" => json!(5),
        "boolean" => json!(true),
        "object" => whole(form, field),
        "list" => json!([whole(form, field)]),
        "instant" => json!("2026-09-30T08:00:00-07:00"),
        "code" => field["codes"]
            .as_array()
            .and_then(|codes| codes.first())
            .map_or(json!("telephone"), |code| code["code"].clone()),
        _ => json!("telephone"),
    }
}

/// An object with all of its fields.
fn whole(form: &Value, object: &Value) -> Value {
    let mut value = json!({});
    let prefix = format!("{}/", text(&object["name"]));
    for field in form["fields"].as_array().unwrap() {
        if let Some(name) = text(&field["name"]).strip_prefix(&prefix) {
            value[name] = some(form, field);
        }
    }
    value
}

/// Sends each field without a place, and asserts the refusal the form announces.
fn refuses_what_has_no_place(agency: &Agency, form: &Value, body: &Value, send: impl Fn(&Value) -> Reply) {
    for field in form["fields"].as_array().unwrap().iter().filter(|field| field["permitted"] == false) {
        let name = text(&field["name"]);
        if name.contains('/') {
            continue;
        }
        let refused = send(&with(body, &name, some(form, field))).refused(422, "field_not_permitted");
        assert_eq!(refused["requirement"], field["requirement"], "{} {name}", agency.preset);
        assert_eq!(refused["clause"], field["clause"], "{} {name}", agency.preset);
    }
}

#[test]
fn track_01_a_tracker_takes_what_its_form_shows_and_nothing_else() {
    let server = Server::start();
    let mut without_place = Vec::new();
    for preset in PRESETS {
        let agency = agency(&server, preset);
        let form = form(&agency.peer, "activity-entries");
        let send = |body: &Value| agency.peer.post("/v1/activity-entries", body);
        let body = filled(&form, &agency.unit);
        send(&body).ok();
        for name in ["mode", "category"] {
            for code in codes(&form, name) {
                send(&with(&body, name, json!(code))).ok();
            }
        }
        for kind in codes(&form, "kind") {
            let mut body = with(&body, "kind", json!(kind));
            if applies(&field(&form, "session_code")["permitted_when"], &body) {
                body["participants"] = json!(2);
            }
            let reply = send(&body);
            if applies(&field(&form, "session_code")["required_when"], &body) {
                reply.refused(409, "group_needs_coordinator_approval");
            } else {
                reply.ok();
            }
        }
        // What is asked for is missed.
        for name in ["minutes", "mode"] {
            let shown = field(&form, name);
            if shown["required"] == true || applies(&shown["required_when"], &body) {
                send(&with(&body, name, Value::Null)).refused(422, "field_required");
            }
        }
        refuses_what_has_no_place(&agency, &form, &body, send);
        let fields = form["fields"].as_array().unwrap().iter().filter(|field| field["permitted"] == false);
        without_place.push((preset, fields.map(|field| text(&field["name"])).collect::<Vec<_>>().join(" ")));
    }
    assert_eq!(
        without_place.iter().map(|(preset, fields)| (*preset, fields.as_str())).collect::<Vec<_>>(),
        [
            ("arizona_dcs", "limits_stated exposed_at recipient_name notes"),
            ("la_dcfs", "category limits_stated recipient_name notes"),
            ("oc_probation", "mode referrals_out limits_stated exposed_at recipient_name notes"),
            ("mn_public_safety", "limits_stated exposed_at recipient_name notes"),
            ("denver_911", "category minutes exposed_at recipient_name notes"),
        ]
    );
}

#[test]
fn prog_03_a_request_takes_what_its_form_shows_and_nothing_else() {
    let server = Server::start();
    for preset in PRESETS {
        let agency = agency(&server, preset);
        let form = form(&agency.coordinator, "support-requests");
        let send = |body: &Value| agency.coordinator.post("/v1/support-requests", body);
        let body = with(&filled(&form, &agency.unit), "incident_id", json!(agency.incident));
        send(&body).ok();
        for name in ["channel", "population", "stressor", "category", "mode"] {
            for code in codes(&form, name) {
                send(&with(&body, name, json!(code))).ok();
            }
        }
        refuses_what_has_no_place(&agency, &form, &body, send);
    }
}

#[test]
fn refer_04_incidents_and_group_sessions_take_what_their_forms_show_and_nothing_else() {
    let server = Server::start();
    for preset in PRESETS {
        let agency = agency(&server, preset);
        for (noun, code, address) in
            [("incidents", "type", "/v1/incidents"), ("group-sessions", "kind", "/v1/group-sessions")]
        {
            let form = form(&agency.coordinator, noun);
            let send = |body: &Value| agency.coordinator.post(address, body);
            let body = filled(&form, &agency.unit);
            for choice in codes(&form, code) {
                send(&with(&body, code, json!(choice))).ok();
            }
            send(&with(&body, code, json!("no_such_code"))).refused(422, "kind_not_in_policy");
            refuses_what_has_no_place(&agency, &form, &body, send);
        }
        let triage = form(&agency.coordinator, "incident-triage");
        let address = format!("/v1/incidents/{}/triage", agency.incident);
        let case = json!({"standing": "never_ongoing", "closed_on": null});
        for outcome in codes(&triage, "outcome") {
            let reply = agency.coordinator.post(&address, &json!({"outcome": outcome, "case": case}));
            assert_ne!(reply.json["code"], "kind_not_in_policy", "{preset} {outcome}");
        }
    }
}

#[test]
fn refer_32_the_public_form_takes_what_it_shows_and_nothing_else() {
    let server = Server::start();
    let mut open = Vec::new();
    for preset in PRESETS {
        let agency = agency(&server, preset);
        let public = format!("/v1/public/{}", preset.replace('_', "-"));
        let shown = server.by("nobody").get(&format!("{public}/forms/support-request"));
        let send = |body: &Value| server.by("nobody").post(&format!("{public}/support-requests"), body);
        if shown.status == 404 {
            send(&json!({"population": "employee", "stressor": "work"})).refused(404, "not_found");
            continue;
        }
        let form = shown.ok();
        let body = filled(&form, &agency.unit);
        for name in ["population", "stressor", "category", "mode"] {
            for code in codes(&form, name) {
                assert_eq!(send(&with(&body, name, json!(code))).status, 202, "{preset} {name} {code}");
            }
        }
        if !codes(&form, "population").contains(&"community".to_owned()) {
            send(&with(&body, "population", json!("community"))).refused(422, "population_out_of_scope");
        }
        refuses_what_has_no_place(&agency, &form, &body, send);
        open.push(preset);
    }
    assert_eq!(open, ["arizona_dcs", "oc_probation", "mn_public_safety"]);
}

#[test]
fn conf_25_a_recipient_is_named_where_the_form_has_a_place() {
    let server = Server::start();
    let mut places = Vec::new();
    for preset in PRESETS {
        let agency = agency(&server, preset);
        let form = form(&agency.coordinator, "recipient");
        let request = json!({"channel": "telephone", "population": "employee", "stressor": "work"});
        let request = text(&agency.coordinator.post("/v1/support-requests", &request).ok()["id"]);
        let address = format!("/v1/support-requests/{request}/recipient");
        let mut taken = Vec::new();
        for name in ["name", "contact", "context"] {
            let body = with(&json!({"name": "Jordan Example"}), name, json!("Jordan"));
            let reply = agency.coordinator.put(&address, &body);
            if field(&form, name)["permitted"] == true {
                reply.ok();
                taken.push(name);
            } else {
                let refused = reply.refused(422, "field_not_permitted");
                assert_eq!(refused["clause"], field(&form, name)["clause"], "{preset} {name}");
            }
        }
        places.push((preset, taken.join(" ")));
    }
    let expected = [
        ("arizona_dcs", ""),
        ("la_dcfs", "name contact context"),
        ("oc_probation", "name contact"),
        ("mn_public_safety", ""),
        ("denver_911", ""),
    ];
    assert_eq!(places, expected.map(|(preset, taken)| (preset, taken.to_owned())));
}

#[test]
fn assign_05_the_declaration_s_form_asks_what_the_policy_asks() {
    let server = Server::start();
    for preset in PRESETS {
        let agency = agency(&server, preset);
        let form = form(&agency.peer, "conflict-declaration");
        let asked = form["fields"].as_array().unwrap().iter().filter(|field| field["asked"] == true);
        let asked: Vec<String> = asked.map(|field| text(&field["name"])).collect();
        let request = json!({"channel": "telephone", "population": "employee", "stressor": "work"});
        let request = agency.coordinator.post("/v1/support-requests", &request).ok();
        for question in request["declarations_asked"].as_array().unwrap() {
            assert!(asked.contains(&text(question)), "{preset} {question}");
        }
        assert_eq!(asked.is_empty(), request["declarations_asked"] == json!([]), "{preset}");
    }
}

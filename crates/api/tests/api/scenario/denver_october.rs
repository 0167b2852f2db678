//! October 2026 under Denver's policy: no web form, the limits of confidentiality stated before every contact, and
//! tallies of which month and kind are kept and nothing else.

use super::steps::Program;
use crate::support::errors;
use serde_json::{Value, json};

fn contact(started_at: &str) -> Value {
    json!({"started_at": started_at, "kind": "peer_contact", "participants": 1, "referrals_out": 0,
        "mode_chosen_by_recipient": true, "limits_stated": true})
}

fn with(entry: &Value, name: &str, value: Value) -> Value {
    let mut entry = entry.clone();
    entry[name] = value;
    entry
}

#[test]
fn october_2026_under_the_denver_policy() {
    let program = Program::under("denver_911");
    program.it_is("2026-10-05T15:00:00Z");
    let wish = json!({"population": "employee", "stressor": "work"});
    let web = program.server.by("nobody").post("/v1/public/example-dcs/support-requests", &wish);
    web.refused(404, "not_found");

    let called = json!({"channel": "telephone", "population": "employee", "stressor": "work"});
    let id = program.server.by("casey").post("/v1/support-requests", &called).ok()["id"].clone();
    let request = format!("/v1/support-requests/{}", crate::support::text(&id));
    program.is_triaged(&request, "in_scope");
    program.is_given_to(&request, "parker");
    let parker = program.server.by("parker");
    let events = format!("{request}/events");
    for stated in [json!({"event": "contact_made"}), json!({"event": "contact_made", "limits_stated": false})]
    {
        let refused = parker.post(&events, &stated).refused(422, "limits_notice_required");
        assert_eq!((&refused["requirement"], &refused["clause"]), (&json!("CONF-10"), &json!("Conf.notice")));
        assert_eq!(parker.get(&request).ok()["state"], "assigned", "GT-DN-03: there was no contact");
    }
    let stated = json!({"event": "contact_made", "limits_stated": true});
    assert_eq!(parker.post(&events, &stated).ok()["state"], "in_contact");
    parker.post(&events, &json!({"event": "finish"})).ok();
    parker.get(&request).refused(404, "not_found");

    program.it_is("2026-10-20T15:00:00Z");
    for member in ["parker", "quinn", "riley"] {
        for day in ["06", "13", "14", "19"] {
            let entry = program.tallies(member, &contact(&format!("2026-10-{day}T10:00:00-06:00"))).ok();
            let kept = (&entry["day"], &entry["minutes"], &entry["mode"], &entry["category"]);
            assert_eq!(kept, (&json!("2026-10-01"), &Value::Null, &Value::Null, &Value::Null), "TRACK-15");
        }
    }
    a_tally_has_no_place_for_more(&program);

    program.it_is("2026-11-02T17:00:00Z");
    for member in ["parker", "quinn", "riley"] {
        let report = program.submits(member, "2026-10", false);
        assert_eq!((&report["due_on"], &report["late"]), (&Value::Null, &json!(false)));
    }
    program.october_is_combined();
    program.it_is("2026-11-05T17:00:00Z");
    let release = program.october_is_released_with_twelve_responses("2026-11-05");
    let not_kept = json!({"value": null, "display": "not kept"});
    assert_eq!(release["totals"]["minutes"], not_kept, "TRACK-15: a tally has no minutes, which is not none");
}

fn a_tally_has_no_place_for_more(program: &Program) {
    let tally = contact("2026-10-19T10:00:00-06:00");
    let minutes = program.tallies("parker", &with(&tally, "minutes", json!(30)));
    let minutes = minutes.refused(422, "field_not_permitted");
    assert_eq!(errors(&minutes), [("/minutes".to_owned(), "field_not_permitted".to_owned())]);
    let notes = program.tallies("parker", &with(&tally, "notes", json!("We spoke at length.")));
    assert!(!notes.text.contains("at length"));
    let notes = notes.refused(422, "field_not_permitted");
    assert_eq!(errors(&notes)[0], ("/notes".to_owned(), "free_text_forbidden".to_owned()));
    let silent = program.tallies("parker", &with(&tally, "limits_stated", Value::Null));
    silent.refused(422, "limits_notice_required");
    for mode in ["email", "recorded_line"] {
        program.tallies("parker", &with(&tally, "mode", json!(mode))).refused(422, "mode_forbidden");
    }
}

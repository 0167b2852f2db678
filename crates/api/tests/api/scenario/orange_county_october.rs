//! October 2026 under Orange County's policy: September's stat sheets by the tenth, to the logistics coordinator; a
//! request whose names end with it.

use super::steps::Program;
use crate::support::{Caller, codes, text};
use serde_json::{Value, json};

fn talk(day: &str) -> Value {
    json!({"started_at": format!("2026-09-{day}T10:00:00-07:00"), "kind": "support_talk", "mode": null,
        "category": "anxiety", "minutes": 30, "participants": 1, "referrals_out": 0,
        "mode_chosen_by_recipient": true, "session_code": null})
}

#[test]
fn october_2026_under_the_orange_county_policy() {
    let program = Program::under("oc_probation");
    let logistics = program.appointed("logistics_coordinator");
    program.it_is("2026-10-01T16:00:00Z");
    // This policy knows no team leads.
    let taylor = format!("/v1/members/{}/end", program.server.member("taylor"));
    program.server.by("casey").post(&taylor, &json!({"ended_on": "2026-08-31"})).ok();
    for (member, days) in [
        ("parker", &["03", "08", "15", "22"][..]),
        ("quinn", &["04", "09", "16", "23"]),
        ("riley", &["05", "10", "17", "24"]),
    ] {
        for day in days {
            let entry = program.tallies(member, &talk(day)).ok();
            let kept = (&entry["day"], &entry["category"], &entry["minutes"]);
            assert_eq!(kept, (&json!("2026-09-01"), &json!("anxiety"), &json!(30)), "the month, no day");
        }
    }
    names_end_with_the_request(&program, &logistics);
    notice_is_given_by_telephone(&program, &logistics);

    program.it_is("2026-10-09T17:00:00Z");
    for (member, nil) in [("parker", false), ("casey", true)] {
        let report = program.submits(member, "2026-09", nil);
        assert_eq!(
            (&report["state"], &report["due_on"]),
            (&json!("submitted_on_time"), &json!("2026-10-10"))
        );
    }
    // GT-OC-05: the last second of the tenth in California, and the first of the eleventh.
    program.it_is("2026-10-11T06:59:59Z");
    assert_eq!(program.submits("quinn", "2026-09", false)["state"], "submitted_on_time");
    program.it_is("2026-10-11T07:00:00Z");
    let late = program.submits("riley", "2026-09", false);
    assert_eq!(late["state"], "submitted_late");
    assert_eq!(codes(&late["variances"]), ["tracker_late"]);

    let status = logistics.get("/v1/activity-reports/2026-09/status").ok();
    let seen = |state: &str| -> Vec<String> {
        let items = status["items"].as_array().expect("members").iter();
        items.filter(|item| item["state"] == state).map(|item| text(&item["display_name"])).collect()
    };
    assert_eq!(
        (seen("submitted_late"), seen("missing")),
        (vec!["Riley Peer".into()], vec!["Dakota Peer".into()])
    );
    program.server.by("parker").get("/v1/activity-reports/2026-09/status").refused(403, "forbidden_for_role");
    // TRACK-26: the sheets are with the logistics coordinator, and the coordinator reads sums without names.
    let casey = program.server.by("casey");
    let kept_elsewhere = casey.get("/v1/activity-reports/2026-09/status").refused(403, "forbidden_for_role");
    assert_eq!(
        (&kept_elsewhere["requirement"], &kept_elsewhere["clause"]),
        (&json!("TRACK-26"), &json!("I.C.3.i"))
    );
    casey.post("/v1/combinations", &json!({"month": "2026-09"})).refused(403, "forbidden_for_role");
    let may = |caller: &Caller| actions_of(caller).contains(&"combine_reports".to_owned());
    assert_eq!((may(&casey), may(&logistics)), (false, true));

    let combined = logistics.post("/v1/combinations", &json!({"month": "2026-09"})).ok();
    let named = (&combined["late"][0]["display_name"], &combined["missing"][0]["display_name"]);
    assert_eq!(named, (&json!("Riley Peer"), &json!("Dakota Peer")));
    assert_eq!(combined["totals"]["responses"]["value"], 12);
    let sums = casey.get("/v1/combinations/2026-09").ok();
    assert_eq!(
        (&sums["late"], &sums["missing"], &sums["totals"]),
        (&json!([]), &json!([]), &combined["totals"])
    );

    program.it_is("2026-10-15T06:59:59Z");
    let sealed = program.server.by("hr").get("/v1/releases/2026-09").refused(404, "not_yet_sealed");
    assert_eq!(sealed["planned_on"], "2026-10-15", "REPORT-13: five days after the tenth");
    program.it_is("2026-10-15T07:00:00Z");
    let release = program.is_released("2026-09");
    assert_eq!(
        (&release["sealed_on"], &release["totals"]["minutes"]["value"]),
        (&json!("2026-10-15"), &json!(360))
    );
    program.a_machine_with_reports_read_reaches_releases_only("2026-09");
}

/// What `GET /v1/me` says a caller may ask for.
fn actions_of(caller: &Caller) -> Vec<String> {
    caller.get("/v1/me").ok()["actions"].as_array().expect("actions").iter().map(text).collect()
}

/// REFER-19, CONF-27: the coordinator is told names, hands them to the supporter, and they end with the work.
fn names_end_with_the_request(program: &Program, logistics: &Caller) {
    program.it_is("2026-10-05T17:00:00Z");
    let referral = json!({"identity": "intake_only", "channel": "telephone", "population": "employee",
        "stressor": "work", "exposed_at": "2026-10-05T08:00:00-07:00",
        "recipient": {"name": "Jordan Example", "contact": "extension 5502"}});
    let (_, request) = program.refers("sam", &referral);
    let recipient = format!("{request}/recipient");
    program.is_triaged(&request, "in_scope");
    program.is_given_to(&request, "parker");
    for reader in ["casey", "parker"] {
        assert_eq!(program.server.by(reader).get(&recipient).ok()["name"], "Jordan Example");
    }
    program.server.by("quinn").get(&recipient).refused(404, "not_found");
    logistics.get(&recipient).refused(403, "forbidden_for_role");
    logistics.get(&request).refused(403, "forbidden_for_role");
    assert_eq!((program.server.keys().cases, program.server.keys().purged), (1, 0));

    program.it_is("2026-10-06T17:00:00Z");
    program.they_speak_and_part(&request, "parker");
    for reader in ["casey", "parker"] {
        program.server.by(reader).get(&recipient).refused(404, "not_found");
    }
    let keys = program.server.keys();
    assert_eq!((keys.cases, keys.purged, keys.pending), (0, 1, 0), "the key is destroyed");
}

/// REFER-01, REFER-19, CONF-27: an e-mail does not count, a call does, by its own time; whom the incident affected is
/// known until it closes.
fn notice_is_given_by_telephone(program: &Program, logistics: &Caller) {
    program.it_is("2026-10-09T16:00:00Z");
    let (sam, casey) = (program.server.by("sam"), program.server.by("casey"));
    let unit = program.server.unit("Central region");
    let alert = |channel: &str, given_at: &str| {
        json!({"type": "witness_suicide", "occurred_on": "2026-10-07", "unit_id": unit,
            "notice": {"channel": channel, "occurred_at": "2026-10-07T15:30:00-07:00", "given_at": given_at},
            "affected": [{"name": "Jordan Example", "contact": "extension 5502"}]})
    };
    for (channel, given_at, duty, variances) in [
        ("phone_attested", "2026-10-08T15:30:00-07:00", "given", vec![]),
        ("phone_attested", "2026-10-08T15:31:00-07:00", "given_late", vec!["late_notice"]),
        ("email", "2026-10-07T16:00:00-07:00", "open", vec!["channel_not_permitted"]),
    ] {
        let purged = program.server.keys().purged;
        let receipt = sam.post("/v1/incidents", &alert(channel, given_at)).ok();
        assert_eq!(codes(&receipt["variances"]), variances, "GT-OC-10, GT-OC-11");
        let incident = format!("/v1/incidents/{}", text(&receipt["id"]));
        // Once met, it tells no hour from which that of the incident could be told.
        let due_at = (duty == "open").then_some("2026-10-08T22:30:00Z");
        let told = json!({"duty": duty, "due_at": due_at});
        assert_eq!(casey.get(&incident).ok()["notice"], told);
        if duty == "open" {
            let call = json!({"channel": "phone_attested", "given_at": "2026-10-08T15:31:00-07:00"});
            let met = casey.post(&format!("{incident}/notice"), &call).ok();
            assert_eq!(met["notice"]["duty"], "given_late", "GT-OC-11: the time of the call decides");
            assert_eq!(codes(&met["variances"]), ["late_notice"]);
        }
        let affected = format!("{incident}/affected");
        assert_eq!(casey.get(&affected).ok()["affected"][0]["name"], "Jordan Example");
        logistics.get(&affected).refused(403, "forbidden_for_role");
        let triage = json!({"outcome": "not_in_purview", "case": null});
        casey.post(&format!("{incident}/triage"), &triage).ok();
        casey.post(&format!("{incident}/closure"), &json!({})).ok();
        casey.get(&affected).refused(404, "not_found");
        let keys = program.server.keys();
        assert_eq!((keys.cases, keys.purged), (0, purged + 1), "the incident's key is destroyed");
    }
}

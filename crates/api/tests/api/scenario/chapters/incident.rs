//! An incident: its notice where one is due, whom it affected where that may be kept, an outreach that is declined, and
//! its end.

use crate::scenario::steps::Program;
use crate::support::{Rules, alerted, all_sent, codes, text};
use peerline_domain::outreach::OutreachTerms;
use serde_json::{Value, json};

pub(super) fn lives(program: &Program, rules: &Rules) {
    program.it_is("2026-10-14T15:30:00Z");
    let server = &program.server;
    let kind = &rules.document.registers.incident_types[0].code;
    let incident = alerted(server, "sam", kind);
    notice_is_given(program, rules, &incident);
    let (casey, affected) = (server.by("casey"), format!("{incident}/affected"));
    let names = rules.permits("incidents", "affected");
    if names {
        all_sent(server, &rules.of_incident(server, &incident, &["name"]));
        assert_eq!(casey.get(&affected).ok()["affected"][0]["name"], "Jordan Example");
    } else {
        let told = rules.of_incident(server, &incident, &["name"]).remove(0).sent(server);
        told.refused(422, "field_not_permitted");
    }
    all_sent(server, &rules.of_incident(server, &incident, &["take_up", "outreach"]));
    let slot = server.by("parker").get("/v1/outreaches").ok()["items"][0]["id"].clone();
    is_declined(program, rules, &format!("/v1/outreaches/{}", text(&slot)));

    program.it_is("2026-10-26T17:00:00Z");
    all_sent(server, &rules.of_incident(server, &incident, &["close"]));
    casey.get(&affected).refused(404, "not_found");
    let member = json!({"member_id": server.member("parker")});
    casey.post(&format!("{incident}/outreaches"), &member).refused(409, "incident_closed");
    assert_eq!(server.keys().purged > 0, names, "CONF-27: the key is destroyed with the names");
    let log = casey.get("/v1/outreach-log/2026-10").ok();
    assert_eq!((&log["counts"]["assigned"], &log["entries"]), (&json!(1), &json!([])), "FOLLOW-05");
}

/// By a channel the policy does not name the duty stays open; a call meets it, by its own time.
fn notice_is_given(program: &Program, rules: &Rules, incident: &str) {
    let casey = program.server.by("casey");
    let notice = |channel: &str| {
        let given = json!({"channel": channel, "given_at": "2026-10-14T08:00:00-07:00"});
        casey.post(&format!("{incident}/notice"), &given)
    };
    if !rules.permits("incidents", "notice") {
        assert!(casey.get(incident).ok()["notice"].is_null());
        assert!(matches!(notice("phone_attested").status, 409 | 422));
        return;
    }
    let by_mail = notice("email").ok();
    assert_eq!(codes(&by_mail["variances"]), ["channel_not_permitted"], "GT-OC-11");
    // The 13th ended at midnight in the agency's zone; a day later it is due.
    assert_eq!(by_mail["notice"], json!({"duty": "open", "due_at": "2026-10-15T07:00:00Z"}));
    let called = notice("phone_attested").ok();
    assert_eq!((&called["notice"]["duty"], &called["variances"]), (&json!("given"), &json!([])), "GT-OC-10");
    assert!(called["notice"]["due_at"].is_null(), "what is met is not due");
}

/// A decline is followed up as many days after the contact as the policy says, or not at all.
fn is_declined(program: &Program, rules: &Rules, outreach: &str) {
    let server = &program.server;
    program.it_is("2026-10-14T17:00:00Z");
    let free = rules.asks_for_conflicts().then_some("declare");
    let steps: Vec<&str> = free.into_iter().chain(["attempt_no_answer", "initial_contact"]).collect();
    all_sent(server, &rules.of_outreach(server, outreach, &steps));
    program.it_is("2026-10-16T17:00:00Z");
    let one = |step: &str| rules.of_outreach(server, outreach, &[step]).remove(0).sent(server);
    let declined = one("decline").ok();
    let Some(terms) = OutreachTerms::read(&rules.document).expect("terms").decline else {
        assert_eq!((&declined["state"], &declined["followup_due_on"]), (&json!("closed"), &Value::Null));
        one("check_in_done").refused(409, "step_out_of_order");
        return;
    };
    assert_eq!(terms.followup_days, 7);
    let due = (&declined["state"], &declined["followup_due_on"]);
    assert_eq!(due, (&json!("followup_due"), &json!("2026-10-21")), "FOLLOW-01");
    program.it_is("2026-10-21T17:00:00Z");
    let second = one("check_in_done").ok();
    assert_eq!((&second["state"], &second["variances"]), (&json!("second_offer"), &json!([])));
    assert_eq!(one("decline").ok()["state"], "second_declined_closed");
    let other = rules.event("outreach-events", "initial_contact");
    let silence = server.by("riley").post(&format!("{outreach}/events"), &other);
    silence.refused(409, "contact_suppressed");
}

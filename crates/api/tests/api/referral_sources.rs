//! What a referral may rest on, and that the paper it rests on never comes along (REFER-10, REFER-12).

use crate::support::{Caller, PRESETS, Server, errors, text};
use serde_json::{Value, json};

const REFERRALS: &str = "/v1/referrals";

fn resting_on(source: &str) -> Value {
    json!({"identity": "none", "channel": "email", "population": "employee", "stressor": "work", "source": source})
}

fn form_of_source(server: &Server) -> Value {
    let form = server.by("casey").get("/v1/forms/referrals").ok();
    form["fields"]
        .as_array()
        .unwrap()
        .iter()
        .find(|field| field["name"] == "source")
        .expect("a field")
        .clone()
}

#[test]
fn refer_10_and_refer_12_a_referral_says_what_it_rests_on_and_no_report_has_to_be_finished() {
    let server = Server::on_preset("la_dcfs");
    for source in ["security_incident_report", "fatality_alert", "word_of_mouth"] {
        let receipt = server.by("emerson").post(REFERRALS, &resting_on(source)).ok();
        assert_eq!(receipt.as_object().unwrap().len(), 3, "the receipt says no more than before");
        let request = format!("/v1/support-requests/{}", text(&receipt["id"]));
        let request = server.by("casey").get(&request).ok();
        assert_eq!((&request["source"], &request["referred_by"]), (&json!(source), &json!("management")));
    }
    let unsaid = server.by("emerson").post(REFERRALS, &resting_on("fatality_alert")).ok();
    assert_eq!(unsaid["status"], "received");
    let shown = form_of_source(&server);
    let codes: Vec<_> = shown["codes"].as_array().unwrap().iter().map(|code| text(&code["code"])).collect();
    assert_eq!(codes, ["security_incident_report", "fatality_alert", "word_of_mouth"]);
}

#[test]
fn refer_01_where_the_policy_lists_no_such_channel_a_source_has_no_place() {
    for preset in PRESETS.into_iter().filter(|preset| *preset != "la_dcfs") {
        let server = Server::on_preset(preset);
        let refused = server.by("sam").post(REFERRALS, &resting_on("fatality_alert"));
        let refused = refused.refused(422, "field_not_permitted");
        assert_eq!(errors(&refused), [("/source".to_owned(), "field_not_permitted".to_owned())], "{preset}");
        assert_eq!(form_of_source(&server)["permitted"], false, "{preset}");
        let mut unsaid = resting_on("");
        unsaid["source"] = Value::Null;
        server.by("sam").post(REFERRALS, &unsaid).ok();
    }
}

#[test]
fn refer_10_a_referral_from_a_fatality_alert_with_the_alert_attached_is_refused() {
    // GT-LA-23
    let server = Server::on_preset("la_dcfs");
    let emerson = server.by("emerson");
    let before = server.every_row();
    for name in ["attachment", "attachments", "document", "documents", "file", "files", "Attachment"] {
        let mut attached = resting_on("fatality_alert");
        attached[name] = json!("quillfeather-alert.pdf");
        let reply = emerson.post(REFERRALS, &attached);
        assert!(!reply.text.contains("quillfeather"), "{name}: {}", reply.text);
        let refused = reply.refused(422, "attachment_forbidden");
        assert_eq!((&refused["requirement"], &refused["clause"]), (&json!("REFER-10"), &json!("RM.2")));
    }
    let mut within = resting_on("fatality_alert");
    within["identity"] = json!("restricted_case");
    within["recipient"] = json!({"name": "Jordan Example", "files": [{"content": "quillfeather"}]});
    emerson.post(REFERRALS, &within).refused(422, "attachment_forbidden");
    let mut null = resting_on("fatality_alert");
    null["attachment"] = Value::Null;
    emerson.post(REFERRALS, &null).refused(422, "attachment_forbidden");
    assert_eq!(server.every_row(), before, "nothing is stored");
    assert_eq!(server.keys().cases, 0, "nor any key");
    emerson.post(REFERRALS, &resting_on("fatality_alert")).ok();
}

#[test]
fn refer_10_a_referral_in_several_parts_is_refused_as_an_attachment_is() {
    let server = Server::on_preset("la_dcfs");
    let parts = "--quill\r\nContent-Disposition: form-data; name=\"alert\"; filename=\"quillfeather.pdf\"\r\n\r\nQ\r\n--quill--\r\n";
    let reply = server.by("emerson").post_as("multipart/form-data; boundary=quill", REFERRALS, parts);
    assert!(!reply.text.contains("quillfeather"), "{}", reply.text);
    assert_eq!(reply.refused(422, "attachment_forbidden")["clause"], "RM.2");
    server.by("emerson").post_as("application/pdf", REFERRALS, "%PDF").refused(415, "unsupported_media_type");
    assert_eq!(server.by("casey").get("/v1/support-requests").ok()["items"], json!([]));
}

#[test]
fn refer_10_whoever_may_not_refer_learns_nothing_of_what_they_attached() {
    let server = Server::on_preset("la_dcfs");
    let mut attached = resting_on("fatality_alert");
    attached["attachment"] = json!("alert.pdf");
    server.by("avery").post(REFERRALS, &attached).refused(403, "forbidden_for_role");
    Caller::new(&server.base, None).post(REFERRALS, &attached).refused(401, "unauthenticated");
}

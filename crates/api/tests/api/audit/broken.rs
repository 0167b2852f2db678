//! With the audit broken nothing is disclosed and nothing is changed, whichever route is asked; once it is mended
//! everything goes on (GOV-17, CONF-32).

use super::every_change::{Command, Commands};
use crate::access::stages::Stages;
use crate::access::world::World;
use crate::support::{Reply, Server, text};
use peerline_api::route_access::ROUTES;
use serde_json::json;
use std::collections::BTreeSet;

/// Ways in which the audit refuses its rows, and how each is mended.
fn breakings(server: &Server) -> [(&'static str, &'static str); 2] {
    let renamed =
        ("ALTER TABLE audit_pending RENAME TO elsewhere", "ALTER TABLE elsewhere RENAME TO audit_pending");
    if server.is_on_postgres() {
        return [
            renamed,
            (
                "CREATE FUNCTION refuse_all() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''no''; END';
                 CREATE TRIGGER refuses BEFORE INSERT ON audit_pending FOR EACH ROW EXECUTE FUNCTION refuse_all()",
                "DROP TRIGGER refuses ON audit_pending; DROP FUNCTION refuse_all()",
            ),
        ];
    }
    let trigger =
        "CREATE TRIGGER refuses BEFORE INSERT ON audit_pending BEGIN SELECT RAISE(ABORT, 'no'); END";
    [renamed, (trigger, "DROP TRIGGER refuses")]
}

/// The server failed, and says nothing else.
#[track_caller]
fn failed(name: &str, reply: Reply) {
    let problem = reply.refused(500, "internal_error");
    assert_eq!(problem["errors"], json!([]), "{name}");
}

const NAME: &str = "Jordan Quillfeather";

#[test]
fn conf_32_with_the_audit_broken_no_recipient_is_read_recorded_or_purged() {
    let server = Server::on_preset("la_dcfs");
    let casey = server.by("casey");
    let new = json!({"channel": "email", "population": "employee", "stressor": "work"});
    let request =
        format!("/v1/support-requests/{}", text(&casey.post("/v1/support-requests", &new).ok()["id"]));
    let recipient = format!("{request}/recipient");
    let jordan = json!({"name": NAME, "contact": "jordan@example.org", "context": null});
    casey.put(&recipient, &jordan).ok();
    casey.post(&format!("{request}/triage"), &json!({"decision": "in_scope"})).ok();
    let member = json!({"member_id": server.member("parker")});
    casey.post(&format!("{request}/assignment"), &member).ok();
    let head = json!({"display_name": "Harper Head", "kind": "person", "roles": ["programme_head"]});
    let head = server.acting_as(&text(&server.by("avery").post("/v1/principals", &head).ok()["id"]));
    let readers = [casey.clone(), server.by("parker"), head];
    let (parker, free) = (server.by("parker"), crate::support::declaration(false));
    parker.post(&format!("{request}/conflict-declaration"), &free).ok();
    parker.post(&format!("{request}/events"), &json!({"event": "contact_made"})).ok();

    for (breaking, mending) in breakings(&server) {
        server.bend(breaking);
        let before = server.every_row();
        for reader in &readers {
            let reply = reader.get(&recipient);
            assert!(!reply.text.contains("ordan") && !reply.text.contains("example.org"), "{}", reply.text);
            assert!(!format!("{:?}", reply.headers).contains("ordan"));
            failed("read", reply);
        }
        let other = json!({"name": "Robin Example", "contact": null, "context": null});
        failed("record", casey.put(&recipient, &other));
        failed("purge", casey.delete(&recipient));
        failed("follow up", parker.post(&format!("{request}/follow-ups"), &json!({"stage": "day30"})));
        failed("end", casey.post(&format!("{request}/events"), &json!({"event": "withdraw"})));
        assert_eq!(server.every_row(), before, "{breaking}");
        server.bend(mending);
        for reader in &readers {
            assert_eq!(reader.get(&recipient).ok(), jordan, "{breaking}");
        }
    }
    server.seal();
    assert_eq!(server.audited_as("events", "read_recipient"), 6, "one row for each time it was read");
    assert_eq!(casey.delete(&recipient).status, 204);
    casey.get(&recipient).refused(404, "not_found");
}

/// Routes that change, but leave no row of their own or change nothing that is kept.
const WITHOUT: [&str; 3] = [
    // Makes a token, which is stored nowhere.
    "POST /oauth/token",
    // Judges a draft.
    "POST /v1/policy-versions/{id}/validation",
    // The installation's first start; see the tests of it.
    "POST /v1/bootstrap",
];

#[test]
fn conf_32_with_the_audit_broken_nobody_affected_is_read_recorded_or_purged_and_no_notice_attested() {
    let server = Server::on_preset("oc_probation");
    server.at("2026-09-16T17:00:00Z");
    let casey = server.by("casey");
    let person = json!([{"name": NAME, "contact": "jordan@example.org"}]);
    let alert = json!({"type": "witness_suicide", "occurred_on": "2026-09-14",
        "unit_id": server.unit("Northern region"), "affected": person});
    let incident =
        format!("/v1/incidents/{}", text(&server.by("sam").post("/v1/incidents", &alert).ok()["id"]));
    let affected = format!("{incident}/affected");
    let call = json!({"channel": "phone_attested", "given_at": "2026-09-15T15:30:00-07:00"});
    for (breaking, mending) in breakings(&server) {
        server.bend(breaking);
        let (before, keys) = (server.every_row(), server.keys());
        let reply = casey.get(&affected);
        assert!(!reply.text.contains("ordan") && !reply.text.contains("example.org"), "{}", reply.text);
        failed("read", reply);
        failed("record", casey.put(&affected, &json!({"affected": [{"name": "Robin Example"}]})));
        failed("purge", casey.delete(&affected));
        failed("attest", casey.post(&format!("{incident}/notice"), &call));
        failed("alert", server.by("sam").post("/v1/incidents", &alert));
        assert_eq!(server.every_row(), before, "{breaking}");
        assert_eq!(server.keys(), keys, "a key that nothing is sealed with is given up");
        server.bend(mending);
        assert_eq!(casey.get(&affected).ok()["affected"], person, "{breaking}");
    }
    casey.post(&format!("{incident}/notice"), &call).ok();
    assert_eq!(casey.delete(&affected).status, 204);
}

/// Routes about a recipient, whom Arizona's policy does not name, or about a notice, which it does not ask for; they
/// are tested above.
const OF_A_RECIPIENT: [&str; 6] = [
    "PUT /v1/incidents/{id}/affected",
    "DELETE /v1/incidents/{id}/affected",
    "POST /v1/incidents/{id}/notice",
    "PUT /v1/support-requests/{id}/recipient",
    "DELETE /v1/support-requests/{id}/recipient",
    "POST /v1/support-requests/{id}/follow-ups",
];

#[test]
fn gov_17_with_the_audit_broken_no_command_of_the_contract_changes_anything() {
    let world = World::begins();
    let stages = Stages::of(&world.agencies[0]);
    for (turn, (breaking, mending)) in breakings(&world.server).into_iter().enumerate() {
        let commands: Vec<Command> = Commands::of(&world, &stages, turn);
        let sent: BTreeSet<&str> = commands.iter().map(|command| command.route).collect();
        let changing = ROUTES.iter().filter(|(method, _, _)| *method != "GET");
        let changing: BTreeSet<String> =
            changing.map(|(method, path, _)| format!("{method} {path}")).collect();
        let known: BTreeSet<String> =
            sent.iter().chain(&WITHOUT).chain(&OF_A_RECIPIENT).map(|route| (*route).to_owned()).collect();
        assert_eq!(known, changing, "every route that changes something is sent");

        world.server.bend(breaking);
        let before = world.server.every_row();
        for command in &commands {
            failed(command.route, command.send());
        }
        assert_eq!(world.server.every_row(), before, "{breaking}");
        world.server.bend(mending);
        for command in &commands {
            let reply = command.send();
            assert!((200..300).contains(&reply.status), "{}: {}", command.route, reply.text);
        }
    }
}

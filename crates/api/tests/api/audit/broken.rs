//! With the audit broken nothing is disclosed and nothing is changed, whichever route is asked; once it is mended
//! everything goes on (GOV-17, CONF-32).

use crate::access::stages::{Stages, Whose};
use crate::access::world::World;
use crate::support::{Caller, Reply, Server, text};
use peerline_api::route_access::ROUTES;
use peerline_domain::access::Role;
use serde_json::{Value, json};
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

/// A command of the contract that would be carried out.
struct Command {
    route: &'static str,
    caller: Caller,
    address: String,
    body: Value,
}

impl Command {
    fn send(&self) -> Reply {
        let method = self.route.split(' ').next().unwrap();
        self.caller.send(method, &self.address, &self.body)
    }
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

/// Routes about a recipient, whom Arizona's policy does not name; they are tested above.
const OF_A_RECIPIENT: [&str; 2] =
    ["PUT /v1/support-requests/{id}/recipient", "DELETE /v1/support-requests/{id}/recipient"];

/// One command for every route that changes something, on objects of their own. `turn` makes names unlike.
fn commands(world: &World, stages: &Stages<'_>, turn: usize) -> Vec<Command> {
    let (agency, mut list) = (&world.agencies[0], Vec::new());
    let by = |role| agency.caller(role).if_match("*");
    let (admin, leads, peer) = (by(Role::AgencyAdmin), by(Role::Coordinator), by(Role::Peer));
    let platform = world.server.platform();
    let nobody = world.server.by("nobody");
    let with_receipt = |part: &str| nobody.clone().with("Peerline-Receipt", &format!("{part}{turn:0>31}"));
    let make = |noun: &str, state: &str| stages.make(noun, state, Whose::Ours);
    let member = json!({"member_id": agency.peer});
    let free = json!({"investigation_role": false, "witnessed_incident": false, "supervises_recipient": false,
        "rank_differs": false, "dual_relationship": false});
    let wish =
        json!({"population": "employee", "stressor": "work", "category": "burnout", "mode": "telephone"});
    let (person, machine) = (&agency.parts["identity"].kept.0, &agency.parts["secret"].kept.0);
    let made = |caller: &Caller, path: &str, body: &Value| text(&caller.post(path, body).ok()["id"]);
    let subject = |name: &str| json!({"issuer": format!("https://{}.example.org", agency.slug), "subject": format!("{name} {turn}")});
    let identities = format!("/v1/principals/{person}/identities");
    let identity = made(&admin, &identities, &subject("first"));
    let secret = text(&admin.ask(&format!("/v1/principals/{machine}/client-secrets")).ok()["id"]);
    let newcomer = made(
        &admin,
        "/v1/principals",
        &json!({"display_name": "Noel Newcomer", "kind": "person", "roles": ["peer"]}),
    );
    with_receipt("b").put(&format!("/v1/public/{}/support-request", agency.slug), &wish).ok();
    let mut add = |route: &'static str, caller: &Caller, ids: &[&str], body: Value| {
        let (mut address, mut ids) = (Vec::new(), ids.iter());
        for part in route.split(' ').nth(1).unwrap().split('/') {
            address.push(if part.starts_with('{') { ids.next().unwrap() } else { part });
        }
        list.push(Command { route, caller: caller.clone(), address: address.join("/"), body });
    };
    let entry = json!({"started_at": "2026-10-01T07:30:00-07:00", "kind": "individual_response",
        "mode": "telephone", "category": "burnout", "minutes": 30, "participants": 1, "referrals_out": 0,
        "mode_chosen_by_recipient": true, "session_code": null});
    add("POST /v1/activity-entries", &peer, &[], entry);
    add("DELETE /v1/activity-entries/{id}", &peer, &[&make("activity-entries", "draft")], Value::Null);
    // Corrected anew each time, so that there is something to submit.
    make("activity-entries", "submitted_late");
    let month = stages.month("submitted_late");
    add("POST /v1/activity-reports/{month}/submission", &peer, &[month], json!({"nil": false}));
    let new = json!({"slug": format!("third-{turn}"), "name": "Third", "preset": "arizona_dcs",
        "administrator_name": "Ash Admin"});
    add("POST /v1/agencies", &platform, &[], new);
    add("POST /v1/combinations", &leads, &[], json!({"month": "2026-09"}));
    add("POST /v1/group-sessions", &leads, &[], json!({"kind": "group_response"}));
    let alert = json!({"type": "fatality", "occurred_on": "2026-09-29", "unit_id": agency.unit});
    add("POST /v1/incidents", &by(Role::Supervisor), &[], alert);
    add("POST /v1/incidents/{id}/closure", &leads, &[&make("incidents", "in_purview")], json!({}));
    add("POST /v1/incidents/{id}/outreaches", &leads, &[&make("incidents", "in_purview")], member.clone());
    let decision = json!({"outcome": "in_purview", "case": null});
    add("POST /v1/incidents/{id}/triage", &leads, &[&make("incidents", "reported")], decision);
    let new = json!({"principal_id": newcomer, "unit_id": agency.unit, "channel": "extension 5503",
        "hours": "always", "active_from": "2026-01-05"});
    add("POST /v1/members", &leads, &[], new);
    let end = json!({"ended_on": "2026-09-01"});
    add("POST /v1/members/{id}/end", &leads, &[&make("members", "active")], end);
    add("DELETE /v1/members/{id}/leave", &leads, &[&make("members", "on_leave")], Value::Null);
    let leave = json!({"from": "2026-09-01", "until": null});
    add("PUT /v1/members/{id}/leave", &leads, &[&make("members", "active")], leave);
    let origins = json!({"origins": [format!("https://peer-{turn}.example.org")]});
    add("PUT /v1/origins", &admin, &[], origins);
    add("POST /v1/outreaches/{id}/assignment", &leads, &[&make("outreaches", "assigned")], member.clone());
    let outreach = make("outreaches", "assigned");
    add("POST /v1/outreaches/{id}/conflict-declaration", &peer, &[&outreach], free.clone());
    let event = json!({"event": "initial_contact"});
    add("POST /v1/outreaches/{id}/events", &peer, &[&make("outreaches", "attempted")], event);
    let base = json!({"based_on": {"kind": "preset", "name": "arizona_dcs"}});
    add("POST /v1/policy-versions", &leads, &[], base);
    let change = json!({"changes": [{"parameter": "tracker.content", "value": "tallies"}]});
    add("PATCH /v1/policy-versions/{id}", &leads, &[&make("policy-versions", "draft")], change);
    let from = json!({"effective_from": format!("20{}-01-01", 30 + turn), "effective_until": null});
    let draft = make("policy-versions", "draft");
    add("POST /v1/policy-versions/{id}/activation", &by(Role::ExecutiveSponsor), &[&draft], from);
    let new = json!({"display_name": "Noel Newcomer", "kind": "person", "roles": ["peer"]});
    add("POST /v1/principals", &admin, &[], new);
    add("POST /v1/principals/{id}/client-secrets", &admin, &[machine], json!({}));
    add("DELETE /v1/principals/{id}/client-secrets/{secret}", &admin, &[machine, &secret], Value::Null);
    add("POST /v1/principals/{id}/identities", &admin, &[person], subject("second"));
    add("DELETE /v1/principals/{id}/identities/{identity}", &admin, &[person, &identity], Value::Null);
    add("POST /v1/principals/{id}/revocation", &admin, &[&make("principals", "active")], json!({}));
    add("DELETE /v1/principals/{id}/revocation", &admin, &[&make("principals", "revoked")], Value::Null);
    let role = json!({"role": "hr_reviewer"});
    add("POST /v1/principals/{id}/roles", &admin, &[&make("principals", "active")], role);
    let holder = make("principals", "active");
    add("DELETE /v1/principals/{id}/roles/{role}", &admin, &[&holder, "supervisor"], Value::Null);
    let slug = agency.slug.as_str();
    add("POST /v1/public/{agency}/support-requests", &nobody, &[slug], wish.clone());
    add("PUT /v1/public/{agency}/support-request", &with_receipt("a"), &[slug], wish);
    add("DELETE /v1/public/{agency}/support-request", &with_receipt("b"), &[slug], Value::Null);
    let new = json!({"channel": "telephone", "population": "employee", "stressor": "work"});
    add("POST /v1/support-requests", &leads, &[], new);
    let request = make("support-requests", "triaged_in");
    add("POST /v1/support-requests/{id}/assignment", &leads, &[&request], member);
    let request = make("support-requests", "assigned");
    add("POST /v1/support-requests/{id}/conflict-declaration", &peer, &[&request], free);
    let request = make("support-requests", "in_contact");
    add("POST /v1/support-requests/{id}/events", &peer, &[&request], json!({"event": "finish"}));
    let request = make("support-requests", "received");
    add("POST /v1/support-requests/{id}/triage", &leads, &[&request], json!({"decision": "in_scope"}));
    let unit = json!({"name": format!("Annex {turn}"), "parent_id": null, "headcount": 90});
    add("POST /v1/units", &admin, &[], unit);
    add("PUT /v1/units/{id}/headcount", &admin, &[&agency.unit], json!({"headcount": 901 + turn}));
    list
}

#[test]
fn gov_17_with_the_audit_broken_no_command_of_the_contract_changes_anything() {
    let world = World::begins();
    let stages = Stages::of(&world.agencies[0]);
    for (turn, (breaking, mending)) in breakings(&world.server).into_iter().enumerate() {
        let commands = commands(&world, &stages, turn);
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

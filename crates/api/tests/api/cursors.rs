//! Cursors are of use to one caller for one list, and tell nothing.

use crate::support::{Caller, Server, text};
use serde_json::json;

fn first_cursor(caller: &Caller, list: &str) -> String {
    let page = caller.get(&format!("{list}?limit=1"));
    let cursor = text(&page.json["next_cursor"]);
    assert_eq!(page.headers["link"], format!("<{list}?limit=1&cursor={cursor}>; rel=\"next\""));
    cursor
}

fn with_requests() -> Server {
    let server = Server::start();
    let wish = json!({"channel": "telephone", "population": "employee", "stressor": "work"});
    for _ in 0..3 {
        server.by("casey").post("/v1/support-requests", &wish).ok();
    }
    server
}

#[test]
fn every_list_leads_from_page_to_page_and_ends() {
    let server = with_requests();
    let casey = server.by("casey");
    for (list, caller) in [("/v1/members", &casey), ("/v1/support-requests", &casey)] {
        let whole = caller.get(&format!("{list}?limit=100")).ok()["items"].clone();
        let (mut address, mut items) = (format!("{list}?limit=2"), Vec::new());
        loop {
            let page = caller.get(&address);
            items.extend(page.json["items"].as_array().unwrap().clone());
            let Some(link) = page.headers.get("link") else {
                assert!(page.json["next_cursor"].is_null());
                break;
            };
            address = link.split(['<', '>']).nth(1).unwrap().to_owned();
        }
        assert_eq!(json!(items), whole, "{list}");
    }
}

#[test]
fn a_cursor_of_another_caller_role_list_or_day_and_a_bent_one_are_refused_alike() {
    let server = with_requests();
    let (casey, taylor) = (server.by("casey"), server.by("taylor"));
    let cursor = first_cursor(&casey, "/v1/support-requests");
    let at = |list: &str, cursor: &str| format!("{list}?limit=1&cursor={cursor}");
    casey.get(&at("/v1/support-requests", &cursor)).ok();
    let mut bent = cursor.clone();
    bent.replace_range(40..41, if &cursor[40..41] == "A" { "B" } else { "A" });
    let other = server.agency("another", "denver_911");
    // Somebody else of the same agency in the same role.
    let second = json!({"display_name": "Cameron Coordinator", "kind": "person", "roles": ["coordinator"]});
    let second = server.acting_as(&text(&server.by("avery").post("/v1/principals", &second).ok()["id"]));
    second.get("/v1/support-requests?limit=1").ok();
    let mut refusals = Vec::new();
    for (caller, list, sent) in [
        (&taylor, "/v1/support-requests", cursor.as_str()),
        (&second, "/v1/support-requests", &cursor),
        (&casey, "/v1/members", &cursor),
        (&casey, "/v1/support-requests", &bent),
        (&casey, "/v1/support-requests", "AAAA"),
        (&casey, "/v1/support-requests", "%21"),
        (&other.administrator, "/v1/principals", &cursor),
    ] {
        let mut refused = caller.get(&at(list, sent)).refused(400, "malformed_request");
        refused["request_id"] = json!(null);
        refusals.push(refused);
    }
    assert!(refusals.iter().all(|refused| *refused == refusals[0]), "{refusals:#?}");

    // The same person in another role sees another list.
    let avery = server.by("avery");
    let both = json!({"role": "team_lead"});
    avery.post(&format!("/v1/principals/{}/roles", server.principal("casey")), &both).ok();
    let lead = casey.clone().with("Peerline-Role", "team_lead");
    lead.get(&at("/v1/support-requests", &cursor)).refused(400, "malformed_request");
    let coordinator = casey.with("Peerline-Role", "coordinator");
    coordinator.get(&at("/v1/support-requests", &cursor)).ok();
}

#[test]
fn a_cursor_is_good_on_every_replica_until_the_end_of_the_next_day() {
    let server = with_requests();
    let replica = server.replica();
    server.at("2026-10-01T12:00:00Z");
    let next = format!("/v1/members?limit=1&cursor={}", first_cursor(&server.by("casey"), "/v1/members"));
    server.at("2026-10-02T23:59:59Z");
    replica.by("casey").get(&next).ok();
    server.at("2026-10-03T00:00:00Z");
    replica.by("casey").get(&next).refused(400, "malformed_request");
}

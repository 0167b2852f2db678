//! Entity tags are of what a caller sees.

use crate::outreach::{alert, event, ongoing, outreach};
use crate::support::{Reply, Server, text};
use serde_json::json;

fn known(server: &Server, name: &str, address: &str, tag: &str) -> Reply {
    server.by(name).with("If-None-Match", tag).get(address)
}

#[test]
fn whoever_has_the_answer_is_told_so_and_nothing_else() {
    let server = Server::start();
    let casey = server.by("casey");
    for address in ["/v1/me", "/v1/units", "/v1/members?limit=2", "/v1/policy", "/v1/policy-presets"] {
        let first = casey.get(address);
        let tag = first.etag();
        assert!(tag.starts_with('"') && tag.len() == 45, "{address}: {tag}");
        assert_eq!(casey.get(address).etag(), tag, "{address}");
        for sent in [tag.clone(), format!("\"other\", W/{tag}"), "*".to_owned()] {
            let same = known(&server, "casey", address, &sent);
            assert_eq!((same.status, same.text.as_str(), &same.etag()), (304, "", &tag), "{address} {sent}");
        }
        assert_eq!(known(&server, "casey", address, "\"other\"").status, 200, "{address}");
    }
    let unit = format!("/v1/units/{}", server.unit("Hotline"));
    let before = casey.get(&unit).etag();
    casey.put(&format!("{unit}/headcount"), &json!({"headcount": 161})).ok();
    assert_eq!(known(&server, "casey", &unit, &before).status, 200);
    assert_ne!(casey.get(&unit).etag(), before);
}

#[test]
fn head_carries_the_tag_of_get_and_is_told_the_same_by_it() {
    let server = Server::start();
    server.at("2026-10-13T17:00:00Z");
    let incident = alert(&server, "fatality", "2026-10-13");
    let versions = server.by("casey").get("/v1/policy-versions").ok();
    let version = format!("/v1/policy-versions/{}", text(&versions["items"][0]["id"]));
    let casey = server.by("casey");
    for address in ["/v1/me", "/v1/units", "/v1/members?limit=2", "/v1/incidents", &incident, &version] {
        let (get, head) = (casey.get(address), casey.send_bare("HEAD", address));
        assert_eq!((head.status, head.text.as_str()), (200, ""), "{address}");
        assert!(!get.etag().is_empty() && head.etag() == get.etag(), "{address}: {}", head.etag());
        let known = server.by("casey").with("If-None-Match", &get.etag()).send_bare("HEAD", address);
        assert_eq!((known.status, known.etag()), (304, get.etag()), "{address}");
    }
    let public = server.by("nobody").send_bare("HEAD", "/v1/public/example-dcs");
    assert_eq!((public.status, public.etag().as_str()), (200, ""));
}

#[test]
fn public_addresses_carry_no_tag() {
    let server = Server::start();
    assert_eq!(server.by("nobody").get("/v1/public/example-dcs").etag(), "");
}

#[test]
fn equal_bytes_have_one_tag_in_an_agency_and_others_elsewhere() {
    let server = Server::start();
    let other = server.agency("another", "denver_911");
    let presets = "/v1/policy-presets";
    let tag = server.by("casey").get(presets).etag();
    assert_eq!(server.replica().by("avery").get(presets).etag(), tag);
    assert_ne!(other.drafter.get(presets).etag(), tag);
}

/// What a member must not see does not move what they see: neither the incident they hold an outreach of, nor their
/// own outreach, nor their lists.
#[test]
fn what_a_caller_must_not_see_does_not_move_their_tags() {
    let server = Server::start();
    server.at("2026-10-13T17:00:00Z");
    let incident = alert(&server, "fatality", "2026-10-13");
    server.by("casey").post(&format!("{incident}/triage"), &ongoing()).ok();
    let (own, other) = (outreach(&server, &incident, "parker"), outreach(&server, &incident, "quinn"));
    let seen = [incident.as_str(), own.as_str(), "/v1/outreaches", "/v1/incidents", "/v1/support-requests"];
    let tags =
        || -> Vec<String> { seen.iter().map(|address| server.by("parker").get(address).etag()).collect() };
    let before = tags();

    for step in ["initial_contact", "decline"] {
        event(&server, "quinn", &other, step).ok();
    }
    let wish = json!({"channel": "telephone", "population": "employee", "stressor": "work"});
    let request = server.by("casey").post("/v1/support-requests", &wish).ok();
    let triage = format!("/v1/support-requests/{}/triage", text(&request["id"]));
    server.by("casey").post(&triage, &json!({"decision": "in_scope"})).ok();
    alert(&server, "fatality", "2026-10-13");
    assert_eq!(tags(), before);
    assert_ne!(server.by("casey").get(&other).etag(), "");

    // What is theirs to see does.
    event(&server, "parker", &own, "initial_contact").ok();
    assert_ne!(tags(), before);
}

/// Somebody who hands an incident on reads the same of it, whatever the team does with it: nothing.
#[test]
fn nothing_moves_for_a_referrer_after_received() {
    let server = Server::start();
    server.at("2026-10-13T17:00:00Z");
    let seen = ["/v1/me", "/v1/policy", "/v1/releases/calendar?year=2026", "/v1/incidents", "/v1/outreaches"];
    let read = || -> Vec<(u16, String)> {
        seen.iter()
            .map(|address| {
                let reply = server.by("sam").get(address);
                (reply.status, reply.etag())
            })
            .collect()
    };
    let before = read();
    let incident = alert(&server, "fatality", "2026-10-13");
    server.by("casey").post(&format!("{incident}/triage"), &ongoing()).ok();
    outreach(&server, &incident, "parker");
    assert_eq!(read(), before);
    server.by("sam").get(&incident).refused(403, "forbidden_for_role");
}

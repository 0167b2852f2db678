//! Web origins: whose pages may read whose answers.

use crate::support::{Caller, Reply, Server, text};
use serde_json::{Value, json};

const OURS: &str = "https://peer.example.org";
const THEIRS: &str = "https://other.example.org";
const NOBODYS: &str = "https://nobody.example.org";

fn may_read(reply: &Reply) -> Option<&str> {
    reply.headers.get("access-control-allow-origin").map(String::as_str)
}

fn preflight(server: &Server, origin: &str, address: &str) -> Reply {
    let page = server.by("nobody").with("Origin", origin).with("Access-Control-Request-Method", "PUT");
    page.with("Access-Control-Request-Headers", "authorization, content-type, peerline-receipt")
        .send_bare("OPTIONS", address)
}

/// Two agencies: the demo's, which lists one origin, and another, which lists another.
fn two_agencies() -> (Server, Caller) {
    let server = Server::start();
    server.by("avery").put("/v1/origins", &json!({"origins": [OURS]})).ok();
    let other = server.agency("other-agency", "arizona_dcs").in_force();
    other.administrator.put("/v1/origins", &json!({"origins": [THEIRS]})).ok();
    (server, other.drafter)
}

#[test]
fn a_page_reads_the_answers_of_the_agency_that_lists_its_origin_and_of_no_other() {
    let (server, theirs) = two_agencies();
    let casey = server.by("casey");
    for (caller, origin, expected) in [
        (&casey, OURS, Some(OURS)),
        (&casey, THEIRS, None),
        (&casey, NOBODYS, None),
        (&theirs, THEIRS, Some(THEIRS)),
        (&theirs, OURS, None),
    ] {
        for address in ["/v1/units", "/v1/principals", "/v1/units/not-an-id", "/v1/me?cursor=x"] {
            let reply = caller.clone().with("Origin", origin).get(address);
            assert_eq!(may_read(&reply), expected, "{origin} {address} {}", reply.status);
            assert!(reply.headers["vary"].to_lowercase().contains("origin"));
            assert!(!reply.headers.contains_key("access-control-allow-credentials"));
        }
    }
    let read =
        casey.with("Origin", OURS).get("/v1/units").headers["access-control-expose-headers"].to_lowercase();
    for field in ["etag", "link", "location", "retry-after", "x-request-id", "ratelimit", "ratelimit-policy"]
    {
        assert!(read.split(", ").any(|name| name == field), "{field} in {read}");
    }
}

#[test]
fn a_public_answer_is_read_by_pages_of_its_own_agency() {
    let (server, _) = two_agencies();
    let wish = json!({"population": "employee", "stressor": "work"});
    for (agency, origin, expected) in [
        ("example-dcs", OURS, Some(OURS)),
        ("example-dcs", THEIRS, None),
        ("other-agency", THEIRS, Some(THEIRS)),
        ("other-agency", OURS, None),
        ("no-agency", OURS, None),
    ] {
        let page = server.by("nobody").with("Origin", origin);
        assert_eq!(may_read(&page.get(&format!("/v1/public/{agency}"))), expected, "{agency} {origin}");
        let asked = page.post(&format!("/v1/public/{agency}/support-requests"), &wish);
        assert_eq!(may_read(&asked), expected, "{agency} {origin}");
    }
}

#[test]
fn a_preflight_is_answered_for_every_origin_that_any_agency_lists() {
    let (server, _) = two_agencies();
    for address in ["/v1/units", "/v1/public/example-dcs/support-request"] {
        for origin in [OURS, THEIRS] {
            let reply = preflight(&server, origin, address);
            assert_eq!((reply.status, may_read(&reply)), (200, Some(origin)), "{}", reply.text);
            assert!(reply.headers["access-control-allow-methods"].contains("PUT"));
            assert!(
                reply.headers["access-control-allow-headers"].to_lowercase().contains("peerline-receipt")
            );
            assert!(!reply.headers.contains_key("access-control-allow-credentials"));
        }
        let refused = preflight(&server, NOBODYS, address);
        assert_eq!(may_read(&refused), None);
        refused.refused(400, "malformed_request");
    }
}

#[test]
fn a_page_can_read_that_its_token_is_no_longer_good() {
    let (server, _) = two_agencies();
    let expired = server.holding("expired").with("Origin", OURS).get("/v1/units");
    assert_eq!(may_read(&expired), Some(OURS));
    expired.refused(401, "unauthenticated");
    assert_eq!(may_read(&server.holding("expired").with("Origin", NOBODYS).get("/v1/units")), None);
}

#[test]
fn origins_are_kept_by_the_agency_s_administrator_and_are_what_a_browser_sends() {
    let (server, theirs) = two_agencies();
    let avery = server.by("avery");
    assert_eq!(avery.get("/v1/origins").ok(), json!({"origins": [OURS]}));
    for wrong in
        ["*", "null", "https://*.example.org", "http://peer.example.org", "https://peer.example.org/"]
    {
        let list = json!({"origins": [wrong]});
        let refused = avery.put("/v1/origins", &list).refused(422, "field_out_of_range");
        assert_eq!(text(&refused["errors"][0]["pointer"]), "/origins", "{wrong}");
        assert!(!refused["errors"].to_string().contains("peer.example"), "{refused}");
    }
    let many: Vec<Value> = (0..21).map(|n| json!(format!("https://p{n}.example.org"))).collect();
    avery.put("/v1/origins", &json!({"origins": many})).refused(422, "field_out_of_range");
    for caller in [server.by("casey"), server.by("emerson"), theirs] {
        caller.get("/v1/origins").refused(403, "forbidden_for_role");
        caller.put("/v1/origins", &json!({"origins": []})).refused(403, "forbidden_for_role");
    }
    assert_eq!(
        avery.put("/v1/origins", &json!({"origins": [NOBODYS, OURS, OURS]})).ok()["origins"],
        json!([NOBODYS, OURS])
    );
    avery.put("/v1/origins", &json!({"origins": []})).ok();
    assert_eq!(may_read(&server.by("casey").with("Origin", OURS).get("/v1/units")), None);
}

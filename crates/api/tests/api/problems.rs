//! Bad input: a problem document that names the place and never the value (design section 5).

use crate::support::Server;
use serde_json::json;

const CANARY: &str = "Marigold Quillfeather";

#[test]
fn every_refusal_is_a_problem_document_also_the_frameworks_own() {
    let server = Server::start();
    let (nobody, casey) = (server.by("nobody"), server.by("casey"));
    nobody.get("/v1/nowhere").refused(404, "not_found");
    nobody.get("/v1/me").refused(401, "unauthenticated");
    nobody.clone().with("Authorization", "Bearer forged").get("/v1/me").refused(401, "unauthenticated");
    let not_allowed = casey.delete("/v1/me");
    assert_eq!(not_allowed.headers["allow"], "GET, HEAD, OPTIONS");
    not_allowed.refused(405, "method_not_allowed");
    casey.post_text("/v1/units", "{").refused(400, "malformed_json");
    casey.get("/v1/incidents?cursor=%21").refused(400, "malformed_request");
    casey.get("/v1/incidents?limit=0").refused(400, "malformed_request");
    casey.get("/v1/incidents?color=red").refused(400, "malformed_request");
    casey.get("/v1/incidents/not-an-id").refused(404, "not_found");
    casey.post_text("/v1/units", "[\"Desk\", null, 3]").refused(422, "field_invalid");
    let compressed = casey.clone().with("Content-Encoding", "gzip");
    compressed.post_text("/v1/units", "{}").refused(415, "unsupported_media_type");
    nobody.get("/v1/public/%00").refused(404, "not_found");
    let far = json!({"type": "fatality", "occurred_on": "+10000-01-01", "unit_id": server.unit("Hotline")});
    casey.post("/v1/incidents", &far).refused(422, "field_invalid");
    let hidden = json!({"name": "a\u{0}b", "headcount": 3, "parent_id": null});
    casey.post("/v1/units", &hidden).refused(422, "field_out_of_range");
    let large = format!("{{\"name\": \"{}\"}}", "x".repeat(70_000));
    casey.post_text("/v1/units", &large).refused(413, "payload_too_large");
    casey.get("/v1/support-requests/00000000-0000-4000-8000-000000000000").refused(404, "not_found");
}

#[test]
fn a_value_is_named_by_its_place_and_never_repeated() {
    let server = Server::start();
    let casey = server.by("casey");
    for (body, code, pointer) in [
        (json!({"name": "Desk", "headcount": CANARY}), "field_invalid", "/headcount"),
        (json!({"name": "Desk"}), "field_required", "/headcount"),
        (json!({"name": "Desk", "headcount": 3, CANARY: 1}), "field_unknown", ""),
        (json!({"name": "Desk", "headcount": 3, "Marigold/x": 1}), "field_unknown", ""),
        (json!({"name": "Desk", "headcount": 3, "notes": CANARY}), "field_unknown", "/notes"),
        (json!({"name": CANARY.repeat(9), "headcount": 3}), "field_out_of_range", "/name"),
        (json!({"name": "Desk", "headcount": 3, "parent_id": CANARY}), "field_invalid", "/parent_id"),
        (
            json!({"name": "Desk", "headcount": 3, "parent_id": "00000000-0000-4000-8000-000000000000"}),
            "reference_unknown",
            "/parent_id",
        ),
    ] {
        let reply = casey.post("/v1/units", &body);
        assert!(!reply.text.contains("Marigold"), "{}", reply.text);
        let problem = reply.refused(422, code);
        assert_eq!(problem["errors"][0]["pointer"], pointer, "{problem}");
    }
    let units = casey.get("/v1/units").ok();
    assert_eq!(units["items"].as_array().unwrap().len(), 5, "nothing was stored");
    casey.post("/v1/units", &json!({"name": "Hotline", "headcount": 3})).refused(409, "duplicate");
}

#[test]
fn the_catalog_of_codes_is_served_and_every_type_resolves() {
    let server = Server::start();
    let nobody = server.by("nobody");
    let catalog = nobody.get("/v1/problems").ok();
    let items = catalog["items"].as_array().unwrap();
    assert!(items.iter().any(|item| item["code"] == "contact_suppressed" && item["status"] == 409));
    let one = nobody.get("/v1/problems/contact_suppressed").ok();
    assert!(items.contains(&one));
    nobody.get("/v1/problems/no_such_code").refused(404, "not_found");
}

#[test]
fn a_request_id_is_kept_only_where_it_is_a_uuid() {
    let server = Server::start();
    let id = "6f1f64f0-3f0e-4a52-9d3c-0d3c1d3e5a10";
    let kept = server.by("nobody").with("X-Request-Id", id).get("/v1/problems");
    assert_eq!(kept.headers["x-request-id"], id);
    let replaced = server.by("nobody").with("X-Request-Id", CANARY).get("/v1/problems");
    assert_ne!(replaced.headers["x-request-id"], CANARY);
    for address in ["/v1/public/example-dcs", "/v1/%70ublic/example-dcs"] {
        let public = server.by("nobody").with("X-Request-Id", id).get(address);
        assert_eq!(public.status, 200);
        assert_ne!(public.headers["x-request-id"], id);
        assert_eq!(public.headers["cache-control"], "no-store");
    }
}

#[test]
fn conf_26_a_role_is_refused_before_anything_is_looked_up() {
    let server = Server::start();
    let sam = server.by("sam");
    let invented = "/v1/incidents/00000000-0000-4000-8000-000000000000";
    sam.get(invented).refused(403, "forbidden_for_role");
    sam.post(&format!("{invented}/closure"), &json!({})).refused(403, "forbidden_for_role");
    // Not even what is wrong with the request is told to somebody whose role may not ask.
    sam.get("/v1/incidents/not-an-id").refused(403, "forbidden_for_role");
    sam.get("/v1/incidents?limit=0").refused(403, "forbidden_for_role");
    server.by("hr").post_text("/v1/support-requests", "{").refused(403, "forbidden_for_role");
    server.by("nobody").post_text("/v1/support-requests", "{").refused(401, "unauthenticated");
    server.by("hr").get("/v1/support-requests").refused(403, "forbidden_for_role");
    server.by("parker").get("/v1/outreaches").ok();
    let me = server.by("parker").get("/v1/me").ok();
    assert_eq!((&me["role"], &me["identity_mode"]), (&json!("peer"), &json!("none")));
    server.by("parker").with("Peerline-Role", "coordinator").get("/v1/me").refused(403, "forbidden_for_role");
}

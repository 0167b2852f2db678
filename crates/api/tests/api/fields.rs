//! Header fields of requests and answers: methods HTTP adds, traces, and what stays out of public answers.

use crate::support::Server;
use serde_json::json;

const TRACE: &str = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
const SENT_ID: &str = "0b6f7f1c-6a3f-4f7e-8a4e-1f2d3c4b5a69";

#[test]
fn head_is_answered_as_get_without_the_body() {
    let server = Server::start();
    for (caller, address) in
        [("casey", "/v1/units"), ("nobody", "/v1/public/example-dcs"), ("nobody", "/livez")]
    {
        let (get, head) = (server.by(caller).get(address), server.by(caller).send_bare("HEAD", address));
        assert_eq!((get.status, head.status), (200, 200), "{address}");
        assert_eq!(head.headers["content-type"], get.headers["content-type"]);
        assert_eq!(head.headers["content-length"], get.headers["content-length"]);
        assert_eq!(head.headers.get("etag"), get.headers.get("etag"), "{address}");
        assert_eq!(head.text, "");
    }
    assert_eq!(server.by("nobody").send_bare("HEAD", "/v1/units").status, 401);
    assert_eq!(server.by("casey").send_bare("HEAD", "/v1/activity-entries").status, 405);
}

#[test]
fn options_says_what_an_address_takes_to_everybody() {
    let server = Server::start();
    let reply = server.by("nobody").send_bare("OPTIONS", "/v1/support-requests");
    assert_eq!((reply.status, reply.headers["allow"].as_str()), (204, "GET, POST, HEAD, OPTIONS"));
    let reply = server.by("nobody").send_bare("OPTIONS", "/v1/bootstrap");
    assert_eq!((reply.status, reply.headers["allow"].as_str()), (204, "POST, OPTIONS"));
    server.by("nobody").send_bare("OPTIONS", "/v1/nowhere").refused(404, "not_found");
}

#[test]
fn a_trace_is_passed_on_to_a_signed_in_caller_and_to_nobody_else() {
    let server = Server::start();
    let passed_on = |caller: &str, address: &str, trace: &str| {
        server.by(caller).with("traceparent", trace).get(address).headers.get("traceparent").cloned()
    };
    assert_eq!(passed_on("casey", "/v1/units", TRACE).as_deref(), Some(TRACE));
    // Also where the caller is refused: they are known.
    assert_eq!(passed_on("sam", "/v1/members", TRACE).as_deref(), Some(TRACE));
    for malformed in ["Marigold", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-Marigold"] {
        assert_eq!(passed_on("casey", "/v1/units", malformed), None);
    }
    assert_eq!(passed_on("nobody", "/v1/units", TRACE), None);
    for address in ["/v1/public/example-dcs", "/v1/%70ublic/example-dcs", "/v1/public/example-dcs/nowhere"] {
        assert_eq!(passed_on("nobody", address, TRACE), None, "{address}");
        assert_eq!(passed_on("casey", address, TRACE), None, "{address}");
    }
}

#[test]
fn conf_25_ids_of_a_request_are_replaced_at_public_addresses() {
    let server = Server::start();
    let dressed = |caller: &str| {
        ["X-Request-Id", "traceparent", "tracestate", "baggage", "b3", "X-B3-TraceId"]
            .into_iter()
            .fold(server.by(caller), |caller, name| caller.with(name, SENT_ID))
    };
    assert_eq!(dressed("casey").get("/v1/units").headers["x-request-id"], SENT_ID);
    for address in ["/v1/public/example-dcs", "/v1/%70ublic/example-dcs", "/v1/public/nobodys"] {
        let reply = dressed("nobody").get(address);
        assert_ne!(reply.headers["x-request-id"], SENT_ID, "{address}");
        assert!(reply.headers.values().all(|value| value != SENT_ID), "{address}: {:?}", reply.headers);
        assert!(!reply.text.contains(SENT_ID));
        assert!(reply.headers.keys().all(|name| !name.starts_with("ratelimit")), "{:?}", reply.headers);
    }
    let asked = json!({"population": "employee", "stressor": "work"});
    let reply = dressed("nobody").post("/v1/public/example-dcs/support-requests", &asked);
    assert_eq!(reply.status, 202);
    assert!(reply.headers.values().all(|value| value != SENT_ID), "{:?}", reply.headers);
}

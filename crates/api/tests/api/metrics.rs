//! What the operator is shown.

use crate::support::Server;
use serde_json::json;

#[test]
fn figures_tell_routes_methods_and_classes_and_nothing_of_contacts() {
    let server = Server::start();
    let unit = server.unit("Hotline");
    server.by("casey").get(&format!("/v1/units/{unit}")).ok();
    server.by("nobody").get("/v1/units").refused(401, "unauthenticated");
    server.by("casey").send_bare("MARIGOLD", "/v1/units");
    server.by("nobody").get("/Marigold");
    let before = figures(&server);
    for line in [
        "peerline_http_requests_total{route=\"/v1/units/{id}\",method=\"GET\",status=\"2xx\"} 1",
        "peerline_http_requests_total{route=\"/v1/units\",method=\"GET\",status=\"4xx\"} 1",
        "peerline_http_requests_total{route=\"/v1/units\",method=\"-\",status=\"4xx\"} 1",
        "peerline_http_requests_total{route=\"-\",method=\"-\",status=\"4xx\"} 1",
        "peerline_transactions_waiting 0",
        "peerline_transactions_slow_waits_total 0",
        concat!("peerline_build_info{version=\"", env!("CARGO_PKG_VERSION"), "\"} 1"),
    ] {
        assert!(before.contains(line), "{line} in\n{before}");
    }
    for hidden in [unit.as_str(), "example-dcs", "Casey", "Marigold", "MARIGOLD"] {
        assert!(!before.contains(hidden), "{hidden}");
    }
    let slot = "/v1/outreaches/0b6f7f1c-6a3f-4f7e-8a4e-1f2d3c4b5a69";
    server
        .by("nobody")
        .post(
            "/v1/public/example-dcs/support-requests",
            &json!({"population": "employee", "stressor": "work"}),
        )
        .ok();
    server.by("nobody").get("/v1/public/example-dcs/forms/support-request").ok();
    server.by("nobody").get("/v1/public/nobodys/at/all");
    server.by("casey").get("/v1/support-requests").ok();
    server.by("casey").get("/v1/incidents").ok();
    server.by("casey").get("/v1/forms/support-requests").ok();
    server.by("casey").get("/v1/%69ncidents").ok();
    server.by("casey").get(slot);
    server.by("parker").get("/v1/activity-reports/2026-10");
    assert_eq!(figures(&server), before, "whoever reads the figures sees no contact");
}

fn figures(server: &Server) -> String {
    server.state.surface.metrics.text()
}

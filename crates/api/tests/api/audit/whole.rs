//! Rows and changes match, one to one, however many write at once.

use crate::support::{Server, text};
use peerline_api::audit::Sealer;
use serde_json::json;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};

#[test]
fn gov_17_under_parallel_load_each_change_has_one_row_and_each_refusal_none() {
    let server = Server::start();
    let units = || server.by("casey").get("/v1/units").ok()["items"].as_array().unwrap().len();
    let (before, stored) = (units(), AtomicUsize::new(0));
    let stop = std::sync::atomic::AtomicBool::new(false);
    let sealer = Sealer::of(server.shared());
    std::thread::scope(|scope| {
        scope.spawn(|| {
            while !stop.load(SeqCst) {
                sealer.seal_fresh();
            }
        });
        let writers: Vec<_> = (0..8)
            .map(|thread| {
                let (avery, stored) = (server.by("avery"), &stored);
                scope.spawn(move || {
                    for turn in 0..12 {
                        // Every third name is the same for all: one of eight is stored.
                        let name = if turn % 3 == 0 {
                            format!("Shared {turn}")
                        } else {
                            format!("Own {thread} {turn}")
                        };
                        let unit = json!({"name": name, "parent_id": null, "headcount": 80});
                        match avery.post("/v1/units", &unit).status {
                            201 => stored.fetch_add(1, SeqCst),
                            409 | 503 => 0,
                            other => panic!("{other}"),
                        };
                    }
                })
            })
            .collect();
        for writer in writers {
            writer.join().unwrap();
        }
        stop.store(true, SeqCst);
    });
    server.seal();
    assert_eq!(units() - before, stored.load(SeqCst));
    assert_eq!(server.audited_as("events", "manage_units"), stored.load(SeqCst));
    assert!(stored.load(SeqCst) >= 64, "both accepted and refused ones were sent");
    assert!(server.findings().is_empty());
}

#[test]
fn conf_32_under_parallel_load_each_disclosure_has_one_row_and_each_refusal_none() {
    let server = Server::on_preset("la_dcfs");
    let asked = json!({"channel": "email", "population": "employee", "stressor": "work", "category": null,
        "mode": null, "unit_id": null, "incident_id": null});
    let made = server.by("casey").post("/v1/support-requests", &asked).ok();
    let recipient = format!("/v1/support-requests/{}/recipient", text(&made["id"]));
    let jordan = json!({"name": "Jordan Example", "contact": "jordan@example.org", "context": null});
    assert_eq!(server.by("casey").put(&recipient, &jordan).status, 204);
    let disclosed = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for thread in 0..8 {
            // Every fourth is a peer who is not assigned, and learns nothing.
            let (reader, disclosed) =
                (server.by(if thread % 4 == 3 { "quinn" } else { "casey" }), &disclosed);
            let (recipient, jordan) = (&recipient, &jordan);
            scope.spawn(move || {
                for _ in 0..12 {
                    let reply = reader.get(recipient);
                    match reply.status {
                        200 => {
                            assert_eq!(&reply.json, jordan);
                            disclosed.fetch_add(1, SeqCst);
                        }
                        404 | 503 => assert!(!reply.text.contains("ordan")),
                        other => panic!("{other}"),
                    }
                }
            });
        }
    });
    server.seal();
    assert!(disclosed.load(SeqCst) >= 48, "most were served");
    assert_eq!(server.audited_as("events", "read_recipient"), disclosed.load(SeqCst));
}

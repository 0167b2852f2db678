//! Many copies of one command at once.

use super::{KEY, count, keyed, unit};
use crate::support::{Reply, Server};
use std::sync::Barrier;

#[test]
fn a_hundred_copies_at_once_on_three_replicas_have_one_effect() {
    let server = Server::start();
    let replicas = [server.replica(), server.replica()];
    let callers = [server.by("avery"), replicas[0].by("avery"), replicas[1].by("avery")];
    let start = Barrier::new(100);
    let replies: Vec<Reply> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..100)
            .map(|number: usize| {
                let (caller, start) = (keyed(&callers[number % 3], KEY), &start);
                scope.spawn(move || {
                    start.wait();
                    caller.post("/v1/units", &unit("Annex"))
                })
            })
            .collect();
        threads.into_iter().map(|thread| thread.join().expect("an answer")).collect()
    });
    let made: Vec<&Reply> = replies.iter().filter(|reply| reply.status == 201).collect();
    assert!(!made.is_empty());
    for reply in &replies {
        if reply.status == 201 {
            assert_eq!(reply.json, made[0].json);
        } else {
            assert_eq!((reply.status, &reply.json["code"]), (409, &"idempotency_key_in_flight".into()));
            assert!(reply.headers.contains_key("retry-after"), "{:?}", reply.headers);
        }
    }
    assert_eq!(count(&server, "Annex"), 1);
    for caller in &callers {
        assert_eq!(keyed(caller, KEY).post("/v1/units", &unit("Annex")).ok(), made[0].json);
    }
}

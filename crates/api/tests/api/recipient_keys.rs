//! The key of a case and its record stand in two databases: neither is left without the other.

use crate::support::{Server, text};
use peerline_api::environment::SystemRandomness;
use peerline_domain::ports::Randomness;
use peerline_persistence::testing::postgres_wanted;
use serde_json::{Value, json};
use std::sync::{Arc, Barrier, Mutex};

/// Chance that gives one value again and again while it is stuck.
#[derive(Default)]
struct Stuck(Mutex<Option<[u8; 16]>>);

impl Stuck {
    fn at(&self, value: Option<u8>) {
        *self.0.lock().unwrap() = value.map(|value| [value; 16]);
    }
}

impl Randomness for Stuck {
    fn bytes16(&self) -> [u8; 16] {
        let stuck = *self.0.lock().unwrap();
        stuck.unwrap_or_else(|| SystemRandomness.bytes16())
    }
}

fn jordan() -> Value {
    json!({"name": "Jordan Example", "contact": "jordan@example.org", "context": null})
}

/// The recipient's address of a new request.
fn recipient(server: &Server) -> String {
    let new = json!({"channel": "email", "population": "employee", "stressor": "work"});
    let made = server.by("casey").post("/v1/support-requests", &new).ok();
    format!("/v1/support-requests/{}/recipient", text(&made["id"]))
}

fn on_chance(chance: &Arc<Stuck>) -> Server {
    let chance: Arc<dyn Randomness> = chance.clone();
    Server::on_preset_with("la_dcfs", move |state| state.random = chance)
}

#[test]
fn conf_27_a_key_whose_record_is_not_kept_is_given_up() {
    let chance = Arc::new(Stuck::default());
    let server = on_chance(&chance);
    let (avery, casey, recipient) = (server.by("avery"), server.by("casey"), recipient(&server));
    // The row of this change in the audit takes the id that the recipient's will want: without a row in the audit
    // nothing is kept.
    chance.at(Some(7));
    avery.post("/v1/units", &json!({"name": "Annex", "parent_id": null, "headcount": 80})).ok();
    assert_eq!(casey.put(&recipient, &jordan()).status, 500);
    assert_eq!(server.keys().cases, 0, "the key went with the record");
    chance.at(None);
    assert_eq!(casey.put(&recipient, &jordan()).status, 204);
    assert_eq!(casey.get(&recipient).ok(), jordan());
    assert_eq!((server.keys().cases, server.keys().purged), (1, 0));
}

#[test]
fn conf_27_a_key_whose_record_is_kept_is_never_given_up() {
    let chance = Arc::new(Stuck::default());
    let server = on_chance(&chance);
    let (casey, first, second) = (server.by("casey"), recipient(&server), recipient(&server));
    chance.at(Some(7));
    assert_eq!(casey.put(&first, &jordan()).status, 204);
    // The second case would have the id of the first, and its key.
    assert!(casey.put(&second, &jordan()).status >= 400);
    chance.at(None);
    assert_eq!(casey.get(&first).ok(), jordan());
    assert_eq!(server.keys().cases, 1);
}

#[test]
fn conf_27_of_copies_at_the_same_moment_one_case_and_one_key_are_left() {
    let server = Server::on_preset("la_dcfs");
    let (recipient, start) = (recipient(&server), Barrier::new(8));
    let statuses: Vec<u16> = std::thread::scope(|threads| {
        let send = || {
            let casey = server.by("casey");
            start.wait();
            casey.put(&recipient, &jordan()).status
        };
        let sending: Vec<_> = (0..8).map(|_| threads.spawn(send)).collect();
        sending.into_iter().map(|one| one.join().unwrap()).collect()
    });
    assert!(statuses.contains(&204), "{statuses:?}");
    assert_eq!(server.keys().cases, 1, "{statuses:?}");
    assert_eq!(server.by("casey").get(&recipient).ok(), jordan());
}

/// The answer of the transaction that keeps the case is lost while it is still at work: the key is not given up under
/// it. With one writer nothing is ever at work beside another.
#[test]
fn conf_27_a_key_is_not_given_up_while_its_record_may_still_be_kept() {
    use peerline_persistence::{Held, Scope, StoreError};
    if !postgres_wanted().unwrap() {
        return;
    }
    let chance = Arc::new(Stuck::default());
    let server = on_chance(&chance);
    let (casey, recipient) = (server.by("casey"), recipient(&server));
    let case = uuid::Builder::from_random_bytes([7; 16]).into_uuid();
    let held = server.store().write(Scope::Agency(server.agency_id()), move |tx| {
        tx.hold(Held::Case(case))?;
        chance.at(Some(7));
        assert!(casey.put(&recipient, &jordan()).status >= 400, "it waits in vain");
        Ok::<(), StoreError>(())
    });
    held.unwrap();
    assert_eq!(server.keys().cases, 1, "a kept orphan is better than a lost key");
}

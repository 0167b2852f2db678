//! `kill -9` under a stream of writes: nothing acknowledged is lost, nothing is half done.
//!
//! The number of kills of a test is `FAULT_KILLS`, 3 where it is not set; `scripts/verify faults` sets 100. Each
//! falls after another number of acknowledged writes, while all writers go on.

#![cfg(test)]

mod agency;
mod client;
mod cluster;
mod ledger;
mod server;
mod writers;

use agency::Agency;
use cluster::Cluster;
use ledger::{Ledger, half_done};
use peerline_persistence::testing::TestDatabase;
use server::{Installation, Server};
use std::sync::atomic::Ordering;
use std::sync::mpsc;
use std::time::{Duration, Instant};
use writers::Round;

/// Longest wait for acknowledgements, and until the server has healed.
const PATIENCE: Duration = Duration::from_mins(1);

fn kills() -> usize {
    std::env::var("FAULT_KILLS").map_or(3, |number| number.parse().expect("a number"))
}

/// Acknowledged writes before the fault of a round: another number each time.
const fn writes_before(round: usize) -> usize {
    10 + round * 37 % 61
}

/// Writes until the fault, which `strike` brings about, and until the writers have noticed or were told to end.
fn write_until(
    server: &Server,
    agency: &Agency,
    round: usize,
    ledger: &mut Ledger,
    strike: impl FnOnce(&Round),
) -> usize {
    let shared = Round::default();
    let (sender, told) = mpsc::channel();
    std::thread::scope(|scope| {
        let writers = writers::start(scope, server, agency, &shared, &sender);
        drop(sender);
        for _ in 0..writes_before(round) {
            ledger.0.push(told.recv_timeout(PATIENCE).expect("the server acknowledges"));
        }
        strike(&shared);
        shared.over.store(true, Ordering::SeqCst);
        for writer in writers {
            writer.join().expect("no writer met anything but success, a refusal or 503");
        }
    });
    ledger.0.extend(told.iter());
    shared.told_to_come_back.load(Ordering::SeqCst)
}

fn nothing_lost(from: usize, installation: &Installation, server: &Server, agency: &Agency, ledger: &Ledger) {
    let lost = ledger.lost(from, installation, server, agency);
    assert!(lost.is_empty(), "acknowledged and lost: {lost:?}\n{}", installation.log());
}

/// Every kind of write is in the ledger: one that is always refused would prove nothing.
fn everything_written(ledger: &Ledger) -> String {
    let counts = ledger.counts();
    assert_eq!(counts.len(), ledger::KINDS, "{counts:?}");
    format!("{} acknowledged, none lost, nothing half done: {counts:?}", ledger.0.len())
}

fn nothing_half_done(installation: &Installation) {
    let found = half_done(installation);
    assert!(found.is_empty(), "{found:?}");
}

fn kill_the_server(name: &str, database: Option<TestDatabase>) {
    let installation = Installation::new(database);
    let _shown = ShownOnPanic(&installation);
    let mut server = installation.start();
    let agency = agency::found(&installation, &server);
    let mut ledger = Ledger::default();
    for round in 0..kills() {
        let from = ledger.0.len();
        write_until(&server, &agency, round, &mut ledger, |_| server.kill());
        drop(server);
        nothing_half_done(&installation);
        server = installation.start();
        nothing_lost(from, &installation, &server, &agency, &ledger);
    }
    nothing_lost(0, &installation, &server, &agency, &ledger);
    println!("{name}: {} kills of the server; {}", kills(), everything_written(&ledger));
}

/// Shows what the server logged, where the test fails.
struct ShownOnPanic<'a>(&'a Installation);

impl Drop for ShownOnPanic<'_> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            println!("{}", self.0.log());
        }
    }
}

fn database_in(cluster: &Cluster) -> TestDatabase {
    TestDatabase::migrated_in(cluster.address.clone()).unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn a_server_killed_under_writes_loses_nothing_on_sqlite() {
    kill_the_server("SQLite", None);
}

#[test]
fn a_server_killed_under_writes_loses_nothing_on_postgres() {
    let cluster = Cluster::start();
    kill_the_server("PostgreSQL", Some(database_in(&cluster)));
}

/// Asks until the answer is not 503.
fn heal(server: &Server, agency: &Agency) {
    let (coordinator, began) = (server.caller(Some(&agency.coordinator)), Instant::now());
    loop {
        let answer = coordinator.get("/v1/support-requests?limit=1").expect("the server runs on");
        match answer.status {
            200 => return,
            503 => assert!(answer.retry_after, "a 503 says when to come back"),
            other => panic!("{other}: {}", answer.json),
        }
        assert!(began.elapsed() < PATIENCE, "the server heals by itself");
    }
}

#[test]
fn a_database_killed_under_writes_loses_nothing_and_the_server_heals() {
    let cluster = Cluster::start();
    let installation = Installation::new(Some(database_in(&cluster)));
    let server = installation.start();
    let _shown = ShownOnPanic(&installation);
    let agency = agency::found(&installation, &server);
    let (mut ledger, mut told) = (Ledger::default(), 0);
    for round in 0..kills() {
        let from = ledger.0.len();
        told += write_until(&server, &agency, round, &mut ledger, |shared| {
            cluster.kill();
            // The writers are told while there is no database.
            let began = Instant::now();
            while shared.told_to_come_back.load(Ordering::SeqCst) < 5 {
                assert!(began.elapsed() < PATIENCE, "the server says that it is unavailable");
                std::thread::yield_now();
            }
            cluster.restart();
        });
        heal(&server, &agency);
        nothing_half_done(&installation);
        nothing_lost(from, &installation, &server, &agency, &ledger);
    }
    nothing_lost(0, &installation, &server, &agency, &ledger);
    println!(
        "PostgreSQL: {} kills of the database while the server stayed up, {told} answers 503 with Retry-After; {}",
        kills(),
        everything_written(&ledger)
    );
}

//! The floor on SQLite: one thread, one connection, one transaction at a time, at `synchronous=FULL`.
//!
//! `bare_loop DATABASE STATEMENTS SECONDS` runs the writing statements of a file, one a line, in a transaction of
//! their own again and again, and prints how often. No foreign keys are checked and nothing is read: the loop does
//! less than the server, so that a figure against it is not flattered. `scripts/bench` makes the file.
#![expect(clippy::print_stdout, reason = "the figures are what was asked for")]

use diesel::connection::SimpleConnection;
use diesel::sqlite::SqliteConnection;
use diesel::{Connection, RunQueryDsl};
use std::error::Error;
use std::time::{Duration, Instant};

fn main() -> Result<(), Box<dyn Error>> {
    let mut words = std::env::args().skip(1);
    let mut word = || words.next().ok_or("bare_loop DATABASE STATEMENTS SECONDS");
    let (database, statements, seconds) = (word()?, std::fs::read_to_string(word()?)?, word()?.parse()?);
    let mut connection = SqliteConnection::establish(&database)?;
    connection.batch_execute(
        "PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
         PRAGMA secure_delete = ON; PRAGMA foreign_keys = OFF;",
    )?;
    let mut times = Vec::new();
    let began = Instant::now();
    while began.elapsed() < Duration::from_secs(seconds) {
        let one = Instant::now();
        connection.immediate_transaction(|connection| {
            for statement in statements.lines() {
                diesel::sql_query(statement).execute(connection)?;
            }
            Ok::<(), diesel::result::Error>(())
        })?;
        times.push(one.elapsed());
    }
    let took = began.elapsed();
    times.sort_unstable();
    let at =
        |part: usize| times.get(times.len() * part / 100).map_or(0.0, |time| time.as_secs_f64() * 1000.0);
    let per_second = f64::from(u32::try_from(times.len())?) / took.as_secs_f64();
    println!("{{\"per_second\": {per_second}, \"p50_ms\": {}, \"p99_ms\": {}}}", at(50), at(99));
    Ok(())
}

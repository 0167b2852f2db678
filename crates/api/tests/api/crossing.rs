//! Requests of several agencies through two connections, some of which panic, fail or are given up midway: nothing
//! of one ever shows in another (PROG-27).

use crate::support::database;
use futures_util::{FutureExt, StreamExt, stream};
use peerline_api::demo::Demo;
use peerline_api::problem::{Code, Problem, TechnicalCode};
use peerline_api::state::AppState;
use peerline_persistence::records::{Agency, Unit};
use peerline_persistence::{Scope, SqliteOptions, Store};
use std::time::Duration;
use uuid::Uuid;

const AGENCIES: u128 = 5;
/// Units of an agency: as many as a page shows, however long the run.
const UNITS: u128 = 50;
/// Requests under way at once: more than there are connections.
const AT_ONCE: usize = 8;

/// How many requests; `PEERLINE_TEST_REQUESTS` asks for more.
fn count() -> u128 {
    std::env::var("PEERLINE_TEST_REQUESTS").map_or(5_000, |count| count.parse().expect("a number"))
}

fn agency(number: u128) -> Uuid {
    Uuid::from_u128(0xa000 + number)
}

fn mark(number: u128) -> String {
    format!("mark {number} ")
}

fn found(store: &Store) {
    store
        .write(Scope::Platform, |tx| {
            for number in 0..AGENCIES {
                let (id, slug, name) = (agency(number), format!("agency-{number}"), mark(number));
                tx.insert_agency(Agency { id, slug, name, created_on: "2026-10-01".parse().unwrap() })?;
            }
            Ok::<(), Problem>(())
        })
        .unwrap();
}

/// One request; false where it was to come back later.
async fn request(state: &AppState, number: u128) -> bool {
    let own = number % AGENCIES;
    let scope = Scope::Agency(agency(own));
    // The same id in every agency: a row is told apart by its agency alone.
    let id = Uuid::from_u128(number / AGENCIES / 7 % UNITS);
    let unit = Unit { id, parent_id: None, name: format!("{}{id}", mark(own)), headcount: 10 };
    let insert = {
        let unit = unit.clone();
        move |work: &mut peerline_api::state::Work<'_, '_>| {
            if !work.tx.set_unit_headcount(unit.id, 12)? {
                work.tx.insert_unit(unit)?;
            }
            Ok(())
        }
    };
    let outcome = match (number / AGENCIES) % 7 {
        0 => state.write(scope, insert).await,
        1 => {
            // A name of its own, so that the row goes in before the panic; without the hook's words for each.
            let lost = Unit { id: Uuid::from_u128(u128::MAX), name: format!("{}lost", mark(own)), ..unit };
            let panicked = state
                .write(scope, move |work| -> Result<(), Problem> {
                    work.tx.insert_unit(lost)?;
                    std::panic::resume_unwind(Box::new("a panic on purpose"))
                })
                .await;
            let code = panicked.expect_err("it panicked").code;
            // Where the row of an earlier panic had stayed, this one would be a duplicate.
            let expected = [TechnicalCode::Internal, TechnicalCode::Unavailable].map(Code::Technical);
            assert!(expected.contains(&code), "{code:?}");
            return true;
        }
        2 => {
            // Given up after its first step: what it does then, it does to its own rows.
            drop(state.write(scope, move |work| Ok(work.tx.set_unit_headcount(id, 11)?)).now_or_never());
            return true;
        }
        3 => {
            drop(state.read(scope, |work| Ok(work.tx.list_units()?.len())).now_or_never());
            return true;
        }
        4 => state.write(scope, |_| Err(Problem::not_found())).await,
        _ => {
            let expected = mark(own);
            let seen = state
                .read(scope, move |work| {
                    let mut units = work.tx.list_units()?;
                    units.extend(work.tx.find_unit(id)?);
                    Ok(units.iter().filter(|unit| !unit.name.starts_with(&expected)).count())
                })
                .await;
            // Outside the body, where a panic would be taken for one of those on purpose.
            seen.map(|foreign| assert_eq!(foreign, 0, "another's row"))
        }
    };
    match outcome {
        Ok(()) => true,
        Err(problem) => {
            let expected = [TechnicalCode::Unavailable, TechnicalCode::NotFound, TechnicalCode::Duplicate];
            assert!(expected.iter().any(|code| problem.code == Code::Technical(*code)), "{problem:?}");
            problem.code != Code::Technical(TechnicalCode::Unavailable)
        }
    }
}

#[test]
fn prog_27_nothing_crosses_between_agencies_over_two_connections() {
    let database = database::wanted();
    let folder = tempfile::tempdir().unwrap();
    let store = match &database {
        Some(database) => Store::postgres(&database.options(2)),
        None => Store::sqlite(&SqliteOptions {
            path: folder.path().join("test.db"),
            readers: 2,
            patience: Duration::from_secs(10),
        }),
    };
    let store = store.unwrap();
    found(&store);
    let state = Demo::on(store.clone(), folder).map(|demo| (demo.state, demo.folder));
    let (state, _folder) = state.unwrap();
    let served = actix_web::rt::System::new().block_on(async {
        stream::iter(0..count())
            .map(|number| request(&state, number))
            .buffer_unordered(AT_ONCE)
            .collect::<Vec<_>>()
            .await
    });
    let done = served.iter().filter(|served| **served).count();
    assert!(done * 10 > served.len() * 9, "nearly all are served: {done} of {}", served.len());
    for number in 0..AGENCIES {
        let units = store.read(Scope::Agency(agency(number)), |tx| tx.list_units()).unwrap();
        assert!(!units.is_empty());
        assert!(units.iter().all(|unit| unit.name.starts_with(&mark(number))), "agency {number}");
    }
}

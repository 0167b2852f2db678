//! A group session's code belongs to one day, and then no longer says when it was approved (RESP-08).

use crate::ground::{Ground, day, id};
use peerline_persistence::records::GroupSession;
use peerline_persistence::{Scope, StoreError};

#[test]
fn resp_08_the_first_entry_binds_a_code_once_and_the_instant_is_forgotten() {
    let ground = Ground::with_agencies(2);
    let approved = GroupSession {
        session_code: "K7QZ2M4XRA".to_owned(),
        kind: "group_response".to_owned(),
        approved_on: day(),
        approved_at: Some("2026-10-01T20:00:00.123456Z".parse().unwrap()),
        held_on: None,
        approved_prior: false,
    };
    let (kept, held_on) = (approved.clone(), day().succ_opt().unwrap());
    let outcome = ground.store.write(Scope::Agency(id(1)), move |tx| {
        tx.insert_group_session(kept.clone())?;
        assert_eq!(tx.find_group_session(&kept.session_code)?, Some(kept.clone()));
        tx.hold_group_session(&kept.session_code, held_on, true)
    });
    assert_eq!(outcome, Ok(()));
    let bound = GroupSession { approved_at: None, held_on: Some(held_on), approved_prior: true, ..approved };
    for agency in [1, 2] {
        let code = bound.session_code.clone();
        let again = ground
            .store
            .write(Scope::Agency(id(agency)), move |tx| tx.hold_group_session(&code, day(), false));
        assert_eq!(again, Err(StoreError::Stale), "bound, or another agency's");
    }
    let found = ground.store.read(Scope::Agency(id(1)), |tx| tx.find_group_session("K7QZ2M4XRA"));
    assert_eq!(found, Ok(Some(bound)));
}

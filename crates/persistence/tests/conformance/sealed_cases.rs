//! What is sealed opens after a disclosure, with the case's key, in its place, and no other way.

use crate::case_ground::{
    AGENCY, ONE, case, close, close_only, disclosure, october, open_cases, read, recipient, take_out,
};
use crate::ground::{Ground, id};
use crate::key_ground::KeyGround;
use peerline_persistence::StoreError;
use peerline_persistence::keys::KeyError;

#[test]
fn a_recipient_is_read_as_it_was_recorded_and_prints_nothing() {
    let (ground, key_ground) = (Ground::with_agencies(1), KeyGround::new());
    let keys = key_ground.open();
    open_cases(&ground.store, &keys, 1, 2);
    assert_eq!(read(&ground.store, &keys, 1), Ok(recipient(1)));
    assert_eq!(read(&ground.store, &keys, 2), Ok(recipient(2)));
    let shown = format!("{:?} {:?}", take_out(&ground.store, 1).unwrap(), recipient(1));
    assert!(!shown.contains("Jordan") && shown.contains("Sealed(…)"), "{shown}");
}

#[test]
fn a_disclosure_that_is_not_committed_gives_nothing() {
    let (ground, key_ground) = (Ground::with_agencies(1), KeyGround::new());
    let keys = key_ground.open();
    open_cases(&ground.store, &keys, 1, 1);
    let outcome = ground.store.disclose(ONE, move |tx| {
        let record = tx.case_of_request(id(1))?.unwrap();
        let receipt = tx.record_disclosure(disclosure(), record.id)?;
        drop((receipt, record));
        Err::<(_, ()), _>(StoreError::Failed("on purpose"))
    });
    assert_eq!(outcome.unwrap_err(), StoreError::Failed("on purpose"));
}

#[test]
fn a_receipt_for_one_case_opens_no_other() {
    let (ground, key_ground) = (Ground::with_agencies(1), KeyGround::new());
    let keys = key_ground.open();
    open_cases(&ground.store, &keys, 1, 2);
    let mixed = ground.store.disclose(ONE, move |tx| {
        let record = tx.case_of_request(id(2))?.unwrap();
        Ok::<_, StoreError>((tx.record_disclosure(disclosure(), case(1))?, record))
    });
    assert!(matches!(keys.open_recipient(&mixed.unwrap()), Err(KeyError::Damaged(_))));
}

#[test]
fn conf_27_a_closed_request_takes_its_case_and_its_key_with_it_and_others_stay() {
    let (ground, key_ground) = (Ground::with_agencies(1), KeyGround::new());
    let keys = key_ground.open();
    open_cases(&ground.store, &keys, 1, 2);
    let taken_before = take_out(&ground.store, 1).unwrap();
    close(&ground.store, &keys, 1);
    assert_eq!(
        keys.open_recipient(&taken_before),
        Err(KeyError::Purged),
        "no copy of the row opens any more"
    );
    assert_eq!(read(&ground.store, &keys, 1), Err(KeyError::Store(StoreError::Stale)), "the row is gone");
    assert_eq!(read(&ground.store, &keys, 2), Ok(recipient(2)));
    let (pending, purged) = ground
        .store
        .read(ONE, |tx| Ok::<_, StoreError>((tx.pending_key_purges()?, tx.purged_cases()?)))
        .unwrap();
    assert_eq!((pending, purged), (Vec::new(), vec![(case(1), october())]));
    let again = keys.seal_recipient(AGENCY, case(1), &recipient(1));
    assert_eq!(again.unwrap_err(), KeyError::Purged, "a purged case never gets a key again");
}

#[test]
fn conf_27_a_purge_that_a_crash_cut_short_is_finished_at_the_next_start() {
    let (ground, key_ground) = (Ground::with_agencies(1), KeyGround::new());
    let keys = key_ground.open();
    open_cases(&ground.store, &keys, 1, 2);
    let taken_before = take_out(&ground.store, 1).unwrap();
    // The database's transaction is committed; the key is not destroyed yet.
    close_only(&ground.store, 1);
    let pending =
        |store: &peerline_persistence::Store| store.read(ONE, |tx| tx.pending_key_purges()).unwrap();
    assert_eq!(pending(&ground.store), [(case(1), october())], "visibly unfinished");
    assert_eq!(keys.open_recipient(&taken_before), Ok(recipient(1)));
    let next_start = key_ground.open();
    next_start.reconcile(&ground.store).unwrap();
    assert!(pending(&ground.store).is_empty());
    assert_eq!(next_start.open_recipient(&taken_before), Err(KeyError::Purged));
    // The key is destroyed, the task not deleted yet: it is done again, to no effect.
    ground.store.write(ONE, |tx| tx.purge_case(case(1), october())).unwrap();
    next_start.reconcile(&ground.store).unwrap();
    assert!(pending(&ground.store).is_empty());
    assert_eq!(read(&ground.store, &next_start, 2), Ok(recipient(2)));
}

#[test]
fn a_purged_case_is_not_written_by_somebody_who_read_it_before() {
    let (ground, key_ground) = (Ground::with_agencies(1), KeyGround::new());
    let keys = key_ground.open();
    open_cases(&ground.store, &keys, 1, 1);
    let sealed = keys.seal_recipient(AGENCY, case(1), &recipient(7)).unwrap();
    ground.store.write(ONE, |tx| tx.purge_case_of_request(id(1), october())).unwrap();
    let record = peerline_persistence::records::CaseRecord {
        id: case(1),
        request_id: id(1),
        opened_on: crate::ground::day(),
        recipient: sealed,
    };
    assert_eq!(ground.store.write(ONE, move |tx| tx.update_case_record(record)), Err(StoreError::Stale));
}

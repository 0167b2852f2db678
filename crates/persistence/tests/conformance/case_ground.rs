//! Requests whose recipients are named, in a store with its key store beside it.

use crate::ground::{day, id};
use peerline_domain::audit::AuditBody;
use peerline_domain::calendar::Month;
use peerline_domain::policy::preset;
use peerline_persistence::disclosure::Disclosed;
use peerline_persistence::keys::{KeyError, KeyStore};
use peerline_persistence::records::{AuditRow, CaseRecord, PolicyVersion, Recipient, SupportRequest};
use peerline_persistence::{Scope, Store, StoreError};
use std::sync::atomic::{AtomicU64, Ordering};
use uuid::Uuid;

pub(crate) const AGENCY: Uuid = Uuid::from_u128(1);
pub(crate) const ONE: Scope = Scope::Agency(AGENCY);

/// The month of every purge in these tests.
pub(crate) fn october() -> Month {
    Month::containing(day())
}

/// Somebody invented.
pub(crate) fn recipient(number: u128) -> Recipient {
    Recipient {
        name: format!("Jordan Example {number}"),
        contact: Some(format!("jordan{number}@example.org")),
        context: None,
    }
}

fn request(number: u128) -> SupportRequest {
    SupportRequest {
        id: id(number),
        policy_version_id: id(900),
        receipt_digest: Some(format!("Receipt{number:025}").into_bytes()),
        received_at: day().and_hms_opt(9, 13, 0).unwrap().and_utc(),
        channel: "telephone".to_owned(),
        population: "employee".to_owned(),
        stressor: "work".to_owned(),
        category: None,
        mode: None,
        unit_id: None,
        spoken_code: format!("amber quillfeather {number}"),
        state: "received".to_owned(),
        member_id: None,
        declared: false,
        referred_by: None,
        source: None,
        follow_ups: None,
        revision: 1,
    }
}

/// Requests `first` to `last`, each with its case, whose id is the request's plus 1000.
pub(crate) fn open_cases(store: &Store, keys: &KeyStore, first: u128, last: u128) {
    store
        .write(ONE, |tx| {
            if tx.find_policy_version(id(900))?.is_none() {
                tx.insert_policy_version(PolicyVersion {
                    id: id(900),
                    number: 1,
                    revision: 1,
                    document: preset("la_dcfs").unwrap().document.clone(),
                    effective: None,
                    asked_until: None,
                    drafted_by: id(901),
                    drafted_on: day(),
                    activated_by: None,
                    activated_on: None,
                })?;
            }
            Ok::<(), StoreError>(())
        })
        .unwrap();
    for number in first..=last {
        let recipient = keys.seal_recipient(AGENCY, case(number), &recipient(number)).unwrap();
        let record = CaseRecord { id: case(number), request_id: id(number), opened_on: day(), recipient };
        store
            .write(ONE, move |tx| {
                tx.insert_request(request(number))?;
                tx.insert_case_record(record)
            })
            .unwrap();
    }
}

/// The case of a request.
pub(crate) fn case(number: u128) -> Uuid {
    id(number + 1000)
}

/// Takes a recipient out, with its disclosure.
pub(crate) fn take_out(store: &Store, number: u128) -> Result<Disclosed<CaseRecord>, StoreError> {
    store.disclose(ONE, move |tx| {
        let record = tx.case_of_request(id(number))?.ok_or(StoreError::Stale)?;
        Ok((tx.record_disclosure(disclosure(), record.id)?, record))
    })
}

/// What a reader of a request's recipient comes to.
pub(crate) fn read(store: &Store, keys: &KeyStore, number: u128) -> Result<Recipient, KeyError> {
    keys.open_recipient(&take_out(store, number)?)
}

/// Closes a request, and destroys the key as the server does.
pub(crate) fn close(store: &Store, keys: &KeyStore, number: u128) {
    assert!(close_only(store, number), "there was a case");
    assert_eq!(keys.carry_out_purges(store, AGENCY), Ok(1));
}

/// Closes a request; the server dies before it destroys the key.
pub(crate) fn close_only(store: &Store, number: u128) -> bool {
    store.write(ONE, move |tx| tx.close_request(id(number), october())).unwrap()
}

/// An audit row that says somebody looked; to whom does not matter here.
pub(crate) fn disclosure() -> AuditRow {
    static TURN: AtomicU64 = AtomicU64::new(1_000_000);
    let number = u128::from(TURN.fetch_add(1, Ordering::SeqCst));
    let (at, verb, role) = (chrono::DateTime::UNIX_EPOCH, "read_recipient".to_owned(), "peer".to_owned());
    let body = AuditBody::Event { at, verb, role, actor: None, object: None, policy_version: None };
    AuditRow { id: id(number), body }
}

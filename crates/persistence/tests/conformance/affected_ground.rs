//! Incidents with whom they affected, in a store with its key store beside it. The policy version is that of
//! `case_ground`.

use crate::case_ground::{AGENCY, ONE, case, disclosure, october};
use crate::ground::{day, id, unit};
use peerline_persistence::keys::{KeyError, KeyStore};
use peerline_persistence::records::{AffectedPerson, Incident, IncidentName};
use peerline_persistence::{Store, StoreError};
use uuid::Uuid;

/// Two people, invented.
pub(crate) fn people(number: u128) -> Vec<AffectedPerson> {
    let contact = Some(format!("robin{number}@example.org"));
    vec![
        AffectedPerson { name: format!("Robin Example {number}"), contact },
        AffectedPerson { name: format!("Ash Example {number}"), contact: None },
    ]
}

/// An incident that affected them; its case is numbered like a request's.
pub(crate) fn affect(store: &Store, keys: &KeyStore, number: u128) {
    let rows = people(number).into_iter().zip(1..);
    let rows: Vec<(Uuid, AffectedPerson)> =
        rows.map(|(person, at)| (id(number * 100 + at), person)).collect();
    let sealed = keys.seal_people(AGENCY, case(number), rows).unwrap();
    let name = move |person| IncidentName { incident_id: id(number), case_id: case(number), person };
    store
        .write(ONE, move |tx| {
            let place = unit(number + 5000, &format!("Unit {number}"));
            let incident = Incident {
                id: id(number),
                policy_version_id: id(900),
                type_code: "officer_involved_shooting".to_owned(),
                occurred_on: day(),
                unit_id: place.id,
                route: "notice".to_owned(),
                case_qualifies: None,
                case_judged_on: None,
                state: "raised".to_owned(),
                revision: 1,
            };
            tx.insert_unit(place)?;
            tx.insert_incident(incident)?;
            tx.replace_incident_names(id(number), sealed.into_iter().map(name).collect())
        })
        .unwrap();
}

/// What a reader of whom an incident affected comes to.
pub(crate) fn affected(
    store: &Store,
    keys: &KeyStore,
    number: u128,
) -> Result<Vec<AffectedPerson>, KeyError> {
    let disclosed = store.disclose(ONE, move |tx| {
        let case = tx.case_of_incident(id(number))?.ok_or(StoreError::Stale)?;
        let names = tx.names_of_incident(id(number))?;
        Ok::<_, StoreError>((tx.record_disclosure(disclosure(), case)?, names))
    })?;
    keys.open_people(&disclosed)
}

/// Purges whom an incident affected, and destroys the key as the server does.
pub(crate) fn purge_affected(store: &Store, keys: &KeyStore, number: u128) {
    assert!(store.write(ONE, move |tx| tx.purge_names_of_incident(id(number), october())).unwrap());
    assert_eq!(keys.carry_out_purges(store, AGENCY), Ok(1));
}

//! Whom an incident affected: sealed on the way in, opened after a disclosure.

use super::{KeyError, KeyStore};
use crate::disclosure::Disclosed;
use crate::records::{AffectedPerson, IncidentName, SealedPerson};
use crate::sealing::{Place, Sealed};
use uuid::Uuid;

const TABLE: &str = "incident_names";
const NAME: &str = "person_name";
const CONTACT: &str = "person_contact";

impl KeyStore {
    /// Seals people, each for the row beside them, with the key of an incident's case, which is drawn where there is
    /// none. Done before the transaction that stores them. Blocks the calling thread.
    ///
    /// # Errors
    /// `Purged` where the case is.
    pub fn seal_people(
        &self,
        agency: Uuid,
        case: Uuid,
        people: Vec<(Uuid, AffectedPerson)>,
    ) -> Result<Vec<SealedPerson>, KeyError> {
        let key = self.case_key_or_new(agency, case)?;
        let mut sealed = Vec::with_capacity(people.len());
        for (row, person) in people {
            let seal = |column, value: &String| {
                let place = Place { agency, table: TABLE, row, column };
                Sealed::seal(&key, &place, value, self.random.as_ref())
            };
            sealed.push(SealedPerson {
                id: row,
                name: seal(NAME, &person.name)?,
                contact: person.contact.as_ref().map(|value| seal(CONTACT, value)).transpose()?,
            });
        }
        Ok(sealed)
    }

    /// Opens the people of an incident whose disclosure is in the audit. Blocks the calling thread.
    ///
    /// # Errors
    /// `Purged` where the key is destroyed; `Damaged` where a row is another case's than the audit row's.
    pub fn open_people(
        &self,
        disclosed: &Disclosed<Vec<IncidentName>>,
    ) -> Result<Vec<AffectedPerson>, KeyError> {
        let agency = disclosed.agency;
        let key = self.case_key(agency, disclosed.case)?;
        let mut people = Vec::with_capacity(disclosed.sealed.len());
        for IncidentName { person: SealedPerson { id, name, contact }, .. } in &disclosed.sealed {
            let open = |column, sealed: &Sealed<String>| {
                sealed.open(&key, &Place { agency, table: TABLE, row: *id, column })
            };
            people.push(AffectedPerson {
                name: open(NAME, name)?,
                contact: contact.as_ref().map(|sealed| open(CONTACT, sealed)).transpose()?,
            });
        }
        Ok(people)
    }
}

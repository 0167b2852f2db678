//! The recipient of a request: sealed on the way in, opened after a disclosure.

use super::{KeyError, KeyStore};
use crate::disclosure::Disclosed;
use crate::records::{CaseRecord, Recipient, SealedRecipient};
use crate::sealing::{Place, Sealed, SecretKey};
use uuid::Uuid;

const TABLE: &str = "case_records";
const NAME: &str = "recipient_name";
const CONTACT: &str = "recipient_contact";
const CONTEXT: &str = "context";

impl KeyStore {
    /// Seals a recipient with the key of a case, which is drawn where there is none. Done before the transaction
    /// that stores it: the key is durable before anything is sealed with it. Blocks the calling thread.
    ///
    /// # Errors
    /// `Purged` where the case is.
    pub fn seal_recipient(
        &self,
        agency: Uuid,
        case: Uuid,
        recipient: &Recipient,
    ) -> Result<SealedRecipient, KeyError> {
        let key = self.case_key_or_new(agency, case)?;
        let seal = |column, value: &String| {
            let place = Place { agency, table: TABLE, row: case, column };
            Sealed::seal(&key, &place, value, self.random.as_ref())
        };
        Ok(SealedRecipient {
            name: seal(NAME, &recipient.name)?,
            contact: recipient.contact.as_ref().map(|value| seal(CONTACT, value)).transpose()?,
            context: recipient.context.as_ref().map(|value| seal(CONTEXT, value)).transpose()?,
        })
    }

    /// Opens the recipient of a case whose disclosure is in the audit. Blocks the calling thread.
    ///
    /// # Errors
    /// `Purged` where the key is destroyed; `Damaged` where the record is another case's than the audit row's.
    pub fn open_recipient(&self, disclosed: &Disclosed<CaseRecord>) -> Result<Recipient, KeyError> {
        let (agency, case) = (disclosed.agency, disclosed.case);
        let key: SecretKey = self.case_key(agency, case)?;
        let open = |column, sealed: &Sealed<String>| {
            sealed.open(&key, &Place { agency, table: TABLE, row: case, column })
        };
        let SealedRecipient { name, contact, context } = &disclosed.sealed.recipient;
        Ok(Recipient {
            name: open(NAME, name)?,
            contact: contact.as_ref().map(|sealed| open(CONTACT, sealed)).transpose()?,
            context: context.as_ref().map(|sealed| open(CONTEXT, sealed)).transpose()?,
        })
    }
}

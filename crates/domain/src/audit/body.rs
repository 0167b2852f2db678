use crate::calendar::{Month, Timestamp};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A chain of batches of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Stream {
    /// Who did what to what, and when.
    Events,
    /// What was done about contacts where no recipient may be derived: month, verb and role (Part 1D).
    Contacts,
}

impl Stream {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Events, Self::Contacts];

    /// The code as it travels and is stored.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Events => "events",
            Self::Contacts => "contacts",
        }
    }

    /// The stream of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stream| stream.as_str() == code)
    }
}

/// What was acted on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditObject {
    /// Kind of object, for example `unit`.
    pub kind: String,
    /// Its identifier; none where the kind has one per agency or month.
    pub id: Option<Uuid>,
}

/// What a row of the audit says. A row about a contact has no place for an actor, an object or an instant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AuditBody {
    /// Who did what to what, and when (GOV-17).
    Event {
        /// The instant of the request.
        at: Timestamp,
        /// What was done.
        verb: String,
        /// In which role.
        role: String,
        /// The principal; none for the server and for the public.
        actor: Option<Uuid>,
        /// What it was done to.
        object: Option<AuditObject>,
        /// The policy version in force; none where there was none.
        policy_version: Option<Uuid>,
    },
    /// That something was done about a contact in a month (Part 1D).
    Contact {
        /// The agency's local month.
        month: Month,
        /// What was done.
        verb: String,
        /// In which role.
        role: String,
    },
}

/// Version of the canonical form; a commitment is over exactly one form.
const FORM: u8 = 1;

impl AuditBody {
    /// The stream it belongs to.
    pub const fn stream(&self) -> Stream {
        match self {
            Self::Event { .. } => Stream::Events,
            Self::Contact { .. } => Stream::Contacts,
        }
    }

    /// The bytes that are committed to: a version, then each field with its length, an absent one marked as such.
    /// Two rows that differ have different bytes.
    pub fn canonical(&self) -> Vec<u8> {
        let mut bytes = vec![FORM];
        put(&mut bytes, Some(self.stream().as_str().as_bytes()));
        match self {
            Self::Event { at, verb, role, actor, object, policy_version } => {
                put(&mut bytes, Some(&at.timestamp_micros().to_be_bytes()));
                put(&mut bytes, Some(verb.as_bytes()));
                put(&mut bytes, Some(role.as_bytes()));
                put(&mut bytes, actor.as_ref().map(|id| id.as_bytes().as_slice()));
                put(&mut bytes, object.as_ref().map(|object| object.kind.as_bytes()));
                let id = object.as_ref().and_then(|object| object.id.as_ref());
                put(&mut bytes, id.map(|id| id.as_bytes().as_slice()));
                put(&mut bytes, policy_version.as_ref().map(|id| id.as_bytes().as_slice()));
            }
            Self::Contact { month, verb, role } => {
                put(&mut bytes, Some(month.to_string().as_bytes()));
                put(&mut bytes, Some(verb.as_bytes()));
                put(&mut bytes, Some(role.as_bytes()));
            }
        }
        bytes
    }
}

/// Appends a field: a mark whether it is there, its length, and itself.
pub(super) fn put(bytes: &mut Vec<u8>, field: Option<&[u8]>) {
    let Some(field) = field else {
        bytes.push(0);
        return;
    };
    bytes.push(1);
    bytes.extend((field.len() as u64).to_be_bytes());
    bytes.extend(field);
}

#[cfg(test)]
mod tests {
    use super::{AuditBody, AuditObject};
    use chrono::DateTime;
    use std::collections::BTreeSet;
    use uuid::Uuid;

    #[test]
    fn gov_17_rows_that_differ_in_one_field_differ_in_their_bytes() {
        let event = |verb: &str, role: &str, actor, object: Option<(&str, Option<Uuid>)>, version| {
            let at = DateTime::from_timestamp(1_790_870_400, 0).unwrap();
            let object = object.map(|(kind, id)| AuditObject { kind: kind.to_owned(), id });
            let (verb, role) = (verb.to_owned(), role.to_owned());
            AuditBody::Event { at, verb, role, actor, object, policy_version: version }
        };
        let id = Some(Uuid::from_u128(7));
        let month = "2026-10".parse().unwrap();
        let contact = |verb: &str, role: &str| AuditBody::Contact {
            month,
            verb: verb.to_owned(),
            role: role.to_owned(),
        };
        let bodies = [
            event("a", "bc", None, None, None),
            event("ab", "c", None, None, None),
            event("a", "bc", id, None, None),
            event("a", "bc", None, Some(("unit", None)), None),
            event("a", "bc", None, Some(("unit", id)), None),
            event("a", "bc", None, None, id),
            contact("a", "bc"),
            contact("ab", "c"),
        ];
        let distinct: BTreeSet<Vec<u8>> = bodies.iter().map(AuditBody::canonical).collect();
        assert_eq!(distinct.len(), bodies.len());
    }
}

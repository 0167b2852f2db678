//! One field of a form: what the contract says of it, and what the policy makes of it.

use super::dto::{Condition, FieldType, FormCode};
use peerline_domain::policy::{PolicyDocument, SettingError};

/// Reads from the policy what it makes of a field.
pub type Reading = fn(&PolicyDocument) -> Result<Standing, SettingError>;

/// A field of a body, as the contract has it. A test compares each table of these with the schema of its body.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// Name; a field of a nested object is `object/field`.
    pub name: &'static str,
    /// What stands beside it.
    pub label: &'static str,
    /// Type.
    pub kind: FieldType,
    /// Whether the contract asks for it always.
    pub required: bool,
    /// Smallest and greatest number.
    pub range: Option<(i32, i32)>,
    /// Shortest and greatest length, in characters.
    pub length: Option<(i32, i32)>,
    /// Address at which the ids to choose from are listed.
    pub listed_at: Option<&'static str>,
    /// Requirement behind it.
    pub requirement: Option<&'static str>,
    /// What the policy makes of it.
    pub reading: Option<Reading>,
}

/// What a policy makes of a field.
#[derive(Debug, Clone)]
pub struct Standing {
    /// Whether it may be sent at all.
    pub permitted: bool,
    /// Whether the policy asks for it although the contract does not.
    pub required: bool,
    /// Whether the answer counts.
    pub asked: bool,
    /// Codes to choose from.
    pub codes: Option<Vec<FormCode>>,
    /// For which codes of another field it is asked for.
    pub required_when: Option<Condition>,
    /// For which codes of another field only it may be sent.
    pub permitted_when: Option<Condition>,
    /// Requirement behind that, where it is another than the field's.
    pub requirement: Option<&'static str>,
    /// Clause of the policy.
    pub clause: Option<String>,
}

impl Default for Standing {
    fn default() -> Self {
        Self {
            permitted: true,
            required: false,
            asked: true,
            codes: None,
            required_when: None,
            permitted_when: None,
            requirement: None,
            clause: None,
        }
    }
}

impl Standing {
    /// A choice of codes.
    pub fn choice(codes: Vec<FormCode>) -> Self {
        Self { codes: Some(codes), ..Self::default() }
    }

    /// The same, on a clause.
    #[must_use]
    pub fn under(mut self, clause: Option<&str>) -> Self {
        self.clause = clause.map(str::to_owned);
        self
    }
}

impl Field {
    const fn new(name: &'static str, label: &'static str, kind: FieldType) -> Self {
        Self {
            name,
            label,
            kind,
            required: false,
            range: None,
            length: None,
            listed_at: None,
            requirement: None,
            reading: None,
        }
    }

    /// A code of a list.
    pub const fn code(name: &'static str, label: &'static str) -> Self {
        Self::new(name, label, FieldType::Code)
    }

    /// A line of text.
    pub const fn text(name: &'static str, label: &'static str) -> Self {
        Self::new(name, label, FieldType::Text)
    }

    /// An id, of something listed at an address.
    pub const fn id(name: &'static str, label: &'static str, listed_at: &'static str) -> Self {
        Self { listed_at: Some(listed_at), ..Self::new(name, label, FieldType::Id) }
    }

    /// A day.
    pub const fn day(name: &'static str, label: &'static str) -> Self {
        Self::new(name, label, FieldType::Day)
    }

    /// An instant with its offset.
    pub const fn instant(name: &'static str, label: &'static str) -> Self {
        Self::new(name, label, FieldType::Instant)
    }

    /// A whole number from `least` to `greatest`.
    pub const fn number(name: &'static str, label: &'static str, least: i32, greatest: i32) -> Self {
        Self { range: Some((least, greatest)), ..Self::new(name, label, FieldType::Integer) }
    }

    /// Yes or no.
    pub const fn yes_or_no(name: &'static str, label: &'static str) -> Self {
        Self::new(name, label, FieldType::Boolean)
    }

    /// An object; its fields follow as `object/field`.
    pub const fn object(name: &'static str, label: &'static str) -> Self {
        Self::new(name, label, FieldType::Object)
    }

    /// A list of objects; their fields follow as `list/field`.
    pub const fn list(name: &'static str, label: &'static str) -> Self {
        Self::new(name, label, FieldType::List)
    }

    /// The same, asked for always.
    #[must_use]
    pub const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// The same, of a length in characters.
    #[must_use]
    pub const fn of_length(mut self, least: i32, greatest: i32) -> Self {
        self.length = Some((least, greatest));
        self
    }

    /// The same, resting on a requirement.
    #[must_use]
    pub const fn by(mut self, requirement: &'static str) -> Self {
        self.requirement = Some(requirement);
        self
    }

    /// The same, with what the policy makes of it.
    #[must_use]
    pub const fn read(mut self, reading: Reading) -> Self {
        self.reading = Some(reading);
        self
    }
}

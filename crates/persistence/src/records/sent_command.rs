use chrono::NaiveDate;

/// A command that was carried out, as it is recognized when it is sent again. Names nothing: see ADR 14.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SentCommand {
    /// HMAC over who sent it under which key: 32 bytes.
    pub slot: Vec<u8>,
    /// HMAC over what was asked: 32 bytes.
    pub fingerprint: Vec<u8>,
    /// What it came to, sealed.
    pub outcome: Vec<u8>,
    /// The UTC day, by which the row is deleted.
    pub kept_on: NaiveDate,
}

/// What is known of a command that has just arrived.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Recognized {
    /// Nothing: it is this transaction's to carry out.
    New,
    /// Another transaction is at it.
    InFlight,
    /// It was carried out.
    CarriedOut(SentCommand),
}

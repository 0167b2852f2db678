use diesel::result::{DatabaseErrorKind, Error};

/// Why a body of work could not be carried out. Never holds a value that was to be stored.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// No connection, or no place in the writer's queue, within the time allowed: 503.
    #[error("the database is busy")]
    Busy,
    /// Another row already has this key. Which one, the operation knows: SQLite names no constraint.
    #[error("a row with this key exists")]
    Duplicate,
    /// A row this one refers to does not exist.
    #[error("a row referred to does not exist")]
    MissingReference,
    /// The row changed between reading and writing.
    #[error("the row changed in between")]
    Stale,
    /// A body that belongs to one agency ran without one.
    #[error("a query of one agency ran outside any agency")]
    NoAgency,
    /// A stored value is not of the form this version writes.
    #[error("a stored value of {0} cannot be read")]
    Unreadable(&'static str),
    /// The body of work panicked; its changes are rolled back.
    #[error("a body of work ended abnormally")]
    Panicked,
    /// The database may not be used as it stands; the words say what to do about it.
    #[error("{0}")]
    Refused(&'static str),
    /// The database failed. The kind only: messages of a database can quote values.
    #[error("the database failed: {0}")]
    Failed(&'static str),
}

impl From<Error> for StoreError {
    fn from(error: Error) -> Self {
        match error {
            Error::DatabaseError(kind, information) => match kind {
                DatabaseErrorKind::UniqueViolation => Self::Duplicate,
                DatabaseErrorKind::ForeignKeyViolation => Self::MissingReference,
                DatabaseErrorKind::CheckViolation => Self::Failed("check violation"),
                DatabaseErrorKind::NotNullViolation => Self::Failed("not-null violation"),
                // A server that went away is back in a moment, or another takes its place.
                DatabaseErrorKind::SerializationFailure
                | DatabaseErrorKind::ClosedConnection
                | DatabaseErrorKind::UnableToSendCommand => Self::Busy,
                DatabaseErrorKind::ReadOnlyTransaction => Self::Failed("read-only transaction"),
                _ if gave_up_waiting(information.message()) => Self::Busy,
                _ => Self::Failed("database error"),
            },
            // A connection whose server went away; the pool throws it away.
            Error::BrokenTransactionManager => Self::Busy,
            Error::NotFound => Self::Stale,
            Error::DeserializationError(_) => Self::Unreadable("a column"),
            Error::SerializationError(_) => Self::Failed("serialization"),
            _ => Self::Failed("transaction"),
        }
    }
}

/// Whether PostgreSQL broke off because something waited too long. Diesel hands no SQLSTATE on for these, so they
/// are known by their words, which no caller's value is part of; `lc_messages` must be English for it.
fn gave_up_waiting(message: &str) -> bool {
    [
        "deadlock detected",
        "canceling statement due to lock timeout",
        "canceling statement due to statement timeout",
        "terminating connection due to",
        "the database system is",
    ]
    .iter()
    .any(|known| message.starts_with(known))
}

impl From<diesel::r2d2::PoolError> for StoreError {
    fn from(_: diesel::r2d2::PoolError) -> Self {
        Self::Busy
    }
}

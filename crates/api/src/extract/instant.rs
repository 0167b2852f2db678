use crate::problem::{Code, FieldError, Problem, TechnicalCode};
use chrono_tz::Tz;
use peerline_domain::calendar::{InstantError, Timestamp, parse_instant};
use peerline_domain::catalog::RefusalCode;

/// An instant of the past or present that a body names at `pointer` (TIME-7). `zone` is the agency's.
///
/// # Errors
/// `ambiguous_local_time`, `nonexistent_local_time`, `offset_required`, `malformed_timestamp`; `time_in_future`
/// for an instant later than `now`.
pub fn instant(text: &str, zone: Tz, now: Timestamp, pointer: &str) -> Result<Timestamp, Problem> {
    let instant = parse_instant(text, zone).map_err(|error| {
        let field = FieldError::at(pointer, code_of(error)).saying(error.to_string());
        Problem { requirement: Some("TIME-7".to_owned()), ..Problem::fields(vec![field]) }
    })?;
    if instant > now {
        return Err(Problem::field(pointer, Code::Technical(TechnicalCode::TimeInFuture)));
    }
    Ok(instant)
}

const fn code_of(error: InstantError) -> Code {
    match error {
        InstantError::Ambiguous => Code::Rule(RefusalCode::AmbiguousLocalTime),
        InstantError::Nonexistent => Code::Rule(RefusalCode::NonexistentLocalTime),
        InstantError::OffsetMissing => Code::Technical(TechnicalCode::OffsetRequired),
        InstantError::Malformed => Code::Technical(TechnicalCode::MalformedTimestamp),
    }
}

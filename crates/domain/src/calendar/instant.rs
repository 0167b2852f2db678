//! Instants as clients write them (TIME-7), and the local day they fall on.

use chrono::{
    DateTime, Datelike, LocalResult, NaiveDate, NaiveDateTime, Offset, TimeDelta, TimeZone, Timelike, Utc,
};
use chrono_tz::Tz;

/// An instant on the UTC time line. What is stored has whole microseconds ([`to_microseconds`]).
pub type Timestamp = DateTime<Utc>;

/// First year that is read.
pub const FIRST_YEAR: i32 = 1970;

/// Last year that is read: one year of four digits is left for due dates and terms that follow.
pub const LAST_YEAR: i32 = 9998;

/// Why a text is no instant. Holds nothing of what was submitted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InstantError {
    /// No offset, and the clocks showed this time twice.
    #[error("this local time occurs twice in the agency's zone; write it with its offset")]
    Ambiguous,
    /// No offset, and the clocks never showed this time.
    #[error("this local time does not exist in the agency's zone")]
    Nonexistent,
    /// No offset, though only one instant can be meant.
    #[error("a timestamp carries an offset from UTC, or Z")]
    OffsetMissing,
    /// No timestamp, or one outside the years 1970 to 9998.
    #[error("a timestamp is written as in RFC 3339, with a year from 1970 to 9998")]
    Malformed,
}

impl InstantError {
    /// Stable code of the catalog.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Ambiguous => "ambiguous_local_time",
            Self::Nonexistent => "nonexistent_local_time",
            Self::OffsetMissing => "offset_required",
            Self::Malformed => "malformed_timestamp",
        }
    }
}

/// Cuts what is finer than a microsecond, the resolution of both databases.
pub fn to_microseconds(instant: Timestamp) -> Timestamp {
    instant.with_nanosecond(instant.nanosecond() / 1_000 * 1_000).unwrap_or(instant)
}

/// The day the zone's calendar shows at `instant`.
pub fn local_date(instant: Timestamp, tz: Tz) -> NaiveDate {
    let utc = instant.naive_utc();
    // `DateTime::date_naive` panics in the calendar's very first and last hours; there the UTC day has to do.
    utc.checked_add_offset(tz.offset_from_utc_datetime(&utc).fix()).unwrap_or(utc).date()
}

/// Reads an instant, to the microsecond (finer digits are cut). The seconds may be left out; the offset may
/// not, and `tz`, the agency's zone, only decides what to say about one that is missing (TIME-7).
///
/// # Errors
/// - [`InstantError::Malformed`]: anything but `YYYY-MM-DDTHH:MM[:SS[.f…]]` and `Z` or `±HH:MM`; a day that
///   does not exist; second 60; years outside 1970 to 9998, as written or in UTC.
/// - [`InstantError::Ambiguous`], [`InstantError::Nonexistent`], [`InstantError::OffsetMissing`]: a local time
///   without an offset that occurs twice, never or once in `tz`.
pub fn parse_instant(text: &str, tz: Tz) -> Result<Timestamp, InstantError> {
    let (local, offset) = written(text).ok_or(InstantError::Malformed)?;
    if let Some(offset) = offset {
        let utc = local.checked_sub_signed(offset).filter(in_years).ok_or(InstantError::Malformed)?;
        return Ok(utc.and_utc());
    }
    Err(match tz.from_local_datetime(&local) {
        LocalResult::Ambiguous(..) => InstantError::Ambiguous,
        LocalResult::None => InstantError::Nonexistent,
        LocalResult::Single(_) => InstantError::OffsetMissing,
    })
}

fn in_years(time: &NaiveDateTime) -> bool {
    (FIRST_YEAR..=LAST_YEAR).contains(&time.year())
}

/// The local time and the offset as they are written, or `None` where the text is malformed.
fn written(text: &str) -> Option<(NaiveDateTime, Option<TimeDelta>)> {
    let mut rest = Rest(text.as_bytes());
    let year = rest.number(4)?;
    rest.one_of(b"-")?;
    let month = rest.number(2)?;
    rest.one_of(b"-")?;
    let day = rest.number(2)?;
    rest.one_of(b"Tt")?;
    let hour = rest.number(2)?;
    rest.one_of(b":")?;
    let minute = rest.number(2)?;
    let (mut second, mut micros) = (0, 0);
    if rest.one_of(b":").is_some() {
        second = rest.number(2)?;
        if rest.one_of(b".").is_some() {
            micros = rest.fraction()?;
        }
    }
    let offset = if rest.0.is_empty() { None } else { Some(rest.offset()?) };
    let local = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)?
        .and_hms_micro_opt(hour, minute, second, micros)
        .filter(in_years)?;
    Some((local, offset))
}

/// What is left to read.
struct Rest<'a>(&'a [u8]);

impl Rest<'_> {
    /// The next byte, where it is one of `allowed`; otherwise nothing is read.
    fn one_of(&mut self, allowed: &[u8]) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        allowed.contains(first).then(|| self.0 = rest)?;
        Some(*first)
    }

    fn digit(&mut self) -> Option<u32> {
        self.one_of(b"0123456789").map(|byte| u32::from(byte - b'0'))
    }

    /// A number of exactly `digits` digits.
    fn number(&mut self, digits: usize) -> Option<u32> {
        (0..digits).try_fold(0, |number, _| Some(number * 10 + self.digit()?))
    }

    /// The microseconds of a fraction of one digit or more.
    fn fraction(&mut self) -> Option<u32> {
        let mut micros = self.digit()? * 100_000;
        let mut place = 10_000;
        while let Some(digit) = self.digit() {
            micros += digit * place;
            // Reaches 0 after the sixth digit: what follows is read and cut.
            place /= 10;
        }
        Some(micros)
    }

    /// `Z` or `±HH:MM`, and after it the end of the text.
    fn offset(&mut self) -> Option<TimeDelta> {
        let seconds = match self.one_of(b"Zz+-")? {
            sign @ (b'+' | b'-') => {
                let hours = self.number(2).filter(|hours| *hours < 24)?;
                self.one_of(b":")?;
                let minutes = self.number(2).filter(|minutes| *minutes < 60)?;
                let seconds = i64::from(hours * 3_600 + minutes * 60);
                if sign == b'-' { -seconds } else { seconds }
            }
            _ => 0,
        };
        self.0.is_empty().then_some(TimeDelta::seconds(seconds))
    }
}

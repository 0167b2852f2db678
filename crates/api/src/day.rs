//! Days as they are sent: `YYYY-MM-DD`, of the years the calendar reads.
//!
//! A year of five digits is a date to the library, but not to RFC 3339, and in text it would sort before today.

use chrono::{Datelike, NaiveDate};
use peerline_domain::calendar::{FIRST_YEAR, LAST_YEAR};
use serde::de::Error;
use serde::{Deserialize, Deserializer};

const FORM: &str = "a day is written YYYY-MM-DD, with a year from 1970 to 9998";

fn read(text: &str) -> Option<NaiveDate> {
    let day: NaiveDate = text.parse().ok()?;
    (text.len() == 10 && (FIRST_YEAR..=LAST_YEAR).contains(&day.year())).then_some(day)
}

/// Reads a day.
pub fn day<'de, D: Deserializer<'de>>(deserializer: D) -> Result<NaiveDate, D::Error> {
    read(&String::deserialize(deserializer)?).ok_or_else(|| D::Error::custom(FORM))
}

/// Reads a day or null.
pub fn optional_day<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<NaiveDate>, D::Error> {
    let text: Option<String> = Option::deserialize(deserializer)?;
    text.map(|text| read(&text).ok_or_else(|| D::Error::custom(FORM))).transpose()
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn a_day_is_ten_characters_of_a_year_the_calendar_reads() {
        assert!(read("2026-10-01").is_some());
        for text in
            ["+10000-01-01", "-262143-01-01", "1969-12-31", "9999-01-01", "2026-1-1", "2026-02-30", ""]
        {
            assert!(read(text).is_none(), "{text}");
        }
    }
}

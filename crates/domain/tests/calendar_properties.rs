//! Laws of the calendar in every IANA zone, with the clock changes drawn more often than chance would.
#![cfg(test)]

use chrono::{
    DateTime, Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime, Offset, SecondsFormat, TimeDelta,
    TimeZone, Utc, Weekday,
};
use chrono_tz::{TZ_VARIANTS, Tz};
use peerline_domain::calendar::*;
use proptest::prelude::*;
use proptest::sample::select;

fn zone() -> impl Strategy<Value = Tz> {
    select(TZ_VARIANTS.to_vec())
}

fn date() -> impl Strategy<Value = NaiveDate> {
    // Forty thousand days after 1970 are 109 years.
    (0u64..40_000).prop_map(|after| NaiveDate::from_ymd_opt(1970, 1, 1).unwrap() + Days::new(after))
}

fn offset_seconds(instant: Timestamp, tz: Tz) -> i32 {
    tz.offset_from_utc_datetime(&instant.naive_utc()).fix().local_minus_utc()
}

/// The year's clock changes in the zone, each as the first second of the new offset.
fn clock_changes(year: i32, tz: Tz) -> Vec<Timestamp> {
    let start = NaiveDate::from_ymd_opt(year, 1, 1).unwrap().and_time(NaiveTime::MIN).and_utc();
    let changed =
        |from: &Timestamp| offset_seconds(*from, tz) != offset_seconds(*from + TimeDelta::days(3), tz);
    (0..122)
        .map(|step| start + TimeDelta::days(3 * step))
        .filter(changed)
        .map(|from| {
            let (mut before, mut after) = (from, from + TimeDelta::days(3));
            while after - before > TimeDelta::seconds(1) {
                let middle = before + TimeDelta::seconds((after - before).num_seconds() / 2);
                let same = offset_seconds(middle, tz) == offset_seconds(from, tz);
                if same { before = middle } else { after = middle }
            }
            after
        })
        .collect()
}

/// A zone and an instant: mostly within a day and a half of a clock change, on a quarter of an hour often.
fn moment() -> impl Strategy<Value = (Tz, Timestamp)> {
    let near = prop_oneof![-130_000i64..130_000, (-100i64..100).prop_map(|quarter| quarter * 900)];
    (zone(), 1970i32..2090, any::<prop::sample::Index>(), near, 0u32..1_000_000).prop_map(
        |(tz, year, pick, near, micros)| {
            let changes = clock_changes(year, tz);
            let base = if changes.is_empty() {
                NaiveDate::from_yo_opt(year, 180).unwrap().and_time(NaiveTime::MIN).and_utc()
            } else {
                changes[pick.index(changes.len())]
            };
            // Whole seconds half of the time, since clocks change on them.
            let micros = if micros % 2 == 0 { 0 } else { micros };
            (tz, base + TimeDelta::seconds(near) + TimeDelta::microseconds(i64::from(micros)))
        },
    )
}

/// How often the zone's clocks show `local`, found without asking for a local time: by the offsets in force
/// in the days around it.
fn occurrences(local: NaiveDateTime, tz: Tz) -> usize {
    let mut offsets: Vec<i32> = (-192..=192)
        .map(|quarter| offset_seconds(local.and_utc() + TimeDelta::minutes(15 * quarter), tz))
        .collect();
    offsets.sort_unstable();
    offsets.dedup();
    let holds = |offset: &i32| {
        let instant = local.and_utc() - TimeDelta::seconds(i64::from(*offset));
        offset_seconds(instant, tz) == *offset
    };
    offsets.iter().filter(|offset| holds(offset)).count()
}

/// Whether the clocks went back over the midnight after `date`, so that the calendar showed it once more.
fn old_day_returns(date: NaiveDate, tz: Tz) -> bool {
    let midnight = (date + Days::new(1)).and_time(NaiveTime::MIN);
    let last = tz.from_local_datetime(&midnight).latest().map(|last| last.with_timezone(&Utc));
    last.is_some_and(|last| {
        last > end_of_day(date, tz) && local_date(last - TimeDelta::microseconds(1), tz) == date
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn time_02_hours_window_has_one_length_whatever_the_clocks_do(
        (_, anchor) in moment(), min in 0u32..2_000, length in 0u32..2_000,
    ) {
        let window = HoursWindow::new(Some(min), Some(min + length)).unwrap();
        let Interval { start: Some(start), end: Some(end) } = window.from(anchor) else {
            return Err(TestCaseError::fail("both ends are set"));
        };
        prop_assert_eq!(start - anchor, TimeDelta::hours(i64::from(min)));
        prop_assert_eq!(end - start, TimeDelta::hours(i64::from(length)));
        let tick = TimeDelta::microseconds(1);
        prop_assert_eq!(window.judge(anchor, start - tick), Timing::Early);
        prop_assert_eq!(window.judge(anchor, start), Timing::Inside);
        prop_assert_eq!(window.judge(anchor, end), Timing::Inside);
        prop_assert_eq!(window.judge(anchor, end + tick), Timing::Late);
    }

    #[test]
    fn time_03_days_window_counts_local_days(
        (tz, anchor) in moment(), elapsed in 0i64..20 * 86_400, min in 0u32..10, length in 0u32..10,
    ) {
        let window = DaysWindow::new(Some(min), Some(min + length)).unwrap();
        let (first, at) = (local_date(anchor, tz), local_date(anchor + TimeDelta::seconds(elapsed), tz));
        let days = (at - first).num_days();
        let expected = if days < i64::from(min) {
            Timing::Early
        } else if days <= i64::from(min + length) {
            Timing::Inside
        } else {
            Timing::Late
        };
        prop_assert_eq!(window.judge(first, at), expected);
    }

    #[test]
    fn time_05_on_time_is_what_the_local_calendar_says((tz, submitted) in moment(), late in -2i64..3) {
        let shown = submitted.with_timezone(&tz).date_naive();
        prop_assert_eq!(local_date(submitted, tz), shown);
        prop_assert_eq!(is_on_time(shown + TimeDelta::days(-late), submitted, tz), late <= 0);
    }

    #[test]
    fn time_05_end_of_day_is_the_first_instant_of_a_later_day((tz, instant) in moment()) {
        let date = local_date(instant, tz);
        let end = end_of_day(date, tz);
        prop_assert!(local_date(end, tz) > date);
        let before = local_date(end - TimeDelta::microseconds(1), tz);
        prop_assert!(before <= date);
        // Up to its end the calendar shows no later day: looked at every quarter of an hour.
        for quarter in 1..=200 {
            prop_assert!(local_date(end - TimeDelta::minutes(15 * quarter), tz) <= date);
        }
    }

    #[test]
    fn time_05_end_of_day_and_on_time_agree_unless_the_old_day_returns((tz, instant) in moment()) {
        let date = local_date(instant, tz);
        let end = end_of_day(date, tz);
        let returns = old_day_returns(date, tz);
        for probe in [instant, end, end - TimeDelta::microseconds(1), end + TimeDelta::minutes(30)] {
            let on_time = is_on_time(date, probe, tz);
            if returns {
                prop_assert!(on_time || probe >= end);
            } else {
                prop_assert_eq!(on_time, probe < end);
            }
        }
    }

    #[test]
    fn time_07_every_offset_time_is_read_back((tz, instant) in moment(), utc in any::<bool>()) {
        prop_assume!(instant.with_timezone(&tz).year() >= FIRST_YEAR && instant.year() >= FIRST_YEAR);
        // RFC 3339 has no seconds in an offset; zones with such local mean times are written in UTC.
        let whole = offset_seconds(instant, tz) % 60 == 0;
        let text = if utc || !whole {
            instant.to_rfc3339_opts(SecondsFormat::AutoSi, true)
        } else {
            instant.with_timezone(&tz).to_rfc3339_opts(SecondsFormat::AutoSi, false)
        };
        prop_assert_eq!(parse_instant(&text, tz), Ok(instant));
    }

    #[test]
    fn time_07_missing_offset_is_ambiguous_or_nonexistent_as_the_clocks_were(
        (tz, instant) in moment(), jump in -7_200i64..7_200,
    ) {
        let local = instant.naive_utc()
            + TimeDelta::seconds(i64::from(offset_seconds(instant, tz)) + jump);
        prop_assume!(local.year() >= FIRST_YEAR);
        let expected = match occurrences(local, tz) {
            0 => InstantError::Nonexistent,
            1 => InstantError::OffsetMissing,
            _ => InstantError::Ambiguous,
        };
        let text = local.format("%Y-%m-%dT%H:%M:%S%.6f").to_string();
        prop_assert_eq!(parse_instant(&text, tz), Err(expected), "{} {}", tz, text);
    }

    #[test]
    fn time_07_no_text_makes_the_parser_fall_over(
        text in prop_oneof![".{0,40}", "[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9:.]{0,12}[Zz+-]?[0-9:]{0,6}"],
        tz in zone(),
    ) {
        if let Ok(instant) = parse_instant(&text, tz) {
            let reference = DateTime::parse_from_rfc3339(&text).map(|read| to_microseconds(read.to_utc()));
            // Without seconds it is ours alone; with them RFC 3339 must agree.
            prop_assert!(reference.is_err() || reference == Ok(instant));
            prop_assert!((FIRST_YEAR..=LAST_YEAR).contains(&instant.year()));
        }
    }

    #[test]
    fn time_08_month_of_an_instant_holds_its_local_day((tz, instant) in moment()) {
        let month = Month::of(instant, tz);
        let date = local_date(instant, tz);
        prop_assert!(month.first_day() <= date && date <= month.last_day());
        prop_assert_eq!((month.year(), month.month()), (date.year(), date.month()));
        prop_assert!(!month.has_ended(instant, tz));
        prop_assert!(month.previous().has_ended(instant, tz));
        let end = end_of_day(month.last_day(), tz);
        prop_assert!(month.has_ended(end, tz));
    }

    #[test]
    fn time_08_months_are_read_back_and_follow_one_another(date in date()) {
        let month = Month::containing(date);
        prop_assert_eq!(month.to_string().parse::<Month>(), Ok(month));
        prop_assert_eq!(month.next().previous(), month);
        prop_assert_eq!(month.last_day().succ_opt(), Some(month.next().first_day()));
        prop_assert!(month < month.next());
        prop_assert_eq!(month.cmp(&month.next()), month.to_string().cmp(&month.next().to_string()));
    }

    #[test]
    fn track_02_nth_weekday_falls_into_its_week(date in date(), nth in 1u8..=4, weekday in 0u8..7) {
        let weekday = Weekday::try_from(weekday).unwrap();
        let rule = DueRule::NthWeekday { nth: WeekOfMonth::try_from(nth).unwrap(), weekday };
        let reported = Month::containing(date);
        let due = rule.due_for(reported);
        prop_assert_eq!(due.weekday(), weekday);
        prop_assert_eq!(Month::containing(due), reported.next());
        let week = u32::from(nth - 1) * 7;
        prop_assert!((week + 1..=week + 7).contains(&due.day()));
    }

    #[test]
    fn track_10_day_of_month_is_the_day_or_the_months_last(date in date(), day in 1u8..=31) {
        let rule = DueRule::DayOfMonth { day: DayOfMonth::try_from(day).unwrap() };
        let reported = Month::containing(date);
        let due = rule.due_for(reported);
        prop_assert_eq!(Month::containing(due), reported.next());
        prop_assert!(due.day() == u32::from(day) || due == reported.next().last_day());
        prop_assert!(due.day() <= u32::from(day));
    }

    #[test]
    fn commit_03_years_tile_time(start in date(), leap in any::<bool>(), n in 0u32..40, probe in 0u64..15_000) {
        let leap_day = NaiveDate::from_ymd_opt(start.year() / 4 * 4, 2, 29);
        let first = YearTerm::starting(if leap { leap_day.unwrap_or(start) } else { start });
        let year = first.nth(n);
        prop_assert_eq!(year.end_exclusive(), year.next().start());
        prop_assert_eq!(year.last_day().succ_opt(), Some(year.end_exclusive()));
        prop_assert!((365..=366).contains(&(year.end_exclusive() - year.start()).num_days()));
        let date = first.start() + Days::new(probe);
        prop_assert_eq!((0..45).filter(|n| first.nth(*n).contains(date)).count(), 1);
        prop_assert!(!first.contains(first.start() - Days::new(1)));
    }

    #[test]
    fn time_06_boundaries_differ_on_the_anniversary_alone(
        reference in date(), years in 1u32..10, days in -3i64..4,
    ) {
        let anniversary = subtract_years(reference, years);
        let event = anniversary + TimeDelta::days(days);
        let within = |boundary| within_last_years(event, reference, years, boundary);
        prop_assert_eq!(within(Boundary::ExclusiveOfAnniversary), days > 0);
        prop_assert_eq!(within(Boundary::InclusiveOfAnniversary), days >= 0);
    }

    #[test]
    fn time_07_cut_instants_lose_less_than_a_microsecond(seconds in -4_000_000_000i64..4_000_000_000, nanos in 0u32..1_000_000_000) {
        let instant = DateTime::<Utc>::from_timestamp(seconds, nanos).unwrap();
        let cut = to_microseconds(instant);
        prop_assert!(cut <= instant && instant - cut < TimeDelta::microseconds(1));
        prop_assert_eq!(to_microseconds(cut), cut);
    }
}

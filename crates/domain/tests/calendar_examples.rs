//! The catalog's worked examples that are arithmetic of dates (Part 5), each with the case beside it that
//! must come out the other way.
#![cfg(test)]

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::America::{Chicago, Los_Angeles, Phoenix};
use chrono_tz::Tz;
use peerline_domain::calendar::*;
use serde_json::{from_value, json};

fn at(rfc3339: &str) -> Timestamp {
    DateTime::parse_from_rfc3339(rfc3339).unwrap().with_timezone(&Utc)
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn month(text: &str) -> Month {
    text.parse().unwrap()
}

fn first_thursday() -> DueRule {
    from_value(json!({"rule": "nth_weekday", "nth": 1, "weekday": "thu"})).unwrap()
}

fn tenth() -> DueRule {
    from_value(json!({"rule": "day_of_month", "day": 10})).unwrap()
}

fn hours(min: Option<u32>, max: Option<u32>) -> HoursWindow {
    HoursWindow::new(min, max).unwrap()
}

fn days(min: u32, max: u32) -> DaysWindow {
    DaysWindow::new(Some(min), Some(max)).unwrap()
}

/// Part 5.0, whole: reported month, AZ's due date, OC's due date, AZ's days after the end of the month.
const DUE_DATES: [(&str, &str, &str, i64); 13] = [
    ("2025-12", "2026-01-01", "2026-01-10", 1),
    ("2026-01", "2026-02-05", "2026-02-10", 5),
    ("2026-02", "2026-03-05", "2026-03-10", 5),
    ("2026-03", "2026-04-02", "2026-04-10", 2),
    ("2026-04", "2026-05-07", "2026-05-10", 7),
    ("2026-05", "2026-06-04", "2026-06-10", 4),
    ("2026-06", "2026-07-02", "2026-07-10", 2),
    ("2026-07", "2026-08-06", "2026-08-10", 6),
    ("2026-08", "2026-09-03", "2026-09-10", 3),
    ("2026-09", "2026-10-01", "2026-10-10", 1),
    ("2026-10", "2026-11-05", "2026-11-10", 5),
    ("2026-11", "2026-12-03", "2026-12-10", 3),
    ("2026-12", "2027-01-07", "2027-01-10", 7),
];

#[test]
fn track_02_and_track_10_due_date_calendar() {
    for (reported, az, oc, after_month_end) in DUE_DATES {
        let reported = month(reported);
        assert_eq!(first_thursday().due_for(reported), day(az), "AZ {reported}");
        assert_eq!(tenth().due_for(reported), day(oc), "OC {reported}");
        assert_eq!((day(az) - reported.last_day()).num_days(), after_month_end, "AZ {reported}");
    }
}

#[test]
fn track_02_month_beginning_on_thursday_is_due_on_the_first() {
    assert_eq!(first_thursday().due_for(month("2026-09")), day("2026-10-01"));
    assert_eq!(first_thursday().due_for(month("2026-08")), day("2026-09-03"));
}

#[test]
fn track_02_only_days_every_month_has_make_a_due_rule() {
    for refused in [
        json!({"rule": "nth_weekday", "nth": 0, "weekday": "thu"}),
        json!({"rule": "nth_weekday", "nth": 5, "weekday": "thu"}),
        json!({"rule": "nth_weekday", "nth": 1, "weekday": "Thursday"}),
        json!({"rule": "nth_weekday", "nth": 1, "weekday": "thu", "shift": "next"}),
        json!({"rule": "day_of_month", "day": 0}),
        json!({"rule": "day_of_month", "day": 32}),
        json!({"rule": "last_day"}),
    ] {
        assert!(from_value::<DueRule>(refused.clone()).is_err(), "{refused}");
    }
    let written = json!({"rule": "nth_weekday", "nth": 4, "weekday": "sun"});
    let rule: DueRule = from_value(written.clone()).unwrap();
    assert_eq!(serde_json::to_value(rule).unwrap(), written);
    assert_eq!(rule.due_for(month("2027-01")), day("2027-02-28"));
}

#[test]
fn track_10_tenth_is_not_shifted_and_a_long_day_clamps_to_the_month() {
    assert_eq!(tenth().due_for(month("2027-01")), day("2027-02-10"));
    let last: DueRule = from_value(json!({"rule": "day_of_month", "day": 31})).unwrap();
    assert_eq!(last.due_for(month("2027-01")), day("2027-02-28"));
    assert_eq!(last.due_for(month("2028-01")), day("2028-02-29"));
    assert_eq!(last.due_for(month("2026-12")), day("2027-01-31"));
}

#[test]
fn time_05_gt_az_05_and_06_local_thursday_is_on_time_and_local_friday_late() {
    let due = first_thursday().due_for(month("2026-10"));
    assert!(is_on_time(due, at("2026-11-06T05:30:00Z"), Phoenix));
    assert!(is_on_time(due, at("2026-11-06T06:59:59.999999Z"), Phoenix));
    assert!(!is_on_time(due, at("2026-11-06T07:00:00Z"), Phoenix));
    assert_eq!(end_of_day(due, Phoenix), at("2026-11-06T07:00:00Z"));
}

#[test]
fn time_05_gt_oc_05_last_second_of_the_tenth_is_on_time_and_the_next_late() {
    let due = tenth().due_for(month("2026-09"));
    assert!(is_on_time(due, at("2026-10-11T06:59:59Z"), Los_Angeles));
    assert!(!is_on_time(due, at("2026-10-11T07:00:00Z"), Los_Angeles));
}

#[test]
fn time_05_day_ends_right_where_midnight_is_missing_repeated_or_left_out() {
    for (zone, date, end) in [
        // Midnight does not exist: 00:00 → 01:00.
        ("America/Sao_Paulo", "2018-11-03", "2018-11-04T03:00:00Z"),
        ("Asia/Beirut", "2024-03-30", "2024-03-30T22:00:00Z"),
        ("America/Havana", "2026-03-07", "2026-03-08T05:00:00Z"),
        // Midnight occurs twice on the same day: 01:00 → 00:00. The day before ends at the first one.
        ("America/Havana", "2026-10-31", "2026-11-01T04:00:00Z"),
        // 24:00 → 23:00: the old day's last hour occurs twice and midnight once.
        ("America/Sao_Paulo", "2018-02-17", "2018-02-18T03:00:00Z"),
        ("Asia/Beirut", "2026-10-24", "2026-10-24T22:00:00Z"),
        // The clocks jumped over midnight: 23:30 → 00:30.
        ("America/Toronto", "1919-03-30", "1919-03-31T04:30:00Z"),
        // A day was left out; it and the day before it end together.
        ("Pacific/Apia", "2011-12-29", "2011-12-30T10:00:00Z"),
        ("Pacific/Apia", "2011-12-30", "2011-12-30T10:00:00Z"),
        // 00:01 → 23:01: the first of two midnights, though the old day returned after it.
        ("America/St_Johns", "2009-10-31", "2009-11-01T02:30:00Z"),
        ("America/Los_Angeles", "2026-11-01", "2026-11-02T08:00:00Z"),
    ] {
        let zone: Tz = zone.parse().unwrap();
        assert_eq!(end_of_day(day(date), zone), at(end), "{zone} {date}");
    }
}

#[test]
fn time_05_far_dates_end_without_a_panic() {
    let apia = chrono_tz::Pacific::Apia;
    assert_eq!(end_of_day(NaiveDate::MAX, apia), Timestamp::MAX_UTC);
    for date in [NaiveDate::MAX, NaiveDate::MIN] {
        for zone in [apia, Los_Angeles] {
            assert!(end_of_day(date.pred_opt().unwrap_or(date), zone) <= Timestamp::MAX_UTC);
            let whole = Month::containing(date);
            assert!(whole.previous() <= whole && whole <= whole.next());
            assert!(whole.first_day() <= date && date <= whole.last_day());
            assert!(first_thursday().due_for(whole) <= NaiveDate::MAX);
        }
    }
    assert_eq!(local_date(Timestamp::MAX_UTC, apia), NaiveDate::MAX);
    assert_eq!(local_date(Timestamp::MIN_UTC, Los_Angeles), NaiveDate::MIN);
    let far = hours(Some(u32::MAX), Some(u32::MAX)).from(Timestamp::MAX_UTC);
    assert_eq!(far.end, Some(Timestamp::MAX_UTC));
    assert_eq!(days_after(NaiveDate::MAX, u32::MAX), NaiveDate::MAX);
    assert_eq!(add_years(NaiveDate::MAX, u32::MAX), NaiveDate::MAX);
    assert_eq!(subtract_years(NaiveDate::MIN, u32::MAX), NaiveDate::MIN);
}

#[test]
fn track_03_month_ends_at_local_midnight() {
    let october = month("2026-10");
    assert!(!october.has_ended(at("2026-11-01T06:59:59.999999Z"), Phoenix));
    assert!(october.has_ended(at("2026-11-01T07:00:00Z"), Phoenix));
}

#[test]
fn track_22_gt_az_08_response_over_midnight_belongs_to_the_month_it_started_in() {
    let (start, end) = (at("2026-10-31T23:40:00-07:00"), at("2026-11-01T00:20:00-07:00"));
    assert_eq!(Month::of(start, Phoenix), month("2026-10"));
    assert_eq!(Month::of(end, Phoenix), month("2026-11"));
    assert_eq!((end - start).num_minutes(), 40);
}

#[test]
fn time_08_month_is_read_and_written_as_year_and_month() {
    let march: Month = from_value(json!("2028-02")).unwrap();
    assert_eq!(serde_json::to_value(march).unwrap(), json!("2028-02"));
    assert_eq!(march.last_day(), day("2028-02-29"));
    assert_eq!(month("2026-12").next(), month("2027-01"));
    assert_eq!(month("2027-01").previous(), month("2026-12"));
    assert!(month("1970-01") < month("9998-12"));
    for refused in [
        "1969-12",
        "9999-01",
        "2026-00",
        "2026-13",
        "2026-1",
        "026-01",
        "+026-01",
        "2026-+1",
        "2026",
        "",
        "2026-10-01",
    ] {
        assert_eq!(refused.parse::<Month>(), Err(MonthError), "{refused}");
    }
    assert_eq!(Month::new(1969, 12), Err(MonthError));
}

#[test]
fn follow_01_gt_az_13_15_and_16_one_week_after_the_initial_contact() {
    for (contact, follow_up) in
        [("2026-10-14", "2026-10-21"), ("2026-12-28", "2027-01-04"), ("2028-02-25", "2028-03-03")]
    {
        assert_eq!(days_after(day(contact), 7), day(follow_up));
    }
    assert_ne!(days_after(day("2026-10-16"), 7), day("2026-10-21"), "counted from the decline");
}

#[test]
fn commit_03_gt_az_40_year_begun_on_leap_day() {
    let first = YearTerm::starting(day("2028-02-29"));
    assert_eq!(first.last_day(), day("2029-02-27"));
    assert_eq!(first.next().start(), day("2029-02-28"));
    assert!(first.contains(day("2029-02-27")) && !first.contains(day("2029-02-28")));
    // Counted from the membership's own start, the leap day comes back.
    assert_eq!(first.nth(3).last_day(), day("2032-02-28"));
    assert_eq!(first.nth(3).next().start(), day("2032-02-29"));
    assert_eq!(first.nth(3).nth(0), first);
}

#[test]
fn commit_03_gt_az_41_and_43_year_runs_from_the_effective_day_also_when_renewed_early() {
    let year = YearTerm::starting(day("2026-10-01"));
    assert_eq!((year.start(), year.last_day()), (day("2026-10-01"), day("2027-09-30")));
    assert!(!year.contains(day("2026-08-20")) && !year.contains(day("2026-09-08")));
    assert!(year.contains(day("2027-08-20")));
    assert_eq!((year.next().index(), year.next().start()), (1, day("2027-10-01")));
}

#[test]
fn time_04_leap_day_clamps_both_ways() {
    assert_eq!(add_years(day("2028-02-29"), 1), day("2029-02-28"));
    assert_eq!(add_years(day("2028-02-29"), 4), day("2032-02-29"));
    assert_eq!(subtract_years(day("2028-02-29"), 2), day("2026-02-28"));
    assert_eq!(add_years(day("2027-02-28"), 1), day("2028-02-28"));
}

#[test]
fn elig_03_gt_az_45_and_46_discipline_exactly_two_years_old_passes() {
    let within =
        |event, applied| within_last_years(day(event), day(applied), 2, Boundary::ExclusiveOfAnniversary);
    assert!(within("2024-10-16", "2026-10-15"));
    assert!(!within("2024-10-15", "2026-10-15"));
    assert!(!within("2026-02-28", "2028-02-29"));
    assert!(within("2026-03-01", "2028-02-29"));
    assert!(within("2026-10-16", "2026-10-15"), "discipline after the application still counts");
}

#[test]
fn refer_03_gt_az_56_case_closed_exactly_one_year_before_qualifies() {
    let within =
        |closed, incident| within_last_years(day(closed), day(incident), 1, Boundary::InclusiveOfAnniversary);
    assert!(within("2025-10-15", "2026-10-15"));
    assert!(!within("2025-10-14", "2026-10-15"));
    assert!(within("2026-10-20", "2026-10-15"), "closed after the incident, so open at it");
    assert_eq!(serde_json::to_value(Boundary::InclusiveOfAnniversary).unwrap(), "inclusive_of_anniversary");
}

#[test]
fn refer_08_gt_la_01_exactly_24_hours_is_on_time_and_a_second_more_is_not() {
    let notice = hours(None, Some(24));
    let exposure = at("2026-10-01T16:20:00-07:00");
    assert_eq!(notice.judge(exposure, at("2026-10-02T16:20:00-07:00")), Timing::Inside);
    assert_eq!(notice.judge(exposure, at("2026-10-02T16:20:01-07:00")), Timing::Late);
}

#[test]
fn time_02_gt_la_03_elapsed_hours_across_the_clock_change() {
    let limit = hours(None, Some(24)).from(at("2026-10-31T14:00:00-07:00"));
    assert_eq!(limit, Interval { start: None, end: Some(at("2026-11-01T13:00:00-08:00")) });
}

#[test]
fn resp_11_and_resp_12_gt_la_06_ideal_days() {
    let exposure = day("2026-10-01");
    let ends = |from, to| Interval { start: Some(day(from)), end: Some(day(to)) };
    assert_eq!(days(4, 7).from(exposure), ends("2026-10-05", "2026-10-08"));
    assert_eq!(days(4, 10).from(exposure), ends("2026-10-05", "2026-10-11"));
    for (date, timing) in [
        ("2026-10-04", Timing::Early),
        ("2026-10-05", Timing::Inside),
        ("2026-10-08", Timing::Inside),
        ("2026-10-09", Timing::Late),
    ] {
        assert_eq!(days(4, 7).judge(exposure, day(date)), timing, "{date}");
    }
}

#[test]
fn follow_07_gt_la_10_and_11_thirty_and_ninety_days() {
    assert_eq!(days_after(day("2026-12-01"), 30), day("2026-12-31"));
    assert_eq!(days_after(day("2026-12-01"), 90), day("2027-03-01"));
    assert_eq!(days_after(day("2028-01-30"), 30), day("2028-02-29"));
}

#[test]
fn refer_18_gt_la_28_hint_on_day_90_and_again_on_day_120() {
    let hint = days(90, 120).from(day("2026-10-01"));
    assert_eq!((hint.start, hint.end), (Some(day("2026-12-30")), Some(day("2027-01-29"))));
}

#[test]
fn resp_19_gt_oc_06_and_08_debrief_between_24_and_72_elapsed_hours() {
    let debrief = hours(Some(24), Some(72));
    let window = debrief.from(at("2026-10-31T20:00:00-07:00"));
    assert_eq!(window.start, Some(at("2026-11-01T19:00:00-08:00")));
    assert_eq!(window.end, Some(at("2026-11-03T19:00:00-08:00")));

    let incident = at("2026-09-14T15:30:00-07:00");
    for (start, timing) in [
        ("2026-09-15T09:00:00-07:00", Timing::Early),
        ("2026-09-15T15:30:00-07:00", Timing::Inside),
        ("2026-09-17T15:30:00-07:00", Timing::Inside),
        ("2026-09-17T15:30:01-07:00", Timing::Late),
    ] {
        assert_eq!(debrief.judge(incident, at(start)), timing, "{start}");
    }
}

#[test]
fn refer_19_gt_oc_10_notice_at_24_hours_is_on_time_and_the_next_minute_late() {
    let (notice, incident) = (hours(Some(0), Some(24)), at("2026-09-14T15:30:00-07:00"));
    assert_eq!(notice.judge(incident, at("2026-09-15T15:30:00-07:00")), Timing::Inside);
    assert_eq!(notice.judge(incident, at("2026-09-15T15:31:00-07:00")), Timing::Late);
}

#[test]
fn resp_24_gt_mn_03_and_05_defusing_across_the_clock_change() {
    for (event, target, limit) in [
        ("2026-10-31T20:00:00-05:00", "2026-11-01T03:00:00-06:00", "2026-11-01T07:00:00-06:00"),
        ("2026-10-31T18:30:00-05:00", "2026-11-01T01:30:00-06:00", "2026-11-01T05:30:00-06:00"),
    ] {
        assert_eq!(hours(None, Some(8)).from(at(event)).end, Some(at(target)));
        let defusing = hours(Some(0), Some(12)).from(at(event));
        assert_eq!((defusing.start, defusing.end), (Some(at(event)), Some(at(limit))));
    }
}

#[test]
fn time_02_and_time_03_windows_end_after_they_begin() {
    assert_eq!(HoursWindow::new(Some(72), Some(24)), Err(WindowError));
    assert_eq!(DaysWindow::new(Some(7), Some(4)), Err(WindowError));
    assert!(from_value::<HoursWindow>(json!({"min": 72, "max": 24})).is_err());
    assert!(from_value::<DaysWindow>(json!({"min": 4, "max": 7, "unit": "weeks"})).is_err());
    let open: DaysWindow = from_value(json!({"min": 4})).unwrap();
    assert_eq!((open.min(), open.max()), (Some(4), None));
    assert_eq!(serde_json::to_value(open).unwrap(), json!({"min": 4, "max": null}));
    assert_eq!(open.judge(day("2026-10-01"), day("2126-10-01")), Timing::Inside);
}

#[test]
fn time_07_gt_mn_06_local_time_without_offset_is_refused_with_its_reason() {
    for (text, error, code) in [
        ("2026-11-01T01:30", InstantError::Ambiguous, "ambiguous_local_time"),
        ("2026-11-01T01:59:59.999999", InstantError::Ambiguous, "ambiguous_local_time"),
        ("2026-11-01T02:00", InstantError::OffsetMissing, "offset_required"),
        ("2026-03-08T02:30", InstantError::Nonexistent, "nonexistent_local_time"),
        ("2026-03-08T03:00:00", InstantError::OffsetMissing, "offset_required"),
    ] {
        let refused = parse_instant(text, Chicago).unwrap_err();
        assert_eq!((refused, refused.code()), (error, code), "{text}");
        assert!(!refused.to_string().contains(text));
    }
    // Phoenix never changes its clocks: only the offset is missing there.
    assert_eq!(parse_instant("2026-11-01T01:30", Phoenix), Err(InstantError::OffsetMissing));
}

#[test]
fn time_07_offset_decides_which_of_the_two_half_past_one_is_meant() {
    for (text, utc) in [
        ("2026-11-01T01:30-05:00", "2026-11-01T06:30:00Z"),
        ("2026-11-01T01:30:00-06:00", "2026-11-01T07:30:00Z"),
        ("2026-11-01t06:30z", "2026-11-01T06:30:00Z"),
        ("2026-11-01T06:30:07.1234569Z", "2026-11-01T06:30:07.123456Z"),
        ("2026-11-01T06:30:07.5+00:00", "2026-11-01T06:30:07.5Z"),
        ("1970-01-01T00:00:00Z", "1970-01-01T00:00:00Z"),
        ("9998-12-31T23:59:59Z", "9998-12-31T23:59:59Z"),
    ] {
        assert_eq!(parse_instant(text, Chicago), Ok(at(utc)), "{text}");
    }
}

#[test]
fn time_07_anything_else_is_malformed() {
    for text in [
        "",
        "2026-11-01",
        "2026-11-01 01:30Z",
        "2026-11-01T01Z",
        "2026-11-01T24:00Z",
        "2026-11-01T01:60Z",
        "2016-12-31T23:59:60Z",
        "2026-02-29T01:30Z",
        "2026-11-01T01:30:00.Z",
        "2026-11-01T01:30:00,5Z",
        "2026-11-01T01:30-0500",
        "2026-11-01T01:30-05",
        "2026-11-01T01:30-24:00",
        "2026-11-01T01:30-05:60",
        "2026-11-01T01:30-05:00[America/Chicago]",
        "2026-11-01T01:30Z ",
        "+2026-11-01T01:30Z",
        "02026-11-01T01:30Z",
        "2026-11-01T01:30−05:00",
        "1969-12-31T23:59:59Z",
        "9999-01-01T00:00:00Z",
        "1970-01-01T00:00+00:01",
        "9998-12-31T23:59-00:01",
        "1969-12-31T23:59",
    ] {
        let refused = parse_instant(text, Chicago).unwrap_err();
        assert_eq!(refused.code(), "malformed_timestamp", "{text}");
    }
}

#[test]
fn time_07_instants_are_cut_to_microseconds() {
    assert_eq!(to_microseconds(at("2026-11-01T06:30:07.123456999Z")), at("2026-11-01T06:30:07.123456Z"));
    assert_eq!(to_microseconds(at("1969-12-31T23:59:59.999999999Z")), at("1969-12-31T23:59:59.999999Z"));
}

//! The monthly report: due dates, lateness, who owes one, and the team's month.
#![cfg(test)]

use chrono::{DateTime, Days, NaiveDate, Utc};
use chrono_tz::America::{Los_Angeles, Phoenix};
use peerline_domain::activity::{ReportState as S, *};
use peerline_domain::calendar::{Month, Timestamp};
use peerline_domain::catalog::{RefusalCode, VarianceCode};
use peerline_domain::policy::preset;
use uuid::Uuid;

fn at(rfc3339: &str) -> Timestamp {
    DateTime::parse_from_rfc3339(rfc3339).unwrap().with_timezone(&Utc)
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn month(text: &str) -> Month {
    text.parse().unwrap()
}

fn reports(name: &str) -> ReportTerms {
    ReportTerms::read(&preset(name).unwrap().document).unwrap()
}

fn arizona() -> ActivityTerms {
    ActivityTerms::read(&preset("arizona_dcs").unwrap().document).unwrap()
}

fn member(from: &str, until: Option<&str>) -> MemberMonth {
    MemberMonth {
        active_from: day(from),
        active_until: until.map(day),
        on_leave_all_month: false,
        has_entries: true,
        can_submit: true,
    }
}

fn entry(minutes: u32) -> Entry {
    Entry {
        kind: "individual_response".to_owned(),
        mode: Some("telephone".to_owned()),
        category: Some("burnout".to_owned()),
        minutes: Some(minutes),
        participants: 1,
        referrals_out: 0,
        mode_chosen_by_recipient: Some(true),
        session_code: None,
        day: day("2026-10-14"),
    }
}

fn group(code: &str, minutes: u32, participants: u32) -> Entry {
    Entry {
        kind: "group_response".to_owned(),
        participants,
        referrals_out: 1,
        session_code: Some(code.to_owned()),
        ..entry(minutes)
    }
}

fn report(id: u128, entries: Vec<Entry>) -> MemberReport {
    MemberReport { member: Uuid::from_u128(id), late: false, entries }
}

#[test]
fn track_02_and_10_the_report_is_due_as_the_policy_says() {
    for (preset, reported, due) in [
        // GT-AZ-01, GT-AZ-03 (New Year's Day, no shift), GT-OC-01, GT-OC-03
        ("arizona_dcs", "2026-10", Some("2026-11-05")),
        ("arizona_dcs", "2025-12", Some("2026-01-01")),
        ("arizona_dcs", "2026-04", Some("2026-05-07")),
        ("oc_probation", "2026-10", Some("2026-11-10")),
        ("oc_probation", "2027-01", Some("2027-02-10")),
        ("la_dcfs", "2026-10", None),
        ("mn_public_safety", "2026-10", None),
        ("denver_911", "2026-10", None),
    ] {
        assert_eq!(reports(preset).due_on(month(reported)), due.map(day), "{preset} {reported}");
    }
}

#[test]
fn track_03_the_local_end_of_the_due_day_decides() {
    let terms = reports("arizona_dcs");
    for (submitted, expected) in [
        // GT-AZ-05, GT-AZ-06
        ("2026-11-06T05:30:00Z", S::SubmittedOnTime),
        ("2026-11-06T06:59:59.999Z", S::SubmittedOnTime),
        ("2026-11-06T07:00:00Z", S::SubmittedLate),
    ] {
        let decision = submit(&terms, Phoenix, month("2026-10"), None, at(submitted)).unwrap();
        assert_eq!(decision.value.state, expected, "{submitted}");
        let codes: Vec<_> = decision.variances.iter().map(|variance| variance.code).collect();
        let late = expected == S::SubmittedLate;
        assert_eq!(codes, if late { vec![VarianceCode::TrackerLate] } else { vec![] });
    }
    // GT-OC-05
    let sheet =
        submit(&reports("oc_probation"), Los_Angeles, month("2026-09"), None, at("2026-10-11T06:59:59Z"));
    assert_eq!(sheet.unwrap().value.state, S::SubmittedOnTime);
}

#[test]
fn track_03_a_month_is_reported_once_it_is_over() {
    let terms = reports("arizona_dcs");
    let refusal = submit(&terms, Phoenix, month("2026-10"), None, at("2026-11-01T06:59:59Z")).unwrap_err();
    assert_eq!((refusal.code, refusal.requirement), (RefusalCode::PeriodStillOpen, "TRACK-03"));
    assert!(submit(&terms, Phoenix, month("2026-10"), None, at("2026-11-01T07:00:00Z")).is_ok());
}

#[test]
fn track_19_lateness_is_fixed_by_the_first_submission() {
    let terms = reports("arizona_dcs");
    let correct = |first| {
        let before = Submitted { first_at: at(first), changed_since: true };
        submit(&terms, Phoenix, month("2026-10"), Some(before), at("2026-11-20T12:00:00Z")).unwrap()
    };
    let in_time = correct("2026-11-05T12:00:00Z");
    assert_eq!((in_time.value.state, in_time.value.is_correction), (S::SubmittedOnTime, true));
    assert_eq!(in_time.variances, []);
    let late = correct("2026-11-06T12:00:00Z");
    assert_eq!(late.value.state, S::SubmittedLate);
    // Given with the first submission already.
    assert_eq!(late.variances, []);
}

#[test]
fn track_19_a_correction_corrects_something() {
    let terms = reports("arizona_dcs");
    let again = |changed_since| {
        let before = Submitted { first_at: at("2026-11-04T12:00:00Z"), changed_since };
        submit(&terms, Phoenix, month("2026-10"), Some(before), at("2026-11-05T12:00:00Z"))
    };
    assert!(again(true).unwrap().value.is_correction);
    let refusal = again(false).unwrap_err();
    assert_eq!((refusal.code, refusal.requirement), (RefusalCode::StepOutOfOrder, "TRACK-19"));
}

#[test]
fn track_03_without_a_due_date_nothing_is_late() {
    let decision =
        submit(&reports("denver_911"), Phoenix, month("2026-10"), None, at("2027-06-01T12:00:00Z")).unwrap();
    assert_eq!(decision.value.state, S::SubmittedOnTime);
    assert_eq!(decision.variances, []);
}

#[test]
fn track_19_a_report_goes_through_its_states() {
    let terms = reports("arizona_dcs");
    let (in_time, late) = (Some(at("2026-11-04T12:00:00Z")), Some(at("2026-11-08T12:00:00Z")));
    let (before, after) = ("2026-11-05T12:00:00Z", "2026-11-10T12:00:00Z");
    for (has_entries, first, in_totals, now, expected) in [
        (false, None, InTotals::NotYet, before, S::NotStarted),
        (true, None, InTotals::NotYet, before, S::Draft),
        (false, None, InTotals::NotYet, after, S::Missing),
        (true, None, InTotals::NotYet, after, S::Missing),
        (true, in_time, InTotals::NotYet, before, S::SubmittedOnTime),
        (true, in_time, InTotals::NotYet, after, S::SubmittedOnTime),
        (true, late, InTotals::NotYet, after, S::SubmittedLate),
        (true, in_time, InTotals::LastSubmission, after, S::Combined),
        (true, in_time, InTotals::Outdated, after, S::Amended),
        (true, late, InTotals::Outdated, after, S::Amended),
        (true, late, InTotals::LastSubmission, after, S::Combined),
    ] {
        let facts = ReportFacts { has_entries, first_submitted_at: first, in_totals };
        assert_eq!(status(&terms, Phoenix, month("2026-10"), &facts, at(now)), expected, "{facts:?} {now}");
    }
}

#[test]
fn track_18_who_was_on_the_team_that_month_may_submit_and_record() {
    let october = month("2026-10");
    let joined = member("2026-10-20", None);
    assert!(may_submit(october, &joined).is_ok());
    let refusal = may_submit(month("2026-09"), &joined).unwrap_err();
    assert_eq!((refusal.code, refusal.requirement), (RefusalCode::MemberNotActive, "TRACK-18"));
    for (now, some_day) in [("2026-10-19T12:00:00Z", false), ("2026-10-20T12:00:00Z", true)] {
        assert_eq!(may_record_some_day(october, &joined, Phoenix, at(now)), some_day, "{now}");
    }
    assert!(!may_record_some_day(month("2026-11"), &joined, Phoenix, at("2026-11-01T06:59:59Z")));
}

#[test]
fn track_04_a_month_is_combined_once_it_is_over() {
    let combine_at = |now| may_combine(month("2026-10"), Phoenix, at(now)).map_err(|refusal| refusal.code);
    assert_eq!(combine_at("2026-11-01T06:59:59Z"), Err(RefusalCode::PeriodStillOpen));
    assert_eq!(combine_at("2026-11-01T07:00:00Z"), Ok(()));
}

#[test]
fn track_18_who_was_active_on_one_day_owes_the_report() {
    let terms = reports("arizona_dcs");
    for (from, until, owes) in [
        ("2026-01-01", None, true),
        ("2026-10-31", None, true),
        ("2026-11-01", None, false),
        ("2026-01-01", Some("2026-10-02"), true),
        ("2026-01-01", Some("2026-10-01"), false),
        ("2026-10-15", Some("2026-10-15"), false),
    ] {
        let member = member(from, until);
        assert_eq!(owes_report(&terms, month("2026-10"), &member), owes, "{from} {until:?}");
        let on_leave = MemberMonth { on_leave_all_month: true, ..member };
        assert!(!owes_report(&terms, month("2026-10"), &on_leave));
    }
}

#[test]
fn track_17_a_month_without_activity_is_reported_where_the_policy_asks() {
    let idle = MemberMonth { has_entries: false, ..member("2026-01-01", None) };
    for (preset, owes) in [("arizona_dcs", true), ("oc_probation", true), ("mn_public_safety", false)] {
        assert_eq!(owes_report(&reports(preset), month("2026-10"), &idle), owes, "{preset}");
    }
    let lenient = ReportTerms { nil_required: false, ..reports("arizona_dcs") };
    assert!(!owes_report(&lenient, month("2026-10"), &idle));
    assert!(owes_report(&lenient, month("2026-10"), &member("2026-01-01", None)));
}

#[test]
fn track_17_and_prog_09_nobody_owes_a_nil_report_whom_the_policy_gives_no_role_to_give_it_in() {
    let shut_out = MemberMonth { can_submit: false, ..member("2026-01-01", None) };
    let idle = MemberMonth { has_entries: false, ..shut_out };
    for preset in ["arizona_dcs", "oc_probation"] {
        assert!(!owes_report(&reports(preset), month("2026-10"), &idle), "{preset}");
        assert!(owes_report(&reports(preset), month("2026-10"), &MemberMonth { can_submit: true, ..idle }));
        assert!(owes_report(&reports(preset), month("2026-10"), &shut_out), "what was recorded is missing");
    }
}

#[test]
fn track_22_a_session_belongs_to_the_month_it_started_in() {
    // GT-AZ-08: 2026-10-31 23:40 to 00:20 MST.
    let started = at("2026-11-01T06:40:00Z");
    assert_eq!(Month::of(started, Phoenix), month("2026-10"));
    let night = Entry { day: day("2026-10-31"), ..entry(40) };
    let reports = [report(1, vec![night])];
    assert_eq!(combine(&arizona(), month("2026-10"), &reports, &[]).team.minutes, 40);
    assert_eq!(combine(&arizona(), month("2026-11"), &reports, &[]).team.responses, 0);
}

#[test]
fn track_22_an_entry_is_recorded_in_the_month_of_its_day_while_on_the_team() {
    let now = at("2026-11-03T12:00:00Z");
    let (october, member) = (month("2026-10"), member("2026-03-15", Some("2026-10-20")));
    let record = |on| may_record_in(october, day(on), &member, Phoenix, now).map_err(|refusal| refusal.code);
    assert_eq!(record("2026-10-19"), Ok(()));
    assert_eq!(record("2026-10-20"), Err(RefusalCode::MemberNotActive));
    assert_eq!(record("2026-11-02"), Err(RefusalCode::ColumnNotInMonth));
    let november = |on| {
        may_record_in(month("2026-11"), day(on), &MemberMonth { active_until: None, ..member }, Phoenix, now)
    };
    assert_eq!(november("2026-11-03"), Ok(()));
    assert_eq!(november("2026-11-04").unwrap_err().code, RefusalCode::StepOutOfOrder);
}

#[test]
fn track_04_a_late_report_makes_a_new_version_with_new_totals() {
    // GT-AZ-10: eleven responses of 605 minutes, then the late 2/95.
    let mut all = vec![
        report(1, (0..5).map(|_| entry(55)).collect()),
        report(2, (0..6).map(|_| entry(55)).collect()),
        report(3, Vec::new()),
    ];
    let owing: Vec<Uuid> = (1..=4).map(Uuid::from_u128).collect();
    let first = combine(&arizona(), month("2026-10"), &all, &owing);
    assert_eq!((first.team.responses, first.team.minutes), (11, 605));
    assert_eq!((first.missing, first.late, first.nil_reports), (vec![Uuid::from_u128(4)], vec![], 1));
    all.push(MemberReport { late: true, ..report(4, vec![entry(60), entry(35)]) });
    let second = combine(&arizona(), month("2026-10"), &all, &owing);
    assert_eq!((second.team.responses, second.team.minutes), (13, 700));
    assert_eq!((second.missing, second.late), (vec![], vec![Uuid::from_u128(4)]));
}

#[test]
fn track_04_a_shared_group_session_counts_once_and_its_minutes_by_member() {
    let all = [
        report(1, vec![group("k7qz", 60, 8), entry(30)]),
        report(2, vec![group("k7qz", 50, 9)]),
        report(3, vec![group("other", 40, 4)]),
    ];
    let combined = combine(&arizona(), month("2026-10"), &all, &[]);
    let groups = &combined.by_kind["group_response"];
    assert_eq!((groups.responses, groups.participants, groups.minutes), (2, 13, 150));
    assert_eq!(groups.referrals_out, 2);
    assert_eq!((combined.team.responses, combined.team.participants, combined.team.minutes), (3, 14, 180));
    assert_eq!(combined.by_category["burnout"].responses, 3);
    assert_eq!(combined.by_mode["telephone"].responses, 3);
    assert_eq!(combined.team.shares[&Uuid::from_u128(1)], Share { sessions: 2, minutes: 90 });
    assert_eq!(combined.team.shares[&Uuid::from_u128(2)], Share { sessions: 1, minutes: 50 });
    // The order of reports is nothing.
    let reversed: Vec<_> = all.iter().rev().cloned().collect();
    assert_eq!(combine(&arizona(), month("2026-10"), &reversed, &[]), combined);
}

#[test]
fn track_04_a_code_of_another_day_is_another_session() {
    let on = |date, participants| Entry { day: day(date), ..group("k7qz", 60, participants) };
    let all = [
        report(1, vec![on("2026-10-12", 5), on("2026-10-19", 7)]),
        report(2, vec![on("2026-10-16", 40)]),
        report(3, vec![on("2026-10-12", 9)]),
    ];
    let team = combine(&arizona(), month("2026-10"), &all, &[]).team;
    // Of the 12th the greater number, once; the others for themselves.
    assert_eq!((team.responses, team.participants, team.minutes), (3, 9 + 40 + 7, 240));
}

#[test]
fn track_04_without_a_code_nothing_is_merged_and_a_code_of_another_kind_neither() {
    let plain = Entry { session_code: None, ..group("", 60, 8) };
    let training = Entry { kind: "pre_incident_training".to_owned(), ..group("k7qz", 60, 20) };
    let all = [report(1, vec![plain.clone(), group("k7qz", 60, 8)]), report(2, vec![plain, training])];
    let combined = combine(&arizona(), month("2026-10"), &all, &[]);
    assert_eq!(combined.by_kind["group_response"].responses, 3);
    let single = Entry { session_code: Some("k7qz".to_owned()), ..entry(30) };
    let singles = [report(1, vec![single.clone()]), report(2, vec![single])];
    assert_eq!(combine(&arizona(), month("2026-10"), &singles, &[]).team.responses, 2);
    // Training is told by its kind, but is no response.
    assert_eq!(combined.by_kind["pre_incident_training"].participants, 20);
    assert_eq!((combined.team.responses, combined.team.participants), (3, 24));
}

#[test]
fn track_04_a_member_appears_once() {
    let all = [report(1, vec![entry(30)]), report(1, vec![entry(30), entry(45)])];
    let combined = combine(&arizona(), month("2026-10"), &all, &[Uuid::from_u128(1)]);
    assert_eq!((combined.team.responses, combined.team.minutes), (2, 75));
    assert!(combined.missing.is_empty());
}

#[test]
fn track_05_the_log_and_the_tracker_differ_by_design() {
    use peerline_domain::incident::IncidentState;
    use peerline_domain::outreach::{OutreachEvent as E, *};
    // GT-AZ-18: five outreaches, three accepted and delivered, two declined; four self-referrals.
    let terms = OutreachTerms::read(&preset("arizona_dcs").unwrap().document).unwrap();
    let kind = OutreachKind::HighProfile;
    let live = |answer| {
        [E::InitialContact, answer]
            .into_iter()
            .fold(open(&terms, IncidentState::InPurview, &[]).unwrap(), |outreach, event| {
                next(&terms, kind, &outreach, event, day("2026-10-14"), true).unwrap().value
            })
    };
    let outreaches = [live(E::Accept), live(E::Accept), live(E::Accept), live(E::Decline), live(E::Decline)];
    let counts = log(&terms, outreaches.iter().map(|outreach| (kind, outreach)));
    assert_eq!((counts.assigned, counts.accepted, counts.declined), (5, 3, 2));
    let delivered = (0..3 + 4).map(|later| Entry { day: day("2026-10-14") + Days::new(later), ..entry(30) });
    let combined = combine(&arizona(), month("2026-10"), &[report(1, delivered.collect())], &[]);
    assert_eq!(combined.team.responses, 7);
}

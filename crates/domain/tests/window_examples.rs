//! The ideal time of an intervention after the exposure it responds to.
#![cfg(test)]

use chrono::NaiveDate;
use peerline_domain::activity::{ActivityTerms, Entry, WindowTerms, check_window};
use peerline_domain::calendar::local_date;
use peerline_domain::catalog::{RefusalCode, VarianceCode};
use peerline_domain::policy::{IdealWindow, PolicyDocument, preset};

/// The only policy of the five with ideal times.
fn policy() -> PolicyDocument {
    preset("la_dcfs").unwrap().document.clone()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// The local day of an instant.
fn of(instant: &str) -> NaiveDate {
    local_date(instant.parse().unwrap(), policy().zone().unwrap())
}

fn entry(kind: &str, day: NaiveDate) -> Entry {
    Entry {
        kind: kind.to_owned(),
        mode: Some("on_site".to_owned()),
        category: None,
        minutes: Some(60),
        participants: 1,
        referrals_out: 0,
        mode_chosen_by_recipient: Some(true),
        session_code: None,
        day,
    }
}

/// Requirement and clause of the variance, where there is one.
fn found(kind: &str, on: NaiveDate, exposed_on: NaiveDate) -> Option<(&'static str, String)> {
    let document = policy();
    let (terms, windows) = (ActivityTerms::read(&document).unwrap(), WindowTerms::read(&document).unwrap());
    let variance =
        check_window(&windows, terms.kind(kind).unwrap(), &entry(kind, on), Some(exposed_on)).unwrap()?;
    assert_eq!(variance.code, VarianceCode::OutsideIdealWindow);
    Some((variance.requirement, variance.clause.unwrap()))
}

#[test]
fn resp_11_an_intervention_is_ideally_on_the_fourth_to_seventh_day_both_included() {
    // GT-LA-06, GT-LA-08: exposed on Thursday 1 October.
    let outside = Some(("RESP-11", "RC.p1".to_owned()));
    for kind in ["pfa_individual", "pfa_group"] {
        for (on, expected) in [
            ("2026-09-30", &outside),
            ("2026-10-01", &outside),
            ("2026-10-04", &outside),
            ("2026-10-05", &None),
            ("2026-10-08", &None),
            ("2026-10-09", &outside),
        ] {
            assert_eq!(found(kind, day(on), day("2026-10-01")), *expected, "{kind} on {on}");
        }
    }
}

#[test]
fn resp_12_a_briefing_is_ideally_on_the_fourth_to_tenth_day_both_included() {
    // GT-LA-06
    let outside = Some(("RESP-12", "TIB".to_owned()));
    for (on, expected) in [
        ("2026-10-04", &outside),
        ("2026-10-05", &None),
        ("2026-10-09", &None),
        ("2026-10-11", &None),
        ("2026-10-12", &outside),
    ] {
        assert_eq!(found("tib", day(on), day("2026-10-01")), *expected, "{on}");
    }
}

#[test]
fn time_3_the_days_are_those_of_the_calendar_also_where_the_clock_is_set_back() {
    // Exposed late on 29 October; on 1 November the day has 25 hours.
    let exposed = of("2026-10-29T23:59:59-07:00");
    assert_eq!(exposed, day("2026-10-29"));
    for (start, inside) in [
        ("2026-11-01T23:59:59-08:00", false),
        ("2026-11-02T00:00:00-08:00", true),
        ("2026-11-05T23:59:59-08:00", true),
        ("2026-11-06T00:00:00-08:00", false),
    ] {
        assert_eq!(found("pfa_individual", of(start), exposed).is_none(), inside, "{start}");
    }
    let a_second_later = of("2026-10-30T00:00:00-07:00");
    assert!(found("pfa_individual", of("2026-11-06T00:00:00-08:00"), a_second_later).is_none());
}

#[test]
fn resp_11_what_is_not_told_is_not_judged_and_what_no_window_speaks_of_has_no_place() {
    let document = policy();
    let terms = ActivityTerms::read(&document).unwrap();
    let windows = WindowTerms::read(&document).unwrap();
    let kind = |code: &str| terms.kind(code).unwrap();
    let (on, exposed) = (day("2026-10-31"), Some(day("2026-10-01")));
    let untold = check_window(&windows, kind("pfa_individual"), &entry("pfa_individual", on), None);
    assert_eq!(untold, Ok(None));
    for code in ["pfa_followup_30", "pfa_followup_90"] {
        let refusal = check_window(&windows, kind(code), &entry(code, on), exposed).unwrap_err();
        assert_eq!((refusal.code, refusal.requirement), (RefusalCode::FieldNotPermitted, "RESP-11"));
    }
    let none = WindowTerms::default();
    let refusal = check_window(&none, kind("tib"), &entry("tib", on), exposed).unwrap_err();
    assert_eq!(refusal.code, RefusalCode::FieldNotPermitted);
}

#[test]
fn resp_11_each_window_follows_its_own_setting_and_the_register_and_no_agency() {
    let mut other = preset("mn_public_safety").unwrap().document.clone();
    let judged = |document: &PolicyDocument| {
        let windows = WindowTerms::read(document).unwrap();
        document.registers.intervention_kinds.iter().filter(|kind| windows.judges(kind)).count()
    };
    other.registers.intervention_kinds[0].ideal_window = Some(IdealWindow::Intervention);
    assert_eq!(judged(&other), 0, "a register without the setting");
    for settings in other.settings.values_mut() {
        if let Some(setting) = settings.get_mut("intervention.ideal_days") {
            setting.value = serde_json::json!({"min": 4, "max": 7});
        }
    }
    assert_eq!(judged(&other), 1);
    other.registers.intervention_kinds[0].ideal_window = Some(IdealWindow::TraumaBriefing);
    assert_eq!(judged(&other), 0, "a setting of another window");
}

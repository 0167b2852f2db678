//! Which way an incident takes: the catalog's examples and others of their kind.
#![cfg(test)]

use chrono::NaiveDate;
use peerline_domain::catalog::RefusalCode;
use peerline_domain::incident::*;
use peerline_domain::policy::{PolicyDocument, preset};
use serde_json::json;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn document(name: &str) -> PolicyDocument {
    preset(name).unwrap().document.clone()
}

fn terms(name: &str) -> IncidentTerms {
    IncidentTerms::read(&document(name)).unwrap()
}

fn arizona(type_code: &str, case: CaseStanding, occurred_on: &str) -> Route {
    let decision = route(&terms("arizona_dcs"), type_code, Some(case), day(occurred_on)).unwrap();
    assert_eq!(decision.variances, []);
    decision.value
}

fn closed_on(date: &str) -> CaseStanding {
    CaseStanding::ClosedOn(day(date))
}

#[test]
fn refer_02_a_high_profile_incident_on_an_ongoing_case_gets_outreach() {
    for type_code in ["fatality", "near_fatality", "media_involvement"] {
        assert_eq!(arizona(type_code, CaseStanding::Ongoing, "2026-10-15"), Route::OutreachOffered);
    }
}

#[test]
fn refer_02_a_case_never_in_ongoing_is_evaluated_like_any_other() {
    // GT-AZ-58
    for type_code in ["fatality", "near_fatality", "media_involvement"] {
        assert_eq!(arizona(type_code, CaseStanding::NeverOngoing, "2026-10-15"), Route::PurviewDecision);
    }
}

#[test]
fn refer_03_the_exact_anniversary_of_the_closing_still_qualifies() {
    // GT-AZ-56 and its neighbors: closing day, incident, route.
    for (closed, occurred, expected) in [
        ("2025-10-15", "2026-10-15", Route::OutreachOffered),
        ("2025-10-14", "2026-10-15", Route::PurviewDecision),
        ("2025-10-16", "2026-10-15", Route::OutreachOffered),
        ("2026-10-15", "2026-10-15", Route::OutreachOffered),
        // Closed after the incident: on its day the case was open.
        ("2026-10-20", "2026-10-15", Route::OutreachOffered),
        // 29 February looks back to 28 February.
        ("2027-02-28", "2028-02-29", Route::OutreachOffered),
        ("2027-02-27", "2028-02-29", Route::PurviewDecision),
        ("2028-02-29", "2029-02-28", Route::OutreachOffered),
        ("2028-02-29", "2029-03-01", Route::PurviewDecision),
    ] {
        assert_eq!(arizona("near_fatality", closed_on(closed), occurred), expected, "{closed} {occurred}");
    }
}

#[test]
fn refer_03_the_boundary_and_the_years_are_the_policys() {
    let mut document = document("arizona_dcs");
    let mut set = |key: &str, value| {
        document.settings.values_mut().find_map(|area| area.get_mut(key)).unwrap().value = value;
    };
    set("lookback.boundary", json!(["case_openness_anniversary_outside"]));
    set("referral.case_lookback_years", json!(2));
    let terms = IncidentTerms::read(&document).unwrap();
    let route = |closed| route(&terms, "fatality", Some(closed_on(closed)), day("2026-10-15")).unwrap().value;
    assert_eq!(route("2024-10-15"), Route::PurviewDecision);
    assert_eq!(route("2024-10-16"), Route::OutreachOffered);
}

#[test]
fn refer_02_only_the_judgment_and_its_day_are_kept() {
    let terms = terms("arizona_dcs");
    let judge = |case| judge_case(&terms, case, day("2026-10-15"), day("2026-10-17"));
    let kept = judge(closed_on("2025-10-15"));
    assert_eq!(kept, CaseJudgment { qualifies: true, judged_on: day("2026-10-17") });
    assert!(!judge(closed_on("2025-10-14")).qualifies);
    assert_eq!(serde_json::to_value(kept).unwrap(), json!({"qualifies": true, "judged_on": "2026-10-17"}));
}

#[test]
fn refer_02_a_high_profile_type_needs_the_case_and_another_does_not() {
    let terms = terms("arizona_dcs");
    let refusal = route(&terms, "fatality", None, day("2026-10-15")).unwrap_err();
    assert_eq!((refusal.code, refusal.requirement), (RefusalCode::FieldRequired, "REFER-02"));
    assert_eq!(refusal.clause.as_deref(), Some("V.C"));
    let other = route(&terms, "other_significant", None, day("2026-10-15")).unwrap();
    assert_eq!(other.value, Route::PurviewDecision);
}

#[test]
fn refer_04_a_type_outside_the_policy_is_refused() {
    for preset in ["arizona_dcs", "la_dcfs", "oc_probation", "mn_public_safety", "denver_911"] {
        let refusal = route(&terms(preset), "burglary", None, day("2026-10-15")).unwrap_err();
        assert_eq!(refusal.code, RefusalCode::KindNotInPolicy, "{preset}");
    }
}

#[test]
fn refer_30_a_policy_that_asks_for_no_case_offers_outreach_at_once() {
    let decision = route(&terms("denver_911"), "critical_incident", None, day("2026-10-15")).unwrap();
    assert_eq!(decision.value, Route::OutreachOffered);
}

#[test]
fn refer_14_a_colleagues_death_goes_to_the_manager_and_is_never_refused_by_itself() {
    let terms = terms("la_dcfs");
    let routed = |code, sub| route_of_sub_type(&terms, code, sub, None, day("2026-10-15")).map(|d| d.value);
    for (code, sub, expected) in [
        ("sudden_violent_death", Some("coworker"), Route::ConsultManagerOtherOptions),
        ("sudden_violent_death", Some("client"), Route::PteQualifies),
        // Without the narrower code nobody can tell: the manager does.
        ("sudden_violent_death", None, Route::ConsultManagerOtherOptions),
        ("workplace_aggression", None, Route::PteQualifies),
        ("other", None, Route::ManagerTriage),
    ] {
        assert_eq!(routed(code, sub), Ok(expected), "{code} {sub:?}");
    }
    let mut reversed = terms.clone();
    reversed.types.reverse();
    let other_order = route(&reversed, "sudden_violent_death", None, day("2026-10-15")).unwrap();
    assert_eq!(other_order.value, Route::ConsultManagerOtherOptions);
    assert_eq!(routed("routine_death", Some("terror")).unwrap_err().code, RefusalCode::KindNotInPolicy);
}

#[test]
fn refer_19_every_critical_incident_of_the_county_asks_for_a_notice() {
    let terms = terms("oc_probation");
    for entry in &terms.types {
        let routed = route(&terms, &entry.code, None, day("2026-10-15")).unwrap().value;
        assert_eq!(routed, Route::Notice, "{}", entry.code);
    }
}

#[test]
fn refer_04_the_coordinator_decides_and_an_incident_closes_after_that_only() {
    use IncidentEvent::{Close, Triage};
    use IncidentState::{Closed, InPurview, NotInPurview, Reported};
    let terms = terms("arizona_dcs");
    let next = |state, event| next(&terms, Route::PurviewDecision, state, event);
    assert_eq!(next(Reported, Triage(TriageOutcome::InPurview)), Ok(InPurview));
    assert_eq!(next(Reported, Triage(TriageOutcome::NotInPurview)), Ok(NotInPurview));
    assert_eq!(next(InPurview, Close), Ok(Closed));
    assert_eq!(next(NotInPurview, Close), Ok(Closed));
    for (state, event, code) in [
        (Reported, Close, RefusalCode::StepOutOfOrder),
        (InPurview, Triage(TriageOutcome::NotInPurview), RefusalCode::StepOutOfOrder),
        (NotInPurview, Triage(TriageOutcome::InPurview), RefusalCode::StepOutOfOrder),
        (Closed, Close, RefusalCode::IncidentClosed),
        (Closed, Triage(TriageOutcome::InPurview), RefusalCode::IncidentClosed),
        // An outcome of another agency's list.
        (Reported, Triage(TriageOutcome::PteQualifies), RefusalCode::KindNotInPolicy),
    ] {
        assert_eq!(next(state, event).unwrap_err().code, code, "{state:?} {event:?}");
    }
}

#[test]
fn refer_02_nobody_decides_against_outreach_that_will_be_offered() {
    let terms = terms("arizona_dcs");
    let triage = |outcome| {
        next(&terms, Route::OutreachOffered, IncidentState::Reported, IncidentEvent::Triage(outcome))
    };
    assert_eq!(triage(TriageOutcome::InPurview), Ok(IncidentState::InPurview));
    let refusal = triage(TriageOutcome::NotInPurview).unwrap_err();
    assert_eq!((refusal.code, refusal.requirement), (RefusalCode::StepOutOfOrder, "REFER-02"));
}

#[test]
fn refer_14_what_goes_to_the_manager_is_held_until_decided() {
    let terms = terms("la_dcfs");
    let triage =
        |outcome| next(&terms, Route::ManagerTriage, IncidentState::Reported, IncidentEvent::Triage(outcome));
    assert_eq!(triage(TriageOutcome::ConsultManagerOtherOptions), Ok(IncidentState::Reported));
    assert_eq!(triage(TriageOutcome::PteQualifies), Ok(IncidentState::InPurview));
    assert_eq!(triage(TriageOutcome::ReferOutNonWork), Ok(IncidentState::NotInPurview));
}

#[test]
fn refer_33_what_is_announced_is_what_is_accepted() {
    for preset in ["arizona_dcs", "la_dcfs", "oc_probation", "mn_public_safety", "denver_911"] {
        let terms = terms(preset);
        for route in [Route::OutreachOffered, Route::PurviewDecision, Route::ManagerTriage] {
            for state in IncidentState::ALL {
                let offered = allowed_events(&terms, route, state);
                let mut all: Vec<_> = TriageOutcome::ALL.map(IncidentEvent::Triage).to_vec();
                all.push(IncidentEvent::Close);
                for event in all {
                    let accepted = next(&terms, route, state, event).is_ok();
                    assert_eq!(offered.contains(&event), accepted, "{preset} {route:?} {state:?} {event:?}");
                }
            }
        }
    }
}

#[test]
fn follow_05_outreach_begins_only_for_an_open_incident_within_the_purview() {
    assert_eq!(may_open_outreach(IncidentState::InPurview), Ok(()));
    for (state, code) in [
        (IncidentState::Closed, RefusalCode::IncidentClosed),
        (IncidentState::Reported, RefusalCode::StepOutOfOrder),
        (IncidentState::NotInPurview, RefusalCode::StepOutOfOrder),
    ] {
        assert_eq!(may_open_outreach(state).unwrap_err().code, code);
    }
}

//! What may be recorded of a session, under each policy.
#![cfg(test)]

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use peerline_domain::activity::*;
use peerline_domain::catalog::{RefusalCode, VarianceCode};
use peerline_domain::policy::{PolicyDocument, preset};
use serde_json::json;

fn document(name: &str) -> PolicyDocument {
    preset(name).unwrap().document.clone()
}

fn terms(name: &str) -> ActivityTerms {
    ActivityTerms::read(&document(name)).unwrap()
}

fn entry(kind: &str, mode: Option<&str>, minutes: u32, participants: u32) -> Entry {
    Entry {
        kind: kind.to_owned(),
        mode: mode.map(str::to_owned),
        category: None,
        minutes: Some(minutes),
        participants,
        referrals_out: 0,
        mode_chosen_by_recipient: Some(true),
        session_code: None,
        day: NaiveDate::from_ymd_opt(2026, 10, 14).unwrap(),
    }
}

fn response(mode: &str, minutes: u32) -> Entry {
    entry("individual_response", Some(mode), minutes, 1)
}

fn planned(mode: &str, minutes: u32) -> PlannedSession {
    PlannedSession {
        kind: "individual_response".to_owned(),
        mode: Some(mode.to_owned()),
        minutes: Some(minutes),
        mode_chosen_by_recipient: true,
    }
}

fn variances(terms: &ActivityTerms, entry: &Entry) -> Vec<VarianceCode> {
    check_entry(terms, entry, true).unwrap().variances.iter().map(|variance| variance.code).collect()
}

fn refusal(terms: &ActivityTerms, entry: &Entry) -> RefusalCode {
    check_entry(terms, entry, true).unwrap_err().code
}

#[test]
fn resp_03_an_hour_at_a_neutral_location_is_fine_and_more_is_a_variance() {
    // GT-AZ-53 and its neighbors.
    let terms = terms("arizona_dcs");
    for (mode, minutes, over) in [
        ("in_person_neutral", 60, false),
        ("in_person_neutral", 61, true),
        ("in_person_office", 75, false),
        ("telephone", 90, false),
        ("anonymous_phone", 90, false),
    ] {
        let recorded = variances(&terms, &response(mode, minutes));
        let plan = check_planned(&terms, &planned(mode, minutes), true).unwrap();
        let plan: Vec<_> = plan.variances.iter().map(|variance| variance.code).collect();
        let expected = |code| if over { vec![code] } else { vec![] };
        assert_eq!(recorded, expected(VarianceCode::ActualOverOneHour), "{mode} {minutes}");
        assert_eq!(plan, expected(VarianceCode::PlannedOverOneHour), "{mode} {minutes}");
    }
}

#[test]
fn resp_03_an_agency_can_have_planning_beyond_the_limit_refused_but_never_what_happened() {
    let mut document = document("arizona_dcs");
    let setting =
        document.settings.values_mut().find_map(|area| area.get_mut("response.neutral_enforcement"));
    setting.unwrap().value = json!("reject");
    let terms = ActivityTerms::read(&document).unwrap();
    let refused = check_planned(&terms, &planned("in_person_neutral", 61), true).unwrap_err();
    assert_eq!(refused.code, RefusalCode::NeutralLocationOverOneHour);
    assert_eq!(refused.clause.as_deref(), Some("V.B.6.a"));
    assert!(check_planned(&terms, &planned("in_person_neutral", 60), true).is_ok());
    assert!(check_planned(&terms, &planned("in_person_office", 61), true).is_ok());
    assert_eq!(variances(&terms, &response("in_person_neutral", 61)), [VarianceCode::ActualOverOneHour]);
}

#[test]
fn resp_02_the_recipient_chooses_the_mode() {
    let arizona = terms("arizona_dcs");
    let chosen_otherwise = Entry { mode_chosen_by_recipient: Some(false), ..response("telephone", 30) };
    assert_eq!(variances(&arizona, &chosen_otherwise), [VarianceCode::ModeNotChosenByRecipient]);
    assert_eq!(variances(&arizona, &response("telephone", 30)), []);
    let unsaid = Entry { mode: None, ..response("telephone", 30) };
    assert_eq!(refusal(&arizona, &unsaid), RefusalCode::FieldRequired);
    // Elsewhere it is not the recipient's alone.
    let other =
        Entry { mode_chosen_by_recipient: Some(false), ..entry("pfa_individual", Some("virtual"), 30, 1) };
    assert_eq!(variances(&terms("la_dcfs"), &other), []);
}

#[test]
fn resp_02_only_the_anonymous_call_is_anonymous() {
    let terms = terms("arizona_dcs");
    assert!(terms.is_anonymous("anonymous_phone"));
    assert!(!terms.is_anonymous("telephone"));
}

#[test]
fn resp_33_kinds_and_modes_are_the_policys() {
    for (preset, listed) in [
        ("arizona_dcs", "individual_response"),
        ("la_dcfs", "pfa_individual"),
        ("oc_probation", "support_talk"),
        ("mn_public_safety", "one_to_one"),
        ("denver_911", "peer_contact"),
    ] {
        let terms = terms(preset);
        let mode = terms.modes.first().map(|mode| mode.code.clone());
        let minutes = terms.kept.minutes.then_some(30);
        let fits = Entry { minutes, ..entry(listed, mode.as_deref(), 30, 1) };
        assert_eq!(variances(&terms, &fits), [], "{preset}");
        let unknown = Entry { kind: "cism_debriefing".to_owned(), ..fits };
        assert_eq!(refusal(&terms, &unknown), RefusalCode::KindNotInPolicy, "{preset}");
    }
    // RESP-10: the debriefing of one agency is not a kind of another.
    let debrief = entry("cism_debrief", Some("on_site"), 120, 8);
    assert_eq!(refusal(&terms("la_dcfs"), &debrief), RefusalCode::KindNotInPolicy);
    assert_eq!(refusal(&terms("arizona_dcs"), &response("carrier_pigeon", 30)), RefusalCode::KindNotInPolicy);
}

#[test]
fn resp_27_mail_and_recorded_lines_are_ruled_out_where_the_policy_names_them() {
    let denver = terms("denver_911");
    let contact = |mode| Entry { minutes: None, ..entry("peer_contact", Some(mode), 30, 1) };
    for mode in ["email", "recorded_line"] {
        let refused = check_entry(&denver, &contact(mode), true).unwrap_err();
        assert_eq!((refused.code, refused.clause.as_deref()), (RefusalCode::ModeForbidden, Some("Mem.7")));
    }
    assert_eq!(variances(&denver, &contact("personal_text")), []);
    assert_eq!(variances(&terms("la_dcfs"), &entry("pfa_individual", Some("email"), 15, 1)), []);
}

#[test]
fn resp_08_a_group_response_needs_the_coordinators_approval_where_the_policy_asks() {
    // GT-AZ-55: member and team lead alike; neither can approve.
    let arizona = terms("arizona_dcs");
    let group = entry("group_response", None, 60, 6);
    let refused = check_entry(&arizona, &group, false).unwrap_err();
    assert_eq!((refused.code, refused.requirement), (RefusalCode::GroupNeedsCoordinatorApproval, "RESP-08"));
    assert_eq!(refused.clause.as_deref(), Some("IV.C.1.a"));
    assert!(check_entry(&arizona, &group, true).is_ok());
    let plan = PlannedSession {
        kind: "group_response".to_owned(),
        mode: None,
        minutes: Some(60),
        mode_chosen_by_recipient: false,
    };
    assert!(check_planned(&arizona, &plan, false).is_err());
    assert!(check_planned(&arizona, &plan, true).is_ok());
    // Training is no response, a single person no group.
    assert!(check_entry(&arizona, &entry("pre_incident_training", None, 90, 20), false).is_ok());
    assert!(check_entry(&arizona, &response("telephone", 30), false).is_ok());
    // Nobody's approval, or a joint decision on formal debriefings only.
    assert!(check_entry(&terms("la_dcfs"), &entry("pfa_group", None, 60, 6), false).is_ok());
    assert!(check_entry(&terms("oc_probation"), &entry("defusing_oc", None, 45, 6), false).is_ok());
}

#[test]
fn resp_08_an_approval_is_prior_and_for_one_session() {
    let day = |text: &str| text.parse::<NaiveDate>().unwrap();
    let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
    let kept = TrackerContent::ResponsesWithoutIdentity.kept();
    let told = |started: &str, by_coordinator| {
        // Phoenix is seven hours behind.
        let started_at = at(started);
        Delivery { started_at, day: (started_at - TimeDelta::hours(7)).date_naive(), kept, by_coordinator }
    };
    let open = ApprovedSession::Open { approved_at: at("2026-10-15T20:00:00Z") };
    let prior = Covers::Yes { approved_prior: true };
    assert_eq!(covers(open, &told("2026-10-15T20:00:00Z", false)), prior);
    assert_eq!(covers(open, &told("2026-10-15T19:59:59Z", false)), Covers::NotPrior);
    assert_eq!(covers(open, &told("2026-10-15T15:00:00Z", true)), Covers::Yes { approved_prior: false });
    let held = |approved_prior| ApprovedSession::Held { day: day("2026-10-15"), approved_prior };
    assert_eq!(covers(held(true), &told("2026-10-16T06:59:59Z", false)), prior);
    assert_eq!(covers(held(true), &told("2026-10-16T07:00:00Z", false)), Covers::AnotherDay);
    assert_eq!(covers(held(true), &told("2026-10-16T07:00:00Z", true)), Covers::AnotherDay);
    assert_eq!(covers(held(false), &told("2026-10-15T15:00:00Z", false)), Covers::NotPrior);
    // Where days are not kept, the code belongs to a month.
    let months = TrackerContent::AnonymousCounts.kept();
    let monthly = Delivery { kept: months, ..told("2026-10-15T15:00:00Z", false) };
    assert_eq!(monthly.bound_day(), day("2026-10-01"));
    let of_october = ApprovedSession::Held { day: day("2026-10-01"), approved_prior: true };
    assert_eq!(covers(of_october, &monthly), prior);
    let november = Delivery { day: day("2026-11-02"), ..monthly };
    assert_eq!(covers(of_october, &november), Covers::AnotherDay);
}

#[test]
fn resp_34_minutes_and_participants_are_plausible() {
    let terms = terms("arizona_dcs");
    for (kind, minutes, participants, expected) in [
        ("individual_response", 1, 1, None),
        ("individual_response", 1440, 1, None),
        ("individual_response", 0, 1, Some(RefusalCode::FieldRequired)),
        ("individual_response", 1441, 1, Some(RefusalCode::HoursImplausible)),
        ("individual_response", 30, 0, Some(RefusalCode::FieldRequired)),
        ("individual_response", 30, 2, Some(RefusalCode::InconsistentGroupCounts)),
        ("group_response", 30, 1, Some(RefusalCode::InconsistentGroupCounts)),
        ("group_response", 30, 2, None),
    ] {
        let answer = check_entry(&terms, &entry(kind, Some("telephone"), minutes, participants), true);
        assert_eq!(answer.err().map(|refusal| refusal.code), expected, "{kind} {minutes} {participants}");
    }
}

#[test]
fn track_04_a_session_code_belongs_to_a_group() {
    let terms = terms("arizona_dcs");
    let code = Some("k7qz".to_owned());
    let group = Entry { session_code: code.clone(), ..entry("group_response", None, 60, 6) };
    assert_eq!(variances(&terms, &group), []);
    let single = Entry { session_code: code, ..response("telephone", 30) };
    assert_eq!(refusal(&terms, &single), RefusalCode::FieldNotPermitted);
}

#[test]
fn track_24_categories_are_the_policys() {
    let told = |category: &str| Some(category.to_owned());
    let arizona = terms("arizona_dcs");
    assert_eq!(variances(&arizona, &Entry { category: told("burnout"), ..response("telephone", 30) }), []);
    let unknown = Entry { category: told("divorce"), ..response("telephone", 30) };
    assert_eq!(refusal(&arizona, &unknown), RefusalCode::KindNotInPolicy);
    // A tally has no topic (Part 1D).
    let tally =
        Entry { category: told("burnout"), minutes: None, ..entry("peer_contact", Some("in_person"), 30, 1) };
    assert_eq!(refusal(&terms("denver_911"), &tally), RefusalCode::FieldNotPermitted);
}

#[test]
fn conf_25_only_what_the_policy_lets_stay_stays() {
    let contact = entry("peer_contact", Some("in_person"), 30, 1);
    assert_eq!(refusal(&terms("denver_911"), &contact), RefusalCode::FieldNotPermitted);
    let talk = entry("support_talk", Some("telephone"), 30, 1);
    assert_eq!(refusal(&terms("oc_probation"), &talk), RefusalCode::FieldNotPermitted);
    assert_eq!(variances(&terms("oc_probation"), &Entry { mode: None, ..talk }), []);
    let first = NaiveDate::from_ymd_opt(2026, 10, 1).unwrap();
    let denver = stripped(terms("denver_911").kept, Entry { minutes: None, ..contact.clone() });
    assert_eq!((denver.day, denver.mode, denver.minutes), (first, None, None));
    let minnesota = stripped(terms("mn_public_safety").kept, contact);
    assert_eq!((minnesota.day, minnesota.mode, minnesota.minutes), (first, None, Some(30)));
    let arizona = response("telephone", 30);
    assert_eq!(stripped(terms("arizona_dcs").kept, arizona.clone()), arizona);
}

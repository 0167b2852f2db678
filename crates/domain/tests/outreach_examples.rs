//! Outreach and declined offers: the catalog's examples and others of their kind.
#![cfg(test)]

use chrono::NaiveDate;
use peerline_domain::activity::ActivityTerms;
use peerline_domain::catalog::{RefusalCode, VarianceCode};
use peerline_domain::incident::{IncidentState, Route};
use peerline_domain::outreach::{OutreachEvent as E, OutreachState as S, *};
use peerline_domain::policy::{PolicyDocument, SettingError, preset};
use serde_json::{Value, json};

const HIGH: OutreachKind = OutreachKind::HighProfile;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn document(name: &str) -> PolicyDocument {
    preset(name).unwrap().document.clone()
}

fn with(mut document: PolicyDocument, key: &str, value: Value) -> PolicyDocument {
    document.settings.values_mut().find_map(|area| area.get_mut(key)).unwrap().value = value;
    document
}

fn arizona() -> OutreachTerms {
    OutreachTerms::read(&document("arizona_dcs")).unwrap()
}

fn begun(terms: &OutreachTerms) -> Outreach {
    open(terms, IncidentState::InPurview, &[]).unwrap()
}

/// Lives through events on their days; every one must be accepted. Gives the last variances too.
fn live(terms: &OutreachTerms, kind: OutreachKind, events: &[(E, &str)]) -> (Outreach, Vec<VarianceCode>) {
    let mut outreach = begun(terms);
    let mut codes = Vec::new();
    for (event, on) in events {
        let decision = next(terms, kind, &outreach, *event, day(on), true).unwrap();
        codes = decision.variances.iter().map(|variance| variance.code).collect();
        outreach = decision.value;
    }
    (outreach, codes)
}

fn refused(
    terms: &OutreachTerms,
    outreach: &Outreach,
    event: E,
    on: &str,
    incident_open: bool,
) -> RefusalCode {
    next(terms, HIGH, outreach, event, day(on), incident_open).unwrap_err().code
}

#[test]
fn follow_01_the_check_in_is_due_a_week_after_the_initial_contact() {
    for (contact, decline, due) in [
        ("2026-10-14", "2026-10-14", "2026-10-21"),
        // GT-AZ-13: counted from the contact, not from the decline.
        ("2026-10-14", "2026-10-16", "2026-10-21"),
        // GT-AZ-15, GT-AZ-16: across the year, across a leap month.
        ("2026-12-28", "2026-12-28", "2027-01-04"),
        ("2028-02-25", "2028-02-25", "2028-03-03"),
        ("2027-02-25", "2027-02-25", "2027-03-04"),
        // Falls on Thanksgiving and on a Sunday: nothing is shifted.
        ("2026-11-19", "2026-11-19", "2026-11-26"),
        ("2026-11-22", "2026-11-22", "2026-11-29"),
        // A late decline: the day after it.
        ("2026-10-14", "2026-10-20", "2026-10-21"),
        ("2026-10-14", "2026-10-21", "2026-10-22"),
        ("2026-10-14", "2026-10-30", "2026-10-31"),
    ] {
        let (outreach, codes) =
            live(&arizona(), HIGH, &[(E::InitialContact, contact), (E::Decline, decline)]);
        assert_eq!(outreach.state, S::FollowupDue);
        assert_eq!(outreach.initial_contact_on, Some(day(contact)));
        assert_eq!(outreach.followup_due_on, Some(day(due)), "{contact} {decline}");
        assert_eq!(codes, []);
    }
}

#[test]
fn follow_01_the_days_are_the_policys() {
    // GT-X-06: an offer keeps the terms of the version it was opened under; another version, another day.
    let later =
        OutreachTerms::read(&with(document("arizona_dcs"), "decline.followup_days", json!(10))).unwrap();
    let events = [(E::InitialContact, "2026-10-14"), (E::Decline, "2026-10-14")];
    assert_eq!(live(&arizona(), HIGH, &events).0.followup_due_on, Some(day("2026-10-21")));
    assert_eq!(live(&later, HIGH, &events).0.followup_due_on, Some(day("2026-10-24")));
}

#[test]
fn follow_01_a_check_in_on_another_day_is_stored_with_a_variance() {
    for (checked_in, expected) in [
        ("2026-10-20", vec![VarianceCode::FollowupEarly]),
        ("2026-10-21", vec![]),
        ("2026-10-22", vec![VarianceCode::FollowupLate]),
    ] {
        let (outreach, codes) = live(
            &arizona(),
            HIGH,
            &[(E::InitialContact, "2026-10-14"), (E::Decline, "2026-10-14"), (E::CheckInDone, checked_in)],
        );
        assert_eq!((outreach.state, codes), (S::SecondOffer, expected), "{checked_in}");
        // Used up either way.
        assert_eq!(
            refused(&arizona(), &outreach, E::CheckInDone, "2026-10-23", true),
            RefusalCode::StepOutOfOrder
        );
    }
}

#[test]
fn follow_02_a_second_decline_ends_all_contact_about_the_incident() {
    let terms = arizona();
    let (outreach, _) = live(
        &terms,
        HIGH,
        &[
            (E::InitialContact, "2026-10-14"),
            (E::Decline, "2026-10-14"),
            (E::CheckInDone, "2026-10-21"),
            (E::Decline, "2026-10-21"),
        ],
    );
    assert_eq!(outreach.state, S::SecondDeclinedClosed);
    for event in E::ALL {
        for incident_open in [true, false] {
            let code = refused(&terms, &outreach, event, "2026-10-25", incident_open);
            assert_eq!(code, RefusalCode::ContactSuppressed, "{event:?}");
        }
    }
    let refusal = next(&terms, HIGH, &outreach, E::InitialContact, day("2026-10-25"), true).unwrap_err();
    assert_eq!((refusal.requirement, refusal.clause.as_deref()), ("FOLLOW-02", Some("V.C.4.b")));
    // GT-AZ-21: nor may anybody else on the team begin anew for the same slot.
    let anew = open(&terms, IncidentState::InPurview, &[outreach]);
    assert_eq!(anew.unwrap_err().code, RefusalCode::ContactSuppressed);
    // Another incident has other slots.
    assert!(open(&terms, IncidentState::InPurview, &[]).is_ok());
}

#[test]
fn follow_02_who_was_left_alone_may_still_ask() {
    // GT-AZ-23: a request is no outreach. It is let in and runs its course, and the outreach stays suppressed.
    use peerline_domain::intake::{IntakeTerms, NewRequest, Population, Stressor, Via, check_request};
    use peerline_domain::request::{RequestEvent, RequestState, RequestTerms};
    let intake = IntakeTerms::read(&document("arizona_dcs")).unwrap();
    let asked = NewRequest {
        population: Population::Employee,
        stressor: Stressor::Work,
        via: Via::DirectToMember,
        about_incident: true,
    };
    assert_eq!(check_request(&intake, &asked).unwrap().variances, []);
    let terms = RequestTerms::read(&document("arizona_dcs")).unwrap();
    let triaged = peerline_domain::request::next(&terms, RequestState::Received, RequestEvent::TriageIn);
    assert_eq!(triaged, Ok(RequestState::TriagedIn));
    let suppressed =
        Outreach { state: S::SecondDeclinedClosed, initial_contact_on: None, followup_due_on: None };
    let anew = open(&arizona(), IncidentState::InPurview, &[suppressed]);
    assert_eq!(anew.unwrap_err().code, RefusalCode::ContactSuppressed);
}

#[test]
fn follow_03_accepting_at_the_check_in_never_suppresses() {
    let terms = arizona();
    let (outreach, _) = live(
        &terms,
        HIGH,
        &[
            (E::InitialContact, "2026-10-14"),
            (E::Decline, "2026-10-14"),
            (E::CheckInDone, "2026-10-21"),
            (E::Accept, "2026-10-21"),
        ],
    );
    assert_eq!(outreach.state, S::Accepted);
    assert!(open(&terms, IncidentState::InPurview, &[outreach]).is_ok());
}

#[test]
fn follow_04_no_answer_is_not_a_decline() {
    // GT-AZ-25: a voicemail.
    let terms = arizona();
    let (outreach, _) = live(&terms, HIGH, &[(E::AttemptNoAnswer, "2026-10-14")]);
    assert_eq!(outreach.state, S::Attempted);
    assert_eq!((outreach.initial_contact_on, outreach.followup_due_on), (None, None));
    assert_eq!(refused(&terms, &outreach, E::Decline, "2026-10-15", true), RefusalCode::StepOutOfOrder);
    // The day of the contact counts, not the day of the first try.
    let (reached, _) = live(
        &terms,
        HIGH,
        &[
            (E::AttemptNoAnswer, "2026-10-14"),
            (E::AttemptNoAnswer, "2026-10-15"),
            (E::InitialContact, "2026-10-16"),
            (E::Decline, "2026-10-16"),
        ],
    );
    assert_eq!(reached.followup_due_on, Some(day("2026-10-23")));
}

#[test]
fn follow_04_the_coordinator_ends_what_was_tried_and_what_is_finished() {
    let terms = arizona();
    for events in [
        vec![(E::AttemptNoAnswer, "2026-10-14")],
        vec![(E::InitialContact, "2026-10-14"), (E::Accept, "2026-10-14")],
    ] {
        let (outreach, _) = live(&terms, HIGH, &events);
        for incident_open in [true, false] {
            let closed = next(&terms, HIGH, &outreach, E::Close, day("2026-10-30"), incident_open).unwrap();
            assert_eq!(closed.value.state, S::Closed);
        }
    }
    let (undecided, _) = live(&terms, HIGH, &[(E::InitialContact, "2026-10-14")]);
    assert_eq!(refused(&terms, &undecided, E::Close, "2026-10-30", true), RefusalCode::StepOutOfOrder);
    assert_eq!(refused(&terms, &begun(&terms), E::Close, "2026-10-30", true), RefusalCode::StepOutOfOrder);
}

#[test]
fn follow_05_a_closed_incident_takes_no_new_outreach_and_no_contact() {
    // GT-AZ-20
    let terms = arizona();
    assert_eq!(open(&terms, IncidentState::Closed, &[]).unwrap_err().code, RefusalCode::IncidentClosed);
    assert!(open(&terms, IncidentState::InPurview, &[]).is_ok());
    assert_eq!(open(&terms, IncidentState::NotInPurview, &[]).unwrap_err().code, RefusalCode::StepOutOfOrder);
    let code = refused(&terms, &begun(&terms), E::InitialContact, "2026-10-30", false);
    assert_eq!(code, RefusalCode::IncidentClosed);
}

#[test]
fn follow_06_both_kinds_of_outreach_follow_the_rule_the_policy_names() {
    let events = [(E::InitialContact, "2026-10-14"), (E::Decline, "2026-10-14")];
    for kind in [OutreachKind::HighProfile, OutreachKind::OtherSignificant] {
        assert_eq!(live(&arizona(), kind, &events).0.state, S::FollowupDue);
    }
    let narrow =
        OutreachTerms::read(&with(document("arizona_dcs"), "decline.applies_to", json!(["high_profile"])));
    let narrow = narrow.unwrap();
    assert_eq!(live(&narrow, OutreachKind::HighProfile, &events).0.state, S::FollowupDue);
    assert_eq!(live(&narrow, OutreachKind::OtherSignificant, &events).0.state, S::Closed);
    assert_eq!(OutreachKind::from(Route::OutreachOffered), OutreachKind::HighProfile);
    assert_eq!(OutreachKind::from(Route::PurviewDecision), OutreachKind::OtherSignificant);
}

#[test]
fn follow_14_without_a_rule_a_declined_offer_is_closed_and_nothing_is_kept() {
    for preset in ["la_dcfs", "oc_probation", "mn_public_safety", "denver_911"] {
        let terms = OutreachTerms::read(&document(preset)).unwrap();
        assert_eq!(terms.decline, None);
        for kind in [OutreachKind::HighProfile, OutreachKind::OtherSignificant] {
            let (outreach, codes) =
                live(&terms, kind, &[(E::InitialContact, "2026-10-14"), (E::Decline, "2026-10-14")]);
            assert_eq!((outreach.state, outreach.followup_due_on), (S::Closed, None), "{preset}");
            assert_eq!(codes, []);
            assert!(open(&terms, IncidentState::InPurview, &[outreach]).is_ok());
        }
    }
}

#[test]
fn follow_01_exactly_one_check_in_is_offered() {
    let read = |value| OutreachTerms::read(&with(document("arizona_dcs"), "decline.max_followups", value));
    assert_eq!(read(json!(0)).unwrap().decline, None);
    assert_eq!(read(json!(2)).unwrap_err(), SettingError::Type("decline.max_followups"));
    assert!(read(json!(1)).unwrap().decline.is_some());
}

#[test]
fn report_02_the_log_counts_what_became_of_each_outreach() {
    let terms = arizona();
    let contact = (E::InitialContact, "2026-10-05");
    let accepted = vec![contact, (E::Accept, "2026-10-05")];
    let finished = vec![contact, (E::Accept, "2026-10-05"), (E::Close, "2026-10-20")];
    let waiting = vec![contact, (E::Decline, "2026-10-05")];
    let twice =
        vec![contact, (E::Decline, "2026-10-05"), (E::CheckInDone, "2026-10-12"), (E::Decline, "2026-10-12")];
    let after_all = vec![
        contact,
        (E::Decline, "2026-10-05"),
        (E::CheckInDone, "2026-10-12"),
        (E::Accept, "2026-10-12"),
        (E::Close, "2026-10-30"),
    ];
    let unreached = vec![(E::AttemptNoAnswer, "2026-10-05"), (E::Close, "2026-10-30")];
    let lives = [accepted, finished, waiting, twice, after_all, unreached, vec![]];
    let outreaches: Vec<Outreach> = lives.iter().map(|events| live(&terms, HIGH, events).0).collect();
    assert_eq!(
        log(&terms, outreaches.iter().map(|outreach| (HIGH, outreach))),
        LogCounts {
            assigned: 7,
            offered: 5,
            accepted: 3,
            declined: 3,
            second_declined: 1,
            pending: 2,
            not_reached: 1,
            ended_untold: 0,
            ended_unanswered: 0,
        }
    );
}

#[test]
fn report_02_what_is_kept_of_a_purged_slot_is_no_longer_pending() {
    let terms = arizona();
    let contact = (E::InitialContact, "2026-10-05");
    let declined = (E::Decline, "2026-10-05");
    for (events, expected) in [
        (vec![], vec!["assigned", "not_reached"]),
        (vec![(E::AttemptNoAnswer, "2026-10-05")], vec!["assigned", "not_reached"]),
        (vec![contact], vec!["assigned", "offered", "ended_unanswered"]),
        (vec![contact, declined], vec!["assigned", "offered", "declined", "ended_unanswered"]),
        (vec![contact, (E::Accept, "2026-10-05")], vec!["assigned", "offered", "accepted"]),
    ] {
        let outreach = live(&terms, HIGH, &events).0;
        let codes = outcome_codes(&terms, HIGH, &outreach);
        assert_eq!(codes, expected);
        assert!(codes.iter().all(|code| OUTCOME_CODES.contains(code)));
        let mut kept = LogCounts::default();
        for code in codes {
            kept.add(code, 1);
        }
        let open = log(&terms, [(HIGH, &outreach)]);
        let ended = kept.not_reached + kept.ended_unanswered;
        assert_eq!(
            (kept.offered, kept.declined, kept.pending, ended),
            (open.offered, open.declined, 0, open.pending)
        );
    }
}

#[test]
fn report_02_without_a_rule_on_declines_nobody_can_tell_who_declined() {
    let terms = OutreachTerms::read(&document("mn_public_safety")).unwrap();
    let contact = (E::InitialContact, "2026-10-05");
    let declined = live(&terms, HIGH, &[contact, (E::Decline, "2026-10-05")]).0;
    let finished = live(&terms, HIGH, &[contact, (E::Accept, "2026-10-05"), (E::Close, "2026-10-09")]).0;
    assert_eq!(declined, finished);
    let counts = log(&terms, [(HIGH, &declined), (HIGH, &finished)]);
    assert_eq!((counts.offered, counts.accepted, counts.declined, counts.ended_untold), (2, 0, 0, 2));
}

#[test]
fn part_1d_of_an_outreach_that_is_over_the_month_stays_where_the_policy_keeps_months_only() {
    for (name, kept_on) in
        [("arizona_dcs", "2026-10-14"), ("mn_public_safety", "2026-10-01"), ("denver_911", "2026-10-01")]
    {
        let document = document(name);
        let terms = OutreachTerms::read(&document).unwrap();
        let kept = ActivityTerms::read(&document).unwrap().kept;
        let met = [(E::InitialContact, "2026-10-14"), (E::Accept, "2026-10-14"), (E::Close, "2026-10-20")];
        let (under_way, _) = live(&terms, HIGH, &met[..2]);
        assert_eq!(under_way.settled(kept), under_way, "{name}");
        let (over, _) = live(&terms, HIGH, &met);
        assert_eq!(over.settled(kept).initial_contact_on, Some(day(kept_on)), "{name}");
    }
}

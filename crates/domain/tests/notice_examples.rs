//! The notice of a critical incident: channel, time and content.
#![cfg(test)]

use peerline_domain::calendar::Timestamp;
use peerline_domain::catalog::{RefusalCode, VarianceCode};
use peerline_domain::incident::*;
use peerline_domain::policy::preset;

fn terms(name: &str) -> NoticeTerms {
    NoticeTerms::read(&preset(name).unwrap().document).unwrap()
}

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn judged(
    terms: &NoticeTerms,
    (occurred_at, given_at): (&str, &str),
    channel: NoticeChannel,
) -> (NoticeDuty, Vec<VarianceCode>) {
    let decision = check_notice(terms, at(occurred_at), at(given_at), channel);
    (decision.value, decision.variances.iter().map(|variance| variance.code).collect())
}

const OCCURRED: &str = "2026-09-14T15:30:00-07:00";

#[test]
fn refer_19_gt_oc_10_a_notice_is_in_time_until_exactly_24_hours_after_the_incident() {
    let terms = terms("oc_probation");
    for channel in [NoticeChannel::PhoneAttested, NoticeChannel::InPersonAttested] {
        let in_time = judged(&terms, (OCCURRED, "2026-09-15T15:30:00-07:00"), channel);
        assert_eq!(in_time, (NoticeDuty::Given, vec![]));
        let late = judged(&terms, (OCCURRED, "2026-09-15T15:31:00-07:00"), channel);
        assert_eq!(late, (NoticeDuty::GivenLate, vec![VarianceCode::LateNotice]));
    }
    let late = check_notice(&terms, at(OCCURRED), at("2026-09-15T22:31:00Z"), NoticeChannel::PhoneAttested);
    assert_eq!(
        (late.variances[0].requirement, late.variances[0].clause.as_deref()),
        ("REFER-19", Some("II.D.1"))
    );
}

#[test]
fn time_2_the_24_hours_of_a_notice_are_elapsed_hours_also_where_the_clock_is_set_back() {
    let terms = terms("oc_probation");
    let occurred = "2026-10-31T14:00:00-07:00";
    assert_eq!(terms.due(at(occurred)), Some(at("2026-11-01T13:00:00-08:00")));
    let call = |given_at| judged(&terms, (occurred, given_at), NoticeChannel::PhoneAttested).0;
    assert_eq!(call("2026-11-01T13:00:00-08:00"), NoticeDuty::Given);
    assert_eq!(call("2026-11-01T13:01:00-08:00"), NoticeDuty::GivenLate);
}

#[test]
fn refer_01_gt_oc_11_an_e_mail_alone_leaves_the_duty_open_and_the_later_call_decides() {
    let terms = terms("oc_probation");
    let emailed = judged(&terms, (OCCURRED, "2026-09-14T16:00:00-07:00"), NoticeChannel::Email);
    assert_eq!(emailed, (NoticeDuty::Open, vec![VarianceCode::ChannelNotPermitted]));
    let late_mail = judged(&terms, (OCCURRED, "2026-09-20T16:00:00-07:00"), NoticeChannel::Email);
    assert_eq!(late_mail.1, [VarianceCode::ChannelNotPermitted], "its time decides nothing");
    let due_at = terms.due(at(OCCURRED));
    let call = |given_at| {
        attest_notice(&terms, NoticeDuty::Open, due_at, at(given_at), NoticeChannel::PhoneAttested)
            .unwrap()
            .value
    };
    assert_eq!(call("2026-09-15T15:30:00-07:00"), NoticeDuty::Given);
    assert_eq!(call("2026-09-15T15:31:00-07:00"), NoticeDuty::GivenLate);
}

#[test]
fn refer_19_what_is_given_already_is_not_attested_again() {
    let terms = terms("oc_probation");
    for duty in [NoticeDuty::Given, NoticeDuty::GivenLate] {
        let again = attest_notice(&terms, duty, None, at(OCCURRED), NoticeChannel::InPersonAttested);
        assert_eq!(again.unwrap_err().code, RefusalCode::StepOutOfOrder, "{duty:?}");
    }
}

#[test]
fn refer_19_a_notice_without_the_names_of_the_staff_is_taken_and_marked_as_incomplete() {
    let codes = |name: &str, named| -> Vec<VarianceCode> {
        let decision = check_content(&terms(name), named);
        decision.variances.iter().map(|variance| variance.code).collect()
    };
    assert_eq!(codes("oc_probation", false), [VarianceCode::IncompleteReferral]);
    assert_eq!(codes("oc_probation", true), []);
    for preset in ["arizona_dcs", "la_dcfs", "mn_public_safety", "denver_911"] {
        assert_eq!(codes(preset, false), [], "{preset} asks for no names of a notice");
    }
}

#[test]
fn refer_19_where_the_policy_names_neither_time_nor_channel_every_notice_counts() {
    let terms = terms("mn_public_safety");
    assert_eq!((terms.due(at(OCCURRED)), terms.channels.as_slice()), (None, &[][..]));
    let much_later = judged(&terms, (OCCURRED, "2026-12-24T09:00:00Z"), NoticeChannel::Email);
    assert_eq!(much_later, (NoticeDuty::Given, vec![]));
}

use crate::problem::Problem;
use peerline_domain::Refusal;
use peerline_domain::activity::{ActivityTerms, Entry};
use peerline_domain::catalog::RefusalCode;

/// A refusal of an entry, with the field it is about.
pub(super) fn located(refusal: Refusal, terms: &ActivityTerms, entry: &Entry) -> Problem {
    let pointer = match refusal.requirement {
        "RESP-33" if terms.kind(&entry.kind).is_none() => "/kind",
        "RESP-02" if entry.mode.is_some() => "/mode_chosen_by_recipient",
        "RESP-33" | "RESP-27" | "RESP-02" | "TRACK-06" => "/mode",
        "TRACK-24" => "/category",
        "RESP-35" | "TRACK-15" => "/minutes",
        "TRACK-01" => "/referrals_out",
        "RESP-34" => "/participants",
        "RESP-08" | "TRACK-04" => "/session_code",
        _ => return refusal.into(),
    };
    Problem::at(pointer, refusal)
}

/// A kind that is none of the policy's, or not of the sort asked for.
pub(super) fn no_such_kind() -> Problem {
    Problem::at("/kind", Refusal::new(RefusalCode::KindNotInPolicy, "RESP-33"))
}

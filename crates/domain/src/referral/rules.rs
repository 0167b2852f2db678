//! Whether a referral is taken.

use super::model::{NewReferral, Purpose, ReferralSource};
use super::terms::ReferralTerms;
use crate::calendar::{Timestamp, Timing};
use crate::catalog::{RefusalCode, VarianceCode};
use crate::decision::{Decision, Refusal, Variance};

/// Checks what a referral says it rests on.
///
/// # Errors
/// `field_not_permitted` where the policy lists nothing a referral could rest on, `kind_not_in_policy` where it does not
/// list this (REFER-01).
pub fn check_source(terms: &ReferralTerms, source: ReferralSource) -> Result<(), Refusal> {
    if terms.sources.contains(&source) {
        return Ok(());
    }
    let none = terms.sources.is_empty();
    let code = if none { RefusalCode::FieldNotPermitted } else { RefusalCode::KindNotInPolicy };
    Err(Refusal::new(code, "REFER-01").under(terms.sources_clause.as_deref()))
}

/// Checks a referral that is received at `received_at`.
///
/// One that comes late or lacks content is taken all the same, with the variance `late_referral` or
/// `incomplete_referral`: the person is not left alone because a form is (REFER-08, REFER-12). The deadline is in
/// elapsed hours, and exactly its end is in time (TIME-2). Who asks for themselves is never late: a request of
/// one's own is no referral and does not come here.
///
/// # Errors
/// `disciplinary_referral_forbidden`: the policy keeps support out of discipline, coaching and improvement plans
/// (REFER-27).
pub fn check_referral(
    terms: &ReferralTerms,
    referral: &NewReferral,
    received_at: Timestamp,
) -> Result<Decision<()>, Refusal> {
    if referral.purpose != Purpose::Support && !terms.disciplinary_use {
        let refusal = Refusal::new(RefusalCode::DisciplinaryReferralForbidden, "REFER-27");
        return Err(refusal.under(terms.disciplinary_clause.as_deref()));
    }
    let mut variances = Vec::new();
    if let (Some(deadline), Some(exposed_at)) = (terms.deadline, referral.exposed_at)
        && deadline.judge(exposed_at, received_at) == Timing::Late
    {
        let clause = terms.deadline_clause.as_deref();
        variances.push(Variance::new(VarianceCode::LateReferral, "REFER-08", clause));
    }
    if terms.required.iter().any(|wanted| !referral.content.contains(wanted)) {
        let clause = terms.required_clause.as_deref();
        variances.push(Variance::new(VarianceCode::IncompleteReferral, "REFER-08", clause));
    }
    Ok(Decision::with((), variances))
}

//! Whether a request is let in.

use super::model::{Admission, NewRequest, Population, Stressor, Via, WebRequest};
use super::terms::IntakeTerms;
use crate::catalog::{RefusalCode, VarianceCode};
use crate::decision::{Decision, Refusal, Variance};

/// Checks a request for support.
///
/// A way the policy does not list is accepted with the variance `channel_not_permitted`: whoever entered the
/// request has it already, and the person is not turned away for having written instead of called. An employee
/// who was left alone after a second decline may still ask: suppression is about outreach (REFER-39).
///
/// # Errors
/// - `field_required`: who asks, or where the stress comes from, is not told though the policy asks for more than a way to
///   respond (PROG-03, PROG-04, REFER-25).
/// - `population_out_of_scope`: the program does not serve this population, or serves the community in critical
///   incidents only and the request names none (PROG-03). The answer goes with the list of resources.
/// - `forbidden_for_role`: the web form is off (REFER-01). The public route answers as if it did not exist, so
///   that only a caller who forgot to ask [`IntakeTerms::web_request`] sees this.
pub fn check_request(terms: &IntakeTerms, request: &NewRequest) -> Result<Decision<Admission>, Refusal> {
    if request.via == Via::Web && terms.web_request == WebRequest::Off {
        return Err(Refusal::new(RefusalCode::ForbiddenForRole, "REFER-01"));
    }
    if !terms.asks_least {
        // What decides whether the request is within scope has to be told.
        if request.population == Population::NotTold {
            return Err(Refusal::new(RefusalCode::FieldRequired, "PROG-03"));
        }
        if request.stressor == Stressor::NotTold {
            return Err(Refusal::new(RefusalCode::FieldRequired, "PROG-04"));
        }
    }
    let (served, clause) = match request.population {
        // Triage finds out.
        Population::NotTold => (true, None),
        population => terms.serves(population),
    };
    let without_incident = request.population == Population::Community && !request.about_incident;
    if !served || without_incident {
        return Err(Refusal::new(RefusalCode::PopulationOutOfScope, "PROG-03").under(clause));
    }
    let mut variances = Vec::new();
    if !terms.accepts(request.via) {
        let clause = terms.channels_clause.as_deref();
        variances.push(Variance::new(VarianceCode::ChannelNotPermitted, "REFER-01", clause));
    }
    let refer_out_proposed = terms.proposes_referral_out(request.stressor);
    Ok(Decision::with(Admission { refer_out_proposed }, variances))
}

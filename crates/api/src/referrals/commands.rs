//! Bodies of work: what happens inside the transaction. They are the same for whoever is referred: nothing is looked up
//! about the person, so that neither the answer nor the time it takes tells anything (design section 6).

use super::dto::Referral;
use crate::auth::Actor;
use crate::extract::instant;
use crate::problem::{Code, FieldError, Problem};
use crate::recipients::commands::not_permitted;
use crate::requests::commands::{Origin, take_in};
use crate::state::{InForce, Work};
use crate::stored_code::code_of;
use crate::units::area::check_named;
use crate::variance::{VarianceDto, variances};
use peerline_domain::calendar::Month;
use peerline_domain::catalog::RefusalCode;
use peerline_domain::policy::IdentityMode;
use peerline_domain::recipient::{RecipientField, RecipientTerms, check_fields};
use peerline_domain::referral::{
    Content, NewReferral, ReferralTerms, Referrer, check_referral, check_source,
};
use peerline_persistence::Held;
use peerline_persistence::records::{CaseRecord, SealedRecipient};
use uuid::Uuid;

/// What of a person is sent along, for the checks before anything is sealed.
#[derive(Debug, Clone)]
pub struct Told {
    /// The documentation mode of the form.
    pub identity: IdentityMode,
    /// The fields of the person.
    pub fields: Vec<RecipientField>,
}

impl Told {
    /// What a referral tells.
    pub fn by(referral: &Referral) -> Self {
        let fields = referral.recipient.as_ref().map(|recipient| recipient.fields()).unwrap_or_default();
        Self { identity: referral.identity, fields }
    }

    fn content(&self) -> Vec<Content> {
        let content = |field: &RecipientField| match field {
            RecipientField::Name => Content::Name,
            RecipientField::Contact => Content::Contact,
            RecipientField::Context => Content::Context,
        };
        self.fields.iter().map(content).collect()
    }
}

/// Whether the policy in force has a place for what is told.
fn check_told(policy: &InForce, told: &Told) -> Result<(), Problem> {
    let terms = RecipientTerms::read(policy.document())?;
    check_fields(&terms, &told.fields).map_err(|refused| {
        let mut problem = not_permitted(refused);
        for error in &mut problem.errors {
            error.pointer = format!("/recipient{}", error.pointer);
        }
        problem
    })?;
    // The stricter mode is the greater one.
    if told.identity < terms.mode {
        let errors = vec![FieldError::at("/identity", Code::Rule(RefusalCode::FieldNotPermitted))];
        let requirement = Some("CONF-25".to_owned());
        let problem = Problem::new(Code::Rule(RefusalCode::FieldNotPermitted));
        return Err(Problem { requirement, clause: terms.clause, errors, ..problem });
    }
    Ok(())
}

/// The case a person will be kept in, once it is known that the policy has a place for them.
pub fn place_for(work: &mut Work<'_, '_>, told: &Told) -> Result<Uuid, Problem> {
    check_told(&work.policy()?, told)?;
    Ok(work.new_id())
}

/// A refusal of what the referral rests on, at its place.
fn at_source(problem: Problem) -> Problem {
    Problem { errors: vec![FieldError::at("/source", problem.code)], ..problem }
}

/// Takes a referral in, with the person sealed where one is told. What may be told is asked again: the policy can have
/// changed since it was sealed.
pub fn refer(
    work: &mut Work<'_, '_>,
    actor: &Actor,
    referral: Referral,
    told: &Told,
    case: Option<(Uuid, SealedRecipient)>,
) -> Result<(Uuid, Vec<VarianceDto>), Problem> {
    if let Some(unit) = referral.request.unit_id {
        check_named(work, actor, unit)?;
    }
    let policy = work.policy()?;
    check_told(&policy, told)?;
    let exposed_at = referral.exposed_at.as_deref();
    let exposed_at =
        exposed_at.map(|text| instant(text, policy.zone, work.now, "/exposed_at")).transpose()?;
    let new = NewReferral { purpose: referral.purpose, exposed_at, content: told.content() };
    let terms = ReferralTerms::read(policy.document())?;
    if let Some(source) = referral.source {
        check_source(&terms, source).map_err(|refusal| at_source(refusal.into()))?;
    }
    let decision = check_referral(&terms, &new, work.now)?;
    let ((), mut found) = work.accept(decision, Month::containing(policy.today))?;
    let origin = Origin {
        referred_by: Some(code_of(&Referrer::in_role(actor.role))),
        source: referral.source.as_ref().map(code_of),
        ..Origin::default()
    };
    let (request, of_intake) = take_in(work, &policy, referral.request, origin)?;
    found.extend(of_intake);
    if let Some((id, recipient)) = case {
        work.tx.hold(Held::Case(id))?;
        let record = CaseRecord { id, request_id: request.id, opened_on: policy.today, recipient };
        work.tx.insert_case_record(record)?;
    }
    Ok((request.id, variances(found)))
}

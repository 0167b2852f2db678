//! The operations: extract, run, answer.

use super::commands::{self, Told};
use super::dto::{NewReferral, Referral, ReferralReceipt};
use crate::auth::{By, permit};
use crate::extract::ContactBody;
use crate::problem::{Code, Problem, TechnicalCode};
use crate::replay::Once;
use crate::respond;
use crate::responses::WriteProblems;
use crate::state::AppState;
use actix_web::HttpResponse;
use actix_web::web::Data;
use peerline_domain::intake::Via;

/// Refer somebody
#[utoipa::path(post, path = "/v1/referrals", operation_id = "refer", tag = "Referrals",
    description = "Tells the program of a person who may want support. Taken also where it is late or lacks something. The answer says that it was received, and what of it was late or missing; nothing of the person, now or later.",
    request_body = NewReferral,
    responses((status = 202, description = "Received.", body = ReferralReceipt), WriteProblems))]
pub async fn refer(
    by: By<permit::Refer>,
    state: Data<AppState>,
    once: Once,
    ContactBody(new): ContactBody<NewReferral>,
) -> Result<HttpResponse, Problem> {
    let mut referral = Referral::from(new);
    if referral.request.channel == Via::Web {
        return Err(Problem::field("/channel", Code::Technical(TechnicalCode::CodeUnknown)));
    }
    let agency = by.agency.ok_or_else(Problem::not_found)?;
    let told = Told::by(&referral);
    let case = match referral.recipient.take() {
        None => None,
        Some(recipient) => {
            let asked = told.clone();
            let case = state.read(by.behalf(), move |work| commands::place_for(work, &asked)).await?;
            let sealing = move |keys: &peerline_persistence::keys::KeyStore| {
                keys.seal_recipient(agency, case, &recipient.into())
            };
            Some((case, state.with_keys(sealing).await?))
        }
    };
    let actor = by.0.clone();
    let (id, variances) = state
        .create(
            by.behalf(),
            once,
            move |work| commands::refer(work, &actor, referral, &told, case),
            Clone::clone,
            // Sent again it is `received` still, whatever has become of it.
            |_, received| Ok(received),
        )
        .await?;
    Ok(respond::accepted(&ReferralReceipt { id, status: "received".to_owned(), variances }))
}

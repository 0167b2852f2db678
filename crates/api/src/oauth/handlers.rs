//! The operation: extract, run, answer.

use super::dto::{MachineToken, OAuthError, OAuthErrorCode, TokenForm};
use super::{commands, form};
use crate::auth::TokenFor;
use crate::problem::{Problem, TechnicalCode};
use crate::respond;
use crate::responses::TokenProblems;
use crate::state::AppState;
use actix_web::web::{Bytes, Data};
use actix_web::{HttpRequest, HttpResponse};
use chrono::Duration;
use peerline_persistence::Scope;

/// How long a machine's token is valid, in seconds.
const SECONDS: i32 = 600;

/// Exchange client credentials for a token
#[utoipa::path(post, path = "/oauth/token", operation_id = "issueToken", tag = "Account",
    description = "The client credentials grant (RFC 6749 section 4.4) for machines. The client proves itself in the form or by HTTP Basic. A token is good for ten minutes and limited to its scopes. Errors are those of RFC 6749 section 5.2. After ten failures in a row a client waits (429), whether there is such a client or not.",
    security(()),
    request_body(content = TokenForm, content_type = "application/x-www-form-urlencoded"),
    responses((status = 200, description = "A token.", body = MachineToken),
        (status = 400, description = "The request is not as it should be.", body = OAuthError),
        (status = 401, description = "The client is unknown or its secret is wrong.", body = OAuthError),
        TokenProblems))]
pub async fn token(
    request: HttpRequest,
    body: Result<Bytes, actix_web::Error>,
    state: Data<AppState>,
) -> Result<HttpResponse, Problem> {
    // A body that is too large, or does not arrive whole, is one more request that is not as it should be.
    let read = body.map_err(|_| OAuthErrorCode::InvalidRequest).and_then(|body| form::read(&request, &body));
    let asked = match read {
        Ok(asked) => asked,
        Err(code) => return Ok(code.response()),
    };
    let (limits, claimed) = (&state.surface.limits, asked.claimed.clone());
    limits.admit_client(&claimed)?;
    let granted = state.read(Scope::Platform, move |work| commands::grant(work, asked)).await?;
    if !matches!(granted, Err(OAuthErrorCode::InvalidClient)) {
        limits.client_succeeded(&claimed);
    }
    let (client, scopes) = match granted {
        Ok(granted) => granted,
        Err(code) => return Ok(code.response()),
    };
    let scope = scopes.iter().map(|scope| scope.as_str()).collect::<Vec<_>>().join(" ");
    let access_token = state
        .tokens
        .issue(TokenFor::machine(client, scopes), state.clock.now(), Duration::seconds(SECONDS.into()))
        .map_err(|_| Problem::technical(TechnicalCode::Internal))?;
    Ok(respond::ok(&MachineToken { access_token, token_type: "Bearer", expires_in: SECONDS, scope }))
}

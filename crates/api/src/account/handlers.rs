//! The operations: extract, run, answer.

use super::dto::{AccessToken, Me, MyAgency};
use crate::auth::{Actor, Caller};
use crate::problem::{Problem, TechnicalCode};
use crate::respond;
use crate::responses::{ReadProblems, WriteProblems};
use crate::state::AppState;
use actix_web::http::header::AUTHORIZATION;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use chrono::Duration;
use peerline_domain::access::{Action, Role};
use peerline_domain::audit::AuditVerb;
use peerline_persistence::Scope;
use peerline_persistence::records::{Principal, PrincipalKind, RoleGrant};
use sha2::{Digest, Sha256};

/// How long the first administrator's token is valid.
const FIRST_TOKEN: Duration = Duration::hours(1);

/// Tell who is calling
///
/// Roles, agency and documentation mode, so that a front end can render itself for any agency. A caller with several
/// roles who names none in `Peerline-Role` is told them to choose from, with `role` null and no actions.
#[utoipa::path(get, path = "/v1/me", operation_id = "getMe", tag = "Account",
    responses((status = 200, description = "The caller.", body = Me), ReadProblems))]
pub async fn me(caller: Caller, state: Data<AppState>) -> Result<HttpResponse, Problem> {
    let agency = match caller.agency {
        None => None,
        Some(id) => state
            .read(caller.behalf(), move |work| {
                let found = work.tx.find_agency(id)?.ok_or_else(Problem::not_found)?;
                Ok((found, work.policy().ok()))
            })
            .await
            .map(Some)?,
    };
    let policy = agency.as_ref().and_then(|(_, policy)| policy.as_ref());
    let mode = policy.map(|policy| policy.document().identity_mode()).transpose()?;
    let may = |actor: &Actor, action| {
        let by_policy = policy.is_none_or(|policy| policy.document().permits(actor.role, action).is_ok());
        by_policy && actor.may(action).is_ok()
    };
    let may = |action: &Action| caller.acting.as_ref().is_some_and(|actor| may(actor, *action));
    let actions = Action::ALL.iter().copied().filter(may).collect();
    Ok(respond::ok(&Me {
        principal_id: caller.principal,
        role: caller.acting.map(|actor| actor.role),
        display_name: caller.display_name,
        agency: agency.map(|(agency, _)| MyAgency { id: agency.id, slug: agency.slug, name: agency.name }),
        roles: caller.roles,
        actions,
        identity_mode: mode.and_then(|mode| serde_json::to_value(mode).ok()?.as_str().map(str::to_owned)),
    }))
}

/// Become the first administrator
///
/// Redeems the one-time token the first start printed. It works once; afterwards it is spent.
#[utoipa::path(post, path = "/v1/bootstrap", operation_id = "redeemBootstrapToken", tag = "Account",
    security(("bootstrap" = [])),
    responses((status = 201, description = "A token of the platform's administrator.", body = AccessToken), WriteProblems))]
pub async fn bootstrap(request: HttpRequest, state: Data<AppState>) -> Result<HttpResponse, Problem> {
    let unauthenticated = || Problem::technical(TechnicalCode::Unauthenticated);
    let secret = request
        .headers()
        .get(AUTHORIZATION)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.strip_prefix("Bearer "))
        .ok_or_else(unauthenticated)?;
    let digest = Sha256::digest(secret.as_bytes()).to_vec();
    let principal = state
        .write(Scope::Platform, move |work| {
            work.does(AuditVerb::REDEEM_BOOTSTRAP_TOKEN);
            if !work.tx.redeem_bootstrap(digest, work.now)? {
                return Err(unauthenticated());
            }
            let principal = Principal {
                id: work.new_id(),
                agency_id: None,
                display_name: "Platform administrator".to_owned(),
                kind: PrincipalKind::Person,
                created_at: work.now,
            };
            let grant =
                RoleGrant::from_day(work.new_id(), principal.id, Role::PlatformAdmin, work.now.date_naive());
            let id = principal.id;
            work.concerns("principal", id);
            work.tx.insert_principal(principal)?;
            work.tx.insert_role_grant(grant)?;
            Ok(id)
        })
        .await?;
    let access_token = state
        .tokens
        .issue(principal, state.clock.now(), FIRST_TOKEN)
        .map_err(|_| Problem::technical(TechnicalCode::Internal))?;
    Ok(respond::created(
        "/v1/me",
        &AccessToken { access_token, token_type: "Bearer".to_owned(), expires_in: 3600 },
    ))
}

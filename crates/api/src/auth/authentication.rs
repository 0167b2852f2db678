//! How a request proves who is calling, and in which role.

use super::actor::{Actor, SignedIn};
use super::anew::reload;
use super::behalf::Behalf;
use super::envelope::Envelope;
use super::gate;
use super::permission::Permit;
use super::standing::Standing;
use super::token::Proven;
use crate::problem::{Problem, TechnicalCode};
use crate::state::{AppState, Work};
use actix_web::dev::Payload;
use actix_web::http::header::AUTHORIZATION;
use actix_web::web::Data;
use actix_web::{FromRequest, HttpMessage, HttpRequest};
use chrono::NaiveDate;
use futures_util::future::LocalBoxFuture;
use peerline_domain::Refusal;
use peerline_domain::access::{Action, Role};
use peerline_domain::catalog::RefusalCode;
use peerline_domain::policy::is_of_the_policy;
use peerline_persistence::Scope;
use std::marker::PhantomData;
use std::ops::Deref;
use uuid::Uuid;

/// Header in which a caller with several roles names the one they act in.
const ROLE_HEADER: &str = "Peerline-Role";

/// A caller who may do `A`. A handler that takes this cannot run for anybody else.
pub struct By<A: Permit>(pub Actor, PhantomData<A>);

impl<A: Permit> By<A> {
    /// This caller, asking for `A`.
    pub fn behalf(&self) -> Behalf {
        Behalf::Caller(Box::new(self.0.clone()), Some(A::ACTION))
    }
}

impl<A: Permit> Deref for By<A> {
    type Target = Actor;

    fn deref(&self) -> &Actor {
        &self.0
    }
}

fn bearer(request: &HttpRequest) -> Option<&str> {
    let mut values = request.headers().get_all(AUTHORIZATION);
    // Two credentials are none: who stands before us could have checked the other one.
    let (value, None) = (values.next()?.to_str().ok()?, values.next()) else { return None };
    let (scheme, token) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then_some(token)
}

fn choose_role(request: &HttpRequest, roles: &[Role]) -> Result<Role, Problem> {
    match (request.headers().get(ROLE_HEADER), roles) {
        (Some(named), _) => named
            .to_str()
            .ok()
            .and_then(Role::from_code)
            .filter(|role| roles.contains(role))
            .ok_or_else(|| Refusal::new(RefusalCode::ForbiddenForRole, "CONF-26").into()),
        (None, [only]) => Ok(*only),
        (None, []) => Err(Refusal::new(RefusalCode::ForbiddenForRole, "CONF-26").into()),
        (None, _) => Err(Problem::technical(TechnicalCode::RoleAmbiguous)),
    }
}

/// The caller a standing makes of a token, in the role the request names.
fn actor(
    request: &HttpRequest,
    proven: &Proven,
    standing: &Standing,
    today: NaiveDate,
) -> Result<Actor, Problem> {
    standing.admits(proven.issued_at)?;
    let roles = standing.roles_on(today);
    let role = choose_role(request, &roles)?;
    if role.needs_multi_factor() && !proven.multi_factor {
        return Err(Problem::insufficient_user_authentication(&proven.acr_values));
    }
    request.extensions_mut().insert(SignedIn(standing.agency));
    Ok(Actor {
        principal: standing.principal,
        display_name: standing.display_name.clone(),
        agency: standing.agency,
        role,
        unit: standing.unit_on(role, today),
        role_named: request.headers().contains_key(ROLE_HEADER),
        roles,
        epoch: standing.epoch,
        token_issued_at: proven.issued_at,
        scopes: proven.scopes.clone(),
    })
}

/// Whether what is remembered of a caller can let them in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Memory {
    /// It can: the transaction of the request confirms it.
    Confirmed,
    /// It cannot: no transaction need follow.
    Unused,
}

/// Who is calling. `decide` says whether they may ask; for a refusal they are read anew.
async fn authenticate<T>(
    request: HttpRequest,
    memory: Memory,
    decide: impl Fn(&HttpRequest, &Proven, &Standing, NaiveDate) -> Result<T, Problem>,
) -> Result<T, Problem> {
    let unauthenticated = || Problem::technical(TechnicalCode::Unauthenticated);
    let state = request
        .app_data::<Data<AppState>>()
        .cloned()
        .ok_or_else(|| Problem::technical(TechnicalCode::Internal))?;
    let token = bearer(&request).ok_or_else(unauthenticated)?;
    let now = state.clock.now();
    let opened = Envelope::open(token).map_err(|_| unauthenticated())?;
    let proven = if opened.issuer().is_some_and(|issuer| state.tokens.is_issuer(issuer)) {
        state.tokens.check_opened(&opened, now).map_err(|_| unauthenticated())?
    } else {
        state.providers.check(&opened, &state).await?
    };
    state.surface.limits.admit_caller(&request, proven.principal)?;
    let today = now.date_naive();
    let judge = |standing: &Standing| decide(&request, &proven, standing, today);
    if memory == Memory::Confirmed
        && let Some(remembered) = state.memory.standings.recall(proven.principal)
        && let Ok(found) = judge(&remembered)
    {
        return Ok(found);
    }
    let read = reload(&state, proven.principal).await?;
    judge(&read)
}

/// Refuses what the agency's policy does not give to the role.
async fn permitted_by_policy(
    state: Option<Data<AppState>>,
    actor: &Actor,
    action: Action,
) -> Result<(), Problem> {
    let (Some(state), true) = (state, is_of_the_policy(actor.role, action)) else { return Ok(()) };
    let role = actor.role;
    let judge = move |work: &mut Work<'_, '_>| Ok(work.policy()?.document().permits(role, action)?);
    state.read(actor.behalf(), judge).await
}

impl FromRequest for Actor {
    type Error = Problem;
    type Future = LocalBoxFuture<'static, Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        Box::pin(gate::close(request, Box::pin(authenticate(request.clone(), Memory::Unused, actor))))
    }
}

/// Who is calling, also where they have yet to choose among their roles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Caller {
    /// The principal.
    pub principal: Uuid,
    /// Display name.
    pub display_name: String,
    /// The principal's agency.
    pub agency: Option<Uuid>,
    /// Every role the principal holds.
    pub roles: Vec<Role>,
    /// The caller in the role of this request; none where there are several and none was named.
    pub acting: Option<Actor>,
}

impl Caller {
    fn of(
        request: &HttpRequest,
        proven: &Proven,
        standing: &Standing,
        today: NaiveDate,
    ) -> Result<Self, Problem> {
        standing.admits(proven.issued_at)?;
        let roles = standing.roles_on(today);
        let chooses = roles.len() > 1 && !request.headers().contains_key(ROLE_HEADER);
        let acting = if chooses { None } else { Some(actor(request, proven, standing, today)?) };
        request.extensions_mut().insert(SignedIn(standing.agency));
        Ok(Self {
            principal: standing.principal,
            display_name: standing.display_name.clone(),
            agency: standing.agency,
            roles,
            acting,
        })
    }

    /// On whose behalf work runs that every caller may ask for.
    pub fn behalf(&self) -> Behalf {
        match (&self.acting, self.agency) {
            (Some(actor), _) => actor.behalf(),
            // Just read anew, and there is no role that could have ended since.
            (None, agency) => agency.map_or(Scope::Platform, Scope::Agency).into(),
        }
    }
}

impl FromRequest for Caller {
    type Error = Problem;
    type Future = LocalBoxFuture<'static, Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        Box::pin(authenticate(request.clone(), Memory::Unused, Self::of))
    }
}

impl<A: Permit> FromRequest for By<A> {
    type Error = Problem;
    type Future = LocalBoxFuture<'static, Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let authenticated =
            authenticate(request.clone(), Memory::Confirmed, |request, proven, standing, today| {
                let actor = actor(request, proven, standing, today)?;
                actor.may(A::ACTION)?;
                Ok(actor)
            });
        let state = request.app_data::<Data<AppState>>().cloned();
        let decided = gate::close(
            request,
            Box::pin(async move {
                let actor = authenticated.await?;
                permitted_by_policy(state, &actor, A::ACTION).await?;
                Ok(actor)
            }),
        );
        Box::pin(async move { Ok(Self(decided.await?, PhantomData)) })
    }
}

use super::behalf::Behalf;
use super::envelope::Envelope;
use super::gate;
use super::permission::Permit;
use super::standing::Standing;
use super::token::Proven;
use crate::problem::{Problem, TechnicalCode};
use crate::state::AppState;
use actix_web::dev::Payload;
use actix_web::http::header::AUTHORIZATION;
use actix_web::web::Data;
use actix_web::{FromRequest, HttpMessage, HttpRequest};
use chrono::NaiveDate;
use futures_util::future::LocalBoxFuture;
use peerline_domain::Refusal;
use peerline_domain::access::{Action, Role, TokenScope};
use peerline_domain::catalog::RefusalCode;
use peerline_persistence::Scope;
use std::marker::PhantomData;
use std::ops::Deref;
use std::sync::Arc;
use uuid::Uuid;

/// Header in which a caller with several roles names the one they act in.
const ROLE_HEADER: &str = "Peerline-Role";

/// Who is calling and in which role. One agency per caller; none for the platform's administrator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// The principal.
    pub principal: Uuid,
    /// Display name, for `GET /v1/me`.
    pub display_name: String,
    /// The principal's agency.
    pub agency: Option<Uuid>,
    /// Role of this request.
    pub role: Role,
    /// The unit the role is limited to, as of the epoch; what holds now stands in `Work::unit`.
    pub unit: Option<Uuid>,
    /// Whether the request named the role; otherwise it was the only one.
    pub role_named: bool,
    /// Every role the principal holds.
    pub roles: Vec<Role>,
    /// The authorization epoch the roles were read at.
    pub epoch: i64,
    /// When the token was issued, seconds since the epoch.
    pub token_issued_at: i64,
    /// What the token is limited to besides the role; none: nothing.
    pub scopes: Option<Vec<TokenScope>>,
}

/// That a request is a signed-in caller's, and of which agency; in its extensions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SignedIn(pub Option<Uuid>);

impl Actor {
    /// Whose rows this caller may touch.
    pub fn scope(&self) -> Scope {
        self.agency.map_or(Scope::Platform, Scope::Agency)
    }

    /// This caller, for work that every caller may ask for.
    pub fn behalf(&self) -> Behalf {
        Behalf::Caller(Box::new(self.clone()), None)
    }

    /// The class decision: from role and action alone, before any look-up (403, the same for invented ids).
    pub fn may(&self, action: Action) -> Result<(), Problem> {
        if !action.permitted_to(self.role) {
            let refusal = if self.role == Role::Supervisor && action == Action::ReadRecipient {
                // No supervisor has access, assigned or not, whatever they could prove (LA Conf.p2).
                Refusal::new(RefusalCode::SupervisorAccessDenied, "CONF-05")
            } else {
                Refusal::new(RefusalCode::ForbiddenForRole, "CONF-26")
            };
            return Err(refusal.into());
        }
        if self.token_covers(action) { Ok(()) } else { Err(Problem::insufficient_scope(action)) }
    }

    /// Whether the token is good for an action the role permits.
    pub fn token_covers(&self, action: Action) -> bool {
        self.scopes.as_ref().is_none_or(|scopes| TokenScope::any_covers(scopes, action))
    }
}

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

async fn reload(state: &AppState, principal: Uuid) -> Result<Arc<Standing>, Problem> {
    let standing = state.read(Scope::Platform, move |work| Standing::load(work.tx, principal)).await?;
    Ok(state.memory.standings.remember(standing))
}

/// That a caller let in by memory is still let in, for answers that no transaction precedes.
pub(super) async fn confirm_anew(request: &HttpRequest, actor: &Actor) -> Result<(), Problem> {
    let Some(state) = request.app_data::<Data<AppState>>().cloned() else { return Ok(()) };
    reload(&state, actor.principal).await?.admits(actor.token_issued_at)
}

/// Refuses a role the agency's policy does not have: where an agency lacks the role, its column of Part 1A does
/// not apply.
async fn has_role_of_policy(state: Option<Data<AppState>>, actor: &Actor) -> Result<(), Problem> {
    let (Some(state), true) = (state, matches!(actor.role, Role::TeamLead | Role::LogisticsCoordinator))
    else {
        return Ok(());
    };
    let role = actor.role;
    let exists =
        state.read(actor.behalf(), move |work| Ok(work.policy()?.document().role_exists(role))).await?;
    if exists { Ok(()) } else { Err(Refusal::new(RefusalCode::ForbiddenForRole, "PROG-09").into()) }
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
                has_role_of_policy(state, &actor).await?;
                Ok(actor)
            }),
        );
        Box::pin(async move { Ok(Self(decided.await?, PhantomData)) })
    }
}

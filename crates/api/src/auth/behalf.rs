use super::actor::Actor;
use peerline_domain::access::Action;
use peerline_persistence::Scope;
use uuid::Uuid;

/// On whose behalf a body of work runs, and what was asked for.
#[derive(Debug, Clone)]
pub enum Behalf {
    /// A signed-in caller; the action is that of the route, none where every caller may ask.
    Caller(Box<Actor>, Option<Action>),
    /// Anybody, at a public address of an agency.
    Public(Uuid),
    /// The server itself.
    Server(Scope),
}

impl Actor {
    /// This caller, for work that every caller may ask for.
    pub fn behalf(&self) -> Behalf {
        Behalf::Caller(Box::new(self.clone()), None)
    }
}

impl Behalf {
    /// Whose rows the work may touch.
    pub fn scope(&self) -> Scope {
        match self {
            Self::Caller(actor, _) => actor.scope(),
            Self::Public(agency) => Scope::Agency(*agency),
            Self::Server(scope) => *scope,
        }
    }
}

impl From<Scope> for Behalf {
    fn from(scope: Scope) -> Self {
        Self::Server(scope)
    }
}

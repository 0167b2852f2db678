//! How much at once: by client address where no token is asked for, by caller everywhere else, and by client
//! where one proves itself by a secret. In memory only.

mod addresses;
mod callers;
mod clients;
mod ticks;

pub use addresses::Addresses;
pub use callers::{Budget, Callers};
pub use clients::Clients;
pub use ticks::Ticks;

use crate::problem::Problem;
use actix_web::dev::ServiceRequest;
use actix_web::http::Method;
use actix_web::{HttpMessage, HttpRequest};
use std::net::IpAddr;
use std::time::Duration;
use uuid::Uuid;

/// Header in which a proxy names the client it speaks for.
const X_FORWARDED_FOR: &str = "X-Forwarded-For";

/// The limiters of a server; one that is absent lets everything pass.
#[derive(Default)]
pub struct Limits {
    /// Of public addresses.
    pub addresses: Option<Addresses>,
    /// Of signed-in callers.
    pub callers: Option<Callers>,
    /// Of clients that prove themselves by a secret.
    pub clients: Option<Clients>,
    /// Proxies whose word on the client's address is taken.
    pub trusted_proxies: Vec<IpAddr>,
}

impl Limits {
    /// Counts a request at a public address.
    pub fn admit_public(&self, request: &ServiceRequest) -> Result<(), Problem> {
        let (Some(addresses), Some(client)) = (&self.addresses, self.client(request)) else { return Ok(()) };
        let asks = matches!(*request.method(), Method::POST | Method::PUT);
        addresses.admit(client, asks).map_err(Problem::rate_limited)
    }

    /// Counts a request of a signed-in caller, and leaves their budget with the request.
    pub fn admit_caller(&self, request: &HttpRequest, principal: Uuid) -> Result<(), Problem> {
        let Some(callers) = &self.callers else { return Ok(()) };
        let (budget, outcome) = match callers.admit(principal) {
            Ok(budget) => (budget, Ok(())),
            Err(spent) => (spent, Err(Problem::rate_limited(spent.reset))),
        };
        request.extensions_mut().insert(budget);
        outcome
    }

    /// Counts a try of a client to prove itself.
    pub fn admit_client(&self, client: &str) -> Result<(), Problem> {
        self.clients.as_ref().map_or(Ok(()), |clients| clients.admit(client)).map_err(Problem::rate_limited)
    }

    /// Forgets the tries of a client that proved itself.
    pub fn client_succeeded(&self, client: &str) {
        if let Some(clients) = &self.clients {
            clients.succeeded(client);
        }
    }

    /// The client's address: that of the socket, or the last one a trusted proxy added.
    fn client(&self, request: &ServiceRequest) -> Option<IpAddr> {
        let peer = request.peer_addr()?.ip();
        if !self.trusted_proxies.contains(&peer) {
            return Some(peer);
        }
        let named = request.headers().get_all(X_FORWARDED_FOR).last().and_then(|value| value.to_str().ok());
        let last = named.and_then(|list| list.rsplit(',').next()).and_then(|last| last.trim().parse().ok());
        Some(last.unwrap_or(peer))
    }
}

/// Seconds, rounded up; at least one.
fn whole_seconds(time: Duration) -> u64 {
    (time.as_secs() + u64::from(time.subsec_nanos() > 0)).max(1)
}

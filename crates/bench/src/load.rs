//! So many clients, each sending its next request when it has the answer to the one before.

use crate::Fault;
use crate::figures::Figures;
use crate::http::{Call, Connection};
use hdrhistogram::Histogram;
use hyper::Method;
use hyper::body::Bytes;
use std::time::{Duration, Instant};
use tokio::task::LocalSet;

/// What is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A referral is sent, under a key of its own.
    Create,
    /// The first page of fifty.
    Page,
}

/// The referral that is sent.
const REFERRAL: &[u8] = br#"{"identity": "none", "channel": "telephone", "population": "employee", "stressor": "work", "category": "burnout", "mode": "telephone", "unit_id": null, "incident_id": null, "exposed_at": null}"#;

/// A header value no request had before.
pub(crate) fn fresh_key() -> Result<String, Fault> {
    Ok(format!("{:016x}{:016x}", getrandom::u64()?, getrandom::u64()?))
}

impl Kind {
    /// The request, with whatever must be new in it.
    pub(crate) fn call(self, token: &str) -> Result<Call<'_>, Fault> {
        Ok(match self {
            Self::Page => Call::get("/v1/support-requests?limit=50", token),
            Self::Create => Call {
                method: Method::POST,
                path: "/v1/referrals",
                token: Some(token),
                headers: vec![("idempotency-key", fresh_key()?)],
                body: Bytes::from_static(REFERRAL),
            },
        })
    }
}

/// Loads a server for a while: one client per token.
///
/// # Errors
/// Any answer that is not a success: a figure made of refusals says nothing.
pub(crate) fn load(host: &str, kind: Kind, tokens: &[String], length: Duration) -> Result<Figures, Fault> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let clients = LocalSet::new();
    clients.block_on(&runtime, async move {
        let began = Instant::now();
        let mut running = Vec::new();
        for token in tokens {
            let (host, token) = (host.to_owned(), token.clone());
            running.push(tokio::task::spawn_local(client(host, kind, token, began + length)));
        }
        let mut all = Histogram::<u64>::new(3)?;
        for client in running {
            all.add(client.await??)?;
        }
        Ok(Figures::of(&all, began.elapsed()))
    })
}

async fn client(host: String, kind: Kind, token: String, until: Instant) -> Result<Histogram<u64>, Fault> {
    let mut connection = Connection::open(&host).await?;
    let mut times = Histogram::<u64>::new(3)?;
    loop {
        let sent = Instant::now();
        if sent >= until {
            return Ok(times);
        }
        let (status, answer) = connection.send(&kind.call(&token)?).await?;
        if !(200..300).contains(&status) {
            return Err(format!("{kind:?} answered {status}: {}", String::from_utf8_lossy(&answer)).into());
        }
        times.record(u64::try_from(sent.elapsed().as_micros())?)?;
    }
}

//! The operations: extract, run, answer.

use crate::extract::Body;
use crate::problem::{Problem, TechnicalCode};
use crate::respond;
use crate::routes::address;
use crate::state::AppState;
use actix_web::HttpResponse;
use actix_web::web::{Data, ServiceConfig};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use validator::Validate;

/// What the clock is set to.
#[derive(Debug, Serialize, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
pub struct ClockSetting {
    /// An instant, RFC 3339 with offset.
    pub now: DateTime<Utc>,
}

/// Registers what only the demo has. Not part of the contract.
pub fn configure(c: &mut ServiceConfig) {
    address!(c, "/demo/clock", "GET, POST", { get => read_clock, post => set_clock });
}

async fn read_clock(state: Data<AppState>) -> HttpResponse {
    respond::ok(&ClockSetting { now: state.clock.now() })
}

async fn set_clock(state: Data<AppState>, Body(to): Body<ClockSetting>) -> Result<HttpResponse, Problem> {
    let clock = state.manual_clock.as_ref().ok_or_else(|| Problem::technical(TechnicalCode::NotFound))?;
    clock.set(to.now);
    Ok(respond::ok(&to))
}

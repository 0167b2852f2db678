//! The policy in force on a day.

use crate::auth::{By, permit};
use crate::extract::Query;
use crate::policy::dto::{OnDay, PolicySetting, PolicyVersionDetail};
use crate::policy::local_today_by;
use crate::problem::Problem;
use crate::respond;
use crate::responses::ReadProblems;
use crate::state::{AppState, Work};
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use chrono::NaiveDate;
use peerline_domain::policy::parameter;
use peerline_persistence::records::PolicyVersion;
use std::sync::Arc;

fn in_force(work: &mut Work<'_, '_>, on: Option<NaiveDate>) -> Result<Arc<PolicyVersion>, Problem> {
    match on {
        None => Ok(work.policy()?.version),
        Some(day) => work.policy_on(day),
    }
}

/// Read the policy in force
#[utoipa::path(get, path = "/v1/policy", operation_id = "getPolicy", tag = "Policy",
    description = "The version in force on a local day, with its document: settings, definitions, texts and lists.",
    params(OnDay),
    responses((status = 200, description = "The version in force.", body = PolicyVersionDetail), ReadProblems))]
pub async fn find(
    by: By<permit::ReadPolicy>,
    state: Data<AppState>,
    Query(asked): Query<OnDay>,
) -> Result<HttpResponse, Problem> {
    let detail = state
        .read(by.behalf(), move |work| {
            let version = in_force(work, asked.on)?;
            let today = local_today_by(work, &version.document)?;
            Ok(PolicyVersionDetail::on(today, PolicyVersion::clone(&version)))
        })
        .await?;
    Ok(respond::ok(&detail))
}

/// Read one setting of the policy in force
#[utoipa::path(get, path = "/v1/policy/settings/{parameter}", operation_id = "getPolicySetting", tag = "Policy",
    description = "One parameter's value on a local day, and who says so: clause, strength, whether inferred.",
    params(("parameter" = String, Path, description = "Key of the parameter.", max_length = 100), OnDay),
    responses((status = 200, description = "The setting.", body = PolicySetting), ReadProblems))]
pub async fn find_setting(
    by: By<permit::ReadPolicy>,
    state: Data<AppState>,
    request: HttpRequest,
    Query(asked): Query<OnDay>,
) -> Result<HttpResponse, Problem> {
    let named = request.match_info().get("parameter").and_then(parameter).ok_or_else(Problem::not_found)?;
    let version = state.read(by.behalf(), move |work| in_force(work, asked.on)).await?;
    let setting = version.document.setting(&named.key).cloned().ok_or_else(Problem::not_found)?;
    Ok(respond::ok(&PolicySetting::of(named.key.clone(), named.area, version.id, setting)))
}

//! What every agency can choose from: presets and parameters.

use crate::auth::Actor;
use crate::policy::dto::{PolicyParameters, PolicyPreset, PolicyPresetList, PolicyPresetSummary};
use crate::problem::Problem;
use crate::respond;
use crate::responses::ReadProblems;
use actix_web::{HttpRequest, HttpResponse};
use peerline_domain::policy::{parameters, preset, presets};

/// List policy presets
#[utoipa::path(get, path = "/v1/policy-presets", operation_id = "listPolicyPresets", tag = "Policy",
    description = "The policies an agency can start from.",
    responses((status = 200, description = "The presets.", body = PolicyPresetList), ReadProblems))]
pub async fn list_presets(_: Actor) -> HttpResponse {
    respond::ok(&PolicyPresetList { items: presets().iter().map(PolicyPresetSummary::from).collect() })
}

/// Read a policy preset
#[utoipa::path(get, path = "/v1/policy-presets/{preset}", operation_id = "getPolicyPreset", tag = "Policy",
    description = "One preset with its whole document.",
    params(("preset" = String, Path, description = "Name of the preset.", max_length = 64)),
    responses((status = 200, description = "The preset.", body = PolicyPreset), ReadProblems))]
pub async fn find_preset(_: Actor, request: HttpRequest) -> Result<HttpResponse, Problem> {
    let asked = request.match_info().get("preset").unwrap_or_default();
    let found = preset(asked).ok_or_else(Problem::not_found)?;
    Ok(respond::ok(&PolicyPreset { name: found.name.to_owned(), document: found.document.clone() }))
}

/// List policy parameters
#[utoipa::path(get, path = "/v1/policy-parameters", operation_id = "listPolicyParameters", tag = "Policy",
    description = "The catalog of parameters: what kind of value each takes and which requirements read it.",
    responses((status = 200, description = "The parameters.", body = PolicyParameters), ReadProblems))]
pub async fn list_parameters(_: Actor) -> HttpResponse {
    respond::ok(&PolicyParameters { items: parameters().cloned().collect() })
}

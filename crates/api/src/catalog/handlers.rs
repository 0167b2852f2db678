//! The operations: extract, run, answer.

use crate::problem::{Code, Problem};
use crate::respond;
use crate::responses::PublicReadProblems;
use actix_web::HttpRequest;
use actix_web::HttpResponse;
use peerline_domain::catalog::VarianceCode;
use serde::Serialize;
use utoipa::ToSchema;

/// A code a problem document can carry.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({"code": "contact_suppressed", "status": 409, "title": "The employee declined twice; the team makes no further contact about this incident."}))]
pub struct ProblemCode {
    /// Stable code.
    pub code: String,
    /// HTTP status it is answered with.
    #[schema(minimum = 400, maximum = 599)]
    pub status: i32,
    /// What it means.
    pub title: String,
}

/// A code a variance can carry.
#[derive(Debug, Serialize, ToSchema)]
pub struct VarianceCodeEntry {
    /// Stable code.
    pub code: String,
    /// What it means.
    pub title: String,
}

/// The closed lists of codes.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProblemCatalog {
    /// Codes of problem documents.
    pub items: Vec<ProblemCode>,
    /// Codes of variances, which come with success.
    pub variances: Vec<VarianceCodeEntry>,
}

fn entry(code: Code) -> ProblemCode {
    ProblemCode {
        code: code.as_str().to_owned(),
        status: i32::from(code.status().as_u16()),
        title: code.title().to_owned(),
    }
}

/// List every problem code
#[utoipa::path(get, path = "/v1/problems", operation_id = "listProblemCodes", tag = "Problems", security(()),
    description = "The closed catalog of problem and variance codes, for translations and error handling.",
    responses((status = 200, description = "The catalog.", body = ProblemCatalog), PublicReadProblems))]
pub async fn list() -> HttpResponse {
    let variances = VarianceCode::ALL
        .iter()
        .map(|code| VarianceCodeEntry { code: code.as_str().to_owned(), title: code.title().to_owned() });
    respond::ok(&ProblemCatalog { items: Code::all().map(entry).collect(), variances: variances.collect() })
}

/// Explain one problem code
#[utoipa::path(get, path = "/v1/problems/{code}", operation_id = "getProblemCode", tag = "Problems", security(()),
    description = "What the `type` of a problem document points to.",
    params(("code" = String, Path, description = "A code of the catalog.", max_length = 64)),
    responses((status = 200, description = "The code.", body = ProblemCode), PublicReadProblems))]
pub async fn find(request: HttpRequest) -> Result<HttpResponse, Problem> {
    let asked = request.match_info().get("code").unwrap_or_default();
    let found = Code::all().find(|code| code.as_str() == asked).ok_or_else(Problem::not_found)?;
    Ok(respond::ok(&entry(found)))
}

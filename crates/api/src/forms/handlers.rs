//! The operations: extract, run, answer.

use super::dto::{FormDto, FormList};
use super::nouns::{FORMS, PUBLIC};
use super::render::render;
use crate::auth::{By, permit};
use crate::problem::Problem;
use crate::public::commands::{agency, nameless_form};
use crate::respond;
use crate::responses::{PublicReadProblems, ReadProblems};
use crate::state::AppState;
use actix_web::HttpResponse;
use actix_web::web::{Data, Path};

/// List the forms
#[utoipa::path(get, path = "/v1/forms", operation_id = "listForms", tag = "Forms",
    description = "The names of all forms.",
    responses((status = 200, description = "The names.", body = FormList), ReadProblems))]
pub async fn list(by: By<permit::ReadPolicy>, state: Data<AppState>) -> Result<HttpResponse, Problem> {
    // Nothing is read; the caller is confirmed all the same.
    state.read(by.behalf(), |_| Ok(())).await?;
    Ok(respond::ok(&FormList { nouns: FORMS.iter().map(|form| form.noun.to_owned()).collect() }))
}

/// Read a form
#[utoipa::path(get, path = "/v1/forms/{noun}", operation_id = "getForm", tag = "Forms",
    description = "The fields of a body under the policy in force: types, limits, codes with their names, what is asked for and what has no place, each with its requirement and clause.",
    params(("noun" = String, Path, description = "Name of the form.", max_length = 64)),
    responses((status = 200, description = "The form.", body = FormDto), ReadProblems))]
pub async fn find(
    by: By<permit::ReadPolicy>,
    state: Data<AppState>,
    noun: Path<String>,
) -> Result<HttpResponse, Problem> {
    let form = FORMS.iter().find(|form| form.noun == noun.as_str());
    let shown = state
        .read(by.behalf(), move |work| render(form.ok_or_else(Problem::not_found)?, &work.policy()?))
        .await?;
    Ok(respond::ok(&shown))
}

/// Read the form for asking
#[utoipa::path(get, path = "/v1/public/{agency}/forms/support-request", operation_id = "getPublicForm", tag = "Public",
    security(()), description = "The fields of a nameless request under the policy in force.",
    params(("agency" = String, Path, description = "Short name of the agency.", max_length = 64)),
    responses((status = 200, description = "The form.", body = FormDto), PublicReadProblems))]
pub async fn public(state: Data<AppState>, slug: Path<String>) -> Result<HttpResponse, Problem> {
    let public = agency(&state, slug.into_inner()).await?;
    let shown = state.read(public, |work| render(&PUBLIC, &nameless_form(work)?)).await?;
    Ok(respond::ok(&shown))
}

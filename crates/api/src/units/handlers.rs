//! The operations: extract, run, answer.

use super::dto::{NewUnit, UnitDto, UnitHeadcount, UnitList};
use crate::auth::{By, permit};
use crate::extract::{Body, PathId};
use crate::problem::Problem;
use crate::replay::Once;
use crate::respond;
use crate::responses::{ReadProblems, WriteProblems, referenced};
use crate::state::{AppState, Work};
use actix_web::HttpResponse;
use actix_web::web::Data;
use peerline_persistence::records::Unit;
use uuid::Uuid;

fn read(work: &mut Work<'_, '_>, id: Uuid) -> Result<Unit, Problem> {
    work.tx.find_unit(id)?.ok_or_else(Problem::not_found)
}

fn add(work: &mut Work<'_, '_>, new: NewUnit) -> Result<Unit, Problem> {
    if let Some(parent) = new.parent_id {
        referenced(work.tx.find_unit(parent)?, "/parent_id")?;
    }
    let unit = Unit { id: work.new_id(), parent_id: new.parent_id, name: new.name, headcount: new.headcount };
    work.tx.insert_unit(unit.clone())?;
    work.concerns("unit", unit.id);
    Ok(unit)
}

/// List units
#[utoipa::path(get, path = "/v1/units", operation_id = "listUnits", tag = "Units",
    description = "Every unit of the agency, by name.",
    responses((status = 200, description = "The units.", body = UnitList), ReadProblems))]
pub async fn list(by: By<permit::ReadUnits>, state: Data<AppState>) -> Result<HttpResponse, Problem> {
    let units = state.read(by.behalf(), |work| Ok(work.tx.list_units()?)).await?;
    Ok(respond::ok(&UnitList { items: units.into_iter().map(UnitDto::from).collect() }))
}

/// Add a unit
#[utoipa::path(post, path = "/v1/units", operation_id = "createUnit", tag = "Units",
    description = "Adds a unit with its headcount.", request_body = NewUnit,
    responses((status = 201, description = "The unit.", body = UnitDto), WriteProblems))]
pub async fn create(
    by: By<permit::ManageUnits>,
    state: Data<AppState>,
    once: Once,
    Body(new): Body<NewUnit>,
) -> Result<HttpResponse, Problem> {
    let unit = state.create(by.behalf(), once, |work| add(work, new), |unit| unit.id, read).await?;
    Ok(respond::created(&format!("/v1/units/{}", unit.id), &UnitDto::from(unit)))
}

/// Read a unit
#[utoipa::path(get, path = "/v1/units/{id}", operation_id = "getUnit", tag = "Units",
    description = "One unit.", params(("id" = Uuid, Path, description = "The unit.")),
    responses((status = 200, description = "The unit.", body = UnitDto), ReadProblems))]
pub async fn find(
    by: By<permit::ReadUnits>,
    state: Data<AppState>,
    PathId(id): PathId,
) -> Result<HttpResponse, Problem> {
    let unit = state.read(by.behalf(), move |work| read(work, id)).await?;
    Ok(respond::ok(&UnitDto::from(unit)))
}

/// Set a unit's headcount
#[utoipa::path(put, path = "/v1/units/{id}/headcount", operation_id = "setUnitHeadcount", tag = "Units",
    description = "Sets the number of employees.", params(("id" = Uuid, Path, description = "The unit.")),
    request_body = UnitHeadcount,
    responses((status = 200, description = "The unit.", body = UnitDto), WriteProblems))]
pub async fn set_headcount(
    by: By<permit::ManageUnits>,
    state: Data<AppState>,
    PathId(id): PathId,
    Body(new): Body<UnitHeadcount>,
) -> Result<HttpResponse, Problem> {
    let unit = state
        .write(by.behalf(), move |work| {
            work.concerns("unit", id);
            if !work.tx.set_unit_headcount(id, new.headcount)? {
                return Err(Problem::not_found());
            }
            read(work, id)
        })
        .await?;
    Ok(respond::ok(&UnitDto::from(unit)))
}

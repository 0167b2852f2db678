use crate::key_schema::{agency_keys, case_keys, rotating_keys};
use crate::sql_types::Id;
use chrono::NaiveDate;
use diesel::prelude::*;

/// A row of `agency_keys`.
#[derive(Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = agency_keys, treat_none_as_default_value = false)]
pub(crate) struct AgencyKeyRow {
    pub(crate) agency_id: Id,
    pub(crate) version: i64,
    pub(crate) master_id: String,
    pub(crate) wrapped: Vec<u8>,
}

/// A row of `case_keys`.
#[derive(Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = case_keys, treat_none_as_default_value = false)]
pub(crate) struct CaseKeyRow {
    pub(crate) agency_id: Id,
    pub(crate) case_id: Id,
    pub(crate) agency_version: i64,
    pub(crate) wrapped: Vec<u8>,
}

/// A row of `rotating_keys`.
#[derive(Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = rotating_keys, treat_none_as_default_value = false)]
pub(crate) struct RotatingKeyRow {
    pub(crate) purpose: String,
    pub(crate) day: NaiveDate,
    pub(crate) master_id: String,
    pub(crate) wrapped: Vec<u8>,
}

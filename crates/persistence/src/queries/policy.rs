use super::Conn;
use crate::error::StoreError;
use crate::records::{PolicyTerm, PolicyVersion};
use crate::rows::policy::{PolicyTermRow, PolicyVersionRow};
use crate::schema::agencies;
use crate::schema::policy_authors;
use crate::schema::policy_versions::dsl;
use crate::sql_types::Id;
use chrono::NaiveDate;
use diesel::prelude::*;
use uuid::Uuid;

pub(crate) fn insert(conn: &mut Conn, agency: Id, record: PolicyVersion) -> Result<(), StoreError> {
    diesel::insert_into(dsl::policy_versions)
        .values(PolicyVersionRow::of(agency.into(), &record)?)
        .execute(conn)?;
    Ok(())
}

/// Writes the record over the revision before it; somebody else's change in between is `Stale`.
pub(crate) fn update(conn: &mut Conn, agency: Id, record: PolicyVersion) -> Result<(), StoreError> {
    let row = PolicyVersionRow::of(agency.into(), &record)?;
    let updated = diesel::update(dsl::policy_versions.find((agency, row.id)))
        .filter(dsl::revision.eq(row.revision - 1))
        .set(&row)
        .execute(conn)?;
    if updated == 1 { Ok(()) } else { Err(StoreError::Stale) }
}

pub(crate) fn find(conn: &mut Conn, agency: Id, id: Uuid) -> Result<Option<PolicyVersion>, StoreError> {
    let row = dsl::policy_versions
        .find((agency, Id::from(id)))
        .select(PolicyVersionRow::as_select())
        .first(conn)
        .optional()?;
    row.map(PolicyVersion::try_from).transpose()
}

/// Two activations that do not see each other could share a day (PROG-01). An update that changes nothing
/// holds the agency's row until the transaction ends; SQLite has one writer anyway.
pub(crate) fn hold_timeline(conn: &mut Conn, agency: Id) -> Result<(), StoreError> {
    diesel::update(agencies::table.find(agency)).set(agencies::id.eq(agency)).execute(conn)?;
    Ok(())
}

/// The versions in force on any local day from one to another, both inclusive; latest first.
pub(crate) fn terms_between(
    conn: &mut Conn,
    agency: Id,
    first: NaiveDate,
    last: NaiveDate,
) -> Result<Vec<PolicyTerm>, StoreError> {
    let rows = dsl::policy_versions
        .filter(dsl::agency_id.eq(agency))
        .filter(dsl::effective_from.le(last))
        .filter(dsl::effective_until.is_null().or(dsl::effective_until.gt(first)))
        .order((dsl::effective_from.desc(), dsl::id))
        .select(PolicyTermRow::as_select())
        .load(conn)?;
    rows.into_iter().map(PolicyTerm::try_from).collect()
}

pub(crate) fn find_term(conn: &mut Conn, agency: Id, id: Uuid) -> Result<Option<PolicyTerm>, StoreError> {
    let row = dsl::policy_versions
        .find((agency, Id::from(id)))
        .select(PolicyTermRow::as_select())
        .first(conn)
        .optional()?;
    row.map(PolicyTerm::try_from).transpose()
}

/// Every version, oldest first; an agency has a handful.
pub(crate) fn list(conn: &mut Conn, agency: Id) -> Result<Vec<PolicyVersion>, StoreError> {
    let rows = dsl::policy_versions
        .filter(dsl::agency_id.eq(agency))
        .order((dsl::number, dsl::id))
        .select(PolicyVersionRow::as_select())
        .load(conn)?;
    rows.into_iter().map(PolicyVersion::try_from).collect()
}

/// Adds one who changed a version, where they are not there yet.
pub(crate) fn insert_author(
    conn: &mut Conn,
    agency: Id,
    version: Uuid,
    principal: Uuid,
) -> Result<(), StoreError> {
    diesel::insert_into(policy_authors::table)
        .values((
            policy_authors::agency_id.eq(agency),
            policy_authors::version_id.eq(Id::from(version)),
            policy_authors::principal_id.eq(Id::from(principal)),
        ))
        .on_conflict_do_nothing()
        .execute(conn)?;
    Ok(())
}

pub(crate) fn authors(conn: &mut Conn, agency: Id, version: Uuid) -> Result<Vec<Uuid>, StoreError> {
    let found: Vec<Id> = policy_authors::table
        .filter(policy_authors::agency_id.eq(agency))
        .filter(policy_authors::version_id.eq(Id::from(version)))
        .order(policy_authors::principal_id)
        .select(policy_authors::principal_id)
        .load(conn)?;
    Ok(found.into_iter().map(Uuid::from).collect())
}

use super::Conn;
use crate::error::StoreError;
use crate::records::{ClientSecret, Identity};
use crate::rows::credential::{ClientSecretRow, IdentityRow};
use crate::schema::{client_secrets, principal_identities};
use crate::sql_types::Id;
use diesel::prelude::*;
use uuid::Uuid;

pub(crate) fn insert_identity(conn: &mut Conn, agency: Id, record: Identity) -> Result<(), StoreError> {
    let row = IdentityRow::of(agency, record);
    diesel::insert_into(principal_identities::table).values(row).execute(conn)?;
    Ok(())
}

pub(crate) fn identities_of(
    conn: &mut Conn,
    agency: Id,
    principal: Uuid,
) -> Result<Vec<Identity>, StoreError> {
    let rows = principal_identities::table
        .filter(principal_identities::agency_id.eq(agency))
        .filter(principal_identities::principal_id.eq(Id::from(principal)))
        .order(principal_identities::id)
        .select(IdentityRow::as_select())
        .load(conn)?;
    Ok(rows.into_iter().map(Identity::from).collect())
}

pub(crate) fn principal_of_identity(
    conn: &mut Conn,
    agency: Id,
    issuer: &str,
    subject_digest: &[u8],
) -> Result<Option<Uuid>, StoreError> {
    let id: Option<Id> = principal_identities::table
        .filter(principal_identities::agency_id.eq(agency))
        .filter(principal_identities::issuer.eq(issuer))
        .filter(principal_identities::subject_digest.eq(subject_digest))
        .select(principal_identities::principal_id)
        .first(conn)
        .optional()?;
    Ok(id.map(Uuid::from))
}

pub(crate) fn delete_identity(
    conn: &mut Conn,
    agency: Id,
    principal: Uuid,
    id: Uuid,
) -> Result<bool, StoreError> {
    let deleted = diesel::delete(principal_identities::table.find((agency, Id::from(id))))
        .filter(principal_identities::principal_id.eq(Id::from(principal)))
        .execute(conn)?;
    Ok(deleted == 1)
}

pub(crate) fn insert_secret(conn: &mut Conn, agency: Id, record: ClientSecret) -> Result<(), StoreError> {
    let row = ClientSecretRow::of(agency, record);
    diesel::insert_into(client_secrets::table).values(row).execute(conn)?;
    Ok(())
}

pub(crate) fn secrets_of(
    conn: &mut Conn,
    agency: Id,
    principal: Uuid,
) -> Result<Vec<ClientSecret>, StoreError> {
    let rows = client_secrets::table
        .filter(client_secrets::agency_id.eq(agency))
        .filter(client_secrets::principal_id.eq(Id::from(principal)))
        .order(client_secrets::id)
        .select(ClientSecretRow::as_select())
        .load(conn)?;
    Ok(rows.into_iter().map(ClientSecret::from).collect())
}

pub(crate) fn delete_secret(
    conn: &mut Conn,
    agency: Id,
    principal: Uuid,
    id: Uuid,
) -> Result<bool, StoreError> {
    let deleted = diesel::delete(client_secrets::table.find((agency, Id::from(id))))
        .filter(client_secrets::principal_id.eq(Id::from(principal)))
        .execute(conn)?;
    Ok(deleted == 1)
}

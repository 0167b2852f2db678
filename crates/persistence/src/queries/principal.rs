use super::Conn;
use crate::error::StoreError;
use crate::records::{Authorization, Principal, RoleGrant};
use crate::rows::principal::{PrincipalRow, RoleGrantRow};
use crate::schema::{agencies, bootstrap_tokens, principals, role_grants};
use crate::sql_types::{Id, Instant};
use chrono::NaiveDate;
use diesel::prelude::*;
use peerline_domain::access::Role;
use peerline_domain::calendar::Timestamp;
use uuid::Uuid;

pub(crate) fn insert(conn: &mut Conn, principal: Principal) -> Result<(), StoreError> {
    diesel::insert_into(principals::table).values(PrincipalRow::from(principal)).execute(conn)?;
    Ok(())
}

pub(crate) fn insert_grant(conn: &mut Conn, grant: RoleGrant) -> Result<(), StoreError> {
    advance_epoch(conn, grant.principal_id)?;
    diesel::insert_into(role_grants::table).values(RoleGrantRow::from(grant)).execute(conn)?;
    Ok(())
}

pub(crate) fn find(conn: &mut Conn, id: Uuid) -> Result<Option<Principal>, StoreError> {
    let row =
        principals::table.find(Id::from(id)).select(PrincipalRow::as_select()).first(conn).optional()?;
    row.map(Principal::try_from).transpose()
}

pub(crate) fn grants_of(conn: &mut Conn, principal: Uuid) -> Result<Vec<RoleGrant>, StoreError> {
    let rows = role_grants::table
        .filter(role_grants::principal_id.eq(Id::from(principal)))
        .filter(role_grants::ended_on.is_null())
        .order((role_grants::role, role_grants::id))
        .select(RoleGrantRow::as_select())
        .load(conn)?;
    rows.into_iter().map(RoleGrant::try_from).collect()
}

/// Gives a role again that had ended; false where it had not. A principal holds a role once.
pub(crate) fn renew_grant(conn: &mut Conn, grant: RoleGrant) -> Result<bool, StoreError> {
    let (principal, row) = (grant.principal_id, RoleGrantRow::from(grant));
    let renewed = diesel::update(role_grants::table)
        .filter(role_grants::principal_id.eq(row.principal_id))
        .filter(role_grants::role.eq(row.role))
        .filter(role_grants::ended_on.is_not_null())
        .set((
            role_grants::granted_on.eq(row.granted_on),
            role_grants::ended_on.eq(None::<NaiveDate>),
            role_grants::starts_on.eq(row.starts_on),
            role_grants::ends_on.eq(row.ends_on),
            role_grants::unit_id.eq(row.unit_id),
        ))
        .execute(conn)?;
    if renewed == 1 {
        advance_epoch(conn, principal)?;
    }
    Ok(renewed == 1)
}

/// Ends a role; false where the principal does not hold it.
pub(crate) fn end_grant(
    conn: &mut Conn,
    principal: Uuid,
    role: Role,
    on: NaiveDate,
) -> Result<bool, StoreError> {
    let ended = diesel::update(role_grants::table)
        .filter(role_grants::principal_id.eq(Id::from(principal)))
        .filter(role_grants::role.eq(role.as_str()))
        .filter(role_grants::ended_on.is_null())
        .set(role_grants::ended_on.eq(Some(on)))
        .execute(conn)?;
    if ended == 1 {
        advance_epoch(conn, principal)?;
    }
    Ok(ended == 1)
}

/// The roles held by the agency's principals from one id to another, both inclusive: those of a page.
pub(crate) fn grants_between(
    conn: &mut Conn,
    agency: Id,
    first: Uuid,
    last: Uuid,
) -> Result<Vec<RoleGrant>, StoreError> {
    let rows = role_grants::table
        .inner_join(principals::table.on(principals::id.eq(role_grants::principal_id)))
        .filter(principals::agency_id.eq(agency))
        .filter(principals::id.between(Id::from(first), Id::from(last)))
        .filter(role_grants::ended_on.is_null())
        .order((role_grants::role, role_grants::id))
        .select(RoleGrantRow::as_select())
        .load(conn)?;
    rows.into_iter().map(RoleGrant::try_from).collect()
}

/// The agency's principals, from one id to another, both inclusive, to whom nothing is open.
pub(crate) fn revoked_between(
    conn: &mut Conn,
    agency: Id,
    first: Uuid,
    last: Uuid,
) -> Result<Vec<Uuid>, StoreError> {
    let ids: Vec<Id> = principals::table
        .filter(principals::agency_id.eq(agency))
        .filter(principals::id.between(Id::from(first), Id::from(last)))
        .filter(principals::revoked_at.is_not_null())
        .order(principals::id)
        .select(principals::id)
        .load(conn)?;
    Ok(ids.into_iter().map(Uuid::from).collect())
}

/// The grants of a role to those of the agency's principals who are not revoked. Holds the agency's row first, so
/// that two transactions cannot each count on the other's administrator.
pub(crate) fn holders(conn: &mut Conn, agency: Id, role: Role) -> Result<Vec<RoleGrant>, StoreError> {
    diesel::update(agencies::table.find(agency)).set(agencies::id.eq(agency)).execute(conn)?;
    let rows = role_grants::table
        .inner_join(principals::table.on(principals::id.eq(role_grants::principal_id)))
        .filter(principals::agency_id.eq(agency))
        .filter(principals::revoked_at.is_null())
        .filter(role_grants::role.eq(role.as_str()))
        .filter(role_grants::ended_on.is_null())
        .order(role_grants::id)
        .select(RoleGrantRow::as_select())
        .load(conn)?;
    rows.into_iter().map(RoleGrant::try_from).collect()
}

pub(crate) fn list(
    conn: &mut Conn,
    agency: Id,
    after: Option<Uuid>,
    limit: i64,
) -> Result<Vec<Principal>, StoreError> {
    let page = principals::table
        .filter(principals::agency_id.eq(agency))
        .order(principals::id)
        .limit(limit)
        .select(PrincipalRow::as_select());
    let rows = match after {
        None => page.load(conn)?,
        Some(id) => page.filter(principals::id.gt(Id::from(id))).load(conn)?,
    };
    rows.into_iter().map(Principal::try_from).collect()
}

/// Epoch and bars of a principal.
pub(crate) fn authorization(conn: &mut Conn, principal: Uuid) -> Result<Option<Authorization>, StoreError> {
    let row: Option<(i64, Option<Instant>, Option<Instant>)> = principals::table
        .find(Id::from(principal))
        .select((principals::authorization_epoch, principals::revoked_at, principals::tokens_valid_from))
        .first(conn)
        .optional()?;
    Ok(row.map(|(epoch, revoked_at, tokens_valid_from)| Authorization {
        epoch,
        revoked_at: revoked_at.map(|at| at.0),
        tokens_valid_from: tokens_valid_from.map(|at| at.0),
    }))
}

/// Counts a change of what a principal may do, so that no server goes on with what it remembers.
fn advance_epoch(conn: &mut Conn, principal: Uuid) -> Result<(), StoreError> {
    diesel::update(principals::table.find(Id::from(principal)))
        .set(principals::authorization_epoch.eq(principals::authorization_epoch + 1_i64))
        .execute(conn)?;
    Ok(())
}

/// Closes everything to a principal and refuses every token issued before; false where there is none.
pub(crate) fn revoke(conn: &mut Conn, principal: Uuid, at: Timestamp) -> Result<bool, StoreError> {
    let revoked = diesel::update(principals::table.find(Id::from(principal)))
        .set((
            principals::authorization_epoch.eq(principals::authorization_epoch + 1_i64),
            principals::revoked_at.eq(Some(Instant::from(at))),
            principals::tokens_valid_from.eq(Some(Instant::from(at))),
        ))
        .execute(conn)?;
    Ok(revoked == 1)
}

/// Opens again what the roles allow; tokens issued before the revocation stay refused.
pub(crate) fn reinstate(conn: &mut Conn, principal: Uuid) -> Result<bool, StoreError> {
    let reinstated = diesel::update(principals::table.find(Id::from(principal)))
        .set((
            principals::authorization_epoch.eq(principals::authorization_epoch + 1_i64),
            principals::revoked_at.eq(None::<Instant>),
        ))
        .execute(conn)?;
    Ok(reinstated == 1)
}

pub(crate) fn insert_bootstrap(conn: &mut Conn, digest: Vec<u8>, at: Timestamp) -> Result<(), StoreError> {
    diesel::insert_into(bootstrap_tokens::table)
        .values((bootstrap_tokens::digest.eq(digest), bootstrap_tokens::created_at.eq(Instant::from(at))))
        .execute(conn)?;
    Ok(())
}

pub(crate) fn has_bootstrap(conn: &mut Conn) -> Result<bool, StoreError> {
    let count: i64 = bootstrap_tokens::table.count().get_result(conn)?;
    Ok(count > 0)
}

pub(crate) fn redeem_bootstrap(conn: &mut Conn, digest: Vec<u8>, at: Timestamp) -> Result<bool, StoreError> {
    let redeemed = diesel::update(bootstrap_tokens::table)
        .filter(bootstrap_tokens::digest.eq(digest))
        .filter(bootstrap_tokens::redeemed_at.is_null())
        .set(bootstrap_tokens::redeemed_at.eq(Some(Instant::from(at))))
        .execute(conn)?;
    Ok(redeemed == 1)
}

/// Spends every one-time administrator token that was not redeemed; how many.
pub(crate) fn spend_bootstraps(conn: &mut Conn, at: Timestamp) -> Result<usize, StoreError> {
    let spent = diesel::update(bootstrap_tokens::table)
        .filter(bootstrap_tokens::redeemed_at.is_null())
        .set(bootstrap_tokens::redeemed_at.eq(Some(Instant::from(at))))
        .execute(conn)?;
    Ok(spent)
}

/// The grants of the platform's role to principals who are not revoked, oldest first.
pub(crate) fn platform_administrators(conn: &mut Conn) -> Result<Vec<RoleGrant>, StoreError> {
    let rows = role_grants::table
        .inner_join(principals::table.on(principals::id.eq(role_grants::principal_id)))
        .filter(principals::agency_id.is_null())
        .filter(principals::revoked_at.is_null())
        .filter(role_grants::role.eq(Role::PlatformAdmin.as_str()))
        .filter(role_grants::ended_on.is_null())
        .order((role_grants::granted_on, role_grants::id))
        .select(RoleGrantRow::as_select())
        .load(conn)?;
    rows.into_iter().map(RoleGrant::try_from).collect()
}

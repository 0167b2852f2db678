//! How people and machines are appointed.

use super::dto::{NewPrincipal, NewRole, PrincipalDto, PrincipalKind};
use super::last_administrator::keep_an_administrator;
use crate::problem::{Code, FieldError, Problem, TechnicalCode};
use crate::responses::referenced;
use crate::state::Work;
use peerline_domain::access::Role;
use peerline_persistence::Held;
use peerline_persistence::records::{Principal, RoleGrant};
use uuid::Uuid;

/// Why a principal of this kind does not hold the role. Machines hold their own roles and no others (Part 1A);
/// nobody of an agency runs the installation.
fn unfit(kind: PrincipalKind, role: Role) -> Option<&'static str> {
    let for_machines = role.is_for_machines();
    match kind {
        _ if role == Role::PlatformAdmin => Some("No role of an agency."),
        PrincipalKind::Person if for_machines => Some("A role of machines."),
        PrincipalKind::Client if !for_machines => Some("Not a role of machines."),
        PrincipalKind::Person | PrincipalKind::Client => None,
    }
}

fn check_role(kind: PrincipalKind, role: Role, beside: &[Role], pointer: String) -> Option<FieldError> {
    let unknown = Code::Technical(TechnicalCode::CodeUnknown);
    // Whoever appoints could otherwise appoint themselves to what they must not see (CONF-26).
    let mixed = beside.iter().any(|other| other.is_technical() != role.is_technical());
    // Whoever is audited does not read the audit.
    let audited = beside.iter().any(|other| (*other == Role::Auditor) != (role == Role::Auditor));
    let alone = audited.then_some("The auditor holds no other role.");
    let reason =
        unfit(kind, role).or(alone).or(mixed.then_some("A role of the program and one of the installation."));
    reason.map(|reason| FieldError::at(pointer, unknown).saying(reason))
}

fn check_roles(kind: PrincipalKind, roles: &[Role]) -> Result<(), Problem> {
    let mut errors = Vec::new();
    for (index, role) in roles.iter().enumerate() {
        let pointer = format!("/roles/{index}");
        if roles.iter().take(index).any(|earlier| earlier == role) {
            errors.push(FieldError::at(pointer, Code::Technical(TechnicalCode::FieldDuplicate)));
        } else {
            let beside: Vec<Role> = roles.iter().take(index).copied().collect();
            errors.extend(check_role(kind, *role, &beside, pointer));
        }
    }
    if errors.is_empty() { Ok(()) } else { Err(Problem::fields(errors)) }
}

fn grant(work: &mut Work<'_, '_>, grant: RoleGrant) -> Result<(), Problem> {
    if !work.tx.renew_role_grant(grant.clone())? {
        work.tx.insert_role_grant(grant)?;
    }
    Ok(())
}

/// A principal of the agency; another's is not there (PROG-27).
pub(super) fn own(work: &mut Work<'_, '_>, agency: Uuid, id: Uuid) -> Result<Principal, Problem> {
    let found = work.tx.find_principal(id)?.filter(|principal| principal.agency_id == Some(agency));
    found.ok_or_else(Problem::not_found)
}

/// A principal of the agency with its roles.
pub(super) fn read(work: &mut Work<'_, '_>, agency: Uuid, id: Uuid) -> Result<PrincipalDto, Problem> {
    let principal = own(work, agency, id)?;
    let grants = work.tx.role_grants_of(id)?;
    let revoked = work.tx.revoked_principals_between(id, id)?;
    Ok(PrincipalDto::of(principal, &grants, &revoked, work.now.date_naive()))
}

/// Appoints somebody, or a machine.
pub(super) fn appoint(
    work: &mut Work<'_, '_>,
    agency: Uuid,
    new: NewPrincipal,
) -> Result<PrincipalDto, Problem> {
    check_roles(new.kind, &new.roles)?;
    let principal = Principal {
        id: work.new_id(),
        agency_id: Some(agency),
        display_name: new.display_name,
        kind: new.kind.into(),
        created_at: work.now,
    };
    let id = principal.id;
    work.concerns("principal", id);
    work.tx.insert_principal(principal)?;
    for role in new.roles {
        let new = RoleGrant::from_day(work.new_id(), id, role, work.now.date_naive());
        grant(work, new)?;
    }
    read(work, agency, id)
}

fn check_term(work: &mut Work<'_, '_>, new: &NewRole) -> Result<(), Problem> {
    let today = work.now.date_naive();
    let is_over = new.ends_on.is_some_and(|last| last < new.starts_on.unwrap_or(today).max(today));
    if is_over {
        let error = FieldError::at("/ends_on", Code::Technical(TechnicalCode::FieldOutOfRange));
        return Err(Problem::fields(vec![error.saying("Not before the first day, and not in the past.")]));
    }
    let Some(unit) = new.unit_id else { return Ok(()) };
    if !new.role.takes_unit() {
        let error = FieldError::at("/unit_id", Code::Technical(TechnicalCode::FieldInvalid));
        return Err(Problem::fields(vec![error.saying("The role is not one of a unit.")]));
    }
    referenced(work.tx.find_unit(unit)?, "/unit_id").map(drop)
}

/// Gives a further role, from a day and to a day where they are named.
pub(super) fn give(
    work: &mut Work<'_, '_>,
    agency: Uuid,
    id: Uuid,
    new: NewRole,
) -> Result<PrincipalDto, Problem> {
    work.concerns("principal", id);
    work.tx.hold(Held::Principal(id))?;
    let (principal, today) = (own(work, agency, id)?, work.now.date_naive());
    let (over, held): (Vec<_>, Vec<_>) = work
        .tx
        .role_grants_of(id)?
        .into_iter()
        .partition(|grant| grant.ends_on.is_some_and(|last| last < today));
    let held: Vec<Role> = held.into_iter().map(|grant| grant.role).collect();
    if let Some(error) = check_role(principal.kind.into(), new.role, &held, "/role".to_owned()) {
        return Err(Problem::fields(vec![error]));
    }
    if held.contains(&new.role) {
        return Err(Problem::field("/role", Code::Technical(TechnicalCode::Duplicate)));
    }
    check_term(work, &new)?;
    if over.iter().any(|grant| grant.role == new.role) {
        work.tx.end_role_grant(id, new.role, today)?;
    }
    let whole = RoleGrant::from_day(work.new_id(), id, new.role, today);
    grant(work, RoleGrant { starts_on: new.starts_on, ends_on: new.ends_on, unit_id: new.unit_id, ..whole })?;
    read(work, agency, id)
}

/// Ends a role; it holds no longer from the next request on.
pub(super) fn end(
    work: &mut Work<'_, '_>,
    agency: Uuid,
    id: Uuid,
    role: Role,
) -> Result<PrincipalDto, Problem> {
    work.concerns("principal", id);
    work.tx.hold(Held::Principal(id))?;
    own(work, agency, id)?;
    if role == Role::AgencyAdmin {
        keep_an_administrator(work, id)?;
    }
    let today = work.now.date_naive();
    if work.tx.end_role_grant(id, role, today)? { read(work, agency, id) } else { Err(Problem::not_found()) }
}

/// A page of the agency's principals, with one more that tells whether there is a next.
pub(super) fn list(
    work: &mut Work<'_, '_>,
    after: Option<Uuid>,
    probe: i64,
) -> Result<Vec<PrincipalDto>, Problem> {
    let principals = work.tx.list_principals(after, probe)?;
    let (Some(first), Some(last)) = (principals.first(), principals.last()) else { return Ok(Vec::new()) };
    let (first, last) = (first.id, last.id);
    let grants = work.tx.role_grants_between(first, last)?;
    let revoked = work.tx.revoked_principals_between(first, last)?;
    let shown = |principal| PrincipalDto::of(principal, &grants, &revoked, work.now.date_naive());
    Ok(principals.into_iter().map(shown).collect())
}

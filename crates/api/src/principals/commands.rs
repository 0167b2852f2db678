//! How people and machines are appointed.

use super::dto::{NewPrincipal, PrincipalDto, PrincipalKind};
use crate::problem::{Code, FieldError, Problem, TechnicalCode};
use crate::state::Work;
use peerline_domain::access::Role;
use peerline_persistence::Held;
use peerline_persistence::records::{Principal, RoleGrant};
use uuid::Uuid;

/// Why a principal of this kind does not hold the role. Machines hold their own roles and no others (Part 1A);
/// nobody of an agency runs the installation.
fn unfit(kind: PrincipalKind, role: Role) -> Option<&'static str> {
    let for_machines = matches!(role, Role::HrClient | Role::IntakeClient);
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
    let reason = unfit(kind, role).or(mixed.then_some("A role of the program and one of the installation."));
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

fn grant(work: &mut Work<'_, '_>, principal: Uuid, role: Role) -> Result<(), Problem> {
    let today = work.now.date_naive();
    if !work.tx.renew_role_grant(principal, role, today)? {
        let id = work.new_id();
        work.tx.insert_role_grant(RoleGrant {
            id,
            principal_id: principal,
            role,
            granted_on: today,
            ended_on: None,
        })?;
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
    Ok(PrincipalDto::of(principal, &grants))
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
        grant(work, id, role)?;
    }
    read(work, agency, id)
}

/// Gives a further role.
pub(super) fn give(
    work: &mut Work<'_, '_>,
    agency: Uuid,
    id: Uuid,
    role: Role,
) -> Result<PrincipalDto, Problem> {
    work.concerns("principal", id);
    work.tx.hold(Held::Principal(id))?;
    let principal = own(work, agency, id)?;
    let held: Vec<Role> = work.tx.role_grants_of(id)?.into_iter().map(|grant| grant.role).collect();
    if let Some(error) = check_role(principal.kind.into(), role, &held, "/role".to_owned()) {
        return Err(Problem::fields(vec![error]));
    }
    if held.contains(&role) {
        return Err(Problem::field("/role", Code::Technical(TechnicalCode::Duplicate)));
    }
    grant(work, id, role)?;
    read(work, agency, id)
}

/// Ends a role; it holds no longer from the next request on.
pub(super) fn end(work: &mut Work<'_, '_>, agency: Uuid, id: Uuid, role: Role) -> Result<(), Problem> {
    work.concerns("principal", id);
    work.tx.hold(Held::Principal(id))?;
    own(work, agency, id)?;
    let today = work.now.date_naive();
    if work.tx.end_role_grant(id, role, today)? { Ok(()) } else { Err(Problem::not_found()) }
}

/// A page of the agency's principals, with one more that tells whether there is a next.
pub(super) fn list(
    work: &mut Work<'_, '_>,
    after: Option<Uuid>,
    probe: i64,
) -> Result<Vec<PrincipalDto>, Problem> {
    let principals = work.tx.list_principals(after, probe)?;
    let grants = match (principals.first(), principals.last()) {
        (Some(first), Some(last)) => work.tx.role_grants_between(first.id, last.id)?,
        _ => Vec::new(),
    };
    Ok(principals.into_iter().map(|principal| PrincipalDto::of(principal, &grants)).collect())
}

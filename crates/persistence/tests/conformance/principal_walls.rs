//! No row of one agency names a principal, or limits a role to a unit, of another (PROG-27); and within an agency no
//! platform administrator is made (CONF-26). Whatever the layers above forget, the database refuses.

use crate::ground::{Ground, day, id, unit};
use peerline_domain::access::Role;
use peerline_domain::policy::preset;
use peerline_persistence::records::{
    ClientSecret, Identity, Member, PolicyVersion, Principal, PrincipalKind, RoleGrant,
};
use peerline_persistence::{Scope, StoreError};
use uuid::Uuid;

const PLATFORM: Uuid = Uuid::from_u128(90);
const OWN: Uuid = Uuid::from_u128(91);
const FOREIGN: Uuid = Uuid::from_u128(92);

/// Two agencies with a principal and a unit each, and the platform's administrator.
fn ground() -> Ground {
    let ground = Ground::with_agencies(2);
    let principal = |id, agency_id| Principal {
        id,
        agency_id,
        display_name: "Parker Peer".to_owned(),
        kind: PrincipalKind::Person,
        created_at: day().and_hms_opt(9, 0, 0).unwrap().and_utc(),
    };
    ground
        .store
        .write(Scope::Platform, move |tx| {
            tx.insert_principal(principal(PLATFORM, None))?;
            tx.insert_principal(principal(OWN, Some(id(1))))?;
            tx.insert_principal(principal(FOREIGN, Some(id(2))))
        })
        .unwrap();
    for agency in [1, 2] {
        ground
            .store
            .write(Scope::Agency(id(agency)), move |tx| tx.insert_unit(unit(agency + 70, "North")))
            .unwrap();
    }
    ground
}

/// Whether the first agency's transaction takes what a body writes.
#[track_caller]
fn taken(
    ground: &Ground,
    scope: Scope,
    body: impl FnOnce(&mut peerline_persistence::Tx<'_>) -> Result<(), StoreError> + Send + 'static,
) -> bool {
    let outcome = ground.store.write(scope, body);
    assert_ne!(outcome, Err(StoreError::Busy));
    outcome.is_ok()
}

const ONE: Scope = Scope::Agency(Uuid::from_u128(1));
const TWO: Scope = Scope::Agency(Uuid::from_u128(2));

fn member(principal_id: Uuid) -> Member {
    Member {
        id: id(50),
        principal_id,
        display_name: String::new(),
        unit_id: id(71),
        channel: "extension 5501".to_owned(),
        hours: "always".to_owned(),
        active_from: day(),
        leave_from: None,
        leave_until: None,
        ended_on: None,
        revision: 1,
    }
}

fn identity(principal_id: Uuid) -> Identity {
    let issuer = "https://login.example.org".to_owned();
    Identity { id: id(51), principal_id, issuer, subject_digest: vec![7; 32], created_on: day() }
}

fn version(drafted_by: Uuid, activated_by: Option<Uuid>) -> PolicyVersion {
    PolicyVersion {
        id: id(60),
        number: 1,
        revision: 1,
        document: preset("la_dcfs").unwrap().document.clone(),
        effective: None,
        asked_until: None,
        drafted_by,
        drafted_on: day(),
        activated_by,
        activated_on: None,
    }
}

fn grant(principal: Uuid, role: Role, unit_id: Option<Uuid>) -> RoleGrant {
    RoleGrant { unit_id, ..RoleGrant::from_day(id(61), principal, role, day()) }
}

#[test]
fn prog_27_members_identities_and_secrets_are_of_the_agency_s_own_principals() {
    for (principal, expected) in [(FOREIGN, false), (PLATFORM, false), (OWN, true)] {
        let ground = ground();
        assert_eq!(
            taken(&ground, ONE, move |tx| tx.insert_member(member(principal))),
            expected,
            "{principal}"
        );
        let added = taken(&ground, ONE, move |tx| tx.insert_identity(identity(principal)));
        assert_eq!(added, expected, "{principal}");
        let secret =
            ClientSecret { id: id(52), principal_id: principal, digest: vec![7; 32], created_on: day() };
        assert_eq!(taken(&ground, ONE, move |tx| tx.insert_client_secret(secret)), expected, "{principal}");
    }
}

#[test]
fn prog_27_a_policy_is_drafted_and_put_in_force_by_the_agency_s_own_people() {
    for (drafted_by, activated_by, expected) in [
        (OWN, None, true),
        (OWN, Some(OWN), true),
        (PLATFORM, None, true),
        (FOREIGN, None, false),
        (OWN, Some(FOREIGN), false),
        (OWN, Some(PLATFORM), false),
    ] {
        let ground = ground();
        let outcome =
            taken(&ground, ONE, move |tx| tx.insert_policy_version(version(drafted_by, activated_by)));
        assert_eq!(outcome, expected, "{drafted_by} {activated_by:?}");
    }
    let ground = ground();
    assert!(taken(&ground, ONE, |tx| tx.insert_policy_version(version(OWN, None))));
    for (by, expected) in [(FOREIGN, false), (OWN, true)] {
        let outcome = taken(&ground, ONE, move |tx| {
            tx.update_policy_version(PolicyVersion { revision: 2, ..version(OWN, Some(by)) })
        });
        assert_eq!(outcome, expected, "{by}");
    }
}

#[test]
fn prog_27_the_authors_of_a_version_are_the_agency_s_own_people_and_remembered_once() {
    let ground = ground();
    assert!(taken(&ground, ONE, |tx| tx.insert_policy_version(version(OWN, None))));
    for (principal, expected) in [(FOREIGN, false), (PLATFORM, false), (OWN, true), (OWN, true)] {
        let outcome = taken(&ground, ONE, move |tx| tx.insert_policy_author(id(60), principal));
        assert_eq!(outcome, expected, "{principal}");
    }
    for (scope, version, expected) in
        [(ONE, id(60), vec![OWN]), (ONE, id(61), Vec::new()), (TWO, id(60), Vec::new())]
    {
        let authors = ground.store.read(scope, move |tx| tx.policy_authors(version)).unwrap();
        assert_eq!(authors, expected);
    }
}

#[test]
fn prog_27_a_role_is_limited_to_a_unit_of_its_principal_s_agency() {
    for (unit_id, expected) in
        [(None, true), (Some(id(71)), true), (Some(id(72)), false), (Some(id(9)), false)]
    {
        let ground = ground();
        let outcome =
            taken(&ground, ONE, move |tx| tx.insert_role_grant(grant(OWN, Role::Supervisor, unit_id)));
        assert_eq!(outcome, expected, "{unit_id:?}");
    }
    let ground = ground();
    assert!(!taken(&ground, ONE, |tx| tx.insert_role_grant(grant(FOREIGN, Role::Supervisor, Some(id(71))))));
}

#[test]
fn conf_26_platform_administrators_are_made_by_the_installation_of_principals_of_no_agency() {
    for (scope, principal, role, expected) in [
        (ONE, OWN, Role::AgencyAdmin, true),
        (ONE, OWN, Role::PlatformAdmin, false),
        (Scope::Platform, OWN, Role::PlatformAdmin, false),
        (Scope::Platform, OWN, Role::AgencyAdmin, true),
        (Scope::Platform, PLATFORM, Role::AgencyAdmin, false),
        (Scope::Platform, PLATFORM, Role::PlatformAdmin, true),
    ] {
        let ground = ground();
        let outcome = taken(&ground, scope, move |tx| tx.insert_role_grant(grant(principal, role, None)));
        assert_eq!(outcome, expected, "{scope:?} {principal} {role:?}");
    }
}

//! How an agency comes into being.

use super::dto::NewAgency;
use crate::problem::{Code, Problem, TechnicalCode};
use crate::state::Work;
use peerline_domain::access::Role;
use peerline_domain::calendar::local_date;
use peerline_domain::policy::{PolicyDocument, Preset, preset};
use peerline_persistence::Held;
use peerline_persistence::records::{Agency, PolicyVersion, Principal, PrincipalKind, RoleGrant};
use uuid::Uuid;

/// Characters the name of a program may have; see `PolicyTexts::name`.
const LONGEST_NAME: usize = 200;

/// An agency with its first administrator and its first draft.
pub(super) struct Founded {
    pub(super) agency: Agency,
    pub(super) administrator: Uuid,
    pub(super) policy_version: Uuid,
    /// Whether it was founded just now, and not by an earlier copy of the command.
    pub(super) is_new: bool,
}

impl Founded {
    /// Agency, administrator and draft, by which `founded` finds them again.
    pub(super) fn mark(&self) -> [Uuid; 3] {
        [self.agency.id, self.administrator, self.policy_version]
    }
}

/// An agency that was founded before.
pub(super) fn founded(work: &mut Work<'_, '_>, mark: [Uuid; 3]) -> Result<Founded, Problem> {
    let [agency, administrator, policy_version] = mark;
    let agency = work.tx.find_agency(agency)?.ok_or_else(Problem::not_found)?;
    Ok(Founded { agency, administrator, policy_version, is_new: false })
}

/// A page of the agencies by slug, with one more that tells whether there is a next.
pub(super) fn list(work: &mut Work<'_, '_>, after: Option<Uuid>, probe: i64) -> Result<Vec<Agency>, Problem> {
    let gone = || Problem::technical(TechnicalCode::MalformedRequest).saying("cursor is one of next_cursor");
    let after = after.map(|id| work.tx.find_agency(id)?.ok_or_else(gone)).transpose()?;
    Ok(work.tx.list_agencies(after.map(|agency| (agency.slug, agency.id)), probe)?)
}

fn check(new: &NewAgency) -> Result<&'static Preset, Problem> {
    if !new.has_slug_of_form() {
        return Err(Problem::field("/slug", Code::Technical(TechnicalCode::FieldInvalid)));
    }
    preset(&new.preset).ok_or_else(|| Problem::field("/preset", Code::Technical(TechnicalCode::CodeUnknown)))
}

/// Creates the agency, its administrator and a draft of its policy in one transaction of the platform.
pub(super) fn found(work: &mut Work<'_, '_>, new: NewAgency, by: Uuid) -> Result<Founded, Problem> {
    let policy = check(&new)?;
    work.tx.hold(Held::Slug(&new.slug))?;
    if work.tx.find_agency_by_slug(&new.slug)?.is_some() {
        return Err(Problem::field("/slug", Code::Technical(TechnicalCode::Duplicate)));
    }
    let created_on = work.now.date_naive();
    let agency = Agency { id: work.new_id(), slug: new.slug, name: new.name, created_on };
    let administrator = Principal {
        id: work.new_id(),
        agency_id: Some(agency.id),
        display_name: new.administrator_name,
        kind: PrincipalKind::Person,
        created_at: work.now,
    };
    let grant = RoleGrant::from_day(work.new_id(), administrator.id, Role::AgencyAdmin, created_on);
    let draft = first_draft(work, named_after(&agency, &policy.document), by)?;
    let founded = Founded {
        agency: agency.clone(),
        administrator: administrator.id,
        policy_version: draft.id,
        is_new: true,
    };
    work.concerns("agency", agency.id);
    work.tx.insert_agency(agency)?;
    work.tx.insert_principal(administrator)?;
    work.tx.insert_role_grant(grant)?;
    work.tx.within(founded.agency.id, |tx| tx.insert_policy_version(draft))?;
    Ok(founded)
}

/// The preset's document under the agency's own name: it may not publish another organization's (PROG-06).
fn named_after(agency: &Agency, document: &PolicyDocument) -> PolicyDocument {
    let mut document = document.clone();
    let program = format!("{} Peer Support Program", agency.name);
    let is_short = program.chars().count() <= LONGEST_NAME;
    document.registers.meta.name = if is_short { program } else { agency.name.clone() };
    document.registers.meta.organization.clone_from(&agency.name);
    document
}

fn first_draft(work: &Work<'_, '_>, document: PolicyDocument, by: Uuid) -> Result<PolicyVersion, Problem> {
    Ok(PolicyVersion {
        id: work.new_id(),
        number: 1,
        revision: 1,
        drafted_on: local_date(work.now, document.zone()?),
        document,
        effective: None,
        asked_until: None,
        drafted_by: by,
        activated_by: None,
        activated_on: None,
    })
}

use crate::audit::AuditKey;
use crate::auth::{TokenAuthority, TokenFor};
use crate::environment::{ManualClock, SystemRandomness};
use crate::problem::Problem;
use crate::state::{AppState, Surface};
use chrono::{DateTime, Duration, NaiveDate};
use peerline_domain::access::Role;
use peerline_domain::calendar::Timestamp;
use peerline_domain::policy::{EffectiveRange, PolicyDocument, Preset, Source, preset};
use peerline_domain::ports::{Clock, Randomness};
use peerline_persistence::keys::{KeyError, KeyStore};
use peerline_persistence::records::{
    Agency, Member, PolicyVersion, Principal, PrincipalKind, RoleGrant, Unit,
};
use peerline_persistence::sealing::MasterKeys;
use peerline_persistence::{Scope, SqliteOptions, Store};
use serde_json::json;
use std::path::Path;
use std::sync::Arc;
use uuid::Uuid;

/// The agency of the demo, ready to be served.
pub struct Demo {
    /// The application's state.
    pub state: AppState,
    /// A token per person.
    pub tokens: Vec<Token>,
    /// The agency.
    pub agency: Uuid,
    /// Holds the database; removed when dropped.
    pub folder: tempfile::TempDir,
}

/// Somebody's token.
#[derive(Debug, Clone)]
pub struct Token {
    /// Role code.
    pub role: &'static str,
    /// Invented name.
    pub person: &'static str,
    /// The principal.
    pub principal: Uuid,
    /// The member the person is, if any.
    pub member: Option<Uuid>,
    /// The token.
    pub text: String,
}

/// Name, role, and the unit of those on the team.
const PEOPLE: &[(&str, Role, Option<&str>)] = &[
    ("Avery Admin", Role::AgencyAdmin, None),
    ("Emerson Executive", Role::ExecutiveSponsor, None),
    ("Casey Coordinator", Role::Coordinator, Some("Central region")),
    ("Logan Logistics", Role::LogisticsCoordinator, None),
    ("Taylor Teamlead", Role::TeamLead, Some("Northern region")),
    ("Parker Peer", Role::Peer, Some("Northern region")),
    ("Quinn Peer", Role::Peer, Some("Central region")),
    ("Riley Peer", Role::Peer, Some("Hotline")),
    ("Dakota Peer", Role::Peer, Some("Central region")),
    ("Sam Supervisor", Role::Supervisor, None),
    ("HR figures", Role::HrClient, None),
    ("Incident desk", Role::IntakeClient, None),
    ("Morgan Auditor", Role::Auditor, None),
];

/// Those of the agency; the logistics coordinator only where the policy has one (PROG-12).
fn people_of(
    with_logistics: bool,
) -> impl Iterator<Item = &'static (&'static str, Role, Option<&'static str>)> {
    PEOPLE.iter().filter(move |person| with_logistics || person.1 != Role::LogisticsCoordinator)
}

/// Name, parent, headcount. The last lies under the headcount floor.
const UNITS: &[(&str, Option<&str>, u32)] = &[
    ("Example Department", None, 2600),
    ("Northern region", Some("Example Department"), 420),
    ("Central region", Some("Example Department"), 1300),
    ("Hotline", Some("Example Department"), 160),
    ("Northern night desk", Some("Northern region"), 12),
];

/// The preset the demo's agency starts from where none is named.
pub const PRESET: &str = "arizona_dcs";
const SLUG: &str = "example-dcs";
const NAME: &str = "Example Department of Child Safety";
const PROGRAM: &str = "Example Peer Support Program";

/// A key store that lives as long as the demo.
fn keys_in(folder: &Path, random: Arc<dyn Randomness>) -> Result<KeyStore, Problem> {
    let masters = MasterKeys::of_file_or_new(&folder.join("master.key"), random.as_ref());
    let options = SqliteOptions {
        path: folder.join("keys.db"),
        readers: 4,
        patience: std::time::Duration::from_secs(5),
    };
    Ok(KeyStore::sqlite(&options, masters.map_err(KeyError::from)?, random)?)
}

impl Demo {
    /// The demo on the policy it has where none is named.
    pub fn new() -> Result<Self, Problem> {
        Self::of(preset(PRESET).ok_or_else(Problem::not_found)?)
    }

    /// The demo as `peerline demo` shows it: a preset's policy, the morning of 1 October 2026, in a database file
    /// that is removed at the end.
    pub fn of(preset: &Preset) -> Result<Self, Problem> {
        let folder = tempfile::tempdir().map_err(|_| Problem::not_found())?;
        let options = SqliteOptions {
            path: folder.path().join("demo.db"),
            readers: 4,
            patience: std::time::Duration::from_secs(5),
        };
        Self::starting(Store::sqlite(&options)?, preset, folder)
    }

    /// The same on any empty store, on the policy it has where none is named.
    pub fn on(store: Store, folder: tempfile::TempDir) -> Result<Self, Problem> {
        Self::starting(store, preset(PRESET).ok_or_else(Problem::not_found)?, folder)
    }

    fn starting(store: Store, policy: &Preset, folder: tempfile::TempDir) -> Result<Self, Problem> {
        let start = DateTime::from_timestamp(1_790_870_400, 0).unwrap_or_default();
        Self::with(store, &policy.document, "2018-12-10".parse().unwrap_or_default(), start, folder)
    }

    /// An agency on any store and policy.
    pub fn with(
        store: Store,
        policy: &PolicyDocument,
        effective_from: NaiveDate,
        start: Timestamp,
        folder: tempfile::TempDir,
    ) -> Result<Self, Problem> {
        let clock = Arc::new(ManualClock::at(start));
        let random: Arc<dyn Randomness> = Arc::new(SystemRandomness);
        let key = TokenAuthority::generate_key().map_err(|_| Problem::not_found())?;
        let tokens = TokenAuthority::new("peerline-demo", &key).map_err(|_| Problem::not_found())?;
        let audit_key = AuditKey::generate().and_then(|key| AuditKey::new(&key));
        let audit_key = audit_key.map_err(|_| Problem::not_found())?;
        let agency = random.uuid();
        let people = seed(&store, random.as_ref(), agency, policy, effective_from, clock.now())?;
        let shown = people
            .into_iter()
            .map(|(person, role, principal, member)| {
                // The demo's clock is moved by months at will, back as well; its tokens outlive that.
                let text = tokens
                    .issue(
                        TokenFor::multi_factor(principal),
                        start - Duration::days(8_000),
                        Duration::days(44_000),
                    )
                    .map_err(|_| Problem::not_found())?;
                Ok(Token { role: role.as_str(), person, principal, member, text })
            })
            .collect::<Result<Vec<_>, Problem>>()?;
        let keys = keys_in(folder.path(), Arc::clone(&random))?;
        let state = AppState {
            store,
            keys,
            clock: clock.clone(),
            random,
            audit_key: Arc::new(audit_key),
            tokens,
            providers: Arc::default(),
            memory: Arc::default(),
            surface: Surface::default(),
            manual_clock: Some(clock),
        };
        Ok(Self { state, tokens: shown, agency, folder })
    }
}

type Seeded = (&'static str, Role, Uuid, Option<Uuid>);

fn seed(
    store: &Store,
    random: &dyn Randomness,
    agency: Uuid,
    policy: &PolicyDocument,
    effective_from: NaiveDate,
    now: Timestamp,
) -> Result<Vec<Seeded>, Problem> {
    let today = now.date_naive();
    let people: Vec<Seeded> = people_of(policy.role_exists(Role::LogisticsCoordinator))
        .map(|(name, role, unit)| (*name, *role, random.uuid(), unit.map(|_| random.uuid())))
        .collect();
    let principals: Vec<(Principal, RoleGrant)> = people
        .iter()
        .map(|(name, role, id, _)| {
            let kind = match role {
                Role::HrClient | Role::IntakeClient => PrincipalKind::Client,
                _ => PrincipalKind::Person,
            };
            let principal = Principal {
                id: *id,
                agency_id: Some(agency),
                display_name: (*name).to_owned(),
                kind,
                created_at: now,
            };
            let grant = RoleGrant::from_day(random.uuid(), *id, *role, today);
            (principal, grant)
        })
        .collect();
    store.write(Scope::Platform, move |tx| {
        tx.insert_agency(Agency {
            id: agency,
            slug: SLUG.to_owned(),
            name: NAME.to_owned(),
            created_on: today,
        })?;
        for (principal, grant) in principals {
            tx.insert_principal(principal)?;
            tx.insert_role_grant(grant)?;
        }
        Ok::<(), Problem>(())
    })?;
    seed_program(store, random, agency, policy, effective_from, &people, today)?;
    Ok(people)
}

fn seed_program(
    store: &Store,
    random: &dyn Randomness,
    agency: Uuid,
    policy: &PolicyDocument,
    effective_from: NaiveDate,
    people: &[Seeded],
    today: NaiveDate,
) -> Result<(), Problem> {
    let units: Vec<(Uuid, &str, Option<&str>, u32)> =
        UNITS.iter().map(|(name, parent, headcount)| (random.uuid(), *name, *parent, *headcount)).collect();
    let unit_id = |name: &str| units.iter().find(|unit| unit.1 == name).map(|unit| unit.0);
    let rows: Vec<Unit> = units
        .iter()
        .map(|(id, name, parent, headcount)| Unit {
            id: *id,
            parent_id: parent.and_then(unit_id),
            name: (*name).to_owned(),
            headcount: *headcount,
        })
        .collect();
    let members: Vec<Member> = people
        .iter()
        .zip(people_of(policy.role_exists(Role::LogisticsCoordinator)))
        .zip(1_u32..)
        .filter_map(|(((name, _, principal, member), (_, _, unit)), number)| {
            Some(Member {
                id: (*member)?,
                principal_id: *principal,
                display_name: (*name).to_owned(),
                unit_id: unit.and_then(unit_id)?,
                channel: format!("telephone extension 55{number:02}"),
                hours: "Mon-Fri 9:00-17:00".to_owned(),
                active_from: effective_from.max("2026-01-05".parse().unwrap_or(effective_from)),
                leave_from: None,
                leave_until: None,
                ended_on: None,
                revision: 1,
            })
        })
        .collect();
    // Who drafts a version does not activate it (PROG-02).
    let in_role = |role| people.iter().find(|person| person.1 == role).map(|person| person.2);
    let author = in_role(Role::Coordinator).unwrap_or_default();
    let mut document = filled_in(policy, author, today);
    PROGRAM.clone_into(&mut document.registers.meta.name);
    NAME.clone_into(&mut document.registers.meta.organization);
    let version = PolicyVersion {
        id: random.uuid(),
        number: 1,
        revision: 1,
        document,
        effective: Some(EffectiveRange { from: effective_from, until: None }),
        asked_until: None,
        drafted_by: author,
        drafted_on: today,
        activated_by: in_role(Role::ExecutiveSponsor),
        activated_on: Some(today),
    };
    store.write(Scope::Agency(agency), move |tx| {
        tx.insert_policy_version(version)?;
        for unit in rows {
            tx.insert_unit(unit)?;
        }
        for member in members {
            tx.insert_member(member)?;
        }
        Ok::<(), Problem>(())
    })
}

/// The policy with what it leaves to the agency filled in, without which it could not be activated (PROG-02).
fn filled_in(policy: &PolicyDocument, decided_by: Uuid, decided_on: NaiveDate) -> PolicyDocument {
    let mut document = policy.clone();
    let settings = document.settings.values_mut();
    for hours in settings.filter_map(|area| area.get_mut("hours.normal_working")) {
        if hours.value.is_null() && matches!(hours.source, Source::Policy { .. }) {
            hours.value =
                json!({"days": ["mon", "tue", "wed", "thu", "fri"], "from": "08:00", "to": "17:00"});
            hours.source = Source::Agency { decided_by: decided_by.to_string(), decided_on, clause: None };
        }
    }
    document
}

#[cfg(test)]
mod tests {
    use super::filled_in;
    use peerline_domain::policy::{blocks_activation, presets, validate};

    #[test]
    fn prog_02_gt_oc_40_the_demo_s_agency_runs_on_a_policy_that_could_be_activated() {
        for preset in presets() {
            let document = filled_in(&preset.document, uuid::Uuid::nil(), "2026-01-05".parse().unwrap());
            let findings = validate(&document, Some(&preset.document));
            assert!(!blocks_activation(&document, &findings), "{} {findings:?}", preset.name);
        }
    }
}

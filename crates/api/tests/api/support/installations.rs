//! The platform's administrator, and further agencies beside the demo's.

use super::{Caller, Server, text};
use chrono::Duration;
use peerline_api::auth::TokenFor;
use peerline_api::problem::Problem;
use peerline_api::state::AppState;
use peerline_domain::access::Role;
use peerline_domain::calendar::Timestamp;
use peerline_persistence::Scope;
use peerline_persistence::records::{Principal, PrincipalKind, RoleGrant};
use serde_json::{Value, json};
use uuid::Uuid;

/// Every preset an agency can start from.
pub(crate) const PRESETS: [&str; 5] =
    ["arizona_dcs", "la_dcfs", "oc_probation", "mn_public_safety", "denver_911"];

/// An agency just created, and its people.
pub(crate) struct Founded {
    pub(crate) created: Value,
    pub(crate) administrator: Caller,
    pub(crate) drafter: Caller,
    pub(crate) sponsor: Caller,
    /// Address of its first draft.
    pub(crate) version: String,
}

impl Founded {
    /// Puts its first draft in force, long ago; with working hours, which one preset leaves to each agency.
    pub(crate) fn in_force(self) -> Self {
        let range = json!({"effective_from": "2018-12-10", "effective_until": null});
        let activation = format!("{}/activation", self.version);
        if self.sponsor.abreast().post(&activation, &range).status != 200 {
            let hours = json!({"days": ["mon", "tue", "wed", "thu", "fri"], "from": "08:00", "to": "17:00"});
            let change = json!({"changes": [{"parameter": "hours.normal_working", "value": hours}]});
            self.drafter.abreast().patch(&self.version, &change).ok();
            self.sponsor.abreast().post(&activation, &range).ok();
        }
        self
    }
}

impl Server {
    /// The platform's administrator.
    pub(crate) fn platform(&self) -> Caller {
        self.acting_as(&platform_administrator(&self.state).to_string())
    }

    /// A caller for a principal, as the command line makes its token.
    pub(crate) fn acting_as(&self, principal: &str) -> Caller {
        let now = self.state.clock.now();
        self.holding(
            &self
                .state
                .tokens
                .issue(TokenFor::multi_factor(principal.parse().unwrap()), now, Duration::days(99))
                .unwrap(),
        )
    }

    /// A token for whom and as long as it is wanted.
    pub(crate) fn issue(&self, to: impl Into<TokenFor>, now: Timestamp, lifetime: Duration) -> String {
        self.state.tokens.issue(to, now, lifetime).unwrap()
    }

    /// A caller with a token.
    pub(crate) fn holding(&self, token: &str) -> Caller {
        Caller::new(&self.base, Some(token.to_owned()))
    }

    /// An agency on a preset, with somebody who drafts and somebody who activates.
    pub(crate) fn agency(&self, slug: &str, preset: &str) -> Founded {
        let new = json!({"slug": slug, "name": "Another Agency", "preset": preset, "administrator_name": "Ash Admin"});
        let created = self.platform().post("/v1/agencies", &new).ok();
        let administrator = self.holding(&text(&created["administrator"]["access_token"]));
        let appoint = |name: &str, role: &str| {
            let new = json!({"display_name": name, "kind": "person", "roles": [role]});
            self.acting_as(&text(&administrator.post("/v1/principals", &new).ok()["id"]))
        };
        Founded {
            drafter: appoint("Cameron Coordinator", "coordinator"),
            sponsor: appoint("Sasha Sponsor", "executive_sponsor"),
            version: format!("/v1/policy-versions/{}", text(&created["policy_version_id"])),
            administrator,
            created,
        }
    }
}

fn platform_administrator(state: &AppState) -> Uuid {
    let (id, grant, now) = (state.random.uuid(), state.random.uuid(), state.clock.now());
    state
        .store
        .write(Scope::Platform, move |tx| {
            let display_name = "Platform administrator".to_owned();
            let kind = PrincipalKind::Person;
            tx.insert_principal(Principal { id, agency_id: None, display_name, kind, created_at: now })?;
            let granted_on = now.date_naive();
            let role = Role::PlatformAdmin;
            tx.insert_role_grant(RoleGrant::from_day(grant, id, role, granted_on))?;
            Ok::<(), Problem>(())
        })
        .unwrap();
    id
}

//! What is kept follows the identity mode (0.6), not the endpoint.

use crate::support::PRESETS;
use actix_web::rt::System;
use peerline_api::audit::Sealer;
use peerline_api::auth::{Actor, Behalf};
use peerline_api::demo::Demo;
use peerline_api::state::AppState;
use peerline_domain::access::{Action, Role};
use peerline_domain::audit::{AuditBody, Stream};
use peerline_domain::policy::preset;
use peerline_domain::ports::Randomness;
use peerline_persistence::records::Unit;
use peerline_persistence::{Scope, SqliteOptions, Store};
use uuid::Uuid;

/// An agency on a preset's policy.
fn agency(on: &str) -> Demo {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("mode.db");
    let patience = std::time::Duration::from_secs(10);
    let store = Store::sqlite(&SqliteOptions { path, readers: 2, patience }).unwrap();
    let start = chrono::DateTime::from_timestamp(1_790_870_400, 0).unwrap();
    let document = &preset(on).unwrap().document;
    Demo::with(store, document, "2018-12-10".parse().unwrap(), start, folder).unwrap()
}

/// The demo's coordinator, asking for something.
fn coordinator(demo: &Demo, action: Action) -> Behalf {
    let token = demo.tokens.iter().find(|token| token.role == "coordinator").unwrap();
    let actor = Actor {
        principal: token.principal,
        display_name: String::new(),
        agency: Some(demo.agency),
        role: Role::Coordinator,
        unit: None,
        role_named: false,
        roles: vec![Role::Coordinator],
        epoch: 0,
        token_issued_at: 0,
        scopes: None,
    };
    Behalf::Caller(Box::new(actor), Some(action))
}

const CASE: Uuid = Uuid::from_u128(5);

fn act(demo: &Demo, action: Action) {
    let behalf = coordinator(demo, action);
    System::new()
        .block_on(demo.state.write(behalf, |work| {
            work.concerns("support_request", CASE);
            Ok(())
        }))
        .unwrap();
}

fn pending(state: &AppState, agency: Uuid, stream: Stream) -> Vec<AuditBody> {
    let rows = state.store.read(Scope::Agency(agency), |tx| tx.list_pending_audit(stream, 100)).unwrap();
    rows.into_iter().map(|row| row.body).collect()
}

#[test]
fn conf_25_each_mode_keeps_what_it_allows() {
    let mut named = 0;
    for on in PRESETS {
        let demo = agency(on);
        act(&demo, Action::AssignRequest);
        act(&demo, Action::ManageUnits);
        let (events, contacts) = (
            pending(&demo.state, demo.agency, Stream::Events),
            pending(&demo.state, demo.agency, Stream::Contacts),
        );
        let may_name = preset(on).unwrap().document.identity_mode().unwrap().may_name_recipient();
        assert_eq!((events.len(), contacts.len()), if may_name { (2, 0) } else { (1, 1) }, "{on}");
        for event in events {
            let AuditBody::Event { actor, object, .. } = event else { panic!("an event") };
            assert!(actor.is_some() && object.unwrap().id == Some(CASE), "{on}");
        }
        named += usize::from(may_name);
    }
    assert_eq!(named, 2, "both kinds of policy were asked");
}

#[test]
fn conf_32_a_disclosure_leaves_one_row_that_names_the_case() {
    let demo = agency("la_dcfs");
    let behalf = coordinator(&demo, Action::ReadRequests);
    let receipt =
        System::new().block_on(demo.state.write(behalf, |work| work.disclose("case", CASE))).unwrap();
    assert_eq!((receipt.agency(), receipt.case()), (demo.agency, CASE));
    let rows = pending(&demo.state, demo.agency, Stream::Events);
    assert_eq!(rows.len(), 1, "one row for the disclosure and none beside it");
    let AuditBody::Event { verb, object, .. } = &rows[0] else { panic!("an event") };
    assert_eq!((verb.as_str(), object.as_ref().unwrap().kind.as_str()), ("read_requests", "case"));
}

/// Chance that has run dry: the same bytes again and again. The second row of the audit meets the first one's id.
struct Stuck;

impl Randomness for Stuck {
    fn bytes16(&self) -> [u8; 16] {
        [7; 16]
    }
}

#[test]
fn gov_17_where_the_row_cannot_be_written_nothing_is_changed_and_nothing_disclosed() {
    let mut demo = agency("la_dcfs");
    demo.state.random = std::sync::Arc::new(Stuck);
    act(&demo, Action::ManageUnits);
    let unit =
        Unit { id: Uuid::from_u128(9), parent_id: None, name: "Western region".to_owned(), headcount: 9 };
    let behalf = coordinator(&demo, Action::ManageUnits);
    let refused = System::new()
        .block_on(demo.state.write(behalf, move |work| Ok(work.tx.insert_unit(unit)?)))
        .unwrap_err();
    assert_eq!((refused.code.as_str(), refused.code.status().as_u16()), ("internal_error", 500));
    let found =
        demo.state.store.read(Scope::Agency(demo.agency), |tx| tx.find_unit(Uuid::from_u128(9))).unwrap();
    assert_eq!(found, None);

    let behalf = coordinator(&demo, Action::ReadRequests);
    let refused =
        System::new().block_on(demo.state.write(behalf, |work| work.disclose("case", CASE))).unwrap_err();
    assert_eq!(refused.code.as_str(), "internal_error");
    assert_eq!(pending(&demo.state, demo.agency, Stream::Events).len(), 1);
    // Sealing goes on.
    assert_eq!(Sealer::of(&demo.state).seal_events(demo.agency), Ok(1));
}

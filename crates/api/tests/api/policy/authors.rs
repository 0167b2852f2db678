//! Whoever wrote any part of a version decides nothing about it (PROG-01).

use crate::support::{Caller, Founded, Server, text};
use serde_json::{Value, json};

/// An agency whose people are coordinators and executive sponsors at once, and the ids of two of them.
struct Ground {
    server: Server,
    founded: Founded,
    people: [String; 2],
}

impl Ground {
    fn new() -> Self {
        let server = Server::start();
        let founded = server.agency("both-roles", "arizona_dcs");
        let people = ["First", "Second"].map(|name| {
            let new = json!({"display_name": name, "kind": "person", "roles": ["coordinator", "executive_sponsor"]});
            text(&founded.administrator.post("/v1/principals", &new).ok()["id"])
        });
        Self { server, founded, people }
    }

    fn writing(&self, person: usize) -> Caller {
        self.server.acting_as(&self.people[person]).with("Peerline-Role", "coordinator")
    }

    fn deciding(&self, person: usize) -> Caller {
        self.server.acting_as(&self.people[person]).with("Peerline-Role", "executive_sponsor").abreast()
    }

    /// A draft of the first person's, as its address.
    fn draft(&self, based_on: &Value) -> String {
        let made = self.writing(0).post("/v1/policy-versions", &json!({ "based_on": based_on })).ok();
        format!("/v1/policy-versions/{}", text(&made["version"]["id"]))
    }
}

fn preset() -> Value {
    json!({"kind": "preset", "name": "arizona_dcs"})
}

fn change() -> Value {
    json!({"changes": [{"parameter": "decline.followup_days", "value": 10}]})
}

/// Days long past, which the first version of an agency may govern.
fn ever() -> Value {
    json!({"effective_from": "2018-12-10"})
}

fn activation(address: &str) -> String {
    format!("{address}/activation")
}

#[test]
fn prog_01_whoever_changed_another_s_draft_does_not_activate_it() {
    let ground = Ground::new();
    let address = ground.draft(&preset());
    ground.writing(1).abreast().patch(&address, &change()).ok();
    for person in [0, 1] {
        let refused =
            ground.deciding(person).post(&activation(&address), &ever()).refused(403, "forbidden_for_role");
        assert_eq!(refused["requirement"], "PROG-01");
    }
    ground.founded.sponsor.abreast().post(&activation(&address), &ever()).ok();
}

#[test]
fn prog_01_whoever_only_read_a_draft_or_failed_to_change_it_activates_it() {
    let ground = Ground::new();
    let address = ground.draft(&preset());
    let unknown = json!({"changes": [{"parameter": "no.such", "value": 10}]});
    let other = ground.writing(1);
    other.get(&address).ok();
    other.abreast().patch(&address, &unknown).refused(422, "code_unknown");
    other.if_match("\"another\"").patch(&address, &change()).refused(412, "precondition_failed");
    ground.deciding(1).post(&activation(&address), &ever()).ok();
}

#[test]
fn prog_01_whoever_changed_a_scheduled_version_does_not_withdraw_it() {
    let ground = Ground::new();
    let sponsor = ground.founded.sponsor.abreast();
    sponsor.post(&activation(&ground.draft(&preset())), &ever()).ok();
    let address = ground.draft(&preset());
    ground.writing(1).abreast().patch(&address, &change()).ok();
    let scheduled = json!({"effective_from": "2031-01-01"});
    sponsor.post(&activation(&address), &scheduled).ok();
    let withdrawal = format!("{address}/withdrawal");
    for person in [0, 1] {
        ground.deciding(person).ask(&withdrawal).refused(403, "forbidden_for_role");
    }
    sponsor.ask(&withdrawal).ok();
    // A draft again, it has the authors it had.
    ground.deciding(1).post(&activation(&address), &scheduled).refused(403, "forbidden_for_role");
}

#[test]
fn prog_01_the_copy_of_a_draft_has_its_authors_too_and_that_of_what_was_in_force_has_not() {
    let ground = Ground::new();
    let sponsor = ground.founded.sponsor.abreast();
    let first = ground.draft(&preset());
    ground.writing(1).abreast().patch(&first, &change()).ok();
    let id = |address: &str| address.rsplit('/').next().map(str::to_owned);
    let copy = |of: &str| {
        let based_on = json!({"based_on": {"kind": "version", "id": id(of)}});
        let made = ground.founded.drafter.post("/v1/policy-versions", &based_on).ok();
        format!("/v1/policy-versions/{}", text(&made["version"]["id"]))
    };
    let of_a_draft = copy(&first);
    for person in [0, 1] {
        ground.deciding(person).post(&activation(&of_a_draft), &ever()).refused(403, "forbidden_for_role");
    }
    sponsor.post(&activation(&first), &ever()).ok();
    let of_what_is_in_force = copy(&first);
    let later = json!({"effective_from": "2031-01-01"});
    ground.deciding(0).post(&activation(&of_what_is_in_force), &later).ok();
}

#[test]
fn prog_01_the_copy_of_what_is_only_scheduled_has_its_authors_too() {
    let ground = Ground::new();
    let sponsor = ground.founded.sponsor.abreast();
    sponsor.post(&activation(&ground.draft(&preset())), &ever()).ok();
    let scheduled = ground.draft(&preset());
    ground.writing(0).abreast().patch(&scheduled, &change()).ok();
    sponsor.post(&activation(&scheduled), &json!({"effective_from": "2031-01-01"})).ok();
    let id = scheduled.rsplit('/').next().map(str::to_owned);
    let based_on = json!({"based_on": {"kind": "version", "id": id}});
    let made = ground.founded.drafter.post("/v1/policy-versions", &based_on).ok();
    let copy = format!("/v1/policy-versions/{}", text(&made["version"]["id"]));
    // Sooner than was decided, or after the decision was taken back.
    let sooner = json!({"effective_from": "2030-01-01"});
    ground.deciding(0).post(&activation(&copy), &sooner).refused(403, "forbidden_for_role");
    sponsor.ask(&format!("{scheduled}/withdrawal")).ok();
    ground.deciding(0).post(&activation(&copy), &sooner).refused(403, "forbidden_for_role");
    ground.deciding(1).post(&activation(&copy), &sooner).ok();
}

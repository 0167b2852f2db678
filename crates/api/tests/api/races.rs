//! Requests that meet: whatever the database, the answer is that of one after the other.

use crate::support::{Caller, Reply, Server, text};
use serde_json::{Value, json};
use std::sync::Barrier;

/// So many at once.
const CROWD: usize = 8;

/// Runs a request of each at the same moment; the answers in their order.
fn together(requests: Vec<Box<dyn FnOnce() -> Reply + Send>>) -> Vec<Reply> {
    let start = Barrier::new(requests.len());
    std::thread::scope(|scope| {
        let start = &start;
        let threads: Vec<_> = requests
            .into_iter()
            .map(|request| {
                scope.spawn(move || {
                    start.wait();
                    request()
                })
            })
            .collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    })
}

/// The same request, by so many at once.
fn crowd(caller: &Caller, request: impl Fn(&Caller) -> Reply + Clone + Send + 'static) -> Vec<Reply> {
    let each = || {
        let (caller, request) = (caller.clone(), request.clone());
        Box::new(move || request(&caller)) as Box<dyn FnOnce() -> Reply + Send>
    };
    together((0..CROWD).map(|_| each()).collect())
}

fn statuses(replies: &[Reply]) -> Vec<u16> {
    let mut statuses: Vec<u16> = replies.iter().map(|reply| reply.status).collect();
    statuses.sort_unstable();
    statuses
}

/// One of these first, the rest like that.
fn one_and_rest(one: u16, rest: u16) -> Vec<u16> {
    let mut expected = vec![rest; CROWD - 1];
    expected.push(one);
    expected.sort_unstable();
    expected
}

const RECEIPT: &str = "/v1/public/example-dcs/support-request";

fn wish() -> Value {
    json!({"population": "employee", "stressor": "work", "category": "burnout", "mode": "telephone"})
}

#[test]
fn refer_32_one_receipt_sent_many_times_at_once_is_one_request_with_one_answer() {
    let server = Server::start();
    let nobody = server.by("nobody").with("Peerline-Receipt", "00112233445566778899aabbccddeeff");
    let replies = crowd(&nobody, |caller| caller.put(RECEIPT, &wish()));
    let first = replies[0].json.clone();
    for reply in replies {
        assert_eq!((reply.status, &reply.json), (202, &first), "{}", reply.text);
    }
    let open = server.by("casey").get("/v1/support-requests").ok();
    assert_eq!(open["items"].as_array().unwrap().len(), 1);
    let withdrawn = crowd(&nobody, |caller| caller.delete(RECEIPT));
    assert_eq!(statuses(&withdrawn), one_and_rest(204, 404));
}

#[test]
fn follow_06_a_request_ends_once() {
    let server = Server::start();
    let casey = server.by("casey");
    let new = json!({"channel": "telephone", "population": "employee", "stressor": "work"});
    let request = text(&casey.post("/v1/support-requests", &new).ok()["id"]);
    let replies = crowd(&casey, move |caller| {
        caller.post(&format!("/v1/support-requests/{request}/events"), &json!({"event": "withdraw"}))
    });
    assert_eq!(statuses(&replies), one_and_rest(200, 404));
}

#[test]
fn assign_20_whoever_goes_on_leave_at_the_moment_of_an_assignment_holds_nothing_afterwards() {
    let server = Server::start();
    let casey = server.by("casey");
    let member = server.member("parker");
    let new = json!({"channel": "telephone", "population": "employee", "stressor": "work"});
    let mut requests: Vec<Box<dyn FnOnce() -> Reply + Send>> = Vec::new();
    for _ in 0..CROWD {
        let request =
            format!("/v1/support-requests/{}", text(&casey.post("/v1/support-requests", &new).ok()["id"]));
        casey.post(&format!("{request}/triage"), &json!({"decision": "in_scope"})).ok();
        let (caller, body) = (casey.clone(), json!({"member_id": member}));
        requests.push(Box::new(move || caller.post(&format!("{request}/assignment"), &body)));
    }
    let (caller, leave) = (casey.clone(), format!("/v1/members/{member}/leave"));
    requests.push(Box::new(move || caller.put(&leave, &json!({"from": "2026-10-01", "until": null}))));
    let replies = together(requests);
    assert_eq!(replies.last().unwrap().status, 200, "{}", replies.last().unwrap().text);
    for reply in &replies {
        assert!(reply.status == 200 || reply.json["code"] == "member_on_leave", "{}", reply.text);
    }
    for item in casey.get("/v1/support-requests").ok()["items"].as_array().unwrap() {
        assert_eq!(item["member_id"], Value::Null, "{item}");
    }
}

#[test]
fn revoke_14_two_changes_of_one_member_are_both_kept() {
    let server = Server::start();
    let casey = server.by("casey");
    let member = format!("/v1/members/{}", server.member("parker"));
    let (leave, end) = (format!("{member}/leave"), format!("{member}/end"));
    let (one, other) = (casey.clone(), casey.clone());
    let replies = together(vec![
        Box::new(move || one.put(&leave, &json!({"from": "2026-11-01", "until": "2026-11-20"}))),
        Box::new(move || other.post(&end, &json!({"ended_on": "2026-12-01"}))),
    ]);
    for reply in replies {
        assert_eq!(reply.status, 200, "{}", reply.text);
    }
    let kept = casey.get(&member).ok();
    assert_eq!(
        (&kept["leave_from"], &kept["ended_on"]),
        (&json!("2026-11-01"), &json!("2026-12-01")),
        "{kept}"
    );
}

#[test]
fn track_01_first_entries_sent_at_once_begin_one_tracker_and_are_all_on_it() {
    let server = Server::start();
    server.at("2026-10-14T17:00:00Z");
    let parker = server.by("parker");
    let entry = json!({"started_at": "2026-10-13T10:00:00-07:00", "kind": "individual_response",
        "mode": "telephone", "category": "burnout", "minutes": 30, "participants": 1, "referrals_out": 0,
        "mode_chosen_by_recipient": true, "session_code": null});
    let replies = crowd(&parker, move |caller| caller.post("/v1/activity-entries", &entry));
    assert_eq!(statuses(&replies), [201; CROWD], "{}", replies[0].text);
    let report = parker.get("/v1/activity-reports/2026-10").ok();
    assert_eq!(report["entries"].as_array().unwrap().len(), CROWD);
    let entry = format!("/v1/activity-entries/{}", text(&report["entries"][0]["id"]));
    let removed = crowd(&parker, move |caller| caller.delete(&entry));
    assert_eq!(statuses(&removed), one_and_rest(204, 404));
}

#[test]
fn conf_26_one_role_given_many_times_at_once_is_given_once() {
    let server = Server::start();
    let avery = server.by("avery");
    let roles = format!("/v1/principals/{}/roles", server.principal("parker"));
    let replies = crowd(&avery, move |caller| caller.post(&roles, &json!({"role": "team_lead"})));
    let mut given: Vec<u16> = replies.iter().map(|reply| reply.status).collect();
    given.sort_unstable();
    assert_eq!(given.iter().filter(|status| **status < 300).count(), 1, "{given:?}");
    let refused: Vec<&Reply> = replies.iter().filter(|reply| reply.status >= 300).collect();
    for reply in refused {
        assert_eq!(reply.json["errors"][0]["pointer"], "/role", "{}", reply.text);
    }
}

#[test]
fn prog_27_one_short_name_is_taken_once() {
    let server = Server::start();
    let platform = server.platform();
    let new = json!({"slug": "twice", "name": "Agency", "preset": "arizona_dcs", "administrator_name": "Ash Admin"});
    let replies = crowd(&platform, move |caller| caller.post("/v1/agencies", &new));
    assert_eq!(replies.iter().filter(|reply| reply.status == 201).count(), 1);
    for reply in replies.iter().filter(|reply| reply.status != 201) {
        assert_eq!(reply.json["errors"][0]["pointer"], "/slug", "{}", reply.text);
    }
}

#[test]
fn report_01_combinations_made_at_once_are_numbered_one_after_the_other() {
    let server = Server::start();
    server.at("2026-11-02T17:00:00Z");
    let casey = server.by("casey");
    let replies = crowd(&casey, |caller| caller.post("/v1/combinations", &json!({"month": "2026-10"})));
    let mut numbers: Vec<i64> =
        replies.into_iter().map(|reply| reply.ok()["version"].as_i64().unwrap()).collect();
    numbers.sort_unstable();
    assert_eq!(numbers, [1, 2, 3, 4, 5, 6, 7, 8]);
}

//! What the operator does at the command line: platform administrators, tokens and keys, and what the audit says of it.

use crate::installation::{Installation, found, run};
use crate::support::{Caller, text};
use peerline_persistence::inspection::Inspected;
use peerline_persistence::testing::TestDatabase;
use serde_json::{Value, json};
use std::path::Path;
use std::process::Output;

/// What a command that succeeded printed.
#[track_caller]
fn said(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// The one-time token a command printed.
#[track_caller]
fn one_time(output: &Output) -> String {
    let text = said(output);
    text.lines().map(str::trim).find(|line| line.len() == 52).expect("a token is shown").to_owned()
}

fn redeem(installation: &Installation, token: &str) -> Caller {
    let redeemed = installation.with_token(token).post("/v1/bootstrap", &json!({})).ok();
    installation.with_token(&text(&redeemed["access_token"]))
}

fn own(caller: &Caller) -> Value {
    caller.get("/v1/me").ok()["principal_id"].clone()
}

/// Verb, role and stream of every row of the audit, in order: `installation` or `agency`.
fn rows(folder: &Path, database: Option<&TestDatabase>) -> Vec<String> {
    let nil = if database.is_some() {
        "'00000000-0000-0000-0000-000000000000'"
    } else {
        "x'00000000000000000000000000000000'"
    };
    let query = format!(
        "SELECT verb || ' ' || role || ' ' || CASE WHEN agency_id = {nil} THEN 'installation' ELSE 'agency' END
            AS text
         FROM (SELECT agency_id, verb, role FROM audit_pending
            UNION ALL SELECT agency_id, verb, role FROM audit_entries) AS one ORDER BY 1"
    );
    let (file, url) = (folder.join("data/peerline.db"), database.map(TestDatabase::superuser_url));
    let inspected = url.as_deref().map_or(Inspected::Sqlite(&file), Inspected::Postgres);
    inspected.texts(&query).unwrap()
}

#[track_caller]
fn verifies(folder: &Path, database: Option<&TestDatabase>) {
    let output = run(folder, database, &["audit", "verify"]);
    assert!(said(&output).contains("(installation): "), "{}", said(&output));
}

#[test]
fn conf_26_a_platform_administrator_is_replaced_while_the_server_runs() {
    let installation = Installation::start();
    let first = redeem(&installation, installation.first_token.as_deref().unwrap());
    let principal = own(&first);
    first.get("/v1/agencies").ok();
    assert!(said(&installation.run(&["admin", "list"])).starts_with(&text(&principal)));
    let token = one_time(&installation.run(&["admin", "replace", "--principal", &text(&principal)]));
    first.get("/v1/agencies").refused(401, "unauthenticated");
    first.get("/v1/me").refused(401, "unauthenticated");
    installation.token_of(&principal).get("/v1/agencies").refused(401, "unauthenticated");
    let second = redeem(&installation, &token);
    second.get("/v1/agencies").ok();
    installation.with_token(&token).post("/v1/bootstrap", &json!({})).refused(401, "unauthenticated");
    let listed = said(&installation.run(&["admin", "list"]));
    assert!(listed.starts_with(&text(&own(&second))) && listed.lines().count() == 1, "{listed}");
    // Who is none, or none any more, is told so, and nothing is made.
    let again = installation.run(&["admin", "replace", "--principal", &text(&principal)]);
    assert_eq!((again.status.code(), again.stdout.as_slice()), (Some(1), b"".as_slice()));
    second.get("/v1/agencies").ok();
    installation.stop();
}

#[test]
fn conf_26_a_one_time_token_nobody_redeemed_is_spent_with_every_administrator_s_authority() {
    let installation = Installation::start();
    let lost = installation.first_token.clone().unwrap();
    let next = one_time(&installation.run(&["admin", "replace"]));
    installation.with_token(&lost).post("/v1/bootstrap", &json!({})).refused(401, "unauthenticated");
    let administrator = redeem(&installation, &next);
    assert!(said(&installation.run(&["admin", "revoke"])).starts_with("1 platform administrators revoked"));
    administrator.get("/v1/agencies").refused(401, "unauthenticated");
    let unused = one_time(&installation.run(&["admin", "replace"]));
    assert!(said(&installation.run(&["admin", "revoke"])).starts_with("0 platform administrators revoked"));
    installation.with_token(&unused).post("/v1/bootstrap", &json!({})).refused(401, "unauthenticated");
    // No start makes a token again: who runs the installation asks for it.
    let (folder, database) = installation.stop();
    let again = Installation::start_in(folder, database);
    assert_eq!(again.first_token, None);
    again.nobody().get("/livez").ok();
    again.stop();
}

#[test]
fn conf_26_revoking_one_administrator_leaves_the_other_and_an_unused_token() {
    let installation = Installation::start();
    let first = redeem(&installation, installation.first_token.as_deref().unwrap());
    let kept = own(&first);
    let another = one_time(&installation.run(&["admin", "replace", "--principal", &text(&kept)]));
    first.get("/v1/agencies").refused(401, "unauthenticated");
    let second = redeem(&installation, &another);
    let nobody =
        installation.run(&["admin", "revoke", "--principal", "00000000-0000-4000-8000-000000000000"]);
    assert_eq!(nobody.status.code(), Some(1));
    second.get("/v1/agencies").ok();
    said(&installation.run(&["admin", "revoke", "--principal", &text(&own(&second))]));
    second.get("/v1/agencies").refused(401, "unauthenticated");
    installation.stop();
}

#[test]
fn gov_17_what_the_operator_does_stands_in_the_audit_and_the_audit_verifies() {
    let installation = Installation::start();
    found(&installation);
    let (folder, database) = installation.stop();
    let (folder, database) = (folder.path(), database.as_ref());
    let count = |row: &str| rows(folder, database).iter().filter(|one| *one == row).count();
    assert_eq!(count("issue_bootstrap_token server installation"), 1, "the first start");
    assert_eq!(count("redeem_bootstrap_token server installation"), 1);
    assert_eq!(count("print_token operator agency"), 4, "one for each of the agency's people");
    verifies(folder, database);
    let listed = said(&run(folder, database, &["admin", "list"]));
    let administrator = listed.split(' ').next().unwrap();
    for (arguments, row) in [
        (vec!["token", "--principal", administrator], "print_token operator installation"),
        (vec!["keys", "rotate-master"], "rotate_master_key operator installation"),
        (vec!["keys", "rotate-agency", "--agency", "example-dcs"], "rotate_agency_key operator agency"),
        (vec!["admin", "replace"], "revoke_platform_admin operator installation"),
    ] {
        assert_eq!(count(row), 0, "{row}");
        said(&run(folder, database, &arguments));
        assert_eq!(count(row), 1, "{row}");
    }
    assert_eq!(count("issue_bootstrap_token operator installation"), 1, "for whoever follows");
    let before = rows(folder, database);
    for refused in [
        ["token", "--principal", "00000000-0000-4000-8000-000000000000"],
        ["keys", "rotate-agency", "--agency=nobodys"],
        ["admin", "revoke", "--principal=00000000-0000-4000-8000-000000000000"],
    ] {
        assert_eq!(run(folder, database, &refused).status.code(), Some(1), "{refused:?}");
    }
    assert_eq!(rows(folder, database), before, "what is refused leaves no row");
    verifies(folder, database);
}

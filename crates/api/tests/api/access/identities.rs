//! People who sign in at their agency's own identity provider.

use super::provider::{Key, Mood, Provider};
use crate::support::{Caller, Server, errors, text};
use peerline_api::auth::{ProviderSettings, Providers};
use serde_json::{Value, json};
use std::sync::Arc;

const AUDIENCE: &str = "https://peerline.example.org/api";
/// The demo's clock at its start.
const NOW: i64 = 1_790_870_400;

/// A server whose people sign in at a provider; two of them are known there.
struct Installation {
    provider: Provider,
    key: Key,
    server: Server,
}

fn settings(issuer: &str, more: &Value) -> ProviderSettings {
    let mut settings = json!({"issuer": issuer, "audience": AUDIENCE, "agency": "example-dcs",
        "algorithms": ["RS256", "ES256"], "jwks_uri": format!("{issuer}/keys"), "client_ids": ["peerline-web"]});
    for (key, value) in more.as_object().unwrap() {
        settings[key] = value.clone();
    }
    serde_json::from_value(settings).unwrap()
}

impl Installation {
    fn with(key: Key, more: &Value) -> Self {
        let provider = Provider::start();
        provider.shows(vec![key.jwk("first")]);
        let settings = settings(&provider.issuer, more);
        let server = Server::start_with(|state| {
            state.providers = Arc::new(Providers::new(vec![settings], "peerline-demo").unwrap());
        });
        for (name, subject) in [("parker", "subject-of-parker"), ("casey", "subject-of-casey")] {
            let new = json!({"issuer": provider.issuer, "subject": subject});
            let added = server.by("avery").post(&identities(&server, name), &new).ok();
            assert!(!added.to_string().contains(subject));
        }
        Self { provider, key, server }
    }

    fn claims(&self, subject: &str) -> Value {
        json!({"iss": self.provider.issuer, "aud": AUDIENCE, "sub": subject, "iat": NOW, "exp": NOW + 40_000_000,
            "client_id": "peerline-web", "scope": "openid"})
    }

    fn header(&self) -> Value {
        json!({"alg": self.key.alg(), "typ": "at+jwt", "kid": "first"})
    }

    fn caller(&self, header: &Value, claims: &Value) -> Caller {
        self.server.holding(&self.key.sign(header, claims))
    }

    fn parker(&self) -> Caller {
        self.caller(&self.header(), &self.claims("subject-of-parker"))
    }
}

fn identities(server: &Server, name: &str) -> String {
    format!("/v1/principals/{}/identities", server.principal(name))
}

fn with(mut object: Value, name: &str, value: Value) -> Value {
    object[name] = value;
    object
}

#[test]
fn conf_26_who_signs_in_at_the_agency_s_provider_is_who_the_agency_says() {
    for (key, more) in [(Key::rsa(), json!({})), (Key::ec(), json!({"jwks_uri": null}))] {
        let installation = Installation::with(key, &more);
        let me = installation.parker().get("/v1/me").ok();
        assert_eq!((&me["display_name"], &me["role"]), (&json!("Parker Peer"), &json!("peer")));
        let stranger = installation.claims("subject-of-nobody");
        installation.caller(&installation.header(), &stranger).get("/v1/me").refused(401, "unauthenticated");
        assert_eq!(installation.provider.fetched(), 1);
    }
}

#[test]
fn conf_26_an_identity_is_kept_by_the_administrator_and_ends_with_the_next_request() {
    let installation = Installation::with(Key::ec(), &json!({}));
    let (server, avery) = (&installation.server, installation.server.by("avery"));
    let parker = installation.parker();
    parker.get("/v1/me").ok();
    let address = identities(server, "parker");
    let listed = avery.get(&address).ok();
    assert_eq!(listed["items"][0]["issuer"], json!(installation.provider.issuer));
    let again = json!({"issuer": installation.provider.issuer, "subject": "subject-of-parker"});
    let refused = avery.post(&identities(server, "quinn"), &again).refused(409, "duplicate");
    assert_eq!(errors(&refused)[0].0, "/subject");
    let elsewhere = json!({"issuer": "https://login.example.org", "subject": "x"});
    let refused = avery.post(&address, &elsewhere).refused(422, "code_unknown");
    assert_eq!(errors(&refused)[0].0, "/issuer");
    avery.post(&identities(server, "hr"), &again).refused(404, "not_found");
    let one = format!("{address}/{}", text(&listed["items"][0]["id"]));
    assert_eq!(avery.delete(&one).status, 204);
    avery.delete(&one).refused(404, "not_found");
    parker.get("/v1/me").refused(401, "unauthenticated");
}

#[test]
fn conf_26_an_id_token_and_whatever_is_not_for_this_api_is_refused() {
    let installation = Installation::with(Key::rsa(), &json!({}));
    let (header, claims) = (installation.header(), installation.claims("subject-of-parker"));
    installation.parker().get("/v1/me").ok();
    let listed = with(claims.clone(), "aud", json!([AUDIENCE, "https://other.example.org"]));
    installation.caller(&header, &listed).get("/v1/me").ok();
    for (name, value) in [
        ("nonce", json!("n")),
        ("at_hash", json!("h")),
        ("c_hash", json!("h")),
        ("typ", json!("ID")),
        ("aud", json!("peerline-web")),
        ("aud", json!([AUDIENCE, "peerline-web"])),
        ("aud", json!("peerline")),
        ("iss", json!("https://login.example.org")),
        ("iss", json!("peerline-demo")),
        ("exp", json!(NOW)),
        ("exp", json!("2000000000")),
        ("nbf", json!(NOW + 3_600)),
        ("iat", json!(NOW + 3_600)),
        ("sub", json!(7)),
        ("amr", json!(7)),
    ] {
        let bent = with(claims.clone(), name, value.clone());
        let reply = installation.caller(&header, &bent).get("/v1/me");
        assert_eq!(reply.status, 401, "{name} = {value}");
    }
    for (name, value) in [
        ("typ", json!("JWT")),
        ("typ", json!("id_token+jwt")),
        ("alg", json!("RS512")),
        ("alg", json!("PS256")),
        ("alg", json!("HS256")),
        ("alg", json!("none")),
        ("kid", json!("../first")),
        ("kid", json!("' OR '1'='1")),
        ("jku", json!("https://keys.example.org")),
        ("crit", json!(["exp"])),
    ] {
        let bent = with(header.clone(), name, value.clone());
        let reply = installation.caller(&bent, &claims).get("/v1/me");
        assert_eq!(reply.status, 401, "{name} = {value}");
    }
    let other = installation.server.holding(&Key::rsa().sign(&header, &claims));
    other.get("/v1/me").refused(401, "unauthenticated");
    let other_kind = Key::ec();
    let confused = other_kind.sign(&with(header, "alg", json!("ES256")), &claims);
    installation.server.holding(&confused).get("/v1/me").refused(401, "unauthenticated");
}

#[test]
fn conf_26_a_token_that_only_says_jwt_is_taken_where_the_provider_is_set_up_so() {
    let entra = json!({"accept_typ_jwt": true, "subject_claim": "oid"});
    let installation = Installation::with(Key::rsa(), &entra);
    let header = with(installation.header(), "typ", json!("JWT"));
    let claims = with(installation.claims("pairwise"), "oid", json!("subject-of-parker"));
    let claims = with(claims, "scp", json!("access"));
    installation.caller(&header, &claims).get("/v1/me").ok();
    // An ID token of such a provider was given for nothing.
    let mut id_token = claims;
    for name in ["scp", "scope"] {
        id_token.as_object_mut().unwrap().remove(name);
    }
    installation.caller(&header, &id_token).get("/v1/me").refused(401, "unauthenticated");
}

#[test]
fn conf_26_the_provider_says_whether_there_was_more_than_one_factor() {
    let installation = Installation::with(Key::ec(), &json!({"multi_factor_acr": ["phr", "gold"]}));
    let claims = installation.claims("subject-of-casey");
    let casey = |claims: &Value| installation.caller(&installation.header(), claims);
    for poor in [
        claims.clone(),
        with(claims.clone(), "amr", json!(["pwd"])),
        with(claims.clone(), "acr", json!("silver")),
    ] {
        let reply = casey(&poor).get("/v1/units");
        assert_eq!(
            reply.headers["www-authenticate"],
            "Bearer error=\"insufficient_user_authentication\", acr_values=\"phr gold\""
        );
        reply.refused(401, "insufficient_user_authentication");
    }
    casey(&with(claims.clone(), "amr", json!(["pwd", "mfa"]))).get("/v1/units").ok();
    casey(&with(claims, "acr", json!("gold"))).get("/v1/units").ok();
}

#[test]
fn a_new_key_is_fetched_once_and_one_that_left_the_set_ends() {
    let installation = Installation::with(Key::ec(), &json!({}));
    let old = installation.parker();
    old.get("/v1/me").ok();
    assert_eq!(installation.provider.fetched(), 1);
    let next = Key::ec();
    let header = with(installation.header(), "kid", json!("second"));
    let new = installation.server.holding(&next.sign(&header, &installation.claims("subject-of-parker")));
    // Not again within seconds, whoever asks.
    new.get("/v1/me").refused(401, "unauthenticated");
    assert_eq!(installation.provider.fetched(), 1);
    installation.provider.shows(vec![next.jwk("second")]);
    installation.server.at("2026-10-01T16:00:05Z");
    new.get("/v1/me").ok();
    assert_eq!(installation.provider.fetched(), 2);
    old.get("/v1/me").refused(401, "unauthenticated");
    // Without unknown ids the set is fetched again after ten minutes.
    installation.provider.shows(vec![]);
    installation.server.at("2026-10-01T16:10:04Z");
    new.get("/v1/me").ok();
    installation.server.at("2026-10-01T16:10:05Z");
    new.get("/v1/me").refused(401, "unauthenticated");
}

#[test]
fn a_provider_that_is_down_stops_nobody_who_is_known_for_a_day() {
    let installation = Installation::with(Key::ec(), &json!({}));
    let parker = installation.parker();
    parker.get("/v1/me").ok();
    installation.provider.is(Mood::Down);
    for now in ["2026-10-01T17:00:00Z", "2026-10-02T15:59:59Z"] {
        installation.server.at(now);
        parker.get("/v1/me").ok();
    }
    installation.server.at("2026-10-02T16:00:00Z");
    parker.get("/v1/me").refused(401, "unauthenticated");
    installation.provider.is(Mood::Redirecting);
    installation.server.at("2026-10-02T16:00:10Z");
    parker.get("/v1/me").refused(401, "unauthenticated");
    installation.provider.is(Mood::Well);
    installation.server.at("2026-10-02T16:00:20Z");
    parker.get("/v1/me").ok();
}

#[test]
fn many_who_come_at_once_with_a_key_nobody_knows_make_one_fetch() {
    let installation = Installation::with(Key::ec(), &json!({}));
    let parker = installation.parker();
    std::thread::scope(|scope| {
        for _ in 0..16 {
            scope.spawn(|| parker.clone().get("/v1/me").ok());
        }
    });
    assert_eq!(installation.provider.fetched(), 1);
}

#[test]
fn a_provider_that_cannot_be_meant_so_is_refused_at_the_start() {
    let good = "https://login.example.org";
    let new = |settings| Providers::new(settings, "https://peerline.example.org").map(drop);
    new(vec![settings(good, &json!({"jwks_uri": null}))]).unwrap();
    for (more, key) in [
        (json!({"issuer": "http://login.example.org"}), "issuer"),
        (json!({"issuer": "https://peerline.example.org"}), "issuer"),
        (json!({"audience": "peerline-web"}), "audience"),
        (json!({"algorithms": ["RS256", "HS256"]}), "algorithms"),
        (json!({"algorithms": []}), "algorithms"),
        (json!({"jwks_uri": "file:///etc/passwd"}), "jwks_uri"),
        (json!({"ca_file": "/no/such/file"}), "ca_file"),
    ] {
        let error = new(vec![settings(good, &more)]).unwrap_err().to_string();
        assert!(error.contains(key), "{error}");
    }
    let one = settings(good, &json!({}));
    assert!(new(vec![one.clone(), one]).is_err());
}

//! Forged and bent tokens: each a named case, bent in one place, signed with the right key wherever that is
//! possible. None opens a route.

use super::forge::{Forge, ISSUER, authority, encoded, kid_of, signed_with};
use crate::support::Server;
use aws_lc_rs::hmac;
use data_encoding::{BASE64, BASE64URL, BASE64URL_NOPAD};
use peerline_api::auth::{TokenAuthority, TokenFor};
use serde_json::{Value, json};

type Case = (String, String);

/// A route of each kind that asks for a caller.
const ROUTES: [(&str, &str); 7] = [
    ("GET", "/v1/me"),
    ("GET", "/v1/support-requests"),
    ("GET", "/v1/units/0b6f7f1c-6a3f-4f7e-8a4e-1f2d3c4b5a69"),
    ("POST", "/v1/incidents"),
    ("PUT", "/v1/units/0b6f7f1c-6a3f-4f7e-8a4e-1f2d3c4b5a69/headcount"),
    ("PATCH", "/v1/policy-versions/0b6f7f1c-6a3f-4f7e-8a4e-1f2d3c4b5a69"),
    ("DELETE", "/v1/principals/0b6f7f1c-6a3f-4f7e-8a4e-1f2d3c4b5a69/revocation"),
];

fn header_cases(forge: &Forge) -> Vec<Case> {
    let absent = json!("(absent)");
    let table: Vec<(&str, Vec<Value>)> = vec![
        (
            "alg",
            vec![
                absent.clone(),
                json!("none"),
                json!("None"),
                json!("NONE"),
                json!("nOnE"),
                json!(""),
                json!("HS256"),
                json!("HS384"),
                json!("HS512"),
                json!("RS256"),
                json!("PS256"),
                json!("ES256"),
                json!("Ed25519"),
                json!("eddsa"),
                json!("EdDSA "),
                json!(null),
                json!(0),
                json!(["EdDSA"]),
            ],
        ),
        (
            "typ",
            vec![
                absent.clone(),
                json!("JWT"),
                json!("jwt"),
                json!("AT+JWT"),
                json!("at+jwt "),
                json!("id_token+jwt"),
                json!("logout+jwt"),
                json!("dpop+jwt"),
                json!(null),
                json!(1),
                json!(["at+jwt"]),
            ],
        ),
        (
            "kid",
            vec![
                absent,
                json!(null),
                json!(0),
                json!(""),
                json!([forge.kid]),
                json!({"kid": forge.kid}),
                json!("other"),
                json!(format!("{} ", forge.kid)),
                json!(forge.kid.get(..8)),
                json!(forge.kid.to_uppercase() + "x"),
                json!(format!("{}\u{0}", forge.kid)),
                json!("../../../../../../dev/null"),
                json!("/proc/sys/kernel/randomize_va_space"),
                json!("file:///dev/null"),
                json!("https://keys.example.org/key"),
                json!("' OR '1'='1"),
                json!("x'; DROP TABLE principals; --"),
                json!("x' UNION SELECT digest FROM bootstrap_tokens --"),
                json!("| cat /etc/passwd"),
                json!("%2e%2e%2fkey"),
                json!("k".repeat(4_000)),
                json!("\r\nX-Injected: 1"),
            ],
        ),
        ("crit", vec![json!([]), json!(["exp"]), json!(["b64"]), json!("exp"), json!(null)]),
        ("b64", vec![json!(false), json!(true)]),
        (
            "jwk",
            vec![
                json!({"kty": "OKP", "crv": "Ed25519", "x": BASE64URL_NOPAD.encode(&forge.public())}),
                json!(null),
            ],
        ),
        ("jku", vec![json!("https://keys.example.org/jwks.json"), json!("file:///etc/passwd")]),
        ("x5u", vec![json!("https://keys.example.org/cert.pem")]),
        ("x5c", vec![json!([]), json!(["MIIB"])]),
        ("zip", vec![json!("DEF")]),
        ("enc", vec![json!("A256GCM")]),
        ("cty", vec![json!("JWT")]),
        ("unheard_of", vec![json!(true)]),
    ];
    named("header", table, |name, value| forge.with_header(name, value))
}

fn named(part: &str, table: Vec<(&str, Vec<Value>)>, token: impl Fn(&str, &Value) -> String) -> Vec<Case> {
    let mut cases = Vec::new();
    for (name, values) in table {
        for value in values {
            let mut shown = value.to_string();
            shown.truncate(60);
            cases.push((format!("{part} {name} = {shown}"), token(name, &value)));
        }
    }
    cases
}

fn time_values(forge: &Forge, good: i64) -> Vec<Value> {
    vec![
        json!(good.to_string()),
        json!(1_790_870_000.5),
        json!(1.79e9),
        json!(null),
        json!(true),
        json!([good]),
        json!(-1),
        json!(0),
        json!(good * 1000),
        json!(i64::MAX),
        json!(u64::MAX),
        json!(1e30),
        json!(forge.now - 2_000_000_000),
    ]
}

fn claim_cases(forge: &Forge) -> Vec<Case> {
    let absent = json!("(absent)");
    let mut exp = time_values(forge, forge.now + 600);
    exp.extend([absent.clone(), json!(forge.now), json!(forge.now - 1), json!(forge.now - 600)]);
    let mut iat = time_values(forge, forge.now);
    iat.extend([absent.clone(), json!(forge.now + 31), json!(forge.now + 700)]);
    let mut nbf = time_values(forge, forge.now);
    nbf.extend([json!(forge.now + 31), json!(forge.now + 86_400)]);
    let id = &forge.principal;
    let table: Vec<(&str, Vec<Value>)> = vec![
        ("exp", exp),
        ("iat", iat),
        ("nbf", nbf),
        (
            "iss",
            vec![
                absent.clone(),
                json!(null),
                json!(1),
                json!(""),
                json!([ISSUER]),
                json!("https://other.example.org"),
                json!(format!("{ISSUER}/")),
                json!(format!(" {ISSUER}")),
                json!(ISSUER.to_uppercase()),
            ],
        ),
        (
            "aud",
            vec![
                absent.clone(),
                json!(null),
                json!(1),
                json!(""),
                json!([]),
                json!(["peerline"]),
                json!(["peerline", "other"]),
                json!("other"),
                json!("Peerline"),
                json!("peerline "),
                json!({"peerline": true}),
            ],
        ),
        (
            "sub",
            vec![
                absent,
                json!(null),
                json!(7),
                json!(""),
                json!([id]),
                json!({"id": id}),
                json!(id.to_uppercase()),
                json!(format!("{{{id}}}")),
                json!(format!("urn:uuid:{id}")),
                json!(id.replace('-', "")),
                json!(format!("{id} ")),
                json!("00000000-0000-0000-0000-000000000000"),
                json!("0b6f7f1c-6a3f-4f7e-8a4e-1f2d3c4b5a69"),
                json!("' OR 1=1 --"),
                json!("Casey Coordinator"),
            ],
        ),
        ("jti", vec![json!(null), json!(1), json!(""), json!("j".repeat(600)), json!("a\u{0}b")]),
        (
            "amr",
            vec![
                json!(null),
                json!(1),
                json!({"mfa": true}),
                json!([1]),
                json!([["mfa"]]),
                json!(vec!["mfa"; 17]),
            ],
        ),
        (
            "scope",
            vec![
                json!(null),
                json!(1),
                json!(""),
                json!(["reports:read"]),
                json!("admin"),
                json!("reports:read  referrals:create"),
                json!("reports:read "),
                json!("reports:read *"),
            ],
        ),
        ("nonce", vec![json!("n-0S6_WzA2Mj")]),
        ("at_hash", vec![json!("77QmUPtjPfzWtF2AnpK9RQ")]),
        ("c_hash", vec![json!("LDktKdoQak3Pk0cnXxCltA")]),
        ("azp", vec![json!("peerline-web")]),
        ("role", vec![json!("agency_admin")]),
        ("admin", vec![json!(true)]),
    ];
    named("claim", table, |name, value| forge.with_claim(name, value))
}

/// Parts that two readers could read differently, or that are none.
fn text_cases(forge: &Forge) -> Vec<Case> {
    let (header, claims) = (forge.header().to_string(), forge.claims().to_string());
    let twice = |object: &str, member: &str| object.replacen('{', &format!("{{{member},"), 1);
    let mut cases = Vec::new();
    for member in
        [r#""alg":"none""#, r#""alg":"EdDSA""#, r#""kid":"x""#, r#""typ":"JWT""#, r#""\u0061lg":"none""#]
    {
        cases.push((format!("header twice {member}"), forge.signed(&twice(&header, member), &claims)));
    }
    for member in [
        r#""sub":"0b6f7f1c-6a3f-4f7e-8a4e-1f2d3c4b5a69""#,
        r#""exp":32000000000"#,
        r#""iat":1700000000"#,
        r#""iss":"x""#,
        r#""aud":"other""#,
        r#""amr":["pwd"]"#,
        r#""\u0073ub":"x""#,
        r#""jti":"a","jti":"b""#,
    ] {
        cases.push((format!("claim twice {member}"), forge.signed(&header, &twice(&claims, member))));
    }
    let bodies = ["", "null", "[]", "{}", "\"text\"", "7", "{", "{\"a\":1}}", "\u{feff}{}", "{} {}", "\0"];
    for body in bodies {
        cases.push((format!("header is {body:?}"), forge.signed(body, &claims)));
        cases.push((format!("claims are {body:?}"), forge.signed(&header, body)));
    }
    cases.push(("header then more".to_owned(), forge.signed(&format!("{header} 1"), &claims)));
    cases.push(("claims then more".to_owned(), forge.signed(&header, &format!("{claims},"))));
    cases
}

/// A good token whose text was bent afterwards, or that another key signed.
fn envelope_cases(forge: &Forge) -> Vec<Case> {
    let good = forge.good();
    let parts: Vec<&str> = good.split('.').collect();
    let (header, claims, signature) = (parts[0], parts[1], parts[2]);
    let raw = BASE64URL_NOPAD.decode(signature.as_bytes()).unwrap();
    let with = |bytes: &[u8]| format!("{header}.{claims}.{}", BASE64URL_NOPAD.encode(bytes));
    let flipped = |at: usize| {
        let mut bytes = raw.clone();
        bytes[at] ^= 1;
        with(&bytes)
    };
    let mac = |algorithm, secret: &[u8]| {
        let name = if algorithm == hmac::HMAC_SHA256 { "HS256" } else { "HS512" };
        let head = encoded(&json!({"alg": name, "typ": "at+jwt", "kid": forge.kid}).to_string());
        let signed = format!("{head}.{claims}");
        let tag = hmac::sign(&hmac::Key::new(algorithm, secret), signed.as_bytes());
        format!("{signed}.{}", BASE64URL_NOPAD.encode(tag.as_ref()))
    };
    let other = TokenAuthority::generate_key().unwrap();
    let other_subject = encoded(&forge.claims().to_string().replace(&forge.principal, "x"));
    let unsigned = encoded(&json!({"alg": "none", "typ": "at+jwt", "kid": forge.kid}).to_string());
    // The last character of the signature holds bits that mean nothing: they have to be zero.
    let mut loose = good.clone();
    let last = loose.pop().unwrap();
    loose.push(char::from(u8::try_from(u32::from(last)).unwrap() + 1));
    let named = [
        ("no dot", good.replace('.', "")),
        ("one dot", format!("{header}.{claims}")),
        ("empty signature", format!("{header}.{claims}.")),
        ("empty claims", format!("{header}..{signature}")),
        ("empty header", format!(".{claims}.{signature}")),
        ("four parts", format!("{good}.{signature}")),
        ("five parts", format!("{header}.{header}.{claims}.{claims}.{signature}")),
        ("dots only", "..".to_owned()),
        ("leading dot", format!(".{good}")),
        ("trailing dot", format!("{good}.")),
        ("parts swapped", format!("{claims}.{header}.{signature}")),
        ("claims of another", format!("{header}.{other_subject}.{signature}")),
        ("header of another", format!("{unsigned}.{claims}.{signature}")),
        ("unsigned", format!("{unsigned}.{claims}.")),
        ("unsigned with a signature", format!("{unsigned}.{claims}.AA")),
        ("signature shortened", with(&raw[..63])),
        ("signature lengthened", with(&[raw.clone(), vec![0]].concat())),
        ("signature of zeros", with(&[0; 64])),
        ("signature's first bit", flipped(0)),
        ("signature's middle", flipped(32)),
        ("signature's last bit", flipped(63)),
        ("signature twice", with(&[raw.clone(), raw.clone()].concat())),
        ("signature padded", format!("{header}.{claims}.{}", BASE64URL.encode(&raw))),
        ("signature in another alphabet", format!("{header}.{claims}.{}", BASE64.encode(&raw))),
        ("signature's loose bits", loose),
        ("header padded", format!("{header}=.{claims}.{signature}")),
        ("claims padded", format!("{header}.{claims}==.{signature}")),
        ("a space inside", format!("{header}. {claims}.{signature}")),
        (
            "signed by another key",
            signed_with(&other, &forge.header().to_string(), &forge.claims().to_string()),
        ),
        ("public key as secret, HS256", mac(hmac::HMAC_SHA256, &forge.public())),
        ("public key as secret, HS512", mac(hmac::HMAC_SHA512, &forge.public())),
        ("empty secret, HS256", mac(hmac::HMAC_SHA256, b"")),
        ("too long", forge.with_claim("jti", &json!("j".repeat(9_000)))),
        ("quoted", format!("\"{good}\"")),
        ("as JSON", json!({"payload": claims, "protected": header, "signature": signature}).to_string()),
        ("the word null", "null".to_owned()),
        ("nothing", String::new()),
        ("the scheme again", format!("Bearer {good}")),
        ("good, then a comma", format!("{good},{good}")),
        ("a one-time token", "MFRGGZDFMZTWQ2LKNNWG23TPOBYXE43UOV3HO6DZPIYTEMZUGU3DOOBZGE".to_owned()),
    ];
    named.into_iter().map(|(name, token)| (name.to_owned(), token)).collect()
}

fn without_id(mut problem: Value) -> Value {
    problem["request_id"] = Value::Null;
    problem
}

#[test]
fn conf_26_no_forged_or_bent_token_opens_a_route() {
    let key = TokenAuthority::generate_key().unwrap();
    let server = Server::start_with(|state| state.tokens = authority(&key));
    let now = "2026-10-01T16:00:00Z";
    server.at(now);
    let now = chrono::DateTime::parse_from_rfc3339(now).unwrap();
    let principal = server.principal("casey");
    let issued = authority(&key)
        .issue(
            TokenFor::multi_factor(principal.parse().unwrap()),
            now.to_utc(),
            chrono::Duration::minutes(10),
        )
        .unwrap();
    let forge = Forge { key, kid: kid_of(&issued), now: now.timestamp(), principal };
    server.holding(&issued).get("/v1/me").ok();
    // What the table bends is good before it is bent.
    assert_eq!(server.holding(&forge.good()).get("/v1/me").ok()["role"], "coordinator");
    server.holding(&forge.with_claim("nbf", &json!(forge.now))).get("/v1/me").ok();
    server.holding(&forge.with_claim("jti", &json!("one"))).get("/v1/me").ok();

    let mut cases = header_cases(&forge);
    cases.extend(claim_cases(&forge));
    cases.extend(text_cases(&forge));
    cases.extend(envelope_cases(&forge));
    assert!(cases.len() >= 150, "{} cases", cases.len());
    let nobody = without_id(server.by("nobody").get("/v1/me").refused(401, "unauthenticated"));
    for (name, token) in &cases {
        let caller = server.holding(token);
        for (method, path) in ROUTES {
            let reply = caller.send(method, path, &json!({}));
            assert_eq!(reply.status, 401, "{name}: {method} {path}: {}", reply.text);
            assert_eq!(reply.headers["www-authenticate"], "Bearer", "{name}");
            assert_eq!(without_id(reply.json), nobody, "{name}: {method} {path}");
        }
    }
}

#[test]
fn conf_26_a_good_token_in_a_bent_header_opens_nothing() {
    let server = Server::start();
    let token = server.token("casey");
    server.holding(&token).get("/v1/me").ok();
    let nobody = server.by("nobody");
    for value in [
        token.clone(),
        format!("Token {token}"),
        format!("Basic {token}"),
        format!("Bearer{token}"),
        format!("Bearer  {token}"),
        format!("Bearer {token} x"),
        format!("Bearer {token}, Bearer {token}"),
        "Bearer".to_owned(),
        "Bearer ".to_owned(),
    ] {
        nobody.clone().with("Authorization", &value).get("/v1/me").refused(401, "unauthenticated");
    }
    nobody
        .clone()
        .with("X-Authorization", &format!("Bearer {token}"))
        .get("/v1/me")
        .refused(401, "unauthenticated");
    nobody.get(&format!("/v1/me?access_token={token}")).refused(401, "unauthenticated");
    // The caller of `holding` sends one; a second beside it makes both worthless.
    server.holding(&token).with("authorization", "Bearer x").get("/v1/me").refused(401, "unauthenticated");
}

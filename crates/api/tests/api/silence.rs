//! The silence of public addresses: what a caller's machine says of them is found nowhere afterwards.

use crate::installation::{Agency, Installation, files, found};
use crate::support::{Caller, Reply};
use serde_json::{Value, json};

/// What a browser, a proxy or a tracing library sends along, each with a text that is found again if it is kept.
const PLANTED: [(&str, &str); 17] = [
    ("User-Agent", "QuillfeatherBrowser/9.1 (Marigold's telephone)"),
    ("Referer", "https://intranet.example.org/people/marigold-quillfeather"),
    ("Cookie", "session=biscuit-of-marigold"),
    ("From", "marigold.quillfeather@example.org"),
    ("Authorization", "Bearer token-of-marigold"),
    ("Origin", "https://marigold.example.org"),
    ("X-Forwarded-For", "203.0.113.77"),
    ("Forwarded", "for=203.0.113.78;host=quillfeather.example.org"),
    ("X-Real-IP", "203.0.113.79"),
    ("X-Request-Id", REQUEST_ID),
    ("X-Correlation-Id", "correlation-of-marigold"),
    ("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"),
    ("tracestate", "quillfeather=t61rcWkgMzE"),
    ("baggage", "user=marigold,address=203.0.113.80"),
    ("b3", "80f198ee56343ba864fe8b2a57d3eff7-e457b5a2e4d86bd1-1"),
    ("X-B3-TraceId", "463ac35c9f6413ad48485a3953bb6124"),
    ("Accept-Language", "de-CH-x-marigold"),
];
const REQUEST_ID: &str = "7a1c3e5f-1111-4222-8333-9b7d5f3a1c0e";
const RECEIPT: &str = "c0ffee00112233445566778899aabbcc";

/// Parts that would betray any of it, in lower case: as text, in base64, and as the bytes of ids.
fn betraying() -> Vec<Vec<u8>> {
    let text = [
        "marigold",
        "quillfeather",
        "biscuit",
        "203.0.113.7",
        "203.0.113.80",
        REQUEST_ID,
        "t61rcwkgmze",
        "4bf92f3577b34da6a3ce929d0e0e4736",
        "00f067aa0ba902b7",
        "80f198ee56343ba864fe8b2a57d3eff7",
        "463ac35c9f6413ad48485a3953bb6124",
        "twfyawdvbgq",
        RECEIPT,
    ];
    let ids = [REQUEST_ID, "4bf92f3577b34da6a3ce929d0e0e4736", "463ac35c9f6413ad48485a3953bb6124", RECEIPT];
    let bytes = ids.iter().map(|id| uuid(id).to_ascii_lowercase());
    let address = [203, 0, 113, 77].to_vec();
    text.iter().map(|part| part.as_bytes().to_vec()).chain(bytes).chain([address]).collect()
}

fn uuid(text: &str) -> Vec<u8> {
    let digits: Vec<u8> = text.bytes().filter(|byte| *byte != b'-').collect();
    let pairs = digits.chunks(2).map(|pair| std::str::from_utf8(pair).unwrap());
    pairs.map(|pair| u8::from_str_radix(pair, 16).unwrap()).collect()
}

fn holds(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window.eq_ignore_ascii_case(part))
}

/// Everything that is left behind: files, rows, figures and answers.
fn left_behind(installation: &Installation, answers: &[Reply]) -> Vec<(String, Vec<u8>)> {
    let on_disk = files(installation.folder.path()).into_iter();
    let mut all: Vec<_> = on_disk.map(|(path, bytes)| (path.display().to_string(), bytes)).collect();
    if let Some(database) = &installation.database {
        all.push(("rows".to_owned(), database.every_row().unwrap().into_bytes()));
    }
    all.push(("figures".to_owned(), Caller::new(&installation.figures, None).get("").text.into_bytes()));
    for answer in answers {
        all.push((format!("answer {}", answer.status), answer.text.clone().into_bytes()));
        let fields = answer.headers.iter().filter(|(name, _)| name.as_str() != "date");
        all.extend(fields.map(|(name, value)| (format!("field {name}"), value.clone().into_bytes())));
    }
    all
}

#[test]
fn conf_25_what_a_caller_s_machine_tells_of_them_is_found_nowhere() {
    let installation = Installation::start();
    let agency = found(&installation);
    let answers = plant(&installation);
    // The same search finds what is kept: an id sent to another address is in the log, a name in the database,
    // and a route in the figures.
    let kept_id = "11111111-2222-4333-8444-555555555555";
    agency.coordinator.clone().with("X-Request-Id", kept_id).get("/v1/units").ok();
    let all = left_behind(&installation, &answers);
    for (place, part) in [("log", kept_id), ("", "Central region"), ("figures", "/v1/units")] {
        let found = all.iter().any(|(name, bytes)| name.ends_with(place) && holds(bytes, part.as_bytes()));
        assert!(found, "{part} is found");
    }
    let betraying = betraying();
    for (name, bytes) in &all {
        for part in &betraying {
            assert!(!holds(bytes, part), "{} in {name}", String::from_utf8_lossy(part));
        }
    }
    assert_work_was_done(&agency);
    // Neither does anything tell that somebody asked.
    for (name, bytes) in all.iter().filter(|(name, _)| name.ends_with("log") || name == "figures") {
        assert!(!holds(bytes, b"/v1/public"), "{name}");
    }
    let (folder, _database) = installation.stop();
    for (path, bytes) in files(folder.path()) {
        for part in &betraying {
            assert!(
                !holds(&bytes, part),
                "{} in {} after it stopped",
                String::from_utf8_lossy(part),
                path.display()
            );
        }
    }
}

/// What was asked well-formed was taken in, so that there was something to leave behind.
fn assert_work_was_done(agency: &Agency) {
    let open = agency.coordinator.get("/v1/support-requests").ok();
    assert_eq!(open["items"].as_array().unwrap().len(), 2);
}

fn wish() -> Value {
    json!({"population": "employee", "stressor": "work", "category": "burnout", "mode": "telephone"})
}

/// Sends everything to every public address, well-formed and not.
fn plant(installation: &Installation) -> Vec<Reply> {
    let dressed =
        PLANTED.iter().fold(installation.nobody(), |caller, (name, value)| caller.with(name, value));
    let dressed = dressed.with("Peerline-Receipt", RECEIPT);
    let (name, mail) = ("Marigold Quillfeather", "marigold.quillfeather@example.org");
    let asks = "/v1/public/example-dcs/support-requests";
    let receipt = "/v1/public/example-dcs/support-request";
    let (posted, put) = (dressed.post(asks, &wish()), dressed.put(receipt, &wish()));
    assert_eq!((posted.status, put.status), (202, 202), "{} {}", posted.text, put.text);
    let mut answers = vec![posted, put];
    for address in [
        "/v1/public/example-dcs",
        "/v1/public/example-dcs/forms/support-request",
        receipt,
        "/v1/public/example-dcs?name=Marigold%20Quillfeather",
        "/v1/%70ublic/example-dcs?mail=marigold.quillfeather@example.org",
        "/v1/public/Marigold-Quillfeather",
        "/v1/public/Marigold%20Quillfeather/support-request",
        "/v1/public/example-dcs/Marigold/Quillfeather",
        "/v1/public/203.0.113.77",
    ] {
        answers.push(dressed.get(address));
        answers.push(dressed.send_bare("HEAD", address));
        answers.push(dressed.send_bare("OPTIONS", address));
        answers.push(dressed.send_bare("MARIGOLD", address));
        answers
            .push(dressed.clone().with("Access-Control-Request-Method", "PUT").send_bare("OPTIONS", address));
    }
    for field in
        ["population", "stressor", "category", "mode", "unit_id", "recipient_name", "notes", name, mail]
    {
        for value in [json!(name), json!(mail), json!("203.0.113.77"), json!({ name: mail }), json!([name])] {
            let mut body = wish();
            body[field] = value;
            let refused = dressed.post(asks, &body);
            assert!([400, 422].contains(&refused.status), "{}", refused.text);
            answers.push(refused);
        }
    }
    for body in
        ["{\"Marigold Quillfeather", "Marigold", "[\"Marigold\"]", "\"Marigold\"", "{\"name\": Marigold}"]
    {
        answers.push(dressed.post_text(asks, body));
        for content_type in ["text/plain; charset=Marigold", "application/x-www-form-urlencoded"] {
            let refused = dressed.post_as(content_type, asks, body);
            assert_eq!(refused.status, 415);
            answers.push(refused);
        }
    }
    let oversized = dressed.post(asks, &json!({ "notes": name.repeat(4000) }));
    assert_eq!(oversized.status, 413);
    answers.push(oversized);
    for wrong in [name, mail, "c0ffee00112233445566778899aabbccdd", ""] {
        let caller = dressed.clone().with("Peerline-Receipt", wrong);
        answers.extend([caller.get(receipt), caller.put(receipt, &wish()), caller.delete(receipt)]);
    }
    answers
}

use serde_json::Value;
use std::collections::BTreeMap;
use ureq::Body;
use ureq::http::Response;

/// An answer.
#[derive(Debug)]
pub(crate) struct Reply {
    /// Status.
    pub(crate) status: u16,
    /// Headers, names in lower case.
    pub(crate) headers: BTreeMap<String, String>,
    /// The body as text.
    pub(crate) text: String,
    /// The body as JSON; null where it is none.
    pub(crate) json: Value,
}

impl Reply {
    pub(super) fn of(outcome: Result<Response<Body>, ureq::Error>) -> Self {
        let mut response = outcome.expect("the server answers");
        let headers = response.headers().iter();
        let headers =
            headers.map(|(name, value)| (name.to_string(), value.to_str().unwrap_or("").to_owned()));
        let headers = headers.collect();
        let text = response.body_mut().read_to_string().expect("a body of text");
        let json = serde_json::from_str(&text).unwrap_or(Value::Null);
        Self { status: response.status().as_u16(), headers, text, json }
    }

    /// The entity tag; empty where there is none.
    pub(crate) fn etag(&self) -> String {
        self.headers.get("etag").cloned().unwrap_or_default()
    }

    /// The body of a success.
    #[track_caller]
    pub(crate) fn ok(self) -> Value {
        assert!((200..300).contains(&self.status), "{}: {}", self.status, self.text);
        self.json
    }

    /// Asserts a refusal: its status, its code, and that it is a whole problem document.
    #[track_caller]
    pub(crate) fn refused(self, status: u16, code: &str) -> Value {
        assert_eq!((self.status, self.json["code"].as_str()), (status, Some(code)), "{}", self.text);
        assert_eq!(self.headers["content-type"], "application/problem+json");
        assert_eq!(self.json["status"], status);
        assert_eq!(self.json["type"], format!("/v1/problems/{code}"));
        assert_eq!(self.json["request_id"], self.headers["x-request-id"].as_str());
        for key in ["title", "detail", "requirement", "clause", "errors"] {
            assert!(self.json.get(key).is_some(), "{key} is missing: {}", self.text);
        }
        self.json
    }
}

//! Somebody who calls a server that may end at any moment.

use peerline_api::environment::SystemRandomness;
use peerline_domain::ports::Randomness;
use serde_json::Value;
use std::time::Duration;
use ureq::http::{Method, Request, Response};
use ureq::{Agent, Body};

/// A caller with or without a token.
#[derive(Clone)]
pub(crate) struct Caller {
    base: String,
    token: Option<String>,
    agent: Agent,
}

/// An answer, read whole.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) json: Value,
    pub(crate) retry_after: bool,
    pub(crate) etag: String,
}

impl Answer {
    pub(crate) fn accepted(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// The text at a pointer of an answer that is a success.
    #[track_caller]
    pub(crate) fn text(&self, pointer: &str) -> String {
        let text = self.json.pointer(pointer).and_then(Value::as_str);
        text.unwrap_or_else(|| panic!("{}: {pointer} in {}", self.status, self.json)).to_owned()
    }
}

impl Caller {
    pub(crate) fn new(base: &str, token: Option<&str>) -> Self {
        let config = Agent::config_builder().http_status_as_error(false);
        let agent = config.timeout_global(Some(Duration::from_mins(1))).build().new_agent();
        Self { base: base.to_owned(), token: token.map(str::to_owned), agent }
    }

    /// Sends a request; none where the server went away before its answer was here whole.
    pub(crate) fn send(
        &self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: &Value,
    ) -> Option<Answer> {
        let mut request = Request::builder().method(method).uri(format!("{}{path}", self.base));
        if let Some(token) = &self.token {
            request = request.header("Authorization", format!("Bearer {token}"));
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let body = if body.is_null() { String::new() } else { body.to_string() };
        let request = request.header("Content-Type", "application/json").body(body).expect("a request");
        read(self.agent.run(request).ok()?)
    }

    pub(crate) fn get(&self, path: &str) -> Option<Answer> {
        let mut request = self.agent.get(format!("{}{path}", self.base));
        if let Some(token) = &self.token {
            request = request.header("Authorization", format!("Bearer {token}"));
        }
        read(request.call().ok()?)
    }

    /// GET with a receipt, which travels in a header.
    pub(crate) fn get_receipt(&self, path: &str, receipt: &str) -> Option<Answer> {
        let request = self.agent.get(format!("{}{path}", self.base)).header("Peerline-Receipt", receipt);
        read(request.call().ok()?)
    }

    /// POST under an idempotency key of its own.
    pub(crate) fn post(&self, path: &str, body: &Value) -> Option<Answer> {
        self.send(Method::POST, path, &[("Idempotency-Key", &SystemRandomness.uuid().to_string())], body)
    }
}

fn read(mut response: Response<Body>) -> Option<Answer> {
    let header = |name| response.headers().get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
    let (retry_after, etag) = (header("retry-after").is_some(), header("etag").unwrap_or_default());
    let text = response.body_mut().read_to_string().ok()?;
    let json = serde_json::from_str(&text).unwrap_or(Value::Null);
    Some(Answer { status: response.status().as_u16(), json, retry_after, etag })
}

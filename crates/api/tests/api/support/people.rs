use super::body::Reply;
use serde_json::Value;
use ureq::Agent;

/// Somebody who calls the API.
#[derive(Clone)]
pub(crate) struct Caller {
    base: String,
    token: Option<String>,
    headers: Vec<(String, String)>,
    abreast: bool,
    agent: Agent,
}

impl Caller {
    /// A caller with or without a token.
    pub(crate) fn new(base: &str, token: Option<String>) -> Self {
        let agent = Agent::config_builder()
            .http_status_as_error(false)
            .allow_non_standard_methods(true)
            // Well below the server's keep-alive, so that no request meets a connection it is just closing.
            .max_idle_age(std::time::Duration::from_secs(1))
            .build()
            .new_agent();
        Self { base: base.to_owned(), token, headers: Vec::new(), abreast: false, agent }
    }

    /// The same caller on connections of its own: none that lay idle meanwhile is used again.
    pub(crate) fn afresh(&self) -> Self {
        Self { agent: Self::new(&self.base, None).agent, ..self.clone() }
    }

    /// The same caller, sending a further header.
    #[must_use]
    pub(crate) fn with(mut self, name: &str, value: &str) -> Self {
        self.headers.retain(|(known, _)| known != name);
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// The same caller, naming an entity tag in If-Match.
    pub(crate) fn if_match(&self, tag: &str) -> Self {
        self.clone().with("If-Match", tag)
    }

    /// The same caller, naming in If-Match what it sees at the moment at the address it changes or activates.
    pub(crate) fn abreast(&self) -> Self {
        Self { abreast: true, ..self.clone() }
    }

    fn reading_first(&self, path: &str) -> Self {
        if !self.abreast {
            return self.clone();
        }
        let read = Self { abreast: false, ..self.clone() };
        read.if_match(&read.get(path.trim_end_matches("/activation").trim_end_matches("/withdrawal")).etag())
    }

    /// The same caller, at another address.
    pub(crate) fn rebased(&self, base: &str) -> Self {
        Self { base: base.to_owned(), ..self.clone() }
    }

    fn dress<B>(&self, mut request: ureq::RequestBuilder<B>) -> ureq::RequestBuilder<B> {
        if let Some(token) = &self.token {
            request = request.header("Authorization", format!("Bearer {token}"));
        }
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        request
    }

    /// Another method, without a body.
    pub(crate) fn send_bare(&self, method: &str, path: &str) -> Reply {
        let mut request = ureq::http::Request::builder().method(method).uri(format!("{}{path}", self.base));
        if let Some(token) = &self.token {
            request = request.header("Authorization", format!("Bearer {token}"));
        }
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        Reply::of(self.agent.run(request.body(()).expect("a request")))
    }

    /// GET.
    pub(crate) fn get(&self, path: &str) -> Reply {
        Reply::of(self.dress(self.agent.get(format!("{}{path}", self.base))).call())
    }

    /// DELETE.
    pub(crate) fn delete(&self, path: &str) -> Reply {
        Reply::of(self.dress(self.agent.delete(format!("{}{path}", self.base))).call())
    }

    /// POST without a body.
    pub(crate) fn ask(&self, path: &str) -> Reply {
        let request = self.agent.post(format!("{}{path}", self.base));
        Reply::of(self.reading_first(path).dress(request).send_empty())
    }

    /// POST of a JSON body.
    pub(crate) fn post(&self, path: &str, body: &Value) -> Reply {
        let request = self.agent.post(format!("{}{path}", self.base));
        Reply::of(self.reading_first(path).dress(request).send_json(body))
    }

    /// POST of a form.
    pub(crate) fn post_form(&self, path: &str, form: &str) -> Reply {
        let request = self.dress(self.agent.post(format!("{}{path}", self.base)));
        Reply::of(request.header("Content-Type", "application/x-www-form-urlencoded").send(form))
    }

    /// Any method, with a JSON body where the method takes one.
    pub(crate) fn send(&self, method: &str, path: &str, body: &Value) -> Reply {
        match method {
            "GET" => self.get(path),
            "DELETE" => self.delete(path),
            "POST" => self.post(path, body),
            "PUT" => self.put(path, body),
            "PATCH" => self.patch(path, body),
            other => panic!("no method of the contract: {other}"),
        }
    }

    /// PUT of a JSON body.
    pub(crate) fn put(&self, path: &str, body: &Value) -> Reply {
        Reply::of(self.dress(self.agent.put(format!("{}{path}", self.base))).send_json(body))
    }

    /// PATCH of a JSON body.
    pub(crate) fn patch(&self, path: &str, body: &Value) -> Reply {
        let request = self.agent.patch(format!("{}{path}", self.base));
        Reply::of(self.reading_first(path).dress(request).send_json(body))
    }

    /// POST of whatever text, as whatever it claims to be.
    pub(crate) fn post_as(&self, content_type: &str, path: &str, body: &str) -> Reply {
        let request = self.dress(self.agent.post(format!("{}{path}", self.base)));
        Reply::of(request.header("Content-Type", content_type).send(body))
    }

    /// POST of whatever text, as JSON.
    pub(crate) fn post_text(&self, path: &str, body: &str) -> Reply {
        let request = self.dress(self.agent.post(format!("{}{path}", self.base)));
        Reply::of(request.header("Content-Type", "application/json").send(body))
    }
}

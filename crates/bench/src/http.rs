//! One kept-alive HTTP/1.1 connection, and what is sent over it.

use crate::Fault;
use http_body_util::{BodyExt, Full};
use hyper::body::Bytes;
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper::{Method, Request};
use hyper_util::rt::TokioIo;
use serde_json::Value;
use tokio::net::TcpStream;

/// A connection to a server.
pub(crate) struct Connection {
    sender: SendRequest<Full<Bytes>>,
    host: String,
}

/// A request, ready to be sent again and again.
pub(crate) struct Call<'a> {
    pub(crate) method: Method,
    pub(crate) path: &'a str,
    pub(crate) token: Option<&'a str>,
    /// Headers beside those every request has.
    pub(crate) headers: Vec<(&'static str, String)>,
    pub(crate) body: Bytes,
}

impl Call<'_> {
    /// A request with a token and no body.
    pub(crate) fn get<'a>(path: &'a str, token: &'a str) -> Call<'a> {
        Call { method: Method::GET, path, token: Some(token), headers: Vec::new(), body: Bytes::new() }
    }
}

impl Connection {
    /// Connects to `host:port`. Runs inside a `LocalSet`.
    pub(crate) async fn open(host: &str) -> Result<Self, Fault> {
        let stream = TcpStream::connect(host).await?;
        stream.set_nodelay(true)?;
        let (sender, connection) = handshake(TokioIo::new(stream)).await?;
        // The task ends with the connection; what went wrong is told to whoever sends next.
        tokio::task::spawn_local(async move { drop(connection.await) });
        Ok(Self { sender, host: host.to_owned() })
    }

    /// Sends a request and reads the answer whole: its status and its body.
    pub(crate) async fn send(&mut self, call: &Call<'_>) -> Result<(u16, Bytes), Fault> {
        let mut request =
            Request::builder().method(call.method.clone()).uri(call.path).header("host", &self.host);
        if let Some(token) = call.token {
            request = request.header("authorization", format!("Bearer {token}"));
        }
        if !call.body.is_empty() {
            request = request.header("content-type", "application/json");
        }
        for (name, value) in &call.headers {
            request = request.header(*name, value);
        }
        let request = request.body(Full::new(call.body.clone()))?;
        self.sender.ready().await?;
        let response = self.sender.send_request(request).await?;
        let status = response.status().as_u16();
        Ok((status, response.into_body().collect().await?.to_bytes()))
    }

    /// Sends JSON that must be taken, and gives the JSON of the answer.
    pub(crate) async fn post(
        &mut self,
        path: &str,
        token: &str,
        headers: Vec<(&'static str, String)>,
        body: &Value,
    ) -> Result<Value, Fault> {
        let body = Bytes::from(serde_json::to_vec(body)?);
        let call = Call { method: Method::POST, path, token: Some(token), headers, body };
        let (status, answer) = self.send(&call).await?;
        if !(200..300).contains(&status) {
            return Err(format!("POST {path} answered {status}: {}", String::from_utf8_lossy(&answer)).into());
        }
        Ok(serde_json::from_slice(&answer)?)
    }

    /// The entity tag of a resource.
    pub(crate) async fn tag_of(&mut self, path: &str, token: &str) -> Result<String, Fault> {
        let request = Request::builder()
            .uri(path)
            .header("host", &self.host)
            .header("authorization", format!("Bearer {token}"))
            .body(Full::new(Bytes::new()))?;
        let response = self.sender.send_request(request).await?;
        let tag = response.headers().get("etag").and_then(|tag| tag.to_str().ok()).map(str::to_owned);
        response.into_body().collect().await?;
        tag.ok_or_else(|| format!("{path} has no entity tag").into())
    }
}

//! Where a provider's keys come from: one address over TLS, never a redirect, never a file.

use super::{ProviderError, ProviderSettings};
use serde_json::Value;
use std::sync::Arc;
use std::time::Duration;
use ureq::Agent;
use ureq::tls::{PemItem, RootCerts, TlsConfig, TlsProvider, parse_pem};

/// Time a provider gets to answer, altogether.
const PATIENCE: Duration = Duration::from_secs(5);
/// Longest answer that is read, in bytes.
const LONGEST: u64 = 256 * 1024;

/// An address to fetch keys from.
#[derive(Clone)]
pub(super) struct Source {
    agent: Agent,
    issuer: String,
    jwks_uri: Option<String>,
}

impl Source {
    /// Whether keys may come from an address: over TLS, or from this machine itself.
    pub(super) fn is_allowed(address: &str) -> bool {
        let host = |rest: &str| rest.split(['/', '?', '#']).next().unwrap_or_default().to_owned();
        let is_plain = address.len() <= 512 && address.bytes().all(|byte| byte.is_ascii_graphic());
        let host = match address.split_once("://") {
            Some(("https", rest)) => Some(host(rest)).filter(|host| !host.is_empty()),
            Some(("http", rest)) => Some(host(rest)).filter(|host| {
                let name = host.rsplit_once(':').map_or(host.as_str(), |(name, _)| name);
                matches!(name, "127.0.0.1" | "localhost" | "[::1]")
            }),
            _ => None,
        };
        is_plain && host.is_some_and(|host| !host.contains('@'))
    }

    pub(super) fn new(settings: &ProviderSettings) -> Result<Self, ProviderError> {
        let roots = match &settings.ca_file {
            None => RootCerts::WebPki,
            Some(path) => {
                let pem = std::fs::read(path).map_err(|_| ProviderError::Setting("ca_file"))?;
                let found = parse_pem(&pem).filter_map(|item| match item {
                    Ok(PemItem::Certificate(certificate)) => Some(certificate),
                    _ => None,
                });
                let found: Vec<_> = found.collect();
                if found.is_empty() {
                    return Err(ProviderError::Setting("ca_file"));
                }
                RootCerts::new_with_certs(&found)
            }
        };
        let tls = TlsConfig::builder()
            .provider(TlsProvider::Rustls)
            .root_certs(roots)
            .unversioned_rustls_crypto_provider(Arc::new(rustls::crypto::aws_lc_rs::default_provider()))
            .build();
        let agent = Agent::config_builder()
            .tls_config(tls)
            .max_redirects(0)
            .max_redirects_will_error(true)
            .timeout_global(Some(PATIENCE))
            .build()
            .new_agent();
        Ok(Self { agent, issuer: settings.issuer.clone(), jwks_uri: settings.jwks_uri.clone() })
    }

    /// The provider's key set. Blocks; call it off the event loop.
    pub(super) fn fetch(&self) -> Result<Vec<Value>, ProviderError> {
        let uri = match &self.jwks_uri {
            Some(uri) => uri.clone(),
            None => self.discover()?,
        };
        match self.get(&uri)?.get_mut("keys").map(Value::take) {
            Some(Value::Array(keys)) => Ok(keys),
            _ => Err(ProviderError::Answer),
        }
    }

    fn discover(&self) -> Result<String, ProviderError> {
        let address = format!("{}/.well-known/openid-configuration", self.issuer.trim_end_matches('/'));
        let found = self.get(&address)?;
        let text = |name: &str| found.get(name).and_then(Value::as_str).unwrap_or_default();
        let uri = text("jwks_uri");
        let is_meant = text("issuer") == self.issuer && Self::is_allowed(uri);
        if is_meant { Ok(uri.to_owned()) } else { Err(ProviderError::Answer) }
    }

    fn get(&self, address: &str) -> Result<Value, ProviderError> {
        let mut answer = self.agent.get(address).call().map_err(|_| ProviderError::Answer)?;
        if answer.status().as_u16() != 200 {
            return Err(ProviderError::Answer);
        }
        answer.body_mut().with_config().limit(LONGEST).read_json().map_err(|_| ProviderError::Answer)
    }
}

#[cfg(test)]
mod tests {
    use super::Source;

    #[test]
    fn keys_come_over_tls_or_from_this_machine() {
        for good in ["https://login.example.org/keys", "http://127.0.0.1:9/keys", "http://localhost/keys"] {
            assert!(Source::is_allowed(good), "{good}");
        }
        for bad in [
            "file:///etc/passwd",
            "http://login.example.org/keys",
            "http://127.0.0.1.example.org/keys",
            "http://127.0.0.1@example.org/keys",
            "https://user@example.org/keys",
            "https:///keys",
            "ftp://example.org",
            "keys",
            "",
        ] {
            assert!(!Source::is_allowed(bad), "{bad}");
        }
    }
}

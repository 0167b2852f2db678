//! What requests and answers look like.

use actix_web::http::Uri;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::{Validate, ValidationError};

/// The web origins whose pages may read the agency's answers.
#[derive(Debug, Deserialize, Serialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"origins": ["https://peer.example.org"]}))]
pub struct OriginList {
    /// `https://host` or `https://host:port`, as a browser sends it: lower case, no path, no usual port, no wildcard.
    #[validate(length(max = 20, message = "at most 20"), custom(function = "each_is_an_origin"))]
    #[schema(max_items = 20, max_length = 200)]
    pub origins: Vec<String>,
}

fn each_is_an_origin(origins: &[String]) -> Result<(), ValidationError> {
    if origins.iter().all(|text| is_origin(text)) {
        return Ok(());
    }
    let message = "each https://host or https://host:port as a browser sends it; http for localhost only";
    Err(ValidationError::new("origin").with_message(message.into()))
}

/// Whether a text is an origin as a browser sends it. Pages without TLS could be anybody's on the way, so that
/// `http` is for a developer's own machine.
fn is_origin(text: &str) -> bool {
    let Ok(uri) = text.parse::<Uri>() else { return false };
    let (Some(scheme), Some(host)) = (uri.scheme_str(), uri.host()) else { return false };
    let port = uri.port_u16();
    let secure = scheme == "https" || (scheme == "http" && matches!(host, "localhost" | "127.0.0.1"));
    let usual = matches!((scheme, port), ("https", Some(443)) | ("http", Some(80)));
    let plain = !host.is_empty()
        && host.bytes().all(|byte| {
            byte.is_ascii_lowercase()
                || byte.is_ascii_digit()
                || matches!(byte, b'.' | b'-' | b'[' | b']' | b':')
        });
    let written =
        port.map_or_else(|| format!("{scheme}://{host}"), |port| format!("{scheme}://{host}:{port}"));
    text.len() <= 200 && secure && !usual && plain && written == text
}

#[cfg(test)]
mod tests {
    use super::is_origin;

    #[test]
    fn an_origin_is_what_a_browser_sends() {
        for text in ["https://peer.example.org", "https://peer.example.org:8443", "http://localhost:5173"] {
            assert!(is_origin(text), "{text}");
        }
        for text in [
            "*",
            "null",
            "",
            "https://*.example.org",
            "https://peer.example.org/",
            "https://peer.example.org/path",
            "https://Peer.example.org",
            "https://peer.example.org:443",
            "https://peer.example.org:08443",
            "https://user@peer.example.org",
            "http://peer.example.org",
            "ftp://peer.example.org",
            "peer.example.org",
        ] {
            assert!(!is_origin(text), "{text}");
        }
    }
}

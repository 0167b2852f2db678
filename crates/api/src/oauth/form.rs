use super::dto::OAuthErrorCode;
use actix_web::HttpRequest;
use actix_web::http::header::{AUTHORIZATION, CONTENT_TYPE};
use data_encoding::BASE64;
use peerline_domain::access::TokenScope;
use std::collections::BTreeMap;
use uuid::Uuid;

/// Longest form, in bytes.
pub(super) const LONGEST: usize = 4 * 1024;

/// Who asks for a token, and for what.
pub(super) struct Asked {
    /// What the machine calls itself.
    pub(super) claimed: String,
    /// The machine; none where that is no id.
    pub(super) client: Option<Uuid>,
    pub(super) secret: String,
    /// None: all that its roles allow.
    pub(super) scopes: Option<Vec<TokenScope>>,
}

/// Reads the request of section 4.4.2.
pub(super) fn read(request: &HttpRequest, body: &[u8]) -> Result<Asked, OAuthErrorCode> {
    let content = request.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let essence = content.and_then(|value| value.split(';').next()).unwrap_or_default().trim();
    if !essence.eq_ignore_ascii_case("application/x-www-form-urlencoded") || body.len() > LONGEST {
        return Err(OAuthErrorCode::InvalidRequest);
    }
    let mut form = BTreeMap::new();
    for (name, value) in form_urlencoded::parse(body) {
        // A parameter without a value counts as absent, one that stands twice is refused (section 3.2).
        if !value.is_empty() && form.insert(name.into_owned(), value.into_owned()).is_some() {
            return Err(OAuthErrorCode::InvalidRequest);
        }
    }
    let (client, secret) = credentials(request, &mut form)?;
    match form.get("grant_type").map(String::as_str) {
        Some("client_credentials") => {}
        Some(_) => return Err(OAuthErrorCode::UnsupportedGrantType),
        None => return Err(OAuthErrorCode::InvalidRequest),
    }
    let scopes = form.get("scope").map(|text| {
        let mut scopes = Vec::new();
        for code in text.split(' ') {
            let scope = TokenScope::from_code(code).ok_or(OAuthErrorCode::InvalidScope)?;
            if !scopes.contains(&scope) {
                scopes.push(scope);
            }
        }
        Ok(scopes)
    });
    let claimed = client;
    let client = Uuid::try_parse(&claimed).ok().filter(|id| id.to_string() == claimed);
    Ok(Asked { claimed, client, secret, scopes: scopes.transpose()? })
}

/// Id and secret from the form, or by HTTP Basic; not both (section 2.3).
fn credentials(
    request: &HttpRequest,
    form: &mut BTreeMap<String, String>,
) -> Result<(String, String), OAuthErrorCode> {
    let mut headers = request.headers().get_all(AUTHORIZATION);
    let (id, secret) = (form.remove("client_id"), form.remove("client_secret"));
    match (headers.next(), headers.next(), id, secret) {
        (None, _, Some(id), Some(secret)) => Ok((id, secret)),
        (None, _, _, _) => Err(OAuthErrorCode::InvalidClient),
        (Some(value), None, id, None) => {
            let (basic_id, secret) = basic(value.as_bytes()).ok_or(OAuthErrorCode::InvalidClient)?;
            // The id may stand in the form as well, if it is the same.
            let is_one = id.is_none_or(|id| id == basic_id);
            if is_one { Ok((basic_id, secret)) } else { Err(OAuthErrorCode::InvalidRequest) }
        }
        _ => Err(OAuthErrorCode::InvalidRequest),
    }
}

fn basic(header: &[u8]) -> Option<(String, String)> {
    let (scheme, encoded) = std::str::from_utf8(header).ok()?.split_once(' ')?;
    let text = String::from_utf8(BASE64.decode(encoded.as_bytes()).ok()?).ok()?;
    let (id, secret) = text.split_once(':')?;
    scheme.eq_ignore_ascii_case("basic").then(|| (id.to_owned(), secret.to_owned()))
}

//! What is sent and answered at the token endpoint: forms and errors of RFC 6749, not of ours.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::{HeaderValue, WWW_AUTHENTICATE};
use serde::Serialize;
use utoipa::ToSchema;

/// What a machine asks with (section 4.4.2). The client proves itself in the form, or by HTTP Basic.
#[derive(ToSchema)]
#[schema(example = json!({"grant_type": "client_credentials", "scope": "reports:read"}))]
#[expect(dead_code, reason = "the form of the contract; what arrives is read name by name")]
pub struct TokenForm {
    /// Always `client_credentials`.
    grant_type: String,
    /// Scopes, separated by spaces; all the roles allow where absent.
    #[schema(nullable = false, pattern = "^([a-z]+:[a-z]+( [a-z]+:[a-z]+)*)?$", max_length = 1000)]
    scope: Option<String>,
    /// The machine, where it does not use HTTP Basic.
    #[schema(nullable = false, format = "uuid")]
    client_id: Option<String>,
    /// Its secret, where it does not use HTTP Basic.
    #[schema(nullable = false, max_length = 200)]
    client_secret: Option<String>,
}

/// An access token of a machine (section 5.1).
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({"access_token": "eyJ0eXAiOiJhdCtqd3QiLCJhbGciOi…", "token_type": "Bearer", "expires_in": 600, "scope": "reports:read"}))]
pub struct MachineToken {
    /// The token.
    pub access_token: String,
    /// Always `Bearer`.
    pub token_type: &'static str,
    /// Seconds it is valid.
    #[schema(minimum = 1, maximum = 600)]
    pub expires_in: i32,
    /// What it is limited to.
    #[schema(pattern = "^[a-z]+:[a-z]+( [a-z]+:[a-z]+)*$", max_length = 1000)]
    pub scope: String,
}

/// A refusal (section 5.2).
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum OAuthErrorCode {
    /// The request lacks something, repeats something or proves the client twice.
    InvalidRequest,
    /// The client is unknown, or its secret is wrong.
    InvalidClient,
    /// The client may not use this grant.
    UnauthorizedClient,
    /// Another grant than client credentials.
    UnsupportedGrantType,
    /// A scope that is unknown, or that the client's roles don't allow.
    InvalidScope,
}

/// A refusal of the token endpoint, as RFC 6749 section 5.2 asks.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({"error": "invalid_client"}))]
pub struct OAuthError {
    /// What was wrong.
    pub error: OAuthErrorCode,
}

/// Marks an answer that is no problem document on purpose.
#[derive(Debug, Clone, Copy)]
pub struct NoProblemDocument;

impl OAuthErrorCode {
    /// The whole answer.
    pub fn response(self) -> HttpResponse {
        let status = match self {
            Self::InvalidClient => StatusCode::UNAUTHORIZED,
            _ => StatusCode::BAD_REQUEST,
        };
        let mut response = HttpResponse::build(status).json(OAuthError { error: self });
        if status == StatusCode::UNAUTHORIZED {
            let basic = HeaderValue::from_static("Basic realm=\"peerline\"");
            response.headers_mut().insert(WWW_AUTHENTICATE, basic);
        }
        response.extensions_mut().insert(NoProblemDocument);
        response
    }
}

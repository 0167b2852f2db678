//! The only place where a status code is chosen: problem documents (RFC 9457) and the one table of codes.

use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderValue};
use actix_web::{HttpResponse, ResponseError};
use peerline_domain::Refusal;
use peerline_domain::access::{Action, TokenScope};
use peerline_domain::catalog::RefusalCode;
use peerline_domain::policy::SettingError;
use peerline_persistence::StoreError;
use peerline_persistence::keys::KeyError;
use serde::{Serialize, Serializer};
use std::fmt;
use utoipa::ToSchema;
use uuid::Uuid;

/// Media type of every non-2xx answer.
pub const PROBLEM_JSON: &str = "application/problem+json";

macro_rules! technical_codes {
    ($($variant:ident = $code:literal, $status:ident, $title:literal;)+) => {
        /// What can go wrong outside the rules of the program.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum TechnicalCode {
            $(#[doc = $title] $variant,)+
        }

        impl TechnicalCode {
            /// Every technical code.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $code,)+ }
            }

            const fn status(self) -> StatusCode {
                match self { $(Self::$variant => StatusCode::$status,)+ }
            }

            const fn title(self) -> &'static str {
                match self { $(Self::$variant => $title,)+ }
            }
        }
    };
}

technical_codes! {
    MalformedRequest = "malformed_request", BAD_REQUEST, "The request cannot be read.";
    MalformedJson = "malformed_json", BAD_REQUEST, "The body is not JSON.";
    RoleAmbiguous = "role_ambiguous", BAD_REQUEST, "The caller holds several roles and named none in Peerline-Role.";
    Unauthenticated = "unauthenticated", UNAUTHORIZED, "No valid access token was sent.";
    InsufficientUserAuthentication = "insufficient_user_authentication", UNAUTHORIZED, "The role asks for a sign-in with more than one factor.";
    InsufficientScope = "insufficient_scope", FORBIDDEN, "The access token is not good for this.";
    NotFound = "not_found", NOT_FOUND, "There is nothing here for this caller.";
    NotYetSealed = "not_yet_sealed", NOT_FOUND, "The period is not sealed yet.";
    MethodNotAllowed = "method_not_allowed", METHOD_NOT_ALLOWED, "The address does not take this method.";
    NotAcceptable = "not_acceptable", NOT_ACCEPTABLE, "No representation the caller accepts is available.";
    RequestTimeout = "request_timeout", REQUEST_TIMEOUT, "The request took too long to arrive.";
    LimitReached = "limit_reached", CONFLICT, "There are as many as there may be; end one first.";
    LastAdministrator = "last_administrator", CONFLICT, "The agency's last administrator stays.";
    Duplicate = "duplicate", CONFLICT, "Something with this key exists already.";
    StaleState = "stale_state", CONFLICT, "The state changed in between; read it again.";
    IdempotencyKeyInFlight = "idempotency_key_in_flight", CONFLICT, "The command sent under this key is still being carried out; send it again.";
    CommandCarriedOut = "command_carried_out", GONE, "The command was carried out; what it concerned has ended or is no longer this caller's.";
    PreconditionFailed = "precondition_failed", PRECONDITION_FAILED, "The state is no longer the one named in If-Match.";
    PayloadTooLarge = "payload_too_large", PAYLOAD_TOO_LARGE, "The body exceeds the limit.";
    UnsupportedMediaType = "unsupported_media_type", UNSUPPORTED_MEDIA_TYPE, "The body must be application/json.";
    ValidationFailed = "validation_failed", UNPROCESSABLE_ENTITY, "Some fields are not as the contract asks.";
    FieldUnknown = "field_unknown", UNPROCESSABLE_ENTITY, "The contract knows no such field.";
    FieldInvalid = "field_invalid", UNPROCESSABLE_ENTITY, "The value is not of the form the contract asks.";
    FieldDuplicate = "field_duplicate", UNPROCESSABLE_ENTITY, "The field is given twice.";
    FieldOutOfRange = "field_out_of_range", UNPROCESSABLE_ENTITY, "The value is outside the range allowed.";
    CodeUnknown = "code_unknown", UNPROCESSABLE_ENTITY, "The value is none of the codes allowed.";
    ReferenceUnknown = "reference_unknown", UNPROCESSABLE_ENTITY, "What the field refers to does not exist.";
    OffsetRequired = "offset_required", UNPROCESSABLE_ENTITY, "The time must carry its offset.";
    MalformedTimestamp = "malformed_timestamp", UNPROCESSABLE_ENTITY, "The time is not RFC 3339.";
    TimeInFuture = "time_in_future", UNPROCESSABLE_ENTITY, "The time lies in the future.";
    IdempotencyKeyReused = "idempotency_key_reused", UNPROCESSABLE_ENTITY, "Another command was sent under this key.";
    PreconditionRequired = "precondition_required", PRECONDITION_REQUIRED, "This change needs If-Match.";
    RateLimited = "rate_limited", TOO_MANY_REQUESTS, "Too many requests at once; wait as long as Retry-After says.";
    HeaderFieldsTooLarge = "header_fields_too_large", REQUEST_HEADER_FIELDS_TOO_LARGE, "The header exceeds the limit.";
    Internal = "internal_error", INTERNAL_SERVER_ERROR, "The server failed; nothing was stored.";
    Unavailable = "service_unavailable", SERVICE_UNAVAILABLE, "The server is busy; nothing was stored.";
}

/// A stable code of the catalog of problems.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Code {
    /// A rule of the program refused.
    Rule(RefusalCode),
    /// Anything else.
    Technical(TechnicalCode),
}

impl Code {
    /// The whole catalog, as `GET /v1/problems` publishes it.
    pub fn all() -> impl Iterator<Item = Self> {
        let technical = TechnicalCode::ALL.iter().copied().map(Self::Technical);
        technical.chain(RefusalCode::ALL.iter().copied().map(Self::Rule))
    }

    /// The code as it travels.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Rule(code) => code.as_str(),
            Self::Technical(code) => code.as_str(),
        }
    }

    /// What it means, in one sentence.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Rule(code) => code.title(),
            Self::Technical(code) => code.title(),
        }
    }

    /// The status it is answered with: 403 for the caller's role, 409 where the state stands against it, 422
    /// where what was sent does.
    pub const fn status(self) -> StatusCode {
        use RefusalCode as R;
        match self {
            Self::Technical(code) => code.status(),
            Self::Rule(R::ForbiddenForRole | R::SupervisorAccessDenied) => StatusCode::FORBIDDEN,
            Self::Rule(
                R::NoActivePolicy
                | R::PolicyOverlap
                | R::IncidentClosed
                | R::StepOutOfOrder
                | R::ContactSuppressed
                | R::MemberNotActive
                | R::MemberOnLeave
                | R::NotCertified
                | R::ConflictOfInterest
                | R::WitnessConflict
                | R::GroupNeedsCoordinatorApproval
                | R::AfterHoursApprovalRequired
                | R::JointDecisionRequired
                | R::PeriodStillOpen
                | R::ApplicationAlreadyOpen
                | R::ReapplicationBarred
                | R::CommitteeNotConstituted
                | R::FollowupOutOfOrder,
            ) => StatusCode::CONFLICT,
            Self::Rule(_) => StatusCode::UNPROCESSABLE_ENTITY,
        }
    }
}

impl Serialize for Code {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// One field that is not as it should be. Names the place, never the value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FieldError {
    /// JSON Pointer (RFC 6901) into the body; a name the contract does not know is not repeated.
    pub pointer: String,
    /// Code of the catalog.
    pub code: Code,
    /// What is asked for.
    pub detail: String,
}

impl FieldError {
    /// An error at a place in the body.
    pub fn at(pointer: impl Into<String>, code: Code) -> Self {
        Self { pointer: pointer.into(), code, detail: code.title().to_owned() }
    }

    /// The same, saying what is asked for.
    #[must_use]
    pub fn saying(mut self, detail: impl Into<String>) -> Self {
        self.detail = detail.into();
        self
    }
}

/// A refusal or failure on its way to the caller.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Code of the catalog.
    pub code: Code,
    /// What happened, in our own words.
    pub detail: Option<String>,
    /// Requirement of the catalog that refused.
    pub requirement: Option<String>,
    /// Clause of the policy.
    pub clause: Option<String>,
    /// Fields that are not as they should be.
    pub errors: Vec<FieldError>,
    /// Further members of the document, by name.
    pub extension: Option<(&'static str, serde_json::Value)>,
    /// Methods the address takes, for 405.
    pub allow: Option<&'static str>,
    /// What `WWW-Authenticate` says after `Bearer`.
    pub challenge: Option<String>,
    /// Seconds to wait, for 429.
    pub retry_after: Option<u64>,
}

impl Problem {
    /// A problem of a code of the catalog.
    pub const fn new(code: Code) -> Self {
        Self {
            code,
            detail: None,
            requirement: None,
            clause: None,
            errors: Vec::new(),
            extension: None,
            allow: None,
            challenge: None,
            retry_after: None,
        }
    }

    /// A technical problem.
    pub const fn technical(code: TechnicalCode) -> Self {
        Self::new(Code::Technical(code))
    }

    /// Nothing here for this caller: the same answer for what is missing and for what is another's.
    pub const fn not_found() -> Self {
        Self::technical(TechnicalCode::NotFound)
    }

    /// The role asks for more than one factor (RFC 9470); `acr_values` is what to ask the identity provider for.
    pub fn insufficient_user_authentication(acr_values: &str) -> Self {
        let code = TechnicalCode::InsufficientUserAuthentication;
        let challenge = format!("error=\"{}\", acr_values=\"{acr_values}\"", code.as_str());
        Self { challenge: Some(challenge), ..Self::technical(code) }
    }

    /// The role may, but the token is limited to something else (RFC 6750).
    pub fn insufficient_scope(action: Action) -> Self {
        let code = TechnicalCode::InsufficientScope;
        let needed = TokenScope::ALL.iter().filter(|scope| scope.actions().contains(&action));
        let needed = needed.map(|scope| scope.as_str()).collect::<Vec<_>>().join(" ");
        let challenge = format!("error=\"{}\", scope=\"{needed}\"", code.as_str());
        Self { challenge: Some(challenge), requirement: Some("CONF-26".to_owned()), ..Self::technical(code) }
    }

    /// Too many requests; `seconds` is how long to wait.
    pub fn rate_limited(seconds: u64) -> Self {
        Self { retry_after: Some(seconds), ..Self::technical(TechnicalCode::RateLimited) }
    }

    /// The step does not follow from the present state.
    pub fn out_of_order(requirement: &'static str) -> Self {
        Refusal::new(RefusalCode::StepOutOfOrder, requirement).into()
    }

    /// A problem with fields of the body. Carries the fields' own code where all share it.
    pub fn fields(errors: Vec<FieldError>) -> Self {
        let first = errors.first().map(|error| error.code);
        let shared = first.filter(|code| errors.iter().all(|error| error.code == *code));
        let code = shared.unwrap_or(Code::Technical(TechnicalCode::ValidationFailed));
        Self { errors, ..Self::new(code) }
    }

    /// A problem with one field of the body.
    pub fn field(pointer: impl Into<String>, code: Code) -> Self {
        Self::fields(vec![FieldError::at(pointer, code)])
    }

    /// A refusal of the domain, at a place of the body.
    pub fn at(pointer: &str, refusal: Refusal) -> Self {
        let errors = vec![FieldError::at(pointer, Code::Rule(refusal.code))];
        Self { errors, ..refusal.into() }
    }

    /// The same, saying what happened.
    #[must_use]
    pub fn saying(mut self, detail: impl Into<String>) -> Self {
        self.detail = Some(detail.into());
        self
    }

    /// The same, with a further member.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: serde_json::Value) -> Self {
        self.extension = Some((name, value));
        self
    }

    /// The document, as it travels.
    pub fn document(&self, request_id: Option<Uuid>) -> serde_json::Value {
        let mut document = serde_json::json!({
            "type": format!("/v1/problems/{}", self.code.as_str()),
            "title": self.code.title(),
            "status": self.code.status().as_u16(),
            "detail": self.detail.as_deref().unwrap_or(self.code.title()),
            "code": self.code.as_str(),
            "requirement": self.requirement,
            "clause": self.clause,
            "request_id": request_id,
            "errors": self.errors,
        });
        if let (Some((name, value)), Some(members)) = (&self.extension, document.as_object_mut()) {
            members.insert((*name).to_owned(), value.clone());
        }
        document
    }

    /// The whole answer.
    pub fn response(&self, request_id: Option<Uuid>) -> HttpResponse {
        let mut response = HttpResponse::build(self.code.status());
        response.insert_header((header::CONTENT_TYPE, HeaderValue::from_static(PROBLEM_JSON)));
        match self.code {
            Code::Technical(TechnicalCode::Unavailable | TechnicalCode::IdempotencyKeyInFlight) => {
                response.insert_header((header::RETRY_AFTER, HeaderValue::from_static("1")));
            }
            Code::Technical(TechnicalCode::Unauthenticated) => {
                response.insert_header((header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer")));
            }
            _ => {}
        }
        let challenge = self.challenge.as_ref().map(|challenge| format!("Bearer {challenge}"));
        if let Some(Ok(challenge)) = challenge.map(HeaderValue::try_from) {
            response.insert_header((header::WWW_AUTHENTICATE, challenge));
        }
        if let Some(seconds) = self.retry_after {
            response.insert_header((header::RETRY_AFTER, HeaderValue::from(seconds)));
        }
        if let Some(allow) = self.allow {
            response.insert_header((header::ALLOW, HeaderValue::from_static(allow)));
        }
        response.body(self.document(request_id).to_string())
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code.as_str())
    }
}

impl ResponseError for Problem {
    fn status_code(&self) -> StatusCode {
        self.code.status()
    }

    fn error_response(&self) -> HttpResponse {
        let mut response = self.response(None);
        // The middleware writes the document anew, with the request's id.
        response.extensions_mut().insert(self.clone());
        response
    }
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        Self {
            requirement: Some(refusal.requirement.to_owned()),
            clause: refusal.clause,
            ..Self::new(Code::Rule(refusal.code))
        }
    }
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        Self::technical(match error {
            StoreError::Busy => TechnicalCode::Unavailable,
            StoreError::Duplicate => TechnicalCode::Duplicate,
            StoreError::MissingReference => TechnicalCode::ReferenceUnknown,
            StoreError::Stale => TechnicalCode::StaleState,
            StoreError::NoAgency => TechnicalCode::NotFound,
            StoreError::Unreadable(_)
            | StoreError::Panicked
            | StoreError::Refused(_)
            | StoreError::Failed(_) => {
                // The kinds of StoreError name columns and operations, never a value.
                log::error!("store: {error}");
                TechnicalCode::Internal
            }
        })
    }
}

impl From<KeyError> for Problem {
    fn from(error: KeyError) -> Self {
        match error {
            KeyError::Store(error) => error.into(),
            KeyError::Purged => Self::not_found(),
            KeyError::Unknown | KeyError::NoMasterKey | KeyError::Master(_) | KeyError::Damaged(_) => {
                // The kinds of KeyError name no key and no case.
                log::error!("keys: {error}");
                Self::technical(TechnicalCode::Internal)
            }
        }
    }
}

impl From<SettingError> for Problem {
    fn from(error: SettingError) -> Self {
        // Activation refuses such a policy, so this is a policy older than the rule that reads it.
        log::error!("policy: {error}");
        Self {
            requirement: Some("PROG-02".to_owned()),
            ..Self::new(Code::Rule(RefusalCode::PolicyInconsistent))
        }
    }
}

/// A problem document (RFC 9457), the body of every non-2xx answer.
#[derive(Serialize, ToSchema)]
#[schema(as = Problem, title = "Problem", example = json!({
    "type": "/v1/problems/contact_suppressed",
    "title": "The employee declined twice; the team makes no further contact about this incident.",
    "status": 409,
    "detail": "The employee declined twice; the team makes no further contact about this incident.",
    "code": "contact_suppressed",
    "requirement": "FOLLOW-02",
    "clause": "V.C.4.b",
    "request_id": "6f1f64f0-3f0e-4a52-9d3c-0d3c1d3e5a10",
    "errors": []
}))]
pub struct ProblemDocument {
    /// Address of the code's description.
    #[schema(format = "uri-reference")]
    pub r#type: String,
    /// What the code means.
    pub title: String,
    /// The HTTP status.
    #[schema(minimum = 400, maximum = 599)]
    pub status: i32,
    /// What happened.
    pub detail: String,
    /// Stable code; the catalog stands at `GET /v1/problems`.
    pub code: String,
    /// Requirement of the specification that refused, for example `FOLLOW-02`.
    #[schema(required = true)]
    pub requirement: Option<String>,
    /// Clause of the agency's policy the refusal rests on.
    #[schema(required = true)]
    pub clause: Option<String>,
    /// The request's id, as in `X-Request-Id`.
    #[schema(required = true)]
    pub request_id: Option<Uuid>,
    /// Fields that are not as they should be.
    pub errors: Vec<ProblemField>,
}

/// A field that is not as it should be.
#[derive(Serialize, ToSchema)]
#[schema(example = json!({"pointer": "/headcount", "code": "field_required", "detail": "A field the rule needs is missing."}))]
pub struct ProblemField {
    /// JSON Pointer into the body.
    #[schema(format = "json-pointer")]
    pub pointer: String,
    /// Stable code.
    pub code: String,
    /// What is asked for.
    pub detail: String,
}

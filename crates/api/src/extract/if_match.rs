use crate::problem::{Problem, TechnicalCode};
use actix_web::dev::Payload;
use actix_web::http::header::IF_MATCH;
use actix_web::{FromRequest, HttpRequest};
use std::future::{Ready, ready};

/// The `If-Match` of a change that needs one. Reading it never fails, so that a caller who may not make the
/// change at all learns that first.
pub struct IfMatch(Option<String>);

impl IfMatch {
    /// That the header was sent (428 otherwise).
    pub fn sent(self) -> Result<Precondition, Problem> {
        self.0.map(Precondition).ok_or_else(|| Problem::technical(TechnicalCode::PreconditionRequired))
    }
}

/// The entity tags a change rests on.
pub struct Precondition(String);

impl Precondition {
    /// That the entity tag of what the caller sees now is one of those named (412 otherwise). A weak tag names none
    /// (RFC 9110, 13.1.1).
    pub fn holds_for(&self, current: &str) -> Result<(), Problem> {
        if self.0.split(',').map(str::trim).any(|tag| tag == "*" || tag == current) {
            Ok(())
        } else {
            Err(Problem::technical(TechnicalCode::PreconditionFailed))
        }
    }
}

impl FromRequest for IfMatch {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let tags: Vec<&str> =
            request.headers().get_all(IF_MATCH).filter_map(|value| value.to_str().ok()).collect();
        ready(Ok(Self((!tags.is_empty()).then(|| tags.join(",")))))
    }
}

#[cfg(test)]
mod tests {
    use super::Precondition;

    #[test]
    fn a_precondition_holds_for_its_tag_only() {
        for (sent, holds) in
            [("\"a3\"", true), ("\"a1\", \"a3\"", true), ("*", true), ("W/\"a3\"", false), ("a3", false)]
        {
            assert_eq!(Precondition(sent.to_owned()).holds_for("\"a3\"").is_ok(), holds, "{sent}");
        }
        assert!(Precondition("\"a3\"".to_owned()).holds_for("\"a4\"").is_err());
    }
}

//! What every refusal looks like, and the closed list of its codes.

use crate::problem::{Code, PROBLEM_JSON};
use peerline_domain::catalog::VarianceCode;
use utoipa::Modify;
use utoipa::openapi::schema::{ObjectBuilder, Schema, Type};
use utoipa::openapi::{ContentBuilder, OpenApi, Ref, RefOr, ResponseBuilder};

/// Name of the list in the contract.
const CODES: &str = "ProblemCodeName";

/// Name of the list of the codes of variances.
const VARIANCE_CODES: &str = "VarianceCodeName";

/// Where the codes of a list stand in the `code` of a form.
const CARRIERS: [(&str, &str); 6] = [
    ("Problem", CODES),
    ("ProblemField", CODES),
    ("ProblemCode", CODES),
    ("FoundConflict", CODES),
    ("Variance", VARIANCE_CODES),
    ("VarianceCodeEntry", VARIANCE_CODES),
];

fn list<'a>(description: &str, codes: impl Iterator<Item = &'a str>) -> RefOr<Schema> {
    let list = ObjectBuilder::new().schema_type(Type::String).description(Some(description));
    RefOr::T(list.enum_values(Some(codes)).build().into())
}

/// Adds the answer every operation refuses with, and the one list of codes, so that clients handle them by type.
pub(super) struct Problems;

impl Modify for Problems {
    fn modify(&self, openapi: &mut OpenApi) {
        let components = openapi.components.get_or_insert_default();
        let content =
            ContentBuilder::new().schema(Some(RefOr::Ref(Ref::from_schema_name("Problem")))).build();
        let response = ResponseBuilder::new()
            .description("A problem document (RFC 9457).")
            .content(PROBLEM_JSON, content)
            .build();
        components.responses.insert("Problem".to_owned(), RefOr::T(response));
        let codes = list(
            "The codes of problems; the same list, with what each means, at `GET /v1/problems`.",
            Code::all().map(Code::as_str),
        );
        let variances = list(
            "The codes of variances; the same list, with what each means, at `GET /v1/problems`.",
            VarianceCode::ALL.iter().map(|code| code.as_str()),
        );
        components.schemas.insert(CODES.to_owned(), codes);
        components.schemas.insert(VARIANCE_CODES.to_owned(), variances);
        for (carrier, codes) in CARRIERS {
            let Some(RefOr::T(Schema::Object(form))) = components.schemas.get_mut(carrier) else { continue };
            if let Some(code) = form.properties.get_mut("code") {
                let mut listed = Ref::from_schema_name(codes);
                "Stable code.".clone_into(&mut listed.description);
                *code = RefOr::Ref(listed);
            }
        }
    }
}

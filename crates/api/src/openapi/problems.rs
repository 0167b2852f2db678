//! What every refusal looks like, and the closed list of its codes.

use crate::problem::{Code, PROBLEM_JSON};
use utoipa::Modify;
use utoipa::openapi::schema::{ObjectBuilder, Schema, Type};
use utoipa::openapi::{ContentBuilder, OpenApi, Ref, RefOr, ResponseBuilder};

/// Name of the list in the contract.
const CODES: &str = "ProblemCodeName";

/// Where the codes of the list stand in the `code` of a form.
const CARRIERS: [&str; 3] = ["Problem", "ProblemField", "ProblemCode"];

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
        let codes = ObjectBuilder::new()
            .schema_type(Type::String)
            .description(Some(
                "The codes of problems; the same list, with what each means, at `GET /v1/problems`.",
            ))
            .enum_values(Some(Code::all().map(Code::as_str)))
            .build();
        components.schemas.insert(CODES.to_owned(), RefOr::T(codes.into()));
        for carrier in CARRIERS {
            let Some(RefOr::T(Schema::Object(form))) = components.schemas.get_mut(carrier) else { continue };
            if let Some(code) = form.properties.get_mut("code") {
                let mut listed = Ref::from_schema_name(CODES);
                "Stable code.".clone_into(&mut listed.description);
                *code = RefOr::Ref(listed);
            }
        }
    }
}

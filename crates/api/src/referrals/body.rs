//! A referral comes in one form for each documentation mode, so that what a policy has no place for is not even in the
//! form.

use super::dto::{Form, NewNamedRecipient, Referral};
use crate::extract::{contact, unattached};
use crate::problem::Problem;
use crate::recipients::dto::NewRecipient;
use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use futures_util::future::LocalBoxFuture;
use peerline_domain::policy::IdentityMode;
use serde::de::{Deserializer, Error};
use serde::{Deserialize, Serialize};
use utoipa::openapi::schema::{ObjectBuilder, OneOfBuilder, RefBuilder, Schema};
use utoipa::openapi::{Object, RefOr};
use utoipa::{PartialSchema, ToSchema};
use validator::{Validate, ValidationErrors};

/// A referral that was sent.
pub struct ReferralBody(pub Referral);

impl FromRequest for ReferralBody {
    type Error = Problem;
    type Future = LocalBoxFuture<'static, Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        unattached(request, payload, |bytes| referral(bytes).map(Self))
    }
}

/// First which form it is, then the form itself: so an error is found where it is.
fn referral(bytes: &[u8]) -> Result<Referral, Problem> {
    Ok(match contact::<Identified>(bytes)?.identity {
        IdentityMode::None => contact::<Form<Nobody>>(bytes)?.referral(|Nobody| None),
        IdentityMode::IntakeOnly => {
            contact::<Form<Told<NewNamedRecipient>>>(bytes)?.referral(|Told(person)| person.map(Into::into))
        }
        IdentityMode::RestrictedCase => {
            contact::<Form<Told<NewRecipient>>>(bytes)?.referral(|Told(person)| person)
        }
    })
}

/// Which form a referral is.
#[derive(Deserialize, Validate)]
struct Identified {
    identity: IdentityMode,
}

/// The person, where one is told.
#[derive(Deserialize)]
#[serde(transparent)]
struct Told<T>(Option<T>);

impl<T> Default for Told<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<T: Validate> Validate for Told<T> {
    fn validate(&self) -> Result<(), ValidationErrors> {
        self.0.as_ref().map_or(Ok(()), Validate::validate)
    }
}

/// The form has no such field.
#[derive(Default)]
struct Nobody;

impl<'de> Deserialize<'de> for Nobody {
    fn deserialize<D: Deserializer<'de>>(_: D) -> Result<Self, D::Error> {
        Err(D::Error::unknown_field("recipient", &[]))
    }
}

impl Validate for Nobody {
    fn validate(&self) -> Result<(), ValidationErrors> {
        Ok(())
    }
}

/// The forms as the contract has them, told apart by `identity`.
#[derive(Serialize)]
pub enum NewReferral {}

impl PartialSchema for NewReferral {
    fn schema() -> RefOr<Schema> {
        let union = OneOfBuilder::new()
            .item(form("none", "Nothing of the person: contact details travel outside the system.", None))
            .item(form(
                "intake_only",
                "Name and contact, purged when the request closes.",
                Some("NewNamedRecipient"),
            ))
            .item(form(
                "restricted_case",
                "A case that names the person, with the context of the event.",
                Some("NewRecipient"),
            ))
            .description(Some(
                "A referral. Its form is that of the agency's documentation mode, `identity_mode` of \
                 `GET /v1/forms/referrals`; one that tells less is taken as well, one that tells more is refused.",
            ));
        RefOr::T(Schema::OneOf(union.build()))
    }
}

impl ToSchema for NewReferral {
    fn name() -> std::borrow::Cow<'static, str> {
        "NewReferral".into()
    }

    fn schemas(schemas: &mut Vec<(String, RefOr<Schema>)>) {
        Form::<Nobody>::schemas(schemas);
        for (name, schema) in
            [("NewNamedRecipient", NewNamedRecipient::schema()), ("NewRecipient", NewRecipient::schema())]
        {
            schemas.push((name.to_owned(), schema));
        }
    }
}

/// A form: the fields of all, which one it is, and whom it may name.
fn form(identity: &str, description: &str, recipient: Option<&str>) -> Object {
    let RefOr::T(Schema::Object(mut form)) = Form::<Nobody>::schema() else { return Object::new() };
    let which = ObjectBuilder::new().schema_type(utoipa::openapi::Type::String).enum_values(Some([identity]));
    form.properties.insert("identity".to_owned(), which.build().into());
    form.description = Some(description.to_owned());
    if let Some(name) = recipient {
        let person =
            RefBuilder::new().ref_location_from_schema_name(name).description(Some("Who is referred."));
        let named = OneOfBuilder::new()
            .item(person)
            .item(ObjectBuilder::new().schema_type(utoipa::openapi::Type::Null));
        form.properties.insert("recipient".to_owned(), RefOr::T(Schema::OneOf(named.build())));
    }
    form
}

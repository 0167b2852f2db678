//! A form under a policy.

use super::dto::{FieldType, FormDto, FormField};
use super::field::{Field, Standing};
use super::nouns::Form;
use crate::problem::Problem;
use crate::state::InForce;
use peerline_domain::policy::{PolicyDocument, SettingError};

/// Names under which a recipient, or words about one, are commonly sent. They are no fields of any body: the form
/// shows them so that a front end can say, with the clause, why there is no place for them.
const NO_PLACE: [Field; 2] =
    [Field::text("recipient_name", "Name of the person"), Field::text("notes", "Notes")];

/// A form under the policy in force.
pub(super) fn render(form: &Form, policy: &InForce) -> Result<FormDto, Problem> {
    let document = policy.document();
    let mut fields = Vec::new();
    for field in form.fields {
        fields.push(rendered(field, document)?);
    }
    if form.about_contacts {
        fields.extend(NO_PLACE.iter().map(|field| no_place(field, document)));
    }
    Ok(FormDto {
        noun: form.noun.to_owned(),
        method: form.method.to_owned(),
        address: form.address.to_owned(),
        body: (form.body)(document.identity_mode()?).to_owned(),
        policy_version_id: policy.version.id,
        identity_mode: document.identity_mode()?,
        fields,
    })
}

fn rendered(field: &Field, document: &PolicyDocument) -> Result<FormField, SettingError> {
    let standing = field.reading.map_or_else(|| Ok(Standing::default()), |read| read(document))?;
    Ok(shown(field, standing))
}

fn no_place(field: &Field, document: &PolicyDocument) -> FormField {
    let standing = Standing { permitted: false, asked: false, ..Standing::default() };
    let field = field.by("CONF-25");
    shown(&field, standing.under(document.clause("document.notes_allowed")))
}

fn shown(field: &Field, standing: Standing) -> FormField {
    let (minimum, maximum) = field.range.unzip();
    let (min_length, max_length) = field.length.unzip();
    FormField {
        name: field.name.to_owned(),
        label: field.label.to_owned(),
        r#type: field.kind,
        required: standing.permitted && (field.required || standing.required),
        required_when: standing.required_when,
        permitted: standing.permitted,
        permitted_when: standing.permitted_when,
        asked: standing.permitted && standing.asked,
        minimum,
        maximum,
        // Zero is what every text has.
        min_length: min_length.filter(|least| *least > 0),
        max_length,
        codes: standing.codes.or_else(|| (field.kind == FieldType::Code).then(Vec::new)),
        listed_at: field.listed_at.map(str::to_owned),
        requirement: standing.requirement.or(field.requirement).map(str::to_owned),
        clause: standing.clause,
    }
}

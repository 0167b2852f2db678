//! What a member attests of the limits of confidentiality (CONF-10), in the bodies of contacts.

use crate::forms::codes::when;
use crate::forms::field::{Field, Reading, Standing};
use crate::problem::{Code, FieldError, Problem};
use peerline_domain::limits_notice::{LimitsNoticeTerms, check_limits_stated};
use peerline_domain::policy::{PolicyDocument, SettingError};

const POINTER: &str = "/limits_stated";

const FIELD: Field =
    Field::yes_or_no("limits_stated", "Were the limits of confidentiality stated before?").by("CONF-10");

/// The field in a form of contacts.
pub const OF_CONTACT: Field = FIELD.read(|document| {
    let standing = standing(document)?;
    Ok(Standing { required: standing.permitted, ..standing })
});

/// The field in a form of events, of which some are a contact.
pub const fn of_event(reading: Reading) -> Field {
    FIELD.read(reading)
}

/// Where one event is the contact: to be sent with it, and with no other.
pub fn when_contact(document: &PolicyDocument, event: &str) -> Result<Standing, SettingError> {
    let standing = standing(document)?;
    let contact = standing.permitted.then(|| when("event", [event.to_owned()]));
    Ok(Standing { required_when: contact.clone(), permitted_when: contact, ..standing })
}

fn standing(document: &PolicyDocument) -> Result<Standing, SettingError> {
    let terms = LimitsNoticeTerms::read(document)?;
    let standing = Standing { permitted: terms.before_contact, ..Standing::default() };
    Ok(standing.under(terms.clause.as_deref()))
}

/// Checks what was sent under a policy.
///
/// # Errors
/// `limits_notice_required`, `field_not_permitted`, at `/limits_stated`.
pub fn check(document: &PolicyDocument, is_contact: bool, stated: Option<bool>) -> Result<(), Problem> {
    check_limits_stated(&LimitsNoticeTerms::read(document)?, is_contact, stated).map_err(|refusal| {
        let errors = vec![FieldError::at(POINTER, Code::Rule(refusal.code))];
        Problem { errors, ..refusal.into() }
    })
}

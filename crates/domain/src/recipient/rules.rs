use super::terms::RecipientTerms;
use crate::access::Role;
use crate::catalog::RefusalCode;
use crate::decision::Refusal;
use crate::policy::IdentityMode;

/// Something that could be recorded of a recipient.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RecipientField {
    /// Name.
    Name,
    /// Telephone or e-mail.
    Contact,
    /// Context of the event, in words.
    Context,
}

/// A field the mode rules out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefusedField {
    /// The field.
    pub field: RecipientField,
    /// Why, with its clause.
    pub refusal: Refusal,
}

/// Whether a field may be recorded (Part 1D). A case file holds all of them (LA RP.1.b). An intake names the person
/// and how to reach them, in no further words (OC II.D.1, I.C.3.i). Elsewhere nothing that names anybody is kept.
fn check_field(terms: &RecipientTerms, field: RecipientField) -> Result<(), Refusal> {
    let refused = |code, clause: &Option<String>| Err(Refusal::new(code, "CONF-25").under(clause.as_deref()));
    match (terms.mode, field) {
        (IdentityMode::RestrictedCase, _)
        | (IdentityMode::IntakeOnly, RecipientField::Name | RecipientField::Contact) => Ok(()),
        (IdentityMode::IntakeOnly, RecipientField::Context) => {
            refused(RefusalCode::FreeTextForbidden, &terms.notes_clause)
        }
        (IdentityMode::None, _) => refused(RefusalCode::FieldNotPermitted, &terms.clause),
    }
}

/// Whether all fields sent may be recorded.
///
/// # Errors
/// Every field that may not: `field_not_permitted`, or `free_text_forbidden` for words.
pub fn check_fields(terms: &RecipientTerms, sent: &[RecipientField]) -> Result<(), Vec<RefusedField>> {
    let refused: Vec<RefusedField> = sent
        .iter()
        .filter_map(|field| {
            let refusal = check_field(terms, *field).err()?;
            Some(RefusedField { field: *field, refusal })
        })
        .collect();
    if refused.is_empty() { Ok(()) } else { Err(refused) }
}

/// Whether a role may read a recipient at all; whether this one, the assignment decides.
///
/// # Errors
/// `forbidden_for_role` for the program's head where there is no case file: they read cases on a need to know, but
/// no intake's names (CONF-26).
pub fn check_reader(terms: &RecipientTerms, role: Role) -> Result<(), Refusal> {
    if role == Role::ProgrammeHead && terms.mode != IdentityMode::RestrictedCase {
        return Err(Refusal::new(RefusalCode::ForbiddenForRole, "CONF-26").under(terms.clause.as_deref()));
    }
    Ok(())
}

use super::{exceptions, find_draft};
use crate::extract::Precondition;
use crate::policy::dto::{PolicyChanges, PolicyTexts, SettingChange};
use crate::policy::local_today_by;
use crate::problem::{Code, FieldError, Problem, TechnicalCode};
use crate::state::Work;
use chrono::NaiveDate;
use peerline_domain::policy::{
    Parameter, PolicyDocument, Setting, Source, check_value, is_of_kind, parameter,
};
use peerline_persistence::records::PolicyVersion;
use std::collections::BTreeSet;
use uuid::Uuid;

/// Who decides, and on which local day.
struct Decided {
    by: Uuid,
    on: NaiveDate,
}

/// Changes a draft. Every change that cannot be made is named at once, and then none is made.
pub(in crate::policy) fn change(
    work: &mut Work<'_, '_>,
    id: Uuid,
    precondition: &Precondition,
    changes: PolicyChanges,
    by: Uuid,
) -> Result<PolicyVersion, Problem> {
    work.concerns("policy_version", id);
    // What no draft takes is told before the state of this one.
    let parameters = typed(&changes)?;
    let mut version = find_draft(work, id, precondition)?;
    let on = local_today_by(work, &version.document)?;
    for (parameter, change) in parameters.into_iter().zip(changes.changes) {
        set(&mut version.document, parameter, change, &Decided { by, on });
    }
    retell(&mut version.document, changes.texts.unwrap_or_default());
    if let Some(list) = changes.exceptions {
        version.document.registers.exceptions = list;
    }
    if let Some(blocks) = changes.incomplete_soft_blocks {
        version.document.incomplete_soft_blocks = blocks;
    }
    version.revision += 1;
    work.tx.update_policy_version(version.clone())?;
    work.tx.insert_policy_author(id, by)?;
    work.policy_changed();
    Ok(version)
}

/// The parameters of the changes, in their order.
fn typed(changes: &PolicyChanges) -> Result<Vec<&'static Parameter>, Problem> {
    let mut seen = BTreeSet::new();
    let mut errors = Vec::new();
    let mut parameters = Vec::new();
    for (index, change) in changes.changes.iter().enumerate() {
        let error = |field: &str, code: TechnicalCode| {
            FieldError::at(format!("/changes/{index}/{field}"), Code::Technical(code))
        };
        match parameter(&change.parameter) {
            None => errors.push(error("parameter", TechnicalCode::CodeUnknown)),
            Some(known) if !seen.insert(&known.key) => {
                errors.push(error("parameter", TechnicalCode::FieldDuplicate));
            }
            Some(known) if !check_value(known, &change.value) => {
                let out_of_range = is_of_kind(known, &change.value);
                let code =
                    if out_of_range { TechnicalCode::FieldOutOfRange } else { TechnicalCode::FieldInvalid };
                errors.push(error("value", code));
            }
            Some(known) => parameters.push(known),
        }
    }
    errors.extend(exceptions::check(changes.exceptions.as_deref().unwrap_or_default()));
    if errors.is_empty() { Ok(parameters) } else { Err(Problem::fields(errors)) }
}

fn set(document: &mut PolicyDocument, parameter: &Parameter, change: SettingChange, decided: &Decided) {
    let setting = Setting {
        value: change.value,
        stated: None,
        note: None,
        source: Source::Agency {
            decided_by: decided.by.to_string(),
            decided_on: decided.on,
            clause: change.clause,
        },
    };
    document.settings.entry(parameter.area).or_default().insert(parameter.key.clone(), setting);
}

fn retell(document: &mut PolicyDocument, texts: PolicyTexts) {
    let meta = &mut document.registers.meta;
    for (text, place) in [
        (texts.name, &mut meta.name),
        (texts.organization, &mut meta.organization),
        (texts.confidentiality_statement, &mut meta.confidentiality_statement),
        (texts.boundary_text, &mut meta.boundary_text),
        (texts.emergency_text, &mut meta.emergency_text),
    ] {
        if let Some(text) = text {
            *place = text;
        }
    }
}

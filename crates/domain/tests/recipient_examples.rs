//! What each policy lets be recorded of a recipient, and who reads it (0.6, Part 1A, Part 1D).
#![cfg(test)]

use peerline_domain::access::{Action, Role};
use peerline_domain::catalog::RefusalCode;
use peerline_domain::policy::preset;
use peerline_domain::recipient::{RecipientField, RecipientTerms, check_fields, check_reader};

const ALL: [RecipientField; 3] = [RecipientField::Name, RecipientField::Contact, RecipientField::Context];

fn terms(name: &str) -> RecipientTerms {
    RecipientTerms::read(&preset(name).unwrap().document).unwrap()
}

#[test]
fn conf_25_a_policy_that_records_nobody_refuses_every_field_with_its_clause() {
    for name in ["arizona_dcs", "mn_public_safety", "denver_911"] {
        let refused = check_fields(&terms(name), &ALL).unwrap_err();
        assert_eq!(refused.len(), 3, "{name}");
        for one in refused {
            assert_eq!(one.refusal.code, RefusalCode::FieldNotPermitted, "{name}");
            assert!(one.refusal.clause.is_some(), "{name}");
        }
    }
    assert_eq!(
        check_fields(&terms("arizona_dcs"), &ALL).unwrap_err()[0].refusal.clause.as_deref(),
        Some("V.G.3.a")
    );
}

#[test]
fn conf_25_an_intake_names_the_person_and_takes_no_further_words() {
    let terms = terms("oc_probation");
    assert_eq!(check_fields(&terms, &ALL[..2]), Ok(()));
    let refused = check_fields(&terms, &ALL).unwrap_err();
    assert_eq!(refused.len(), 1);
    assert_eq!(refused[0].field, RecipientField::Context);
    assert_eq!(refused[0].refusal.code, RefusalCode::FreeTextForbidden);
    assert_eq!(refused[0].refusal.clause.as_deref(), Some("I.C.3.i"));
}

#[test]
fn conf_25_a_case_file_holds_name_contact_and_context() {
    assert_eq!(check_fields(&terms("la_dcfs"), &ALL), Ok(()));
}

#[test]
fn prog_01_the_stricter_of_the_version_opened_under_and_the_one_in_force_governs() {
    let document = |name| preset(name).unwrap().document.clone();
    for (opened, now) in [("la_dcfs", "arizona_dcs"), ("arizona_dcs", "la_dcfs")] {
        let governing = RecipientTerms::governing(&document(opened), &document(now)).unwrap();
        assert_eq!(governing, terms("arizona_dcs"));
    }
}

#[test]
fn conf_26_the_program_s_head_reads_cases_but_no_intake_s_names() {
    assert_eq!(check_reader(&terms("la_dcfs"), Role::ProgrammeHead), Ok(()));
    let refused = check_reader(&terms("oc_probation"), Role::ProgrammeHead).unwrap_err();
    assert_eq!(refused.code, RefusalCode::ForbiddenForRole);
    assert_eq!(check_reader(&terms("oc_probation"), Role::Coordinator), Ok(()));
}

#[test]
fn conf_05_nobody_but_coordinator_head_and_peer_reads_a_recipient() {
    for role in Role::ALL {
        let reads = matches!(role, Role::Coordinator | Role::ProgrammeHead | Role::Peer);
        assert_eq!(Action::ReadRecipient.permitted_to(*role), reads, "{role:?}");
        let records = *role == Role::Coordinator;
        assert_eq!(Action::RecordRecipient.permitted_to(*role), records, "{role:?}");
    }
}

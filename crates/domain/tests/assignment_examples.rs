//! Who may support whom, under each policy.
#![cfg(test)]

use peerline_domain::assignment::*;
use peerline_domain::catalog::{RefusalCode, VarianceCode};
use peerline_domain::policy::{PolicyDocument, preset};
use serde_json::json;

const PRESETS: [&str; 5] = ["arizona_dcs", "la_dcfs", "oc_probation", "mn_public_safety", "denver_911"];

fn document(name: &str) -> PolicyDocument {
    preset(name).unwrap().document.clone()
}

fn terms(name: &str) -> AssignmentTerms {
    AssignmentTerms::read(&document(name)).unwrap()
}

fn no_situation() -> MatchSituation {
    MatchSituation::default()
}

#[test]
fn assign_01_only_an_active_member_is_assigned() {
    assert_eq!(check_member(MemberStatus::Active), Ok(()));
    for (status, code) in [
        // GT-MN-26
        (MemberStatus::OnLeave, RefusalCode::MemberOnLeave),
        // GT-AZ-61
        (MemberStatus::Ended, RefusalCode::MemberNotActive),
        (MemberStatus::Pending, RefusalCode::MemberNotActive),
    ] {
        assert_eq!(check_member(status).unwrap_err().code, code);
    }
}

#[test]
fn assign_21_each_policy_asks_its_own_questions() {
    use Question::{
        DualRelationship, InvestigationRole, RankDiffers, SupervisesRecipient, WitnessedIncident,
        WitnessedOwnError,
    };
    for (preset, questions) in [
        ("arizona_dcs", vec![SupervisesRecipient]),
        ("la_dcfs", vec![SupervisesRecipient]),
        ("oc_probation", vec![InvestigationRole, SupervisesRecipient]),
        ("mn_public_safety", vec![WitnessedIncident, SupervisesRecipient, RankDiffers, DualRelationship]),
        ("denver_911", vec![WitnessedOwnError, SupervisesRecipient]),
    ] {
        assert_eq!(declarations_asked(&terms(preset)), questions, "{preset}");
    }
}

#[test]
fn assign_21_every_question_the_policy_puts_is_answered_and_no_other_counts() {
    for preset in PRESETS {
        let terms = terms(preset);
        let asked = declarations_asked(&terms);
        assert_eq!(declared(&terms, |_| None), Err(asked.clone()), "{preset}");
        for left_out in asked.iter().copied() {
            let answers = |question| (question != left_out).then_some(true);
            assert_eq!(declared(&terms, answers), Err(vec![left_out]), "{preset}");
        }
        let none_asked = |question| Some(!asked.contains(&question));
        assert_eq!(declared(&terms, none_asked), Ok(Declaration::default()), "{preset}");
    }
}

#[test]
fn assign_05_a_possible_part_in_an_investigation_bars_where_the_policy_asks() {
    // GT-OC-35
    let declared = Declaration { investigation_role: true, ..Declaration::default() };
    for preset in PRESETS {
        let answer = check_declaration(&terms(preset), &declared, no_situation());
        if preset == "oc_probation" {
            let refusal = answer.unwrap_err();
            assert_eq!((refusal.code, refusal.requirement), (RefusalCode::ConflictOfInterest, "ASSIGN-05"));
            assert_eq!(refusal.clause.as_deref(), Some("II.C"));
        } else {
            assert_eq!(answer.unwrap().variances, [], "{preset}");
        }
    }
}

#[test]
fn assign_06_and_12_a_witness_is_barred_where_the_policy_asks() {
    // Each policy puts its own question, and answers to the others count for nothing.
    for (preset, requirement) in [
        ("arizona_dcs", None),
        ("la_dcfs", None),
        ("oc_probation", None),
        ("mn_public_safety", Some("ASSIGN-06")),
        ("denver_911", Some("ASSIGN-12")),
    ] {
        let saw =
            |question| Some(matches!(question, Question::WitnessedIncident | Question::WitnessedOwnError));
        let answers = declared(&terms(preset), saw).unwrap();
        let answer = check_declaration(&terms(preset), &answers, no_situation());
        let refused = answer.err().map(|refusal| (refusal.code, refusal.requirement));
        assert_eq!(refused, requirement.map(|id| (RefusalCode::WitnessConflict, id)), "{preset}");
    }
}

#[test]
fn assign_08_the_direct_supervisor_is_barred_but_where_the_policy_only_warns() {
    let declared = Declaration { supervises_recipient: true, ..Declaration::default() };
    for preset in PRESETS {
        let answer = check_declaration(&terms(preset), &declared, no_situation());
        if preset == "mn_public_safety" {
            assert_eq!(answer.unwrap().variances, []);
        } else {
            let refusal = answer.unwrap_err();
            assert_eq!((refusal.code, refusal.requirement), (RefusalCode::ConflictOfInterest, "ASSIGN-08"));
        }
    }
}

#[test]
fn assign_07_ranks_should_match_where_possible() {
    // GT-MN-10, GT-MN-11: emergent, a match is free, what follows.
    let declared = Declaration { rank_differs: true, ..Declaration::default() };
    for (emergent, match_available, expected) in [
        (true, true, vec![VarianceCode::RankHandoffDue]),
        (true, false, vec![VarianceCode::RankHandoffDue]),
        (false, true, vec![VarianceCode::RankMismatch]),
        (false, false, vec![]),
    ] {
        let situation = MatchSituation { emergent, match_available };
        let codes = |preset| -> Vec<_> {
            let decision = check_declaration(&terms(preset), &declared, situation).unwrap();
            decision.variances.iter().map(|variance| variance.code).collect()
        };
        assert_eq!(codes("mn_public_safety"), expected, "{situation:?}");
        assert_eq!(codes("arizona_dcs"), []);
    }
}

#[test]
fn assign_07_an_agency_can_require_a_match() {
    let mut document = document("mn_public_safety");
    let setting = document.settings.values_mut().find_map(|area| area.get_mut("assign.rank_match")).unwrap();
    setting.value = json!("required");
    let terms = AssignmentTerms::read(&document).unwrap();
    let declared = Declaration { rank_differs: true, ..Declaration::default() };
    let check =
        |emergent| check_declaration(&terms, &declared, MatchSituation { emergent, ..no_situation() });
    assert_eq!(check(false).unwrap_err().code, RefusalCode::ConflictOfInterest);
    assert_eq!(check(true).unwrap().variances[0].code, VarianceCode::RankHandoffDue);
}

#[test]
fn assign_09_a_harmful_relationship_needs_a_decision_where_the_policy_asks() {
    let declared = Declaration { dual_relationship: true, ..Declaration::default() };
    for preset in PRESETS {
        let decision = check_declaration(&terms(preset), &declared, no_situation()).unwrap();
        let codes: Vec<_> = decision.variances.iter().map(|variance| variance.code).collect();
        let expected =
            if preset == "mn_public_safety" { vec![VarianceCode::RoleConflictNeedsDecision] } else { vec![] };
        assert_eq!(codes, expected, "{preset}");
    }
}

#[test]
fn assign_21_who_has_nothing_to_declare_is_free_everywhere() {
    for preset in PRESETS {
        let decision = check_declaration(&terms(preset), &Declaration::default(), no_situation()).unwrap();
        assert_eq!(decision.variances, []);
    }
}

#[test]
fn assign_17_a_coordinator_responds_by_office_or_as_a_peer() {
    for preset in PRESETS {
        let terms = terms(preset);
        assert_eq!(check_self_assignment(&terms, true), Ok(()));
        let alone = check_self_assignment(&terms, false);
        if preset == "arizona_dcs" {
            assert_eq!(alone, Ok(()));
        } else {
            assert_eq!(alone.unwrap_err().code, RefusalCode::MemberNotActive, "{preset}");
        }
    }
}

//! A sixth policy, which no agency has: made of settings of four others, each with its clause. What lives through a
//! month under it follows settings, not agencies.

use peerline_domain::policy::{IdealWindow, PolicyDocument, preset};

/// Where each part comes from. The rest, above all what may be recorded, is that of the first.
const RECORDING: &str = "mn_public_safety";
const PARTS: [(&str, &[&str]); 3] = [
    (
        "arizona_dcs",
        &[
            "decline.followup_days",
            "decline.max_followups",
            "decline.second_closes",
            "decline.applies_to",
            "decline.late_rule",
            "unreached.max_attempts",
            "followup.fixed_days",
            "followup.anchor",
        ],
    ),
    ("la_dcfs", &["referral.deadline_hours", "intervention.ideal_days", "tib.days"]),
    (
        "oc_probation",
        &[
            "committee.exists",
            "committee.pst_members",
            "committee.association_rep",
            "debrief.decision",
            "debrief.staff.members",
            "debrief.staff.mhp_min",
            "response.group_prior_approval",
        ],
    ),
];
/// Whose triage it has.
const TRIAGE: &str = "la_dcfs";
/// Which of the kinds its ideal times speak of.
const WINDOWS: [(&str, IdealWindow); 2] =
    [("one_to_one", IdealWindow::Intervention), ("cmb", IdealWindow::TraumaBriefing)];

/// The policy.
pub(crate) fn mixed() -> PolicyDocument {
    let source = |name| &preset(name).expect("a preset").document;
    let mut mixed = source(RECORDING).clone();
    mixed.based_on = None;
    for (name, keys) in PARTS {
        for key in keys {
            let (area, settings) =
                source(name).settings.iter().find(|(_, settings)| settings.contains_key(*key)).expect(key);
            let area = mixed.settings.get_mut(area).expect("every area");
            area.insert((*key).to_owned(), settings[*key].clone());
        }
    }
    for kind in &mut mixed.registers.intervention_kinds {
        kind.ideal_window = WINDOWS.iter().find(|(code, _)| *code == kind.code).map(|(_, window)| *window);
    }
    mixed.registers.triage_outcomes.clone_from(&source(TRIAGE).registers.triage_outcomes);
    mixed
}

//! Who may support whom (ASSIGN-01 … ASSIGN-21).
//!
//! Conflicts are declared by the supporter, yes or no, for the assignment at hand; so no rule has to know the
//! recipient (ASSIGN-21). Only what the policy in force asks for is asked, and only that bars.

mod model;
mod rules;
mod terms;

pub use model::{Declaration, MatchSituation, MemberStatus, Question};
pub use rules::{check_declaration, check_member, check_self_assignment, declarations_asked, declared};
pub use terms::{AssignmentTerms, RankMatch, SupervisorConflict, WitnessBar};

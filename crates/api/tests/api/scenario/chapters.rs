//! One month in chapters, lived under every policy: what each does is read from the policy and its forms, and from
//! what was answered. The sixth policy is of parts of four, and was put in force over HTTP by two people.

mod incident;
mod referral;
mod tallies;

use super::sixth::put_in_force;
use super::steps::Program;
use crate::support::{Rules, policies};
use peerline_domain::policy::PolicyDocument;

fn check(program: &Program) {
    let rules = Rules::read_by(&program.server.by("casey"));
    referral::lives(program, &rules);
    incident::lives(program, &rules);
    tallies::live(program, &rules);
}

fn preset(name: &str) -> PolicyDocument {
    policies().into_iter().find(|(known, _)| *known == name).expect("a preset").1
}

macro_rules! months {
    ($($test:ident = $name:literal;)+) => {
        $(
            #[test]
            fn $test() {
                check(&Program::under_policy(&preset($name)));
            }
        )+
    };
}

months! {
    the_month_of_arizona = "arizona_dcs";
    the_month_of_los_angeles = "la_dcfs";
    the_month_of_orange_county = "oc_probation";
    the_month_of_minnesota = "mn_public_safety";
    the_month_of_denver = "denver_911";
    the_month_of_a_policy_of_parts_of_four = "mixed";
}

#[test]
fn the_month_of_a_policy_of_parts_of_four_that_two_people_put_in_force() {
    let program = Program::begins();
    put_in_force(&program);
    check(&program);
}

//! A program year in small: sentences that read like the policy, lived over HTTP on the manual clock.

mod arizona_october;
mod steps;

pub(crate) use steps::no_conflict;

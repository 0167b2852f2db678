//! The consistency check before activation: each rule with a policy it accepts and one it refuses.
#![cfg(test)]

mod bounds;
mod contradictions;
mod gaps;
mod identity;
mod loosening;
mod modes;
mod obeyed;
mod promise;
mod readable;
mod structure;
mod support;

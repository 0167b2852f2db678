//! Forms: against the contract, and against what is accepted and refused, for every preset.

mod contract;
mod taken;

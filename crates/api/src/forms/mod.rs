//! Forms: the fields, codes and limits of each body under the policy in force, with their clauses, so that a front
//! end renders itself for any agency without rules of its own.

pub mod codes;
pub mod dto;
pub mod field;
pub mod handlers;
pub mod nouns;
mod render;

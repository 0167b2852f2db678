//! The rules of a peer support program: pure functions over a policy that is data.
//!
//! Nothing here reads a clock, draws a random number or touches a disk. Every rule takes the policy, the
//! state and a command and answers with a decision or a [`Refusal`]; the same functions answer what a person
//! may do next, so that what is announced and what is accepted cannot drift apart.

pub mod access;
pub mod activity;
pub mod assignment;
pub mod audit;
pub mod calendar;
pub mod catalog;
pub mod decision;
pub mod follow_up;
pub mod incident;
pub mod intake;
pub mod limits_notice;
pub mod outreach;
pub mod policy;
pub mod ports;
pub mod recipient;
pub mod referral;
pub mod release;
pub mod request;
pub mod unit;

pub use decision::{Decision, Refusal, Variance};

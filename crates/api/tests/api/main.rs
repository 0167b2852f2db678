//! The API as its users meet it: through real HTTP. One binary, so that it is linked once.
#![cfg(test)]

mod intake;
mod outreach;
mod problems;
mod support;

//! The audit: written with its change, sealed without gaps, and whatever is bent afterwards is found.

mod bent;
mod contacts;
mod purged;
mod sealed;
mod support;
mod written;

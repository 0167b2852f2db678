//! A program year in small: sentences that read like the policy, lived over HTTP on the manual clock.

mod arizona_october;
mod chapters;
mod denver_october;
mod los_angeles_october;
mod minnesota_october;
mod mixed_october;
mod orange_county_october;
mod sixth;
mod steps;

pub(crate) use steps::some_address;

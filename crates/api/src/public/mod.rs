//! All that needs no token: how to ask, asking, and the receipt.
//!
//! Nothing here is logged and no address of a caller is stored. A requester draws a receipt of 128 bits; it
//! travels in a header, is stored as a digest only, and dies with the request.

pub mod commands;
pub mod dto;
pub mod form;
pub mod handlers;
pub mod receipt;

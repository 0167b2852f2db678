//! What seals: the cipher, the keys it takes, and the value that only a disclosure opens.
//!
//! A field is sealed with the key of its case, a case's key is wrapped by its agency's, an agency's by the master
//! key. Each box says in its associated data what it is and where it belongs, so that no box opens in another's
//! place.

mod cipher;
mod master;
mod place;
mod sealed;

pub use cipher::{SecretKey, Unsealable};
pub use master::{MasterKeyError, MasterKeys};
pub use place::Place;
pub use sealed::Sealed;

pub(crate) use master::MasterKey;
pub(crate) use place::Label;

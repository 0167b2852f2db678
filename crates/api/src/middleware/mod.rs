//! What surrounds every request: its id, its problem documents, its line in the log.

mod access_log;
mod entity_tags;
mod problem_documents;
mod request_id;

pub use access_log::access_log;
pub use entity_tags::entity_tags;
pub use problem_documents::problem_documents;
pub use request_id::{RequestId, request_id};

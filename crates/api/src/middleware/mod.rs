//! What surrounds every request: its id, its problem documents, its line in the log, limits, origins, figures.

mod access_log;
mod answer_fields;
mod cross_origin;
mod entity_tags;
mod measure;
mod problem_documents;
mod public_limit;
mod request_id;
mod route_class;

pub use access_log::access_log;
pub use answer_fields::answer_fields;
pub use cross_origin::{cross_origin, own_origins};
pub use entity_tags::entity_tags;
pub use measure::measure;
pub use problem_documents::problem_documents;
pub use public_limit::public_limit;
pub use request_id::{RequestId, request_id};

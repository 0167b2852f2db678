//! Requests for support as they come in: whom the program serves, for what, and by which way (PROG-03,
//! PROG-04, REFER-01, REFER-28).

mod model;
mod rules;
mod spoken_code;
mod terms;

pub use model::{Admission, NewRequest, Population, Stressor, Via, WebRequest};
pub use rules::check_request;
pub use spoken_code::spoken_code;
pub use terms::IntakeTerms;

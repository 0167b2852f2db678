//! Which addresses are about contacts, and which are open to everybody.

use actix_web::dev::ServiceRequest;

/// Routes about contacts: that somebody asked for help, or was called, at nine o'clock is itself what must not be
/// known. Also the forms: whoever fetches one is about to fill it in.
const ABOUT_CONTACTS: [&str; 9] = [
    "/v1/public",
    "/v1/support-requests",
    "/v1/referrals",
    "/v1/incidents",
    "/v1/outreaches",
    "/v1/outreach-log",
    "/v1/activity-",
    "/v1/group-sessions",
    "/v1/forms",
];
const PUBLIC: &str = "/v1/public/";

/// Whether a route, or a path, is about contacts.
pub(super) fn is_about_contacts(route: &str) -> bool {
    ABOUT_CONTACTS.iter().any(|prefix| route.starts_with(prefix))
}

/// The path as routing reads it: percent codes of plain characters are decoded, so that no spelling of a public
/// address is taken for another.
pub(super) fn path(request: &ServiceRequest) -> &str {
    request.match_info().as_str()
}

/// What follows `/v1/public/` in the path of a public address: the agency's short name.
pub(super) fn public_agency(path: &str) -> Option<&str> {
    path.strip_prefix(PUBLIC).and_then(|rest| rest.split('/').next())
}

#[cfg(test)]
mod tests {
    use super::is_about_contacts;
    use crate::route_access::{Need, ROUTES};

    #[test]
    fn conf_25_every_route_whose_action_is_about_a_contact_leaves_no_line_and_no_figure() {
        for (method, path, need) in ROUTES {
            if let Need::May(action) = need {
                assert!(!action.is_about_contact() || is_about_contacts(path), "{method} {path}");
            }
        }
    }
}

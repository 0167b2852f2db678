//! What each route asks of its caller: one line a route. The contract's security, its `x-action` and its words are
//! made from this table, and a test walks it: every route with every role. A route that is missing here fails it.

use peerline_domain::access::Action;

/// What a route asks of its caller.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// Nothing.
    Nothing,
    /// The one-time administrator token.
    BootstrapToken,
    /// Whoever is signed in, in any role.
    SignIn,
    /// A role that may ask for the action.
    May(Action),
}

macro_rules! table {
    (@need Nothing) => { Need::Nothing };
    (@need BootstrapToken) => { Need::BootstrapToken };
    (@need SignIn) => { Need::SignIn };
    (@need $action:ident) => { Need::May(Action::$action) };
    ($($method:ident $path:literal => $need:ident;)+) => {
        /// Method, path as the contract writes it, and need of every route.
        pub const ROUTES: &[(&str, &str, Need)] = &[$((stringify!($method), $path, table!(@need $need))),+];
    };
}

table! {
    GET "/livez" => Nothing;
    POST "/oauth/token" => Nothing;
    GET "/readyz" => Nothing;
    POST "/v1/activity-entries" => RecordActivity;
    DELETE "/v1/activity-entries/{id}" => RecordActivity;
    GET "/v1/activity-reports/{month}" => ReadOwnReports;
    GET "/v1/activity-reports/{month}/status" => ReadReportStatus;
    POST "/v1/activity-reports/{month}/submission" => SubmitReport;
    GET "/v1/agencies" => ManageAgencies;
    POST "/v1/agencies" => ManageAgencies;
    GET "/v1/agencies/{id}" => ManageAgencies;
    GET "/v1/audit/entries" => ReadAudit;
    GET "/v1/audit/head" => ReadAudit;
    POST "/v1/bootstrap" => BootstrapToken;
    POST "/v1/combinations" => CombineReports;
    GET "/v1/combinations/{month}" => ReadCombination;
    GET "/v1/combinations/{month}/versions/{version}" => ReadCombination;
    GET "/v1/forms" => ReadPolicy;
    GET "/v1/forms/{noun}" => ReadPolicy;
    POST "/v1/group-sessions" => ApproveGroup;
    GET "/v1/incidents" => ReadIncidents;
    POST "/v1/incidents" => RaiseAlert;
    GET "/v1/incidents/{id}" => ReadIncidents;
    DELETE "/v1/incidents/{id}/affected" => RecordAffected;
    GET "/v1/incidents/{id}/affected" => ReadAffected;
    PUT "/v1/incidents/{id}/affected" => RecordAffected;
    POST "/v1/incidents/{id}/closure" => CloseIncident;
    POST "/v1/incidents/{id}/notice" => AttestNotice;
    POST "/v1/incidents/{id}/outreaches" => AssignOutreach;
    POST "/v1/incidents/{id}/triage" => TriageIncident;
    GET "/v1/me" => SignIn;
    GET "/v1/members" => ReadRoster;
    POST "/v1/members" => ManageRoster;
    GET "/v1/members/{id}" => ReadRoster;
    POST "/v1/members/{id}/end" => ManageRoster;
    DELETE "/v1/members/{id}/leave" => ManageRoster;
    PUT "/v1/members/{id}/leave" => ManageRoster;
    GET "/v1/origins" => ManageOrigins;
    PUT "/v1/origins" => ManageOrigins;
    GET "/v1/outreach-log/{month}" => ReadOutreachLog;
    GET "/v1/outreaches" => ReadOutreach;
    GET "/v1/outreaches/{id}" => ReadOutreach;
    POST "/v1/outreaches/{id}/assignment" => AssignOutreach;
    POST "/v1/outreaches/{id}/conflict-declaration" => DeclareConflict;
    POST "/v1/outreaches/{id}/events" => RecordOutreachEvent;
    GET "/v1/policy" => ReadPolicy;
    GET "/v1/policy-parameters" => SignIn;
    GET "/v1/policy-presets" => SignIn;
    GET "/v1/policy-presets/{preset}" => SignIn;
    GET "/v1/policy-versions" => ReadPolicy;
    POST "/v1/policy-versions" => DraftPolicy;
    GET "/v1/policy-versions/{id}" => ReadPolicy;
    PATCH "/v1/policy-versions/{id}" => DraftPolicy;
    POST "/v1/policy-versions/{id}/activation" => ActivatePolicy;
    POST "/v1/policy-versions/{id}/validation" => DraftPolicy;
    POST "/v1/policy-versions/{id}/withdrawal" => WithdrawPolicy;
    GET "/v1/policy/settings/{parameter}" => ReadPolicy;
    GET "/v1/principals" => AppointPrincipals;
    POST "/v1/principals" => AppointPrincipals;
    GET "/v1/principals/{id}" => AppointPrincipals;
    GET "/v1/principals/{id}/client-secrets" => AppointPrincipals;
    POST "/v1/principals/{id}/client-secrets" => AppointPrincipals;
    DELETE "/v1/principals/{id}/client-secrets/{secret}" => AppointPrincipals;
    GET "/v1/principals/{id}/identities" => AppointPrincipals;
    POST "/v1/principals/{id}/identities" => AppointPrincipals;
    DELETE "/v1/principals/{id}/identities/{identity}" => AppointPrincipals;
    DELETE "/v1/principals/{id}/revocation" => AppointPrincipals;
    POST "/v1/principals/{id}/revocation" => AppointPrincipals;
    POST "/v1/principals/{id}/roles" => AppointPrincipals;
    DELETE "/v1/principals/{id}/roles/{role}" => AppointPrincipals;
    GET "/v1/problems" => Nothing;
    GET "/v1/problems/{code}" => Nothing;
    GET "/v1/public/{agency}" => Nothing;
    GET "/v1/public/{agency}/forms/support-request" => Nothing;
    DELETE "/v1/public/{agency}/support-request" => Nothing;
    GET "/v1/public/{agency}/support-request" => Nothing;
    PUT "/v1/public/{agency}/support-request" => Nothing;
    POST "/v1/public/{agency}/support-requests" => Nothing;
    POST "/v1/referrals" => Refer;
    GET "/v1/releases/calendar" => ReadReleases;
    GET "/v1/releases/{month}" => ReadReleases;
    GET "/v1/support-requests" => ReadRequests;
    POST "/v1/support-requests" => EnterRequest;
    GET "/v1/support-requests/{id}" => ReadRequests;
    POST "/v1/support-requests/{id}/assignment" => AssignRequest;
    POST "/v1/support-requests/{id}/conflict-declaration" => DeclareConflict;
    POST "/v1/support-requests/{id}/events" => RecordRequestEvent;
    POST "/v1/support-requests/{id}/follow-ups" => RecordFollowUp;
    DELETE "/v1/support-requests/{id}/recipient" => RecordRecipient;
    GET "/v1/support-requests/{id}/recipient" => ReadRecipient;
    PUT "/v1/support-requests/{id}/recipient" => RecordRecipient;
    POST "/v1/support-requests/{id}/triage" => TriageRequest;
    GET "/v1/units" => ReadUnits;
    POST "/v1/units" => ManageUnits;
    GET "/v1/units/{id}" => ReadUnits;
    PUT "/v1/units/{id}/headcount" => ManageUnits;
}

/// What a route asks of its caller, where the table knows it.
pub fn need_of(method: &str, path: &str) -> Option<Need> {
    let found = ROUTES.iter().find(|(known, at, _)| known.eq_ignore_ascii_case(method) && *at == path);
    found.map(|(_, _, need)| *need)
}

//! Who may do what: one table of roles and actions (Part 1A). The OpenAPI security section, the docs and the
//! tests are made from it; no handler decides by itself.

mod token_scope;

use serde::{Deserialize, Serialize};

pub use token_scope::TokenScope;

macro_rules! roles {
    ($($variant:ident = $code:literal, $doc:literal;)+) => {
        /// A canonical role (0.4). The code is the catalog's; each agency prints a name of its own.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[serde(rename_all = "snake_case")]
        pub enum Role {
            $(#[doc = $doc] $variant,)+
        }

        impl Role {
            /// Every role.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The code as it travels and is stored.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $code,)+
                }
            }

            /// The role of a code.
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|role| role.as_str() == code)
            }
        }
    };
}

roles! {
    PlatformAdmin = "platform_admin", "Runs the installation; sees no program data.";
    AgencyAdmin = "agency_admin", "Appoints people and keeps units; sees no program data.";
    ExecutiveSponsor = "executive_sponsor", "Accountable executive: activates policy.";
    ProgrammeHead = "programme_head", "Program director or administrator: activates policy.";
    Coordinator = "coordinator", "Runs the program from day to day.";
    LogisticsCoordinator = "logistics_coordinator", "Receives statistics sheets where the policy has one.";
    TeamLead = "team_lead", "Liaison of a local team with the duties the policy gives.";
    Peer = "peer", "Supports colleagues.";
    Supervisor = "supervisor", "Supervises employees; may raise an alert, learns no outcome.";
    HrReviewer = "hr_reviewer", "Human-resources or standards reviewer.";
    HrClient = "hr_client", "A machine that reads sealed releases and nothing else.";
    IntakeClient = "intake_client", "A machine that raises alerts and nothing else.";
    Auditor = "auditor", "Reads the audit and nothing else.";
}

impl Role {
    /// A role of the installation, in contrast to one of the program (0.4). One principal holds either kind: who
    /// appoints people, or reads figures by machine, sees no program data (CONF-26).
    pub const fn is_technical(self) -> bool {
        matches!(
            self,
            Self::PlatformAdmin | Self::AgencyAdmin | Self::HrClient | Self::IntakeClient | Self::Auditor
        )
    }

    /// Whether the role is open only to who signed in with more than one factor: coordinators, who read every
    /// slot, and those who decide what is disclosed or see more of it than sealed releases (Part 1A): the
    /// logistics coordinator on the working sheet, who activates a policy and with it the limits of
    /// confidentiality, and the auditor.
    pub const fn needs_multi_factor(self) -> bool {
        matches!(
            self,
            Self::Coordinator
                | Self::LogisticsCoordinator
                | Self::ExecutiveSponsor
                | Self::ProgrammeHead
                | Self::Auditor
        )
    }

    /// Whether machines hold the role, and nobody else (Part 1A).
    pub const fn is_for_machines(self) -> bool {
        matches!(self, Self::HrClient | Self::IntakeClient)
    }

    /// Whether the role can be given for one unit and all below it (Part 1A: *local*, and PROG-09). All others are
    /// roles of the whole agency.
    pub const fn takes_unit(self) -> bool {
        matches!(self, Self::Supervisor | Self::TeamLead)
    }
}

macro_rules! actions {
    ($($variant:ident = $code:literal, $doc:literal, [$($role:ident),*];)+) => {
        /// Something a caller can ask for; each route carries exactly one.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        pub enum Action {
            $(#[doc = $doc] $variant,)+
        }

        impl Action {
            /// Every action.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The code as it travels in `allowed_actions`.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $code,)+
                }
            }

            /// What the action is, in one sentence.
            pub const fn doc(self) -> &'static str {
                match self {
                    $(Self::$variant => $doc,)+
                }
            }

            /// Roles that may ask for it.
            pub const fn roles(self) -> &'static [Role] {
                match self {
                    $(Self::$variant => &[$(Role::$role),*],)+
                }
            }

            /// The class decision: from role and action alone, before any look-up.
            pub fn permitted_to(self, role: Role) -> bool {
                self.roles().contains(&role)
            }
        }
    };
}

actions! {
    ManageAgencies = "manage_agencies", "Create and list agencies.", [PlatformAdmin];
    ManageOrigins = "manage_origins", "Keep the web origins whose pages may read the agency's answers.", [AgencyAdmin];
    AppointPrincipals = "appoint_principals", "Appoint people and machines to roles.", [AgencyAdmin];
    ReadPolicy = "read_policy", "Read the policy and its versions.",
        [AgencyAdmin, ExecutiveSponsor, ProgrammeHead, Coordinator, LogisticsCoordinator, TeamLead, Peer, Supervisor, HrReviewer];
    DraftPolicy = "draft_policy", "Draft, change and validate a policy version.", [Coordinator];
    ActivatePolicy = "activate_policy", "Put a policy version in force.", [ExecutiveSponsor, ProgrammeHead];
    WithdrawPolicy = "withdraw_policy", "Take a scheduled policy version back before its day.", [ExecutiveSponsor, ProgrammeHead];
    ReadUnits = "read_units", "Read units and their headcount.",
        [AgencyAdmin, ExecutiveSponsor, ProgrammeHead, Coordinator, LogisticsCoordinator, TeamLead, Peer, Supervisor];
    ManageUnits = "manage_units", "Keep units and their headcount.", [AgencyAdmin, Coordinator];
    ReadRoster = "read_roster", "Read the team's roster.", [Coordinator, TeamLead, Peer];
    ManageRoster = "manage_roster", "Keep the team's roster.", [Coordinator];
    RaiseAlert = "raise_alert", "Alert the coordinator of an incident.",
        [Coordinator, TeamLead, Peer, Supervisor, ExecutiveSponsor, IntakeClient];
    ReadIncidents = "read_incidents", "Read incidents; a member those they hold an outreach of.", [Coordinator, TeamLead, Peer];
    TriageIncident = "triage_incident", "Decide whether an incident is within the team's purview.", [Coordinator];
    AttestNotice = "attest_notice", "Attest that notice of an incident was given.", [Coordinator];
    RecordAffected = "record_affected", "Record or purge who an incident affected, where the policy lets them be named.", [Coordinator];
    ReadAffected = "read_affected", "Read who an incident affected: a disclosure.", [Coordinator, TeamLead, Peer];
    CloseIncident = "close_incident", "Close an incident and purge its slots.", [Coordinator];
    Refer = "refer", "Tell the program of a person who may want support.",
        [Coordinator, TeamLead, Peer, Supervisor, ExecutiveSponsor, IntakeClient];
    EnterRequest = "enter_request", "Enter a request for support that reached the caller.", [Coordinator, TeamLead, Peer, Supervisor];
    ReadRequests = "read_requests", "Read requests for support.", [Coordinator, TeamLead, Peer];
    RecordRecipient = "record_recipient", "Record or purge who a request is for, where the policy lets one be named.", [Coordinator];
    ReadRecipient = "read_recipient", "Read who a request is for: a disclosure.", [Coordinator, ProgrammeHead, Peer];
    TriageRequest = "triage_request", "Decide whether a request is within scope.", [Coordinator, TeamLead];
    AssignRequest = "assign_request", "Assign a request to a member.", [Coordinator, TeamLead];
    AssignOutreach = "assign_outreach", "Assign an outreach to a member.", [Coordinator, TeamLead];
    ReadOutreach = "read_outreach", "Read outreach.", [Coordinator, TeamLead, Peer];
    DeclareConflict = "declare_conflict", "Declare conflicts of interest for one's own assignment.", [Coordinator, TeamLead, Peer];
    RecordOutreachEvent = "record_outreach_event", "Record what happened in an outreach.", [Coordinator, TeamLead, Peer];
    RecordRequestEvent = "record_request_event", "Record contact with, and the end of, a request.", [Coordinator, TeamLead, Peer];
    RecordFollowUp = "record_follow_up", "Record that a follow-up was held.", [Coordinator, TeamLead, Peer];
    ReadOutreachLog = "read_outreach_log", "Read the month's outreach log.", [Coordinator];
    RecordActivity = "record_activity", "Record responses on one's own activity tracker.", [Coordinator, TeamLead, Peer];
    ReadOwnReports = "read_own_reports", "Read one's own activity tracker.", [Coordinator, TeamLead, Peer];
    SubmitReport = "submit_report", "Submit one's own activity tracker.", [Coordinator, TeamLead, Peer];
    ApproveGroup = "approve_group", "Approve a group response beforehand.", [Coordinator];
    ReadReportStatus = "read_report_status", "See who has submitted.", [Coordinator, LogisticsCoordinator];
    CombineReports = "combine_reports", "Combine the month's trackers into team totals.", [Coordinator, LogisticsCoordinator];
    ReadCombination = "read_combination", "Read the month's combined tracker, the working sheet.", [Coordinator, LogisticsCoordinator];
    ReadReleases = "read_releases", "Read sealed releases.",
        [ExecutiveSponsor, ProgrammeHead, Coordinator, LogisticsCoordinator, TeamLead, Peer, Supervisor, HrReviewer, HrClient];
    ReadAudit = "read_audit", "Read the audit and export its head.", [Auditor];
}

#[cfg(test)]
mod tests {
    use super::{Action, Role};

    #[test]
    fn prog_09_a_team_lead_holds_duties_c_d_i_and_no_other_coordinator_duty() {
        for action in [Action::AssignRequest, Action::AssignOutreach, Action::RecordActivity] {
            assert!(action.permitted_to(Role::TeamLead), "{action:?}");
        }
        for action in
            [Action::CombineReports, Action::ManageRoster, Action::DraftPolicy, Action::TriageIncident]
        {
            assert!(!action.permitted_to(Role::TeamLead), "{action:?}");
        }
    }

    #[test]
    fn prog_02_who_drafts_a_policy_does_not_activate_it() {
        for role in Role::ALL {
            for decides in [Action::ActivatePolicy, Action::WithdrawPolicy] {
                assert!(!(Action::DraftPolicy.permitted_to(*role) && decides.permitted_to(*role)));
            }
        }
    }

    #[test]
    fn conf_26_who_reads_more_than_releases_or_decides_on_disclosure_signs_in_with_two_factors() {
        for role in Role::ALL {
            let reads_all = [Action::ReadCombination, Action::ReadOutreachLog, Action::TriageIncident];
            let decides = reads_all.iter().chain(&[Action::ActivatePolicy, Action::WithdrawPolicy]);
            let must = decides.into_iter().any(|action| action.permitted_to(*role));
            assert!(!must || role.needs_multi_factor(), "{role:?}");
            assert!(!(role.needs_multi_factor() && role.is_for_machines()), "{role:?}");
        }
        assert!(!Role::Peer.needs_multi_factor());
    }

    #[test]
    fn conf_26_technical_roles_reach_no_program_data() {
        let open_to_admin = [Action::ManageAgencies];
        for action in Action::ALL {
            assert!(
                !action.permitted_to(Role::PlatformAdmin) || open_to_admin.contains(action),
                "{action:?}"
            );
            assert!(!action.permitted_to(Role::HrClient) || *action == Action::ReadReleases, "{action:?}");
            assert!(!action.permitted_to(Role::Auditor) || *action == Action::ReadAudit, "{action:?}");
            let creates = matches!(action, Action::RaiseAlert | Action::Refer);
            assert!(!action.permitted_to(Role::IntakeClient) || creates, "{action:?}");
        }
    }
}

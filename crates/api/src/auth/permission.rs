use peerline_domain::access::Action;

/// An action as a type, so that the action a route needs stands in its handler's signature.
pub trait Permit: 'static {
    /// The action in the table of `domain::access`.
    const ACTION: Action;
}

macro_rules! permits {
    ($($action:ident),+ $(,)?) => {
        /// One type per action of the table.
        pub mod permit {
            $(
                #[doc = concat!("The action `", stringify!($action), "`.")]
                #[derive(Debug)]
                pub struct $action;

                impl super::Permit for $action {
                    const ACTION: super::Action = super::Action::$action;
                }
            )+

            #[cfg(test)]
            pub(super) const ALL: &[super::Action] = &[$(super::Action::$action),+];
        }
    };
}

permits! {
    ManageAgencies, ManageOrigins, AppointPrincipals, ReadPolicy, DraftPolicy, ActivatePolicy, WithdrawPolicy,
    ReadUnits, ManageUnits,
    ReadRoster, ManageRoster, RaiseAlert, ReadIncidents, TriageIncident, AttestNotice, RecordAffected, ReadAffected, CloseIncident, Refer, EnterRequest,
    ReadRequests, RecordRecipient, ReadRecipient, TriageRequest, AssignRequest, AssignOutreach, ReadOutreach, DeclareConflict,
    RecordOutreachEvent, RecordRequestEvent, RecordFollowUp, ReadOutreachLog, RecordActivity, ReadOwnReports, SubmitReport,
    ApproveGroup, ReadReportStatus, CombineReports, ReadCombination, ReadReleases, ReadAudit,
}

#[cfg(test)]
mod tests {
    use super::{Action, permit};

    #[test]
    fn every_action_of_the_table_has_its_type() {
        assert_eq!(permit::ALL, Action::ALL);
    }
}

use crate::access::Action;

impl Action {
    /// Whether doing it says something about a contact: that somebody was affected, asked, was approached or was
    /// supported. Where no recipient may be derived (0.6, mode `none`) the audit keeps month, verb and role of it
    /// and nothing else (Part 1D; CONF-32 for exceptions).
    ///
    /// Incidents count: who was affected is often known, and an alert says when. So do conflicts of interest, which
    /// name who must not meet whom, the approval of a group, and reads of all these. The monthly acts on figures
    /// (submitting, combining, releasing) don't: they fall due whether or not there was a contact.
    ///
    /// No wildcard: whoever adds an action decides.
    pub const fn is_about_contact(self) -> bool {
        match self {
            Self::RaiseAlert
            | Self::ReadIncidents
            | Self::TriageIncident
            | Self::AttestNotice
            | Self::RecordAffected
            | Self::ReadAffected
            | Self::CloseIncident
            | Self::Refer
            | Self::EnterRequest
            | Self::ReadRequests
            | Self::TriageRequest
            | Self::AssignRequest
            | Self::AssignOutreach
            | Self::ReadOutreach
            | Self::DeclareConflict
            | Self::RecordOutreachEvent
            | Self::RecordRequestEvent
            | Self::RecordFollowUp
            | Self::ReadOutreachLog
            | Self::RecordActivity
            | Self::ReadOwnReports
            | Self::RecordRecipient
            | Self::ReadRecipient
            | Self::ApproveGroup => true,
            Self::ManageAgencies
            | Self::AppointPrincipals
            | Self::ReadPolicy
            | Self::DraftPolicy
            | Self::ActivatePolicy
            | Self::WithdrawPolicy
            | Self::ManageOrigins
            | Self::ReadUnits
            | Self::ManageUnits
            | Self::ReadRoster
            | Self::ManageRoster
            | Self::SubmitReport
            | Self::ReadReportStatus
            | Self::CombineReports
            | Self::ReadCombination
            | Self::ReadReleases
            | Self::ReadAudit => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::access::Action;

    #[test]
    fn conf_25_every_act_on_a_request_outreach_or_incident_is_about_a_contact() {
        let nouns = ["request", "outreach", "incident", "alert", "conflict", "activity", "group"];
        for action in Action::ALL {
            let names_one = nouns.iter().any(|noun| action.as_str().contains(noun));
            assert!(!names_one || action.is_about_contact(), "{action:?}");
        }
        assert!(!Action::ManageUnits.is_about_contact());
        assert!(!Action::SubmitReport.is_about_contact());
    }
}

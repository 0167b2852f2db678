//! The closed lists of codes a rule can answer with (Part 1B). A code, once published, keeps its meaning.

use serde::{Deserialize, Serialize};

macro_rules! codes {
    ($(#[$meta:meta])* $name:ident { $($variant:ident = $code:literal, $title:literal;)+ }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $name {
            $(
                #[doc = $title]
                #[serde(rename = $code)]
                $variant,
            )+
        }

        impl $name {
            /// Every code, in the order of the catalog.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The code as it travels.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $code,)+
                }
            }

            /// What it means, in one sentence that names no value.
            pub const fn title(self) -> &'static str {
                match self {
                    $(Self::$variant => $title,)+
                }
            }
        }
    };
}

codes! {
    /// Why a rule refuses: nothing is stored.
    RefusalCode {
        NoActivePolicy = "no_active_policy", "No policy version is in force on that day.";
        PolicyOverlap = "policy_overlap", "The version would share a day with another version, or rewrite days already governed.";
        PolicyInconsistent = "policy_inconsistent", "The policy contradicts itself.";
        PolicyIncomplete = "policy_incomplete", "The policy leaves open what its rules need.";
        IncidentClosed = "incident_closed", "The incident is closed and takes no new outreach.";
        PopulationOutOfScope = "population_out_of_scope", "The program does not serve this population; other resources do.";
        ForbiddenForRole = "forbidden_for_role", "The role may not do this.";
        NotInPopulation = "not_in_population", "The applicant does not belong to the population members come from.";
        ApplicationAlreadyOpen = "application_already_open", "The applicant has an open application.";
        StepOutOfOrder = "step_out_of_order", "The step does not follow from the present state.";
        ManagementApprovalRefused = "management_approval_refused", "A manager refused approval.";
        NotInPool = "not_in_pool", "The candidate is not in the pool of interviewed candidates.";
        SelfInterview = "self_interview", "Nobody interviews themselves.";
        ReapplicationBarred = "reapplication_barred", "A permanent removal bars a new application.";
        FieldNotPermitted = "field_not_permitted", "The documentation mode in force does not permit a field that was sent.";
        FreeTextForbidden = "free_text_forbidden", "The policy permits no free text about a contact.";
        AttachmentForbidden = "attachment_forbidden", "The channel takes no attachment.";
        CommitteeNotConstituted = "committee_not_constituted", "The committee is not constituted as the policy asks.";
        ConsultantMustBeMember = "consultant_must_be_member", "An employee consultant must be a member of the team.";
        QualificationNotMet = "qualification_not_met", "A required qualification is not attested.";
        ClinicalFfdConflict = "clinical_ffd_conflict", "A clinician of the team performs no fitness-for-duty evaluation.";
        ClinicalDualRelationship = "clinical_dual_relationship", "A clinician of the team avoids any dual relationship.";
        GroupNeedsCoordinatorApproval = "group_needs_coordinator_approval", "A group response needs the coordinator’s approval first.";
        NotCertified = "not_certified", "The supporter lacks the training or certification the policy asks for.";
        MemberNotActive = "member_not_active", "The member is not active on the team.";
        MemberOnLeave = "member_on_leave", "The member is on leave.";
        ConflictOfInterest = "conflict_of_interest", "The supporter declared a conflict of interest.";
        WitnessConflict = "witness_conflict", "The supporter witnessed the incident.";
        ContactSuppressed = "contact_suppressed", "The employee declined twice; the team makes no further contact about this incident.";
        FollowUpImpossibleAnonymous = "follow_up_impossible_anonymous", "An anonymous contact cannot be followed up.";
        FollowupOutOfOrder = "followup_out_of_order", "A follow-up cannot be scheduled before the one before it was held.";
        KindNotInPolicy = "kind_not_in_policy", "The policy knows no such kind.";
        ModeForbidden = "mode_forbidden", "The policy rules this mode of contact out.";
        NeutralLocationOverOneHour = "neutral_location_over_one_hour", "A planned response at a neutral location exceeds the policy’s limit.";
        JointDecisionRequired = "joint_decision_required", "Coordinator and committee decide this together.";
        StaffingBelowMinimum = "staffing_below_minimum", "The session has fewer qualified staff than the policy asks for.";
        StaffingOutOfRange = "staffing_out_of_range", "The session has more trained staff than the policy provides for.";
        GroupTooSmallForCmb = "group_too_small_for_cmb", "A crisis management briefing needs a larger group.";
        AfterHoursApprovalRequired = "after_hours_approval_required", "Activation outside normal working hours needs the administrator’s approval first.";
        DisciplinaryReferralForbidden = "disciplinary_referral_forbidden", "Peer support is no part of, and no substitute for, discipline.";
        ScreeningDisabled = "screening_disabled", "The policy uses no screening instrument.";
        RatRequired = "rat_required", "The risk assessment is not completed.";
        ScoreOutOfRange = "score_out_of_range", "The score lies outside the instrument’s range.";
        ExceptionNotInPolicy = "exception_not_in_policy", "The policy knows no such exception to confidentiality.";
        LimitsNoticeRequired = "limits_notice_required", "The limits of confidentiality must be stated before the contact.";
        LimitNotAttested = "limit_not_attested", "The limit on what is disclosed is not attested.";
        WrongDisclosureAuthority = "wrong_disclosure_authority", "The disclosure is addressed to somebody the policy does not name.";
        WrittenConsentRequired = "written_consent_required", "The consent must be in writing.";
        ConsentRequired = "consent_required", "The employee’s consent is needed.";
        SupervisorAccessDenied = "supervisor_access_denied", "Supervisors have no access to these records.";
        PeriodStillOpen = "period_still_open", "The reported month has not ended.";
        InvalidCellCode = "invalid_cell_code", "A cell holds a code its row does not know.";
        ColumnNotInMonth = "column_not_in_month", "The month has no such day.";
        HoursImplausible = "hours_implausible", "A month has fewer hours than reported.";
        InconsistentGroupCounts = "inconsistent_group_counts", "Participants are reported without a group session.";
        OvertimeNotPreapproved = "overtime_not_preapproved", "Overtime was not approved before the work began.";
        StandbyNotPayable = "standby_not_payable", "Being on the call-out roster is not paid.";
        MaterialNotApproved = "material_not_approved", "The material is not approved.";
        NoResearchAgreement = "no_research_agreement", "No research agreement is in force.";
        ArticleNotReviewed = "article_not_reviewed", "The article has not been reviewed by the director.";
        FieldRequired = "field_required", "A field the rule needs is missing.";
        AmbiguousLocalTime = "ambiguous_local_time", "The local time occurs twice that day; an offset is needed.";
        NonexistentLocalTime = "nonexistent_local_time", "The local time does not occur that day.";
    }
}

codes! {
    /// A soft rule that was not met: stored, with a warning.
    VarianceCode {
        LateReferral = "late_referral", "The referral came after the policy’s window.";
        IncompleteReferral = "incomplete_referral", "The referral lacks content the policy asks for.";
        LateNotice = "late_notice", "The notice came after the policy’s window.";
        ChannelNotPermitted = "channel_not_permitted", "The channel is not one the policy accepts for this.";
        DebriefTooEarly = "debrief_too_early", "The debriefing begins before its window.";
        DebriefLate = "debrief_late", "The debriefing begins after its window.";
        OutsideIdealWindow = "outside_ideal_window", "The intervention lies outside its ideal window.";
        DefusingOutsideWindow = "defusing_outside_window", "The defusing lies outside its window.";
        RankMismatch = "rank_mismatch", "Supporter and recipient differ in rank though a match was available.";
        RankHandoffDue = "rank_handoff_due", "Support across ranks is to be handed over to a suitable rank.";
        ClinicalRoleDual = "clinical_role_dual", "A clinician should not also be a peer.";
        LoadAboveExpectation = "load_above_expectation", "The supporter’s load exceeds what the policy expects.";
        MinimumTermNotMet = "minimum_term_not_met", "The member leaves before the minimum term.";
        ResignationNotDiscussed = "resignation_not_discussed", "The resignation was not discussed with the coordinator.";
        ActualOverOneHour = "actual_over_one_hour", "The response exceeded the limit at a neutral location.";
        DisclosureWithoutNotice = "disclosure_without_notice", "The employee was not informed before the disclosure.";
        ModeNotChosenByRecipient = "mode_not_chosen_by_recipient", "The mode was not the recipient’s own choice.";
        TrainingBelowSuggestedMinimum = "training_below_suggested_minimum", "Training is below the suggested minimum.";
        AdministratorRankBelow = "administrator_rank_below", "The administrator’s rank is below the one suggested.";
        MeetingMissing = "meeting_missing", "A unit held no meeting in the quarter.";
        TrackerLate = "tracker_late", "The report came after its due date.";
        PolicyWeakerThanPreset = "policy_weaker_than_preset", "The policy is looser than its preset on confidentiality or tracking.";
        ContactBeforeConsultation = "contact_before_consultation", "Contact was made before the manager was consulted.";
        RoleConflictNeedsDecision = "role_conflict_needs_decision", "Two roles of one person conflict and need a decision.";
        FollowupEarly = "followup_early", "The check-in came before its day.";
        FollowupLate = "followup_late", "The check-in came after its day.";
        FollowupOverdue = "followup_overdue", "The follow-up is past its day.";
        DefusingOverOneHour = "defusing_over_one_hour", "The defusing exceeded one hour.";
        AgreementNotSigned = "agreement_not_signed", "The confidentiality agreement is not signed.";
        ResignationNotWritten = "resignation_not_written", "The resignation was not in writing.";
        ConsultantQualificationBelow = "consultant_qualification_below", "The consultant’s qualification is below the one suggested.";
        PolicyIncompleteSoft = "policy_incomplete_soft", "The guide leaves something to the organization that is not set yet.";
        PlannedOverOneHour = "planned_over_one_hour", "The response is planned to exceed the limit at a neutral location.";
        RecommendationMissing = "recommendation_missing", "A recommended criterion is not met.";
        ResourcesNotCommunicated = "resources_not_communicated", "No resources were communicated.";
        KindSwitchedWithoutManager = "kind_switched_without_manager", "The kind of intervention was switched without the manager.";
    }
}

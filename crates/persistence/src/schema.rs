//! The tables, once for both databases. Three own SQL types bridge what differs: `Uid`, `Ts` and `Doc`.
#![allow(clippy::wildcard_imports, reason = "each table imports the SQL types it may use")]

diesel::table! {
    use crate::sql_types::exported::*;

    agencies (id) {
        id -> Uid,
        slug -> Text,
        name -> Text,
        created_on -> Date,
    }
}

diesel::table! {
    use crate::sql_types::exported::*;

    principals (id) {
        id -> Uid,
        agency_id -> Nullable<Uid>,
        display_name -> Text,
        kind -> Text,
        created_at -> Ts,
        authorization_epoch -> BigInt,
        revoked_at -> Nullable<Ts>,
        tokens_valid_from -> Nullable<Ts>,
    }
}

diesel::table! {
    use crate::sql_types::exported::*;

    role_grants (id) {
        id -> Uid,
        principal_id -> Uid,
        role -> Text,
        granted_on -> Date,
        ended_on -> Nullable<Date>,
        starts_on -> Nullable<Date>,
        ends_on -> Nullable<Date>,
        unit_id -> Nullable<Uid>,
    }
}

diesel::table! {
    use crate::sql_types::exported::*;

    principal_identities (agency_id, id) {
        agency_id -> Uid,
        id -> Uid,
        principal_id -> Uid,
        issuer -> Text,
        subject_digest -> Binary,
        created_on -> Date,
    }
}

diesel::table! {
    use crate::sql_types::exported::*;

    client_secrets (agency_id, id) {
        agency_id -> Uid,
        id -> Uid,
        principal_id -> Uid,
        digest -> Binary,
        created_on -> Date,
    }
}

diesel::table! {
    use crate::sql_types::exported::*;

    bootstrap_tokens (digest) {
        digest -> Binary,
        created_at -> Ts,
        redeemed_at -> Nullable<Ts>,
    }
}

diesel::table! {
    use crate::sql_types::exported::*;

    policy_versions (agency_id, id) {
        agency_id -> Uid,
        id -> Uid,
        number -> BigInt,
        revision -> BigInt,
        document -> Doc,
        effective_from -> Nullable<Date>,
        effective_until -> Nullable<Date>,
        asked_until -> Nullable<Date>,
        drafted_by -> Uid,
        drafted_on -> Date,
        activated_by -> Nullable<Uid>,
        activated_on -> Nullable<Date>,
    }
}

diesel::table! {
    use crate::sql_types::exported::*;

    policy_authors (agency_id, version_id, principal_id) {
        agency_id -> Uid,
        version_id -> Uid,
        principal_id -> Uid,
    }
}

diesel::table! {
    use crate::sql_types::exported::*;

    units (agency_id, id) {
        agency_id -> Uid,
        id -> Uid,
        parent_id -> Nullable<Uid>,
        name -> Text,
        headcount -> BigInt,
    }
}

diesel::table! {
    use crate::sql_types::exported::*;

    members (agency_id, id) {
        agency_id -> Uid,
        id -> Uid,
        principal_id -> Uid,
        unit_id -> Uid,
        channel -> Text,
        hours -> Text,
        active_from -> Date,
        leave_from -> Nullable<Date>,
        leave_until -> Nullable<Date>,
        ended_on -> Nullable<Date>,
        revision -> BigInt,
    }
}

diesel::table! {
    use crate::sql_types::exported::*;

    incidents (agency_id, id) {
        agency_id -> Uid,
        id -> Uid,
        policy_version_id -> Uid,
        type_code -> Text,
        occurred_on -> Date,
        unit_id -> Uid,
        route -> Text,
        case_qualifies -> Nullable<Bool>,
        case_judged_on -> Nullable<Date>,
        state -> Text,
        revision -> BigInt,
    }
}

diesel::table! {
    use crate::sql_types::exported::*;

    requests (agency_id, id) {
        agency_id -> Uid,
        id -> Uid,
        policy_version_id -> Uid,
        receipt_digest -> Nullable<Binary>,
        received_at -> Ts,
        channel -> Text,
        population -> Text,
        stressor -> Text,
        category -> Nullable<Text>,
        mode -> Nullable<Text>,
        unit_id -> Nullable<Uid>,
        spoken_code -> Text,
        state -> Text,
        member_id -> Nullable<Uid>,
        declared -> Bool,
        revision -> BigInt,
        referred_by -> Nullable<Text>,
        met_on -> Nullable<Date>,
        first_follow_up_on -> Nullable<Date>,
        second_follow_up_needed -> Bool,
        second_follow_up_on -> Nullable<Date>,
        source -> Nullable<Text>,
    }
}

diesel::table! {
    use crate::sql_types::exported::*;

    outreaches (agency_id, id) {
        agency_id -> Uid,
        id -> Uid,
        policy_version_id -> Uid,
        incident_id -> Uid,
        kind -> Text,
        member_id -> Nullable<Uid>,
        declared -> Bool,
        assigned_on -> Date,
        state -> Text,
        initial_contact_on -> Nullable<Date>,
        followup_due_on -> Nullable<Date>,
        revision -> BigInt,
    }
}

diesel::table! {
    use crate::sql_types::exported::*;

    outreach_tallies (agency_id, month, outcome) {
        agency_id -> Uid,
        month -> Text,
        outcome -> Text,
        count -> BigInt,
    }
}

diesel::table! {
    use crate::sql_types::exported::*;

    variance_tallies (agency_id, month, code) {
        agency_id -> Uid,
        month -> Text,
        code -> Text,
        count -> BigInt,
    }
}

diesel::table! {
    use crate::sql_types::exported::*;

    group_sessions (agency_id, session_code) {
        agency_id -> Uid,
        session_code -> Text,
        kind -> Text,
        approved_on -> Date,
        approved_at -> Nullable<Ts>,
        held_on -> Nullable<Date>,
        approved_prior -> Bool,
    }
}

diesel::table! {
    use crate::sql_types::exported::*;

    activity_reports (agency_id, id) {
        agency_id -> Uid,
        id -> Uid,
        policy_version_id -> Uid,
        member_id -> Uid,
        month -> Text,
        submissions -> BigInt,
        changed_since -> Bool,
        first_submitted_at -> Nullable<Ts>,
        combined_submission -> Nullable<BigInt>,
        revision -> BigInt,
    }
}

diesel::table! {
    use crate::sql_types::exported::*;

    activity_entries (agency_id, id) {
        agency_id -> Uid,
        id -> Uid,
        report_id -> Uid,
        day -> Date,
        kind -> Text,
        mode -> Nullable<Text>,
        category -> Nullable<Text>,
        minutes -> BigInt,
        participants -> BigInt,
        referrals_out -> BigInt,
        mode_chosen_by_recipient -> Bool,
        session_code -> Nullable<Text>,
    }
}

diesel::table! {
    use crate::sql_types::exported::*;

    submitted_reports (agency_id, report_id, submission) {
        agency_id -> Uid,
        report_id -> Uid,
        submission -> BigInt,
        submitted_at -> Ts,
        late -> Bool,
        entries -> Doc,
    }
}

diesel::table! {
    use crate::sql_types::exported::*;

    combinations (agency_id, id) {
        agency_id -> Uid,
        id -> Uid,
        policy_version_id -> Uid,
        month -> Text,
        version -> BigInt,
        combined_on -> Date,
        content -> Doc,
    }
}

diesel::table! {
    use crate::sql_types::exported::*;

    releases (agency_id, month) {
        agency_id -> Uid,
        month -> Text,
        sealed_on -> Date,
        content -> Text,
    }
}

diesel::table! {
    use crate::sql_types::exported::*;

    sent_commands (slot) {
        slot -> Binary,
        fingerprint -> Binary,
        outcome -> Binary,
        kept_on -> Date,
    }
}

diesel::table! {
    use crate::sql_types::exported::*;

    case_records (agency_id, id) {
        agency_id -> Uid,
        id -> Uid,
        request_id -> Uid,
        opened_on -> Date,
        recipient_name -> Binary,
        recipient_contact -> Nullable<Binary>,
        context -> Nullable<Binary>,
    }
}

diesel::table! {
    use crate::sql_types::exported::*;

    incident_notices (agency_id, incident_id) {
        agency_id -> Uid,
        incident_id -> Uid,
        duty -> Text,
        due_at -> Nullable<Ts>,
        occurred_at -> Nullable<Ts>,
    }
}

diesel::table! {
    use crate::sql_types::exported::*;

    incident_names (agency_id, id) {
        agency_id -> Uid,
        id -> Uid,
        incident_id -> Uid,
        case_id -> Uid,
        person_name -> Binary,
        person_contact -> Nullable<Binary>,
    }
}

diesel::table! {
    use crate::sql_types::exported::*;

    key_purges (agency_id, case_id) {
        agency_id -> Uid,
        case_id -> Uid,
        purged_in -> Text,
    }
}

diesel::table! {
    use crate::sql_types::exported::*;

    purged_cases (agency_id, case_id) {
        agency_id -> Uid,
        case_id -> Uid,
        purged_in -> Text,
    }
}

diesel::table! {
    use crate::sql_types::exported::*;

    agency_origins (agency_id, origin) {
        agency_id -> Uid,
        origin -> Text,
    }
}

diesel::table! {
    use crate::sql_types::exported::*;

    audit_pending (agency_id, stream, id) {
        agency_id -> Uid,
        stream -> Text,
        id -> Uid,
        at -> Nullable<Ts>,
        month -> Nullable<Text>,
        verb -> Text,
        role -> Text,
        actor -> Nullable<Uid>,
        object_kind -> Nullable<Text>,
        object_id -> Nullable<Uid>,
        policy_version_id -> Nullable<Uid>,
    }
}

diesel::table! {
    use crate::sql_types::exported::*;

    audit_batches (agency_id, stream, number) {
        agency_id -> Uid,
        stream -> Text,
        number -> BigInt,
        previous -> Binary,
        hash -> Binary,
        row_count -> BigInt,
        row_total -> BigInt,
        sealed -> Text,
        key_id -> Text,
        signature -> Binary,
    }
}

diesel::table! {
    use crate::sql_types::exported::*;

    audit_entries (agency_id, stream, batch, position) {
        agency_id -> Uid,
        stream -> Text,
        batch -> BigInt,
        position -> BigInt,
        commitment -> Binary,
        salt -> Nullable<Binary>,
        at -> Nullable<Ts>,
        month -> Nullable<Text>,
        verb -> Nullable<Text>,
        role -> Nullable<Text>,
        actor -> Nullable<Uid>,
        object_kind -> Nullable<Text>,
        object_id -> Nullable<Uid>,
        policy_version_id -> Nullable<Uid>,
    }
}

diesel::table! {
    use crate::sql_types::exported::*;

    audit_days (agency_id) {
        agency_id -> Uid,
        day -> Date,
    }
}

diesel::allow_tables_to_appear_in_same_query!(
    case_records,
    incident_notices,
    incident_names,
    key_purges,
    purged_cases,
    agencies,
    principals,
    role_grants,
    bootstrap_tokens,
    policy_authors,
    policy_versions,
    units,
    members,
    incidents,
    requests,
    outreaches,
    outreach_tallies,
    variance_tallies,
    group_sessions,
    activity_reports,
    activity_entries,
    submitted_reports,
    combinations,
    releases,
    agency_origins,
    sent_commands
);

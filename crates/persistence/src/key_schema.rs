//! The tables of the key store, a database of its own.
#![allow(clippy::wildcard_imports, reason = "each table imports the SQL types it may use")]

diesel::table! {
    use crate::sql_types::exported::*;

    agency_keys (agency_id, version) {
        agency_id -> Uid,
        version -> BigInt,
        master_id -> Text,
        wrapped -> Binary,
    }
}

diesel::table! {
    use crate::sql_types::exported::*;

    case_keys (agency_id, case_id) {
        agency_id -> Uid,
        case_id -> Uid,
        agency_version -> BigInt,
        wrapped -> Binary,
    }
}

diesel::table! {
    use crate::sql_types::exported::*;

    case_tombstones (agency_id, case_id) {
        agency_id -> Uid,
        case_id -> Uid,
        purged_in -> Text,
    }
}

diesel::table! {
    use crate::sql_types::exported::*;

    rotating_keys (purpose, day) {
        purpose -> Text,
        day -> Date,
        master_id -> Text,
        wrapped -> Binary,
    }
}

diesel::allow_tables_to_appear_in_same_query!(agency_keys, case_keys, case_tombstones, rotating_keys);

//! What a transaction of the key store can do. Nothing outside the crate reaches a key but through
//! [`KeyStore`](super::KeyStore).

use crate::queries_macro::queries;
use crate::rows::key::{AgencyKeyRow, CaseKeyRow, RotatingKeyRow};
use chrono::NaiveDate;
use peerline_domain::calendar::Month;
use uuid::Uuid;

queries! { keys key {
    /// Adds a version of an agency's key.
    fn insert_agency_key = insert_agency_key(row: AgencyKeyRow) -> ();
    /// Every agency's keys.
    fn all_agency_keys = all_agency_keys() -> Vec<AgencyKeyRow>;
    /// Versions of an agency's key, oldest first.
    fn agency_keys_of = agency_keys_of(agency: Uuid) -> Vec<AgencyKeyRow>;
    /// Writes an agency's key wrapped anew; false where it changed in between.
    fn rewrap_agency_key = rewrap_agency_key(read: &AgencyKeyRow, master: &str, wrapped: &[u8]) -> bool;
    /// Destroys a version that nothing is wrapped by.
    fn delete_agency_key = delete_agency_key(agency: Uuid, version: i64) -> ();
    /// Adds a case's key.
    fn insert_case_key = insert_case_key(row: CaseKeyRow) -> ();
    /// A case's key and the agency's it is wrapped by.
    fn find_case_key = find_case_key(agency: Uuid, case: Uuid) -> Option<(CaseKeyRow, AgencyKeyRow)>;
    /// Some of the cases' keys wrapped by an older version.
    fn case_keys_before = case_keys_before(agency: Uuid, version: i64, limit: i64) -> Vec<CaseKeyRow>;
    /// Writes a case's key wrapped anew; false where it is gone or changed.
    fn rewrap_case_key = rewrap_case_key(read: &CaseKeyRow, version: i64, wrapped: &[u8]) -> bool;
    /// How many keys of cases an agency has.
    fn count_case_keys = count_case_keys(agency: Uuid) -> i64;
    /// Destroys a case's key.
    fn delete_case_key = delete_case_key(agency: Uuid, case: Uuid) -> ();
    /// Keeps that a case is purged.
    fn insert_tombstone = insert_tombstone(agency: Uuid, case: Uuid, purged_in: &str) -> ();
    /// Whether a case is purged.
    fn has_tombstone = has_tombstone(agency: Uuid, case: Uuid) -> bool;
    /// An agency's purged cases, each with its month.
    fn tombstones_of = tombstones_of(agency: Uuid) -> Vec<(Uuid, Month)>;
    /// Adds the key of a day.
    fn insert_rotating_key = insert_rotating_key(row: RotatingKeyRow) -> ();
    /// The key of a day.
    fn find_rotating_key = find_rotating_key(purpose: &str, day: NaiveDate) -> Option<RotatingKeyRow>;
    /// Every rotating key.
    fn all_rotating_keys = all_rotating_keys() -> Vec<RotatingKeyRow>;
    /// Writes a rotating key wrapped anew; false where it changed in between.
    fn rewrap_rotating_key = rewrap_rotating_key(read: &RotatingKeyRow, master: &str, wrapped: &[u8]) -> bool;
    /// Destroys the keys of days before the one given.
    fn delete_rotating_keys_before = delete_rotating_keys_before(day: NaiveDate) -> ();
}}

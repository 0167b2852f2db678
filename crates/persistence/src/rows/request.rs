use crate::error::StoreError;
use crate::records::SupportRequest;
use crate::rows::convert::count;
use crate::schema::requests;
use crate::sql_types::{Id, Instant};
use chrono::NaiveDate;
use diesel::prelude::*;
use peerline_domain::follow_up::FollowUps;
use uuid::Uuid;

/// A row of `requests`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(primary_key(agency_id, id), treat_none_as_null = true, table_name = requests, treat_none_as_default_value = false)]
pub(crate) struct SupportRequestRow {
    pub(crate) agency_id: Id,
    pub(crate) id: Id,
    pub(crate) policy_version_id: Id,
    pub(crate) receipt_digest: Option<Vec<u8>>,
    pub(crate) received_at: Instant,
    pub(crate) channel: String,
    pub(crate) population: String,
    pub(crate) stressor: String,
    pub(crate) category: Option<String>,
    pub(crate) mode: Option<String>,
    pub(crate) unit_id: Option<Id>,
    pub(crate) spoken_code: String,
    pub(crate) state: String,
    pub(crate) member_id: Option<Id>,
    pub(crate) declared: bool,
    pub(crate) revision: i64,
    pub(crate) referred_by: Option<String>,
    pub(crate) met_on: Option<NaiveDate>,
    pub(crate) first_follow_up_on: Option<NaiveDate>,
    pub(crate) second_follow_up_needed: bool,
    pub(crate) second_follow_up_on: Option<NaiveDate>,
    pub(crate) source: Option<String>,
}

impl SupportRequestRow {
    /// The row that keeps a record.
    pub(crate) fn of(agency: Uuid, record: SupportRequest) -> Self {
        let kept = record.follow_ups;
        Self {
            agency_id: agency.into(),
            id: record.id.into(),
            policy_version_id: record.policy_version_id.into(),
            receipt_digest: record.receipt_digest,
            received_at: record.received_at.into(),
            channel: record.channel,
            population: record.population,
            stressor: record.stressor,
            category: record.category,
            mode: record.mode,
            unit_id: record.unit_id.map(Into::into),
            spoken_code: record.spoken_code,
            state: record.state,
            member_id: record.member_id.map(Into::into),
            declared: record.declared,
            revision: i64::from(record.revision),
            referred_by: record.referred_by,
            met_on: kept.map(|kept| kept.met_on),
            first_follow_up_on: kept.and_then(|kept| kept.first_held_on),
            second_follow_up_needed: kept.is_some_and(|kept| kept.second_needed),
            second_follow_up_on: kept.and_then(|kept| kept.second_held_on),
            source: record.source,
        }
    }
}

impl TryFrom<SupportRequestRow> for SupportRequest {
    type Error = StoreError;

    fn try_from(row: SupportRequestRow) -> Result<Self, StoreError> {
        Ok(Self {
            id: row.id.into(),
            policy_version_id: row.policy_version_id.into(),
            receipt_digest: row.receipt_digest,
            received_at: row.received_at.0,
            channel: row.channel,
            population: row.population,
            stressor: row.stressor,
            category: row.category,
            mode: row.mode,
            unit_id: row.unit_id.map(Into::into),
            spoken_code: row.spoken_code,
            state: row.state,
            member_id: row.member_id.map(Into::into),
            declared: row.declared,
            referred_by: row.referred_by,
            source: row.source,
            follow_ups: row.met_on.map(|met_on| FollowUps {
                met_on,
                first_held_on: row.first_follow_up_on,
                second_needed: row.second_follow_up_needed,
                second_held_on: row.second_follow_up_on,
            }),
            revision: count(row.revision, "requests.revision")?,
        })
    }
}

use super::Conn;
use crate::error::StoreError;
use crate::records::Tally;
use crate::schema::{outreach_tallies, variance_tallies};
use crate::sql_types::Id;
use diesel::prelude::*;
use peerline_domain::calendar::Month;

fn tallies(rows: Vec<(String, String, i64)>) -> Result<Vec<Tally>, StoreError> {
    rows.into_iter()
        .map(|(month, code, count)| {
            Ok(Tally {
                month: month.parse().map_err(|_| StoreError::Unreadable("tallies.month"))?,
                code,
                count: u32::try_from(count).map_err(|_| StoreError::Unreadable("tallies.count"))?,
            })
        })
        .collect()
}

/// Adds one to a month's count of an outreach outcome.
pub(crate) fn count_outreach(
    conn: &mut Conn,
    agency: Id,
    month: Month,
    outcome: &str,
) -> Result<(), StoreError> {
    use outreach_tallies::dsl;
    diesel::insert_into(dsl::outreach_tallies)
        .values((
            dsl::agency_id.eq(agency),
            dsl::month.eq(month.to_string()),
            dsl::outcome.eq(outcome),
            dsl::count.eq(1_i64),
        ))
        .on_conflict((dsl::agency_id, dsl::month, dsl::outcome))
        .do_update()
        .set(dsl::count.eq(dsl::count + 1_i64))
        .execute(conn)?;
    Ok(())
}

/// A month's counts of outreach outcomes whose slots are purged.
pub(crate) fn outreach_of(conn: &mut Conn, agency: Id, month: Month) -> Result<Vec<Tally>, StoreError> {
    use outreach_tallies::dsl;
    tallies(
        dsl::outreach_tallies
            .filter(dsl::agency_id.eq(agency))
            .filter(dsl::month.eq(month.to_string()))
            .order(dsl::outcome)
            .select((dsl::month, dsl::outcome, dsl::count))
            .load(conn)?,
    )
}

/// Adds one to a month's count of a variance (REPORT-11).
pub(crate) fn count_variance(
    conn: &mut Conn,
    agency: Id,
    month: Month,
    code: &str,
) -> Result<(), StoreError> {
    use variance_tallies::dsl;
    diesel::insert_into(dsl::variance_tallies)
        .values((
            dsl::agency_id.eq(agency),
            dsl::month.eq(month.to_string()),
            dsl::code.eq(code),
            dsl::count.eq(1_i64),
        ))
        .on_conflict((dsl::agency_id, dsl::month, dsl::code))
        .do_update()
        .set(dsl::count.eq(dsl::count + 1_i64))
        .execute(conn)?;
    Ok(())
}

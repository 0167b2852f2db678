//! The working sheet of a combination (TRACK-23, REPORT-01).

use super::dto::SheetRow;
use crate::figure::MeasuresDto;
use peerline_domain::activity::{ActivityTerms, Combination, Kept, Tally};
use peerline_domain::release::{Cell, Mask, Sheet, working_sheet, working_sheets};
use std::collections::BTreeMap;

/// The tables of a combination, masked together.
pub(super) struct WorkingSheet {
    pub(super) totals: MeasuresDto,
    pub(super) kinds: Vec<SheetRow>,
    pub(super) modes: Vec<SheetRow>,
    pub(super) categories: Vec<SheetRow>,
    pub(super) other_activities: Vec<SheetRow>,
}

/// A row before it is masked.
struct Row {
    code: Option<String>,
    label: Option<String>,
    tally: Tally,
}

/// Masks a combination under `k`. The tables of responses have one total and are masked together.
pub(super) fn working_sheet_of(terms: &ActivityTerms, combination: &Combination, k: u32) -> WorkingSheet {
    let is_response = |code: &str| terms.kind(code).is_some_and(|kind| kind.counts_as_response);
    let kinds = terms.kinds.iter().map(|kind| (kind.code.as_str(), kind.label.as_str()));
    let (kinds, other): (Vec<Row>, Vec<Row>) = rows(kinds, &combination.by_kind)
        .into_iter()
        .partition(|row| row.code.as_deref().is_some_and(is_response));
    let modes = terms.modes.iter().map(|mode| (mode.code.as_str(), mode.label.as_str()));
    let modes = with_rest(rows(modes, &combination.by_mode), &combination.team, mode_may_be_untold(terms));
    let categories =
        terms.categories.iter().map(|category| (category.code.as_str(), category.label.as_str()));
    let categories = with_rest(rows(categories, &combination.by_category), &combination.team, true);

    let tables: Vec<Vec<u32>> = [&kinds, &modes, &categories]
        .into_iter()
        .filter(|table| !table.is_empty())
        .map(|table| responses(table))
        .collect();
    // Also without a table the total itself is a figure under `k`.
    let tables = if tables.is_empty() { vec![vec![combination.team.responses]] } else { tables };
    let mut sheets = working_sheets(k, &tables).into_iter();
    let total = sheets.as_slice().first().map_or(Cell::Hidden, |sheet| sheet.total);
    let mut masked = |table: Vec<Row>| {
        let sheet = if table.is_empty() { None } else { sheets.next() };
        shown(table, sheet, (k, terms.kept))
    };
    let others = working_sheet(k, &responses(&other));
    WorkingSheet {
        totals: MeasuresDto::under(mask_of(total), k, &combination.team, terms.kept),
        kinds: masked(kinds),
        modes: masked(modes),
        categories: masked(categories),
        other_activities: shown(other, Some(others), (k, terms.kept)),
    }
}

/// Every code that could have been recorded has a row: one left out would be a zero told.
fn rows<'a>(listed: impl Iterator<Item = (&'a str, &'a str)>, tallies: &BTreeMap<String, Tally>) -> Vec<Row> {
    let mut unlisted = tallies.clone();
    let mut rows: Vec<Row> = listed
        .map(|(code, label)| Row {
            code: Some(code.to_owned()),
            label: Some(label.to_owned()),
            tally: unlisted.remove(code).unwrap_or_default(),
        })
        .collect();
    rows.extend(unlisted.into_iter().map(|(code, tally)| Row { code: Some(code), label: None, tally }));
    rows
}

/// The table with a row for the responses of which no code was told, so that it sums up to the team's total.
fn with_rest(mut rows: Vec<Row>, team: &Tally, may_be_untold: bool) -> Vec<Row> {
    let rest = |measure: fn(&Tally) -> u32| {
        rows.iter().fold(measure(team), |rest, row| rest.saturating_sub(measure(&row.tally)))
    };
    let tally = Tally {
        responses: rest(|tally| tally.responses),
        minutes: rest(|tally| tally.minutes),
        participants: rest(|tally| tally.participants),
        referrals_out: rest(|tally| tally.referrals_out),
        shares: BTreeMap::new(),
    };
    if !rows.is_empty() && (may_be_untold || tally.responses > 0) {
        rows.push(Row { code: None, label: None, tally });
    }
    rows
}

/// Whether a response can come without a mode: where it cannot, its row is zero whatever happens and does not
/// belong in the table.
fn mode_may_be_untold(terms: &ActivityTerms) -> bool {
    !terms.recipient_chooses_mode || terms.kinds.iter().any(|kind| kind.group && kind.counts_as_response)
}

fn responses(rows: &[Row]) -> Vec<u32> {
    rows.iter().map(|row| row.tally.responses).collect()
}

fn mask_of(cell: Cell) -> Mask {
    if cell == Cell::Hidden { Mask::Hide } else { Mask::Show }
}

/// The rows under the masks of their sheet; a row without one is withheld.
fn shown(rows: Vec<Row>, sheet: Option<Sheet>, (k, kept): (u32, Kept)) -> Vec<SheetRow> {
    let masks = sheet.map(|sheet| sheet.masks()).unwrap_or_default().into_iter();
    rows.into_iter()
        .zip(masks.chain(std::iter::repeat(Mask::Hide)))
        .map(|(row, mask)| SheetRow {
            measures: MeasuresDto::under(mask, k, &row.tally, kept),
            code: row.code,
            label: row.label,
        })
        .collect()
}

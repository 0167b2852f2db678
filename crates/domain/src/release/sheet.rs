//! Suppression in a table of one dimension with its total.

use super::model::{Cell, Mask};
use std::collections::BTreeSet;

/// A table as it is shown, in the order it was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// The cells.
    pub cells: Vec<Cell>,
    /// Their sum.
    pub total: Cell,
}

impl Sheet {
    /// The masks of the cells, for their other measures.
    pub fn masks(&self) -> Vec<Mask> {
        self.cells.iter().map(|cell| if *cell == Cell::Hidden { Mask::Hide } else { Mask::Show }).collect()
    }
}

/// Masks a table under `k`, and its total.
///
/// 1. Cells under `k` are hidden, zeros like the others; cells that cannot be anything but zero do not belong in
///    the table. A `k` of 0 or 1 hides nothing.
/// 2. While the hidden ones could be had from the total, the smallest value still shown is hidden too, in every
///    cell that has it: until at least two are hidden, their sum is at least `k`, and they are not all equal.
/// 3. Where hiding every cell is not enough, the total is hidden.
///
/// No hidden cell can be computed, not even by a reader who knows this function. The function looks at the
/// *values* only, never at their places, so that two hidden cells of different value could be exchanged and the
/// same table would come out: each of them has at least two possible values. Where the total is hidden, all
/// cells are, and all tables of one small value look alike.
pub fn working_sheet(k: u32, values: &[u32]) -> Sheet {
    let total: u32 = values.iter().fold(0, |sum, value| sum.saturating_add(*value));
    if k <= 1 || values.iter().all(|value| *value >= k) {
        let cells = values.iter().map(|value| Cell::Shown(*value)).collect();
        return Sheet { cells, total: Cell::Shown(total) };
    }
    let distinct: BTreeSet<u32> = values.iter().copied().collect();
    // Hiding means hiding all values up to a threshold: first the least below k, then one value after the other.
    let thresholds = distinct.iter().copied().filter(|value| *value >= k);
    let safe = std::iter::once(k - 1).chain(thresholds).find(|threshold| is_safe(k, values, *threshold));
    let Some(threshold) = safe else {
        return all_hidden(values.len());
    };
    let cell = |value: &u32| if *value <= threshold { Cell::Hidden } else { Cell::Shown(*value) };
    Sheet { cells: values.iter().map(cell).collect(), total: Cell::Shown(total) }
}

/// Masks tables of one period that have the same total. Where one of them cannot show it, none shows anything:
/// the total could be summed up from the table beside.
pub fn working_sheets(k: u32, tables: &[Vec<u32>]) -> Vec<Sheet> {
    let sheets: Vec<Sheet> = tables.iter().map(|values| working_sheet(k, values)).collect();
    if sheets.iter().all(|sheet| sheet.total != Cell::Hidden) {
        return sheets;
    }
    tables.iter().map(|values| all_hidden(values.len())).collect()
}

fn all_hidden(cells: usize) -> Sheet {
    Sheet { cells: vec![Cell::Hidden; cells], total: Cell::Hidden }
}

/// Whether hiding all values up to `threshold` protects them beside the total.
fn is_safe(k: u32, values: &[u32], threshold: u32) -> bool {
    let hidden = || values.iter().copied().filter(|value| *value <= threshold);
    let sum = hidden().fold(0_u32, u32::saturating_add);
    // Not all equal: so there are at least two.
    sum >= k && hidden().min() != hidden().max()
}

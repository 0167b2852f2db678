//! What a reader of totals may see, and that nothing hidden can be computed.
#![cfg(test)]

use chrono::NaiveDate;
use peerline_domain::activity::{Share, Tally};
use peerline_domain::policy::{PolicyDocument, preset};
use peerline_domain::release::*;
use proptest::prelude::*;
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

fn document(name: &str) -> PolicyDocument {
    preset(name).unwrap().document.clone()
}

fn terms() -> ReleaseTerms {
    ReleaseTerms::read(&document("arizona_dcs")).unwrap()
}

fn shown(sheet: &Sheet) -> Vec<Option<u32>> {
    let value = |cell: &Cell| if let Cell::Shown(value) = cell { Some(*value) } else { None };
    sheet.cells.iter().chain([&sheet.total]).map(value).collect()
}

/// Every table of `cells` values up to `most`.
fn worlds(cells: usize, most: u32) -> Vec<Vec<u32>> {
    (0..cells).fold(vec![Vec::new()], |worlds, _| {
        let longer = |world: &Vec<u32>| {
            let world = world.clone();
            (0..=most).map(move |value| [world.as_slice(), &[value]].concat())
        };
        worlds.iter().flat_map(longer).collect()
    })
}

#[test]
fn track_23_the_thresholds_are_the_policys_with_a_floor() {
    for (preset, suppress_k) in
        [("arizona_dcs", 5), ("la_dcfs", 5), ("oc_probation", 3), ("mn_public_safety", 5), ("denver_911", 5)]
    {
        let terms = ReleaseTerms::read(&document(preset)).unwrap();
        assert_eq!((terms.release_k, terms.suppress_k), (11, suppress_k), "{preset}");
    }
    let mut low = document("arizona_dcs");
    low.settings.values_mut().find_map(|area| area.get_mut("release.k")).unwrap().value = json!(2);
    assert_eq!(ReleaseTerms::read(&low).unwrap().release_k, 5);
}

#[test]
fn report_13_a_total_is_released_only_if_it_gives_nobody_away() {
    for (responses, shares, expected) in [
        (11, vec![100, 100, 100], Cell::Shown(11)),
        // Fewer than eleven contacts, zero among them.
        (10, vec![100, 100, 100], Cell::Hidden),
        (0, vec![], Cell::Hidden),
        // Fewer than three supporters; who put in nothing is none.
        (40, vec![100, 100], Cell::Hidden),
        (40, vec![100, 100, 0], Cell::Hidden),
        // One with over 75 %; exactly 75 % is not over.
        (40, vec![75, 20, 5], Cell::Shown(40)),
        (40, vec![76, 19, 5], Cell::Hidden),
        (u32::MAX, vec![u32::MAX, u32::MAX, u32::MAX], Cell::Shown(u32::MAX)),
    ] {
        assert_eq!(mask_total(&terms(), responses, &shares), expected, "{responses} {shares:?}");
    }
}

#[test]
fn report_13_one_mask_serves_every_measure() {
    let mask = primary_mask(&terms(), 10, &[100, 100, 100]);
    assert_eq!((mask.apply(300), mask.apply(25)), (Cell::Hidden, Cell::Hidden));
    let mask = primary_mask(&terms(), 11, &[100, 100, 100]);
    assert_eq!((mask.apply(300), mask.apply(25)), (Cell::Shown(300), Cell::Shown(25)));
}

#[test]
fn report_13_without_minutes_the_number_of_sessions_tells_who_dominates() {
    let share = |sessions, minutes| Share { sessions, minutes };
    let tally = |minutes, shares: [Share; 3]| Tally {
        responses: 12,
        minutes,
        shares: shares.into_iter().enumerate().map(|(id, s)| (Uuid::from_u128(id as u128), s)).collect(),
        ..Tally::default()
    };
    let tallies_only = tally(0, [share(10, 0), share(1, 0), share(1, 0)]);
    assert_eq!(mask_total(&terms(), 12, &shares_of(&tallies_only)), Cell::Hidden);
    let with_minutes = tally(90, [share(10, 30), share(1, 30), share(1, 30)]);
    assert_eq!(mask_total(&terms(), 12, &shares_of(&with_minutes)), Cell::Shown(12));
}

#[test]
fn track_23_a_working_sheet_hides_small_cells_and_what_would_tell_them() {
    for (values, expected) in [
        (vec![5, 9, 20], vec![Some(5), Some(9), Some(20), Some(34)]),
        // GT-MN-23: one small cell takes the smallest of the others with it.
        (vec![3, 9, 20], vec![None, None, Some(20), Some(32)]),
        (vec![0, 9, 20], vec![None, None, Some(20), Some(29)]),
        // Equal values go together.
        (vec![3, 9, 9], vec![None, None, None, Some(21)]),
        // Two small cells protect each other, if their sum is not small.
        (vec![2, 4, 20], vec![None, None, Some(20), Some(26)]),
        (vec![1, 2, 20], vec![None, None, None, Some(23)]),
        // Two zeros, or twice four, could be computed from their sum.
        (vec![0, 0, 20], vec![None, None, None, Some(20)]),
        (vec![4, 4, 20], vec![None, None, None, Some(28)]),
        // Not even all of them are enough: the total goes.
        (vec![1, 2], vec![None, None, None]),
        (vec![4, 4], vec![None, None, None]),
        (vec![3], vec![None, None]),
        (vec![0, 0, 0], vec![None, None, None, None]),
        (vec![], vec![Some(0)]),
    ] {
        assert_eq!(shown(&working_sheet(5, &values)), expected, "{values:?}");
    }
}

#[test]
fn track_23_without_a_threshold_nothing_is_hidden() {
    for k in [0, 1] {
        assert_eq!(shown(&working_sheet(k, &[0, 1])), [Some(0), Some(1), Some(1)]);
    }
}

#[test]
fn report_13_a_total_hidden_in_one_table_is_not_read_in_the_next() {
    let sheets = working_sheets(5, &[vec![4, 4, 4], vec![12]]);
    assert!(sheets.iter().flat_map(shown).all(|value| value.is_none()));
    let sheets = working_sheets(5, &[vec![3, 9, 20], vec![16, 16]]);
    assert_eq!(shown(&sheets[0]), [None, None, Some(20), Some(32)]);
    assert_eq!(shown(&sheets[1]), [Some(16), Some(16), Some(32)]);
}

#[test]
fn report_13_a_hidden_cell_prints_as_fewer_than_k() {
    assert_eq!(Cell::Hidden.printed(5).to_string(), "<5");
    assert_eq!(Cell::Shown(7).printed(5).to_string(), "7");
    let sheet = working_sheet(5, &[3, 9, 20]);
    assert_eq!(sheet.masks(), [Mask::Hide, Mask::Hide, Mask::Show]);
}

#[test]
fn track_23_no_hidden_cell_is_determined_by_what_is_published() {
    // Every small world, and a reader who knows the function: of all worlds that look the same, each hidden cell
    // must differ in at least two.
    for (k, cells, most) in [(2, 3, 6), (3, 3, 9), (3, 4, 6), (5, 3, 14), (5, 2, 14), (5, 1, 14)] {
        let mut alike: BTreeMap<Vec<Option<u32>>, Vec<Vec<u32>>> = BTreeMap::new();
        for world in worlds(cells, most) {
            let published = shown(&working_sheet(k, &world));
            for (cell, value) in published.iter().zip(&world) {
                assert!(cell.is_none_or(|cell| cell == *value && cell >= k), "{world:?} {published:?}");
            }
            alike.entry(published).or_default().push(world);
        }
        for (published, worlds) in alike {
            for place in (0..cells).filter(|place| published[*place].is_none()) {
                let possible: BTreeSet<u32> = worlds.iter().map(|world| world[place]).collect();
                assert!(possible.len() >= 2, "k {k}: {published:?} only from {worlds:?}");
            }
        }
    }
}

#[test]
fn report_13_a_period_seals_when_it_is_combined_and_the_grace_is_over() {
    let day = |text: &str| -> NaiveDate { text.parse().unwrap() };
    let due = day("2026-11-05");
    assert_eq!(earliest_seal(due, GRACE_DAYS), day("2026-11-10"));
    for (combined, sealed) in [
        (None, None),
        (Some("2026-11-04"), Some("2026-11-10")),
        (Some("2026-11-10"), Some("2026-11-10")),
        (Some("2026-11-11"), Some("2026-11-11")),
    ] {
        assert_eq!(seals_on(due, GRACE_DAYS, combined.map(day)), sealed.map(day));
    }
}

proptest! {
    #[test]
    fn track_23_a_single_hidden_cell_never_stands_beside_its_total(
        k in 2_u32..12,
        values in prop::collection::vec(0_u32..40, 0..12),
    ) {
        let sheet = working_sheet(k, &values);
        let hidden: Vec<u32> = sheet
            .cells
            .iter()
            .zip(&values)
            .filter(|(cell, _)| **cell == Cell::Hidden)
            .map(|(_, value)| *value)
            .collect();
        prop_assert!(values.iter().filter(|value| **value < k).count() <= hidden.len());
        if let (Cell::Shown(total), false) = (sheet.total, hidden.is_empty()) {
            prop_assert_eq!(total, values.iter().sum::<u32>());
            prop_assert!(hidden.len() >= 2 && hidden.iter().sum::<u32>() >= k);
        }
    }
}

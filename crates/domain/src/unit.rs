//! Which unit may be recorded about a contact or an incident.

use uuid::Uuid;

/// Employees below which a unit is itself a hint at a person: its parent is recorded instead (design section 7,
/// inferred).
pub const HEADCOUNT_FLOOR: u32 = 50;

/// A unit, as far as recording goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnitFacts {
    /// The unit.
    pub id: Uuid,
    /// The unit it belongs to.
    pub parent_id: Option<Uuid>,
    /// Employees.
    pub headcount: u32,
}

/// The unit recorded in place of `unit`: itself, or the nearest above it that reaches the floor. The topmost
/// unit is recorded whatever its size. `None` for a unit that is not among `units`.
pub fn recorded_unit(units: &[UnitFacts], unit: Uuid) -> Option<Uuid> {
    let find = |id: Uuid| units.iter().find(|facts| facts.id == id);
    let mut current = find(unit)?;
    // Bounded by the number of units, so that a circle of parents ends too.
    for _ in units {
        if current.headcount >= HEADCOUNT_FLOOR {
            break;
        }
        match current.parent_id.and_then(find) {
            Some(parent) => current = parent,
            None => break,
        }
    }
    Some(current.id)
}

#[cfg(test)]
mod tests {
    use super::{UnitFacts, recorded_unit};
    use uuid::Uuid;

    fn unit(id: u128, parent: Option<u128>, headcount: u32) -> UnitFacts {
        UnitFacts { id: Uuid::from_u128(id), parent_id: parent.map(Uuid::from_u128), headcount }
    }

    #[test]
    fn conf_25_a_unit_below_the_floor_is_recorded_as_the_nearest_above_that_reaches_it() {
        let units = [unit(1, None, 900), unit(2, Some(1), 49), unit(3, Some(2), 12), unit(4, Some(1), 50)];
        let recorded = |id| recorded_unit(&units, Uuid::from_u128(id));
        assert_eq!(recorded(3), Some(Uuid::from_u128(1)));
        assert_eq!(recorded(4), Some(Uuid::from_u128(4)));
        assert_eq!(recorded(9), None);
    }

    #[test]
    fn conf_25_the_topmost_unit_and_a_circle_of_parents_end() {
        let units = [unit(1, Some(2), 3), unit(2, Some(1), 3), unit(5, None, 3)];
        assert!(recorded_unit(&units, Uuid::from_u128(1)).is_some());
        assert_eq!(recorded_unit(&units, Uuid::from_u128(5)), Some(Uuid::from_u128(5)));
    }
}

use uuid::Uuid;

/// Associated data of a box: what it is and where it belongs. Each part stands behind its length, so that no two
/// lists of parts read the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Label(Vec<u8>);

impl Label {
    /// A label of one kind of box; the kind keeps boxes of different kinds apart.
    pub(crate) fn new(kind: &str) -> Self {
        Self(Vec::new()).part(b"peerline").part(kind.as_bytes())
    }

    /// The same label with a further part.
    #[must_use]
    pub(crate) fn part(mut self, part: &[u8]) -> Self {
        // A part longer than 4 GiB does not occur: parts are names and ids.
        let length = u32::try_from(part.len()).unwrap_or(u32::MAX);
        self.0.extend_from_slice(&length.to_be_bytes());
        self.0.extend_from_slice(part);
        self
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        &self.0
    }
}

/// Where a sealed field stands: agency, table, row, column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// Agency.
    pub agency: Uuid,
    /// Table.
    pub table: &'static str,
    /// Id of the row.
    pub row: Uuid,
    /// Column.
    pub column: &'static str,
}

impl Place {
    pub(crate) fn label(&self) -> Label {
        Label::new("field")
            .part(self.agency.as_bytes())
            .part(self.table.as_bytes())
            .part(self.row.as_bytes())
            .part(self.column.as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::{Label, Place};
    use uuid::Uuid;

    #[test]
    fn parts_that_run_together_make_different_labels() {
        assert_ne!(Label::new("a").part(b"bc").part(b"d"), Label::new("a").part(b"b").part(b"cd"));
        assert_ne!(Label::new("ab"), Label::new("a").part(b"b"));
    }

    #[test]
    fn each_of_agency_table_row_and_column_tells_places_apart() {
        let place = Place {
            agency: Uuid::from_u128(1),
            table: "case_records",
            row: Uuid::from_u128(2),
            column: "name",
        };
        let others = [
            Place { agency: Uuid::from_u128(2), row: Uuid::from_u128(1), ..place },
            Place { agency: Uuid::from_u128(3), ..place },
            Place { table: "others", ..place },
            Place { row: Uuid::from_u128(3), ..place },
            Place { column: "contact", ..place },
        ];
        for other in others {
            assert_ne!(place.label(), other.label(), "{other:?}");
        }
    }
}

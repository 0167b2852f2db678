//! The two classes of rows, table by table.

/// How long rows of a table live, and so what they may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// May hold exact times and, where the policy lets it, a person, sealed. Deleted when the work closes.
    Working,
    /// Stays. Holds no finer time about a contact than Part 1D allows, and nothing of a recipient.
    Kept,
}

/// Every table of the records and of the key store, with its class. A table that is not here is not finished: a
/// test says so.
pub const TABLES: &[(&str, Class)] = &[
    ("activity_entries", Class::Kept),
    ("activity_reports", Class::Kept),
    ("agencies", Class::Kept),
    ("agency_keys", Class::Kept),
    ("agency_origins", Class::Kept),
    ("audit_batches", Class::Kept),
    ("audit_days", Class::Kept),
    ("audit_entries", Class::Kept),
    ("audit_pending", Class::Working),
    ("bootstrap_tokens", Class::Kept),
    ("case_keys", Class::Working),
    ("case_records", Class::Working),
    ("case_tombstones", Class::Kept),
    ("client_secrets", Class::Kept),
    ("combinations", Class::Kept),
    ("group_sessions", Class::Kept),
    ("incident_names", Class::Working),
    ("incident_notices", Class::Working),
    ("incidents", Class::Kept),
    ("key_purges", Class::Working),
    ("members", Class::Kept),
    ("outreach_tallies", Class::Kept),
    ("outreaches", Class::Working),
    ("policy_authors", Class::Kept),
    ("policy_versions", Class::Kept),
    ("principal_identities", Class::Kept),
    ("principals", Class::Kept),
    ("purged_cases", Class::Kept),
    ("releases", Class::Kept),
    ("requests", Class::Working),
    ("role_grants", Class::Kept),
    ("rotating_keys", Class::Working),
    ("sent_commands", Class::Working),
    ("submitted_reports", Class::Kept),
    ("units", Class::Kept),
    ("variance_tallies", Class::Kept),
];

#[cfg(test)]
mod tests {
    use super::{Class, TABLES};
    use std::collections::{BTreeMap, BTreeSet};
    use std::path::Path;

    /// Name and columns of every table the migrations make, in the order in which they are run.
    fn tables(of: &str) -> BTreeMap<String, String> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../migrations").join(of);
        let mut migrations: Vec<_> =
            std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path().join("up.sql")).collect();
        migrations.sort();
        let mut found = BTreeMap::new();
        for migration in migrations {
            let text = std::fs::read_to_string(migration).unwrap();
            for made in text.split("CREATE TABLE ").skip(1) {
                let (name, rest) = made.split_once(" (").unwrap();
                found.insert(name.to_owned(), rest.split_once("\n)").unwrap().0.to_owned());
            }
            for gone in text.split("DROP TABLE ").skip(1) {
                found.remove(gone.split(';').next().unwrap().trim());
            }
            for line in text.lines().filter_map(|line| line.strip_prefix("ALTER TABLE ")) {
                if let Some((before, after)) = line.split_once(" RENAME TO ") {
                    let columns = found.remove(before).unwrap();
                    found.insert(after.trim_end_matches(';').to_owned(), columns);
                }
            }
        }
        found
    }

    #[test]
    fn every_table_of_either_database_is_working_or_kept() {
        let listed: BTreeSet<String> = TABLES.iter().map(|(name, _)| (*name).to_owned()).collect();
        assert_eq!(listed.len(), TABLES.len(), "no table is listed twice");
        for database in ["sqlite", "postgres"] {
            let mut made: BTreeSet<String> = tables(database).into_keys().collect();
            made.extend(tables(&format!("keys/{database}")).into_keys());
            assert_eq!(made, listed, "{database}");
        }
    }

    #[test]
    fn conf_27_what_belongs_to_a_request_or_is_sealed_is_working() {
        let class = |name: &str| TABLES.iter().find(|(table, _)| *table == name).unwrap().1;
        for (name, columns) in tables("sqlite") {
            if columns.contains("REFERENCES requests") || columns.contains("_name BLOB") {
                assert_eq!(class(&name), Class::Working, "{name}");
            }
        }
        assert_eq!(class("case_records"), Class::Working);
    }
}

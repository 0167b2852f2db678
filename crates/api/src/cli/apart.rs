//! The keys of what is sealed stand in another database than the records: no backup may hold both.

use super::CommandError;
use peerline_domain::ports::Randomness;
use peerline_persistence::is_same_postgres;
use std::path::Path;

/// Refuses one PostgreSQL database under two addresses, however they are spelled.
pub(super) fn databases(records: &str, keys: &str, random: &dyn Randomness) -> Result<(), CommandError> {
    let mark = random.bytes16().first_chunk().copied().map(i64::from_be_bytes).unwrap_or_default();
    if records == keys || is_same_postgres(records, keys, mark)? {
        return Err(CommandError::Other("key_store_url must name another database than database_url"));
    }
    Ok(())
}

/// Refuses one file under two names.
pub(super) fn files(records: &Path, keys: &Path) -> Result<(), CommandError> {
    if !(records.exists() && keys.exists()) {
        return Ok(());
    }
    if is_same_file(records, keys).map_err(CommandError::io("looking for the databases"))? {
        return Err(CommandError::Other("keys.db is the file of the records: a backup would hold both"));
    }
    Ok(())
}

#[cfg(unix)]
fn is_same_file(one: &Path, other: &Path) -> std::io::Result<bool> {
    use std::os::unix::fs::MetadataExt;
    let place = |path: &Path| path.metadata().map(|found| (found.dev(), found.ino()));
    Ok(place(one)? == place(other)?)
}

#[cfg(not(unix))]
fn is_same_file(one: &Path, other: &Path) -> std::io::Result<bool> {
    Ok(one.canonicalize()? == other.canonicalize()?)
}

use super::CommandError;
use super::config::data_folder;
use crate::audit::{AuditKey, AuditKeyError};
use crate::auth::TokenAuthority;
use std::io::Write;
use std::path::Path;

const SIGNING_KEY: &str = "signing-key.pk8";
const AUDIT_KEY: &str = "audit-key.pk8";

/// The signing key of the data folder; made on the first start, readable by its owner only.
pub(super) fn signing_key(data_dir: &Path) -> Result<Vec<u8>, CommandError> {
    kept(data_dir, SIGNING_KEY, || Ok(TokenAuthority::generate_key()?))
}

/// The key that signs the audit, likewise.
pub(super) fn audit_key(data_dir: &Path) -> Result<AuditKey, CommandError> {
    let unusable = |_: AuditKeyError| CommandError::Other("the audit key cannot be read");
    let key = kept(data_dir, AUDIT_KEY, || AuditKey::generate().map_err(unusable))?;
    AuditKey::new(&key).map_err(unusable)
}

/// The key that signs the audit, where there is one: whoever only verifies makes none.
pub(super) fn known_audit_key(data_dir: &Path) -> Result<Option<AuditKey>, CommandError> {
    if data_dir.join(AUDIT_KEY).exists() { audit_key(data_dir).map(Some) } else { Ok(None) }
}

fn kept(
    data_dir: &Path,
    name: &str,
    make: impl FnOnce() -> Result<Vec<u8>, CommandError>,
) -> Result<Vec<u8>, CommandError> {
    data_folder(data_dir)?;
    let path = data_dir.join(name);
    if path.exists() {
        return std::fs::read(&path).map_err(CommandError::io("reading a key"));
    }
    let key = make()?;
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&path).map_err(CommandError::io("making a key"))?;
    file.write_all(&key).and_then(|()| file.sync_all()).map_err(CommandError::io("writing a key"))?;
    Ok(key)
}

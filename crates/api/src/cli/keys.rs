use super::CommandError;
use super::config::data_folder;
use crate::auth::TokenAuthority;
use std::io::Write;
use std::path::Path;

const SIGNING_KEY: &str = "signing-key.pk8";

/// The signing key of the data folder; made on the first start, readable by its owner only.
pub(super) fn signing_key(data_dir: &Path) -> Result<Vec<u8>, CommandError> {
    data_folder(data_dir)?;
    let path = data_dir.join(SIGNING_KEY);
    if path.exists() {
        return std::fs::read(&path).map_err(CommandError::io("reading the signing key"));
    }
    let key = TokenAuthority::generate_key()?;
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&path).map_err(CommandError::io("making the signing key"))?;
    file.write_all(&key)
        .and_then(|()| file.sync_all())
        .map_err(CommandError::io("writing the signing key"))?;
    Ok(key)
}

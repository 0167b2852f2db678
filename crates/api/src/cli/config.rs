use super::CommandError;
use crate::auth::ProviderSettings;
use config::{Config, Environment, File};
use peerline_persistence::{PostgresOptions, SqliteOptions, Store};
use serde::Deserialize;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How `serve` is set up. Every key can stand in the file or, as `PEERLINE_<KEY>`, in the environment; the
/// environment wins.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Settings {
    /// Where to listen.
    pub(super) listen: String,
    /// Folder of the database file and the signing key.
    pub(super) data_dir: PathBuf,
    /// A PostgreSQL address; SQLite in `data_dir` where absent.
    pub(super) database_url: Option<String>,
    /// Issuer written into tokens.
    pub(super) issuer: String,
    /// Worker threads.
    pub(super) workers: usize,
    /// Database connections.
    pub(super) connections: u32,
    /// Level of our own log lines: error, warn, info, debug or trace.
    pub(super) log: String,
    /// Where people sign in.
    #[serde(default)]
    pub(super) identity_providers: Vec<ProviderSettings>,
    /// Read by clap; here so that the environment reader knows it.
    #[serde(rename = "config")]
    _config: Option<String>,
}

/// Longest wait for the database before a request is answered 503.
const PATIENCE: Duration = Duration::from_secs(1);

impl Settings {
    pub(super) fn load(file: Option<&Path>) -> Result<Self, CommandError> {
        let builder = Config::builder()
            .set_default("listen", "127.0.0.1:8080")?
            .set_default("data_dir", "peerline-data")?
            .set_default("issuer", "peerline")?
            .set_default("workers", 2)?
            .set_default("connections", 8)?
            .set_default("log", "info")?;
        let builder = match file {
            Some(path) => builder.add_source(File::from(path)),
            None => builder.add_source(File::with_name("peerline").required(false)),
        };
        let settings = builder.add_source(Environment::with_prefix("PEERLINE").try_parsing(true)).build()?;
        Ok(settings.try_deserialize()?)
    }

    pub(super) fn open_store(&self) -> Result<Store, CommandError> {
        if let Some(url) = &self.database_url {
            let options =
                PostgresOptions { url: url.clone(), connections: self.connections, patience: PATIENCE };
            return Ok(Store::postgres(&options)?);
        }
        data_folder(&self.data_dir)?;
        let options = SqliteOptions {
            path: self.data_dir.join("peerline.db"),
            readers: self.connections,
            patience: PATIENCE,
        };
        Ok(Store::sqlite(&options)?)
    }
}

/// Makes the data folder where it is missing, for its owner only: it holds the signing key and the database.
pub(super) fn data_folder(path: &Path) -> Result<(), CommandError> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path).map_err(CommandError::io("making the data folder"))
}

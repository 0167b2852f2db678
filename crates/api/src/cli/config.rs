use super::{CommandError, apart};
use crate::auth::ProviderSettings;
use crate::environment::SystemRandomness;
use crate::limits::{Addresses, Callers, Clients, Limits, Ticks};
use config::{Config, Environment, File};
use peerline_domain::ports::Randomness;
use peerline_persistence::keys::{KeyError, KeyStore};
use peerline_persistence::sealing::MasterKeys;
use peerline_persistence::{PostgresOptions, SqliteOptions, Store};
use serde::Deserialize;
use std::fmt;
use std::net::IpAddr;
use std::num::NonZeroU32;
use std::path::{Path, PathBuf};
use std::sync::Arc;
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
    /// A PostgreSQL address for the application's role; SQLite in `data_dir` where absent.
    pub(super) database_url: Option<String>,
    /// Folder of the key store's file and of the master key's. Not below `data_dir`, whose backups must not hold
    /// them.
    pub(super) key_store: PathBuf,
    /// A PostgreSQL database for the key store, another than the records'; a file in `key_store` where absent.
    pub(super) key_store_url: Option<String>,
    /// The master key's file; `master.key` in `key_store` where absent.
    pub(super) master_key_file: Option<PathBuf>,
    /// The master key itself, base64; several separated by commas, the present one first.
    pub(super) master_key: Option<Secret>,
    /// A PostgreSQL address for the owner of the tables, who migrates.
    pub(super) migration_url: Option<String>,
    /// Issuer written into tokens.
    pub(super) issuer: String,
    /// Worker threads.
    pub(super) workers: usize,
    /// Database connections.
    pub(super) connections: u32,
    /// Where figures for the operator are served; nowhere where absent.
    pub(super) metrics_listen: Option<String>,
    /// People who may ask within an hour from one client address; 0 for no limit.
    pub(super) people_per_address: u32,
    /// Requests a minute of one signed-in caller; 0 for no limit.
    pub(super) requests_per_minute: u32,
    /// Addresses of proxies whose `X-Forwarded-For` is believed.
    pub(super) trusted_proxies: Vec<IpAddr>,
    /// Level of our own log lines: error, warn, info, debug or trace.
    pub(super) log: String,
    /// Where people sign in.
    #[serde(default)]
    pub(super) identity_providers: Vec<ProviderSettings>,
    /// Read by clap; here so that the environment reader knows it.
    #[serde(rename = "config")]
    _config: Option<String>,
}

/// A value that is not printed.
#[derive(Clone, Deserialize)]
#[serde(transparent)]
pub(super) struct Secret(pub(super) String);

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// Longest wait for the database before a request is answered 503.
const PATIENCE: Duration = Duration::from_secs(1);

impl Settings {
    pub(super) fn load(file: Option<&Path>) -> Result<Self, CommandError> {
        let builder = Config::builder()
            .set_default("listen", "127.0.0.1:8080")?
            .set_default("data_dir", "peerline-data")?
            .set_default("key_store", "peerline-keys")?
            .set_default("issuer", "peerline")?
            .set_default("workers", 2)?
            .set_default("connections", 8)?
            .set_default("people_per_address", 1600)?
            .set_default("requests_per_minute", 6000)?
            .set_default("trusted_proxies", Vec::<String>::new())?
            .set_default("log", "info")?;
        let builder = match file {
            Some(path) => builder.add_source(File::from(path)),
            None => builder.add_source(File::with_name("peerline").required(false)),
        };
        let settings = builder.add_source(variables()).build()?;
        Ok(settings.try_deserialize()?)
    }

    pub(super) fn limits(&self, random: &Arc<dyn Randomness>) -> Limits {
        let ticks = Ticks::running();
        let addresses = NonZeroU32::new(self.people_per_address)
            .map(|people| Addresses::new(people, ticks.clone(), Arc::clone(random)));
        let clients = Some(Clients::new(ticks.clone()));
        let callers = NonZeroU32::new(self.requests_per_minute).map(|budget| Callers::new(budget, ticks));
        Limits { addresses, callers, clients, trusted_proxies: self.trusted_proxies.clone() }
    }

    pub(super) fn open_store(&self) -> Result<Store, CommandError> {
        if let Some(url) = &self.database_url {
            let options = PostgresOptions {
                url: url.clone(),
                migration_url: self.migration_url.clone(),
                connections: self.connections,
                patience: PATIENCE,
            };
            return Ok(Store::postgres(&options)?);
        }
        if self.migration_url.is_some() {
            return Err(CommandError::Other(
                "migration_url names the owner of a PostgreSQL database; database_url, for the application, is missing",
            ));
        }
        data_folder(&self.data_dir)?;
        let options =
            SqliteOptions { path: self.records_file(), readers: self.connections, patience: PATIENCE };
        Ok(Store::sqlite(&options)?)
    }

    /// Opens the key store; makes it, and the master key, where they are missing and nobody said otherwise.
    pub(super) fn open_keys(&self) -> Result<KeyStore, CommandError> {
        let random: Arc<dyn Randomness> = Arc::new(SystemRandomness);
        let masters = self.masters(random.as_ref())?;
        if let Some(url) = &self.key_store_url {
            if let Some(records) = &self.database_url {
                apart::databases(records, url, random.as_ref())?;
            }
            let options = PostgresOptions {
                url: url.clone(),
                migration_url: None,
                connections: self.connections,
                patience: PATIENCE,
            };
            return Ok(KeyStore::postgres(&options, masters, random)?);
        }
        data_folder(&self.key_store)?;
        self.keep_apart()?;
        let path = self.key_store.join("keys.db");
        apart::files(&self.records_file(), &path)?;
        let options = SqliteOptions { path, readers: self.connections, patience: PATIENCE };
        Ok(KeyStore::sqlite(&options, masters, random)?)
    }

    fn records_file(&self) -> PathBuf {
        self.data_dir.join("peerline.db")
    }

    fn masters(&self, random: &dyn Randomness) -> Result<MasterKeys, CommandError> {
        if let Some(Secret(text)) = &self.master_key {
            return Ok(MasterKeys::given(text).map_err(KeyError::from)?);
        }
        if let Some(path) = &self.master_key_file {
            // A file that was named is never made: a typing mistake would start with a new key.
            return Ok(MasterKeys::of_file(path).map_err(KeyError::from)?);
        }
        data_folder(&self.key_store)?;
        self.keep_apart()?;
        Ok(MasterKeys::of_file_or_new(&self.key_store.join("master.key"), random).map_err(KeyError::from)?)
    }

    /// Wherever the master key comes from: the keys of what is sealed stand in no backup of the database.
    fn keep_apart(&self) -> Result<(), CommandError> {
        if self.data_dir_holds(&self.key_store)? {
            return Err(CommandError::Other("key_store must not lie in data_dir: a backup would hold both"));
        }
        Ok(())
    }

    fn data_dir_holds(&self, folder: &Path) -> Result<bool, CommandError> {
        if !self.data_dir.exists() {
            return Ok(false);
        }
        let real = |path: &Path| path.canonicalize().map_err(CommandError::io("looking for the folders"));
        Ok(real(folder)?.starts_with(real(&self.data_dir)?))
    }
}

impl Settings {
    /// Brings the schema up to date. On PostgreSQL the owner of the tables does, and the application's role need
    /// not be there yet.
    pub(super) fn migrate(&self) -> Result<(), CommandError> {
        match (&self.migration_url, &self.database_url) {
            (Some(owner), _) => Ok(Store::migrate_postgres(owner)?),
            (None, Some(_)) => Err(CommandError::Other(
                "the owner of the tables migrates: name an address for it in migration_url (docs/operations.md)",
            )),
            (None, None) => self.open_store().map(drop),
        }
    }
}

fn variables() -> Environment {
    let variables = Environment::with_prefix("PEERLINE").try_parsing(true);
    variables.list_separator(",").with_list_parse_key("trusted_proxies")
}

/// Makes the data folder where it is missing, for its owner only: it holds the signing key and the database.
pub(super) fn data_folder(path: &Path) -> Result<(), CommandError> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path).map_err(CommandError::io("making the data folder"))
}

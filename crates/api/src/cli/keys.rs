use super::CommandError;
use super::config::{Settings, data_folder};
use crate::auth::TokenAuthority;
use clap::Subcommand;
use peerline_persistence::keys::{KeyStore, Rotation};
use peerline_persistence::{Scope, Store, StoreError};
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

/// What can be done with the keys of what is sealed. The server may run meanwhile.
#[derive(Subcommand)]
pub(super) enum KeysCommand {
    /// Wrap everything by a new master key: drawn into the file, or the first of those given.
    RotateMaster,
    /// Give an agency a new key and destroy the old one.
    RotateAgency {
        /// Short name of the agency.
        #[arg(long)]
        agency: String,
    },
    /// Show what there is, in numbers.
    Status,
}

/// Carries a command about keys out.
#[expect(clippy::print_stdout, reason = "the command line talks to a person")]
pub(super) fn run(command: &KeysCommand, config: Option<&Path>) -> Result<(), CommandError> {
    let settings = Settings::load(config)?;
    let (store, keys) = (settings.open_store()?, settings.open_keys()?);
    match command {
        KeysCommand::RotateMaster => println!("{}", told(keys.rotate_master()?)),
        KeysCommand::RotateAgency { agency } => println!("{}", told(rotate(&store, &keys, agency)?)),
        KeysCommand::Status => {
            let status = keys.status(&store)?;
            println!("master key {}", status.master);
            for one in status.agencies {
                println!(
                    "agency {}: versions {:?}, wrapped by this master key: {}, cases {}, purged {}, still to purge {}",
                    one.agency, one.versions, one.by_present_master, one.cases, one.purged, one.pending
                );
            }
        }
    }
    Ok(())
}

fn rotate(store: &Store, keys: &KeyStore, slug: &str) -> Result<Rotation, CommandError> {
    let found = store.read(Scope::Platform, |tx| Ok::<_, StoreError>(tx.find_agency_by_slug(slug)?))?;
    let agency = found.ok_or(CommandError::Other("there is no agency of this name"))?;
    Ok(keys.rotate_agency(agency.id)?)
}

fn told(rotation: Rotation) -> String {
    format!("{} keys wrapped anew, {} old versions destroyed", rotation.rewrapped, rotation.destroyed)
}

use super::CommandError;
use super::config::{Settings, data_folder};
use super::trail::{self, By};
use crate::audit::{AuditKey, AuditKeyError, INSTALLATION};
use crate::auth::TokenAuthority;
use crate::environment::SystemClock;
use clap::Subcommand;
use peerline_domain::audit::{AuditObject, AuditVerb};
use peerline_domain::ports::Clock;
use peerline_persistence::keys::{KeyStore, Rotation};
use peerline_persistence::{Scope, Store};
use std::io::{ErrorKind, Write};
use std::path::Path;
use uuid::Uuid;

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
        return read(&path);
    }
    let key = make()?;
    // Whole before it has its name, and never over another: of two first starts at once one wins, and both go on
    // with its key. For its owner only, as the crate makes it.
    let mut file = tempfile::NamedTempFile::new_in(data_dir).map_err(CommandError::io("making a key"))?;
    let written = file.write_all(&key).and_then(|()| file.as_file().sync_all());
    written.map_err(CommandError::io("writing a key"))?;
    match file.persist_noclobber(&path) {
        Ok(_) => Ok(key),
        Err(lost) if lost.error.kind() == ErrorKind::AlreadyExists => read(&path),
        Err(failed) => Err(CommandError::io("making a key")(failed.error)),
    }
}

fn read(path: &Path) -> Result<Vec<u8>, CommandError> {
    std::fs::read(path).map_err(CommandError::io("reading a key"))
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
        KeysCommand::RotateMaster => {
            audited(&store, INSTALLATION, AuditVerb::ROTATE_MASTER_KEY, ("master_key", None))?;
            println!("{}", told(keys.rotate_master()?));
        }
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
    let found = store.read(Scope::Platform, |tx| tx.find_agency_by_slug(slug))?;
    let agency = found.ok_or(CommandError::Other("there is no agency of this name"))?;
    audited(store, agency.id, AuditVerb::ROTATE_AGENCY_KEY, ("agency_key", Some(agency.id)))?;
    Ok(keys.rotate_agency(agency.id)?)
}

/// The row comes first: keys stand in a store of their own, and a rotation that is cut short is one all the same.
fn audited(
    store: &Store,
    whose: Uuid,
    verb: AuditVerb,
    (kind, id): (&str, Option<Uuid>),
) -> Result<(), CommandError> {
    let object = AuditObject { kind: kind.to_owned(), id };
    let now = SystemClock.now();
    Ok(store.write(Scope::Platform, move |tx| trail::leave(tx, whose, By::Operator, verb, object, now))?)
}

fn told(rotation: Rotation) -> String {
    format!("{} keys wrapped anew, {} old versions destroyed", rotation.rewrapped, rotation.destroyed)
}

#[cfg(test)]
mod tests {
    use super::kept;
    use std::sync::Barrier;

    #[test]
    fn of_many_first_starts_at_once_one_key_is_left_and_all_go_on_with_it() {
        for _ in 0..20 {
            let (folder, start) = (tempfile::tempdir().unwrap(), Barrier::new(8));
            let keys: Vec<Vec<u8>> = std::thread::scope(|threads| {
                let first_start = |number: u8| {
                    let (folder, start) = (&folder, &start);
                    move || {
                        // Each finds no file, draws its own key, and then all want to keep theirs.
                        let draw = || {
                            start.wait();
                            Ok(vec![number; 4000])
                        };
                        kept(folder.path(), "key", draw).unwrap_or_else(|error| panic!("{error}"))
                    }
                };
                let starting: Vec<_> = (0..8).map(|number| threads.spawn(first_start(number))).collect();
                starting.into_iter().map(|one| one.join().unwrap()).collect()
            });
            let file = std::fs::read(folder.path().join("key")).unwrap();
            assert_eq!(file.len(), 4000);
            assert!(keys.iter().all(|key| *key == file));
            assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "nothing else is left");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_key_is_its_owner_s_alone_and_is_read_again() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let first = kept(folder.path(), "key", || Ok(vec![1])).unwrap_or_else(|error| panic!("{error}"));
        let second = kept(folder.path(), "key", || Ok(vec![2])).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(first, second);
        let mode = folder.path().join("key").metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}

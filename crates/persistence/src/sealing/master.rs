use super::cipher::SecretKey;
use data_encoding::{BASE64, HEXLOWER};
use peerline_domain::ports::Randomness;
use sha2::{Digest, Sha256};
use std::fmt;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{Arc, RwLock};
use zeroize::Zeroizing;

/// Why there is no master key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MasterKeyError {
    /// The file cannot be read or written.
    #[error("the file of the master key cannot be read or written")]
    File,
    /// Not 32 bytes in base64, or no key at all.
    #[error("a master key is 32 bytes in base64")]
    Form,
    /// The keys come from the environment, which cannot be written.
    #[error("the master key comes from the environment: put a new one before the old one there")]
    Environment,
}

/// A master key and the id by which what it wraps names it.
#[derive(Clone)]
pub(crate) struct MasterKey {
    /// Begin of a digest; tells keys apart and nothing about them.
    pub(crate) id: String,
    pub(crate) key: SecretKey,
}

impl MasterKey {
    fn of(key: SecretKey) -> Self {
        let digest =
            Sha256::new().chain_update(b"peerline master key id").chain_update(key.expose()).finalize();
        let id = HEXLOWER.encode(digest.get(..8).unwrap_or_default());
        Self { id, key }
    }

    fn parse(text: &str) -> Result<Self, MasterKeyError> {
        let bytes = Zeroizing::new(BASE64.decode(text.as_bytes()).map_err(|_| MasterKeyError::Form)?);
        SecretKey::from_slice(&bytes).map(Self::of).ok_or(MasterKeyError::Form)
    }
}

/// The master keys: the first wraps, all unwrap. From a file, one a line, which is read again when a key is
/// missing, so that a running server follows a rotation; or given once, from the environment.
#[derive(Clone)]
pub struct MasterKeys {
    file: Option<PathBuf>,
    keys: Arc<RwLock<Vec<MasterKey>>>,
}

impl fmt::Debug for MasterKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MasterKeys(…)")
    }
}

impl MasterKeys {
    /// Keys given as text: base64, separated by commas or line ends, the present one first.
    pub fn given(text: &str) -> Result<Self, MasterKeyError> {
        Ok(Self { file: None, keys: Arc::new(RwLock::new(parse(text)?)) })
    }

    /// The keys of a file.
    pub fn of_file(path: &Path) -> Result<Self, MasterKeyError> {
        let keys = Arc::new(RwLock::new(read(path)?));
        Ok(Self { file: Some(path.to_owned()), keys })
    }

    /// The keys of a file; makes it, with one key, readable by its owner only, where it is not there.
    pub fn of_file_or_new(path: &Path, random: &dyn Randomness) -> Result<Self, MasterKeyError> {
        if !path.exists() {
            // Two first starts at once: one file wins, and both go on with its key.
            let drawn = path.with_extension(std::process::id().to_string());
            write(&drawn, &[MasterKey::of(SecretKey::draw(random))])?;
            let linked = std::fs::hard_link(&drawn, path);
            std::fs::remove_file(&drawn).map_err(|_| MasterKeyError::File)?;
            if linked.is_err_and(|error| error.kind() != std::io::ErrorKind::AlreadyExists) {
                return Err(MasterKeyError::File);
            }
        }
        Self::of_file(path)
    }

    /// Draws a new key and puts it before the present one in the file. Of the older ones those in `needed` stay.
    pub(crate) fn renew(&self, needed: &[String], random: &dyn Randomness) -> Result<(), MasterKeyError> {
        let path = self.file.as_deref().ok_or(MasterKeyError::Environment)?;
        let mut keys = vec![MasterKey::of(SecretKey::draw(random))];
        let (mut present, older) = (read(path)?.into_iter(), |key: &MasterKey| needed.contains(&key.id));
        keys.extend(present.next());
        keys.extend(present.filter(older));
        write(path, &keys)?;
        self.read_again();
        Ok(())
    }

    /// Whether the keys stand in a file that [`renew`](Self::renew) can write.
    pub(crate) const fn is_file(&self) -> bool {
        self.file.is_some()
    }

    /// The key that wraps. Asked for rarely, so the file is read anew: nothing is wrapped by a key on its way out.
    pub(crate) fn present(&self) -> Option<MasterKey> {
        self.read_again();
        self.keys.read().ok()?.first().cloned()
    }

    /// The key of an id.
    pub(crate) fn find(&self, id: &str) -> Option<MasterKey> {
        self.known(id).or_else(|| {
            self.read_again();
            self.known(id)
        })
    }

    fn known(&self, id: &str) -> Option<MasterKey> {
        self.keys.read().ok()?.iter().find(|key| key.id == id).cloned()
    }

    /// Reads the file again. Keys that left it stay known to this process: a row read a moment ago may need them.
    fn read_again(&self) {
        let Some(Ok(mut read)) = self.file.as_deref().map(read) else { return };
        if let Ok(mut keys) = self.keys.write() {
            let gone = keys.iter().filter(|key| !read.iter().any(|other| other.id == key.id));
            let gone: Vec<_> = gone.cloned().collect();
            read.extend(gone);
            *keys = read;
        }
    }
}

fn parse(text: &str) -> Result<Vec<MasterKey>, MasterKeyError> {
    let parts = text.split([',', '\n']).map(str::trim).filter(|part| !part.is_empty());
    let keys = parts.map(MasterKey::parse).collect::<Result<Vec<_>, _>>()?;
    if keys.is_empty() { Err(MasterKeyError::Form) } else { Ok(keys) }
}

fn read(path: &Path) -> Result<Vec<MasterKey>, MasterKeyError> {
    parse(&Zeroizing::new(std::fs::read_to_string(path).map_err(|_| MasterKeyError::File)?))
}

/// Writes beside the file and renames, so that a crash leaves the old keys or the new ones, never a part.
fn write(path: &Path, keys: &[MasterKey]) -> Result<(), MasterKeyError> {
    let mut text = Zeroizing::new(String::new());
    for key in keys {
        text.push_str(&Zeroizing::new(BASE64.encode(key.key.expose())));
        text.push('\n');
    }
    let beside = path.with_extension("new");
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let written = options.open(&beside).and_then(|mut file| {
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        std::fs::rename(&beside, path)?;
        path.parent().map_or(Ok(()), |folder| std::fs::File::open(folder)?.sync_all())
    });
    written.map_err(|_| MasterKeyError::File)
}

#[cfg(test)]
mod tests {
    use super::{MasterKeyError, MasterKeys};
    use crate::dice::Dice;

    #[test]
    fn the_first_start_makes_a_key_that_only_its_owner_reads_and_keeps_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("master.key");
        let dice = Dice::default();
        let id = |keys: &MasterKeys| keys.present().unwrap().id;
        let first = id(&MasterKeys::of_file_or_new(&path, &dice).unwrap());
        assert_eq!(id(&MasterKeys::of_file_or_new(&path, &dice).unwrap()), first);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        }
    }

    #[test]
    fn a_running_process_follows_a_renewal_by_another_and_still_knows_the_old_key() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("master.key");
        let dice = Dice::default();
        let running = MasterKeys::of_file_or_new(&path, &dice).unwrap();
        let old = running.present().unwrap().id;
        let command = MasterKeys::of_file(&path).unwrap();
        command.renew(&[], &dice).unwrap();
        let new = command.present().unwrap().id;
        assert_ne!(old, new);
        assert!(running.find(&new).is_some());
        assert!(running.find(&old).is_some());
        assert_eq!(running.present().unwrap().id, new);
        // The next renewal drops a key that nothing is wrapped by.
        command.renew(&[], &dice).unwrap();
        assert!(MasterKeys::of_file(&path).unwrap().find(&old).is_none());
    }

    #[test]
    fn text_that_is_no_key_is_refused_and_not_repeated() {
        for text in ["", "short", "AAAA", "not base64 at all!"] {
            assert_eq!(MasterKeys::given(text).unwrap_err(), MasterKeyError::Form);
        }
        let one = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
        let keys = MasterKeys::given(&format!("{one},{}", one.replacen('A', "B", 1))).unwrap();
        assert_eq!(format!("{keys:?}"), "MasterKeys(…)");
        assert_eq!(keys.renew(&[], &Dice::default()), Err(MasterKeyError::Environment));
    }
}

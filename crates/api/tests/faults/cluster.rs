//! A PostgreSQL of the test's own that can be killed: `scripts/db`, with fsync on.

use peerline_persistence::inspection::Inspected;
use std::path::PathBuf;
use std::process::Command;
use std::time::{Duration, Instant};

/// Longest wait until a killed server is up again.
const PATIENCE: Duration = Duration::from_mins(2);

/// The cluster; gone with everything in it when dropped.
pub(crate) struct Cluster {
    /// Keeps the note of where it runs, so that it is nobody else's.
    state: tempfile::TempDir,
    /// Address for its superuser.
    pub(crate) address: String,
}

impl Cluster {
    pub(crate) fn start() -> Self {
        let state = tempfile::tempdir().expect("a folder");
        let address = script(&state, &["start", "--fsync"]).unwrap_or_else(|fault| panic!("{fault}"));
        Self { state, address }
    }

    /// `kill -9` for the postmaster and all its children, at once.
    pub(crate) fn kill(&self) {
        let folder = script(&self.state, &["folder"]).unwrap_or_else(|fault| panic!("{fault}"));
        let note = PathBuf::from(folder).join("data/postmaster.pid");
        let note = std::fs::read_to_string(note).expect("the postmaster runs");
        let postmaster = note.lines().next().expect("its number").trim();
        let children = Command::new("pgrep").args(["-P", postmaster]).output().expect("pgrep");
        let children = String::from_utf8_lossy(&children.stdout).into_owned();
        // A child may end by itself in between; the postmaster may not.
        drop(Command::new("kill").arg("-9").arg(postmaster).args(children.split_whitespace()).output());
    }

    /// Starts it again; it recovers from its log.
    pub(crate) fn restart(&self) {
        let began = Instant::now();
        loop {
            // The killed one may look alive for a moment, and its last child holds its memory: both pass.
            let started = script(&self.state, &["start", "--fsync"]);
            if Inspected::Postgres(&self.address).texts("SELECT 'up' AS text").is_ok() {
                return;
            }
            assert!(began.elapsed() < PATIENCE, "{started:?}");
        }
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        drop(script(&self.state, &["stop"]));
    }
}

fn script(state: &tempfile::TempDir, words: &[&str]) -> Result<String, String> {
    let output = Command::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../scripts/db"))
        .args(words)
        .env("CARGO_TARGET_DIR", state.path())
        .env_remove("PEERLINE_TEST_POSTGRES")
        .output()
        .map_err(|fault| fault.to_string())?;
    if output.status.success() {
        Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
    } else {
        Err(String::from_utf8_lossy(&output.stderr).into_owned())
    }
}

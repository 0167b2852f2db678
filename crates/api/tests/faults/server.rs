//! The server as its operator starts it, to be killed.

use crate::client::Caller;
use peerline_persistence::inspection::Inspected;
use peerline_persistence::testing::TestDatabase;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

/// An installation that outlives its processes.
pub(crate) struct Installation {
    folder: tempfile::TempDir,
    database: Option<TestDatabase>,
    file: PathBuf,
    superuser: String,
}

/// A process of it.
pub(crate) struct Server {
    process: Child,
    /// `http://127.0.0.1:<port>`.
    pub(crate) base: String,
    /// The one-time administrator token, on the first start.
    pub(crate) first_token: Option<String>,
}

impl Installation {
    /// On a PostgreSQL database, or on a SQLite file.
    pub(crate) fn new(database: Option<TestDatabase>) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let superuser = database.as_ref().map(TestDatabase::superuser_url).unwrap_or_default();
        Self { file: folder.path().join("data/peerline.db"), folder, database, superuser }
    }

    fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_peerline"));
        command.current_dir(self.folder.path()).env("PEERLINE_DATA_DIR", self.folder.path().join("data"));
        command.env("PEERLINE_KEY_STORE", self.folder.path().join("keys"));
        // The writers come from one address, and nobody is to be turned away.
        command.env("PEERLINE_PEOPLE_PER_ADDRESS", "0").env("PEERLINE_REQUESTS_PER_MINUTE", "0");
        command.env_remove("PEERLINE_TEST_DATABASE").env_remove("PEERLINE_TEST_POSTGRES");
        if let Some(database) = &self.database {
            command
                .env("PEERLINE_DATABASE_URL", database.url())
                .env("PEERLINE_MIGRATION_URL", database.owner_url());
        }
        command
    }

    /// Starts a process and waits until it listens.
    pub(crate) fn start(&self) -> Server {
        let log = std::fs::File::options().create(true).append(true).open(self.folder.path().join("log"));
        let mut process = self
            .command()
            .arg("serve")
            .env("PEERLINE_LISTEN", "127.0.0.1:0")
            .env("PEERLINE_LOG", "warn")
            .stdout(Stdio::piped())
            .stderr(log.expect("a log"))
            .spawn()
            .expect("the server starts");
        let mut lines = BufReader::new(process.stdout.take().expect("its output")).lines();
        // From here on it ends with this value, also where the loop below gives up.
        let mut server = Server { process, base: String::new(), first_token: None };
        loop {
            let line = lines.next().unwrap_or_else(|| panic!("{}", self.log())).expect("a line");
            if let Some(base) = line.strip_prefix("Listening on ") {
                base.clone_into(&mut server.base);
                return server;
            }
            if line.trim().len() == 52 {
                server.first_token = Some(line.trim().to_owned());
            }
        }
    }

    /// What the processes logged.
    pub(crate) fn log(&self) -> String {
        std::fs::read_to_string(self.folder.path().join("log")).unwrap_or_default()
    }

    /// A token from the command line, for twelve hours.
    pub(crate) fn token_of(&self, principal: &str) -> String {
        let words = ["token", "--amr", "mfa", "--minutes", "720", "--principal", principal];
        let made = self.command().args(words).output().expect("the command runs");
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        String::from_utf8_lossy(&made.stdout).trim().to_owned()
    }

    /// The database, from outside.
    pub(crate) fn inspected(&self) -> Inspected<'_> {
        if self.database.is_some() {
            Inspected::Postgres(&self.superuser)
        } else {
            Inspected::Sqlite(&self.file)
        }
    }
}

impl Server {
    pub(crate) fn caller(&self, token: Option<&str>) -> Caller {
        Caller::new(&self.base, token)
    }

    /// `kill -9`: no destructor runs, nothing is finished.
    pub(crate) fn kill(&self) {
        let killed = Command::new("kill").args(["-9", &self.process.id().to_string()]).status();
        assert!(killed.expect("kill").success(), "it was running");
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.process.kill());
        drop(self.process.wait());
    }
}

//! The server under measurement, as its operator starts it.

use crate::Fault;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// How a server is started.
#[derive(Debug, Clone)]
pub(crate) struct Setup {
    /// The binary.
    pub(crate) binary: PathBuf,
    /// Its data folder.
    pub(crate) data: PathBuf,
    /// Its PostgreSQL database; SQLite in the data folder where none.
    pub(crate) database_url: Option<String>,
    /// Its connections to the database.
    pub(crate) connections: usize,
}

/// A running server.
pub(crate) struct Server {
    setup: Setup,
    process: Child,
    /// `127.0.0.1:<port>`.
    pub(crate) host: String,
    /// The one-time administrator token, on the first start.
    pub(crate) first_token: Option<String>,
    /// From its start until it listens.
    pub(crate) started_in: Duration,
}

impl Setup {
    fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(&self.binary);
        command
            .args(words)
            .env("PEERLINE_DATA_DIR", &self.data)
            .env("PEERLINE_LISTEN", "127.0.0.1:0")
            .env("PEERLINE_WORKERS", "2")
            .env("PEERLINE_CONNECTIONS", self.connections.to_string())
            .env("PEERLINE_KEY_STORE", self.data.with_extension("keys"))
            // Nobody is turned away: what is measured comes from one address and a few callers.
            .env("PEERLINE_PEOPLE_PER_ADDRESS", "0")
            .env("PEERLINE_REQUESTS_PER_MINUTE", "0")
            .env("PEERLINE_LOG", "warn");
        if let Some(url) = &self.database_url {
            command.env("PEERLINE_DATABASE_URL", url);
        }
        command
    }

    /// Starts the server and waits until it says where it listens.
    pub(crate) fn start(&self) -> Result<Server, Fault> {
        let began = Instant::now();
        let mut process = self.command(&["serve"]).stdout(Stdio::piped()).spawn()?;
        let output = process.stdout.take().ok_or("the server has no output")?;
        let (mut host, mut first_token) = (None, None);
        for line in BufReader::new(output).lines() {
            let line = line?;
            if let Some(address) = line.strip_prefix("Listening on http://") {
                host = Some(address.to_owned());
                break;
            }
            if line.trim().len() == 52 {
                first_token = Some(line.trim().to_owned());
            }
        }
        let host = host.ok_or("the server ended before it listened")?;
        Ok(Server { setup: self.clone(), process, host, first_token, started_in: began.elapsed() })
    }
}

impl Server {
    /// A token that outlives the measurement.
    pub(crate) fn token_of(&self, principal: &str) -> Result<String, Fault> {
        let made = self
            .setup
            .command(&["token", "--amr", "mfa", "--principal", principal, "--minutes", "720"])
            .output()?;
        if !made.status.success() {
            return Err(String::from_utf8_lossy(&made.stderr).into_owned().into());
        }
        Ok(String::from_utf8(made.stdout)?.trim().to_owned())
    }

    /// Memory it holds and the most it ever held, in MiB, where the system tells (`/proc`).
    pub(crate) fn resident_mib(&self) -> Option<(f64, f64)> {
        let status =
            std::fs::read_to_string(Path::new("/proc").join(self.process.id().to_string()).join("status"));
        let status = status.ok()?;
        let value = |key: &str| {
            let line = status.lines().find(|line| line.starts_with(key))?;
            line.split_whitespace().nth(1)?.parse::<f64>().ok().map(|kib| kib / 1024.0)
        };
        Some((value("VmRSS:")?, value("VmHWM:")?))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // What is measured is over; nobody waits for its last requests.
        drop(self.process.kill());
        drop(self.process.wait());
    }
}

//! The comparator: the same two operations as a `FastAPI` and `SQLAlchemy` service on the same database.

use crate::Fault;
use crate::floor::Pgbench;
use crate::server::Setup;
use std::collections::BTreeMap;
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// Longest wait until it listens.
const PATIENCE: Duration = Duration::from_secs(20);

/// The running comparator.
pub(crate) struct Comparator {
    process: Child,
    /// `127.0.0.1:<port>`.
    pub(crate) host: String,
}

impl Comparator {
    /// Starts it with two workers that share as many connections as the server has, and waits until it listens.
    pub(crate) fn start(
        python: &Path,
        source: &Path,
        create: &Pgbench,
        server: &Setup,
    ) -> Result<Self, Fault> {
        let named = create.variables.iter().filter_map(|variable| variable.split_once('='));
        let variables: BTreeMap<&str, &str> = named.collect();
        let address = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
        let process = Command::new(std::path::absolute(python)?)
            .args(["-m", "uvicorn", "app:app", "--workers", "2", "--log-level", "warning", "--no-access-log"])
            .args(["--loop", "uvloop", "--http", "httptools", "--port", &address.port().to_string()])
            .current_dir(source)
            .env("DATABASE_URL", server.database_url.as_deref().unwrap_or_default())
            .env("CONNECTIONS", (server.connections / 2).max(1).to_string())
            .env("SIGNING_KEY", std::path::absolute(server.data.join("signing-key.pk8"))?)
            .env("CREATE_SQL", std::path::absolute(&create.file)?)
            .env("VARIABLES", serde_json::to_string(&variables)?)
            .env("PYTHONDONTWRITEBYTECODE", "1")
            .stdin(Stdio::null())
            .spawn()?;
        let comparator = Self { process, host: address.to_string() };
        let began = Instant::now();
        while TcpStream::connect(address).is_err() {
            if began.elapsed() > PATIENCE {
                return Err("the comparator does not listen".into());
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        // Its second worker may still be starting.
        std::thread::sleep(Duration::from_secs(2));
        Ok(comparator)
    }
}

impl Drop for Comparator {
    fn drop(&mut self) {
        // Its workers end when they are told to by the parent, so the parent is asked and not killed.
        drop(Command::new("kill").args(["-TERM", &self.process.id().to_string()]).status());
        drop(self.process.wait());
    }
}

//! What the server is compared with, run as programs of their own: pgbench and the bare SQLite loop.

use crate::Fault;
use crate::figures::Figures;
use crate::statements::Script;
use hdrhistogram::Histogram;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

/// A script for pgbench in a file.
pub(crate) struct Pgbench {
    pub(crate) file: PathBuf,
    folder: PathBuf,
    /// What its variables stand for, `name=value`.
    pub(crate) variables: Vec<String>,
}

impl Pgbench {
    /// Keeps the script as `<name>.sql`.
    pub(crate) fn keep(folder: &Path, name: &str, script: &Script) -> Result<Self, Fault> {
        let file = folder.join(format!("{name}.sql"));
        std::fs::write(&file, &script.pgbench)?;
        Ok(Self { file, folder: folder.to_owned(), variables: script.variables.clone() })
    }

    /// Runs it with one connection per client, prepared statements, and a sample of its times for p99.
    pub(crate) fn run(&self, url: &str, clients: usize, length: Duration) -> Result<Figures, Fault> {
        let prefix = self.folder.join("pgbench_times");
        let mut command = Command::new("pgbench");
        command
            .args(["-n", "-M", "prepared", "-j", "1", "-c", &clients.to_string(), "-T"])
            .arg(length.as_secs().to_string())
            .args(["--log", "--sampling-rate=0.5", "--log-prefix"])
            .arg(&prefix)
            .arg("-f")
            .arg(&self.file);
        for variable in &self.variables {
            command.args(["-D", variable]);
        }
        let output = command.arg(url).output()?;
        let text = String::from_utf8_lossy(&output.stdout);
        let clean = output.status.success() && text.contains("number of failed transactions: 0");
        let per_second =
            text.lines().find_map(|line| line.strip_prefix("tps = ")?.split(' ').next()?.parse().ok());
        let times = times(&self.folder)?;
        let per_second: f64 = match (per_second, clean) {
            (Some(per_second), true) => per_second,
            _ => return Err(format!("pgbench: {text}{}", String::from_utf8_lossy(&output.stderr)).into()),
        };
        Ok(Figures { per_second, ..Figures::of(&times, length) })
    }
}

/// Whether the server logs every statement; open sessions follow within moments.
pub(crate) fn log_statements(admin_url: &str, words: &str) -> Result<(), Fault> {
    psql(admin_url, &[&format!("ALTER SYSTEM SET log_statement = '{words}'"), "SELECT pg_reload_conf()"])?;
    std::thread::sleep(Duration::from_millis(500));
    Ok(())
}

/// Lets the planner know the tables as they are: without it, whoever prepares a statement while a table is still
/// small keeps a plan for small tables, and a round tells more of luck than of the subject.
pub(crate) fn analyze(admin_url: &str, database_url: &str) -> Result<(), Fault> {
    let address = database_url.split('?').next().unwrap_or_default();
    let name = address.rsplit('/').next().unwrap_or_default();
    psql(&admin_url.replace("/postgres?", &format!("/{name}?")), &["VACUUM ANALYZE"])
}

fn psql(url: &str, statements: &[&str]) -> Result<(), Fault> {
    let given = statements.iter().flat_map(|statement| ["-c", statement]);
    let output = Command::new("psql").args(["-q", url]).args(given).output()?;
    if output.status.success() {
        return Ok(());
    }
    Err(format!("psql: {}", String::from_utf8_lossy(&output.stderr)).into())
}

/// Reads and removes the logs of a run: the third field of a line is a time in microseconds.
fn times(folder: &Path) -> Result<Histogram<u64>, Fault> {
    let mut times = Histogram::<u64>::new(3)?;
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("pgbench_times.")) {
            for line in std::fs::read_to_string(&path)?.lines() {
                let time = line.split(' ').nth(2).ok_or("a line of pgbench's log is short")?;
                times.record(time.parse()?)?;
            }
            std::fs::remove_file(path)?;
        }
    }
    Ok(times)
}

/// Runs the bare loop on a copy of a database file with the rows of `statements`.
pub(crate) fn bare_loop(
    binary: &Path,
    database: &Path,
    statements: &Path,
    length: Duration,
) -> Result<Figures, Fault> {
    let output =
        Command::new(binary).arg(database).arg(statements).arg(length.as_secs().to_string()).output()?;
    if !output.status.success() {
        return Err(format!("the bare loop: {}", String::from_utf8_lossy(&output.stderr)).into());
    }
    Ok(serde_json::from_slice(&output.stdout)?)
}

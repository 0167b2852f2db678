//! Measures Peerline against what it should reach; see `scripts/bench`.
//!
//! All subjects are measured in turn in every round, beginning with another one each time, so that whatever else the
//! machine does falls on all alike. Printed are medians of rounds, and ratios of the figures of one round.
#![expect(clippy::print_stdout, reason = "the figures are what was asked for")]

mod bench;
mod comparator;
mod figures;
mod floor;
mod http;
mod load;
mod report;
mod seed;
mod server;
mod statements;

use clap::Parser;
use std::path::PathBuf;

/// Whatever goes wrong ends the measurement.
pub(crate) type Fault = Box<dyn std::error::Error + Send + Sync>;

/// How to measure.
#[derive(Debug, Parser)]
#[command(name = "peerline-bench")]
pub(crate) struct Arguments {
    /// The server's binary.
    #[arg(long)]
    pub(crate) binary: PathBuf,
    /// The bare SQLite loop.
    #[arg(long)]
    pub(crate) bare_loop: PathBuf,
    /// An empty PostgreSQL database.
    #[arg(long)]
    pub(crate) database_url: String,
    /// An address of its server whose user may change the server's settings.
    #[arg(long)]
    pub(crate) admin_url: String,
    /// The log of that server.
    #[arg(long)]
    pub(crate) log: PathBuf,
    /// Python with the comparator's packages; without it the comparator is left out.
    #[arg(long)]
    pub(crate) python: Option<PathBuf>,
    /// Folder of the comparator's source.
    #[arg(long, default_value = "scripts/bench.d/comparator")]
    pub(crate) comparator: PathBuf,
    /// Folder of the pgbench scripts, written anew.
    #[arg(long, default_value = "scripts/bench.d")]
    pub(crate) scripts: PathBuf,
    /// Folder of data and results.
    #[arg(long, default_value = "target/bench")]
    pub(crate) folder: PathBuf,
    /// Rounds.
    #[arg(long, default_value_t = 7)]
    pub(crate) rounds: usize,
    /// Seconds of a subject in a round.
    #[arg(long, default_value_t = 4)]
    pub(crate) seconds: u64,
    /// Clients, and connections of each server and of pgbench.
    #[arg(long, default_value_t = 8)]
    pub(crate) clients: usize,
}

fn main() -> Result<(), Fault> {
    let arguments = Arguments::parse();
    let results = bench::run(&arguments)?;
    std::fs::write(arguments.folder.join("results.json"), serde_json::to_vec_pretty(&results)?)?;
    let (text, floors_met) = report::report(&results);
    println!("{text}");
    if floors_met { Ok(()) } else { Err("a floor is missed".into()) }
}

//! The command line: serve · demo · migrate · openapi · keys · token · admin · audit.

mod admin;
mod apart;
mod audit;
mod bootstrap;
mod config;
mod demo;
mod keys;
mod logging;
mod serve;
mod token;
mod trail;

use clap::builder::PossibleValuesParser;
use clap::{Parser, Subcommand};
use peerline_domain::policy::{Preset, preset, presets};
use peerline_persistence::Store;
use std::path::PathBuf;
use std::process::ExitCode;
use uuid::Uuid;

/// Runs workplace peer support programs as each agency's own policy says.
#[derive(Parser)]
#[command(name = "peerline", version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the API, configured by PEERLINE_* variables and a file.
    Serve {
        /// Configuration file; `peerline.toml` in the working folder where it exists.
        #[arg(long, env = "PEERLINE_CONFIG")]
        config: Option<PathBuf>,
    },
    /// Serve a made-up agency on a clock that is set by hand; nothing is kept.
    Demo {
        /// Where to listen.
        #[arg(long, default_value = "127.0.0.1:8080")]
        listen: String,
        /// Whose policy the agency follows.
        #[arg(long, default_value = crate::demo::PRESET, value_parser = known_presets())]
        preset: String,
    },
    /// Bring the database's schema up to date and end.
    Migrate {
        /// Configuration file.
        #[arg(long, env = "PEERLINE_CONFIG")]
        config: Option<PathBuf>,
    },
    /// Print the OpenAPI contract.
    Openapi,
    /// Look after the keys of what is sealed.
    Keys {
        #[command(subcommand)]
        command: keys::KeysCommand,
        /// Configuration file.
        #[arg(long, env = "PEERLINE_CONFIG", global = true)]
        config: Option<PathBuf>,
    },
    /// Print an access token for a person or machine.
    Token {
        /// Whom it is for.
        #[arg(long)]
        principal: Uuid,
        /// Minutes it is valid.
        #[arg(long, default_value_t = 10, value_parser = clap::value_parser!(u16).range(1..=720))]
        minutes: u16,
        /// How the person proved who they are, to you: `mfa` for more than one factor.
        #[arg(long, value_parser = ["mfa"])]
        amr: Option<String>,
        /// Configuration file.
        #[arg(long, env = "PEERLINE_CONFIG")]
        config: Option<PathBuf>,
    },
    /// Look after the platform's administrators.
    Admin {
        #[command(subcommand)]
        command: admin::AdminCommand,
        /// Configuration file.
        #[arg(long, env = "PEERLINE_CONFIG", global = true)]
        config: Option<PathBuf>,
    },
    /// Export, verify or purge the audit.
    Audit {
        /// What to do.
        #[command(subcommand)]
        command: audit::AuditCommand,
    },
}

/// A command could not be carried out.
#[derive(Debug, thiserror::Error)]
pub enum CommandError {
    /// The configuration cannot be read.
    #[error("the configuration cannot be read{}", key_of(.0))]
    Configuration(#[from] ::config::ConfigError),
    /// A file or socket.
    #[error("{what}: {source}")]
    Io {
        /// What was being done.
        what: &'static str,
        /// What the system said.
        source: std::io::Error,
    },
    /// The database.
    #[error("the database: {0}")]
    Store(#[from] peerline_persistence::StoreError),
    /// The key store or the master key.
    #[error("{0}")]
    Keys(#[from] peerline_persistence::keys::KeyError),
    /// A key or token.
    #[error("{0}")]
    Token(#[from] crate::auth::TokenError),
    /// An identity provider.
    #[error("{0}")]
    Provider(#[from] crate::auth::ProviderError),
    /// Whatever else, in words.
    #[error("{0}")]
    Other(&'static str),
}

/// The key at fault. The error's own words repeat the value, which can be a password.
fn key_of(error: &::config::ConfigError) -> String {
    match error {
        ::config::ConfigError::Type { key: Some(key), .. }
        | ::config::ConfigError::At { key: Some(key), .. } => {
            format!(": {key} is not of the form it should have")
        }
        ::config::ConfigError::NotFound(key) => format!(": {key} is missing"),
        _ => String::new(),
    }
}

impl CommandError {
    fn io(what: &'static str) -> impl FnOnce(std::io::Error) -> Self {
        move |source| Self::Io { what, source }
    }
}

/// Opens the database of an installation that is there: a command that looks after one makes none.
fn existing(settings: &config::Settings) -> Result<Store, CommandError> {
    if settings.database_url.is_none() && !settings.data_dir.exists() {
        return Err(CommandError::Other("there is no data folder here; name it in PEERLINE_DATA_DIR"));
    }
    settings.open_store()
}

/// The names of the presets there are, so that the command line lists them and refuses others.
fn known_presets() -> PossibleValuesParser {
    presets().iter().map(|preset| preset.name).collect::<Vec<_>>().into()
}

fn preset_of(name: &str) -> Result<&'static Preset, CommandError> {
    preset(name).ok_or(CommandError::Other("there is no such preset"))
}

/// Reads the command line and carries the command out.
#[expect(clippy::print_stdout, clippy::print_stderr, reason = "the command line talks to a person")]
pub fn run() -> ExitCode {
    let done = |()| ExitCode::SUCCESS;
    let outcome = match Arguments::parse().command {
        Command::Serve { config } => serve::serve(config.as_deref()).map(done),
        Command::Demo { listen, preset } => {
            preset_of(&preset).and_then(|preset| demo::demo(&listen, preset)).map(done)
        }
        Command::Migrate { config } => serve::migrate(config.as_deref()).map(done),
        Command::Openapi => {
            print!("{}", crate::openapi::document());
            Ok(ExitCode::SUCCESS)
        }
        Command::Keys { command, config } => keys::run(&command, config.as_deref()).map(done),
        Command::Token { principal, minutes, amr, config } => {
            token::print(principal, minutes, amr.is_some(), config.as_deref()).map(done)
        }
        Command::Admin { command, config } => admin::run(&command, config.as_deref()).map(done),
        Command::Audit { command } => audit::run(command),
    };
    outcome.unwrap_or_else(|error| {
        eprintln!("peerline: {error}");
        ExitCode::FAILURE
    })
}

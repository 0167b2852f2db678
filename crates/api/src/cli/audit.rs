//! `peerline audit head · verify · purge`.

use super::config::Settings;
use super::{CommandError, existing, keys};
use crate::audit::{self, AuditHeadDto, INSTALLATION, Purge, TrustedKeys};
use crate::environment::{SystemClock, SystemRandomness};
use chrono::NaiveDate;
use clap::Subcommand;
use data_encoding::HEXLOWER;
use peerline_domain::audit::{ChainHead, Finding, FindingKind, Stream};
use peerline_domain::ports::{Clock, Randomness};
use peerline_persistence::records::Agency;
use peerline_persistence::{Scope, Store};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use uuid::Uuid;

#[derive(Subcommand)]
pub(super) enum AuditCommand {
    /// Print the signed head of an agency's audit, to be kept away from the database.
    Head {
        /// Slug of the agency; the installation's own audit where absent.
        #[arg(long)]
        agency: Option<String>,
        /// Configuration file.
        #[arg(long, env = "PEERLINE_CONFIG")]
        config: Option<PathBuf>,
    },
    /// Verify the audit; ends with 1 where something is wrong.
    Verify {
        /// Slug of the agency; all of them, and the installation, where absent.
        #[arg(long)]
        agency: Option<String>,
        /// A head exported earlier. Can be given several times.
        #[arg(long)]
        head: Vec<PathBuf>,
        /// A file with a trusted public key in hexadecimal. Can be given several times. Without it the keys of the
        /// heads are trusted, and without those the one in the data folder.
        #[arg(long)]
        key: Vec<PathBuf>,
        /// Configuration file.
        #[arg(long, env = "PEERLINE_CONFIG")]
        config: Option<PathBuf>,
    },
    /// Purge what sealed rows before a day say; the chain still verifies.
    Purge {
        /// Slug of the agency.
        #[arg(long)]
        agency: String,
        /// The first day that is kept.
        #[arg(long)]
        before: NaiveDate,
        /// Configuration file.
        #[arg(long, env = "PEERLINE_CONFIG")]
        config: Option<PathBuf>,
    },
}

pub(super) fn run(command: AuditCommand) -> Result<ExitCode, CommandError> {
    match command {
        AuditCommand::Head { agency, config } => head(agency, config.as_deref()),
        AuditCommand::Verify { agency, head, key, config } => {
            verify(agency.as_deref(), &head, &key, config.as_deref())
        }
        AuditCommand::Purge { agency, before, config } => purge(&agency, before, config.as_deref()),
    }
}

fn open(config: Option<&Path>) -> Result<(Settings, Store), CommandError> {
    let settings = Settings::load(config)?;
    let store = existing(&settings)?;
    Ok((settings, store))
}

fn named(store: &Store, slug: &str) -> Result<Uuid, CommandError> {
    let found = store.read(Scope::Platform, |tx| tx.find_agency_by_slug(slug))?;
    found.map(|agency| agency.id).ok_or(CommandError::Other("there is no such agency"))
}

#[expect(clippy::print_stdout, reason = "the head is what was asked for")]
fn head(slug: Option<String>, config: Option<&Path>) -> Result<ExitCode, CommandError> {
    let (settings, store) = open(config)?;
    let key = keys::known_audit_key(&settings.data_dir)?
        .ok_or(CommandError::Other("there is no audit key here; name its folder in PEERLINE_DATA_DIR"))?;
    let agency = slug.as_deref().map_or(Ok(INSTALLATION), |slug| named(&store, slug))?;
    let exported =
        store.read(Scope::Agency(agency), |tx| audit::export(tx, agency, slug, &key, SystemClock.now()))?;
    let text = serde_json::to_string_pretty(&exported)
        .map_err(|_| CommandError::Other("the head cannot be written"))?;
    println!("{text}");
    Ok(ExitCode::SUCCESS)
}

/// What is held against the database.
struct Evidence {
    keys: TrustedKeys,
    heads: Vec<(Uuid, Vec<ChainHead>)>,
    forged: bool,
}

fn evidence(settings: &Settings, heads: &[PathBuf], keys: &[PathBuf]) -> Result<Evidence, CommandError> {
    let mut found = Evidence { keys: TrustedKeys::default(), heads: Vec::new(), forged: false };
    for path in keys {
        let text = std::fs::read_to_string(path).map_err(CommandError::io("reading a key"))?;
        let public = HEXLOWER.decode(text.trim().as_bytes());
        found.keys.trust(&public.map_err(|_| CommandError::Other("a key is 64 hexadecimal digits"))?);
    }
    for path in heads {
        let text = std::fs::read_to_string(path).map_err(CommandError::io("reading a head"))?;
        let head: AuditHeadDto =
            serde_json::from_str(&text).map_err(|_| CommandError::Other("a head cannot be read"))?;
        match audit::trusted(&head) {
            Ok((agency, chains, public)) if keys.is_empty() || found.keys.holds(&public) => {
                found.keys.trust(&public);
                found.heads.push((agency, chains));
            }
            _ => found.forged = true,
        }
    }
    if heads.is_empty() && keys.is_empty() {
        let own = keys::known_audit_key(&settings.data_dir)?
            .ok_or(CommandError::Other("there is no audit key here; give --key or --head"))?;
        found.keys.trust(own.public());
    }
    Ok(found)
}

#[expect(clippy::print_stdout, reason = "the findings are what was asked for")]
fn verify(
    slug: Option<&str>,
    heads: &[PathBuf],
    keys: &[PathBuf],
    config: Option<&Path>,
) -> Result<ExitCode, CommandError> {
    let (settings, store) = open(config)?;
    let evidence = evidence(&settings, heads, keys)?;
    let mut sound = true;
    if evidence.forged {
        let kind = FindingKind::HeadForged;
        println!("{}: {}", kind.as_str(), kind.sentence());
        sound = false;
    }
    let whose = match slug {
        Some(slug) => vec![(slug.to_owned(), named(&store, slug)?)],
        None => everybody(&store)?,
    };
    for (name, agency) in whose {
        let exported: Vec<ChainHead> = evidence
            .heads
            .iter()
            .filter(|(of, _)| *of == agency)
            .flat_map(|(_, chains)| chains.iter().cloned())
            .collect();
        let mut findings = 0_u64;
        let batches = audit::verify(&store, agency, &evidence.keys, &exported, |finding: Finding| {
            findings += 1;
            println!("{name}: {finding}");
        })?;
        println!("{name}: {batches} batches, {findings} findings");
        sound &= findings == 0;
    }
    Ok(if sound { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn everybody(store: &Store) -> Result<Vec<(String, Uuid)>, CommandError> {
    let mut found = vec![("(installation)".to_owned(), INSTALLATION)];
    let mut after = None;
    loop {
        let page: Vec<Agency> = store.read(Scope::Platform, |tx| tx.list_agencies(after.clone(), 100))?;
        let Some(last) = page.last() else { return Ok(found) };
        after = Some((last.slug.clone(), last.id));
        found.extend(page.into_iter().map(|agency| (agency.slug, agency.id)));
    }
}

#[expect(clippy::print_stdout, reason = "whoever purges is told how much")]
fn purge(slug: &str, before: NaiveDate, config: Option<&Path>) -> Result<ExitCode, CommandError> {
    let (_, store) = open(config)?;
    let agency = named(&store, slug)?;
    let purged =
        audit::purge(&store, agency, Purge::Before(before), SystemRandomness.uuid(), SystemClock.now())?;
    println!("{purged} rows purged; their commitments stay in {} chains", Stream::ALL.len());
    Ok(ExitCode::SUCCESS)
}

//! The order of things: set up, learn the statements, measure in rounds.

use crate::comparator::Comparator;
use crate::figures::{Figures, median};
use crate::floor::{Pgbench, analyze, bare_loop, log_statements};
use crate::http::Connection;
use crate::load::{Kind, load};
use crate::server::{Server, Setup};
use crate::statements::{Script, script};
use crate::{Arguments, Fault, seed};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;
use tokio::task::LocalSet;

/// Agencies, and clients where one agency is compared with many.
const AGENCIES: usize = 16;
/// Requests whose statements are looked at.
const LOOKED_AT: usize = 8;
/// Starts of which the median is given.
const STARTS: usize = 7;

/// What was measured: the figures of each round by subject, and the rest.
#[derive(Debug, Default, serde::Serialize)]
pub(crate) struct Results {
    pub(crate) rounds: BTreeMap<&'static str, Vec<Figures>>,
    /// Statements of a request, by script.
    pub(crate) statements: BTreeMap<&'static str, usize>,
    /// Resident memory after the load and at its highest, in MiB.
    pub(crate) resident_mib: Option<(f64, f64)>,
    /// Start on an existing database until it listens, in milliseconds.
    pub(crate) start_ms: f64,
}

/// A thing to measure for a while.
type Subject<'a> = (&'static str, Box<dyn Fn(Duration) -> Result<Figures, Fault> + 'a>);

/// Measures everything.
pub(crate) fn run(arguments: &Arguments) -> Result<Results, Fault> {
    let folder = &arguments.folder;
    std::fs::create_dir_all(&arguments.scripts)?;
    let setup = |data: &str, database_url: Option<&String>| Setup {
        binary: arguments.binary.clone(),
        data: folder.join(data),
        database_url: database_url.cloned(),
        connections: arguments.clients,
    };
    let on_postgres = setup("postgres", Some(&arguments.database_url));
    let postgres = on_postgres.start()?;
    let tokens = seed::coordinators(&postgres, AGENCIES)?;
    let on_sqlite = setup("sqlite", None);
    let sqlite = on_sqlite.start()?;
    let sqlite_tokens = seed::coordinators(&sqlite, 1)?;
    let one = |tokens: &[String], clients| vec![tokens.first().cloned().unwrap_or_default(); clients];
    let (coordinator, there) = (one(&tokens, arguments.clients), one(&sqlite_tokens, arguments.clients));
    let together = one(&tokens, AGENCIES);

    // Fills the first page everywhere and warms what is warm in use.
    for host in [(&postgres, &coordinator), (&sqlite, &there)] {
        load(&host.0.host, Kind::Create, host.1, Duration::from_secs(1))?;
    }
    load(&postgres.host, Kind::Create, &tokens, Duration::from_secs(1))?;
    let mut results = Results::default();
    log_statements(&arguments.admin_url, "all")?;
    let create = learn(arguments, &postgres, &tokens, Kind::Create)?;
    let page = learn(arguments, &postgres, &tokens, Kind::Page)?;
    log_statements(&arguments.admin_url, "none")?;
    analyze(&arguments.admin_url, &arguments.database_url)?;
    for (name, script) in [("create", &create), ("page", &page)] {
        results
            .statements
            .insert(name, script.pgbench.lines().filter(|line| !line.starts_with('\\')).count());
    }
    let pgbench_create = Pgbench::keep(&arguments.scripts, "create", &create)?;
    let pgbench_page = Pgbench::keep(&arguments.scripts, "page", &page)?;
    let bare = BareLoop::prepare(arguments, &on_sqlite, &create)?;
    let start =
        |python: &PathBuf| Comparator::start(python, &arguments.comparator, &pgbench_create, &on_postgres);
    let comparator = arguments.python.as_ref().map(start);
    let comparator = comparator.transpose()?;

    let (url, clients) = (&arguments.database_url, arguments.clients);
    let mut subjects: Vec<Subject<'_>> = vec![
        ("create, PostgreSQL", Box::new(|length| load(&postgres.host, Kind::Create, &coordinator, length))),
        ("create, pgbench", Box::new(|length| pgbench_create.run(url, clients, length))),
        ("page, PostgreSQL", Box::new(|length| load(&postgres.host, Kind::Page, &coordinator, length))),
        ("page, pgbench", Box::new(|length| pgbench_page.run(url, clients, length))),
        ("create, SQLite", Box::new(|length| load(&sqlite.host, Kind::Create, &there, length))),
        ("create, bare loop", Box::new(|length| bare.run(length))),
        ("page, SQLite", Box::new(|length| load(&sqlite.host, Kind::Page, &there, length))),
        ("create, 16 in 1 agency", Box::new(|length| load(&postgres.host, Kind::Create, &together, length))),
        ("create, 16 in 16 agencies", Box::new(|length| load(&postgres.host, Kind::Create, &tokens, length))),
    ];
    if let Some(comparator) = &comparator {
        let asked = |kind| {
            let coordinator = &coordinator;
            move |length| load(&comparator.host, kind, coordinator, length)
        };
        subjects.push(("create, FastAPI", Box::new(asked(Kind::Create))));
        subjects.push(("page, FastAPI", Box::new(asked(Kind::Page))));
    }
    for round in 0..arguments.rounds {
        let first = round * 4 % subjects.len();
        for (name, measure) in subjects.iter().skip(first).chain(subjects.iter().take(first)) {
            let figures = measure(Duration::from_secs(arguments.seconds))
                .map_err(|fault| format!("{name}: {fault}"))?;
            results.rounds.entry(name).or_default().push(figures);
        }
    }
    results.resident_mib = postgres.resident_mib();
    drop(subjects);
    drop(postgres);
    let starts: Result<Vec<f64>, Fault> =
        (0..STARTS).map(|_| Ok(on_postgres.start()?.started_in.as_secs_f64() * 1000.0)).collect();
    results.start_ms = median(starts?.into_iter());
    Ok(results)
}

/// Sends a few requests one after the other and reads from the log what each asked the database.
fn learn(arguments: &Arguments, server: &Server, tokens: &[String], kind: Kind) -> Result<Script, Fault> {
    let token = tokens.first().ok_or("no agency")?;
    let read =
        || std::fs::read(&arguments.log).map_err(|fault| format!("{}: {fault}", arguments.log.display()));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let logs: Result<Vec<String>, Fault> = LocalSet::new().block_on(&runtime, async {
        let mut connection = Connection::open(&server.host).await?;
        let mut logs = Vec::new();
        for _ in 0..LOOKED_AT {
            let before = read()?.len();
            let (status, _) = connection.send(&kind.call(token)?).await?;
            if !(200..300).contains(&status) {
                return Err(format!("{kind:?} answered {status}").into());
            }
            let log = read()?;
            logs.push(String::from_utf8_lossy(log.get(before..).unwrap_or_default()).into_owned());
        }
        Ok(logs)
    });
    script(&logs?)
}

/// The bare loop and what it works on.
struct BareLoop<'a> {
    binary: &'a Path,
    database: PathBuf,
    statements: PathBuf,
}

impl<'a> BareLoop<'a> {
    /// A database of its own beside the server's, and the rows of one request.
    fn prepare(arguments: &'a Arguments, like: &Setup, script: &Script) -> Result<Self, Fault> {
        let data = arguments.folder.join("bare");
        let server = Setup { data: data.clone(), ..like.clone() }.start()?;
        drop(server);
        let statements = arguments.folder.join("create.sqlite.sql");
        std::fs::write(&statements, &script.sqlite)?;
        Ok(Self { binary: &arguments.bare_loop, database: data.join("peerline.db"), statements })
    }

    fn run(&self, length: Duration) -> Result<Figures, Fault> {
        bare_loop(self.binary, &self.database, &self.statements, length)
    }
}

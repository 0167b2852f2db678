//! The statements that connections run, without their values: to compare what two requests make of a database.

use diesel::connection::{Instrumentation, InstrumentationEvent, set_default_instrumentation};
use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// What was run, by the part of a database's address that is watched.
static WATCHED: Mutex<BTreeMap<String, Vec<String>>> = Mutex::new(BTreeMap::new());

fn watched() -> MutexGuard<'static, BTreeMap<String, Vec<String>>> {
    WATCHED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// One connection, which knows where it leads.
struct Recorder(String);

impl Recorder {
    fn note(&self, statement: &str) {
        for (part, statements) in watched().iter_mut() {
            if self.0.contains(part) {
                statements.push(statement.to_owned());
            }
        }
    }
}

impl Instrumentation for Recorder {
    fn on_connection_event(&mut self, event: InstrumentationEvent<'_>) {
        match event {
            InstrumentationEvent::StartEstablishConnection { url, .. } => url.clone_into(&mut self.0),
            InstrumentationEvent::StartQuery { query, .. } => {
                let shown = query.to_string();
                // The writer empties its log when it has nothing else to do: that is no request's work.
                if shown.starts_with("PRAGMA wal_checkpoint") {
                    return;
                }
                self.note(shown.split(" -- binds").next().unwrap_or_default());
            }
            InstrumentationEvent::BeginTransaction { .. } => self.note("BEGIN"),
            InstrumentationEvent::CommitTransaction { .. } => self.note("COMMIT"),
            InstrumentationEvent::RollbackTransaction { .. } => self.note("ROLLBACK"),
            _ => {}
        }
    }
}

/// Has every connection made from now on tell its statements.
pub fn tell() {
    // It fails only where somebody set one at this moment; then statements are missing and the test sees it.
    drop(set_default_instrumentation(|| Some(Box::new(Recorder(String::new())))));
}

/// The statements that run during `body` in databases whose address has `part` in it, in their order. Connections
/// made before [`tell`] tell nothing.
pub fn during<T>(part: &str, body: impl FnOnce() -> T) -> (T, Vec<String>) {
    watched().insert(part.to_owned(), Vec::new());
    let outcome = body();
    let statements = watched().remove(part).unwrap_or_default();
    (outcome, statements)
}

//! The one writer of a SQLite database: a thread that owns the writing connection.
//!
//! At `synchronous=FULL` each commit costs an fsync. Bodies that wait at the same moment share one: each runs
//! in a savepoint of its own, all are committed together, and nobody is answered before the commit is on disk.

use super::Conn;
use crate::error::StoreError;
use crate::tx::{AnyConnection, Scope, Tx};
use diesel::connection::TransactionManager;
use diesel::sqlite::SqliteConnection;
use diesel::{Connection, RunQueryDsl};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::AtomicU8;
use std::sync::atomic::Ordering::SeqCst;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, TrySendError, sync_channel};
use std::time::Duration;

type Manager = <SqliteConnection as Connection>::TransactionManager;

/// Bodies that may wait before a caller is told to come back.
const QUEUE: usize = 1024;
/// Bodies committed together at the most.
const BATCH: usize = 64;

/// Quiet time after which what was deleted is taken out of the write-ahead log as well.
const IDLE: Duration = Duration::from_millis(200);

/// Where a body stands, between its caller and the writer.
const WAITING: u8 = 0;
const BEGUN: u8 = 1;
const CALLED_OFF: u8 = 2;

/// A body of work on its way to the writer, with its caller's reply.
trait Job: Send {
    /// Runs the body in a savepoint and keeps its outcome.
    fn run(&mut self, connection: &mut Conn);
    /// Tells the caller, once it is known whether the commit is on disk.
    fn answer(self: Box<Self>, committed: Result<(), StoreError>);
}

struct Pending<F, T, E> {
    scope: Scope,
    turn: Arc<AtomicU8>,
    body: Option<F>,
    outcome: Option<Result<T, E>>,
    reply: SyncSender<Result<T, E>>,
}

impl<F, T, E> Job for Pending<F, T, E>
where
    F: FnOnce(&mut Tx<'_>) -> Result<T, E> + Send,
    T: Send,
    E: From<StoreError> + Send,
{
    fn run(&mut self, connection: &mut Conn) {
        let Some(body) = self.body.take() else { return };
        if self.turn.compare_exchange(WAITING, BEGUN, SeqCst, SeqCst).is_err() {
            // The caller was told that nothing was stored, so nothing is.
            self.outcome = Some(Err(StoreError::Busy.into()));
            return;
        }
        if let Err(error) = Manager::begin_transaction(connection) {
            self.outcome = Some(Err(StoreError::from(error).into()));
            return;
        }
        let outcome = catch_unwind(AssertUnwindSafe(|| {
            body(&mut Tx::new(AnyConnection::Sqlite(connection), self.scope))
        }))
        .unwrap_or_else(|_| Err(StoreError::Panicked.into()));
        let ended = if outcome.is_ok() {
            Manager::commit_transaction(connection)
        } else {
            Manager::rollback_transaction(connection)
        };
        self.outcome = Some(match (outcome, ended) {
            (Ok(_), Err(error)) => Err(StoreError::from(error).into()),
            (outcome, _) => outcome,
        });
    }

    fn answer(self: Box<Self>, committed: Result<(), StoreError>) {
        let outcome = match (self.outcome, committed) {
            (Some(Ok(value)), Ok(())) => Ok(value),
            (Some(Err(error)), _) => Err(error),
            (Some(Ok(_)), Err(error)) => Err(error.into()),
            (None, _) => Err(StoreError::Failed("the writer did not run the body").into()),
        };
        // A caller who stopped waiting has no use for the answer.
        let _ = self.reply.send(outcome);
    }
}

/// A handle to the writer thread. The thread ends when the last handle is dropped.
#[derive(Clone)]
pub(crate) struct Writer {
    jobs: SyncSender<Box<dyn Job>>,
    patience: Duration,
}

impl Writer {
    /// Starts the thread on a connection that nobody else writes through.
    pub(crate) fn start(connection: Conn, patience: Duration) -> Result<Self, StoreError> {
        let (jobs, queue) = sync_channel(QUEUE);
        std::thread::Builder::new()
            .name("sqlite-writer".to_owned())
            .spawn(move || serve(connection, &queue))
            .map_err(|_| StoreError::Failed("the writer thread did not start"))?;
        Ok(Self { jobs, patience })
    }

    /// Runs a body and answers once it is on disk.
    pub(crate) fn write<F, T, E>(&self, scope: Scope, body: F) -> Result<T, E>
    where
        F: FnOnce(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let (reply, answer) = sync_channel(1);
        let turn = Arc::new(AtomicU8::new(WAITING));
        let job =
            Box::new(Pending { scope, turn: Arc::clone(&turn), body: Some(body), outcome: None, reply });
        self.jobs.try_send(job).map_err(|error| match error {
            TrySendError::Full(_) => StoreError::Busy,
            TrySendError::Disconnected(_) => StoreError::Failed("the writer thread has ended"),
        })?;
        let ended = || Err(StoreError::Failed("the writer thread has ended").into());
        match answer.recv_timeout(self.patience) {
            Ok(outcome) => outcome,
            Err(RecvTimeoutError::Disconnected) => ended(),
            // Only a body that has not begun can be called off; for one that has, the outcome is waited for.
            Err(RecvTimeoutError::Timeout) => {
                match turn.compare_exchange(WAITING, CALLED_OFF, SeqCst, SeqCst) {
                    Ok(_) => Err(StoreError::Busy.into()),
                    Err(_) => answer.recv().unwrap_or_else(|_| ended()),
                }
            }
        }
    }
}

fn serve(mut connection: Conn, queue: &Receiver<Box<dyn Job>>) {
    // What an earlier run left in the log, for example after a crash.
    let mut dirty = true;
    loop {
        let next = if dirty { queue.recv_timeout(IDLE) } else { queue.recv().map_err(Into::into) };
        match next {
            Ok(first) => {
                let mut batch = vec![first];
                let committed = commit_together(&mut connection, queue, &mut batch);
                for job in batch {
                    job.answer(committed.clone());
                }
                dirty = true;
            }
            Err(RecvTimeoutError::Timeout) => dirty = !empty_log(&mut connection),
            Err(RecvTimeoutError::Disconnected) => {
                empty_log(&mut connection);
                return;
            }
        }
    }
}

/// The answer of a checkpoint.
#[derive(diesel::QueryableByName)]
struct Checkpoint {
    #[diesel(sql_type = diesel::sql_types::Integer)]
    busy: i32,
}

/// Moves everything into the database file, where `secure_delete` has overwritten what is gone, and empties the
/// write-ahead log: a request that was withdrawn must not linger there. False while a reader is in the way.
fn empty_log(connection: &mut Conn) -> bool {
    let answer = diesel::sql_query("PRAGMA wal_checkpoint(TRUNCATE)").get_result::<Checkpoint>(connection);
    answer.is_ok_and(|checkpoint| checkpoint.busy == 0)
}

fn commit_together(
    connection: &mut Conn,
    queue: &Receiver<Box<dyn Job>>,
    batch: &mut Vec<Box<dyn Job>>,
) -> Result<(), StoreError> {
    connection
        .immediate_transaction(|connection| {
            for job in batch.iter_mut() {
                job.run(connection);
            }
            while batch.len() < BATCH {
                let Ok(mut job) = queue.try_recv() else { break };
                job.run(connection);
                batch.push(job);
            }
            Ok::<(), diesel::result::Error>(())
        })
        .map_err(StoreError::from)
}

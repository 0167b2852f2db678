use super::command::{Command, Sent};
use super::once::Once;
use crate::audit::{INSTALLATION, agency_of};
use crate::auth::Behalf;
use crate::problem::{Code, Problem, TechnicalCode};
use crate::state::{AppState, Work};
use chrono::Days;
use peerline_persistence::records::Recognized;
use peerline_persistence::{Scope, StoreError, Tx};
use serde::Serialize;
use serde::de::DeserializeOwned;
use uuid::Uuid;

/// Rows deleted in one transaction.
const BITE: i64 = 500;

impl AppState {
    /// Runs a command on what the address names, once. Where it is sent again, `again` reads what it concerned as it
    /// is now, through the same projection.
    pub async fn post<T, F, R>(&self, behalf: Behalf, once: Once, run: F, again: R) -> Result<T, Problem>
    where
        T: Send + 'static,
        F: FnOnce(&mut Work<'_, '_>) -> Result<T, Problem> + Send + 'static,
        R: FnOnce(&mut Work<'_, '_>) -> Result<T, Problem> + Send + 'static,
    {
        self.create(behalf, once, run, |_| (), |work, ()| again(work)).await
    }

    /// Runs a command that makes something, once. `mark` says what it made, by which `again` reads it as it is now,
    /// through the same projection, where the command is sent again.
    ///
    /// # Errors
    /// `idempotency_key_reused`, `idempotency_key_in_flight`; `command_carried_out` where what it made is gone;
    /// whatever the command is refused with, which leaves the key free.
    pub async fn create<T, M, F, I, R>(
        &self,
        behalf: Behalf,
        once: Once,
        run: F,
        mark: I,
        again: R,
    ) -> Result<T, Problem>
    where
        T: Send + 'static,
        M: Serialize + DeserializeOwned,
        F: FnOnce(&mut Work<'_, '_>) -> Result<T, Problem> + Send + 'static,
        I: FnOnce(&T) -> M + Send + 'static,
        R: FnOnce(&mut Work<'_, '_>, M) -> Result<T, Problem> + Send + 'static,
    {
        let Some(sent) = once.sent()? else { return self.write(behalf, run).await };
        let agency = agency_of(behalf.scope());
        let value = self.write(behalf, move |work| carry_out(work, sent, run, mark, again)).await?;
        self.sweep(agency).await;
        Ok(value)
    }

    /// Deletes commands kept before yesterday, whose keys are gone: a bite with each command until none are left,
    /// then not before the next day.
    async fn sweep(&self, agency: Uuid) {
        let today = self.clock.now().date_naive();
        if self.memory.swept.is(agency, today) {
            return;
        }
        let before = today.checked_sub_days(Days::new(1)).unwrap_or(today);
        let deleted = self
            .write(Scope::Agency(agency), move |work| {
                work.changes_nothing();
                Ok(work.tx.delete_sent_commands_before(before, BITE)?)
            })
            .await;
        // What failed now is tried with the next command.
        if deleted.is_ok_and(|count| i64::try_from(count).is_ok_and(|count| count < BITE)) {
            self.memory.swept.set(agency, today);
        }
    }
}

/// Looks among the caller's own commands, also those of the installation.
fn among_own<T>(
    work: &mut Work<'_, '_>,
    look: impl FnOnce(&mut Tx<'_>) -> Result<T, StoreError>,
) -> Result<T, Problem> {
    Ok(match work.behalf.scope() {
        Scope::Agency(_) => look(work.tx)?,
        Scope::Platform => work.tx.within(INSTALLATION, look)?,
    })
}

fn recognized(work: &mut Work<'_, '_>, command: &Command) -> Result<Recognized, Problem> {
    among_own(work, |tx| tx.recognize_command(command.turn(), command.slots()))
}

fn carry_out<T, M: Serialize + DeserializeOwned>(
    work: &mut Work<'_, '_>,
    sent: Sent,
    run: impl FnOnce(&mut Work<'_, '_>) -> Result<T, Problem>,
    mark: impl FnOnce(&T) -> M,
    again: impl FnOnce(&mut Work<'_, '_>, M) -> Result<T, Problem>,
) -> Result<T, Problem> {
    let in_flight = || Problem::technical(TechnicalCode::IdempotencyKeyInFlight);
    let mut command = Command::of(work, sent)?;
    let mut known = recognized(work, &command)?;
    if known == Recognized::New && command.is_near_midnight(work) {
        command.learn_neighbors(work)?;
        known = recognized(work, &command)?;
    }
    match known {
        Recognized::New => {
            let value = run(work)?;
            let record = command.record(&mark(&value))?;
            // Taken meanwhile: this copy's changes are rolled back.
            if among_own(work, |tx| tx.insert_sent_command(record))? { Ok(value) } else { Err(in_flight()) }
        }
        Recognized::InFlight => Err(in_flight()),
        Recognized::CarriedOut(record) => {
            let mark = command.outcome(&record)?;
            // Only answered again: no row in the audit.
            work.changes_nothing();
            again(work, mark).map_err(ended)
        }
    }
}

/// What is not there any more, or not for this caller, was there when the command was carried out.
fn ended(problem: Problem) -> Problem {
    if problem.code == Code::Technical(TechnicalCode::NotFound) {
        Problem::technical(TechnicalCode::CommandCarriedOut)
    } else {
        problem
    }
}

//! A command that carries a key, as the database keeps it.
//!
//! The row says nothing by itself: who sent it, under which key and what was asked stand in HMACs under a key of one
//! day; what it came to is sealed with a key made from the one the caller sent, which the server does not keep.

use crate::auth::Behalf;
use crate::keys::{Key, RotatingKeys, lasting, neighboring, rotating};
use crate::problem::{Problem, TechnicalCode};
use crate::state::Work;
use chrono::{NaiveDate, TimeDelta};
use peerline_persistence::records::SentCommand;
use serde::Serialize;
use serde::de::DeserializeOwned;

const PURPOSE: &str = "idempotency";
/// Of the key that does not rotate.
const TURNS: &str = "idempotency turns";

/// How far apart the clocks of two servers may be. Tokens, which last minutes, would fail long before.
const APART: TimeDelta = TimeDelta::hours(1);

/// A command that carries a key.
pub(super) struct Sent {
    pub(super) key: String,
    pub(super) address: String,
    pub(super) body: Vec<u8>,
}

/// The same with the keys of the day.
pub(super) struct Command {
    /// Agency, principal and key.
    whose: [Vec<u8>; 3],
    /// Address, role and body.
    what: [Vec<u8>; 3],
    keys: RotatingKeys,
    today: NaiveDate,
    turn: i64,
}

fn parts(list: &[Vec<u8>; 3]) -> [&[u8]; 3] {
    list.each_ref().map(Vec::as_slice)
}

impl Command {
    pub(super) fn of(work: &Work<'_, '_>, sent: Sent) -> Result<Self, Problem> {
        let internal = || Problem::technical(TechnicalCode::Internal);
        let Behalf::Caller(actor, _) = work.behalf else { return Err(internal()) };
        let agency = actor.agency.unwrap_or_default().as_bytes().to_vec();
        let whose = [agency, actor.principal.as_bytes().to_vec(), sent.key.into_bytes()];
        let what = [sent.address.into_bytes(), actor.role.as_str().as_bytes().to_vec(), sent.body];
        let today = work.now.date_naive();
        // Not of one day: two copies on either side of midnight have one turn.
        let drawn = lasting(work.keys, TURNS)?.mac(&parts(&whose));
        let turn = drawn.first_chunk().copied().map(i64::from_be_bytes).unwrap_or_default();
        Ok(Self { whose, what, keys: rotating(work.keys, PURPOSE, today)?, today, turn })
    }

    /// The same for every copy of the command.
    pub(super) fn turn(&self) -> i64 {
        self.turn
    }

    /// Whether a server with another clock may be on another day. Then it is looked for once more, by a statement of
    /// its own and while it is this transaction's turn: the copy before it ended its transaction before it let go of
    /// the turn, and what it drew and kept is seen by now.
    pub(super) fn is_near_midnight(&self, work: &Work<'_, '_>) -> bool {
        let day = |time: Option<_>| time.map(|time: peerline_domain::calendar::Timestamp| time.date_naive());
        [work.now.checked_sub_signed(APART), work.now.checked_add_signed(APART)]
            .into_iter()
            .any(|beside| day(beside) != Some(self.today))
    }

    /// Learns the keys that servers on the other side of midnight have drawn.
    pub(super) fn learn_neighbors(&mut self, work: &Work<'_, '_>) -> Result<(), Problem> {
        self.keys = neighboring(work.keys, PURPOSE, self.today)?;
        Ok(())
    }

    fn known_keys(&self) -> [Option<&Key>; 3] {
        [Some(&self.keys.today), self.keys.yesterday.as_ref(), self.keys.tomorrow.as_ref()]
    }

    /// Where the command stands, under today's key, yesterday's and tomorrow's as far as they are known.
    pub(super) fn slots(&self) -> [Vec<u8>; 3] {
        self.known_keys().map(|key| self.slot(key.unwrap_or(&self.keys.today)))
    }

    /// The row that keeps what the command came to.
    pub(super) fn record<M: Serialize>(&self, mark: &M) -> Result<SentCommand, Problem> {
        let key = &self.keys.today;
        let mark = serde_json::to_vec(mark).map_err(|_| Problem::technical(TechnicalCode::Internal))?;
        Ok(SentCommand {
            slot: self.slot(key),
            fingerprint: self.fingerprint(key),
            outcome: self.outcome_key(key).seal(&[b"outcome"], &mark)?,
            kept_on: self.today,
        })
    }

    /// What the command came to.
    ///
    /// # Errors
    /// `idempotency_key_reused` where another command was sent under the key.
    pub(super) fn outcome<M: DeserializeOwned>(&self, record: &SentCommand) -> Result<M, Problem> {
        let internal = || Problem::technical(TechnicalCode::Internal);
        let key = self
            .known_keys()
            .into_iter()
            .flatten()
            .find(|key| self.slot(key) == record.slot)
            .ok_or_else(internal)?;
        if self.fingerprint(key) != record.fingerprint {
            return Err(Problem::technical(TechnicalCode::IdempotencyKeyReused));
        }
        let mark = self.outcome_key(key).open(&[b"outcome"], &record.outcome).ok_or_else(internal)?;
        serde_json::from_slice(&mark).map_err(|_| internal())
    }

    fn slot(&self, key: &Key) -> Vec<u8> {
        key.derived(&[b"slot"]).mac(&parts(&self.whose)).to_vec()
    }

    fn fingerprint(&self, key: &Key) -> Vec<u8> {
        key.derived(&[b"fingerprint"]).mac(&parts(&self.what)).to_vec()
    }

    fn outcome_key(&self, key: &Key) -> Key {
        key.derived(&[b"outcome"]).derived(&parts(&self.whose))
    }
}

//! The keys of a provider as last fetched. One request at a time fetches; the others go on with what is known.

use super::keys::{self, Key};
use super::source::Source;
use chrono::Duration;
use futures_util::lock::Mutex as Turn;
use jsonwebtoken::Algorithm;
use peerline_domain::calendar::Timestamp;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Age beyond which keys are fetched again: how long a key that left the set may still be good.
const FRESH: Duration = Duration::minutes(10);
/// Age beyond which keys are no longer good, however long the provider doesn't answer.
const GOOD: Duration = Duration::hours(24);
/// Shortest time between two attempts.
const PAUSE: Duration = Duration::seconds(5);

pub(super) struct Keyring {
    source: Source,
    algorithms: Vec<Algorithm>,
    known: Mutex<Known>,
    turn: Turn<()>,
}

#[derive(Default)]
struct Known {
    keys: HashMap<String, Arc<Key>>,
    fetched: Option<Timestamp>,
    tried: Option<Timestamp>,
}

/// Whether something happened within a time. A clock that was set back makes it long ago.
fn within(at: Option<Timestamp>, now: Timestamp, time: Duration) -> bool {
    at.is_some_and(|at| at <= now && now - at < time)
}

impl Keyring {
    pub(super) fn new(source: Source, algorithms: Vec<Algorithm>) -> Self {
        Self { source, algorithms, known: Mutex::default(), turn: Turn::new(()) }
    }

    /// The key of an id. Unknown ids and old sets make the set be fetched again, at most every few seconds.
    pub(super) async fn key(&self, id: &str, now: Timestamp) -> Option<Arc<Key>> {
        let found = self.find(id, now);
        if found.is_some() {
            if !within(self.known().fetched, now, FRESH)
                && let Some(_turn) = self.turn.try_lock()
            {
                self.refresh(now).await;
                return self.find(id, now);
            }
            return found;
        }
        let _turn = self.turn.lock().await;
        // Whoever had the turn before may have brought it.
        if let Some(key) = self.find(id, now) {
            Some(key)
        } else {
            self.refresh(now).await;
            self.find(id, now)
        }
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn find(&self, id: &str, now: Timestamp) -> Option<Arc<Key>> {
        let known = self.known();
        known.keys.get(id).filter(|_| within(known.fetched, now, GOOD)).map(Arc::clone)
    }

    async fn refresh(&self, now: Timestamp) {
        {
            let mut known = self.known();
            if within(known.tried, now, PAUSE) {
                return;
            }
            known.tried = Some(now);
        }
        let source = self.source.clone();
        match actix_web::web::block(move || source.fetch()).await {
            Ok(Ok(set)) => {
                let keys = keys::by_id(set, &self.algorithms);
                let mut known = self.known();
                known.keys = keys;
                known.fetched = Some(now);
            }
            Ok(Err(_)) | Err(_) => {
                log::warn!("an identity provider's keys could not be fetched; those known go on for a day");
            }
        }
    }
}

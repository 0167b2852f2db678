//! Cursors of lists: the place where the next page begins, sealed, and of use to one caller for one list only.

use crate::auth::Behalf;
use crate::keys::rotating;
use crate::problem::{Problem, TechnicalCode};
use crate::state::Work;
use data_encoding::BASE64URL_NOPAD;
use uuid::Uuid;

const PURPOSE: &str = "cursor";

/// What a cursor is bound to besides its caller.
pub(crate) struct List<'l> {
    /// The address.
    pub(crate) address: &'l str,
    /// The filter, in a form that equal filters share.
    pub(crate) filter: &'l str,
}

/// Agency, principal and role of the caller.
fn caller(behalf: &Behalf) -> Vec<Vec<u8>> {
    match behalf {
        Behalf::Caller(actor, _) => vec![
            actor.agency.unwrap_or_default().as_bytes().to_vec(),
            actor.principal.as_bytes().to_vec(),
            actor.role.as_str().as_bytes().to_vec(),
        ],
        Behalf::Public(agency) => vec![agency.as_bytes().to_vec()],
        Behalf::Server(_) => Vec::new(),
    }
}

impl List<'_> {
    /// The cursor of what comes after an id. Good on the day it is made and the day after.
    pub(crate) fn cursor_after(&self, work: &Work<'_, '_>, id: Uuid) -> Result<String, Problem> {
        let keys = rotating(work.keys, PURPOSE, work.now.date_naive())?;
        let caller = caller(work.behalf);
        Ok(BASE64URL_NOPAD.encode(&keys.today.seal(&self.label(&caller), id.as_bytes())?))
    }

    /// The id after which a page begins.
    ///
    /// # Errors
    /// `malformed_request`, the same for a bent cursor, another caller's and another list's.
    pub(crate) fn id_of(&self, work: &Work<'_, '_>, cursor: &str) -> Result<Uuid, Problem> {
        let unknown =
            || Problem::technical(TechnicalCode::MalformedRequest).saying("cursor is one of next_cursor");
        let sealed = BASE64URL_NOPAD.decode(cursor.as_bytes()).map_err(|_| unknown())?;
        let keys = rotating(work.keys, PURPOSE, work.now.date_naive())?;
        let caller = caller(work.behalf);
        let label = self.label(&caller);
        [Some(keys.today), keys.yesterday]
            .into_iter()
            .flatten()
            .find_map(|key| key.open(&label, &sealed))
            .and_then(|id| Uuid::from_slice(&id).ok())
            .ok_or_else(unknown)
    }

    fn label<'a>(&'a self, caller: &'a [Vec<u8>]) -> Vec<&'a [u8]> {
        let list = [self.address.as_bytes(), self.filter.as_bytes()];
        list.into_iter().chain(caller.iter().map(Vec::as_slice)).collect()
    }
}

use crate::auth::behind_gate;
use crate::cursor::List;
use crate::problem::{Problem, TechnicalCode};
use crate::state::Work;
use actix_web::dev::Payload;
use actix_web::http::header::{HeaderValue, LINK};
use actix_web::{FromRequest, HttpRequest, HttpResponse};
use futures_util::future::LocalBoxFuture;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Items a page where the caller names no number.
const USUAL: u8 = 50;
/// Items a page at the most.
const MOST: u8 = 100;

/// How much of a list, and from where; the contract's `PageQuery`. What else the query holds is the list's filter.
#[derive(Debug, Clone)]
pub struct Page<F = NoFilter> {
    /// What the list is narrowed to.
    pub filter: F,
    cursor: Option<String>,
    limit: Option<u8>,
    address: String,
    /// The filter as it was sent, sorted.
    narrowed: String,
}

/// The filter of a list that has none.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoFilter {}

impl<F: DeserializeOwned> Page<F> {
    fn read(address: &str, query: &str) -> Option<Self> {
        let pairs: Vec<&str> = query.split('&').filter(|pair| !pair.is_empty()).collect();
        let (own, mut other): (Vec<&str>, Vec<&str>) = pairs
            .into_iter()
            .partition(|pair| matches!(pair.split('=').next().unwrap_or_default(), "cursor" | "limit"));
        let own: Own = actix_web::web::Query::<Own>::from_query(&own.join("&")).ok()?.into_inner();
        other.sort_unstable();
        let narrowed = other.join("&");
        let filter = actix_web::web::Query::<F>::from_query(&narrowed).ok()?.into_inner();
        let fits = own.limit.is_none_or(|limit| (1..=MOST).contains(&limit));
        let address = address.to_owned();
        fits.then_some(Self { filter, cursor: own.cursor, limit: own.limit, address, narrowed })
    }
}

impl<F> Page<F> {
    /// A page of a list: `probe` reads so many items after an id, `id` tells an item's. Gives the items and the
    /// cursor of the next page, if there is one.
    pub fn of<T>(
        &self,
        work: &mut Work<'_, '_>,
        probe: impl FnOnce(&mut Work<'_, '_>, Option<Uuid>, i64) -> Result<Vec<T>, Problem>,
        id: impl Fn(&T) -> Uuid,
    ) -> Result<(Vec<T>, Option<String>), Problem> {
        let list = List { address: &self.address, filter: &self.narrowed };
        let after = self.cursor.as_deref().map(|cursor| list.id_of(work, cursor)).transpose()?;
        let size = self.limit.unwrap_or(USUAL);
        // One more than asked for tells whether there is a next page.
        let mut items = probe(work, after, i64::from(size) + 1)?;
        let more = items.len() > usize::from(size);
        items.truncate(size.into());
        let begin = items.last().filter(|_| more).map(id);
        let next = begin.map(|begin| list.cursor_after(work, begin)).transpose()?;
        Ok((items, next))
    }

    /// 200 with a page and, where there is a next one, its address in `Link`.
    pub fn answer<T: Serialize>(&self, body: &T, next_cursor: Option<&str>) -> HttpResponse {
        let mut response = HttpResponse::Ok().json(body);
        let link = next_cursor.and_then(|cursor| HeaderValue::from_str(&self.link(cursor)).ok());
        if let Some(link) = link {
            response.headers_mut().insert(LINK, link);
        }
        response
    }

    fn link(&self, cursor: &str) -> String {
        let limit = self.limit.map(|limit| format!("limit={limit}"));
        let filter = Some(self.narrowed.clone()).filter(|filter| !filter.is_empty());
        let pairs: Vec<String> =
            filter.into_iter().chain(limit).chain([format!("cursor={cursor}")]).collect();
        format!("<{}?{}>; rel=\"next\"", self.address, pairs.join("&"))
    }
}

/// The part of the query every list takes.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Own {
    cursor: Option<String>,
    limit: Option<u8>,
}

impl<F: DeserializeOwned + 'static> FromRequest for Page<F> {
    type Error = Problem;
    type Future = LocalBoxFuture<'static, Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let outcome = Self::read(request.path(), request.query_string()).ok_or_else(|| {
            Problem::technical(TechnicalCode::MalformedRequest).saying(
                "A query parameter is unknown or not of the form the contract asks; limit is 1 to 100.",
            )
        });
        Box::pin(behind_gate(request.clone(), outcome))
    }
}

#[cfg(test)]
mod tests {
    use super::{NoFilter, Page};
    use serde::Deserialize;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct ByState {
        state: Option<String>,
    }

    #[test]
    fn a_page_takes_its_own_parameters_and_the_filter_of_its_list() {
        for (query, fits) in [
            ("", true),
            ("limit=1&cursor=x", true),
            ("limit=0", false),
            ("limit=101", false),
            ("limit=x", false),
            ("limit=1&limit=2", false),
            ("other=1", false),
            ("state=open", false),
        ] {
            assert_eq!(Page::<NoFilter>::read("/v1/things", query).is_some(), fits, "{query}");
        }
        let page = Page::<ByState>::read("/v1/things", "limit=7&state=open&cursor=x").unwrap();
        assert_eq!(page.filter.state.as_deref(), Some("open"));
        assert_eq!(page.link("y"), "</v1/things?state=open&limit=7&cursor=y>; rel=\"next\"");
    }
}

//! The operations: extract, run, answer.

use super::dto::{AuditEntryDto, AuditEntryPage, AuditHeadDto, AuditQuery, StreamFilter};
use super::head;
use crate::auth::{By, permit};
use crate::extract::Page;
use crate::problem::Problem;
use crate::respond;
use crate::responses::ReadProblems;
use crate::state::{AppState, Work};
use actix_web::HttpResponse;
use actix_web::web::Data;
use peerline_domain::audit::{AuditBody, AuditVerb, SealedEntry, Stream};
use peerline_domain::policy::IdentityMode;
use peerline_persistence::records::AuditCursor;
use std::sync::Arc;
use uuid::Uuid;

/// Read the audit
#[utoipa::path(get, path = "/v1/audit/entries", operation_id = "listAuditEntries", tag = "Audit",
    description = "Sealed rows of a stream, oldest first, as much of them as the identity mode lets be known. Rows about contacts that were written under a looser mode are left out while the policy records no identity.",
    params(AuditQuery),
    responses((status = 200, description = "A page of rows.", body = AuditEntryPage), ReadProblems))]
pub async fn list(
    by: By<permit::ReadAudit>,
    state: Data<AppState>,
    page: Page<StreamFilter>,
) -> Result<HttpResponse, Problem> {
    let (stream, asked) = (page.filter.stream.unwrap_or(Stream::Events), page.clone());
    let (items, next_cursor) = state
        .read(by.behalf(), move |work| {
            let probe = |work: &mut Work<'_, '_>, after: Option<Uuid>, limit| {
                // A place in the stream travels as the 128 bits of a cursor.
                let (batch, position) = after.unwrap_or_default().as_u64_pair();
                let position = u32::try_from(position).ok().filter(|_| batch > 0);
                Ok(work.tx.audit_entries_after(AuditCursor { stream, batch, position }, limit)?)
            };
            let place = |entry: &SealedEntry| Uuid::from_u64_pair(entry.batch, u64::from(entry.position));
            let (entries, next) = asked.of(work, probe, place)?;
            let mode = match work.policy_if_any()? {
                Some(policy) => policy.document().identity_mode()?,
                None => IdentityMode::None,
            };
            let shown = entries.into_iter().filter(|entry| mode.may_name_recipient() || !withheld(entry));
            Ok((shown.map(|entry| AuditEntryDto::of(stream, entry)).collect(), next))
        })
        .await?;
    let body = AuditEntryPage { items, next_cursor };
    Ok(page.answer(&body, body.next_cursor.as_deref()))
}

/// A row with actor and instant about a contact, from before the policy forbade such rows (PROG-01).
fn withheld(entry: &SealedEntry) -> bool {
    matches!(&entry.opened, Some((_, AuditBody::Event { verb, .. })) if AuditVerb::is_code_about_contact(verb))
}

/// Export the audit's head
#[utoipa::path(get, path = "/v1/audit/head", operation_id = "getAuditHead", tag = "Audit",
    description = "Where both streams stand, signed. Kept elsewhere and given to `peerline audit verify`, it shows whether the chains were cut or rewritten since.",
    responses((status = 200, description = "The head.", body = AuditHeadDto), ReadProblems))]
pub async fn head(by: By<permit::ReadAudit>, state: Data<AppState>) -> Result<HttpResponse, Problem> {
    let agency = by.agency.ok_or_else(Problem::not_found)?;
    let key = Arc::clone(&state.audit_key);
    let exported: AuditHeadDto = state
        .read(by.behalf(), move |work| {
            let slug = work.tx.find_agency(agency)?.ok_or_else(Problem::not_found)?.slug;
            Ok(head::export(work.tx, agency, Some(slug), &key, work.now)?)
        })
        .await?;
    Ok(respond::ok(&exported))
}

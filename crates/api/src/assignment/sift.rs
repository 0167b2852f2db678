use crate::problem::Problem;
use crate::state::Work;
use uuid::Uuid;

/// A page of what the caller sees among rows that are read a page at a time: `read` reads the next after an id, `id`
/// names a row, `seen` decides.
pub fn sifted<T>(
    work: &mut Work<'_, '_>,
    (mut after, wanted): (Option<Uuid>, i64),
    read: impl Fn(&mut Work<'_, '_>, Option<Uuid>) -> Result<Vec<T>, Problem>,
    id: impl Fn(&T) -> Uuid,
    seen: impl Fn(&mut Work<'_, '_>, &T) -> Result<bool, Problem>,
) -> Result<Vec<T>, Problem> {
    let wanted = usize::try_from(wanted).unwrap_or_default();
    let mut page = Vec::new();
    loop {
        let rows = read(work, after)?;
        // Fewer than were asked for are the last.
        let are_last = rows.len() < wanted;
        after = rows.last().map(&id);
        for row in rows {
            if seen(work, &row)? {
                page.push(row);
            }
        }
        if are_last || page.len() >= wanted {
            page.truncate(wanted);
            return Ok(page);
        }
    }
}

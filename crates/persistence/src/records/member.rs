use chrono::NaiveDate;
use peerline_domain::assignment::MemberStatus;
use uuid::Uuid;

/// A member of the peer support team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Identifier.
    pub id: Uuid,
    /// The person.
    pub principal_id: Uuid,
    /// Display name of the person; not stored here, read along.
    pub display_name: String,
    /// Unit the member belongs to.
    pub unit_id: Uuid,
    /// How a requester reaches the member, for example a telephone extension.
    pub channel: String,
    /// When the member can be reached, in words.
    pub hours: String,
    /// First day of membership.
    pub active_from: NaiveDate,
    /// First day of the present or last leave.
    pub leave_from: Option<NaiveDate>,
    /// First day back.
    pub leave_until: Option<NaiveDate>,
    /// First day no longer a member.
    pub ended_on: Option<NaiveDate>,
    /// Counts the changes; 1 for a member just added.
    pub revision: u32,
}

impl Member {
    /// Where the membership stands on a local day of the agency.
    pub fn status_on(&self, day: NaiveDate) -> MemberStatus {
        let on_leave =
            self.leave_from.is_some_and(|from| from <= day) && self.leave_until.is_none_or(|back| day < back);
        if self.ended_on.is_some_and(|ended| ended <= day) {
            MemberStatus::Ended
        } else if day < self.active_from {
            MemberStatus::Pending
        } else if on_leave {
            MemberStatus::OnLeave
        } else {
            MemberStatus::Active
        }
    }
}

//! The fields of this noun's bodies, for `GET /v1/forms/{noun}`.

use crate::forms::codes::fixed;
use crate::forms::field::{Field, Standing};
use crate::limits_notice;
use peerline_domain::outreach::OutreachEvent;

/// `NewOutreachEvent`.
pub const EVENT: &[Field] = &[
    Field::code("event", "What happened").required().by("FOLLOW-01").read(|_| {
        Ok(Standing::choice(fixed(&[
            (OutreachEvent::AttemptNoAnswer, "Tried, no answer"),
            (OutreachEvent::InitialContact, "Reached, and support offered"),
            (OutreachEvent::Accept, "The person accepts"),
            (OutreachEvent::Decline, "The person declines"),
            (OutreachEvent::CheckInDone, "Checked in, and support offered again"),
            (OutreachEvent::Close, "It is over"),
        ])))
    }),
    limits_notice::of_event(|document| limits_notice::when_contact(document, "initial_contact")),
];

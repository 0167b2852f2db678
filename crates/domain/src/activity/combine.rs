//! The team's month: all members' reports made one (TRACK-04, REPORT-01).

use super::model::{Entry, Kept};
use super::terms::ActivityTerms;
use crate::calendar::Month;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use uuid::Uuid;

/// One member's report of the month, in its last version.
#[derive(Debug, Clone)]
pub struct MemberReport {
    /// The member.
    pub member: Uuid,
    /// Whether it was first submitted late (TRACK-19).
    pub late: bool,
    /// Its entries; none in a nil report.
    pub entries: Vec<Entry>,
}

/// What one member put into a total.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Share {
    /// Sessions the member took part in.
    pub sessions: u32,
    /// The member's own minutes.
    pub minutes: u32,
}

/// Totals of one kind, mode or category, or of the team.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Tally {
    /// Sessions; a shared group session is one.
    pub responses: u32,
    /// Minutes of all members, summed.
    pub minutes: u32,
    /// People supported. Sessions are counted, not persons: who came twice counts twice.
    pub participants: u32,
    /// Referrals out.
    pub referrals_out: u32,
    /// What each member put in, for the rules against disclosure. Never published.
    pub shares: BTreeMap<Uuid, Share>,
}

/// The combined report of a month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Combination {
    /// The month.
    pub month: Month,
    /// All responses. Kinds that are no response, as training, are in `by_kind` only.
    pub team: Tally,
    /// By kind, every kind of the month.
    pub by_kind: BTreeMap<String, Tally>,
    /// Responses by mode, as far as the mode is told.
    pub by_mode: BTreeMap<String, Tally>,
    /// Responses by category, as far as the category is told.
    pub by_category: BTreeMap<String, Tally>,
    /// Members who owe a report and have not submitted, in the order given (TRACK-26).
    pub missing: Vec<Uuid>,
    /// Members whose first submission was late.
    pub late: Vec<Uuid>,
    /// Reports without an entry.
    pub nil_reports: u32,
}

/// A session, after the members who shared it were brought together.
#[derive(Default)]
struct Session<'a> {
    kind: &'a str,
    mode: Option<&'a str>,
    category: Option<&'a str>,
    participants: u32,
    referrals_out: u32,
    shares: BTreeMap<Uuid, Share>,
}

/// Combines the reports of `month`. Entries of other months do not count, and of a member given twice the last
/// report does.
///
/// Group entries of one kind and one day with the same session code are one session: its participants and
/// referrals are counted once, and minutes are summed over members (TRACK-04). Where members differ the greatest
/// number stands, so that no entry makes a session smaller and none adds to what another told. Entries of another
/// day are another session, whatever their code. The result does not depend on the order of reports.
pub fn combine(terms: &ActivityTerms, month: Month, reports: &[MemberReport], owing: &[Uuid]) -> Combination {
    let reports: BTreeMap<Uuid, &MemberReport> =
        reports.iter().map(|report| (report.member, report)).collect();
    let mut combination = Combination {
        month,
        team: Tally::default(),
        by_kind: BTreeMap::new(),
        by_mode: BTreeMap::new(),
        by_category: BTreeMap::new(),
        missing: owing.iter().copied().filter(|member| !reports.contains_key(member)).collect(),
        late: reports.values().filter(|report| report.late).map(|report| report.member).collect(),
        nil_reports: 0,
    };
    let mut sessions: Vec<Session<'_>> = Vec::new();
    let mut shared: BTreeMap<(&str, NaiveDate, &str), Session<'_>> = BTreeMap::new();
    for report in reports.values() {
        let mut entries = report.entries.iter().filter(|e| Month::containing(e.day) == month).peekable();
        combination.nil_reports += u32::from(entries.peek().is_none());
        for entry in entries {
            let is_group = terms.kind(&entry.kind).is_some_and(|kind| kind.group);
            if let Some(code) = entry.session_code.as_deref().filter(|_| is_group) {
                shared.entry((&entry.kind, entry.day, code)).or_default().join(report.member, entry);
            } else {
                let mut session = Session::default();
                session.join(report.member, entry);
                sessions.push(session);
            }
        }
    }
    for session in sessions.iter().chain(shared.values()) {
        combination.add(terms, session);
    }
    combination
}

impl<'a> Session<'a> {
    fn join(&mut self, member: Uuid, entry: &'a Entry) {
        self.kind = &entry.kind;
        // Where members differ the first code in the alphabet stands, so that the order of reports is nothing.
        self.mode = [self.mode, entry.mode.as_deref()].into_iter().flatten().min();
        self.category = [self.category, entry.category.as_deref()].into_iter().flatten().min();
        self.participants = self.participants.max(entry.participants);
        self.referrals_out = self.referrals_out.max(entry.referrals_out);
        let share = self.shares.entry(member).or_default();
        share.sessions = 1;
        share.minutes = share.minutes.saturating_add(entry.minutes.unwrap_or(0));
    }
}

impl Combination {
    /// The combination with all that may not stay taken away: what was combined under a more lenient policy is
    /// not told under a stricter one (PROG-01).
    #[must_use]
    pub fn stripped(mut self, kept: Kept) -> Self {
        if !kept.mode {
            self.by_mode.clear();
        }
        if !kept.category {
            self.by_category.clear();
        }
        let tables = [&mut self.by_kind, &mut self.by_mode, &mut self.by_category];
        let rows = tables.into_iter().flat_map(BTreeMap::values_mut);
        for tally in rows.chain([&mut self.team]) {
            if !kept.minutes {
                tally.forget_minutes();
            }
            if !kept.referrals {
                tally.referrals_out = 0;
            }
        }
        self
    }

    fn add(&mut self, terms: &ActivityTerms, session: &Session<'_>) {
        self.by_kind.entry(session.kind.to_owned()).or_default().add(session);
        if !terms.kind(session.kind).is_some_and(|kind| kind.counts_as_response) {
            return;
        }
        self.team.add(session);
        if let Some(mode) = session.mode {
            self.by_mode.entry(mode.to_owned()).or_default().add(session);
        }
        if let Some(category) = session.category {
            self.by_category.entry(category.to_owned()).or_default().add(session);
        }
    }
}

impl Tally {
    fn forget_minutes(&mut self) {
        self.minutes = 0;
        for share in self.shares.values_mut() {
            share.minutes = 0;
        }
    }

    fn add(&mut self, session: &Session<'_>) {
        self.responses = self.responses.saturating_add(1);
        self.participants = self.participants.saturating_add(session.participants);
        self.referrals_out = self.referrals_out.saturating_add(session.referrals_out);
        for (member, share) in &session.shares {
            self.minutes = self.minutes.saturating_add(share.minutes);
            let total = self.shares.entry(*member).or_default();
            total.sessions = total.sessions.saturating_add(share.sessions);
            total.minutes = total.minutes.saturating_add(share.minutes);
        }
    }
}

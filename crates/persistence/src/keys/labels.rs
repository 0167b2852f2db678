//! What is said of a wrapped key in its associated data.

use crate::rows::key::{AgencyKeyRow, CaseKeyRow, RotatingKeyRow};
use crate::sealing::Label;
use chrono::NaiveDate;
use uuid::Uuid;

pub(super) fn agency_label(agency: Uuid, version: i64, master: &str) -> Label {
    Label::new("agency key").part(agency.as_bytes()).part(&version.to_be_bytes()).part(master.as_bytes())
}

pub(super) fn case_label(agency: Uuid, case: Uuid, version: i64) -> Label {
    Label::new("case key").part(agency.as_bytes()).part(case.as_bytes()).part(&version.to_be_bytes())
}

pub(super) fn rotating_label(purpose: &str, day: NaiveDate, master: &str) -> Label {
    Label::new("rotating key")
        .part(purpose.as_bytes())
        .part(day.to_string().as_bytes())
        .part(master.as_bytes())
}

impl AgencyKeyRow {
    pub(super) fn label(&self) -> Label {
        agency_label(self.agency_id.into(), self.version, &self.master_id)
    }
}

impl CaseKeyRow {
    pub(super) fn label(&self) -> Label {
        case_label(self.agency_id.into(), self.case_id.into(), self.agency_version)
    }
}

impl RotatingKeyRow {
    pub(super) fn label(&self) -> Label {
        rotating_label(&self.purpose, self.day, &self.master_id)
    }
}

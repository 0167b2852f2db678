//! What members do, their reports by the day they are due, the combination and the release.

use crate::scenario::steps::Program;
use crate::support::Rules;
use peerline_domain::activity::{ActivityTerms, ReportTerms};
use peerline_domain::calendar::Month;
use serde_json::{Value, json};

const TEAM: [&str; 3] = ["parker", "quinn", "riley"];

pub(super) fn live(program: &Program, rules: &Rules) {
    let (server, month) = (&program.server, Month::containing("2026-10-01".parse().expect("a day")));
    let asks_who_chose = ActivityTerms::read(&rules.document).expect("terms").kept.chooser;
    program.it_is("2026-10-30T17:00:00Z");
    for member in TEAM {
        for day in ["07", "13", "14", "19"] {
            let entry = rules.entry(&format!("2026-10-{day}T10:00:00-07:00"));
            let kept = program.tallies(member, &entry).ok();
            let chosen = asks_who_chose && entry["mode_chosen_by_recipient"] == true;
            assert_eq!(kept["mode_chosen_by_recipient"], chosen, "what is not asked is not kept");
            for (name, sent) in entry.as_object().expect("an entry") {
                let is_kept = kept[name] == *sent
                    || kept[name].is_null()
                    || name == "started_at"
                    || name == "mode_chosen_by_recipient"
                    || name == "limits_stated";
                assert!(is_kept, "{name}: {kept}");
            }
            let with_words = json!({"notes": "We spoke at length."});
            let mut entry = entry.clone();
            entry["notes"] = with_words["notes"].clone();
            program.tallies(member, &entry).refused(422, "field_not_permitted");
        }
    }
    let due_on = ReportTerms::read(&rules.document).expect("terms").due_on(month);
    let due = due_on.map_or(Value::Null, |day| json!(day));
    program.it_is("2026-11-02T17:00:00Z");
    for member in TEAM {
        let report = program.submits(member, "2026-10", false);
        let told = (&report["state"], &report["due_on"], &report["late"]);
        assert_eq!(told, (&json!("submitted_on_time"), &due, &json!(false)));
    }
    server.by(server.keeper()).post("/v1/combinations", &json!({"month": "2026-10"})).ok();

    // Five days after the reports are due, or after the month where none is (REPORT-13).
    let closes_on = due_on.unwrap_or_else(|| month.last_day());
    let sealed_on = closes_on + chrono::Days::new(5);
    program.it_is(&format!("{closes_on}T17:00:00Z"));
    let early = server.by("hr").get("/v1/releases/2026-10");
    assert_eq!(early.refused(404, "not_yet_sealed")["planned_on"], json!(sealed_on));
    program.it_is(&format!("{sealed_on}T17:00:00Z"));
    let release = program.is_released("2026-10");
    let told = (&release["sealed_on"], &release["totals"]["responses"]["value"]);
    assert_eq!(told, (&json!(sealed_on), &json!(12)));
    program.a_machine_with_reports_read_reaches_releases_only("2026-10");
}

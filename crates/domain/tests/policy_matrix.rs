//! The five presets against the policy matrix of the catalog (`fixtures/policy_matrix.csv`), row by row.
//!
//! The lists of exceptions below are closed in both directions: an entry that no longer is one fails too.
#![cfg(test)]

use peerline_domain::policy::{Parameter, ParameterKind, PolicyDocument, Setting, Source, Strength};
use peerline_domain::policy::{parameter, parameters, preset};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// The matrix's columns and the presets they stand for.
const COLUMNS: [(&str, &str); 5] = [
    ("AZ", "arizona_dcs"),
    ("LA", "la_dcfs"),
    ("OC", "oc_probation"),
    ("MN", "mn_public_safety"),
    ("DN", "denver_911"),
];

/// A `—` cell whose parenthesis gives a value after all; the value is inferred.
const VALUE_UNDER_A_DASH: [(&str, &str); 6] = [
    ("MN", "disclosure.addressee"),
    ("DN", "disclosure.addressee"),
    ("DN", "team_discussion_without_names"),
    ("OC", "tracker.combined"),
    ("LA", "tracker.per_recipient_counts"),
    ("DN", "removal.authority"),
];

/// *soft* stands in the cell, but it belongs to a part of the value only, or the policy text says otherwise.
const SOFT_BUT_NOT_SHOULD: [(&str, &str); 3] =
    [("MN", "document.notes_allowed"), ("DN", "disciplinary_subject"), ("OC", "debrief.duration_minutes")];

/// The cell bears no *(inf)*, but making a value of its words took an inference.
const INFERRED_UNMARKED: [(&str, &str); 9] = [
    ("OC", "hours.normal_working"),
    ("MN", "elig.supervisors_as_peers"),
    ("DN", "elig.population"),
    ("LA", "select.integration_gate"),
    ("MN", "referral.required_content"),
    ("MN", "referral.self_direct_to_member"),
    ("MN", "cmb.group_min"),
    ("AZ", "disclosure.addressee"),
    ("LA", "tracker.per_recipient_counts"),
];

/// Yes/no parameters whose cell says yes in other words.
const YES_IN_OTHER_WORDS: [(&str, &str); 8] = [
    ("OC", "select.next_manager_approval"),
    ("MN", "referral.unattended_escalation"),
    ("DN", "response.group_allowed"),
    ("MN", "gov.software_security"),
    ("MN", "referral.self_direct_to_member"),
    ("OC", "response.extra_sessions"),
    ("MN", "response.extra_sessions"),
    ("MN", "notice.employee_informed_required"),
];

struct Row {
    section: String,
    name: String,
    cells: Vec<String>,
}

/// Reads the CSV: commas between cells, quotes around a cell that holds one, doubled quotes inside.
fn rows() -> Vec<Row> {
    let text = include_str!("fixtures/policy_matrix.csv");
    let lines = text.lines().skip(1);
    lines
        .map(|line| {
            let mut cells = vec![String::new()];
            let (mut quoted, mut characters) = (false, line.chars().peekable());
            while let Some(c) = characters.next() {
                match c {
                    '"' if quoted && characters.peek() == Some(&'"') => {
                        cells.last_mut().unwrap().push('"');
                        characters.next();
                    }
                    '"' => quoted = !quoted,
                    ',' if !quoted => cells.push(String::new()),
                    other => cells.last_mut().unwrap().push(other),
                }
            }
            assert_eq!(cells.len(), 7, "{line}");
            let values = cells.split_off(2);
            Row { section: cells[0].clone(), name: cells[1].clone(), cells: values }
        })
        .collect()
}

/// The parameters a printed row stands for. Three rows print several; 2.7 adds agencies in parentheses.
fn keys(row: &Row) -> Vec<&str> {
    match row.name.as_str() {
        "cmb.group_min / max" => vec!["cmb.group_min", "cmb.group_max"],
        "stat_sheet.columns / attributes / issues" => {
            vec!["stat_sheet.columns", "stat_sheet.attributes_count", "stat_sheet.issues_count"]
        }
        "screening.instrument.{rat,pcl5}.range" => {
            vec!["screening.instrument.rat.range", "screening.instrument.pcl5.range"]
        }
        name => vec![name.split(" (").next().unwrap()],
    }
}

fn document(column: &str) -> &'static PolicyDocument {
    let (_, name) = COLUMNS.iter().find(|(known, _)| *known == column).unwrap();
    &preset(name).unwrap().document
}

/// Calls `judge` with column, key, cell, parameter and setting for every cell of 2.1 to 2.6.
fn each_cell(mut judge: impl FnMut(&'static str, &str, &str, &'static Parameter, &'static Setting)) {
    for row in rows().iter().filter(|row| row.section != "2.7") {
        for key in keys(row) {
            let known = parameter(key).unwrap_or_else(|| panic!("no parameter {key}"));
            for ((column, _), cell) in COLUMNS.into_iter().zip(&row.cells) {
                let setting =
                    document(column).setting(key).unwrap_or_else(|| panic!("{column} has no {key}"));
                judge(column, key, cell, known, setting);
            }
        }
    }
}

fn is_silent(setting: &Setting) -> bool {
    matches!(setting.source, Source::Silent { .. })
}

fn strength(setting: &Setting) -> Option<Strength> {
    match setting.source {
        Source::Policy { strength, .. } => Some(strength),
        _ => None,
    }
}

fn is_inferred(setting: &Setting) -> bool {
    matches!(setting.source, Source::Policy { inferred: true, .. })
}

/// Compares what deviates from the rule with the list of what may.
fn assert_exceptions(found: &BTreeSet<(&str, String)>, allowed: &[(&str, &str)]) {
    let allowed: BTreeSet<_> = allowed.iter().map(|(column, key)| (*column, (*key).to_owned())).collect();
    assert_eq!(found, &allowed);
}

fn numbers(cell: &str) -> Vec<u64> {
    cell.split(|c: char| !c.is_ascii_digit()).filter_map(|digits| digits.parse().ok()).collect()
}

#[test]
fn prog_01_matrix_and_catalog_of_parameters_hold_the_same_rows() {
    let rows = rows();
    assert_eq!(rows.iter().filter(|row| row.section != "2.7").count(), 229);
    assert_eq!(rows.iter().filter(|row| row.section == "2.7").count(), 28);
    let mut printed: BTreeMap<&str, usize> = BTreeMap::new();
    for key in rows.iter().flat_map(keys) {
        *printed.entry(key).or_default() += 1;
    }
    let known: BTreeSet<_> = parameters().map(|parameter| parameter.key.as_str()).collect();
    assert_eq!(printed.keys().copied().collect::<BTreeSet<_>>(), known);
    // The one parameter that stands in 2.1 and again in 2.7.
    let twice: Vec<_> = printed.iter().filter(|(_, count)| **count > 1).map(|(key, _)| *key).collect();
    assert_eq!(twice, ["hours.normal_working"]);
}

#[test]
fn prog_01_every_preset_answers_every_row_in_the_words_of_the_matrix() {
    let mut cells = 0;
    each_cell(|column, key, cell, _, setting| {
        assert_eq!(setting.stated.as_deref(), Some(cell), "{column} {key}");
        cells += 1;
    });
    assert_eq!(cells, (229 + 3) * 5);
}

#[test]
fn prog_01_a_preset_is_silent_exactly_where_the_matrix_prints_a_dash() {
    let mut valued = BTreeSet::new();
    each_cell(|column, key, cell, _, setting| {
        if cell.starts_with('—') && !is_silent(setting) {
            assert_eq!(strength(setting), Some(Strength::Inferred), "{column} {key}");
            valued.insert((column, key.to_owned()));
        } else {
            assert_eq!(is_silent(setting), cell.starts_with('—'), "{column} {key}");
        }
        assert!(!is_silent(setting) || setting.value.is_null(), "{column} {key}");
    });
    assert_exceptions(&valued, &VALUE_UNDER_A_DASH);
}

#[test]
fn prog_01_what_the_matrix_marks_as_inferred_is_inferred() {
    let mut unmarked = BTreeSet::new();
    each_cell(|column, key, cell, _, setting| {
        let marked = cell.contains("inf)*") || cell.contains("*inf*") || cell.contains("inferred");
        if !is_silent(setting) && is_inferred(setting) && !marked {
            unmarked.insert((column, key.to_owned()));
        } else if !is_silent(setting) {
            assert_eq!(is_inferred(setting), marked, "{column} {key}");
        }
        if strength(setting) == Some(Strength::Inferred) {
            assert!(is_inferred(setting), "{column} {key}");
        }
    });
    assert_exceptions(&unmarked, &INFERRED_UNMARKED);
}

/// A cell without the mark may be *should* as well: there the policy's own wording was judged.
#[test]
fn prog_01_what_the_matrix_marks_as_soft_is_a_should() {
    let mut otherwise = BTreeSet::new();
    each_cell(|column, key, cell, _, setting| {
        if cell.contains("*soft*") && strength(setting) != Some(Strength::Should) {
            otherwise.insert((column, key.to_owned()));
        }
    });
    assert_exceptions(&otherwise, &SOFT_BUT_NOT_SHOULD);
}

#[test]
fn prog_01_yes_and_no_of_the_matrix_are_true_and_false() {
    let mut other_words = BTreeSet::new();
    each_cell(|column, key, cell, known, setting| {
        if known.kind != ParameterKind::Boolean || is_silent(setting) {
            return;
        }
        let first = cell.split(|c: char| !c.is_alphabetic()).next();
        match first {
            Some("yes") => assert_eq!(setting.value, json!(true), "{column} {key}"),
            Some("no" | "never" | "none") => assert_eq!(setting.value, json!(false), "{column} {key}"),
            _ => {
                assert_eq!(setting.value, json!(true), "{column} {key}");
                other_words.insert((column, key.to_owned()));
            }
        }
    });
    assert_exceptions(&other_words, &YES_IN_OTHER_WORDS);
}

#[test]
fn prog_01_numbers_and_dates_of_the_matrix_are_the_values() {
    let mut compared = 0;
    each_cell(|column, key, cell, known, setting| {
        let place = format!("{column} {key}: {cell}");
        match (known.kind, &setting.value) {
            (_, Value::Null) => return,
            (ParameterKind::Integer, value) => {
                let position = if key.starts_with("stat_sheet.attributes") {
                    1
                } else if key.starts_with("stat_sheet.issues") {
                    2
                } else {
                    0
                };
                // "1:7" is read as seven members of staff for each peer.
                let position = if key == "team.ratio_peer_to_staff" { 1 } else { position };
                assert_eq!(value.as_u64(), numbers(cell).get(position).copied(), "{place}");
            }
            (ParameterKind::IntegerRange, value) if key == "defusing.window" && column == "OC" => {
                assert_eq!((cell, value), ("immediate", &json!({"min": 0})));
            }
            (ParameterKind::IntegerRange, value) => {
                // "within 8–12 h of the event (0–12 h)": the window is the one in parentheses.
                let window = cell.split_once('(').filter(|_| key == "defusing.window");
                let ends = numbers(window.map_or(cell, |(_, window)| window));
                assert_eq!(value, &json!({"min": ends[0], "max": ends[1]}), "{place}");
            }
            (ParameterKind::Date, value) => assert_eq!(value, cell, "{place}"),
            (ParameterKind::DueRule, value) => {
                let expected = match cell {
                    "first Thursday" => json!({"rule": "nth_weekday", "nth": 1, "weekday": "thu"}),
                    "10th" => json!({"rule": "day_of_month", "day": 10}),
                    other => panic!("unknown due rule {other}"),
                };
                assert_eq!(value, &expected, "{place}");
            }
            _ => return,
        }
        compared += 1;
    });
    assert_eq!(compared, 46);
}

#[test]
fn prog_01_a_cell_that_is_a_code_is_the_value() {
    let mut compared = 0;
    each_cell(|column, key, cell, known, setting| {
        let word = cell.trim_end_matches(" *(inf)*");
        if known.kind == ParameterKind::Code && known.codes.iter().any(|code| code == word) {
            assert_eq!(setting.value, json!(word), "{column} {key}");
            compared += 1;
        }
    });
    assert!(compared >= 25, "{compared}");
}

#[test]
fn prog_01_implementation_defaults_are_inferred_and_apply_to_the_agencies_named() {
    for row in rows().iter().filter(|row| row.section == "2.7") {
        let named =
            row.name.split_once(" (").map(|(_, list)| list.trim_end_matches(')').split(", ").collect());
        let agencies: Vec<&str> = named.unwrap_or_else(|| COLUMNS.map(|(column, _)| column).to_vec());
        let printed = row.cells[0].as_str();
        for key in keys(row).into_iter().filter(|key| *key != "hours.normal_working") {
            for (column, _) in COLUMNS {
                let setting = document(column).setting(key).unwrap();
                if !agencies.contains(&column) {
                    assert!(is_silent(setting) && setting.value.is_null(), "{column} {key}");
                    continue;
                }
                assert_eq!(setting.stated.as_deref(), Some(printed), "{column} {key}");
                assert_eq!(strength(setting), Some(Strength::Inferred), "{column} {key}");
                assert_eq!(setting.value, implementation_default(column, key, printed), "{column} {key}");
            }
        }
    }
}

/// The value a printed default stands for.
fn implementation_default(column: &str, key: &str, printed: &str) -> Value {
    if printed.starts_with("null") {
        return Value::Null;
    }
    let number = numbers(printed).first().copied().filter(|_| printed.starts_with(char::is_numeric));
    if let Some(number) = number.filter(|_| key != "time.late_cutoff") {
        return json!(number);
    }
    if matches!(key, "referral.web_request" | "directory.audience") {
        let (_, after) = printed.split_once(&format!("{column} ")).unwrap();
        return json!(after.split(|c: char| !c.is_ascii_lowercase()).next().unwrap());
    }
    match key {
        "screening.record_followup_scores" => json!(true),
        "referral.escalation_chain" => json!(["coordinator", "next_coordinator", "clinical_lead"]),
        "decline.applies_to" => json!(["high_profile", "other_significant"]),
        "lookback.boundary" => {
            json!(["discipline_anniversary_passes", "case_openness_anniversary_qualifies"])
        }
        "decline.late_rule" => json!("max_contact_plus_days_decline_plus_one"),
        "time.late_cutoff" => json!("23:59:59.999"),
        // "`warn`: …", "random, never …", "calendar year": the first phrase is the code.
        _ => {
            let phrase = printed.split([',', ':', '(']).next().unwrap();
            json!(phrase.trim().trim_matches('`').replace(' ', "_"))
        }
    }
}

#[test]
fn prog_01_what_a_policy_states_has_a_clause_of_its_own() {
    for (column, _) in COLUMNS {
        let document = document(column);
        for (key, setting) in document.settings.values().flatten() {
            let clause = document.clause(key);
            if !is_silent(setting) && strength(setting) != Some(Strength::Inferred) {
                assert!(clause.is_some(), "{column} {key} has no clause");
            }
            for clause in clause.into_iter().flat_map(|clauses| clauses.split(", ")) {
                assert!(is_clause(column, clause), "{column} {key}: {clause}");
            }
        }
    }
}

/// Whether a clause is cited as 0.2 lays down for the policy.
fn is_clause(column: &str, clause: &str) -> bool {
    let heads: &[&str] = match column {
        "AZ" => &["header", "I", "II", "III", "IV", "V", "VI"],
        "LA" => &[
            "header",
            "version summary",
            "overview",
            "references",
            "Intro",
            "Bg",
            "TRiM",
            "TIB",
            "RC",
            "RM",
            "Conf",
            "Res",
            "RP",
            "PS",
            "PM",
            "PD",
            "Att",
        ],
        "OC" => &["RESCINDS", "references", "SS", "I", "II"],
        "MN" => &[
            "Purpose",
            "Basic",
            "Princ",
            "Def",
            "NonDisc",
            "Lim",
            "Sel",
            "Skill",
            "Tool",
            "Model",
            "Role",
            "Confl",
            "Ops",
            "Init",
            "Sys",
            "Sel intro",
            "Model intro",
            "hotlines link",
        ],
        _ => &["Mission", "Purpose", "Conf", "Coord", "Mem", "Sel", "Recommit", "Clin", "Train", "App"],
    };
    let mut parts = clause.split('.');
    let head = parts.next().unwrap();
    let outline = matches!(column, "AZ" | "OC");
    heads.contains(&head)
        && parts.enumerate().all(|(depth, part)| {
            let bounds: Vec<_> = part.split('–').collect();
            bounds.len() <= 2
                && bounds.iter().all(|bound| match depth {
                    0 if outline => bound.len() == 1 && bound.chars().all(|c| c.is_ascii_uppercase()),
                    _ => is_part(bound),
                })
        })
}

fn is_part(part: &str) -> bool {
    const NAMED: [&str; 6] = ["end", "fail", "notice", "disc", "def", "p"];
    let digits = |text: &str| !text.is_empty() && text.len() <= 2 && text.chars().all(|c| c.is_ascii_digit());
    let roman = |text: &str| !text.is_empty() && text.chars().all(|c| matches!(c, 'i' | 'v' | 'x'));
    let letter = part.len() == 1 && part.chars().all(|c| c.is_ascii_lowercase());
    let prefixed = ["p", "q", "ex"].iter().any(|prefix| part.strip_prefix(prefix).is_some_and(digits));
    let noted = part.strip_suffix('n').is_some_and(digits);
    NAMED.contains(&part) || digits(part) || roman(part) || letter || prefixed || noted
}

#[test]
fn prog_01_the_form_of_a_clause_is_told_from_other_text() {
    assert!(is_clause("AZ", "V.C.4.a") && is_clause("MN", "Sys.2n") && is_clause("OC", "II.I.1.a–h"));
    assert!(!is_clause("AZ", "V.c.4") && !is_clause("OC", "VII.A") && !is_clause("DN", "Conf.nonsense"));
}

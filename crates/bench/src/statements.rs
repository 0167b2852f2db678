//! The statements of one request, read from PostgreSQL's log and written as a pgbench script.
//!
//! A few requests are sent one after the other and the log (`log_statement = all`) is read after each. What is the
//! same in all of them stays: an id becomes a variable (`:u1`), anything else stands as it is. What differs is
//! drawn anew in each transaction. So pgbench asks the server what the API asks, word by word, and a statement that
//! changes in the code changes here too.

use crate::Fault;
use std::collections::BTreeMap;
use std::fmt::Write;

/// A statement as the server logged it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Logged {
    sql: String,
    /// Values of `$1`, `$2`, …; none is NULL.
    parameters: Vec<Option<String>>,
}

/// The statements of one kind of request.
#[derive(Debug)]
pub(crate) struct Script {
    /// For pgbench.
    pub(crate) pgbench: String,
    /// What the variables stand for, as `-D` wants it.
    pub(crate) variables: Vec<String>,
    /// What is written, for the bare loop on SQLite: one statement a line.
    pub(crate) sqlite: String,
}

/// Makes the script from the log's lines of several requests of one kind.
pub(crate) fn script(logs: &[String]) -> Result<Script, Fault> {
    let requests: Vec<Vec<Logged>> = logs.iter().map(|log| read(log)).collect();
    let typical = typical(&requests).ok_or("the log shows no statements; is log_statement set to all?")?;
    let alike: Vec<&Vec<Logged>> = requests.iter().filter(|other| same_words(other, typical)).collect();
    if alike.len() < 2 {
        return Err("no two requests ran the same statements".into());
    }
    let mut writer = Writer::default();
    for (at, statement) in typical.iter().enumerate() {
        let fixed = |number: usize| {
            let value =
                |request: &&Vec<Logged>| request.get(at).and_then(|one| one.parameters.get(number).cloned());
            alike.iter().all(|request| value(request) == value(&typical))
        };
        let fixed: Vec<bool> = (0..statement.parameters.len()).map(fixed).collect();
        writer.write(statement, &fixed)?;
    }
    Ok(writer.finish())
}

/// The request whose statements most others share: now and then one also shows what ran beside it.
fn typical(requests: &[Vec<Logged>]) -> Option<&Vec<Logged>> {
    let shared = |one: &&Vec<Logged>| requests.iter().filter(|other| same_words(one, other)).count();
    requests.iter().filter(|request| !request.is_empty()).max_by_key(shared)
}

fn same_words(one: &[Logged], other: &[Logged]) -> bool {
    one.len() == other.len() && one.iter().zip(other).all(|(a, b)| a.sql == b.sql)
}

/// Reads statements and their parameters, which follow on a line of their own.
fn read(log: &str) -> Vec<Logged> {
    let mut found: Vec<Logged> = Vec::new();
    // A statement of several lines is continued on lines that begin with a tab.
    let joined = log.replace("\n\t", " ");
    for line in joined.lines() {
        if let Some((_, sql)) = line.split_once("LOG:  statement: ") {
            found.push(Logged { sql: sql.trim().to_owned(), parameters: Vec::new() });
        } else if let Some((_, rest)) = line.split_once("LOG:  execute ") {
            if let Some((_, sql)) = rest.split_once(": ") {
                found.push(Logged { sql: sql.trim().to_owned(), parameters: Vec::new() });
            }
        } else if let (Some((_, values)), Some(last)) =
            (line.split_once("DETAIL:  parameters: "), found.last_mut())
        {
            last.parameters = parameters(values);
        }
    }
    found
}

/// `$1 = 'it''s', $2 = NULL`.
fn parameters(text: &str) -> Vec<Option<String>> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some((_, value)) = rest.split_once(" = ") {
        let Some(quoted) = value.strip_prefix('\'') else {
            found.push(None);
            rest = value;
            continue;
        };
        let (mut one, mut end) = (String::new(), quoted.len());
        let mut characters = quoted.char_indices().peekable();
        while let Some((at, character)) = characters.next() {
            if character != '\'' {
                one.push(character);
            } else if characters.next_if(|(_, next)| *next == '\'').is_some() {
                one.push('\'');
            } else {
                end = at + 1;
                break;
            }
        }
        found.push(Some(one));
        rest = quoted.get(end..).unwrap_or_default();
    }
    found
}

fn is_uuid(value: &str) -> bool {
    value.len() == 36 && value.bytes().all(|byte| byte == b'-' || byte.is_ascii_hexdigit())
}

fn is_instant(value: &str) -> bool {
    let bytes = value.as_bytes();
    bytes.len() > 18 && bytes.get(4) == Some(&b'-') && bytes.get(10) == Some(&b' ')
}

#[derive(Default)]
struct Writer {
    body: String,
    sqlite: String,
    variables: Vec<String>,
    /// What a value became, so that the same id is the same in every statement of a request.
    known: BTreeMap<String, (String, String)>,
    drawn: usize,
}

impl Writer {
    fn write(&mut self, statement: &Logged, fixed: &[bool]) -> Result<(), Fault> {
        let (mut postgres, mut sqlite) = (statement.sql.clone(), statement.sql.clone());
        // From the last, so that `$1` is not found in `$12`.
        for (at, value) in statement.parameters.iter().enumerate().rev() {
            let (there, here) = self.words(value.as_deref(), fixed.get(at) == Some(&true));
            let place = format!("${}", at + 1);
            postgres = postgres.replace(&place, &there);
            sqlite = sqlite.replace(&place, &here);
        }
        writeln!(self.body, "{};", postgres.trim_end_matches(';'))?;
        let verb = statement.sql.split_whitespace().next().unwrap_or_default().to_ascii_uppercase();
        if ["INSERT", "UPDATE", "DELETE"].contains(&verb.as_str()) {
            // Where SQLite's dialect differs, in what is written by a request.
            writeln!(self.sqlite, "{}", sqlite.replace("DEFAULT", "NULL"))?;
        }
        Ok(())
    }

    /// A value in pgbench's words and in SQLite's.
    fn words(&mut self, value: Option<&str>, fixed: bool) -> (String, String) {
        let Some(value) = value else { return ("NULL".to_owned(), "NULL".to_owned()) };
        if let Some(known) = self.known.get(value) {
            return known.clone();
        }
        let quoted = format!("'{}'", value.replace('\'', "''"));
        let blob = |hex: &str| format!("x'{}'", hex.replace('-', ""));
        let words = if is_uuid(value) && fixed {
            let name = format!("u{}", self.variables.len() + 1);
            self.variables.push(format!("{name}={value}"));
            (format!(":{name}"), blob(value))
        } else if is_uuid(value) {
            let (high, low) = (self.draw(), self.draw());
            let id = format!(
                "(lpad(to_hex(:{high}::bigint), 16, '0') || lpad(to_hex(:{low}::bigint), 16, '0'))::uuid"
            );
            (id, "randomblob(16)".to_owned())
        } else if let Some(hex) = value.strip_prefix("\\x") {
            if fixed {
                (quoted, blob(hex))
            } else {
                let drawn = self.draw();
                (format!("sha256(:{drawn}::text::bytea)"), format!("randomblob({})", hex.len() / 2))
            }
        } else if is_instant(value) {
            // Not kept for later statements: it is the instant of the request everywhere.
            return ("now()".to_owned(), "'2026-10-01T09:00:00.000000Z'".to_owned());
        } else if value == "t" || value == "f" {
            (quoted, if value == "t" { "1" } else { "0" }.to_owned())
        } else if !fixed && value.parse::<i64>().is_ok() {
            let drawn = self.draw();
            (format!(":{drawn}"), "random()".to_owned())
        } else if value.parse::<i64>().is_ok() {
            (quoted, value.to_owned())
        } else {
            (quoted.clone(), quoted)
        };
        if value.len() > 4 {
            self.known.insert(value.to_owned(), words.clone());
        }
        words
    }

    fn draw(&mut self) -> String {
        self.drawn += 1;
        format!("r{}", self.drawn)
    }

    fn finish(self) -> Script {
        let draw =
            |draws: String, number| draws + &format!("\\set r{number} random(1, 9000000000000000000)\n");
        let draws = (1..=self.drawn).fold(String::new(), draw);
        Script { pgbench: format!("{draws}{}", self.body), variables: self.variables, sqlite: self.sqlite }
    }
}

#[cfg(test)]
mod tests {
    use super::{parameters, script};

    #[test]
    fn parameters_are_read_with_their_quotes_and_commas() {
        let read = parameters("$1 = 'it''s, $2 = ''a''', $2 = NULL, $3 = ''");
        assert_eq!(read, [Some("it's, $2 = 'a'".to_owned()), None, Some(String::new())]);
    }

    #[test]
    fn what_differs_is_drawn_and_what_stays_is_kept() {
        let log = |id: &str| {
            format!(
                "x LOG:  statement: BEGIN\nx LOG:  execute s1: INSERT INTO a (i, w, n) VALUES ($1, $2, $3)\n\
                 x DETAIL:  parameters: $1 = '{id}', $2 = 'work', $3 = NULL\nx LOG:  statement: COMMIT\n"
            )
        };
        let ids = ["00000000-0000-4000-8000-000000000001", "00000000-0000-4000-8000-000000000002"];
        let made = script(&ids.map(log)).unwrap();
        assert!(made.pgbench.contains("16, '0'))::uuid, 'work', NULL);\nCOMMIT;\n"), "{}", made.pgbench);
        assert_eq!(made.sqlite, "INSERT INTO a (i, w, n) VALUES (randomblob(16), 'work', NULL)\n");
        let same = script(&[log(ids[0]), log(ids[0])]).unwrap();
        assert!(same.pgbench.contains("(:u1, 'work', NULL)"), "{}", same.pgbench);
        assert_eq!(same.variables, [format!("u1={}", ids[0])]);
    }
}

//! Reads whether a text promises privilege or unlimited confidentiality.
//!
//! No reading of free text is right every time. Where the wording leaves a doubt, it counts as a promise: a
//! false alarm costs the agency a plainer sentence, a promise that goes unnoticed costs somebody a secret.

/// Words that begin a new clause, so that a negation before them does not reach what follows.
const CONNECTIVES: &[&str] = &[
    "and",
    "but",
    "however",
    "although",
    "though",
    "while",
    "whereas",
    "yet",
    "because",
    "since",
    "so",
    "therefore",
    "thanks",
    "when",
    "if",
    "unless",
    "except",
];
const NEGATIONS: &[&str] = &[
    "not", "no", "non", "none", "never", "neither", "nor", "nobody", "nothing", "without", "cannot", "lack",
    "lacks",
];
/// After these a "not" does not negate: "not only confidential".
const NOT_ALONE: &[&str] = &["only", "just", "merely", "simply"];
/// "Without question", "no doubt": such phrases affirm.
const AFFIRMED: &[&str] =
    &["doubt", "question", "exception", "exceptions", "limit", "limits", "matter", "wonder"];
/// Negated, these leave a privilege in place: "you do not lose your privilege", "we never reveal privileged talks".
const LEAVE_IN_PLACE: &[&str] = &[
    "lose",
    "loses",
    "losing",
    "lost",
    "break",
    "breaks",
    "breach",
    "waive",
    "waives",
    "affect",
    "affects",
    "limit",
    "limits",
    "remove",
    "removes",
    "take",
    "takes",
    "change",
    "changes",
    "end",
    "ends",
    "forget",
    "worry",
    "fear",
    "disclose",
    "discloses",
    "disclosed",
    "share",
    "shared",
    "reveal",
    "reveals",
    "revealed",
    "repeat",
    "repeated",
    "leaves",
    "question",
];
/// A privilege named as something that is there: "these privileged talks".
const POINTING: &[&str] = &["these", "this", "those", "our", "your", "their", "the"];
const AUXILIARIES: &[&str] =
    &["does", "do", "is", "are", "can", "could", "will", "would", "shall", "may", "has"];
/// "Privilege does not apply": what a privilege that is not there does not do.
const ABSENT: &[&str] = &[
    "apply",
    "exist",
    "available",
    "protect",
    "cover",
    "extend",
    "attach",
    "given",
    "granted",
    "provided",
    "promised",
    "recognized",
    "claimed",
    "hold",
    "part",
];
const SHIELDS: &[&str] =
    &["refuse", "refuses", "exempt", "immune", "protected", "shielded", "shield", "shields", "safe"];
/// "We keep no record that could be subpoenaed" tells of records, not of privilege.
const RECORDS: &[&str] = &["keep", "keeps", "kept", "hold", "holds", "there", "exist", "exists"];
const UNLIMITED: &[&str] = &[
    "absolute",
    "absolutely",
    "complete",
    "completely",
    "total",
    "totally",
    "unlimited",
    "unconditional",
    "unconditionally",
];

/// "No exceptions other than these" reserves some.
const RESERVED: &[&str] = &["other", "beyond", "apart", "besides"];

/// Whether a text says that talks are privileged, or that nobody can be made to testify about them.
pub(super) fn promises_privilege(text: &str) -> bool {
    clauses(text).iter().any(|clause| {
        (0..clause.len()).any(|at| {
            let (before, after) = around(clause, at);
            match clause.get(at).map(String::as_str) {
                Some(word) if word.starts_with("privileg") => !is_denied(word, before, after),
                Some(word) if word.starts_with("subpoena") || word.starts_with("testif") => {
                    is_shielded(before) && !clause.iter().any(|word| RECORDS.contains(&word.as_str()))
                }
                _ => false,
            }
        })
    })
}

/// Whether a text says that confidentiality has no limits.
pub(super) fn promises_absolute_confidentiality(text: &str) -> bool {
    clauses(text).iter().any(|clause| {
        let speaks_of_it = clause.iter().any(|word| word.starts_with("confidential"));
        speaks_of_it
            && (0..clause.len()).any(|at| {
                let (before, after) = around(clause, at);
                let is_any = |list: &[&str]| clause.get(at).is_some_and(|word| list.contains(&word.as_str()));
                let no_exception = is_any(&["without", "no"])
                    && next(after, 0).is_some_and(|word| word.starts_with("exception"))
                    && !next(after, 1).is_some_and(|word| RESERVED.contains(&word));
                (is_any(UNLIMITED) || no_exception) && negations(before).is_multiple_of(2)
            })
    })
}

/// The clauses of a text as lower-case words, without punctuation.
fn clauses(text: &str) -> Vec<Vec<String>> {
    let text = text.to_lowercase().replace('\u{2019}', "'");
    let mut clauses = Vec::new();
    for part in text.split(|c: char| ".!?;:,()\n\u{2013}\u{2014}".contains(c)) {
        let words = part.split(|c: char| !c.is_alphanumeric() && c != '\'').filter(|word| !word.is_empty());
        let mut clause = Vec::new();
        for word in words {
            if CONNECTIVES.contains(&word) {
                clauses.push(std::mem::take(&mut clause));
            } else {
                clause.push(word.to_owned());
            }
        }
        clauses.push(clause);
    }
    clauses
}

fn around(clause: &[String], at: usize) -> (&[String], &[String]) {
    (clause.get(..at).unwrap_or_default(), clause.get(at + 1..).unwrap_or_default())
}

fn next(words: &[String], ahead: usize) -> Option<&str> {
    words.get(ahead).map(String::as_str)
}

fn is_negation(word: &str, after: &[String]) -> bool {
    if word.ends_with("n't") {
        return true;
    }
    let follows = |list: &[&str], ahead| next(after, ahead).is_some_and(|word| list.contains(&word));
    let affirms = match word {
        "not" => follows(NOT_ALONE, 0),
        "no" | "without" => follows(AFFIRMED, 0) || (follows(&["a", "any"], 0) && follows(AFFIRMED, 1)),
        _ => false,
    };
    NEGATIONS.contains(&word) && !affirms
}

/// How many times the words negate; "neither … nor" does so once.
fn negations(words: &[String]) -> usize {
    let paired = words.iter().any(|word| word == "neither");
    let counts = |word: &str| !(paired && word == "nor");
    let negating = words.iter().enumerate().filter(|(at, word)| is_negation(word, around(words, *at).1));
    negating.filter(|(_, word)| counts(word)).count()
}

fn is_denied(word: &str, before: &[String], after: &[String]) -> bool {
    let points = word == "privileged" && before.last().is_some_and(|word| POINTING.contains(&word.as_str()));
    let left_in_place = before.iter().any(|word| LEAVE_IN_PLACE.contains(&word.as_str()));
    if negations(before) % 2 == 1 && !points && !left_in_place {
        return true;
    }
    let auxiliary = next(after, 0).unwrap_or_default();
    let fused = auxiliary == "cannot" || auxiliary.ends_with("n't");
    let negated =
        fused || (AUXILIARIES.contains(&auxiliary) && matches!(next(after, 1), Some("not" | "never")));
    negated && after.iter().take(5).any(|word| ABSENT.contains(&word.as_str()))
}

fn is_shielded(before: &[String]) -> bool {
    let shields = before.iter().filter(|word| SHIELDS.contains(&word.as_str())).count();
    (negations(before) + shields) % 2 == 1
}

#[cfg(test)]
mod tests {
    use super::{promises_absolute_confidentiality, promises_privilege};

    #[test]
    fn conf_28_a_claim_of_privilege_is_read_as_a_promise() {
        for text in [
            "Talks are privileged.",
            "Your privilege protects you",
            "Talks are privileged and will not be disclosed.",
            "Do not worry, talks are privileged.",
            "Talks are not only confidential but privileged.",
            "Talks are confidential but not recorded, and they are privileged.",
            "There is nothing you say that is not privileged.",
            "They are without question privileged.",
            "You don\u{2019}t lose your privilege by calling.",
            "Nothing you say in these privileged talks leaves the room.",
            "We never disclose privileged talks.",
            "Your privilege is not lost.",
            "A PRIVILEGED conversation.",
            "No notes are kept because talks are privileged.",
            "Your peer cannot be made to testify.",
            "Talks are immune from subpoena.",
        ] {
            assert!(promises_privilege(text), "{text}");
        }
    }

    #[test]
    fn conf_28_a_denial_of_privilege_is_no_promise() {
        for text in [
            "These conversations are not privileged.",
            "No conversation is privileged",
            "Talks are confidential, but they are not privileged communications under the Evidence Code, so the law may require them to be revealed.",
            "The policy does not say that these conversations are legally privileged.",
            "Neither talks nor notes are privileged.",
            "Talks aren\u{2019}t privileged.",
            "This is a non-privileged conversation.",
            "You speak without privilege.",
            "Privilege does not apply to these talks.",
            "There is no such privilege.",
            "Your peer can be subpoenaed.",
            "No peer may refuse to testify.",
            "We keep no record that could be subpoenaed.",
            "Talks are confidential.",
        ] {
            assert!(!promises_privilege(text), "{text}");
        }
    }

    #[test]
    fn conf_28_unlimited_confidentiality_is_told_from_a_limited_one() {
        for text in [
            "Everything is absolutely confidential.",
            "Confidentiality is unlimited.",
            "All talks are confidential without exception.",
        ] {
            assert!(promises_absolute_confidentiality(text), "{text}");
        }
        for text in [
            "Confidentiality cannot be absolute.",
            "Members are bound to strict confidentiality.",
            "Confidentiality is not without exceptions.",
            "Talks are confidential with no exceptions other than the following.",
            "The absolute minimum is recorded.",
        ] {
            assert!(!promises_absolute_confidentiality(text), "{text}");
        }
    }
}

use crate::problem::{Problem, TechnicalCode};

/// Longest key, in characters.
const LONGEST: usize = 255;

/// The key a header holds: a string in quotes, as the draft of the IETF has it, or the same bare. 1 to 255 printable
/// ASCII characters.
///
/// # Errors
/// `malformed_request`.
pub(super) fn parse(header: &str) -> Result<String, Problem> {
    let malformed = || {
        Problem::technical(TechnicalCode::MalformedRequest).saying(
            "Idempotency-Key is one string of 1 to 255 printable ASCII characters, bare or in quotes.",
        )
    };
    let text = header.trim_matches([' ', '\t']);
    let quoted = text.strip_prefix('"').map(|rest| rest.strip_suffix('"'));
    let key = match quoted {
        Some(inside) => unescaped(inside.ok_or_else(malformed)?).ok_or_else(malformed)?,
        None if text.contains('"') => return Err(malformed()),
        None => text.to_owned(),
    };
    let printable = key.chars().all(|c| c == ' ' || c.is_ascii_graphic());
    if printable && (1..=LONGEST).contains(&key.len()) { Ok(key) } else { Err(malformed()) }
}

/// The inside of a quoted string (RFC 8941, 3.3.3); none where a quote or backslash stands alone.
fn unescaped(inside: &str) -> Option<String> {
    let mut key = String::with_capacity(inside.len());
    let mut characters = inside.chars();
    while let Some(character) = characters.next() {
        match character {
            '"' => return None,
            '\\' => key.push(characters.next().filter(|next| matches!(next, '"' | '\\'))?),
            plain => key.push(plain),
        }
    }
    Some(key)
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn a_key_is_read_bare_or_in_quotes() {
        for (sent, key) in [
            ("8e03978e-40d5-43dd-bc93-6894a57f9324", "8e03978e-40d5-43dd-bc93-6894a57f9324"),
            ("\"8e03978e-40d5-43dd-bc93-6894a57f9324\"", "8e03978e-40d5-43dd-bc93-6894a57f9324"),
            ("  k\t", "k"),
            (r#""a \"b\" \\""#, r#"a "b" \"#),
            ("two words", "two words"),
        ] {
            assert_eq!(parse(sent).unwrap(), key, "{sent}");
        }
        assert_eq!(parse(&"k".repeat(255)).unwrap().len(), 255);
    }

    #[test]
    fn what_is_no_key_is_refused() {
        let long = "k".repeat(256);
        for sent in [
            "", "  ", "\"\"", "\"", "\"open", "a\"b", r#""a"b""#, r#""a\"#, r#""a\n""#, "ü", "a\u{7f}", &long,
        ] {
            assert!(parse(sent).is_err(), "{sent}");
        }
    }
}

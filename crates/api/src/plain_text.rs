//! Names and phrases as they are sent.

use validator::ValidationError;

/// A text of letters that can be seen: not blank, no control characters, nothing that turns or hides what follows
/// (NUL, line breaks, zero-width and direction marks). Of no text at all its length says what is to be said.
pub fn plain_text(text: &str) -> Result<(), ValidationError> {
    let hidden = |c: char| {
        c.is_control()
            || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
    };
    if (!text.is_empty() && text.trim().is_empty()) || text.chars().any(hidden) {
        return Err(
            ValidationError::new("plain_text").with_message("text that can be seen, on one line".into())
        );
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::plain_text;

    #[test]
    fn a_name_is_text_that_can_be_seen() {
        assert!(plain_text("Región Norte – Büro 3").is_ok());
        for text in ["   ", "a\0b", "a\nb", "\u{202e}abc", "a\u{200b}b"] {
            assert!(plain_text(text).is_err(), "{text:?}");
        }
    }
}

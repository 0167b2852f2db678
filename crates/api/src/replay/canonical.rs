use serde_json::Value;

/// A body in the one form all bodies that say the same share: white space and the order of members do not count.
/// What is no JSON stays as it is.
pub(super) fn canonical(body: &[u8]) -> Vec<u8> {
    match serde_json::from_slice(body) {
        Ok(value) => {
            let mut text = String::with_capacity(body.len());
            write(&value, &mut text);
            text.into_bytes()
        }
        Err(_) => body.to_vec(),
    }
}

fn write(value: &Value, text: &mut String) {
    match value {
        Value::Object(members) => {
            let mut sorted: Vec<_> = members.iter().collect();
            sorted.sort_by_key(|(name, _)| *name);
            text.push('{');
            for (name, member) in sorted {
                text.push_str(&Value::from(name.as_str()).to_string());
                text.push(':');
                write(member, text);
                text.push(',');
            }
            text.push('}');
        }
        Value::Array(items) => {
            text.push('[');
            for item in items {
                write(item, text);
                text.push(',');
            }
            text.push(']');
        }
        plain => text.push_str(&plain.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::canonical;

    #[test]
    fn white_space_and_the_order_of_members_do_not_count_and_all_else_does() {
        let body = br#"{"a": [1, {"x": "y", "n": null}], "b": true}"#;
        assert_eq!(canonical(body), canonical(br#"{"b":true,"a":[1,{"n":null,"x":"y"}]}"#));
        for other in [
            br#"{"a": [1, {"x": "z", "n": null}], "b": true}"#.as_slice(),
            br#"{"a": [{"x": "y", "n": null}, 1], "b": true}"#,
            br#"{"a": [1, {"x": "y"}], "b": true}"#,
            br#"{"a": [1, {"x": "y", "n": null}], "b": "true"}"#,
            b"",
        ] {
            assert_ne!(canonical(body), canonical(other), "{}", String::from_utf8_lossy(other));
        }
    }
}

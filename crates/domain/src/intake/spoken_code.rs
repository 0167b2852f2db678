//! The word by which a requester and a peer know each other.

const FIRST: [&str; 32] = [
    "amber", "autumn", "bright", "calm", "cedar", "clear", "copper", "coral", "crystal", "early", "gentle",
    "golden", "green", "harbor", "hazel", "indigo", "ivory", "lunar", "maple", "misty", "morning",
    "northern", "olive", "quiet", "river", "silver", "solar", "steady", "summer", "velvet", "violet",
    "winter",
];

const SECOND: [&str; 32] = [
    "anchor", "badger", "beacon", "bridge", "brook", "canyon", "cloud", "comet", "falcon", "field", "forest",
    "garden", "heron", "island", "lantern", "meadow", "mesa", "orchard", "otter", "pebble", "pine",
    "prairie", "ridge", "robin", "sparrow", "stream", "summit", "thistle", "trail", "valley", "willow",
    "wren",
];

/// Two words and a number, for example `amber heron 42`, from random bytes: easy to say on a telephone, derived
/// from nobody. One of 102,400; it tells calls apart and is no secret that opens anything.
pub fn spoken_code(random: [u8; 16]) -> String {
    let [first, second, high, low, ..] = random;
    let pick = |words: [&'static str; 32], byte: u8| {
        words.into_iter().nth(usize::from(byte % 32)).unwrap_or_default()
    };
    let number = u16::from_be_bytes([high, low]) % 100;
    format!("{} {} {number:02}", pick(FIRST, first), pick(SECOND, second))
}

#[cfg(test)]
mod tests {
    use super::spoken_code;

    #[test]
    fn refer_32_a_code_is_two_words_and_a_number() {
        assert_eq!(spoken_code([0; 16]), "amber anchor 00");
        assert_eq!(spoken_code([255; 16]), "winter wren 35");
    }
}

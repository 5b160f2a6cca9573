//! A text with the escapes of JSON undone, and the way back to where its bytes came from.

use std::ops::Range;

use zeroize::Zeroizing;

/// What bytes say once each `\n`, `\"` or `\u0041` in them stands for itself.
///
/// Nothing is taken for granted: the bytes may be JSON, a part of it, JSON within a string of JSON, or no text at all. So a
/// backslash counts wherever it stands.
pub(crate) struct Unescaped {
    pub(super) bytes: Zeroizing<Vec<u8>>,
    /// For each byte, where it came from.
    origins: Vec<Range<usize>>,
}

/// Two halves of a pair of surrogates, as in `\ud83d\udd11`.
const LONGEST_ESCAPE: usize = 12;

/// What stands for half of a pair: U+FFFD.
const HALF_A_PAIR: &[u8] = "\u{fffd}".as_bytes();

/// The longest name that is looked at; those that matter are short.
const LONGEST_NAME: usize = 64;

impl Unescaped {
    pub(crate) fn of(source: &[u8]) -> Self {
        // What is escaped is never shorter than what it stands for, so neither of them grows.
        let mut plain =
            Self { bytes: Zeroizing::new(Vec::with_capacity(source.len())), origins: Vec::with_capacity(source.len()) };
        let mut at = 0;
        while let Some((&first, behind)) = source.get(at..).and_then(<[u8]>::split_first) {
            let (character, length) = if first == b'\\' { escaped(behind) } else { (None, 0) };
            let end = at + 1 + length;
            match character {
                Some(character) => plain.push(character.encode_utf8(&mut [0; 4]).as_bytes(), &(at..end)),
                None => plain.push(&[first], &(at..end)),
            }
            at = end;
        }
        plain
    }

    /// The bytes of the source from which these came.
    pub(crate) fn source_of(&self, range: &Range<usize>) -> Range<usize> {
        let origins = self.origins.get(range.clone()).unwrap_or_default();
        match (origins.first(), origins.last()) {
            (Some(first), Some(last)) => first.start..last.end,
            (None, _) | (_, None) => 0..0,
        }
    }

    /// Where the values lie that stand behind a name such as `"deviceSecret":`. One that is not closed goes on to the end, and so
    /// does one that holds more than a plain value.
    pub(crate) fn secret_values(&self) -> Vec<Range<usize>> {
        let mut values: Vec<Range<usize>> = Vec::new();
        for (index, _) in self.bytes.iter().enumerate().filter(|(_, byte)| **byte == b'"') {
            // What lies within a value needs no second look; without this, a message could be made that takes very long.
            if values.last().is_none_or(|value| value.end <= index) {
                values.extend(self.value_behind(index + 1).filter(|value| !value.is_empty()));
            }
        }
        values
    }

    /// The value of the name that begins here, if it is one of those that stand for secrets. Every quote is tried as the first
    /// one of a name, since a stray one in front would otherwise turn names and what is between them around.
    fn value_behind(&self, name: usize) -> Option<Range<usize>> {
        let all = self.bytes.as_slice();
        let length = all.get(name..)?.iter().take(LONGEST_NAME).position(|byte| *byte == b'"')?;
        if !is_secret(all.get(name..name + length)?) {
            return None;
        }
        let colon = self.behind_space(name + length + 1);
        if all.get(colon) != Some(&b':') {
            return None;
        }
        let start = self.behind_space(colon + 1);
        let to_end = |ends: &dyn Fn(usize, u8) -> bool, start: usize| {
            let rest = all.get(start..).unwrap_or_default().iter();
            let found = (start..).zip(rest).find(|(index, byte)| ends(*index, **byte));
            start..found.map_or(all.len(), |(index, _)| index)
        };
        Some(match all.get(start)? {
            b'"' => to_end(&|index, byte| byte == b'"' && !self.is_escaped(index), start + 1),
            b'{' | b'[' => start..all.len(),
            _ => to_end(&|_, byte| matches!(byte, b'"' | b',' | b'}' | b']') || byte.is_ascii_whitespace(), start),
        })
    }

    /// Where the text ends if its source was cut off: behind its last byte, or in front of an escape that may have been torn.
    pub(crate) fn ends(&self) -> impl Iterator<Item = usize> {
        let length = self.bytes.len();
        let torn = (length.saturating_sub(LONGEST_ESCAPE)..length).filter(|index| {
            let rest = self.bytes.get(*index..).unwrap_or_default();
            rest.starts_with(HALF_A_PAIR) || (rest.starts_with(br"\") && !self.is_escaped(*index))
        });
        torn.chain([length])
    }

    fn is_escaped(&self, index: usize) -> bool {
        self.origins.get(index).is_some_and(|origin| origin.len() > 1)
    }

    fn behind_space(&self, from: usize) -> usize {
        let rest = self.bytes.get(from..).unwrap_or_default();
        from + rest.iter().take_while(|byte| byte.is_ascii_whitespace()).count()
    }

    fn push(&mut self, bytes: &[u8], origin: &Range<usize>) {
        for byte in bytes {
            self.bytes.push(*byte);
            self.origins.push(origin.clone());
        }
    }
}

fn is_secret(name: &[u8]) -> bool {
    [&b"secret"[..], b"password"].iter().any(|ending| {
        let start = name.len().checked_sub(ending.len());
        start.and_then(|start| name.get(start..)).is_some_and(|end| end.eq_ignore_ascii_case(ending))
    })
}

/// What stands behind a backslash, and how many bytes it takes. `None`: no escape, the backslash stands for itself.
fn escaped(behind: &[u8]) -> (Option<char>, usize) {
    let character = match behind.first() {
        Some(byte @ (b'"' | b'\\' | b'/')) => char::from(*byte),
        Some(b'b') => '\u{8}',
        Some(b'f') => '\u{c}',
        Some(b'n') => '\n',
        Some(b'r') => '\r',
        Some(b't') => '\t',
        Some(b'u') => return unicode(behind),
        Some(_) | None => return (None, 0),
    };
    (Some(character), 1)
}

fn unicode(behind: &[u8]) -> (Option<char>, usize) {
    let Some(unit) = four_digits(behind, 1) else { return (None, 0) };
    if let 0xD800..0xDC00 = unit
        && behind.get(5..7) == Some(b"\\u")
        && let Some(low @ 0xDC00..0xE000) = four_digits(behind, 7)
    {
        return (char::from_u32(0x1_0000 + ((unit - 0xD800) << 10) + (low - 0xDC00)), 11);
    }
    (Some(char::from_u32(unit).unwrap_or(char::REPLACEMENT_CHARACTER)), 5)
}

fn four_digits(bytes: &[u8], from: usize) -> Option<u32> {
    let digits = bytes.get(from..from + 4)?;
    digits.iter().try_fold(0, |number, byte| Some(number << 4 | char::from(*byte).to_digit(16)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(source: &str) -> Vec<String> {
        let plain = Unescaped::of(source.as_bytes());
        let values = plain.secret_values();
        values.iter().map(|value| source[plain.source_of(value)].to_owned()).collect()
    }

    #[test]
    fn undoes_the_escapes_that_json_has() {
        let plain = Unescaped::of(br#"a\"\\\/\b\f\n\r\t\u0041\u8bbe\ud83d\udd11z"#);
        assert_eq!(str::from_utf8(&plain.bytes), Ok("a\"\\/\u{8}\u{c}\n\r\tA设🔑z"));
        assert_eq!(plain.source_of(&(1..3)), 1..5);
        assert_eq!(plain.bytes.len(), plain.origins.len());
    }

    #[test]
    fn leaves_alone_what_is_no_escape() {
        for source in ["\\", "\\x", "\\u12", "\\u12g4", "\\ü"] {
            assert_eq!(str::from_utf8(&Unescaped::of(source.as_bytes()).bytes), Ok(source));
        }
        assert_eq!(str::from_utf8(&Unescaped::of(br"\ud83dx\udd11").bytes), Ok("\u{fffd}x\u{fffd}"));
    }

    #[test]
    fn finds_the_values_of_secret_names() {
        assert_eq!(values(r#"{"a":"b","deviceSecret" : "s1","assetId":"x"}"#), ["s1"]);
        assert_eq!(values(r#"{"DEVICE_SECRET":"s\"1","password":12,"x":null}"#), ["s\\\"1", "12"]);
        assert_eq!(values(r#"{"device\u0053ecret":"s1"}"#), ["s1"]);
        assert_eq!(values(r#"{"deviceSecretId":"s1","other":"deviceSecret"}"#), [""; 0]);
    }

    #[test]
    fn goes_on_to_the_end_where_the_value_does_not_end() {
        assert_eq!(values(r#"{"deviceSecret":"s1, and"#), ["s1, and"]);
        assert_eq!(values(r#"{"deviceSecret":{"v":"s1"},"z":1}"#), [r#"{"v":"s1"},"z":1}"#]);
        assert_eq!(values(r#"{"deviceSecret":["s1"]}"#), [r#"["s1"]}"#]);
        assert_eq!(values(r#"{"deviceSecret":"#), [""; 0]);
    }

    #[test]
    fn may_end_in_front_of_an_escape_that_was_torn() {
        let ends = |source: &str| Unescaped::of(source.as_bytes()).ends().collect::<Vec<_>>();
        assert_eq!(ends("ab"), [2]);
        assert_eq!(ends(r"a\n"), [2]);
        assert_eq!(ends(r"a\"), [1, 2]);
        assert_eq!(ends(r"a\\"), [2]);
        assert_eq!(ends(r"a\u00"), [1, 5]);
        assert_eq!(ends(r"a\ud83d\u"), [1, 4, 6]);
    }

    #[test]
    fn is_not_led_astray_by_a_stray_quote_or_a_string_within_a_string() {
        assert_eq!(values(r#"it's 5" wide {"deviceSecret":"s1"}"#), ["s1"]);
        assert_eq!(values(r#"{"data":"{\"deviceSecret\":\"s1\"}"}"#), [r#"s1\"}"#]);
    }
}

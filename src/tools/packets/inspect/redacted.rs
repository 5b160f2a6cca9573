//! Bytes of which some are hidden.

/// Bytes to show. A hidden one is not in here, only that it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redacted(Vec<Option<u8>>);

/// Sixteen bytes, or the rest of them, as an inspector prints them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HexLine {
    /// Where they begin, as four digits in hex.
    pub offset: String,
    /// Two digits each and spaces between; two bullets for a byte that is hidden.
    pub hex: String,
    /// One character each: a bullet for one that is hidden, a dot for one that ASCII cannot print.
    pub ascii: String,
}

/// How many bytes stand in a line.
const LINE: usize = 16;
const BULLET: char = '•';

impl Redacted {
    pub(crate) fn new(bytes: &[u8], is_hidden: &[bool]) -> Self {
        Self(bytes.iter().zip(is_hidden).map(|(byte, is_hidden)| (!is_hidden).then_some(*byte)).collect())
    }

    /// How many bytes there are, hidden ones included.
    #[must_use]
    pub fn length(&self) -> usize {
        self.0.len()
    }

    /// The bytes in lines.
    pub fn lines(&self) -> impl Iterator<Item = HexLine> {
        self.0.chunks(LINE).enumerate().map(|(index, bytes)| HexLine {
            offset: [8, 0].map(|shift| two_digits(low_byte((index * LINE) >> shift))).concat(),
            hex: bytes.iter().map(|byte| byte.map_or("••".to_owned(), two_digits)).collect::<Vec<_>>().join(" "),
            ascii: bytes.iter().map(|byte| byte.map_or(BULLET, printed)).collect(),
        })
    }

    /// The last bytes as text, at most so many characters of it: a bullet for each byte that is hidden, and spelled what
    /// cannot be seen or would turn the line around.
    #[must_use]
    pub(crate) fn last_as_text(&self, bytes: usize, most_characters: usize) -> String {
        let start = self.0.len().saturating_sub(bytes);
        let mut text = String::new();
        let mut seen = Vec::new();
        // A hidden byte, or the end, ends a stretch of bytes that are seen.
        for byte in self.0.get(start..).unwrap_or_default().iter().map(Some).chain([None]) {
            if let Some(Some(byte)) = byte {
                seen.push(*byte);
                continue;
            }
            text.push_str(&String::from_utf8_lossy(&seen));
            text.extend(byte.map(|_| BULLET));
            seen.clear();
        }
        foreign_text::visible_line(&text, most_characters)
    }
}

fn two_digits(byte: u8) -> String {
    let digit = |four_bits: u8| char::from_digit(u32::from(four_bits), 16).unwrap_or_default();
    [digit(byte >> 4), digit(byte & 0xf)].iter().collect()
}

fn printed(byte: u8) -> char {
    if byte == b' ' || byte.is_ascii_graphic() { char::from(byte) } else { '.' }
}

#[expect(clippy::cast_possible_truncation, reason = "the mask leaves eight bits")]
const fn low_byte(number: usize) -> u8 {
    (number & 0xff) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(bytes: &[u8]) -> Redacted {
        Redacted::new(bytes, &vec![false; bytes.len()])
    }

    #[test]
    fn prints_sixteen_bytes_a_line() {
        let lines: Vec<_> = shown(&(0x1e..=0x2e).collect::<Vec<_>>()).lines().collect();
        assert_eq!(
            lines,
            [
                HexLine {
                    offset: "0000".to_owned(),
                    hex: "1e 1f 20 21 22 23 24 25 26 27 28 29 2a 2b 2c 2d".to_owned(),
                    ascii: ".. !\"#$%&'()*+,-".to_owned(),
                },
                HexLine { offset: "0010".to_owned(), hex: "2e".to_owned(), ascii: ".".to_owned() },
            ]
        );
        assert_eq!(shown(&vec![0xff; 65_536]).lines().last().map(|line| line.offset), Some("fff0".to_owned()));
    }

    #[test]
    fn keeps_the_length_of_what_is_hidden() {
        let redacted = Redacted::new(b"a\x7fsecret!", &[false, false, true, true, true, true, true, true, false]);
        let line = redacted.lines().next().unwrap();
        assert_eq!(line.hex, "61 7f •• •• •• •• •• •• 21");
        assert_eq!(line.ascii, "a.••••••!");
        assert_eq!(redacted.last_as_text(9, 99), "a⟨U+007F⟩••••••!");
        assert!(!format!("{redacted:?}").contains(&u32::from('s').to_string()));
    }

    #[test]
    fn shows_what_is_invisible_or_turns_a_line_around() {
        assert_eq!(
            shown("设\n\u{202e}\u{1b}\u{feff}é".as_bytes()).last_as_text(99, 99),
            "设⟨LF⟩⟨U+202E⟩⟨ESC⟩⟨U+FEFF⟩é"
        );
        assert_eq!(shown(b"\xff\xfe").last_as_text(1, 99), "\u{fffd}");
    }

    #[test]
    fn cuts_a_long_text_between_characters() {
        assert_eq!(shown("设备密钥".as_bytes()).last_as_text(12, 2), "设备…");
        assert_eq!(shown("设备".as_bytes()).last_as_text(6, 2), "设备");
        assert_eq!(Redacted::new(b"ab", &[true, true]).last_as_text(2, 1), "•…");
    }
}

use core::{error::Error, fmt};

/// A string as MQTT can carry it: at most 65,535 bytes of UTF-8 without U+0000 (section 1.5.3).
///
/// A byte order mark is an ordinary character and stays ([MQTT-1.5.3-3]).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Text<'a>(&'a str);

impl<'a> Text<'a> {
    /// The empty string.
    pub const EMPTY: Self = Self("");

    /// Checks a string.
    ///
    /// # Errors
    /// [`TextError`] if it is too long or holds U+0000.
    pub fn parse(text: &'a str) -> Result<Self, TextError> {
        if u16::try_from(text.len()).is_err() {
            return Err(TextError::TooLong { bytes: text.len() });
        }
        if text.as_bytes().contains(&0) {
            return Err(TextError::NullCharacter);
        }
        Ok(Self(text))
    }

    /// The string itself.
    #[must_use]
    pub const fn as_str(self) -> &'a str {
        self.0
    }

    /// For a string that a decoder or [`crate::Topic`] has checked already.
    pub(crate) const fn checked(text: &'a str) -> Self {
        Self(text)
    }
}

impl fmt::Display for Text<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.0)
    }
}

/// Why a string cannot be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextError {
    /// More than 65,535 bytes (section 1.5.3).
    TooLong {
        /// Its length in bytes.
        bytes: usize,
    },
    /// It holds U+0000 ([MQTT-1.5.3-2]).
    NullCharacter,
}

impl fmt::Display for TextError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLong { bytes } => {
                write!(formatter, "{bytes} bytes are more than the 65535 that a string may have")
            }
            Self::NullCharacter => formatter.write_str("the character U+0000 is not allowed"),
        }
    }
}

impl Error for TextError {}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::{string::ToString, vec};

    #[test]
    fn mqtt_4_7_3_3_takes_65535_bytes_and_not_one_more() {
        let longest = vec![b'a'; 65_535];
        assert!(Text::parse(str::from_utf8(&longest).unwrap()).is_ok());
        let longer = vec![b'a'; 65_536];
        assert_eq!(Text::parse(str::from_utf8(&longer).unwrap()), Err(TextError::TooLong { bytes: 65_536 }));
    }

    #[test]
    fn mqtt_1_5_3_2_refuses_the_null_character() {
        assert_eq!(Text::parse("a\0b"), Err(TextError::NullCharacter));
    }

    #[test]
    fn mqtt_1_5_3_3_keeps_a_byte_order_mark() {
        assert_eq!(Text::parse("\u{feff}a").map(Text::as_str), Ok("\u{feff}a"));
    }

    #[test]
    fn errors_name_the_fault() {
        assert_eq!(
            TextError::TooLong { bytes: 65_536 }.to_string(),
            "65536 bytes are more than the 65535 that a string may have"
        );
        assert_eq!(TextError::NullCharacter.to_string(), "the character U+0000 is not allowed");
    }
}

//! The time that is signed.

use core::fmt;

/// Unix time in milliseconds. The same digits stand in the client id and in the signed string.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(u64);

/// Says why a timestamp was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimestampError {
    /// Nothing was given.
    Empty,
    /// Something other than the digits 0 to 9.
    NotDigits {
        /// The first character that is none.
        character: char,
    },
    /// A zero in front, which would not come back when the number is written.
    LeadingZero,
    /// More than 2^64 - 1.
    TooLarge,
}

impl Timestamp {
    /// From milliseconds since 1970.
    #[must_use]
    pub const fn from_millis(millis: u64) -> Self {
        Self(millis)
    }

    /// Milliseconds since 1970.
    #[must_use]
    pub const fn as_millis(self) -> u64 {
        self.0
    }

    /// Takes decimal digits.
    ///
    /// # Errors
    /// When the text is anything but a number that is written back as the same digits.
    pub fn parse(text: &str) -> Result<Self, TimestampError> {
        if text.is_empty() {
            return Err(TimestampError::Empty);
        }
        if let Some(character) = text.chars().find(|character| !character.is_ascii_digit()) {
            return Err(TimestampError::NotDigits { character });
        }
        if text.len() > 1 && text.starts_with('0') {
            return Err(TimestampError::LeadingZero);
        }
        text.parse().map(Self).map_err(|_| TimestampError::TooLarge)
    }

    /// Whether the number is so small that it is most likely seconds: as milliseconds it would lie before 1973-03-03.
    #[must_use]
    pub const fn looks_like_seconds(self) -> bool {
        self.0 < 100_000_000_000
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

impl fmt::Display for TimestampError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => formatter.write_str("the timestamp is empty"),
            Self::NotDigits { character } => {
                write!(formatter, "the timestamp contains {character:?}, and only the digits 0 to 9 are allowed")
            }
            Self::LeadingZero => formatter.write_str("the timestamp starts with a zero"),
            Self::TooLarge => formatter.write_str("the timestamp is larger than 18446744073709551615"),
        }
    }
}

impl core::error::Error for TimestampError {}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::ToString;

    #[test]
    fn writes_back_the_digits_it_took() {
        for text in ["0", "1234567890", "1548753362502", "18446744073709551615"] {
            assert_eq!(Timestamp::parse(text).unwrap().to_string(), text);
        }
    }

    #[test]
    fn refuses_what_it_could_not_write_back() {
        assert_eq!(Timestamp::parse("").unwrap_err(), TimestampError::Empty);
        assert_eq!(
            Timestamp::parse("15x").unwrap_err().to_string(),
            "the timestamp contains 'x', and only the digits 0 to 9 are allowed"
        );
        assert_eq!(Timestamp::parse("+15").unwrap_err(), TimestampError::NotDigits { character: '+' });
        assert_eq!(Timestamp::parse("1.5").unwrap_err(), TimestampError::NotDigits { character: '.' });
        assert_eq!(Timestamp::parse("015").unwrap_err(), TimestampError::LeadingZero);
        assert_eq!(Timestamp::parse("18446744073709551616").unwrap_err(), TimestampError::TooLarge);
    }

    #[test]
    fn tells_seconds_from_milliseconds() {
        assert!(Timestamp::from_millis(1_548_753_362).looks_like_seconds());
        assert!(!Timestamp::from_millis(1_548_753_362_502).looks_like_seconds());
    }
}

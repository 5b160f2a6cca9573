//! Which time is signed.

use enos::Timestamp;

use crate::i18n::{Language, TimeWord, fill};

/// Which time is signed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TimestampChoice {
    /// This machine's, whatever it shows.
    #[default]
    Now,
    /// Always the same one: to compare with a device that has signed already.
    Fixed(Timestamp),
    /// This machine's, corrected by as many milliseconds as its clock is behind; a negative number where it is ahead.
    Corrected {
        /// What is added to the machine's time.
        offset_ms: i64,
    },
}

/// Why a typed time was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimestampError {
    /// Nothing was typed.
    Empty,
    /// Something other than the digits 0 to 9.
    NotANumber {
        /// The first character that is none.
        character: char,
        /// Its place, counted in characters from 1.
        position: usize,
    },
    /// A zero in front, which would not be signed.
    LeadingZero,
    /// So few digits that they must be seconds.
    Seconds {
        /// The same time in milliseconds, to offer.
        in_millis: Timestamp,
    },
    /// So many digits that they must be microseconds.
    Microseconds {
        /// The same time in milliseconds, to offer.
        in_millis: Timestamp,
    },
    /// Another number of digits than the 13 that milliseconds have from 2001 to 2286.
    OutOfRange {
        /// The digits that were typed.
        digits: usize,
    },
}

impl TimestampChoice {
    /// Takes a time as it was typed, in milliseconds since 1970; white space around it is let go.
    ///
    /// # Errors
    /// When it is no number, or none that can be milliseconds of our days.
    pub fn fixed(text: &str) -> Result<Self, TimestampError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(TimestampError::Empty);
        }
        if let Some((position, character)) = (1..).zip(text.chars()).find(|(_, character)| !character.is_ascii_digit())
        {
            return Err(TimestampError::NotANumber { character, position });
        }
        if text.starts_with('0') {
            return Err(TimestampError::LeadingZero);
        }
        let digits = text.len();
        let out_of_range = TimestampError::OutOfRange { digits };
        let number: u64 = text.parse().map_err(|_| out_of_range)?;
        match digits {
            SECONDS_DIGITS => Err(TimestampError::Seconds { in_millis: Timestamp::from_millis(number * 1_000) }),
            MILLIS_DIGITS => Ok(Self::Fixed(Timestamp::from_millis(number))),
            MICROSECONDS_DIGITS => {
                Err(TimestampError::Microseconds { in_millis: Timestamp::from_millis(number / 1_000) })
            }
            _ => Err(out_of_range),
        }
    }

    /// The time to sign with, when this machine's clock shows `now`.
    #[must_use]
    pub const fn at(self, now: Timestamp) -> Timestamp {
        match self {
            Self::Now => now,
            Self::Fixed(timestamp) => timestamp,
            Self::Corrected { offset_ms } => Timestamp::from_millis(now.as_millis().saturating_add_signed(offset_ms)),
        }
    }
}

impl TimestampError {
    /// What to offer instead.
    #[must_use]
    pub const fn offer(self) -> Option<Timestamp> {
        match self {
            Self::Seconds { in_millis } | Self::Microseconds { in_millis } => Some(in_millis),
            Self::Empty | Self::NotANumber { .. } | Self::LeadingZero | Self::OutOfRange { .. } => None,
        }
    }

    /// The sentence to show at the field.
    #[must_use]
    pub fn words(self, language: Language) -> String {
        let with = |word: TimeWord, values: &[&str]| fill(language.say(word), values);
        match self {
            Self::Empty => with(TimeWord::Empty, &[]),
            Self::NotANumber { character, position } if character.is_whitespace() => {
                with(TimeWord::Space, &[&position.to_string()])
            }
            Self::NotANumber { character, position } => {
                with(TimeWord::NotANumber, &[character.encode_utf8(&mut [0; 4]), &position.to_string()])
            }
            Self::LeadingZero => with(TimeWord::LeadingZero, &[]),
            Self::Seconds { in_millis } => with(TimeWord::Seconds, &[&in_millis.to_string()]),
            Self::Microseconds { in_millis } => with(TimeWord::Microseconds, &[&in_millis.to_string()]),
            Self::OutOfRange { digits } => with(TimeWord::OutOfRange, &[&digits.to_string()]),
        }
    }
}

/// From 2001 to 2286.
const SECONDS_DIGITS: usize = 10;
const MILLIS_DIGITS: usize = 13;
const MICROSECONDS_DIGITS: usize = 16;

#[cfg(test)]
#[path = "timestamp_tests.rs"]
mod tests;

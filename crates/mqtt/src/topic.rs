use core::{error::Error, fmt};

use crate::{TextError, wire::holds_null_or_wildcard};

/// A topic name: what a message is published under (section 4.7). No wildcards, at least one character.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Topic<'a>(&'a str);

impl<'a> Topic<'a> {
    /// Checks a topic name.
    ///
    /// # Errors
    /// [`TopicError`] if it is empty, too long, or holds U+0000, `#` or `+`.
    pub fn parse(topic: &'a str) -> Result<Self, TopicError> {
        if u16::try_from(topic.len()).is_err() {
            return Err(TextError::TooLong { bytes: topic.len() }.into());
        }
        Self::of_short(topic)
    }

    /// The name itself.
    #[must_use]
    pub const fn as_str(self) -> &'a str {
        self.0
    }

    /// [`Topic::parse`] for text whose length the wire has bounded.
    #[inline]
    pub(crate) fn of_short(topic: &'a str) -> Result<Self, TopicError> {
        if topic.is_empty() {
            return Err(TopicError::Empty);
        }
        if holds_null_or_wildcard(topic.as_bytes()) { Err(name_error(topic)) } else { Ok(Self(topic)) }
    }
}

impl fmt::Display for Topic<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.0)
    }
}

/// A topic filter: what a subscription asks for (section 4.7), perhaps with the wildcards `+` and `#`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TopicFilter<'a>(&'a str);

impl<'a> TopicFilter<'a> {
    /// Checks a filter.
    ///
    /// # Errors
    /// [`TopicError`] if it is empty, too long, holds U+0000, or has a wildcard out of place.
    pub fn parse(filter: &'a str) -> Result<Self, TopicError> {
        if u16::try_from(filter.len()).is_err() {
            return Err(TextError::TooLong { bytes: filter.len() }.into());
        }
        Self::of_short(filter)
    }

    /// [`TopicFilter::parse`] for text whose length the wire has bounded.
    #[inline]
    pub(crate) fn of_short(filter: &'a str) -> Result<Self, TopicError> {
        if filter.is_empty() {
            return Err(TopicError::Empty);
        }
        if holds_null_or_wildcard(filter.as_bytes()) {
            check_wildcards(filter.as_bytes())?;
        }
        Ok(Self(filter))
    }

    /// The filter itself.
    #[must_use]
    pub const fn as_str(self) -> &'a str {
        self.0
    }

    /// Whether a message under that topic belongs to this filter (section 4.7), character by character without any
    /// normalisation ([MQTT-4.7.3-4]). A wildcard in front does not match a topic with `$` in front ([MQTT-4.7.2-1]).
    ///
    /// ```
    /// use mqtt::{Topic, TopicFilter};
    /// let filter = TopicFilter::parse("plant/+/state/#")?;
    /// assert!(filter.matches(Topic::parse("plant/7/state")?));
    /// assert!(!filter.matches(Topic::parse("plant/7/8/state")?));
    /// # Ok::<(), mqtt::TopicError>(())
    /// ```
    #[must_use]
    pub fn matches(self, topic: Topic<'_>) -> bool {
        if topic.0.starts_with('$') && self.0.starts_with(['#', '+']) {
            return false;
        }
        let mut topic_levels = topic.0.split('/');
        for filter_level in self.0.split('/') {
            match (filter_level, topic_levels.next()) {
                ("#", _) => return true,
                ("+", Some(_)) => {}
                (wanted, Some(level)) if wanted == level => {}
                (_, Some(_) | None) => return false,
            }
        }
        topic_levels.next().is_none()
    }
}

impl fmt::Display for TopicFilter<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.0)
    }
}

/// Why a text is not a topic name or not a topic filter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TopicError {
    /// No character at all ([MQTT-4.7.3-1]).
    Empty,
    /// Not a string that MQTT can carry ([MQTT-4.7.3-2], [MQTT-4.7.3-3]).
    Text(TextError),
    /// A topic name with `#` or `+` ([MQTT-3.3.2-2], [MQTT-4.7.1-1]).
    Wildcard {
        /// Which of the two comes first.
        character: char,
    },
    /// A filter whose `#` is not a level of its own at the end ([MQTT-4.7.1-2]).
    MisplacedHash,
    /// A filter whose `+` shares its level with other characters ([MQTT-4.7.1-3]).
    MisplacedPlus,
}

impl TopicError {
    /// The normative statement that is broken.
    #[must_use]
    pub const fn statement(self) -> &'static str {
        match self {
            Self::Empty => "MQTT-4.7.3-1",
            Self::Text(TextError::TooLong { .. }) => "MQTT-4.7.3-3",
            Self::Text(TextError::NullCharacter) => "MQTT-1.5.3-2",
            Self::Wildcard { .. } => "MQTT-3.3.2-2",
            Self::MisplacedHash => "MQTT-4.7.1-2",
            Self::MisplacedPlus => "MQTT-4.7.1-3",
        }
    }
}

impl From<TextError> for TopicError {
    fn from(error: TextError) -> Self {
        Self::Text(error)
    }
}

impl fmt::Display for TopicError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => formatter.write_str("at least one character is needed"),
            Self::Text(error) => error.fmt(formatter),
            Self::Wildcard { character } => {
                write!(formatter, "the wildcard `{character}` is not allowed in a topic name")
            }
            Self::MisplacedHash => formatter.write_str("`#` must be a level of its own, at the end"),
            Self::MisplacedPlus => formatter.write_str("`+` must be a level of its own"),
        }
    }
}

impl Error for TopicError {}

/// The rules of section 4.7.1, for a filter in which there is something to check.
fn check_wildcards(filter: &[u8]) -> Result<(), TopicError> {
    let mut before = b'/';
    let mut rest = filter;
    while let Some((&byte, after)) = rest.split_first() {
        let next = after.first();
        match byte {
            0 => return Err(TextError::NullCharacter.into()),
            b'#' if before != b'/' || next.is_some() => return Err(TopicError::MisplacedHash),
            b'+' if before != b'/' || next.is_some_and(|&next| next != b'/') => return Err(TopicError::MisplacedPlus),
            _ => {}
        }
        before = byte;
        rest = after;
    }
    Ok(())
}

#[cold]
fn name_error(topic: &str) -> TopicError {
    match topic.chars().find(|&character| matches!(character, '\0' | '#' | '+')) {
        Some('\0') | None => TextError::NullCharacter.into(),
        Some(character) => TopicError::Wildcard { character },
    }
}

#[cfg(test)]
mod tests;

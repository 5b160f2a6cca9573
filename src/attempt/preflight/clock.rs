//! This machine's clock against the server's.

use super::parse_http_date;

/// What is known of this machine's clock.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Clock {
    /// Not asked yet.
    #[default]
    Waiting,
    /// It is not known.
    Unknown(Unknown),
    /// It agrees with the server's, as far as can be measured.
    Fine(Offset),
    /// It is ahead of the server's.
    Ahead(Offset),
    /// It is behind the server's.
    Behind(Offset),
}

/// How far this machine's clock is from the server's, either way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Offset {
    /// The best guess, in milliseconds.
    pub millis: u64,
    /// How far the guess may be off, in milliseconds: half the round trip, and the second to which the server's date is cut.
    pub uncertainty: u64,
}

/// Why nothing is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unknown {
    /// The page's server did not answer: there is no network, or the page is used without one.
    NoAnswer,
    /// It answered without a date, or with one that cannot be read.
    NoDate,
}

/// One answer of the page's server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClockReading<'a> {
    /// When the question was sent, by this machine's clock, in milliseconds since 1970.
    pub asked_at: u64,
    /// How long the answer took, in milliseconds.
    pub round_trip: u64,
    /// The header `Date`.
    pub date: Option<&'a str>,
    /// The header `Age`: for how many seconds a cache on the way has kept the answer.
    pub age: Option<&'a str>,
}

impl Clock {
    /// What has to be added to this machine's time to have the server's, in milliseconds, where the two differ.
    #[must_use]
    pub fn offset_ms(self) -> Option<i64> {
        match self {
            Self::Waiting | Self::Unknown(_) | Self::Fine(_) => None,
            Self::Ahead(offset) => i64::try_from(offset.millis).ok().map(|millis| -millis),
            Self::Behind(offset) => i64::try_from(offset.millis).ok(),
        }
    }

    /// A smaller difference is not worth a word.
    pub const TOLERANCE: u64 = 5_000;

    /// Judges one answer.
    #[must_use]
    pub fn from_reading(reading: &ClockReading<'_>) -> Self {
        let age = match reading.age.map(|age| age.trim().parse::<u64>()) {
            None => 0,
            Some(Ok(seconds)) if seconds < YEAR => seconds,
            Some(Ok(_) | Err(_)) => return Self::Unknown(Unknown::NoDate),
        };
        let Some(date) = reading.date.and_then(parse_http_date) else { return Self::Unknown(Unknown::NoDate) };
        let ours = reading.asked_at.saturating_add(reading.round_trip / 2);
        // A date is cut to the second, and so is an age, so on average half a second is missing for each.
        let cut = if age > 0 { 2 * HALF_SECOND } else { HALF_SECOND };
        let theirs = date.saturating_add(age * 1_000).saturating_add(cut);
        let offset =
            Offset { millis: ours.abs_diff(theirs), uncertainty: (reading.round_trip / 2).saturating_add(cut) };
        if offset.millis <= offset.uncertainty.max(Self::TOLERANCE) {
            Self::Fine(offset)
        } else if ours > theirs {
            Self::Ahead(offset)
        } else {
            Self::Behind(offset)
        }
    }

    /// This machine's time, corrected by what is known. Unchanged where the clock is fine or unknown.
    #[must_use]
    pub fn corrected(self, now: u64) -> u64 {
        match self {
            Self::Waiting | Self::Unknown(_) | Self::Fine(_) => now,
            Self::Ahead(offset) => now.saturating_sub(offset.millis),
            Self::Behind(offset) => now.saturating_add(offset.millis),
        }
    }
}

const HALF_SECOND: u64 = 500;
const YEAR: u64 = 31_536_000;

#[cfg(test)]
mod tests {
    use super::*;

    /// 784,111,777 s since 1970.
    const DATE: &str = "Sun, 06 Nov 1994 08:49:37 GMT";
    const MILLIS: u64 = 784_111_777_000;

    fn form_status(asked_at: u64, round_trip: u64) -> Clock {
        Clock::from_reading(&ClockReading { asked_at, round_trip, date: Some(DATE), age: None })
    }

    #[test]
    fn takes_half_the_round_trip_and_the_middle_of_the_second() {
        assert_eq!(form_status(MILLIS + 400, 200), Clock::Fine(Offset { millis: 0, uncertainty: 600 }));
    }

    #[test]
    fn tells_ahead_from_behind() {
        let offset = Offset { millis: 252_000, uncertainty: 600 };
        assert_eq!(form_status(MILLIS + 252_400, 200), Clock::Ahead(offset));
        assert_eq!(form_status(MILLIS - 251_600, 200), Clock::Behind(offset));
    }

    #[test]
    fn says_nothing_of_a_difference_within_tolerance_or_uncertainty() {
        assert!(matches!(form_status(MILLIS + 500 + Clock::TOLERANCE, 0), Clock::Fine(_)));
        assert!(matches!(form_status(MILLIS + 501 + Clock::TOLERANCE, 0), Clock::Ahead(_)));
        // An answer that took a minute says little.
        assert!(matches!(form_status(MILLIS, 60_000), Clock::Fine(Offset { millis: 29_500, uncertainty: 30_500 })));
    }

    #[test]
    fn adds_the_age_that_a_cache_tells() {
        let reading = ClockReading { asked_at: MILLIS + 61_000, round_trip: 0, date: Some(DATE), age: Some("60") };
        assert_eq!(Clock::from_reading(&reading), Clock::Fine(Offset { millis: 0, uncertainty: 1_000 }));
    }

    #[test]
    fn admits_what_it_cannot_tell() {
        let reading = ClockReading { asked_at: MILLIS, round_trip: 0, date: None, age: None };
        assert_eq!(Clock::from_reading(&reading), Clock::Unknown(Unknown::NoDate));
        for age in ["-1", "soon", "99999999999999999999", "31536000"] {
            let reading = ClockReading { date: Some(DATE), age: Some(age), ..reading };
            assert_eq!(Clock::from_reading(&reading), Clock::Unknown(Unknown::NoDate), "{age}");
        }
    }

    #[test]
    fn corrects_only_what_is_known_to_be_wrong() {
        let offset = Offset { millis: 252_000, uncertainty: 600 };
        assert_eq!(Clock::Behind(offset).corrected(1_000_000), 1_252_000);
        assert_eq!(Clock::Ahead(offset).corrected(1_000_000), 748_000);
        assert_eq!(Clock::Fine(offset).corrected(1_000_000), 1_000_000);
        assert_eq!(Clock::Unknown(Unknown::NoAnswer).corrected(1_000_000), 1_000_000);
    }
}

//! Spans of time as people write them: `500ms`, `30s`, `10m`, `2h`.

use std::str::FromStr;
use std::time::Duration;

/// A span of time that is longer than nothing and at most a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span(pub(super) Duration);

/// A text that is no span of time.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("'{0}' is no span of time from 1ms to 24h; write for instance 500ms, 30s, 10m or 2h")]
pub struct SpanError(String);

impl FromStr for Span {
    type Err = SpanError;

    fn from_str(text: &str) -> Result<Self, SpanError> {
        let refused = || SpanError(text.to_owned());
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        let (number, unit) = text.split_at(digits);
        let number: u64 = number.parse().map_err(|_| refused())?;
        let milliseconds = match unit {
            "ms" => Some(number),
            "s" => number.checked_mul(1000),
            "m" => number.checked_mul(60 * 1000),
            "h" => number.checked_mul(60 * 60 * 1000),
            _ => None,
        };
        let span = milliseconds.map(Duration::from_millis);
        let allowed = Duration::from_millis(1)..=Duration::from_hours(24);
        span.filter(|span| allowed.contains(span)).map(Self).ok_or_else(refused)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_a_number_with_its_unit() {
        let read = |text: &str| text.parse::<Span>().map(|span| span.0);
        assert_eq!(read("500ms"), Ok(Duration::from_millis(500)));
        assert_eq!(read("30s"), Ok(Duration::from_secs(30)));
        assert_eq!(read("10m"), Ok(Duration::from_mins(10)));
        assert_eq!(read("24h"), Ok(Duration::from_hours(24)));
    }

    #[test]
    fn refuses_what_is_no_span() {
        for text in ["", "30", "s", "0s", "-1s", "25h", "1 s", "1d", "99999999999999999999s", "9999999999999999999h"] {
            let error = text.parse::<Span>().expect_err("no span").to_string();
            let tail = "is no span of time from 1ms to 24h; write for instance 500ms, 30s, 10m or 2h";
            assert_eq!(error, format!("'{text}' {tail}"));
        }
    }
}

//! The limits that keep one visitor from taking the gateway away from the others.

use std::time::Duration;

use serde::de::Error;
use serde::{Deserialize, Deserializer};

/// Every limit of the gateway, with defaults for a site or a small fleet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Limits {
    /// Bridged connections in all.
    #[serde(deserialize_with = "count")]
    pub connections: usize,
    /// Bridged connections from one address.
    #[serde(deserialize_with = "count")]
    pub connections_per_address: usize,
    /// HTTP connections that have not become a bridge, in all.
    #[serde(deserialize_with = "count")]
    pub visitors: usize,
    /// The same from one address; a trusted proxy has no such limit.
    #[serde(deserialize_with = "count")]
    pub visitors_per_address: usize,
    /// The largest WebSocket message taken from a browser, in bytes.
    #[serde(deserialize_with = "count")]
    pub message_size: usize,
    /// The largest head of an HTTP request, in bytes; at least 8192.
    #[serde(deserialize_with = "head_size")]
    pub head_size: usize,
    /// How long a visitor may take for TLS and for the head of a request.
    #[serde(deserialize_with = "span")]
    pub handshake: Duration,
    /// How long an HTTP connection may live before it becomes a bridge; an answer on its way has as long again.
    #[serde(deserialize_with = "span", alias = "visit")]
    pub request_timeout: Duration,
    /// How long the upstream may take until it is connected, TLS included.
    #[serde(deserialize_with = "span")]
    pub connect: Duration,
    /// How long a bridged connection may be without MQTT bytes in either direction.
    #[serde(deserialize_with = "span")]
    pub idle: Duration,
    /// How long a peer may take to read what waits for it.
    #[serde(deserialize_with = "span", alias = "stall")]
    pub write_timeout: Duration,
    /// After how much silence a browser is asked by a ping whether it is still there; it has as long again to answer.
    #[serde(deserialize_with = "span")]
    pub ping: Duration,
    /// How long the two sides of a closing connection may take to say goodbye.
    #[serde(deserialize_with = "span", alias = "farewell")]
    pub close_timeout: Duration,
    /// How long running connections may go on once the gateway has been told to stop.
    #[serde(deserialize_with = "span", alias = "grace")]
    pub shutdown_timeout: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connections: 10_000,
            connections_per_address: 500,
            visitors: 512,
            visitors_per_address: 128,
            message_size: 256 * 1024 + 16,
            head_size: 16 * 1024,
            handshake: Duration::from_secs(10),
            request_timeout: Duration::from_mins(2),
            connect: Duration::from_secs(8),
            idle: Duration::from_mins(10),
            write_timeout: Duration::from_secs(30),
            ping: Duration::from_secs(45),
            close_timeout: Duration::from_secs(2),
            shutdown_timeout: Duration::from_secs(30),
        }
    }
}

/// The HTTP library needs this much for the head of a request, in bytes.
const SMALLEST_HEAD: usize = 8192;
/// The shortest and the longest span of time.
const SHORTEST: Duration = Duration::from_millis(1);
const LONGEST: Duration = Duration::from_hours(24);

fn count<'de, D: Deserializer<'de>>(deserializer: D) -> Result<usize, D::Error> {
    std::num::NonZeroUsize::deserialize(deserializer).map(Into::into)
}

fn head_size<'de, D: Deserializer<'de>>(deserializer: D) -> Result<usize, D::Error> {
    let size = usize::deserialize(deserializer)?;
    if size < SMALLEST_HEAD {
        return Err(Error::custom(format!("must be {SMALLEST_HEAD} at least")));
    }
    Ok(size)
}

/// A span of time as people write it: `500ms`, `30s`, `10m`, `2h`.
fn span<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Duration, D::Error> {
    let text = String::deserialize(deserializer)?;
    let refused = || {
        Error::custom(format!("'{text}' is no span of time from 1ms to 24h; write for instance 500ms, 30s, 10m or 2h"))
    };
    let span = humantime::parse_duration(&text).map_err(|_| refused())?;
    if (SHORTEST..=LONGEST).contains(&span) { Ok(span) } else { Err(refused()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Duration, String> {
        let limits: Result<Limits, _> = toml::from_str(&format!("idle = \"{text}\""));
        limits.map(|limits| limits.idle).map_err(|error| error.message().to_owned())
    }

    #[test]
    fn reads_a_number_with_its_unit() {
        assert_eq!(read("500ms"), Ok(Duration::from_millis(500)));
        assert_eq!(read("30s"), Ok(Duration::from_secs(30)));
        assert_eq!(read("10m"), Ok(Duration::from_mins(10)));
        assert_eq!(read("24h"), Ok(Duration::from_hours(24)));
    }

    #[test]
    fn refuses_what_is_no_span() {
        for text in ["", "30", "s", "0s", "-1s", "25h", "2d", "99999999999999999999s", "9999999999999999999h"] {
            let tail = "is no span of time from 1ms to 24h; write for instance 500ms, 30s, 10m or 2h";
            assert_eq!(read(text), Err(format!("'{text}' {tail}")));
        }
    }

    #[test]
    fn the_keys_of_older_files_still_work() {
        let older: Limits =
            toml::from_str("visit = '1s'\nstall = '2s'\nfarewell = '3s'\ngrace = '4s'").expect("limits");
        let newer = "request-timeout = '1s'\nwrite-timeout = '2s'\nclose-timeout = '3s'\nshutdown-timeout = '4s'";
        assert_eq!(Ok(older), toml::from_str(newer));
        assert_eq!(older.shutdown_timeout, Duration::from_secs(4));
    }
}

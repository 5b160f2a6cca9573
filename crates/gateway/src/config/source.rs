//! What the page may connect to besides its own gateway, as a source of the Content-Security-Policy.

use std::str::FromStr;

use super::is_authority;

/// A source such as `wss://bridge.example.com` or `wss://*.example.com`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConnectSource(String);

/// A text that is no such source.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the connect source '{0}' must be wss://, ws://, https:// or http:// with a host, and nothing behind it")]
pub struct ConnectSourceError(String);

impl ConnectSource {
    /// The source as it stands in the policy.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for ConnectSource {
    type Err = ConnectSourceError;

    fn from_str(text: &str) -> Result<Self, ConnectSourceError> {
        let schemes = ["wss://", "ws://", "https://", "http://"];
        let authority = schemes.iter().find_map(|scheme| text.strip_prefix(scheme));
        let authority = authority.map(|authority| authority.strip_prefix("*.").unwrap_or(authority));
        match authority {
            Some(authority) if is_authority(authority) => Ok(Self(text.to_owned())),
            Some(_) | None => Err(ConnectSourceError(text.to_owned())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_a_host_with_or_without_port_or_star() {
        for text in ["wss://bridge.example", "wss://*.example", "ws://192.168.1.10:8080", "https://a"] {
            assert_eq!(text.parse::<ConnectSource>().expect("a source").as_str(), text);
        }
    }

    #[test]
    fn refuses_what_would_open_the_policy() {
        for text in ["*", "wss:", "wss://", "wss://*", "wss://a b", "wss://a; script-src *", "data:"] {
            let error = text.parse::<ConnectSource>().expect_err("no source").to_string();
            assert!(error.starts_with(&format!("the connect source '{text}' must be ")), "{error}");
        }
    }
}

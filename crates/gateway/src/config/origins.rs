//! Which pages may open a bridge: the `Origin` that a browser states, against a list and against the gateway itself.

use std::net::IpAddr;
use std::str::FromStr;

/// The pages that may open a bridge.
///
/// A page that the gateway itself serves is admitted where its host is an IP address, `localhost` or a name that the
/// gateway knows for its own. Any other host name must be listed: a foreign site can point a name of its own at the
/// gateway's address, and its page would then look like the gateway's (DNS rebinding). A program that states no origin
/// is no browser and is admitted: it could as well state any.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Origins {
    listed: Vec<Origin>,
    own_names: Vec<String>,
}

/// An origin as a browser states it: `https://host` or `https://host:port`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin(String);

/// A text that is no origin.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the origin '{0}' must be http:// or https:// with a host, perhaps a port, and nothing else")]
pub struct OriginError(String);

impl FromStr for Origin {
    type Err = OriginError;

    fn from_str(text: &str) -> Result<Self, OriginError> {
        let lower = text.to_ascii_lowercase();
        let authority = lower.strip_prefix("https://").or_else(|| lower.strip_prefix("http://"));
        match authority {
            Some(authority) if is_authority(authority) => Ok(Self(lower)),
            Some(_) | None => Err(OriginError(text.to_owned())),
        }
    }
}

impl Origins {
    /// Admits the pages of `listed`, and the gateway's own under `own_names`.
    #[must_use]
    pub fn new(listed: Vec<Origin>, own_names: &[String]) -> Self {
        let own_names = own_names.iter().map(|name| name.to_ascii_lowercase()).collect();
        Self { listed, own_names }
    }

    /// Whether a page of `origin` may open a bridge by a request to `host`, which is its `Host` header.
    #[must_use]
    pub fn admits(&self, origin: Option<&str>, host: Option<&str>) -> bool {
        let Some(origin) = origin else { return true };
        let origin = origin.to_ascii_lowercase();
        if self.listed.iter().any(|listed| listed.0 == origin) {
            return true;
        }
        let Some((_, authority)) = origin.split_once("://") else { return false };
        host.is_some_and(|host| host.eq_ignore_ascii_case(authority)) && self.is_own(authority)
    }

    /// Whether no foreign site can make this authority mean the gateway.
    fn is_own(&self, authority: &str) -> bool {
        let host = match authority.rsplit_once(':') {
            Some((host, port)) if !port.contains(']') => host,
            Some(_) | None => authority,
        };
        let bare = host.trim_start_matches('[').trim_end_matches(']');
        let local = host == "localhost" || host.ends_with(".localhost");
        local || bare.parse::<IpAddr>().is_ok() || self.own_names.iter().any(|name| name == host)
    }
}

/// Whether `text` can be the host and port of a URL, and nothing more.
#[must_use]
pub fn is_authority(text: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_' | b':' | b'[' | b']');
    (1..=255).contains(&text.len()) && text.bytes().all(allowed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listed(origins: &[&str]) -> Origins {
        Origins::new(origins.iter().map(|text| text.parse().expect("valid origin")).collect(), &[])
    }

    #[test]
    fn admits_its_own_page() {
        let origins = Origins::default();
        for host in ["127.0.0.1:8080", "localhost:8080", "[::1]:8080", "192.0.2.7", "gateway.localhost"] {
            assert!(origins.admits(Some(&format!("http://{host}")), Some(host)), "{host}");
        }
    }

    #[test]
    fn refuses_another_page() {
        let origins = Origins::default();
        for origin in ["https://evil.example", "http://127.0.0.1:8081", "http://127.0.0.1", "null", ""] {
            assert!(!origins.admits(Some(origin), Some("127.0.0.1:8080")), "{origin}");
        }
        assert!(!origins.admits(Some("http://127.0.0.1"), None));
    }

    #[test]
    fn refuses_a_name_that_was_pointed_at_the_gateway() {
        let origins = Origins::default();
        assert!(!origins.admits(Some("http://evil.example:8080"), Some("evil.example:8080")));
        assert!(!origins.admits(Some("http://evil.localhost.example"), Some("evil.localhost.example")));
    }

    #[test]
    fn admits_its_own_page_under_a_name_of_its_own() {
        let origins = Origins::new(Vec::new(), &["Site-Laptop.local".to_owned()]);
        assert!(origins.admits(Some("https://site-laptop.local:8443"), Some("site-laptop.local:8443")));
        assert!(!origins.admits(Some("https://other.local:8443"), Some("other.local:8443")));
    }

    #[test]
    fn admits_a_listed_page_whatever_the_host() {
        let origins = listed(&["https://Provision.example"]);
        assert!(origins.admits(Some("https://provision.example"), Some("10.0.0.1:8080")));
        assert!(!origins.admits(Some("http://provision.example"), Some("10.0.0.1:8080")));
        assert!(!origins.admits(Some("https://provision.example.evil.example"), Some("10.0.0.1:8080")));
    }

    #[test]
    fn admits_a_program_that_states_no_origin() {
        assert!(Origins::default().admits(None, Some("127.0.0.1:8080")));
    }

    #[test]
    fn refuses_to_list_what_is_no_origin() {
        for text in ["provision.example", "https://", "https://a/b", "https://*.example", "wss://a"] {
            let error = text.parse::<Origin>().expect_err("no origin");
            assert_eq!(
                error.to_string(),
                format!(
                    "the origin '{text}' must be http:// or https:// with a host, perhaps a port, and nothing else"
                )
            );
        }
    }
}

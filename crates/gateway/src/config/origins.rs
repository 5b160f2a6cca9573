//! Which pages may open a bridge, and by which names the gateway itself may be asked: `Origin` and `Host`, against a list
//! and against the gateway itself.

use std::net::IpAddr;
use std::str::FromStr;

use url::{Host, Url};

use super::error::ConfigError;

/// The pages that may open a bridge.
///
/// A page that the gateway itself serves is admitted where its host is an IP address, `localhost` or a name that the
/// gateway knows for its own. Any other host name must be listed: a foreign site can point a name of its own at the
/// gateway's address, and its page would then look like the gateway's (DNS rebinding). A program that states no origin
/// is no browser and is admitted: it could as well state any.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Origins {
    listed: Vec<Origin>,
    own_names: Vec<HostName>,
}

/// An origin as a browser states it: `https://host` or `https://host:port`, in lower case, without the port that goes
/// without saying, an international name in its ASCII form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin(String);

/// A name or IP address by which the gateway is asked, without a port, as a browser writes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HostName(String);

impl FromStr for Origin {
    type Err = ConfigError;

    fn from_str(text: &str) -> Result<Self, ConfigError> {
        const FORM: &str = "must be http:// or https:// with a host, perhaps a port, and nothing else";
        let wrong = |reason: &str| ConfigError(format!("the origin '{text}' {reason}"));
        let trimmed = text.trim();
        let (scheme, rest) = trimmed.split_once("://").unwrap_or_default();
        if !scheme.eq_ignore_ascii_case("https") && !scheme.eq_ignore_ascii_case("http") {
            return Err(wrong("must start with https:// or http://, as in https://provision.example.com"));
        }
        if rest.contains('*') {
            return Err(wrong("must name one host: a * stands for none"));
        }
        if rest.contains('@') {
            return Err(wrong("must not hold a user name"));
        }
        // A slash at the end is how browsers show an address; anything behind it is a page.
        let authority = rest.strip_suffix('/').unwrap_or(rest);
        if authority.contains(['/', '\\', '?', '#']) && !authority.starts_with(['/', '\\']) {
            return Err(wrong("must end behind the host or the port: an origin has no path"));
        }
        let url = Url::parse(trimmed).ok().filter(|url| may_be_authority(authority) && url.port() != Some(0));
        let host = url.as_ref().and_then(|url| HostName::of_authority(url.host_str()?));
        let (Some(url), Some(host)) = (url, host) else { return Err(wrong(FORM)) };
        let port = url.port().map(|port| format!(":{port}")).unwrap_or_default();
        Ok(Self(format!("{}://{}{port}", url.scheme(), host.0)))
    }
}

impl Origin {
    /// The origin as a browser states it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn host(&self) -> Option<HostName> {
        HostName::of_authority(self.0.split_once("://")?.1)
    }
}

impl HostName {
    /// The host of an authority such as the `Host` header; `None` if it can be none.
    #[must_use]
    pub fn of_authority(authority: &str) -> Option<Self> {
        let host = match authority.rsplit_once(':') {
            Some((host, port)) if !port.contains(']') => {
                port.bytes().all(|byte| byte.is_ascii_digit()).then_some(host)?
            }
            Some(_) | None => authority,
        };
        // The root of all names may be written or not: `localhost.` is `localhost`.
        let host = host.strip_suffix('.').unwrap_or(host);
        if !may_be_authority(host) {
            return None;
        }
        Host::parse(host).ok().map(|host| Self(host.to_string()))
    }

    /// The name as a browser writes it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// An IP address, or a name that leads to this machine wherever it is used. No foreign site can own one of these.
    fn is_fixed(&self) -> bool {
        let bare = self.0.trim_start_matches('[').trim_end_matches(']');
        self.0 == "localhost" || self.0.ends_with(".localhost") || bare.parse::<IpAddr>().is_ok()
    }
}

impl FromStr for HostName {
    type Err = ConfigError;

    fn from_str(text: &str) -> Result<Self, ConfigError> {
        let trimmed = text.trim();
        // An IPv6 address is typed with brackets and without.
        let bracketed = trimmed.parse::<std::net::Ipv6Addr>().map(|address| format!("[{address}]"));
        let host = bracketed.as_deref().unwrap_or(trimmed);
        let has_port = host.rsplit_once(':').is_some_and(|(_, port)| !port.contains(']'));
        let found = if has_port || host.contains('/') { None } else { Self::of_authority(host) };
        found.ok_or_else(|| {
            let reason = "must be a name or an IP address, without scheme, port and path";
            ConfigError(format!("the host '{text}' {reason}"))
        })
    }
}

impl Origins {
    /// Admits the pages of `listed`, and the gateway's own under `own_names`.
    #[must_use]
    pub fn new(listed: Vec<Origin>, own_names: &[HostName]) -> Self {
        Self { listed, own_names: own_names.to_vec() }
    }

    /// Whether a page of `origin` may open a bridge by a request to `host`, which is its `Host` header.
    #[must_use]
    pub fn admits(&self, origin: Option<&str>, host: Option<&str>) -> bool {
        let Some(origin) = origin else { return true };
        if origin.parse().is_ok_and(|origin: Origin| self.listed.contains(&origin)) {
            return true;
        }
        self.is_from(origin, host) && host.and_then(HostName::of_authority).is_some_and(|host| self.is_own(&host))
    }

    /// Whether a page of `origin` came from the very `host` that it asks.
    #[must_use]
    pub fn is_from(&self, origin: &str, host: Option<&str>) -> bool {
        // A proxy may write the port that goes without saying, which a browser leaves out.
        let of_host = |scheme: &str| host.and_then(|host| format!("{scheme}://{host}").parse::<Origin>().ok());
        let Some((scheme, _)) = origin.split_once("://") else { return false };
        origin.parse::<Origin>().is_ok_and(|origin| of_host(scheme).is_some_and(|host| host == origin))
    }

    /// Whether the gateway may be asked by this host: a name of its own, or one under which a listed page is served.
    ///
    /// Any other name is one that a foreign site may have pointed at the gateway's address.
    #[must_use]
    pub fn answers_to(&self, host: &HostName) -> bool {
        self.is_own(host) || self.listed.iter().any(|origin| origin.host().as_ref() == Some(host))
    }

    /// Whether no foreign site can make this host mean the gateway.
    fn is_own(&self, host: &HostName) -> bool {
        host.is_fixed() || self.own_names.contains(host)
    }
}

/// Whether `text` can be the host and port of a URL, and nothing more.
#[must_use]
pub fn is_authority(text: &str) -> bool {
    text.is_ascii() && may_be_authority(text)
}

/// The same, where letters of all languages may stand in a name.
fn may_be_authority(text: &str) -> bool {
    // What of the other letters may stand in a name is known to whoever puts the name into ASCII.
    let other = |letter: char| !letter.is_ascii() && !letter.is_whitespace() && !letter.is_control();
    let allowed = |letter: char| {
        letter.is_ascii_alphanumeric() || matches!(letter, '.' | '-' | '_' | ':' | '[' | ']') || other(letter)
    };
    (1..=255).contains(&text.len()) && text.chars().all(allowed)
}

#[cfg(test)]
mod tests;

//! Which pages may open a bridge, and by which names the gateway itself may be asked: `Origin` and `Host`, against a list
//! and against the gateway itself.

use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;

use url::{Host, Url};

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

/// An origin as a browser states it: `https://host` or `https://host:port`, in lower case, without the port that goes
/// without saying, an international name in its ASCII form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin(String);

/// A name or IP address by which the gateway is asked, without a port, as a browser writes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HostName(String);

/// A text that is no origin.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the origin '{text}' {reason}")]
pub struct OriginError {
    text: String,
    reason: OriginFault,
}

/// Why it is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum OriginFault {
    Scheme,
    Path,
    Wildcard,
    UserName,
    Form,
}

/// A text that is no host name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the host '{0}' must be a name or an IP address, without scheme, port and path")]
pub struct HostNameError(String);

impl FromStr for Origin {
    type Err = OriginError;

    fn from_str(text: &str) -> Result<Self, OriginError> {
        let wrong = |reason| OriginError { text: text.to_owned(), reason };
        let trimmed = text.trim();
        let Some((scheme, rest)) = trimmed.split_once("://") else { return Err(wrong(OriginFault::Scheme)) };
        if !scheme.eq_ignore_ascii_case("https") && !scheme.eq_ignore_ascii_case("http") {
            return Err(wrong(OriginFault::Scheme));
        }
        if rest.contains('*') {
            return Err(wrong(OriginFault::Wildcard));
        }
        if rest.contains('@') {
            return Err(wrong(OriginFault::UserName));
        }
        // A slash at the end is how browsers show an address; anything behind it is a page.
        let authority = rest.strip_suffix('/').unwrap_or(rest);
        if authority.contains(['/', '\\', '?', '#']) {
            return Err(wrong(if authority.starts_with(['/', '\\']) { OriginFault::Form } else { OriginFault::Path }));
        }
        if !may_be_authority(authority) {
            return Err(wrong(OriginFault::Form));
        }
        let url = Url::parse(trimmed).map_err(|_| wrong(OriginFault::Form))?;
        let host =
            HostName::of_authority(url.host_str().unwrap_or_default()).ok_or_else(|| wrong(OriginFault::Form))?;
        let scheme = url.scheme();
        match url.port() {
            Some(0) => Err(wrong(OriginFault::Form)),
            Some(port) => Ok(Self(format!("{scheme}://{}:{port}", host.0))),
            None => Ok(Self(format!("{scheme}://{}", host.0))),
        }
    }
}

impl fmt::Display for OriginFault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Scheme => "must start with https:// or http://, as in https://provision.example.com",
            Self::Path => "must end behind the host or the port: an origin has no path",
            Self::Wildcard => "must name one host: a * stands for none",
            Self::UserName => "must not hold a user name",
            Self::Form => "must be http:// or https:// with a host, perhaps a port, and nothing else",
        })
    }
}

impl Origin {
    /// The origin as a browser states it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn authority(&self) -> &str {
        authority_of(&self.0).unwrap_or_default()
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
    type Err = HostNameError;

    fn from_str(text: &str) -> Result<Self, HostNameError> {
        let trimmed = text.trim();
        // An IPv6 address is typed with brackets and without.
        let bracketed = trimmed.parse::<std::net::Ipv6Addr>().map(|address| format!("[{address}]"));
        let host = bracketed.as_deref().unwrap_or(trimmed);
        let has_port = host.rsplit_once(':').is_some_and(|(_, port)| !port.contains(']'));
        let found = if has_port || host.contains('/') { None } else { Self::of_authority(host) };
        found.ok_or_else(|| HostNameError(text.to_owned()))
    }
}

impl Origins {
    /// Admits the pages of `listed`, and the gateway's own under `own_names`.
    #[must_use]
    pub fn new(listed: Vec<Origin>, own_names: &[HostName]) -> Self {
        Self { listed, own_names: own_names.iter().map(|name| name.0.clone()).collect() }
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
        let of_listed = |origin: &Origin| HostName::of_authority(origin.authority()).is_some_and(|name| name == *host);
        self.is_own(host) || self.listed.iter().any(of_listed)
    }

    /// Whether no foreign site can make this host mean the gateway.
    fn is_own(&self, host: &HostName) -> bool {
        host.is_fixed() || self.own_names.contains(&host.0)
    }
}

fn authority_of(origin: &str) -> Option<&str> {
    origin.split_once("://").map(|(_, authority)| authority)
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

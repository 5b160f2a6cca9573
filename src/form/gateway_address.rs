//! The gateway's address: `wss://`, or `ws://` to this very machine, or a path of the page's own server.

use foreign_text::{hidden, is_plain_host, visible};

use crate::i18n::{Language, Reason, fill};

/// Where the page itself came from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageOrigin {
    /// Whether it came through `https://`.
    pub secure: bool,
    /// Host and, where there is one, port.
    pub host: String,
}

/// A WebSocket address that may carry a secret: encrypted, or within this machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GatewayAddress(String);

/// Why an address was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AddressError {
    /// Nothing was given.
    Empty,
    /// It starts with something other than `wss://`, `ws://` or `/`.
    NotWebSocket {
        /// What was given.
        address: String,
    },
    /// `ws://` to another machine.
    Insecure {
        /// The other machine.
        host: String,
    },
    /// A path, while the page itself came unencrypted from another machine.
    PageInsecure {
        /// That machine.
        host: String,
    },
    /// Nothing stands where the host should.
    NoHost,
    /// The host is not written as a browser shows it.
    Host {
        /// What stands in its place.
        host: String,
    },
    /// The port is not a number from 1 to 65535.
    Port {
        /// What stands in its place.
        port: String,
    },
    /// The page's own security policy does not allow connections there.
    Barred {
        /// The gateway's host.
        host: String,
    },
    /// A character that may not stand in a WebSocket address.
    Character {
        /// The first of them.
        character: char,
    },
}

impl GatewayAddress {
    /// Takes an address as typed; white space around it is let go.
    ///
    /// # Errors
    /// When the address is not one that a secret may travel to.
    pub fn parse(text: &str, page: &PageOrigin) -> Result<Self, AddressError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(AddressError::Empty);
        }
        if let Some(character) = text.chars().find(|character| is_foreign(*character)) {
            return Err(AddressError::Character { character });
        }
        if text.starts_with('/') && !text.starts_with("//") {
            return Self::from_path(text, page);
        }
        if let Some(rest) = strip_scheme(text, "wss://") {
            check_host(rest)?;
            return Ok(Self(["wss://", rest].concat()));
        }
        if let Some(rest) = strip_scheme(text, "ws://") {
            let host = check_host(rest)?;
            if !is_loopback(host) {
                return Err(AddressError::Insecure { host: host.to_owned() });
            }
            return Ok(Self(["ws://", rest].concat()));
        }
        Err(AddressError::NotWebSocket { address: text.to_owned() })
    }

    /// The whole address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Its host and, where there is one, port.
    #[must_use]
    pub fn host(&self) -> &str {
        self.behind_scheme().split(['/', '?']).next().unwrap_or_default()
    }

    /// Everything behind `ws://` or `wss://`.
    #[must_use]
    pub fn behind_scheme(&self) -> &str {
        self.0.split_once(':').and_then(|(_, behind)| behind.strip_prefix("//")).unwrap_or_default()
    }

    fn from_path(path: &str, page: &PageOrigin) -> Result<Self, AddressError> {
        let scheme = if page.secure {
            "wss://"
        } else if is_loopback(split_host(&page.host).0) {
            "ws://"
        } else {
            return Err(AddressError::PageInsecure { host: page.host.clone() });
        };
        Ok(Self([scheme, &page.host, path].concat()))
    }
}

impl AddressError {
    /// The sentence to show at the field.
    #[must_use]
    pub fn words(&self, language: Language) -> String {
        let with = |reason: Reason, values: &[&str]| fill(language.say(reason), values);
        match self {
            Self::Empty => with(Reason::AddressEmpty, &[]),
            Self::NotWebSocket { address } => with(Reason::AddressScheme, &[&visible(address)]),
            Self::Insecure { host } => with(Reason::AddressInsecure, &[host]),
            Self::PageInsecure { host } => with(Reason::AddressPageInsecure, &[host]),
            Self::NoHost => with(Reason::AddressHost, &[]),
            Self::Host { host } => with(Reason::AddressHostForm, &[&visible(host)]),
            Self::Port { port } => with(Reason::AddressPort, &[&visible(port)]),
            Self::Barred { host } => with(Reason::AddressBarred, &[&visible(host)]),
            Self::Character { character } => {
                with(Reason::AddressCharacter, &[&visible(character.encode_utf8(&mut [0; 4]))])
            }
        }
    }
}

/// A fragment is refused by `new WebSocket`; a user name in an address is a way to hide its true host.
fn is_foreign(character: char) -> bool {
    character.is_whitespace() || hidden(character).is_some() || matches!(character, '#' | '@' | '\\')
}

fn strip_scheme<'a>(text: &'a str, scheme: &str) -> Option<&'a str> {
    let (head, rest) = text.split_at_checked(scheme.len())?;
    head.eq_ignore_ascii_case(scheme).then_some(rest)
}

/// Takes what stands behind the scheme, and gives the host without its port.
fn check_host(rest: &str) -> Result<&str, AddressError> {
    let authority = rest.split(['/', '?']).next().unwrap_or_default();
    let (host, port) = split_host(authority);
    if host.is_empty() {
        return Err(AddressError::NoHost);
    }
    match port.map(str::parse::<u16>) {
        None | Some(Ok(1..)) if is_plain_host(host) => Ok(host),
        None | Some(Ok(1..)) => Err(AddressError::Host { host: host.to_owned() }),
        Some(Ok(0) | Err(_)) => Err(AddressError::Port { port: port.unwrap_or_default().to_owned() }),
    }
}

/// Splits `host:port`; a colon inside `[…]` belongs to the host.
fn split_host(authority: &str) -> (&str, Option<&str>) {
    match authority.rsplit_once(':') {
        Some((host, port)) if !port.contains(']') => (host, Some(port)),
        Some(_) | None => (authority, None),
    }
}

/// `localhost`, `127.0.0.0/8` and `[::1]`, as browsers see it.
fn is_loopback(host: &str) -> bool {
    let is_octet = |part: &str| part.parse::<u8>().is_ok();
    let parts = || host.split('.');
    host.eq_ignore_ascii_case("localhost")
        || host == "[::1]"
        || (parts().count() == 4 && parts().all(is_octet) && parts().next() == Some("127"))
}

#[cfg(test)]
#[path = "gateway_address_tests.rs"]
mod tests;

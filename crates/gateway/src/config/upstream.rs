//! The upstreams that an operator listed; no other address is ever dialled.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use super::address::{Address, Transport};
use super::client_tls::{ClientAuth, ClientFiles, ClientTls};
use super::error::ConfigError;

/// The name of the upstream behind `/mqtt`.
pub const DEFAULT_NAME: &str = "default";

/// One place that browsers may be bridged to.
#[derive(Clone)]
pub struct Upstream {
    /// The last part of the path `/mqtt/{name}`.
    pub(crate) name: String,
    pub(crate) address: Address,
    /// How TLS is spoken with it, where it is.
    pub(crate) tls: Option<Arc<ClientTls>>,
    /// Whether its operator has marked it as a simulated EnOS.
    pub(crate) is_simulated: bool,
}

impl Upstream {
    /// An upstream called `name` at `address`; where that speaks TLS, `files` say how.
    ///
    /// The certificate must be for `server_name`, or for the address's own host where that is not given.
    ///
    /// # Errors
    /// When a file for TLS is missing or unusable.
    pub fn new(
        name: impl Into<String>,
        address: Address,
        files: &ClientFiles,
        server_name: Option<&str>,
    ) -> Result<Self, ConfigError> {
        let tls = match address.transport() {
            Transport::Plain => None,
            Transport::Tls => Some(Arc::new(ClientTls::load(files, server_name.unwrap_or(address.host()))?)),
        };
        Ok(Self { name: name.into(), address, tls, is_simulated: false })
    }

    /// The same, marked as a simulated EnOS: only such an upstream is asked whether it is one.
    #[must_use]
    pub fn simulated(self) -> Self {
        Self { is_simulated: true, ..self }
    }

    /// Whether what passes can be read by everybody on the way: plain TCP that leaves this machine.
    #[must_use]
    pub fn is_readable_on_the_way(&self) -> bool {
        self.address.transport() == Transport::Plain && !self.address.is_loopback()
    }

    /// How the certificate stands that the gateway shows to it.
    pub(crate) fn client_auth(&self) -> ClientAuth {
        self.tls.as_ref().map(|tls| tls.last().client_auth()).unwrap_or_default()
    }
}

impl fmt::Debug for Upstream {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Upstream({} = {})", self.name, self.address)
    }
}

/// All upstreams of a gateway, by name.
#[derive(Debug, Clone, Default)]
pub struct Upstreams(BTreeMap<String, Arc<Upstream>>);

impl Upstreams {
    /// Adds `upstream`, in place of another of its name.
    pub fn insert(&mut self, upstream: Upstream) {
        self.0.insert(upstream.name.clone(), Arc::new(upstream));
    }

    /// The upstream of this name.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<Arc<Upstream>> {
        self.0.get(name).cloned()
    }

    /// All of them, sorted by name.
    pub fn iter(&self) -> impl Iterator<Item = &Upstream> {
        self.0.values().map(AsRef::as_ref)
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Whether `name` may name an upstream: 1 to 32 of `a-z`, `0-9` and `-`, so that it needs no escaping anywhere.
#[must_use]
pub fn is_name(name: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    (1..=32).contains(&name.len()) && name.bytes().all(allowed)
}

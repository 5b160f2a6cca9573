//! The upstreams that an operator listed; no other address is ever dialled.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, PoisonError, RwLock};

use rustls::pki_types::ServerName;
use tracing::{info, warn};

use super::stamps::Stamps;
use super::tls::{ClientAuth, Loaded};
use super::{Address, ClientFiles, TlsError, Transport};

/// The name of the upstream behind `/mqtt`.
pub const DEFAULT_NAME: &str = "default";

/// One place that browsers may be bridged to.
#[derive(Clone)]
pub struct Upstream {
    name: String,
    address: Address,
    tls: Option<Arc<UpstreamTls>>,
    is_simulated: bool,
}

/// How TLS is spoken with an upstream.
pub(crate) struct UpstreamTls {
    /// The name that the upstream's certificate must be for.
    pub(crate) server_name: ServerName<'static>,
    files: ClientFiles,
    current: RwLock<Current>,
}

/// What was read of the files, and in which state they were.
struct Current {
    loaded: Arc<Loaded>,
    seen: Stamps,
}

/// All upstreams of a gateway, by name.
#[derive(Debug, Clone, Default)]
pub struct Upstreams(BTreeMap<String, Arc<Upstream>>);

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
    ) -> Result<Self, TlsError> {
        let tls = match address.transport() {
            Transport::Plain => None,
            Transport::Tls => {
                let wanted = server_name.unwrap_or(address.host()).to_owned();
                let seen = Stamps::of(files.all());
                let loaded = Arc::new(files.load_all()?);
                Some(Arc::new(UpstreamTls {
                    server_name: wanted.clone().try_into().map_err(|_| TlsError::ServerName(wanted))?,
                    files: files.clone(),
                    current: RwLock::new(Current { loaded, seen }),
                }))
            }
        };
        Ok(Self { name: name.into(), address, tls, is_simulated: false })
    }

    /// The same, marked as a simulated EnOS: only such an upstream is asked whether it is one.
    #[must_use]
    pub fn simulated(self) -> Self {
        Self { is_simulated: true, ..self }
    }

    /// Whether its operator has marked it as a simulated EnOS.
    #[must_use]
    pub fn is_simulated(&self) -> bool {
        self.is_simulated
    }

    /// The name, which is the last part of the path `/mqtt/{name}`.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Where it is.
    #[must_use]
    pub fn address(&self) -> &Address {
        &self.address
    }

    /// How TLS is spoken with it, where it is.
    pub(crate) fn tls(&self) -> Option<&UpstreamTls> {
        self.tls.as_deref()
    }

    /// How the certificate stands that the gateway shows to it.
    pub(crate) fn client_auth(&self) -> ClientAuth {
        let nothing = ClientAuth { is_asked: false, shown: None };
        self.tls().map_or(nothing, |tls| tls.read().client_auth())
    }

    /// Whether what passes can be read by everybody on the way: plain TCP that leaves this machine.
    #[must_use]
    pub fn is_readable_on_the_way(&self) -> bool {
        self.address.transport() == Transport::Plain && !self.address.is_loopback()
    }
}

impl UpstreamTls {
    /// Whom to trust and which certificate to show, by the files as they are now.
    ///
    /// Files that cannot be used (half exchanged, say) leave what is in use as it is, until they change again.
    pub(crate) fn current(&self) -> Arc<Loaded> {
        let found = Stamps::of(self.files.all());
        if self.current.read().unwrap_or_else(PoisonError::into_inner).seen == found {
            return self.read();
        }
        let read = self.files.load_all();
        let mut current = self.current.write().unwrap_or_else(PoisonError::into_inner);
        // A renewal by two writes is seen between them as well; the warning comes once for each state.
        current.seen = found;
        match read {
            Ok(loaded) => {
                info!("certificates for an upstream have changed and are in use");
                current.loaded = Arc::new(loaded);
            }
            Err(error) => warn!(%error, "changed certificates for an upstream cannot be used, the old ones stay"),
        }
        Arc::clone(&current.loaded)
    }

    /// The files that are used.
    pub(crate) fn files(&self) -> &ClientFiles {
        &self.files
    }

    fn read(&self) -> Arc<Loaded> {
        Arc::clone(&self.current.read().unwrap_or_else(PoisonError::into_inner).loaded)
    }
}

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

impl fmt::Debug for Upstream {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Upstream({} = {})", self.name, self.address)
    }
}

/// Whether `name` may name an upstream: 1 to 32 of `a-z`, `0-9` and `-`, so that it needs no escaping anywhere.
#[must_use]
pub fn is_name(name: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    (1..=32).contains(&name.len()) && name.bytes().all(allowed)
}

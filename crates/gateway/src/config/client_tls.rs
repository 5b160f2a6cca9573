//! How TLS is spoken with an upstream: whom to trust, and which certificate to show.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use parking_lot::RwLock;
use rustls::client::ResolvesClientCert;
use rustls::pki_types::ServerName;
use rustls::sign::CertifiedKey;
use rustls::{ClientConfig, RootCertStore, SignatureScheme};
use tracing::{info, warn};

use super::certificate::{Facts, Moment, Validity};
use super::error::ConfigError;
use super::pem::{certificates, private_key, provider, unusable};
use super::pin::{Fingerprint, PinnedCertificate};
use super::stamps::Stamps;

/// The files for TLS with an upstream.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ClientFiles {
    /// Whom to trust; without it, whom this machine trusts.
    pub root: Option<PathBuf>,
    /// The certificate to show, for two-way authentication.
    pub certificate: Option<PathBuf>,
    /// The key of that certificate.
    pub key: Option<PathBuf>,
    /// The one certificate to trust, in place of any authority.
    pub pin: Option<Fingerprint>,
}

impl ClientFiles {
    /// How TLS 1.2 or 1.3 is spoken by these files.
    ///
    /// # Errors
    /// When a file is missing or unusable.
    pub fn load(&self) -> Result<ClientConfig, ConfigError> {
        let builder = ClientConfig::builder_with_provider(provider())
            .with_safe_default_protocol_versions()
            .map_err(|cause| unusable(Path::new("ring"), &cause))?;
        let builder = match (&self.pin, &self.root) {
            (Some(_), Some(_)) => {
                let reason =
                    "'pin' trusts exactly one certificate, so 'root' has no effect beside it; give one of the two";
                return Err(ConfigError(reason.to_owned()));
            }
            (Some(pin), None) => {
                let verifier = PinnedCertificate::new(*pin, &provider());
                builder.dangerous().with_custom_certificate_verifier(Arc::new(verifier))
            }
            (None, Some(path)) => builder.with_root_certificates(given_roots(path)?),
            (None, None) => builder.with_root_certificates(system_roots()?),
        };
        match (&self.certificate, &self.key) {
            (None, None) => Ok(builder.with_no_client_auth()),
            (Some(certificate), Some(key)) => {
                let key = private_key(key)?;
                let config = builder.with_client_auth_cert(certificates(certificate)?, key);
                config.map_err(|cause| unusable(certificate, &cause))
            }
            (Some(_), None) | (None, Some(_)) => {
                let reason = "a client certificate and its key go together; one of the two is missing";
                Err(ConfigError(reason.to_owned()))
            }
        }
    }

    fn stamps(&self) -> Stamps {
        Stamps::of([&self.root, &self.certificate, &self.key].into_iter().flatten())
    }
}

fn given_roots(path: &Path) -> Result<RootCertStore, ConfigError> {
    let mut roots = RootCertStore::empty();
    for certificate in certificates(path)? {
        roots.add(certificate).map_err(|cause| unusable(path, &cause))?;
    }
    Ok(roots)
}

/// What this machine trusts. Single certificates that cannot be read are left out, as browsers do.
fn system_roots() -> Result<RootCertStore, ConfigError> {
    let mut roots = RootCertStore::empty();
    let (added, _) = roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    if added == 0 {
        let reason = "this machine has no trusted root certificates; name a file of your own with 'root'";
        return Err(ConfigError(reason.to_owned()));
    }
    Ok(roots)
}

/// TLS with one upstream, by files that may change.
pub(crate) struct ClientTls {
    /// The name that the upstream's certificate must be for.
    pub(crate) server_name: ServerName<'static>,
    pub(super) files: ClientFiles,
    /// What was read of the files, and in which state they were.
    current: RwLock<(Arc<Loaded>, Stamps)>,
}

/// TLS that is ready to be spoken.
#[derive(Debug)]
pub(crate) struct Loaded {
    pub(crate) config: Arc<ClientConfig>,
    /// What is known of the certificate that is shown.
    shown: Option<Facts>,
    is_asked: Arc<AtomicBool>,
}

/// What a failure may have to do with the gateway's own certificate.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct ClientAuth {
    /// Whether the upstream has ever asked for a certificate.
    pub(crate) is_asked: bool,
    /// Whether the one that the gateway shows is valid now; `None` where it has none.
    pub(crate) shown: Option<Validity>,
}

impl ClientTls {
    pub(super) fn load(files: &ClientFiles, server_name: &str) -> Result<Self, ConfigError> {
        let seen = files.stamps();
        let loaded = Arc::new(Loaded::new(files)?);
        let reason =
            || ConfigError(format!("the server name '{server_name}' is neither a host name nor an IP address"));
        Ok(Self {
            server_name: ServerName::try_from(server_name.to_owned()).map_err(|_| reason())?,
            files: files.clone(),
            current: RwLock::new((loaded, seen)),
        })
    }

    /// Whom to trust and which certificate to show, by the files as they are now.
    ///
    /// Files that cannot be used (half exchanged, say) leave what is in use as it is, until they change again.
    pub(crate) fn current(&self) -> Arc<Loaded> {
        let found = self.files.stamps();
        if self.current.read().1 == found {
            return self.last();
        }
        let read = Loaded::new(&self.files);
        let mut current = self.current.write();
        // A renewal by two writes is seen between them as well; the warning comes once for each state.
        current.1 = found;
        match read {
            Ok(loaded) => {
                info!("certificates for an upstream have changed and are in use");
                current.0 = Arc::new(loaded);
            }
            Err(error) => warn!(%error, "changed certificates for an upstream cannot be used, the old ones stay"),
        }
        Arc::clone(&current.0)
    }

    /// The same by the files as they were at the last connection.
    pub(super) fn last(&self) -> Arc<Loaded> {
        Arc::clone(&self.current.read().0)
    }
}

impl Loaded {
    fn new(files: &ClientFiles) -> Result<Self, ConfigError> {
        let mut config = files.load()?;
        let is_asked = Arc::<AtomicBool>::default();
        let inner = Arc::clone(&config.client_auth_cert_resolver);
        config.client_auth_cert_resolver = Arc::new(RecordingResolver { inner, is_asked: Arc::clone(&is_asked) });
        let chain = files.certificate.as_deref().and_then(|file| certificates(file).ok());
        let shown = chain.and_then(|chain| Facts::of(chain.first()?));
        Ok(Self { config: Arc::new(config), shown, is_asked })
    }

    /// How the gateway's own certificate stands.
    pub(crate) fn client_auth(&self) -> ClientAuth {
        ClientAuth {
            is_asked: self.is_asked.load(Ordering::Relaxed),
            shown: self.shown.as_ref().map(|facts| facts.validity_at(Moment::now())),
        }
    }
}

/// Shows what another one shows, and notes that it was asked to: a server of TLS 1.2 that misses a certificate says only
/// that the handshake failed.
#[derive(Debug)]
struct RecordingResolver {
    inner: Arc<dyn ResolvesClientCert>,
    is_asked: Arc<AtomicBool>,
}

impl ResolvesClientCert for RecordingResolver {
    fn resolve(&self, issuers: &[&[u8]], schemes: &[SignatureScheme]) -> Option<Arc<CertifiedKey>> {
        self.is_asked.store(true, Ordering::Relaxed);
        self.inner.resolve(issuers, schemes)
    }

    fn has_certs(&self) -> bool {
        self.inner.has_certs()
    }
}

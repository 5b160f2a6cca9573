//! How TLS is spoken with an upstream: whom to trust, and which certificate to show.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use rustls::client::ResolvesClientCert;
use rustls::sign::CertifiedKey;
use rustls::{ClientConfig, RootCertStore, SignatureScheme};

use super::certificate::{Facts, Moment, Validity};
use super::pem::{Form, certificates, private_key, unusable_kind};
use super::pin::{Fingerprint, PinnedCertificate};

/// Why TLS cannot be set up. No variant holds anything of a key.
#[derive(Debug, thiserror::Error)]
pub enum TlsError {
    /// A file cannot be read.
    #[error("the file '{}' cannot be read: {cause}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system said.
        cause: std::io::Error,
    },
    /// A file that should hold a certificate holds none.
    #[error("the file '{}' holds no certificate in PEM form", .0.display())]
    NoCertificate(PathBuf),
    /// A file that should hold a private key holds none.
    #[error("the file '{}' holds no private key in PEM form", .0.display())]
    NoKey(PathBuf),
    /// A file holds something else than was asked for, and it is known what.
    #[error("the file '{}' {form}", path.display())]
    Form {
        /// The file.
        path: PathBuf,
        /// What it holds.
        form: Form,
    },
    /// A private key is of a kind that is not supported.
    #[error("the private key in '{}' is {kind}", path.display())]
    KeyKind {
        /// The file.
        path: PathBuf,
        /// Which kind it is, and which ones are supported.
        kind: &'static str,
    },
    /// A certificate cannot be used, or the key is another certificate's.
    #[error("the certificate '{}' cannot be used: {cause}", path.display())]
    Unusable {
        /// The file of the certificate.
        path: PathBuf,
        /// What is wrong with it.
        cause: rustls::Error,
    },
    /// A certificate was given without its key, or a key without its certificate.
    #[error("a client certificate and its key go together; one of the two is missing")]
    HalfPair,
    /// One certificate is to be trusted, and authorities as well.
    #[error("'pin' trusts exactly one certificate, so 'root' has no effect beside it; give one of the two")]
    PinAndRoot,
    /// This machine has no list of authorities that it trusts.
    #[error("this machine has no trusted root certificates; name a file of your own with 'root'")]
    NoSystemRoots,
    /// A name that no certificate can be for.
    #[error("the server name '{0}' is neither a host name nor an IP address")]
    ServerName(String),
    /// A certificate could not be made.
    #[error("no certificate can be made: {0}")]
    SelfMade(#[from] rcgen::Error),
    /// A certificate that was made cannot be kept.
    #[error("the file '{}' cannot be written: {cause}", path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// What the system said.
        cause: std::io::Error,
    },
    /// A file of a kept certificate is not one that the gateway may use or replace.
    #[error("the file '{}' {reason}; remove it, or keep the certificate in another folder", path.display())]
    NotOurs {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        reason: &'static str,
    },
}

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

/// TLS that is ready to be spoken.
#[derive(Debug)]
pub(crate) struct Loaded {
    pub(crate) config: Arc<ClientConfig>,
    /// What is known of the certificate that is shown.
    client: Option<Facts>,
    /// Whether the upstream has ever asked for one.
    asked: Arc<AtomicBool>,
}

/// What a failure may have to do with the gateway's own certificate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ClientAuth {
    /// Whether the upstream has asked for a certificate.
    pub(crate) is_asked: bool,
    /// Whether the one that the gateway shows is valid now; `None` where it has none.
    pub(crate) shown: Option<Validity>,
}

impl ClientFiles {
    /// How TLS 1.2 or 1.3 is spoken by these files.
    ///
    /// # Errors
    /// When a file is missing or unusable.
    pub fn load(&self) -> Result<ClientConfig, TlsError> {
        let builder = ClientConfig::builder_with_provider(provider())
            .with_safe_default_protocol_versions()
            .map_err(|cause| unusable(Path::new("ring"), cause))?;
        let builder = match (&self.pin, &self.root) {
            (Some(_), Some(_)) => return Err(TlsError::PinAndRoot),
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
                let key = usable_key(key)?;
                builder
                    .with_client_auth_cert(certificates(certificate)?, key)
                    .map_err(|cause| unusable(certificate, cause))
            }
            (Some(_), None) | (None, Some(_)) => Err(TlsError::HalfPair),
        }
    }

    /// The same, and what has to be known when it fails.
    pub(crate) fn load_all(&self) -> Result<Loaded, TlsError> {
        let mut config = self.load()?;
        let asked = Arc::<AtomicBool>::default();
        let inner = Arc::clone(&config.client_auth_cert_resolver);
        config.client_auth_cert_resolver = Arc::new(NotesTheQuestion { inner, asked: Arc::clone(&asked) });
        Ok(Loaded { config: Arc::new(config), client: self.client_facts(), asked })
    }

    /// What the certificate that is shown says of itself.
    pub(crate) fn client_facts(&self) -> Option<Facts> {
        let chain = certificates(self.certificate.as_deref()?).ok()?;
        Facts::of(chain.first()?)
    }

    /// All files, to be looked at for a change.
    pub(crate) fn all(&self) -> impl Iterator<Item = &Path> {
        [&self.root, &self.certificate, &self.key].into_iter().flatten().map(PathBuf::as_path)
    }
}

impl Loaded {
    /// How the gateway's own certificate stands.
    pub(crate) fn client_auth(&self) -> ClientAuth {
        ClientAuth {
            is_asked: self.asked.load(Ordering::Relaxed),
            shown: self.client.as_ref().map(|facts| facts.at(Moment::now())),
        }
    }
}

/// Shows what another one shows, and notes that it was asked to: a server of TLS 1.2 that misses a certificate says only that
/// the handshake failed.
#[derive(Debug)]
struct NotesTheQuestion {
    inner: Arc<dyn ResolvesClientCert>,
    asked: Arc<AtomicBool>,
}

impl ResolvesClientCert for NotesTheQuestion {
    fn resolve(&self, issuers: &[&[u8]], schemes: &[SignatureScheme]) -> Option<Arc<CertifiedKey>> {
        self.asked.store(true, Ordering::Relaxed);
        self.inner.resolve(issuers, schemes)
    }

    fn has_certs(&self) -> bool {
        self.inner.has_certs()
    }
}

/// The cryptography that all TLS here is made of.
pub(crate) fn provider() -> Arc<rustls::crypto::CryptoProvider> {
    Arc::new(rustls::crypto::ring::default_provider())
}

/// The private key of the file at `path`, if it is of a kind that can be used.
pub(crate) fn usable_key(path: &Path) -> Result<rustls::pki_types::PrivateKeyDer<'static>, TlsError> {
    let key = private_key(path)?;
    match provider().key_provider.load_private_key(key.clone_key()) {
        Ok(_) => Ok(key),
        Err(_) => Err(TlsError::KeyKind { path: path.to_owned(), kind: unusable_kind(&key) }),
    }
}

fn given_roots(path: &Path) -> Result<RootCertStore, TlsError> {
    let mut roots = RootCertStore::empty();
    for certificate in certificates(path)? {
        roots.add(certificate).map_err(|cause| unusable(path, cause))?;
    }
    Ok(roots)
}

/// What this machine trusts. Single certificates that cannot be read are left out, as browsers do.
fn system_roots() -> Result<RootCertStore, TlsError> {
    let mut roots = RootCertStore::empty();
    let (added, _) = roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    if added == 0 {
        return Err(TlsError::NoSystemRoots);
    }
    Ok(roots)
}

pub(crate) fn unusable(path: &Path, cause: rustls::Error) -> TlsError {
    TlsError::Unusable { path: path.to_owned(), cause }
}

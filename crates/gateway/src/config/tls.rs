//! Certificates and keys from PEM files, with errors that name the file.

use std::path::{Path, PathBuf};

use rustls::pki_types::pem::{self, PemObject};
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ClientConfig, RootCertStore};

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
}

/// All certificates of the file at `path`, which are one at least.
pub(crate) fn certificates(path: &Path) -> Result<Vec<CertificateDer<'static>>, TlsError> {
    let text = read(path)?;
    let found: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(&text).collect();
    match found {
        Ok(certificates) if !certificates.is_empty() => Ok(certificates),
        Ok(_) | Err(_) => Err(TlsError::NoCertificate(path.to_owned())),
    }
}

/// The private key of the file at `path`.
pub(crate) fn private_key(path: &Path) -> Result<PrivateKeyDer<'static>, TlsError> {
    let text = read(path)?;
    PrivateKeyDer::from_pem_slice(&text).map_err(|_: pem::Error| TlsError::NoKey(path.to_owned()))
}

fn read(path: &Path) -> Result<Vec<u8>, TlsError> {
    std::fs::read(path).map_err(|cause| TlsError::Read { path: path.to_owned(), cause })
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
}

impl ClientFiles {
    /// How TLS 1.2 or 1.3 is spoken by these files.
    ///
    /// # Errors
    /// When a file is missing or unusable.
    pub fn load(&self) -> Result<ClientConfig, TlsError> {
        let roots = match &self.root {
            Some(path) => given_roots(path)?,
            None => system_roots()?,
        };
        let builder = ClientConfig::builder_with_provider(provider())
            .with_safe_default_protocol_versions()
            .map_err(|cause| unusable(Path::new("ring"), cause))?
            .with_root_certificates(roots);
        match (&self.certificate, &self.key) {
            (None, None) => Ok(builder.with_no_client_auth()),
            (Some(certificate), Some(key)) => builder
                .with_client_auth_cert(certificates(certificate)?, private_key(key)?)
                .map_err(|cause| unusable(certificate, cause)),
            (Some(_), None) | (None, Some(_)) => Err(TlsError::HalfPair),
        }
    }
}

/// The cryptography that all TLS here is made of.
pub(crate) fn provider() -> std::sync::Arc<rustls::crypto::CryptoProvider> {
    std::sync::Arc::new(rustls::crypto::ring::default_provider())
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

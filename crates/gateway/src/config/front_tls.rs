//! The certificate that the gateway shows to browsers.

use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use rcgen::{CertificateParams, DnType, KeyPair};
use rustls::sign::CertifiedKey;
use sha2::{Digest, Sha256};
use time::OffsetDateTime;

use super::tls::{TlsError, certificates, private_key, provider, unusable};

/// How long a self-made certificate is valid; systems of Apple refuse more than 825 days.
const VALIDITY: time::Duration = time::Duration::days(820);
/// A kept certificate older than this is made anew.
const RENEWAL: Duration = Duration::from_hours(24 * 700);
/// The names of the two files of a kept certificate.
const KEPT_CERTIFICATE: &str = "gateway-certificate.pem";
const KEPT_KEY: &str = "gateway-key.pem";

/// Where the gateway's own certificate comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FrontTls {
    /// From files, which are read again when they change.
    Files {
        /// The certificate with its chain.
        certificate: PathBuf,
        /// Its key.
        key: PathBuf,
    },
    /// Made by the gateway itself, for a network without an authority.
    SelfMade {
        /// The host names and IP addresses that it is for.
        names: Vec<String>,
        /// A folder to keep it in, so that the next start shows the same one; without it each start makes another.
        keep: Option<PathBuf>,
    },
}

impl FrontTls {
    /// Reads the certificate, or makes it.
    ///
    /// # Errors
    /// When a file is missing or unusable, or no certificate can be made or kept.
    pub(crate) fn load(&self) -> Result<CertifiedKey, TlsError> {
        match self {
            Self::Files { certificate, key } => read_pair(certificate, key),
            Self::SelfMade { names, keep: None } => {
                let (certificate, key) = make(names)?;
                let chain = vec![certificate.der().clone()];
                let key = key.serialize_der().try_into().map_err(rustls_error)?;
                CertifiedKey::from_der(chain, key, &provider()).map_err(|cause| unusable(Path::new("self-made"), cause))
            }
            Self::SelfMade { names, keep: Some(folder) } => {
                let (certificate, key) = (folder.join(KEPT_CERTIFICATE), folder.join(KEPT_KEY));
                if !is_fresh(&certificate) || !key.exists() {
                    let (made, made_key) = make(names)?;
                    write_private(&key, &made_key.serialize_pem())?;
                    write(&certificate, &made.pem())?;
                }
                read_pair(&certificate, &key)
            }
        }
    }

    /// The files to look at for a change; none for a self-made certificate.
    pub(crate) fn files(&self) -> Vec<&Path> {
        match self {
            Self::Files { certificate, key } => vec![certificate, key],
            Self::SelfMade { .. } => Vec::new(),
        }
    }
}

/// The SHA-256 of a certificate as browsers show it: `AB:CD:…`.
pub(crate) fn fingerprint(pair: &CertifiedKey) -> String {
    let digest = pair.cert.first().map(Sha256::digest).unwrap_or_default();
    let bytes: Vec<String> = digest.iter().map(|byte| format!("{byte:02X}")).collect();
    bytes.join(":")
}

fn read_pair(certificate: &Path, key: &Path) -> Result<CertifiedKey, TlsError> {
    let pair = CertifiedKey::from_der(certificates(certificate)?, private_key(key)?, &provider());
    pair.map_err(|cause| unusable(certificate, cause))
}

fn make(names: &[String]) -> Result<(rcgen::Certificate, KeyPair), TlsError> {
    let key = KeyPair::generate()?;
    let mut params = CertificateParams::new(names)?;
    params.distinguished_name.push(DnType::CommonName, "EnOS Provisioner gateway");
    // A clock that is a little behind must not find the certificate not valid yet.
    params.not_before = OffsetDateTime::now_utc() - time::Duration::days(1);
    params.not_after = params.not_before + VALIDITY;
    Ok((params.self_signed(&key)?, key))
}

fn is_fresh(certificate: &Path) -> bool {
    let written = std::fs::metadata(certificate).and_then(|file| file.modified());
    let age = written.map(|written| SystemTime::now().duration_since(written).unwrap_or_default());
    age.is_ok_and(|age| age < RENEWAL)
}

/// Writes a file that only its owner may read.
fn write_private(path: &Path, text: &str) -> Result<(), TlsError> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let written = options.open(path).and_then(|mut file| std::io::Write::write_all(&mut file, text.as_bytes()));
    written.map_err(|cause| cannot_write(path, cause))
}

fn write(path: &Path, text: &str) -> Result<(), TlsError> {
    std::fs::write(path, text).map_err(|cause| cannot_write(path, cause))
}

fn cannot_write(path: &Path, cause: std::io::Error) -> TlsError {
    TlsError::Write { path: path.to_owned(), cause }
}

fn rustls_error(reason: &'static str) -> TlsError {
    unusable(Path::new("self-made"), rustls::Error::General(reason.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn self_made(keep: Option<PathBuf>) -> FrontTls {
        FrontTls::SelfMade { names: vec!["localhost".into(), "192.168.1.10".into()], keep }
    }

    #[test]
    fn a_kept_certificate_is_the_same_at_the_next_start() {
        let folder = tempfile::tempdir().expect("a folder");
        let tls = self_made(Some(folder.path().to_owned()));
        let first = fingerprint(&tls.load().expect("a certificate"));
        assert_eq!(fingerprint(&tls.load().expect("a certificate")), first);
        let other = fingerprint(&self_made(None).load().expect("a certificate"));
        assert_ne!(other, first);
    }

    #[cfg(unix)]
    #[test]
    fn nobody_else_may_read_a_kept_key() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().expect("a folder");
        self_made(Some(folder.path().to_owned())).load().expect("a certificate");
        let key = std::fs::metadata(folder.path().join(KEPT_KEY)).expect("a key");
        assert_eq!(key.permissions().mode() & 0o777, 0o600);
    }

    #[test]
    fn a_fingerprint_is_written_as_browsers_write_it() {
        let text = fingerprint(&self_made(None).load().expect("a certificate"));
        assert_eq!(text.len(), 32 * 3 - 1);
        assert!(text.split(':').all(|byte| u8::from_str_radix(byte, 16).is_ok()), "{text}");
    }
}

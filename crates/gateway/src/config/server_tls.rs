//! The certificate that the gateway shows to browsers.

use std::path::{Path, PathBuf};

use rcgen::{CertificateParams, DnType, KeyPair};
use rustls::sign::CertifiedKey;
use time::OffsetDateTime;

use super::certificate::{Facts, Moment, Validity, comparable};
use super::kept;
use super::pem::certificates;
use super::pin::Fingerprint;
use super::tls::{TlsError, provider, unusable, usable_key};

/// How long a self-made certificate is valid; systems of Apple refuse more than 825 days.
const VALIDITY: time::Duration = time::Duration::days(820);
/// A self-made certificate is made anew when it has less time left than this, in seconds: 120 days.
const RENEWAL: i64 = 120 * 24 * 60 * 60;

/// Where the gateway's own certificate comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ServerTls {
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

impl ServerTls {
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
            Self::SelfMade { names, keep: Some(folder) } => kept::load(names, folder),
        }
    }

    /// Whether `shown` has to be made anew: it is for other names, or has not much time left.
    pub(crate) fn is_due(&self, shown: &CertifiedKey) -> bool {
        match self {
            Self::Files { .. } => false,
            Self::SelfMade { names, .. } => {
                !shown.cert.first().and_then(|der| Facts::of(der)).is_some_and(|facts| is_fresh(&facts, names))
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
    pair.cert.first().map(|der| Fingerprint::of(der).to_string()).unwrap_or_default()
}

pub(super) fn read_pair(certificate: &Path, key: &Path) -> Result<CertifiedKey, TlsError> {
    let pair = CertifiedKey::from_der(certificates(certificate)?, usable_key(key)?, &provider());
    pair.map_err(|cause| unusable(certificate, cause))
}

pub(super) fn make(names: &[String]) -> Result<(rcgen::Certificate, KeyPair), TlsError> {
    let key = KeyPair::generate()?;
    let mut params = CertificateParams::new(names)?;
    params.distinguished_name.push(DnType::CommonName, "EnOS Provisioner gateway");
    // A clock that is a little behind must not find the certificate not valid yet.
    params.not_before = OffsetDateTime::now_utc() - time::Duration::days(1);
    params.not_after = params.not_before + VALIDITY;
    Ok((params.self_signed(&key)?, key))
}

/// Whether a self-made certificate is for exactly these names and has time left.
pub(super) fn is_fresh(facts: &Facts, names: &[String]) -> bool {
    let mut wanted: Vec<_> = names.iter().map(|name| comparable(name)).collect();
    wanted.sort();
    wanted.dedup();
    let now = Moment::now();
    let left = facts.not_after.unix_seconds() - now.unix_seconds();
    facts.names == wanted && facts.at(now) == Validity::Good && left >= RENEWAL
}

fn rustls_error(reason: &'static str) -> TlsError {
    unusable(Path::new("self-made"), rustls::Error::General(reason.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn self_made(keep: Option<PathBuf>) -> ServerTls {
        ServerTls::SelfMade { names: vec!["localhost".into(), "192.168.1.10".into()], keep }
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

    #[test]
    fn another_name_or_too_little_time_asks_for_another_certificate() {
        let tls = self_made(None);
        let shown = tls.load().expect("a certificate");
        assert!(!tls.is_due(&shown));
        let other = ServerTls::SelfMade { names: vec!["other.local".into()], keep: None };
        assert!(other.is_due(&shown));
        let facts = Facts::of(&shown.cert[0]).expect("facts");
        let names = ["LOCALHOST".to_owned(), "192.168.1.10".to_owned()];
        assert!(is_fresh(&facts, &names));
        let now = Moment::now().unix_seconds();
        let left = |seconds| Facts { not_after: Moment::from_unix_seconds(now + seconds), ..facts.clone() };
        assert!(!is_fresh(&left(RENEWAL - 60), &names));
        assert!(is_fresh(&left(RENEWAL + 60), &names));
    }

    #[test]
    fn a_fingerprint_is_written_as_browsers_write_it() {
        let text = fingerprint(&self_made(None).load().expect("a certificate"));
        assert_eq!(text.len(), 32 * 3 - 1);
        assert!(text.split(':').all(|byte| u8::from_str_radix(byte, 16).is_ok()), "{text}");
    }
}

//! The certificate that the gateway shows to browsers.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use rcgen::{CertificateParams, DnType, KeyPair};
use rustls::sign::CertifiedKey;
use time::OffsetDateTime;
use tracing::info;

use super::certificate::{DAY, Facts, Moment, Validity};
use super::error::ConfigError;
use super::pem::{certificates, private_key, provider, unusable};
use super::pin::Fingerprint;

/// How long a self-made certificate is valid; systems of Apple refuse more than 825 days.
const VALIDITY: time::Duration = time::Duration::days(820);
/// A self-made certificate is made anew when it has less time left than this, in seconds.
const RENEWAL: i64 = 120 * DAY;
/// The files of a certificate that is kept.
const CERTIFICATE: &str = "gateway-certificate.pem";
const KEY: &str = "gateway-key.pem";

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
    pub(crate) fn load(&self) -> Result<CertifiedKey, ConfigError> {
        match self {
            Self::Files { certificate, key } => read_pair(certificate, key),
            Self::SelfMade { names, keep: None } => {
                let (certificate, key) = make(names)?;
                let key = rustls::pki_types::PrivatePkcs8KeyDer::from(key.serialize_der());
                CertifiedKey::from_der(vec![certificate.der().clone()], key.into(), &provider())
                    .map_err(|cause| unusable(Path::new("self-made"), &cause))
            }
            Self::SelfMade { names, keep: Some(folder) } => load_kept(names, folder),
        }
    }

    /// Whether `shown` has to be made anew: it is for other names, or has not much time left.
    pub(crate) fn is_due(&self, shown: &CertifiedKey) -> bool {
        match self {
            Self::Files { .. } => false,
            Self::SelfMade { names, .. } => !facts(shown).is_some_and(|facts| is_fresh(&facts, names)),
        }
    }

    /// The files to look at for a change; none for a self-made certificate.
    pub(crate) fn files(&self) -> Vec<&Path> {
        match self {
            Self::Files { certificate, key } => vec![certificate, key],
            Self::SelfMade { .. } => Vec::new(),
        }
    }

    /// The file of its key, where there is one.
    pub(super) fn key_file(&self) -> Option<PathBuf> {
        match self {
            Self::Files { key, .. } => Some(key.clone()),
            Self::SelfMade { keep, .. } => keep.as_ref().map(|folder| folder.join(KEY)),
        }
    }
}

/// The SHA-256 of a certificate as browsers show it: `AB:CD:…`.
pub(crate) fn fingerprint(pair: &CertifiedKey) -> String {
    pair.cert.first().map(|der| Fingerprint::of(der).to_string()).unwrap_or_default()
}

fn facts(pair: &CertifiedKey) -> Option<Facts> {
    Facts::of(pair.cert.first()?)
}

fn read_pair(certificate: &Path, key: &Path) -> Result<CertifiedKey, ConfigError> {
    let pair = CertifiedKey::from_der(certificates(certificate)?, private_key(key)?, &provider());
    pair.map_err(|cause| unusable(certificate, &cause))
}

fn make(names: &[String]) -> Result<(rcgen::Certificate, KeyPair), ConfigError> {
    let made = || {
        let key = KeyPair::generate()?;
        let mut params = CertificateParams::new(names)?;
        params.distinguished_name.push(DnType::CommonName, "EnOS Provisioner gateway");
        // A clock that is a little behind must not find the certificate not valid yet.
        params.not_before = OffsetDateTime::now_utc() - time::Duration::days(1);
        params.not_after = params.not_before + VALIDITY;
        Ok((params.self_signed(&key)?, key))
    };
    made().map_err(|cause: rcgen::Error| ConfigError(format!("no certificate can be made: {cause}")))
}

/// Whether a self-made certificate is for exactly these names and has time left.
fn is_fresh(facts: &Facts, names: &[String]) -> bool {
    let now = Moment::now();
    facts.is_for_exactly(names)
        && facts.validity_at(now) == Validity::Good
        && now.seconds_until(facts.not_after) >= RENEWAL
}

/// The kept certificate, or a new one in its place where it is for other names or has not much time left.
fn load_kept(names: &[String], folder: &Path) -> Result<CertifiedKey, ConfigError> {
    let (certificate, key) = (folder.join(CERTIFICATE), folder.join(KEY));
    let is_kept = is_ours(&certificate)? & is_ours(&key)?;
    if is_kept && let Ok(pair) = read_pair(&certificate, &key) {
        if facts(&pair).is_some_and(|facts| is_fresh(&facts, names)) {
            return Ok(pair);
        }
        info!(folder = %folder.display(), "the kept certificate is for other names or has not much time left; a new one is made");
    }
    let (made, made_key) = make(names)?;
    // The key first: a certificate without its key would be used, and fail, until the next renewal.
    replace(folder, KEY, &made_key.serialize_pem(), 0o600)?;
    replace(folder, CERTIFICATE, &made.pem(), 0o644)?;
    read_pair(&certificate, &key)
}

/// Whether the file is there. One that this program would not have made is refused: behind a link, or with another
/// owner, it is somebody else's, and what is written there or read from there is theirs.
fn is_ours(path: &Path) -> Result<bool, ConfigError> {
    let refused = |reason| {
        let advice = "remove it, or keep the certificate in another folder";
        Err(ConfigError(format!("the file '{}' {reason}; {advice}", path.display())))
    };
    let found = match fs::symlink_metadata(path) {
        Ok(found) => found,
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Ok(false),
        Err(cause) => return Err(ConfigError::unreadable("the file", path, &cause)),
    };
    if found.is_symlink() {
        return refused("is a link");
    }
    if !found.is_file() {
        return refused("is not a file");
    }
    #[cfg(unix)]
    if std::os::unix::fs::MetadataExt::uid(&found) != rustix::process::geteuid().as_raw() {
        return refused("belongs to another user");
    }
    Ok(true)
}

/// Writes a new file beside and puts it in place, so that nobody ever finds half of it, and its mode is its own.
fn replace(folder: &Path, name: &str, text: &str, mode: u32) -> Result<(), ConfigError> {
    let path = folder.join(name);
    let write = || {
        let mut new = tempfile::Builder::new();
        #[cfg(unix)]
        new.permissions(<fs::Permissions as std::os::unix::fs::PermissionsExt>::from_mode(mode));
        #[cfg(not(unix))]
        let _ = mode;
        let mut file = new.tempfile_in(folder)?;
        file.write_all(text.as_bytes())?;
        file.as_file().sync_all()?;
        file.persist(&path)?;
        Ok(())
    };
    write().map_err(|cause: io::Error| ConfigError(format!("the file '{}' cannot be written: {cause}", path.display())))
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
        let now = Moment::from_unix_seconds(0).seconds_until(Moment::now());
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

#[cfg(all(test, unix))]
mod kept_tests {
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;

    fn names(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    fn mode(path: &Path) -> Option<u32> {
        Some(fs::metadata(path).ok()?.permissions().mode() & 0o777)
    }

    #[test]
    fn nobody_else_may_read_the_key_also_where_an_open_file_stood_before() {
        let folder = tempfile::tempdir().expect("a folder");
        let key = folder.path().join(KEY);
        fs::write(&key, "old").expect("a file");
        fs::set_permissions(&key, fs::Permissions::from_mode(0o644)).expect("our file");
        load_kept(&names(&["localhost"]), folder.path()).expect("a certificate");
        assert_eq!(mode(&key), Some(0o600));
        let left: Vec<_> = fs::read_dir(folder.path()).expect("a folder").filter_map(Result::ok).collect();
        assert_eq!(left.len(), 2, "{left:?}");
    }

    #[test]
    fn other_names_get_another_certificate_and_the_same_ones_the_same() {
        let folder = tempfile::tempdir().expect("a folder");
        let shown = |wanted: &[&str]| fingerprint(&load_kept(&names(wanted), folder.path()).expect("a certificate"));
        let first = shown(&["192.168.1.10", "site.local"]);
        assert_eq!(shown(&["Site.local", "192.168.1.10"]), first);
        let other = shown(&["other.local"]);
        assert_ne!(other, first);
        assert_eq!(shown(&["other.local"]), other);
    }

    #[test]
    fn a_pair_that_does_not_fit_is_made_anew() {
        let folder = tempfile::tempdir().expect("a folder");
        let first = fingerprint(&load_kept(&names(&["localhost"]), folder.path()).expect("a certificate"));
        fs::write(folder.path().join(KEY), "cut off").expect("our file");
        assert_ne!(fingerprint(&load_kept(&names(&["localhost"]), folder.path()).expect("a certificate")), first);
    }

    #[test]
    fn a_link_is_refused_and_what_it_leads_to_is_left_alone() {
        for file in [KEY, CERTIFICATE] {
            let folder = tempfile::tempdir().expect("a folder");
            let victim = folder.path().join("victim.txt");
            fs::write(&victim, "precious").expect("a file");
            symlink(&victim, folder.path().join(file)).expect("a link");
            let error = load_kept(&names(&["localhost"]), folder.path()).expect_err("a link").to_string();
            assert!(error.contains(file) && error.contains("is a link; remove it"), "{error}");
            assert_eq!(fs::read_to_string(&victim).expect("a file"), "precious");
        }
    }
}

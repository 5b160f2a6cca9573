//! A self-made certificate that is kept in a folder for the next start.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use rustls::sign::CertifiedKey;
use tracing::info;

use super::certificate::Facts;
use super::server_tls::{is_fresh, make, read_pair};
use super::tls::TlsError;

/// The names of the two files.
const CERTIFICATE: &str = "gateway-certificate.pem";
const KEY: &str = "gateway-key.pem";

/// The kept certificate, or a new one in its place where it is for other names or has not much time left.
pub(super) fn load(names: &[String], folder: &Path) -> Result<CertifiedKey, TlsError> {
    let (certificate, key) = (folder.join(CERTIFICATE), key_file(folder));
    let is_kept = is_ours(&certificate)? & is_ours(&key)?;
    if is_kept && let Ok(pair) = read_pair(&certificate, &key) {
        let facts = pair.cert.first().and_then(|der| Facts::of(der));
        if facts.is_some_and(|facts| is_fresh(&facts, names)) {
            return Ok(pair);
        }
        info!(folder = %folder.display(), "the kept certificate is for other names or has not much time left; a new one is made");
    }
    let (made, made_key) = make(names)?;
    // The key first: a certificate without its key would be used, and fail, until the next renewal.
    replace(&key, &made_key.serialize_pem(), 0o600)?;
    replace(&certificate, &made.pem(), 0o644)?;
    read_pair(&certificate, &key)
}

/// The file of the key within the folder.
pub(super) fn key_file(folder: &Path) -> PathBuf {
    folder.join(KEY)
}

/// Whether the file is there. One that this program would not have made is refused: behind a link, or with another owner, it is
/// somebody else's, and what is written there or read from there is theirs.
fn is_ours(path: &Path) -> Result<bool, TlsError> {
    let refused = |reason| TlsError::NotOurs { path: path.to_owned(), reason };
    let found = match fs::symlink_metadata(path) {
        Ok(found) => found,
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Ok(false),
        Err(cause) => return Err(TlsError::Read { path: path.to_owned(), cause }),
    };
    if found.is_symlink() {
        return Err(refused("is a link"));
    }
    if !found.is_file() {
        return Err(refused("is not a file"));
    }
    #[cfg(unix)]
    if std::os::unix::fs::MetadataExt::uid(&found) != rustix::process::geteuid().as_raw() {
        return Err(refused("belongs to another user"));
    }
    Ok(true)
}

/// Writes a file beside and puts it in place, so that nobody ever finds half of it, and its mode is its own.
fn replace(path: &Path, text: &str, mode: u32) -> Result<(), TlsError> {
    let failed = |cause| TlsError::Write { path: path.to_owned(), cause };
    let (beside, mut file) = create_beside(path, mode).map_err(failed)?;
    let written = file.write_all(text.as_bytes()).and_then(|()| file.sync_all());
    let placed = written.and_then(|()| fs::rename(&beside, path));
    if placed.is_err() {
        // Nobody can do more about a file that will not go.
        let _ = fs::remove_file(&beside);
    }
    placed.map_err(failed)
}

/// A new file that nobody else has made, not even as a link to somewhere else.
fn create_beside(path: &Path, mode: u32) -> io::Result<(PathBuf, fs::File)> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, mode);
    #[cfg(not(unix))]
    let _ = mode;
    let mut last = io::ErrorKind::AlreadyExists.into();
    for attempt in 0..16_u32 {
        let beside = path.with_extension(format!("{}-{attempt}.new", std::process::id()));
        match options.open(&beside) {
            Ok(file) => return Ok((beside, file)),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => last = error,
            Err(error) => return Err(error),
        }
    }
    Err(last)
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;
    use crate::config::fingerprint;

    fn names(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    fn mode(path: &Path) -> Option<u32> {
        Some(fs::metadata(path).ok()?.permissions().mode() & 0o777)
    }

    #[test]
    fn nobody_else_may_read_the_key_also_where_an_open_file_stood_before() {
        let folder = tempfile::tempdir().expect("a folder");
        let key = key_file(folder.path());
        fs::write(&key, "old").expect("a file");
        fs::set_permissions(&key, fs::Permissions::from_mode(0o644)).expect("our file");
        load(&names(&["localhost"]), folder.path()).expect("a certificate");
        assert_eq!(mode(&key), Some(0o600));
        let left: Vec<_> = fs::read_dir(folder.path()).expect("a folder").filter_map(Result::ok).collect();
        assert_eq!(left.len(), 2, "{left:?}");
    }

    #[test]
    fn other_names_get_another_certificate_and_the_same_ones_the_same() {
        let folder = tempfile::tempdir().expect("a folder");
        let shown = |wanted: &[&str]| fingerprint(&load(&names(wanted), folder.path()).expect("a certificate"));
        let first = shown(&["192.168.1.10", "site.local"]);
        assert_eq!(shown(&["Site.local", "192.168.1.10"]), first);
        let other = shown(&["other.local"]);
        assert_ne!(other, first);
        assert_eq!(shown(&["other.local"]), other);
    }

    #[test]
    fn a_pair_that_does_not_fit_is_made_anew() {
        let folder = tempfile::tempdir().expect("a folder");
        let first = fingerprint(&load(&names(&["localhost"]), folder.path()).expect("a certificate"));
        fs::write(key_file(folder.path()), "cut off").expect("our file");
        assert_ne!(fingerprint(&load(&names(&["localhost"]), folder.path()).expect("a certificate")), first);
    }

    #[test]
    fn a_link_is_refused_and_what_it_leads_to_is_left_alone() {
        for file in [KEY, CERTIFICATE] {
            let folder = tempfile::tempdir().expect("a folder");
            let victim = folder.path().join("victim.txt");
            fs::write(&victim, "precious").expect("a file");
            symlink(&victim, folder.path().join(file)).expect("a link");
            let error = load(&names(&["localhost"]), folder.path()).expect_err("a link").to_string();
            assert!(error.contains(file) && error.contains("is a link; remove it"), "{error}");
            assert_eq!(fs::read_to_string(&victim).expect("a file"), "precious");
        }
    }

    #[test]
    fn a_link_in_the_place_of_the_new_file_is_not_followed() {
        let folder = tempfile::tempdir().expect("a folder");
        let victim = folder.path().join("victim.txt");
        let trap = key_file(folder.path()).with_extension(format!("{}-0.new", std::process::id()));
        symlink(&victim, trap).expect("a link");
        load(&names(&["localhost"]), folder.path()).expect("a certificate");
        assert!(!victim.exists());
    }
}

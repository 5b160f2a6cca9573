//! What an operator should know of a configuration that works all the same, or will not work for long.

use std::fmt;
use std::path::{Path, PathBuf};

use super::certificate::{Facts, Moment, Validity};
use super::pem::certificates;
use super::{Config, ServerTls, Upstream, clock, kept};

/// One remark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Warning {
    /// What passes to this upstream can be read by everybody on the way.
    Plaintext {
        /// The upstream's name.
        upstream: String,
        /// Its address.
        address: String,
    },
    /// A key may be read by others than its owner.
    OpenKey {
        /// The file.
        path: PathBuf,
        /// Its permissions.
        mode: u32,
    },
    /// A certificate has run out.
    Ended {
        /// The file.
        path: PathBuf,
        /// Since when.
        moment: Moment,
    },
    /// A certificate is not valid yet.
    Begins {
        /// The file.
        path: PathBuf,
        /// From when on it is.
        moment: Moment,
    },
    /// A certificate runs out soon.
    EndsSoon {
        /// The file.
        path: PathBuf,
        /// When.
        moment: Moment,
    },
    /// This machine's clock cannot be right.
    Clock(Moment),
}

/// A certificate that has less time left than this, in seconds, is worth a word: 30 days.
const SOON: i64 = 30 * 24 * 60 * 60;

impl Warning {
    /// Whether something does not work as it is, so that a check must not call it good.
    #[must_use]
    pub fn is_fault(&self) -> bool {
        match self {
            Self::Ended { .. } | Self::Begins { .. } => true,
            Self::Plaintext { .. } | Self::OpenKey { .. } | Self::EndsSoon { .. } | Self::Clock(_) => false,
        }
    }
}

impl Config {
    /// What an operator should know of it.
    #[must_use]
    pub fn warnings(&self) -> Vec<Warning> {
        let now = Moment::now();
        let mut warnings: Vec<_> = clock::is_impossible(now).then_some(Warning::Clock(now)).into_iter().collect();
        match &self.tls {
            Some(ServerTls::Files { certificate, key }) => {
                warnings.extend(open_key(key));
                warnings.extend(validity(certificate, now));
            }
            Some(ServerTls::SelfMade { keep: Some(folder), .. }) => warnings.extend(open_key(&kept::key_file(folder))),
            Some(ServerTls::SelfMade { keep: None, .. }) | None => {}
        }
        warnings.extend(self.upstreams.iter().flat_map(|upstream| of_upstream(upstream, now)));
        warnings
    }
}

fn of_upstream(upstream: &Upstream, now: Moment) -> Vec<Warning> {
    let mut warnings = Vec::new();
    if upstream.is_readable_on_the_way() {
        let (upstream, address) = (upstream.name().to_owned(), upstream.address().to_string());
        warnings.push(Warning::Plaintext { upstream, address });
    }
    let files = upstream.tls().map(super::upstream::UpstreamTls::files);
    warnings.extend(files.and_then(|files| files.key.as_deref()).and_then(open_key));
    warnings.extend(files.and_then(|files| files.certificate.as_deref()).and_then(|file| validity(file, now)));
    warnings
}

/// Whether others than its owner may read a key.
///
/// The folder in which systemd hands over credentials is closed to others; the permissions of a file in it only look open, since
/// they show the mask of an access list.
#[cfg(unix)]
fn open_key(path: &Path) -> Option<Warning> {
    let is_credential = std::env::var_os("CREDENTIALS_DIRECTORY").is_some_and(|folder| path.starts_with(folder));
    let mode = std::os::unix::fs::PermissionsExt::mode(&std::fs::metadata(path).ok()?.permissions()) & 0o777;
    (mode & 0o077 != 0 && !is_credential).then(|| Warning::OpenKey { path: path.to_owned(), mode })
}

#[cfg(not(unix))]
fn open_key(_: &Path) -> Option<Warning> {
    None
}

fn validity(path: &Path, now: Moment) -> Option<Warning> {
    let facts = Facts::of(certificates(path).ok()?.first()?)?;
    let path = path.to_owned();
    match facts.at(now) {
        Validity::Ended(moment) => Some(Warning::Ended { path, moment }),
        Validity::Begins(moment) => Some(Warning::Begins { path, moment }),
        Validity::Good if facts.not_after.unix_seconds() - now.unix_seconds() < SOON => {
            Some(Warning::EndsSoon { path, moment: facts.not_after })
        }
        Validity::Good => None,
    }
}

impl fmt::Display for Warning {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Plaintext { upstream, address } => write!(
                out,
                "the upstream '{upstream}' ({address}) is plain TCP to another machine: everybody on the way can read logins and \
                 new device secrets; use mqtts:// where the server offers it"
            ),
            Self::OpenKey { path, mode } => write!(
                out,
                "the private key '{}' may be read by others than its owner (mode {mode:04o}); type chmod 600",
                path.display()
            ),
            Self::Ended { path, moment } => {
                write!(
                    out,
                    "the certificate '{}' has run out, at {moment}; this machine's clock says {}",
                    path.display(),
                    Moment::now()
                )
            }
            Self::Begins { path, moment } => write!(
                out,
                "the certificate '{}' is not valid before {moment}; this machine's clock says {}",
                path.display(),
                Moment::now()
            ),
            Self::EndsSoon { path, moment } => {
                write!(out, "the certificate '{}' runs out soon, at {moment}", path.display())
            }
            Self::Clock(now) => write!(
                out,
                "this machine's clock says {now}, which is before this program was made; without the right time no certificate can be \
                 judged"
            ),
        }
    }
}

//! What an operator should know of a configuration that works all the same, or will not work for long.

use std::fmt;
use std::path::Path;

use super::Config;
use super::certificate::{DAY, Facts, Moment, Validity};
use super::pem::certificates;
use super::server_tls::ServerTls;
use super::upstream::Upstream;

/// A certificate that has less time left than this, in seconds, is worth a word.
const SOON: i64 = 30 * DAY;

/// One remark on a configuration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warning {
    text: String,
    /// Whether something does not work as it is, so that a check must not call it good.
    pub is_fault: bool,
}

impl Warning {
    fn new(text: String) -> Self {
        Self { text, is_fault: false }
    }
}

impl fmt::Display for Warning {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.text)
    }
}

impl Config {
    /// What an operator should know of it.
    #[must_use]
    pub fn warnings(&self) -> Vec<Warning> {
        let now = Moment::now();
        let clock = now.is_impossible().then(|| {
            Warning::new(format!(
                "this machine's clock says {now}, which is before this program was made; without the right time no \
                 certificate can be judged"
            ))
        });
        let key = self.tls.as_ref().and_then(ServerTls::key_file).and_then(|key| open_key(&key));
        let certificate = match &self.tls {
            Some(ServerTls::Files { certificate, .. }) => validity(certificate, now),
            Some(ServerTls::SelfMade { .. }) | None => None,
        };
        let upstreams = self.upstreams.iter().flat_map(|upstream| of_upstream(upstream, now));
        clock.into_iter().chain(key).chain(certificate).chain(upstreams).collect()
    }
}

fn of_upstream(upstream: &Upstream, now: Moment) -> impl Iterator<Item = Warning> {
    let plain = upstream.is_readable_on_the_way().then(|| {
        Warning::new(format!(
            "the upstream '{}' ({}) is plain TCP to another machine: everybody on the way can read logins and new device \
             secrets; use mqtts:// where the server offers it",
            upstream.name,
            upstream.address
        ))
    });
    let files = upstream.tls.as_ref().map(|tls| &tls.files);
    let key = files.and_then(|files| open_key(files.key.as_deref()?));
    let certificate = files.and_then(|files| validity(files.certificate.as_deref()?, now));
    plain.into_iter().chain(key).chain(certificate)
}

/// Whether others than its owner may read a key.
///
/// The folder in which systemd hands over credentials is closed to others; the permissions of a file in it only look
/// open, since they show the mask of an access list.
#[cfg(unix)]
fn open_key(path: &Path) -> Option<Warning> {
    let is_credential = std::env::var_os("CREDENTIALS_DIRECTORY").is_some_and(|folder| path.starts_with(folder));
    let mode = std::os::unix::fs::PermissionsExt::mode(&std::fs::metadata(path).ok()?.permissions()) & 0o777;
    (mode & 0o077 != 0 && !is_credential).then(|| {
        Warning::new(format!(
            "the private key '{}' may be read by others than its owner (mode {mode:04o}); type chmod 600",
            path.display()
        ))
    })
}

#[cfg(not(unix))]
fn open_key(_: &Path) -> Option<Warning> {
    None
}

fn validity(path: &Path, now: Moment) -> Option<Warning> {
    let facts = Facts::of(certificates(path).ok()?.first()?)?;
    let (text, is_fault) = match facts.validity_at(now) {
        Validity::Ended(moment) => (format!("has run out, at {moment}; this machine's clock says {now}"), true),
        Validity::Begins(moment) => (format!("is not valid before {moment}; this machine's clock says {now}"), true),
        Validity::Good if now.seconds_until(facts.not_after) < SOON => {
            (format!("runs out soon, at {}", facts.not_after), false)
        }
        Validity::Good => return None,
    };
    Some(Warning { text: format!("the certificate '{}' {text}", path.display()), is_fault })
}

//! The configuration file, and errors that name file, line and reason.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::ops::Range;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde_path_to_error::Segment;
use toml::Spanned;

use super::{
    Address, ClientFiles, ConnectSource, Fingerprint, FingerprintError, HostName, Limits, Origin, ProxyNetwork,
    ServerTls, Transport, Upstream, Upstreams, is_name,
};

/// What a configuration file says; what it leaves out is `None`, empty or a default.
#[derive(Debug, Default)]
pub struct FileOptions {
    /// Where to listen.
    pub listen: Option<SocketAddr>,
    /// The folder of the page.
    pub dist: Option<PathBuf>,
    /// Whether to serve a page at all.
    pub page: Option<bool>,
    /// The settings of the page.
    pub settings: Option<PathBuf>,
    /// The pages that may open a bridge.
    pub origins: Vec<Origin>,
    /// The gateway's own names.
    pub hosts: Vec<HostName>,
    /// What the page may connect to.
    pub connect_sources: Vec<ConnectSource>,
    /// The proxies in front.
    pub trusted_proxies: Vec<ProxyNetwork>,
    /// The gateway's own certificate.
    pub tls: Option<ServerTls>,
    /// The limits.
    pub limits: Limits,
    /// The upstreams.
    pub upstreams: Upstreams,
}

/// Why a configuration file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// It cannot be read.
    #[error("the configuration '{}' cannot be read: {cause}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system said.
        cause: std::io::Error,
    },
    /// Something in it is wrong.
    #[error("{}:{line}: {reason}", path.display())]
    Wrong {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// What is wrong with it.
        reason: String,
    },
}

/// The keys of a file. What needs the files that it names is checked behind the parsing.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Keys {
    listen: Option<SocketAddr>,
    dist: Option<PathBuf>,
    page: Option<bool>,
    settings: Option<PathBuf>,
    #[serde(default)]
    origins: Vec<Origin>,
    #[serde(default)]
    hosts: Vec<HostName>,
    connect_sources: Option<Spanned<Vec<ConnectSource>>>,
    #[serde(default)]
    trusted_proxies: Vec<ProxyNetwork>,
    tls: Option<Spanned<TlsKeys>>,
    #[serde(default)]
    limits: Limits,
    #[serde(default)]
    upstreams: BTreeMap<String, Spanned<UpstreamKeys>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct TlsKeys {
    certificate: Option<PathBuf>,
    key: Option<PathBuf>,
    self_made: Option<Vec<String>>,
    keep: Option<PathBuf>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct UpstreamKeys {
    address: Spanned<Address>,
    root: Option<PathBuf>,
    client_certificate: Option<PathBuf>,
    client_key: Option<PathBuf>,
    server_name: Option<String>,
    #[serde(default)]
    simulated: bool,
    pin: Option<Spanned<String>>,
}

/// What is wrong, and where in the text.
struct Wrong {
    at: Range<usize>,
    reason: String,
}

impl FileOptions {
    /// Reads and checks the file at `path`. Paths in it are relative to its own folder.
    ///
    /// # Errors
    /// When it cannot be read, or with the first thing in it that is wrong.
    pub fn read(path: &Path) -> Result<Self, FileError> {
        let text = std::fs::read_to_string(path).map_err(|cause| FileError::Read { path: path.to_owned(), cause })?;
        let folder = path.parent().unwrap_or(Path::new(""));
        Self::parse(&text, folder).map_err(|wrong| FileError::Wrong {
            path: path.to_owned(),
            line: line_of(&text, wrong.at.start),
            reason: wrong.reason,
        })
    }

    fn parse(text: &str, folder: &Path) -> Result<Self, Wrong> {
        let document = toml::Deserializer::parse(text).map_err(|error| Wrong::from_toml(None, &error))?;
        let keys: Keys = serde_path_to_error::deserialize(document)
            .map_err(|error| Wrong::from_toml(Some(error.path()), error.inner()))?;
        let below = |path: PathBuf| folder.join(path);
        if keys.page == Some(false) && keys.dist.is_some() {
            let reason = "dist: no page is served (page = false), so this has no effect".to_owned();
            return Err(Wrong { at: Range::default(), reason });
        }
        if let (Some(false), Some(sources)) = (keys.page, &keys.connect_sources) {
            let reason = "connect-sources: no page is served (page = false), so this has no effect".to_owned();
            return Err(Wrong { at: sources.span(), reason });
        }
        let mut upstreams = Upstreams::default();
        for (name, upstream) in keys.upstreams {
            upstreams.insert(UpstreamKeys::check(upstream, &name, folder)?);
        }
        Ok(Self {
            listen: keys.listen,
            dist: keys.dist.map(below),
            page: keys.page,
            settings: keys.settings.map(below),
            origins: keys.origins,
            hosts: keys.hosts,
            connect_sources: keys.connect_sources.map(Spanned::into_inner).unwrap_or_default(),
            trusted_proxies: keys.trusted_proxies,
            tls: keys.tls.map(|tls| TlsKeys::check(tls, folder)).transpose()?,
            limits: keys.limits,
            upstreams,
        })
    }
}

impl UpstreamKeys {
    fn check(keys: Spanned<Self>, name: &str, folder: &Path) -> Result<Upstream, Wrong> {
        if !is_name(name) {
            let reason = format!("the upstream name '{name}' must be 1 to 32 of a-z, 0-9 and -");
            return Err(Wrong { at: keys.span(), reason });
        }
        let keys = keys.into_inner();
        let at = keys.address.span();
        let wrong = |reason: String| Wrong { at: at.clone(), reason };
        let address = keys.address.into_inner();
        if address.transport() == Transport::Plain {
            let given = [
                ("root", keys.root.is_some()),
                ("client-certificate", keys.client_certificate.is_some()),
                ("client-key", keys.client_key.is_some()),
                ("server-name", keys.server_name.is_some()),
                ("pin", keys.pin.is_some()),
            ];
            if let Some((key, _)) = given.into_iter().find(|(_, is_given)| *is_given) {
                let reason = "has no effect: the address is plain TCP; write mqtts:// for TLS";
                return Err(wrong(format!("upstreams.{name}.{key} {reason}")));
            }
        }
        let below = |path: Option<PathBuf>| {
            path.map(|path| place(folder, path))
                .transpose()
                .map_err(|reason| wrong(format!("upstreams.{name}: {reason}")))
        };
        let files = ClientFiles {
            root: below(keys.root)?,
            certificate: below(keys.client_certificate)?,
            key: below(keys.client_key)?,
            pin: keys.pin.map(|pin| read_pin(&pin, name)).transpose()?,
        };
        let upstream = Upstream::new(name, address, &files, keys.server_name.as_deref())
            .map_err(|error| wrong(format!("upstreams.{name}: {error}")))?;
        Ok(if keys.simulated { upstream.simulated() } else { upstream })
    }
}

fn read_pin(pin: &Spanned<String>, name: &str) -> Result<Fingerprint, Wrong> {
    let wrong = |error| Wrong { at: pin.span(), reason: format!("upstreams.{name}.pin: {error}") };
    pin.get_ref().parse().map_err(|error: FingerprintError| wrong(error))
}

impl TlsKeys {
    fn check(keys: Spanned<Self>, folder: &Path) -> Result<ServerTls, Wrong> {
        let at = keys.span();
        let below = |path: PathBuf| {
            place(folder, path).map_err(|reason| Wrong { at: at.clone(), reason: format!("tls: {reason}") })
        };
        match keys.into_inner() {
            Self { certificate: Some(certificate), key: Some(key), self_made: None, keep: None } => {
                Ok(ServerTls::Files { certificate: below(certificate)?, key: below(key)? })
            }
            Self { certificate: None, key: None, self_made: Some(names), keep } if !names.is_empty() => {
                Ok(ServerTls::SelfMade { names, keep: keep.map(below).transpose()? })
            }
            Self { .. } => {
                let reason = "tls: give either 'certificate' and 'key', or 'self-made' with the names it is for";
                Err(Wrong { at, reason: reason.to_owned() })
            }
        }
    }
}

impl Wrong {
    /// What the parser says, with the key that it says it of.
    fn from_toml(path: Option<&serde_path_to_error::Path>, error: &toml::de::Error) -> Self {
        let message = error.message().replace('\n', ", ");
        let names = path.into_iter().flatten().filter_map(|segment| match segment {
            // The parser's own, for the place of a value in the text.
            Segment::Map { key } if !key.starts_with("$__") => Some(key.as_str()),
            Segment::Map { .. } | Segment::Seq { .. } | Segment::Enum { .. } | Segment::Unknown => None,
        });
        let key = names.collect::<Vec<_>>().join(".");
        // Such a message names the key itself.
        let reason =
            if key.is_empty() || message.starts_with("unknown field") { message } else { format!("{key}: {message}") };
        Self { at: error.span().unwrap_or_default(), reason }
    }
}

/// A path of the file: relative to the file's own folder, or to the one in which systemd hands over credentials.
fn place(folder: &Path, path: PathBuf) -> Result<PathBuf, String> {
    let Ok(rest) = path.strip_prefix("${CREDENTIALS_DIRECTORY}") else { return Ok(folder.join(path)) };
    match std::env::var_os("CREDENTIALS_DIRECTORY") {
        Some(credentials) => Ok(Path::new(&credentials).join(rest)),
        None => Err("CREDENTIALS_DIRECTORY is not set; systemd sets it for a unit with LoadCredential=".to_owned()),
    }
}

/// The line, from 1, that holds the byte at `offset`.
fn line_of(text: &str, offset: usize) -> usize {
    text.bytes().take(offset).filter(|byte| *byte == b'\n').count() + 1
}

#[cfg(test)]
mod tests;

//! The configuration file, and errors that name file, line and reason.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::num::NonZeroUsize;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::time::Duration;

use serde::Deserialize;
use toml::Spanned;

use super::time_span::Span;
use super::{
    Address, ClientFiles, ConnectSource, HostName, Limits, Origin, ProxyNetwork, ServerTls, Transport, Upstream,
    Upstreams, is_name,
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

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Raw {
    listen: Option<Spanned<String>>,
    dist: Option<PathBuf>,
    page: Option<bool>,
    settings: Option<PathBuf>,
    #[serde(default)]
    origins: Vec<Spanned<String>>,
    #[serde(default)]
    hosts: Vec<Spanned<String>>,
    #[serde(default)]
    connect_sources: Vec<Spanned<String>>,
    #[serde(default)]
    trusted_proxies: Vec<Spanned<String>>,
    tls: Option<Spanned<RawTls>>,
    #[serde(default)]
    limits: RawLimits,
    #[serde(default)]
    upstreams: BTreeMap<Spanned<String>, RawUpstream>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct RawTls {
    certificate: Option<PathBuf>,
    key: Option<PathBuf>,
    self_made: Option<Vec<String>>,
    keep: Option<PathBuf>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
struct RawLimits {
    connections: Option<NonZeroUsize>,
    connections_per_address: Option<NonZeroUsize>,
    visitors: Option<NonZeroUsize>,
    visitors_per_address: Option<NonZeroUsize>,
    message_size: Option<NonZeroUsize>,
    head_size: Option<Spanned<usize>>,
    handshake: Option<Spanned<String>>,
    visit: Option<Spanned<String>>,
    connect: Option<Spanned<String>>,
    idle: Option<Spanned<String>>,
    stall: Option<Spanned<String>>,
    ping: Option<Spanned<String>>,
    farewell: Option<Spanned<String>>,
    grace: Option<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct RawUpstream {
    address: Spanned<String>,
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
        let raw: Raw = toml::from_str(text).map_err(|error| Wrong {
            at: error.span().unwrap_or_default(),
            reason: error.message().replace('\n', ", "),
        })?;
        let below = |path: PathBuf| folder.join(path);
        if raw.page == Some(false) && raw.dist.is_some() {
            let reason = "dist: no page is served (page = false), so this has no effect".to_owned();
            return Err(Wrong { at: Range::default(), reason });
        }
        if let (Some(false), Some(source)) = (raw.page, raw.connect_sources.first()) {
            let reason = "connect-sources: no page is served (page = false), so this has no effect".to_owned();
            return Err(Wrong { at: source.span(), reason });
        }
        let mut upstreams = Upstreams::default();
        for (name, upstream) in raw.upstreams {
            upstreams.insert(upstream.check(&name, folder)?);
        }
        Ok(Self {
            listen: raw.listen.as_ref().map(|text| read(text, "listen")).transpose()?,
            dist: raw.dist.map(below),
            page: raw.page,
            settings: raw.settings.map(below),
            origins: read_all(&raw.origins, "origins")?,
            hosts: read_all(&raw.hosts, "hosts")?,
            connect_sources: read_all(&raw.connect_sources, "connect-sources")?,
            trusted_proxies: read_all(&raw.trusted_proxies, "trusted-proxies")?,
            tls: raw.tls.map(|tls| RawTls::check(tls, folder)).transpose()?,
            limits: raw.limits.check()?,
            upstreams,
        })
    }
}

impl RawUpstream {
    fn check(self, name: &Spanned<String>, folder: &Path) -> Result<Upstream, Wrong> {
        let wrong = |at: Range<usize>, reason: String| Wrong { at, reason };
        let text = name.get_ref();
        if !is_name(text) {
            let reason = format!("the upstream name '{text}' must be 1 to 32 of a-z, 0-9 and -");
            return Err(wrong(name.span(), reason));
        }
        let at = self.address.span();
        let address: Address = read(&self.address, &format!("upstreams.{text}.address"))?;
        if address.transport() == Transport::Plain {
            let given = [
                ("root", self.root.is_some()),
                ("client-certificate", self.client_certificate.is_some()),
                ("client-key", self.client_key.is_some()),
                ("server-name", self.server_name.is_some()),
                ("pin", self.pin.is_some()),
            ];
            if let Some((key, _)) = given.into_iter().find(|(_, is_given)| *is_given) {
                let reason =
                    format!("upstreams.{text}.{key} has no effect: the address is plain TCP; write mqtts:// for TLS");
                return Err(wrong(at, reason));
            }
        }
        let below = |path: Option<PathBuf>| path.map(|path| place(folder, path)).transpose();
        let misplaced = |reason| wrong(at.clone(), format!("upstreams.{text}: {reason}"));
        let files = ClientFiles {
            root: below(self.root).map_err(misplaced)?,
            certificate: below(self.client_certificate).map_err(misplaced)?,
            key: below(self.client_key).map_err(misplaced)?,
            pin: self.pin.as_ref().map(|pin| read(pin, &format!("upstreams.{text}.pin"))).transpose()?,
        };
        let upstream = Upstream::new(text, address, &files, self.server_name.as_deref())
            .map_err(|error| wrong(at, format!("upstreams.{text}: {error}")))?;
        Ok(if self.simulated { upstream.simulated() } else { upstream })
    }
}

impl RawTls {
    fn check(tls: Spanned<Self>, folder: &Path) -> Result<ServerTls, Wrong> {
        let at = tls.span();
        let below = |path: PathBuf| {
            place(folder, path).map_err(|reason| Wrong { at: at.clone(), reason: format!("tls: {reason}") })
        };
        match tls.into_inner() {
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

impl RawLimits {
    fn check(self) -> Result<Limits, Wrong> {
        let normal = Limits::default();
        let count = |given: Option<NonZeroUsize>, normal| given.map_or(normal, NonZeroUsize::get);
        let span = |given: Option<Spanned<String>>, name: &str, normal: Duration| match given {
            Some(text) => read::<Span>(&text, &format!("limits.{name}")).map(|span| span.0),
            None => Ok(normal),
        };
        let head_size = match self.head_size {
            Some(size) if *size.get_ref() < SMALLEST_HEAD => {
                let reason = format!("limits.head-size: must be {SMALLEST_HEAD} at least");
                return Err(Wrong { at: size.span(), reason });
            }
            Some(size) => size.into_inner(),
            None => normal.head_size,
        };
        Ok(Limits {
            connections: count(self.connections, normal.connections),
            connections_per_address: count(self.connections_per_address, normal.connections_per_address),
            visitors: count(self.visitors, normal.visitors),
            visitors_per_address: count(self.visitors_per_address, normal.visitors_per_address),
            message_size: count(self.message_size, normal.message_size),
            head_size,
            handshake: span(self.handshake, "handshake", normal.handshake)?,
            visit: span(self.visit, "visit", normal.visit)?,
            connect: span(self.connect, "connect", normal.connect)?,
            idle: span(self.idle, "idle", normal.idle)?,
            stall: span(self.stall, "stall", normal.stall)?,
            ping: span(self.ping, "ping", normal.ping)?,
            farewell: span(self.farewell, "farewell", normal.farewell)?,
            grace: span(self.grace, "grace", normal.grace)?,
        })
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

fn read<T: FromStr<Err: ToString>>(text: &Spanned<String>, name: &str) -> Result<T, Wrong> {
    text.get_ref()
        .parse()
        .map_err(|error: T::Err| Wrong { at: text.span(), reason: format!("{name}: {}", error.to_string()) })
}

fn read_all<T: FromStr<Err: ToString>>(texts: &[Spanned<String>], name: &str) -> Result<Vec<T>, Wrong> {
    texts.iter().map(|text| read(text, name)).collect()
}

/// The line, from 1, that holds the byte at `offset`.
fn line_of(text: &str, offset: usize) -> usize {
    text.bytes().take(offset).filter(|byte| *byte == b'\n').count() + 1
}

/// The HTTP library needs this much for the head of a request, in bytes.
const SMALLEST_HEAD: usize = 8192;

#[cfg(test)]
mod tests;

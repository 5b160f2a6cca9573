//! What an operator asks of the gateway, checked before anything starts.

mod address;
pub(crate) mod certificate;
pub(crate) mod client_tls;
mod csp_source;
mod error;
mod file;
mod limits;
mod options;
mod origins;
pub(crate) mod pem;
pub(crate) mod pin;
mod proxies;
pub(crate) mod server_tls;
mod settings;
pub(crate) mod stamps;
mod upstream;
mod warnings;

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::time::Duration;

pub use address::{Address, Transport};
pub use certificate::Moment;
pub use client_tls::ClientFiles;
pub use csp_source::ConnectSource;
pub use error::ConfigError;
pub use file::FileOptions;
pub use limits::Limits;
pub use options::{Options, ServerTlsOptions, UpstreamOptions};
pub use origins::{HostName, Origin, Origins, is_authority};
pub use pin::Fingerprint;
pub use proxies::{ProxyNetwork, TrustedProxies};
pub use server_tls::ServerTls;
pub use settings::PageSettings;
pub use upstream::{DEFAULT_NAME, Upstream, Upstreams, is_name};
pub use warnings::Warning;

/// The port unless told otherwise.
const DEFAULT_PORT: u16 = 8080;
/// How often the files of the certificate are looked at for a change.
const CERTIFICATE_LOOK: Duration = Duration::from_secs(5);
/// How often the folder of the page is looked at for a change.
const PAGE_LOOK: Duration = Duration::from_millis(500);

/// Everything that one gateway is told at its start.
#[derive(Debug, Clone)]
pub struct Config {
    /// Where it listens; port 0 takes a free one.
    pub listen: SocketAddr,
    /// Where it may bridge to.
    pub upstreams: Upstreams,
    /// Where the page comes from.
    pub page: PageSource,
    /// How often the folder of the page is looked at for a change.
    pub page_look: Duration,
    /// What `/settings.json` answers.
    pub settings: PageSettings,
    /// Whether the page may open a connection ahead of its use.
    pub preconnect: bool,
    /// Which pages may open a bridge.
    pub origins: Origins,
    /// What the page may connect to besides the gateway itself, as sources of the Content-Security-Policy.
    pub connect_sources: Vec<ConnectSource>,
    /// Proxies in front of the gateway, whose word about a visitor's address is taken.
    pub trusted_proxies: TrustedProxies,
    /// The certificate for HTTPS; without it the gateway speaks plain HTTP.
    pub tls: Option<ServerTls>,
    /// How often the files of the certificate are looked at for a change.
    pub certificate_look: Duration,
    /// What one visitor may take.
    pub limits: Limits,
}

impl Config {
    /// A bridge to `upstreams` with defaults for everything else: on 127.0.0.1:8080, by plain HTTP, without a page.
    #[must_use]
    pub fn new(upstreams: Upstreams) -> Self {
        Self {
            listen: SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), DEFAULT_PORT),
            upstreams,
            page: PageSource::None,
            page_look: PAGE_LOOK,
            settings: PageSettings::default(),
            preconnect: true,
            origins: Origins::default(),
            connect_sources: Vec::new(),
            trusted_proxies: TrustedProxies::default(),
            tls: None,
            certificate_look: CERTIFICATE_LOOK,
            limits: Limits::default(),
        }
    }
}

/// Where the page comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PageSource {
    /// A folder that holds the built page.
    Folder(PathBuf),
    /// The page inside the program.
    Embedded,
    /// Nowhere: the gateway only bridges.
    None,
}

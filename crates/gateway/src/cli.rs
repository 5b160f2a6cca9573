//! The command line.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use clap::{Args, Parser, Subcommand};

use crate::config::{
    Address, AddressError, ClientFiles, Config, DEFAULT_NAME, Limits, Origins, PageSettings, PageSource, SettingsError,
    TlsError, Upstream, Upstreams,
};

/// Serves the provisioning page and bridges its WebSocket to the MQTT server that only speaks TCP.
#[derive(Debug, Parser)]
#[command(name = "gateway", version)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What the program can do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve the page and the bridge.
    Serve(Box<Serve>),
}

/// The options of `serve`.
#[derive(Debug, Args)]
pub struct Serve {
    /// Where to bridge to: tcp://HOST:PORT, or mqtts://HOST:PORT for TLS.
    #[arg(long, value_name = "ADDRESS")]
    pub upstream: Option<String>,
    /// Where to listen; port 0 takes a free one.
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,
    /// The folder of the built page.
    #[arg(long, value_name = "DIR", default_value = "dist")]
    pub dist: PathBuf,
    /// Bridge only, serve no page.
    #[arg(long)]
    pub no_page: bool,
    /// The settings that the page reads, a JSON file; without it: {"gateway":"/mqtt"}.
    #[arg(long, value_name = "FILE")]
    pub settings: Option<PathBuf>,
}

/// Why the command line makes no configuration.
#[derive(Debug, thiserror::Error)]
pub enum UsageError {
    /// There is nowhere to bridge to.
    #[error(
        "where should the gateway bridge to? type for instance:\n  gateway serve --upstream \
         mqtts://iot.example.com:18883\n  gateway serve --upstream tcp://127.0.0.1:11883"
    )]
    NoUpstream,
    /// The upstream's address is wrong.
    #[error("--upstream: {0}")]
    Upstream(#[from] AddressError),
    /// TLS cannot be set up.
    #[error(transparent)]
    Tls(#[from] TlsError),
    /// The page's settings are wrong.
    #[error(transparent)]
    Settings(#[from] SettingsError),
}

impl Serve {
    /// Checks the options.
    ///
    /// # Errors
    /// When one is missing or wrong.
    pub fn config(self) -> Result<Config, UsageError> {
        let address: Address = self.upstream.ok_or(UsageError::NoUpstream)?.parse()?;
        let mut upstreams = Upstreams::default();
        upstreams.insert(Upstream::new(DEFAULT_NAME, address, &ClientFiles::default(), None)?);
        let settings = match self.settings {
            Some(path) => PageSettings::read(&path)?,
            None => PageSettings::default(),
        };
        Ok(Config {
            listen: self.listen,
            upstreams,
            page: if self.no_page { PageSource::None } else { PageSource::Folder(self.dist) },
            settings,
            origins: Origins::default(),
            connect_sources: Vec::new(),
            trusted_proxies: Vec::new(),
            tls: None,
            certificate_look: Duration::from_secs(5),
            limits: Limits::default(),
        })
    }
}

//! What an operator can say, on the command line and in the configuration file. Both are read into the same types; a list
//! has a name in the singular on the command line.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::PathBuf;

use clap::Args;
use serde::Deserialize;

use super::address::{Address, Transport};
use super::client_tls::ClientFiles;
use super::csp_source::ConnectSource;
use super::error::ConfigError;
use super::limits::Limits;
use super::origins::{HostName, Origin};
use super::pin::Fingerprint;
use super::proxies::ProxyNetwork;
use super::server_tls::ServerTls;
use super::upstream::Upstream;

/// The gateway itself.
#[derive(Debug, Default, Args, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Options {
    /// Listen here; port 0 takes a free one. [default: 127.0.0.1:8080]
    #[arg(long, value_name = "ADDRESS:PORT", help_heading = "Front")]
    pub listen: Option<SocketAddr>,
    /// The folder of the built page. [default: the page inside this program, if it was built with one, else dist]
    #[arg(long, value_name = "DIR", help_heading = "Front")]
    pub dist: Option<PathBuf>,
    /// Serve no page, only the bridge.
    #[arg(
        long = "no-page",
        num_args = 0,
        default_missing_value = "false",
        conflicts_with = "dist",
        help_heading = "Front"
    )]
    pub page: Option<bool>,
    /// The settings that the page reads, a JSON file. [default: {"gateway":"mqtt"}]
    #[arg(long, value_name = "FILE", help_heading = "Front")]
    pub settings: Option<PathBuf>,
    /// Tell the page to open no connection ahead of its use: it takes up to two round trips longer then to log in.
    #[arg(long = "no-preconnect", num_args = 0, default_missing_value = "false", help_heading = "Front")]
    pub preconnect: Option<bool>,
    /// The certificate for HTTPS.
    #[command(flatten)]
    pub tls: Option<ServerTlsOptions>,

    /// Let pages of this origin open the bridge, besides the gateway's own; may be repeated.
    #[arg(long = "origin", value_name = "ORIGIN", help_heading = "Bridge")]
    pub origins: Vec<Origin>,
    /// Answer under this name of the gateway's own, besides IP addresses, localhost and the hosts of --origin; may be
    /// repeated.
    #[arg(long = "host", value_name = "NAME", help_heading = "Bridge")]
    pub hosts: Vec<HostName>,
    /// Let the page connect to this address too (Content-Security-Policy); may be repeated.
    #[arg(long = "connect-source", value_name = "SOURCE", help_heading = "Bridge")]
    pub connect_sources: Vec<ConnectSource>,
    /// Believe the X-Forwarded-For header of this proxy, or of all in this network; may be repeated.
    #[arg(long = "trusted-proxy", value_name = "IP[/BITS]", help_heading = "Bridge")]
    pub trusted_proxies: Vec<ProxyNetwork>,

    /// In a file only.
    #[arg(skip)]
    pub limits: Limits,
    /// By name; the command line has `--upstream` for it.
    #[arg(skip)]
    pub upstreams: BTreeMap<String, UpstreamOptions>,
}

/// The certificate for HTTPS.
#[derive(Debug, Default, Args, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct ServerTlsOptions {
    /// Speak HTTPS with this certificate (PEM, with its chain); it is read again when it changes.
    #[arg(long = "tls-cert", value_name = "FILE", requires = "key", help_heading = "Front")]
    pub certificate: Option<PathBuf>,
    /// The key (PEM) of that certificate.
    #[arg(long = "tls-key", value_name = "FILE", requires = "certificate", help_heading = "Front")]
    pub key: Option<PathBuf>,
    /// Speak HTTPS with a self-made certificate for these host names and IP addresses; its fingerprint is printed.
    #[arg(
        long = "tls-self-made",
        value_name = "NAME,...",
        value_delimiter = ',',
        conflicts_with = "certificate",
        help_heading = "Front"
    )]
    pub self_made: Option<Vec<String>>,
    /// Keep the self-made certificate in this folder, so that browsers have to be told only once.
    #[arg(long = "tls-keep", value_name = "DIR", requires = "self_made", help_heading = "Front")]
    pub keep: Option<PathBuf>,
}

/// One upstream; the command line has one set of the options of TLS for all upstreams.
#[derive(Debug, Clone, Default, Args, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct UpstreamOptions {
    /// Where it is.
    #[arg(skip)]
    pub address: Option<Address>,
    /// Trust only the authorities in this PEM file, instead of those that this machine trusts.
    #[arg(long, value_name = "FILE", help_heading = "Upstream")]
    pub root: Option<PathBuf>,
    /// Show this certificate (PEM) to the upstream, for two-way authentication.
    #[arg(long = "client-cert", value_name = "FILE", requires = "client_key", help_heading = "Upstream")]
    pub client_certificate: Option<PathBuf>,
    /// The key (PEM) of that certificate.
    #[arg(long, value_name = "FILE", requires = "client_certificate", help_heading = "Upstream")]
    pub client_key: Option<PathBuf>,
    /// The name that the upstream's certificate must be for, if not its host's.
    #[arg(long, value_name = "NAME", help_heading = "Upstream")]
    pub server_name: Option<String>,
    /// Trust exactly the certificate with this SHA-256 fingerprint, and no authority; for one that was made by hand.
    #[arg(long, value_name = "SHA256", conflicts_with = "root", help_heading = "Upstream")]
    pub pin: Option<Fingerprint>,
    /// Whether it is a simulated EnOS.
    #[arg(skip)]
    #[serde(default)]
    pub simulated: bool,
}

impl ServerTlsOptions {
    /// What they make together.
    ///
    /// # Errors
    /// When they say both or nothing, or something that has no effect.
    pub(crate) fn into_server_tls(self) -> Result<ServerTls, ConfigError> {
        let reason = match self {
            Self { certificate: Some(certificate), key: Some(key), self_made: None, keep: None } => {
                return Ok(ServerTls::Files { certificate, key });
            }
            Self { self_made: Some(names), .. } if names.is_empty() => {
                "'self-made' has no effect: it names nothing; list the host names and IP addresses that the certificate is \
                 for, or leave it out"
            }
            Self { certificate: None, key: None, self_made: Some(names), keep } => {
                let names: Result<_, _> = names.iter().map(|name| certificate_name(name)).collect();
                return Ok(ServerTls::SelfMade { names: names?, keep });
            }
            Self { certificate: Some(_), key: Some(_), self_made: None, keep: Some(_) } => {
                "'keep' has no effect: it says where to keep a certificate that 'self-made' makes"
            }
            Self { .. } => "give either 'certificate' and 'key', or 'self-made' with the names it is for",
        };
        Err(ConfigError(reason.to_owned()))
    }
}

/// A name as it stands in a certificate: a host name, perhaps with a `*` in front, or an IP address without brackets. No
/// browser would find another one in it.
fn certificate_name(text: &str) -> Result<String, ConfigError> {
    let name = text.trim();
    let _: HostName = name.strip_prefix("*.").unwrap_or(name).parse()?;
    Ok(name.trim_matches(['[', ']']).to_owned())
}

impl UpstreamOptions {
    /// The first of them, by key and by option, that is about TLS.
    pub(crate) fn first_about_tls(&self) -> Option<(&'static str, &'static str)> {
        let given = [
            (self.root.is_some(), "root", "--root"),
            (self.client_certificate.is_some(), "client-certificate", "--client-cert"),
            (self.client_key.is_some(), "client-key", "--client-key"),
            (self.server_name.is_some(), "server-name", "--server-name"),
            (self.pin.is_some(), "pin", "--pin"),
        ];
        given.into_iter().find_map(|(is_given, key, option)| is_given.then_some((key, option)))
    }

    /// Whether it speaks TLS.
    pub(crate) fn is_tls(&self) -> bool {
        self.address.as_ref().is_some_and(|address| address.transport() == Transport::Tls)
    }

    /// The upstream of this name.
    ///
    /// # Errors
    /// When a file for TLS is missing or unusable, or there is no address.
    pub(crate) fn into_upstream(self, name: &str) -> Result<Upstream, ConfigError> {
        let address = self.address.ok_or_else(|| ConfigError("missing field `address`".to_owned()))?;
        let files =
            ClientFiles { root: self.root, certificate: self.client_certificate, key: self.client_key, pin: self.pin };
        let upstream = Upstream::new(name, address, &files, self.server_name.as_deref())?;
        Ok(if self.simulated { upstream.simulated() } else { upstream })
    }
}

/// Reads the named types from a text wherever a configuration file has one.
macro_rules! deserialize_from_str {
    ($($name:ty),+) => {
        $(impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_str(Text(std::marker::PhantomData))
            }
        })+
    };
}

deserialize_from_str!(Address, ConnectSource, Fingerprint, HostName, Origin, ProxyNetwork);

/// Parses while the parser still knows where in the file the text stands.
struct Text<T>(std::marker::PhantomData<T>);

impl<T: std::str::FromStr<Err: std::fmt::Display>> serde::de::Visitor<'_> for Text<T> {
    type Value = T;

    fn expecting(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("a text")
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<T, E> {
        text.parse().map_err(E::custom)
    }
}

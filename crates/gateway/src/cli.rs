//! The command line: its options, and how they and the configuration file make one configuration.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use clap::{Args, Parser, Subcommand};

use crate::config::{
    Address, AddressError, ClientFiles, Config, ConnectSource, DEFAULT_NAME, FileError, FileOptions, Fingerprint,
    HostName, Origin, Origins, PageSettings, PageSource, ProxyNetwork, ServerTls, SettingsError, TlsError, Transport,
    Upstream, Upstreams, is_name,
};
use crate::log::{LogFormat, LogLevel};

/// Where the page is looked for unless told otherwise.
const DIST: &str = "dist";

/// The bridge between the provisioning page and EnOS.
///
/// A browser can open no TCP connection, and EnOS offers no WebSocket. This program stands between the two: it serves
/// the page, takes its WebSocket, and carries the bytes to the MQTT servers that you list - and to no others.
#[derive(Debug, Parser)]
#[command(name = "gateway", version, after_help = EXAMPLES)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What the program can do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve the page and the bridge until stopped by Ctrl-C or SIGTERM.
    #[command(after_help = EXAMPLES)]
    Serve(Box<Serve>),
}

const UPSTREAM_HELP: &str = "Bridge /mqtt to tcp://HOST[:PORT], or to mqtts://HOST[:PORT] for TLS. With a name, \
                             the bridge is at /mqtt/NAME; may be repeated";

const EXAMPLES: &str = "\
Examples:
  On your own machine, to a simulated EnOS; open http://127.0.0.1:8080
    gateway serve --upstream tcp://127.0.0.1:11883

  To an EnOS on plain TCP, where everybody on the way can read new device secrets
    gateway serve --upstream tcp://iot.example.com:11883

  With two-way authentication on the TLS port
    gateway serve --upstream mqtts://iot.example.com:18883 \\
      --client-cert gateway.pem --client-key gateway.key --root enos-ca.pem

  On a site laptop, for the tablets in its network
    gateway serve --upstream mqtts://iot.example.com:18883 \\
      --listen 0.0.0.0:8443 --tls-self-made 192.168.1.10 --tls-keep .

  As a service, with everything in a file
    gateway serve --config /etc/gateway/gateway.toml

A second Ctrl-C ends at once instead of waiting for running connections.";

/// The options of `serve`.
#[derive(Debug, Default, Args)]
pub struct Serve {
    /// Read this configuration file; options given here win over it.
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Check the options, the files and the page, then exit without listening.
    #[arg(long)]
    pub check: bool,

    /// Where bytes are bridged to, by default at `/mqtt`, with a name at `/mqtt/NAME`.
    #[arg(long, help = UPSTREAM_HELP, value_name = "[NAME=]ADDRESS", help_heading = "Upstream")]
    pub upstream: Vec<String>,
    /// Trust only the authorities in this PEM file, instead of those that this machine trusts.
    #[arg(long, value_name = "FILE", help_heading = "Upstream")]
    pub root: Option<PathBuf>,
    /// Show this certificate (PEM) to the upstream, for two-way authentication.
    #[arg(long, value_name = "FILE", requires = "client_key", help_heading = "Upstream")]
    pub client_cert: Option<PathBuf>,
    /// The key (PEM) of that certificate.
    #[arg(long, value_name = "FILE", requires = "client_cert", help_heading = "Upstream")]
    pub client_key: Option<PathBuf>,
    /// The name that the upstream's certificate must be for, if not its host's.
    #[arg(long, value_name = "NAME", help_heading = "Upstream")]
    pub server_name: Option<String>,
    /// Trust exactly the certificate with this SHA-256 fingerprint, and no authority; for one that was made by hand.
    #[arg(long, value_name = "SHA256", conflicts_with = "root", help_heading = "Upstream")]
    pub pin: Option<Fingerprint>,

    /// Say that the upstream of this name is a simulated EnOS, so that the page may offer practice devices; may be repeated.
    /// Without a name, the default one.
    #[arg(
        long,
        value_name = "NAME",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = DEFAULT_NAME,
        help_heading = "Upstream"
    )]
    pub simulated: Vec<String>,

    /// Listen here; port 0 takes a free one. [default: 127.0.0.1:8080]
    #[arg(long, value_name = "ADDRESS:PORT", help_heading = "Front")]
    pub listen: Option<SocketAddr>,
    /// The folder of the built page. [default: the page inside this program, if it was built with one, else dist]
    #[arg(long, value_name = "DIR", help_heading = "Front")]
    pub dist: Option<PathBuf>,
    /// Serve no page, only the bridge.
    #[arg(long, conflicts_with = "dist", help_heading = "Front")]
    pub no_page: bool,
    /// The settings that the page reads, a JSON file. [default: {"gateway":"mqtt"}]
    #[arg(long, value_name = "FILE", help_heading = "Front")]
    pub settings: Option<PathBuf>,
    /// Speak HTTPS with this certificate (PEM, with its chain); it is read again when it changes.
    #[arg(long, value_name = "FILE", requires = "tls_key", help_heading = "Front")]
    pub tls_cert: Option<PathBuf>,
    /// The key (PEM) of that certificate.
    #[arg(long, value_name = "FILE", requires = "tls_cert", help_heading = "Front")]
    pub tls_key: Option<PathBuf>,
    /// Speak HTTPS with a self-made certificate for these host names and IP addresses; its fingerprint is printed.
    #[arg(long, value_name = "NAME,...", value_delimiter = ',', conflicts_with = "tls_cert", help_heading = "Front")]
    pub tls_self_made: Vec<String>,
    /// Keep the self-made certificate in this folder, so that browsers have to be told only once.
    #[arg(long, value_name = "DIR", requires = "tls_self_made", help_heading = "Front")]
    pub tls_keep: Option<PathBuf>,

    /// Let pages of this origin open the bridge, besides the gateway's own; may be repeated.
    #[arg(long, value_name = "ORIGIN", help_heading = "BridgeSlots")]
    pub origin: Vec<Origin>,
    /// Answer under this name of the gateway's own, besides IP addresses, localhost and the hosts of --origin; may be
    /// repeated.
    #[arg(long, value_name = "NAME", help_heading = "BridgeSlots")]
    pub host: Vec<HostName>,
    /// Let the page connect to this address too (Content-Security-Policy); may be repeated.
    #[arg(long, value_name = "SOURCE", help_heading = "BridgeSlots")]
    pub connect_source: Vec<ConnectSource>,
    /// Believe the X-Forwarded-For header of this proxy, or of all in this network; may be repeated.
    #[arg(long, value_name = "IP[/BITS]", help_heading = "BridgeSlots")]
    pub trusted_proxy: Vec<ProxyNetwork>,

    /// How to write the log, which goes to standard error.
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t, help_heading = "Log")]
    pub log: LogFormat,
    /// How much to log.
    #[arg(long, value_enum, value_name = "LEVEL", default_value_t, help_heading = "Log")]
    pub log_level: LogLevel,
}

/// Why the options make no configuration.
#[derive(Debug, thiserror::Error)]
pub enum UsageError {
    /// There is nowhere to bridge to.
    #[error(
        "no upstream is given: where should the gateway bridge to? type for instance\n  gateway serve --upstream \
         tcp://127.0.0.1:11883\n  gateway serve --upstream mqtts://iot.example.com:18883\nor list upstreams in a file \
         and type\n  gateway serve --config gateway.toml"
    )]
    NoUpstream,
    /// An upstream's name is wrong.
    #[error("--upstream: the name '{0}' must be 1 to 32 of a-z, 0-9 and -")]
    UpstreamName(String),
    /// An upstream is to be simulated that is not there.
    #[error("--simulated: no upstream on the command line is called '{0}'")]
    Simulated(String),
    /// An option can do nothing as it was given.
    #[error("{option} has no effect: {reason}")]
    NoEffect {
        /// The option.
        option: &'static str,
        /// Why, and what to do.
        reason: &'static str,
    },
    /// The key of a kept certificate would be served with the page.
    #[error("--tls-keep: the folder '{}' is part of the page, so its key would be served to everybody; choose another", .0.display())]
    KeptInPage(PathBuf),
    /// An upstream's address is wrong.
    #[error("--upstream: {0}")]
    Upstream(#[from] AddressError),
    /// TLS cannot be set up.
    #[error(transparent)]
    Tls(#[from] TlsError),
    /// The page's settings are wrong.
    #[error(transparent)]
    Settings(#[from] SettingsError),
    /// The configuration file is wrong.
    #[error(transparent)]
    File(#[from] FileError),
}

impl Serve {
    /// Checks the options and the files that they name.
    ///
    /// # Errors
    /// When something is missing or wrong.
    pub fn config(self) -> Result<Config, UsageError> {
        let file = match &self.config {
            Some(path) => FileOptions::read(path)?,
            None => FileOptions::default(),
        };
        let upstreams = self.upstreams(file.upstreams)?;
        let settings = match self.settings.or(file.settings) {
            Some(path) => PageSettings::read(&path)?,
            None => PageSettings::default(),
        };
        let page = match self.dist {
            Some(folder) => PageSource::Folder(folder),
            None if self.no_page || file.page == Some(false) => PageSource::None,
            None => file.dist.map_or_else(default_page, PageSource::Folder),
        };
        if page == PageSource::None && !self.connect_source.is_empty() {
            let reason = "it is part of the page's policy, and no page is served; set the policy where the page is";
            return Err(UsageError::NoEffect { option: "--connect-source", reason });
        }
        let tls = match (self.tls_cert, self.tls_key) {
            (Some(certificate), Some(key)) => Some(ServerTls::Files { certificate, key }),
            (Some(_), None) | (None, Some(_)) => return Err(TlsError::HalfPair.into()),
            (None, None) if !self.tls_self_made.is_empty() => {
                Some(ServerTls::SelfMade { names: self.tls_self_made, keep: self.tls_keep })
            }
            (None, None) => file.tls,
        };
        if let (Some(ServerTls::SelfMade { keep: Some(keep), .. }), PageSource::Folder(page)) = (&tls, &page)
            && is_within(keep, page)
        {
            return Err(UsageError::KeptInPage(keep.clone()));
        }
        let mut own_names = joined(file.hosts, self.host);
        if let Some(ServerTls::SelfMade { names, .. }) = &tls {
            own_names.extend(names.iter().filter_map(|name| name.parse().ok()));
        }
        let normal = Config::new(upstreams);
        Ok(Config {
            listen: self.listen.or(file.listen).unwrap_or(normal.listen),
            page,
            settings,
            origins: Origins::new(joined(file.origins, self.origin), &own_names),
            connect_sources: joined(file.connect_sources, self.connect_source),
            trusted_proxies: joined(file.trusted_proxies, self.trusted_proxy).into(),
            tls,
            limits: file.limits,
            ..normal
        })
    }

    /// The upstreams of the file and those of the command line, which all use the same files for TLS.
    fn upstreams(&self, mut upstreams: Upstreams) -> Result<Upstreams, UsageError> {
        let files = ClientFiles {
            root: self.root.clone(),
            certificate: self.client_cert.clone(),
            key: self.client_key.clone(),
            pin: self.pin,
        };
        let mut names = Vec::new();
        let mut speak_tls = 0;
        for text in &self.upstream {
            let (name, address) = text.split_once('=').unwrap_or((DEFAULT_NAME, text));
            if !is_name(name) {
                return Err(UsageError::UpstreamName(name.to_owned()));
            }
            let address: Address = address.parse()?;
            speak_tls += usize::from(address.transport() == Transport::Tls);
            let upstream = Upstream::new(name, address, &files, self.server_name.as_deref())?;
            let is_simulated = self.simulated.iter().any(|simulated| simulated == name);
            upstreams.insert(if is_simulated { upstream.simulated() } else { upstream });
            names.push(name);
        }
        if let Some(unknown) = self.simulated.iter().find(|simulated| !names.contains(&simulated.as_str())) {
            return Err(UsageError::Simulated(unknown.clone()));
        }
        if upstreams.is_empty() {
            return Err(UsageError::NoUpstream);
        }
        self.check_tls_options(speak_tls)?;
        Ok(upstreams)
    }

    /// Options of TLS have to have an upstream to be about; `speak_tls` of the command line's upstreams do.
    fn check_tls_options(&self, speak_tls: usize) -> Result<(), UsageError> {
        let given = [
            ("--root", self.root.is_some()),
            ("--client-cert", self.client_cert.is_some()),
            ("--client-key", self.client_key.is_some()),
            ("--server-name", self.server_name.is_some()),
            ("--pin", self.pin.is_some()),
        ];
        let refused = |option, reason| Err(UsageError::NoEffect { option, reason });
        match given.into_iter().find(|(_, is_given)| *is_given) {
            Some((option, _)) if self.upstream.is_empty() => refused(
                option,
                "it is about --upstream, which is not given; upstreams of a file have keys of their own for it",
            ),
            Some((option, _)) if speak_tls == 0 => {
                refused(option, "the upstream is plain TCP, without TLS; write mqtts:// in place of tcp://")
            }
            Some(_) if self.pin.is_some() && speak_tls > 1 => refused(
                "--pin",
                "it names the certificate of one server, and there are several; use a file with 'pin' for each",
            ),
            Some(_) | None => Ok(()),
        }
    }
}

/// Whether `inner` is the folder `outer` or lies in it.
fn is_within(inner: &Path, outer: &Path) -> bool {
    match (inner.canonicalize(), outer.canonicalize()) {
        (Ok(inner), Ok(outer)) => inner.starts_with(outer),
        (_, _) => false,
    }
}

fn default_page() -> PageSource {
    if crate::http::has_embedded_page() { PageSource::Embedded } else { PageSource::Folder(DIST.into()) }
}

/// Lists only grow: what the file admits, the command line does not take back.
fn joined<T>(mut first: Vec<T>, second: Vec<T>) -> Vec<T> {
    first.extend(second);
    first
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    fn config(arguments: &[&str]) -> Result<Config, UsageError> {
        let all = ["gateway", "serve"].iter().chain(arguments);
        let Command::Serve(options) = Cli::try_parse_from(all).expect("options that clap takes").command;
        options.config()
    }

    #[test]
    fn the_options_are_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn without_an_upstream_it_says_what_to_type() {
        let error = config(&[]).expect_err("no upstream").to_string();
        assert!(error.starts_with("no upstream is given: "), "{error}");
        assert!(error.contains("\n  gateway serve --upstream tcp://127.0.0.1:11883\n"), "{error}");
    }

    #[test]
    fn upstreams_may_have_names() {
        let config = config(&["--upstream", "tcp://a", "--upstream", "site-b=tcp://b:1"]).expect("two upstreams");
        let text = |name| config.upstreams.find(name).map(|upstream| upstream.address().to_string());
        assert_eq!(text("default").as_deref(), Some("tcp://a:11883"));
        assert_eq!(text("site-b").as_deref(), Some("tcp://b:1"));
    }

    #[test]
    fn marks_the_upstreams_that_are_simulated_and_no_others() {
        let both = ["--upstream", "tcp://a", "--upstream", "real=tcp://b", "--simulated"];
        let marked = |arguments: &[&str], name| {
            let config = config(arguments).expect("two upstreams");
            config.upstreams.find(name).expect("an upstream").is_simulated()
        };
        assert!(marked(&both, DEFAULT_NAME) && !marked(&both, "real"));
        let named = ["--upstream", "tcp://a", "--upstream", "sim=tcp://b", "--simulated=sim"];
        assert!(!marked(&named, DEFAULT_NAME) && marked(&named, "sim"));
        let error = config(&["--upstream", "real=tcp://b", "--simulated"]).expect_err("no such upstream").to_string();
        assert_eq!(error, "--simulated: no upstream on the command line is called 'default'");
    }

    #[test]
    fn refuses_a_wrong_upstream_and_says_why() {
        let error = |text| config(&["--upstream", text]).expect_err("a wrong upstream").to_string();
        assert_eq!(error("a:1"), "--upstream: the address 'a:1' must start with tcp:// or mqtts://");
        assert_eq!(error("B=tcp://a:1"), "--upstream: the name 'B' must be 1 to 32 of a-z, 0-9 and -");
    }

    #[test]
    fn refuses_options_that_could_do_nothing_and_says_why() {
        let pin = "AB".repeat(32);
        let error = |arguments: &[&str]| config(arguments).expect_err("an option without effect").to_string();
        let plain = "the upstream is plain TCP, without TLS; write mqtts:// in place of tcp://";
        for (option, value) in [("--root", "ca.pem"), ("--server-name", "a"), ("--pin", &pin)] {
            assert_eq!(error(&["--upstream", "tcp://a", option, value]), format!("{option} has no effect: {plain}"));
        }
        let pair = ["--upstream", "tcp://a", "--client-cert", "c.pem", "--client-key", "k.pem"];
        assert_eq!(error(&pair), format!("--client-cert has no effect: {plain}"));

        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("gateway.toml");
        let text = format!("[upstreams.default]\naddress = \"mqtts://a\"\npin = \"{pin}\"\n");
        std::fs::write(&path, text).expect("a file");
        let path = path.to_str().expect("a path");
        let about = "it is about --upstream, which is not given; upstreams of a file have keys of their own for it";
        assert_eq!(error(&["--config", path, "--root", "ca.pem"]), format!("--root has no effect: {about}"));

        let two = ["--upstream", "mqtts://a", "--upstream", "b=mqtts://b", "--pin", &pin];
        assert!(error(&two).starts_with("--pin has no effect: it names the certificate of one server"));
        let source = ["--upstream", "tcp://a", "--no-page", "--connect-source", "wss://b"];
        assert!(error(&source).starts_with("--connect-source has no effect: "));
        assert!(config(&["--upstream", "tcp://a", "--upstream", "b=mqtts://b", "--pin", &pin]).is_ok());
    }

    #[test]
    fn refuses_to_keep_a_key_where_the_page_is() {
        let folder = tempfile::tempdir().expect("a folder");
        let (page, within) = (folder.path().to_str().expect("a path"), folder.path().join("kept"));
        std::fs::create_dir(&within).expect("a folder");
        for keep in [page, within.to_str().expect("a path")] {
            let arguments = ["--upstream", "tcp://a", "--dist", page, "--tls-self-made", "a", "--tls-keep", keep];
            let error = config(&arguments).expect_err("a key that is served").to_string();
            assert!(error.contains("its key would be served to everybody"), "{error}");
        }
        let arguments = ["--upstream", "tcp://a", "--dist", within.to_str().expect("a path"), "--tls-self-made", "a"];
        assert!(config(&[&arguments[..], &["--tls-keep", page]].concat()).is_ok());
    }

    #[test]
    fn the_command_line_wins_over_the_file() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("gateway.toml");
        let text = "listen = \"127.0.0.1:1\"\npage = false\n[upstreams.default]\naddress = \"tcp://a\"\n";
        std::fs::write(&path, text).expect("a file");
        let path = path.to_str().expect("a path");
        let from_file = config(&["--config", path]).expect("a configuration");
        assert_eq!(from_file.listen.port(), 1);
        assert_eq!(from_file.page, PageSource::None);
        let both = config(&["--config", path, "--listen", "127.0.0.1:2", "--upstream", "tcp://b", "--dist", "d"]);
        let both = both.expect("a configuration");
        assert_eq!(both.listen.port(), 2);
        assert_eq!(both.page, PageSource::Folder("d".into()));
        let upstream = both.upstreams.find(DEFAULT_NAME).expect("an upstream");
        assert_eq!(upstream.address().host(), "b");
    }
}

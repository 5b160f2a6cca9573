//! The command line: its options, and how they and the configuration file make one configuration.

use std::path::{Path, PathBuf};

use clap::{Args, Parser, Subcommand};

use crate::config::{
    Address, Config, ConfigError, DEFAULT_NAME, FileOptions, Options, Origins, PageSettings, PageSource, ServerTls,
    UpstreamOptions, Upstreams, is_name,
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
    /// The options of TLS, for all upstreams of the command line.
    #[command(flatten)]
    pub tls: UpstreamOptions,
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

    /// What a file can say as well.
    #[command(flatten)]
    pub options: Options,

    /// How to write the log, which goes to standard error.
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t, help_heading = "Log")]
    pub log: LogFormat,
    /// How much to log.
    #[arg(long, value_enum, value_name = "LEVEL", default_value_t, help_heading = "Log")]
    pub log_level: LogLevel,
}

const NO_UPSTREAM: &str = "no upstream is given: where should the gateway bridge to? type for instance
  gateway serve --upstream tcp://127.0.0.1:11883
  gateway serve --upstream mqtts://iot.example.com:18883
or list upstreams in a file and type
  gateway serve --config gateway.toml";

impl Serve {
    /// Checks the options and the files that they name.
    ///
    /// # Errors
    /// When something is missing or wrong.
    pub fn config(self) -> Result<Config, ConfigError> {
        let file = self.config.as_deref().map(FileOptions::read).transpose()?.unwrap_or_default();
        let upstreams = self.upstreams(file.upstreams)?;
        let (own, file, file_tls) = (self.options, file.options, file.tls);
        let settings = own.settings.or(file.settings).map(|path| PageSettings::read(&path)).transpose()?;
        let page = match own.dist {
            Some(folder) => PageSource::Folder(folder),
            None if own.page == Some(false) || file.page == Some(false) => PageSource::None,
            None => file.dist.map_or_else(default_page, PageSource::Folder),
        };
        if page == PageSource::None && !own.connect_sources.is_empty() {
            let reason = "it is part of the page's policy, and no page is served; set the policy where the page is";
            return Err(no_effect("--connect-source", reason));
        }
        let tls = match own.tls {
            Some(tls) => Some(tls.into_server_tls()?),
            None => file_tls,
        };
        let mut own_names = joined(file.hosts, own.hosts);
        if let Some(ServerTls::SelfMade { names, keep }) = &tls {
            check_keep(keep.as_deref(), &page)?;
            own_names.extend(names.iter().filter_map(|name| name.parse().ok()));
        }
        let normal = Config::new(upstreams);
        Ok(Config {
            listen: own.listen.or(file.listen).unwrap_or(normal.listen),
            page,
            settings: settings.unwrap_or_default(),
            preconnect: own.preconnect.or(file.preconnect).unwrap_or(true),
            origins: Origins::new(joined(file.origins, own.origins), &own_names),
            connect_sources: joined(file.connect_sources, own.connect_sources),
            trusted_proxies: joined(file.trusted_proxies, own.trusted_proxies).into(),
            tls,
            limits: file.limits,
            ..normal
        })
    }

    /// The upstreams of the file and those of the command line, which all use the same options of TLS.
    fn upstreams(&self, mut upstreams: Upstreams) -> Result<Upstreams, ConfigError> {
        let mut names = Vec::new();
        let mut speak_tls = 0;
        for text in &self.upstream {
            let wrong = |reason| ConfigError(format!("--upstream: {reason}"));
            let (name, address) = text.split_once('=').unwrap_or((DEFAULT_NAME, text));
            if !is_name(name) {
                return Err(wrong(format!("the name '{name}' must be 1 to 32 of a-z, 0-9 and -")));
            }
            if names.contains(&name) {
                let reason = "two are called so, and only one could be used; give the other a name: NAME=ADDRESS";
                return Err(wrong(format!("'{name}': {reason}")));
            }
            let address: Address = address.parse().map_err(|error: ConfigError| wrong(error.0))?;
            let simulated = self.simulated.iter().any(|simulated| simulated == name);
            let options = UpstreamOptions { address: Some(address), simulated, ..self.tls.clone() };
            speak_tls += usize::from(options.is_tls());
            upstreams.insert(options.into_upstream(name)?);
            names.push(name);
        }
        if let Some(unknown) = self.simulated.iter().find(|simulated| !names.contains(&simulated.as_str())) {
            return Err(ConfigError(format!("--simulated: no upstream on the command line is called '{unknown}'")));
        }
        if upstreams.is_empty() {
            return Err(ConfigError(NO_UPSTREAM.to_owned()));
        }
        self.check_tls_options(speak_tls)?;
        Ok(upstreams)
    }

    /// Options of TLS have to have an upstream to be about; `speak_tls` of the command line's upstreams do.
    fn check_tls_options(&self, speak_tls: usize) -> Result<(), ConfigError> {
        let Some((_, option)) = self.tls.first_about_tls() else { return Ok(()) };
        let reason = if self.upstream.is_empty() {
            "it is about --upstream, which is not given; upstreams of a file have keys of their own for it"
        } else if speak_tls == 0 {
            "the upstream is plain TCP, without TLS; write mqtts:// in place of tcp://"
        } else if self.tls.pin.is_some() && speak_tls > 1 {
            let reason =
                "it names the certificate of one server, and there are several; use a file with 'pin' for each";
            return Err(no_effect("--pin", reason));
        } else {
            return Ok(());
        };
        Err(no_effect(option, reason))
    }
}

fn no_effect(option: &str, reason: &str) -> ConfigError {
    ConfigError(format!("{option} has no effect: {reason}"))
}

/// The key of a kept certificate would be served with the page.
fn check_keep(keep: Option<&Path>, page: &PageSource) -> Result<(), ConfigError> {
    let (Some(keep), PageSource::Folder(page)) = (keep, page) else { return Ok(()) };
    match (keep.canonicalize(), page.canonicalize()) {
        (Ok(inner), Ok(outer)) if inner.starts_with(&outer) => Err(ConfigError(format!(
            "--tls-keep: the folder '{}' is part of the page, so its key would be served to everybody; choose another",
            keep.display()
        ))),
        (_, _) => Ok(()),
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

    fn config(arguments: &[&str]) -> Result<Config, ConfigError> {
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
        let text = |name| config.upstreams.find(name).map(|upstream| upstream.address.to_string());
        assert_eq!(text("default").as_deref(), Some("tcp://a:11883"));
        assert_eq!(text("site-b").as_deref(), Some("tcp://b:1"));
    }

    #[test]
    fn marks_the_upstreams_that_are_simulated_and_no_others() {
        let both = ["--upstream", "tcp://a", "--upstream", "real=tcp://b", "--simulated"];
        let marked = |arguments: &[&str], name| {
            let config = config(arguments).expect("two upstreams");
            config.upstreams.find(name).expect("an upstream").is_simulated
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
        let twice = ["--upstream", "tcp://a", "--upstream", "tcp://b"];
        let reason = "two are called so, and only one could be used; give the other a name: NAME=ADDRESS";
        assert_eq!(error(&twice), format!("--upstream: 'default': {reason}"));
        assert_eq!(
            error(&["--upstream", "tcp://a", "--tls-self-made", "a,,b"]),
            "the host '' must be a name or an IP address, without scheme, port and path"
        );
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
        assert_eq!((from_file.page, from_file.preconnect), (PageSource::None, true));
        let both = config(&[
            "--config",
            path,
            "--listen",
            "127.0.0.1:2",
            "--upstream",
            "tcp://b",
            "--dist",
            "d",
            "--no-preconnect",
        ]);
        let both = both.expect("a configuration");
        assert_eq!(both.listen.port(), 2);
        assert_eq!((both.page, both.preconnect), (PageSource::Folder("d".into()), false));
        let upstream = both.upstreams.find(DEFAULT_NAME).expect("an upstream");
        assert_eq!(upstream.address.host(), "b");
    }
}

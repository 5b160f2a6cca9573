//! The command line.

use std::net::SocketAddr;
use std::num::ParseIntError;
use std::path::PathBuf;

use clap::{Parser, ValueEnum};
use simulator::{Cloud, Entropy, PushAt, Rules, ThrottleRule, demo};
use tokio::sync::Semaphore;

use crate::error::Error;
use crate::{registry, state};

/// A simulated EnOS Cloud to practise on.
///
/// It speaks MQTT as EnOS Cloud does: it checks logins, activates devices and limits their requests. When it is
/// ready it prints its address, and then the devices that it knows.
#[derive(Debug, Parser)]
#[command(version)]
pub(crate) struct Arguments {
    /// Where devices connect over plain TCP
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:11883")]
    pub(crate) listen: SocketAddr,

    /// Where devices connect over TLS, for instance 127.0.0.1:18883
    #[arg(long, value_name = "ADDRESS", requires = "certificates")]
    pub(crate) tls: Option<SocketAddr>,

    /// The folder with ca.pem, server.pem and server.key; made, with client.pem and client.key, when it is empty
    #[arg(long, value_name = "FOLDER")]
    pub(crate) certificates: Option<PathBuf>,

    /// Where devices connect over WebSocket, for instance 127.0.0.1:11884
    #[arg(long, value_name = "ADDRESS")]
    pub(crate) websocket: Option<SocketAddr>,

    /// How many connections may be open; more are closed at once
    #[arg(long, value_name = "N", default_value_t = 20_000, value_parser = connections)]
    pub(crate) max_connections: usize,

    /// When a device gets its secret [default: connack]
    #[arg(long, value_enum)]
    push: Option<Push>,

    /// Whether a device that asks too often is turned away, as EnOS does it
    /// [default: on]
    #[arg(long, value_enum)]
    throttle: Option<Switch>,

    /// How many milliseconds less than a second may pass between two requests of a device [default: 0]
    ///
    /// On a loopback the vendor's C SDK comes after 900 ms; 200 lets it in.
    #[arg(long, value_name = "MS")]
    throttle_tolerance: Option<u64>,

    /// Products and devices, in TOML, instead of the demo ones
    #[arg(long, value_name = "FILE")]
    registry: Option<PathBuf>,

    /// Where devices' states and secrets are kept across restarts
    #[arg(long, value_name = "FILE")]
    pub(crate) state: Option<PathBuf>,

    /// Where the device log, the registry and the devices' states can be read as JSON; on this machine only
    #[arg(long, value_name = "ADDRESS")]
    pub(crate) admin: Option<SocketAddr>,

    /// Print the settings for a page that practises on this simulator, and exit
    #[arg(long, conflicts_with = "registry")]
    pub(crate) print_settings: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Push {
    /// Right behind the answer to its login
    Connack,
    /// Once it has subscribed
    Subscribe,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Switch {
    On,
    Off,
}

impl Arguments {
    /// The cloud that is asked for. The command line goes before the registry file.
    pub(crate) fn cloud(&self) -> Result<Cloud, Error> {
        let mut cloud = Cloud::new(Rules::default(), system_entropy());
        match &self.registry {
            Some(path) => registry::load(path, &mut cloud)?,
            None => demo::register(&mut cloud).map_err(|error| Error::Demo(error.to_string()))?,
        }
        cloud.set_rules(self.rules(*cloud.rules()));
        if let Some(path) = &self.state {
            state::recall(path, &mut cloud)?;
        }
        Ok(cloud)
    }

    /// Whether the demo devices are there to be practised on.
    pub(crate) const fn has_demo(&self) -> bool {
        self.registry.is_none()
    }

    fn rules(&self, mut rules: Rules) -> Rules {
        match self.push {
            Some(Push::Connack) => rules.push = PushAt::Connack,
            Some(Push::Subscribe) => rules.push = PushAt::Subscribe,
            None => {}
        }
        match self.throttle {
            Some(Switch::On) => rules.throttle = Some(ThrottleRule::ENOS),
            Some(Switch::Off) => rules.throttle = None,
            None => {}
        }
        if let (Some(tolerance), Some(throttle)) = (self.throttle_tolerance, &mut rules.throttle) {
            throttle.tolerance = tolerance;
        }
        rules
    }
}

/// A number of connections that can be counted.
fn connections(text: &str) -> Result<usize, String> {
    let number = text.parse().map_err(|error: ParseIntError| error.to_string())?;
    if (1..=Semaphore::MAX_PERMITS).contains(&number) { Ok(number) } else { Err(format!("{number} is out of range")) }
}

/// The operating system's random bytes.
fn system_entropy() -> Entropy {
    Box::new(|bytes| {
        if let Err(error) = getrandom::fill(bytes) {
            eprintln!("error: the system gives no random bytes: {error}");
            std::process::exit(1);
        }
    })
}

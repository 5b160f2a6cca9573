//! The command line.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Parser, ValueEnum};
use simulator::{Cloud, Entropy, PushAt, Rules, demo};

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

    /// When a device gets its secret
    #[arg(long, value_enum, default_value_t = Push::Connack)]
    push: Push,

    /// Whether a device that asks too often is turned away, as EnOS does it
    #[arg(long, value_enum, default_value_t = Switch::On)]
    throttle: Switch,

    /// Print the settings for a page that practises on this simulator, and exit
    #[arg(long)]
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
    /// The cloud that is asked for.
    pub(crate) fn cloud(&self) -> Cloud {
        let mut cloud = demo::cloud(system_entropy());
        cloud.set_rules(self.rules());
        cloud
    }

    fn rules(&self) -> Rules {
        let mut rules = Rules::default();
        match self.push {
            Push::Connack => rules.push = PushAt::Connack,
            Push::Subscribe => rules.push = PushAt::Subscribe,
        }
        match self.throttle {
            Switch::On => {}
            Switch::Off => rules.throttle = None,
        }
        rules
    }
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

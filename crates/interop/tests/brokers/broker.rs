//! The brokers, each on a free port of this machine, with as little configuration as it takes.

use std::fs;
use std::net::Ipv4Addr;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use rmqtt::context::ServerContext;
use rmqtt::net::Builder;
use rmqtt::server::MqttServer;
use tempfile::TempDir;
use testkit::{Listener, Missing, Mosquitto, Program, debian_program, npm_packages};

use crate::relay::relay_to;

/// The packages of npm that the tests use.
const AEDES: [&str; 2] = ["aedes@1.2.0", "ws@8.23.0"];

/// A running broker; it ends when this is dropped.
pub(crate) struct Broker {
    address: String,
    _runs: Runs,
}

/// What runs for a broker, and ends with it.
#[expect(dead_code, reason = "held to be dropped")]
enum Runs {
    Mosquitto(Mosquitto),
    Nats(Program, TempDir),
    Aedes(Program),
    Rmqtt(Listener),
}

impl Broker {
    /// Where its WebSocket is.
    pub(crate) fn address(&self) -> &str {
        &self.address
    }
}

/// mosquitto, from Debian.
pub(crate) async fn mosquitto() -> Result<Broker, Missing> {
    let mosquitto = Mosquitto::start(&debian_program("mosquitto", "mosquitto")?).unwrap();
    let address = format!("ws://{}", mosquitto.websocket());
    Ok(Broker { address, _runs: Runs::Mosquitto(mosquitto) })
}

/// nats-server, from Debian. Its path is not free to choose.
pub(crate) async fn nats() -> Result<Broker, Missing> {
    let program = debian_program("nats-server", "nats-server")?;
    let folder = tempfile::tempdir().unwrap();
    let settings = folder.path().join("nats.conf");
    let store = folder.path().join("store");
    let text = format!(
        "server_name: mq\nlisten: \"127.0.0.1:-1\"\njetstream {{ store_dir: \"{}\" }}\n\
         websocket {{ listen: \"127.0.0.1:-1\", no_tls: true }}\nmqtt {{ listen: \"127.0.0.1:-1\" }}\n",
        store.display()
    );
    fs::write(&settings, text).unwrap();
    let mark = "websocket clients on ws://";
    let mut command = Command::new(program);
    let program = Program::start(command.arg("-c").arg(&settings), &[mark, "Server is ready"]).unwrap();
    let address = format!("ws://{}/mqtt", program.address(mark).unwrap());
    Ok(Broker { address, _runs: Runs::Nats(program, folder) })
}

/// aedes, from npm.
pub(crate) async fn aedes() -> Result<Broker, Missing> {
    let packages = npm_packages(&AEDES)?;
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("node/aedes.mjs");
    let mut command = Command::new("node");
    let program = Program::start(command.arg(script).arg(packages), &["listening on "]).unwrap();
    let address = format!("ws://127.0.0.1:{}", program.printed("listening on ").unwrap());
    Ok(Broker { address, _runs: Runs::Aedes(program) })
}

/// rmqtt, inside the test, without a WebSocket of its own: that would be another build of it.
pub(crate) async fn rmqtt() -> Result<Broker, Missing> {
    let context = ServerContext::new().busy_check_enable(false).build().await;
    let listener = Builder::new()
        .name("test")
        .laddr((Ipv4Addr::LOCALHOST, 0).into())
        .allow_anonymous(true)
        .nodelay(true)
        // Its default lets nobody have a shorter one than this.
        .min_keepalive(1)
        .handshake_timeout(Duration::from_secs(10))
        .bind()
        .and_then(rmqtt::net::Listener::tcp)
        .unwrap();
    let upstream = listener.local_addr().unwrap();
    MqttServer::new(context).listener_by_id(listener, 1).build().start();

    let relay = relay_to(upstream).await;
    let address = format!("ws://{}", relay.address());
    Ok(Broker { address, _runs: Runs::Rmqtt(relay) })
}

//! The brokers, each on a free port of this machine, with as little configuration as it takes.

use std::env;
use std::fs;
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use interop::{Missing, Process, debian_program, npm_packages, said};
use rmqtt::context::ServerContext;
use rmqtt::net::Builder;
use rmqtt::server::MqttServer;

use crate::relay::Relay;

/// The packages of npm that the tests use.
const AEDES: [&str; 2] = ["aedes@1.2.0", "ws@8.23.0"];

/// A running broker; it ends when this is dropped.
pub(crate) struct Broker {
    address: String,
    _process: Option<Process>,
    _folder: Option<Folder>,
    _relay: Option<Relay>,
}

impl Broker {
    /// Where its WebSocket is.
    pub(crate) fn address(&self) -> &str {
        &self.address
    }
}

/// mosquitto, from Debian.
pub(crate) async fn mosquitto() -> Result<Broker, Missing> {
    let program = debian_program("mosquitto")?;
    let folder = Folder::new();
    // It cannot choose a port, so another program may take the free one first: then it is tried again.
    let mut tries = 0;
    loop {
        // Up to 2.0.11 it does not start with WebSocket listeners alone, hence the other one.
        let (port, other) = (free_port(), free_port());
        let settings = folder.path.join("mosquitto.conf");
        let text = format!(
            "allow_anonymous true\npersistence false\nlog_dest stderr\nset_tcp_nodelay true\nlistener {other} 127.0.0.1\n\
             listener {port} 127.0.0.1\nprotocol websockets\n"
        );
        fs::write(&settings, text).unwrap();
        match Process::start(Command::new(&program).arg("-c").arg(&settings), &[" running"]) {
            Ok((process, _)) => return Ok(broker(format!("ws://127.0.0.1:{port}"), process, Some(folder))),
            Err(error) if tries == 3 => panic!("{error}"),
            Err(_) => tries += 1,
        }
    }
}

/// nats-server, from Debian. Its path is not free to choose.
pub(crate) async fn nats() -> Result<Broker, Missing> {
    let program = debian_program("nats-server")?;
    let folder = Folder::new();
    let settings = folder.path.join("nats.conf");
    let store = folder.path.join("store");
    let text = format!(
        "server_name: mq\nlisten: \"127.0.0.1:-1\"\njetstream {{ store_dir: \"{}\" }}\n\
         websocket {{ listen: \"127.0.0.1:-1\", no_tls: true }}\nmqtt {{ listen: \"127.0.0.1:-1\" }}\n",
        store.display()
    );
    fs::write(&settings, text).unwrap();
    let mark = "websocket clients on ws://";
    let mut command = Command::new(program);
    let (process, lines) = Process::start(command.arg("-c").arg(&settings), &[mark, "Server is ready"]).unwrap();
    let address = said(&lines[0], mark).unwrap().to_owned();
    Ok(broker(format!("ws://{address}/mqtt"), process, Some(folder)))
}

/// aedes, from npm.
pub(crate) async fn aedes() -> Result<Broker, Missing> {
    let packages = npm_packages(&AEDES)?;
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("node/aedes.mjs");
    let mut command = Command::new("node");
    let (process, lines) = Process::start(command.arg(script).arg(packages), &["listening on "]).unwrap();
    let port = said(&lines[0], "listening on ").unwrap();
    Ok(broker(format!("ws://127.0.0.1:{port}"), process, None))
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

    let relay = Relay::to(upstream).await;
    let address = format!("ws://{}", relay.address);
    Ok(Broker { address, _process: None, _folder: None, _relay: Some(relay) })
}

fn broker(address: String, process: Process, folder: Option<Folder>) -> Broker {
    Broker { address, _process: Some(process), _folder: folder, _relay: None }
}

fn free_port() -> u16 {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap().local_addr().unwrap().port()
}

/// A folder of one broker's, removed with it.
struct Folder {
    path: PathBuf,
}

impl Folder {
    fn new() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let name = format!("enos-provisioner-{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let path = env::temp_dir().join(name);
        fs::create_dir_all(&path).unwrap();
        Self { path }
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.path);
    }
}

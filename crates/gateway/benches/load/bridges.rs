//! The two bridges, as programs of their own.

use std::net::SocketAddr;
use std::process::Stdio;
use std::time::Duration;

use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::process::{Child, Command};
use tokio::time::sleep;

use crate::process::Usage;

/// A running bridge.
pub(crate) struct Bridge {
    pub(crate) address: SocketAddr,
    pub(crate) subprotocol: &'static str,
    child: Child,
}

/// Both bridges to one upstream, or ours alone.
pub(crate) struct Pair {
    pub(crate) ours: Bridge,
    pub(crate) peer: Option<Bridge>,
}

impl Pair {
    /// Starts them; `websockify` is the program of the peer.
    pub(crate) async fn start(upstream: SocketAddr, websockify: Option<&str>) -> Self {
        let peer = match websockify {
            Some(program) => Some(Bridge::websockify(program, upstream).await),
            None => None,
        };
        Self { ours: Bridge::gateway(upstream).await, peer }
    }

    /// The one that there is, or the two.
    pub(crate) fn all(&self) -> impl Iterator<Item = &Bridge> {
        [&self.ours].into_iter().chain(&self.peer)
    }
}

/// All connections of a benchmark come from one address.
const CONFIG: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/load/gateway.toml");

impl Bridge {
    /// Ours.
    async fn gateway(upstream: SocketAddr) -> Self {
        let upstream = format!("tcp://{upstream}");
        let arguments = [
            "serve",
            "--no-page",
            "--listen",
            "127.0.0.1:0",
            "--log-level",
            "warn",
            "--upstream",
            &upstream,
            "--config",
            CONFIG,
        ];
        let mut child = Command::new(env!("CARGO_BIN_EXE_gateway"))
            .args(arguments)
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .expect("the gateway starts");
        let mut line = String::new();
        let output = child.stdout.as_mut().expect("an output");
        BufReader::new(output).read_line(&mut line).await.expect("a line");
        let address = line.trim().strip_prefix("listening on http://").expect("an address");
        Self { address: address.parse().expect("an address"), subprotocol: "mqtt", child }
    }

    /// The peer.
    async fn websockify(program: &str, upstream: SocketAddr) -> Self {
        let address = free_address().await;
        let child = Command::new(program)
            .args([address.to_string(), upstream.to_string()])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .expect("websockify starts");
        while TcpStream::connect(address).await.is_err() {
            sleep(Duration::from_millis(50)).await;
        }
        Self { address, subprotocol: "binary", child }
    }

    /// What the program and its children have used so far.
    pub(crate) fn usage(&self) -> Usage {
        Usage::of_family(self.child.id().expect("a running program"))
    }
}

async fn free_address() -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    listener.local_addr().expect("an address")
}

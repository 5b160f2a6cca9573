//! The two bridges, as programs of their own.

use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use testkit::{Gateway, Program};
use tokio::net::TcpStream;
use tokio::time::sleep;

use crate::process::Usage;

/// A running bridge.
pub(crate) struct Bridge {
    pub(crate) address: SocketAddr,
    pub(crate) subprotocol: &'static str,
    program: Program,
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
        Self { ours: Bridge::gateway(upstream), peer }
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
    fn gateway(upstream: SocketAddr) -> Self {
        let options = ["--no-page", "--log-level", "warn", "--config", CONFIG];
        let program = Path::new(env!("CARGO_BIN_EXE_gateway"));
        let gateway = Gateway::start(program, &format!("tcp://{upstream}"), &options).expect("the gateway starts");
        Self { address: gateway.address(), subprotocol: "mqtt", program: gateway.program }
    }

    /// The peer.
    async fn websockify(program: &str, upstream: SocketAddr) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("an address");
        drop(listener);
        let mut command = Command::new(program);
        command.args([address.to_string(), upstream.to_string()]);
        let program = Program::start(&mut command, &[]).expect("websockify starts");
        while TcpStream::connect(address).await.is_err() {
            sleep(Duration::from_millis(50)).await;
        }
        Self { address, subprotocol: "binary", program }
    }

    /// What the program and its children have used so far.
    pub(crate) fn usage(&self) -> Usage {
        Usage::of_family(self.program.id())
    }
}

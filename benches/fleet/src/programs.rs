//! The two programs under test: the simulated EnOS with a fleet, and the gateway in front of it.

use std::env;
use std::fs;
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::Result;
use crate::device::Unit;

/// The secret of the fleet's product.
pub(crate) const PRODUCT_SECRET: &str = "fleet-secret";

/// Both programs; dropping this ends them.
pub(crate) struct Programs {
    gateway: SocketAddr,
    admin: SocketAddr,
    _running: [Running; 2],
}

/// What EnOS says of a device.
pub(crate) struct Known {
    pub(crate) unit: Result<Unit>,
    /// How often it was activated.
    pub(crate) activations: u64,
    /// Whether it has been online with its own secret.
    pub(crate) has_been_online: bool,
}

/// The whole fleet comes from one address.
const GATEWAY_CONFIG: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../crates/gateway/benches/load/gateway.toml");

impl Programs {
    /// Starts both, with a fleet of so many devices, all of them inactive and under EnOS's own limit on requests.
    pub(crate) fn start(folder: &Path, devices: usize) -> Result<Self> {
        let registry = Registry::write(devices)?;
        let mut enos = Running::start(
            &folder.join("simulator-server"),
            &["--listen", "127.0.0.1:0", "--admin", "127.0.0.1:0", "--registry", &registry.0.to_string_lossy()],
        )?;
        let upstream = format!("tcp://{}", enos.address_behind("listening on tcp://")?);
        let admin = enos.address_behind("admin on http://")?;
        let mut bridge = Running::start(
            &folder.join("gateway"),
            &[
                "serve",
                "--no-page",
                "--listen",
                "127.0.0.1:0",
                "--log-level",
                "warn",
                "--upstream",
                &upstream,
                "--config",
                GATEWAY_CONFIG,
            ],
        )?;
        let gateway = bridge.address_behind("listening on http://")?;
        Ok(Self { gateway, admin, _running: [enos, bridge] })
    }

    /// Where the devices connect to.
    pub(crate) const fn gateway(&self) -> SocketAddr {
        self.gateway
    }

    /// What EnOS says of its devices.
    pub(crate) async fn devices(&self) -> Result<Vec<Known>> {
        let mut stream = TcpStream::connect(self.admin).await?;
        let request = format!("GET /state HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.admin);
        stream.write_all(request.as_bytes()).await?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await?;
        let (_, body) = answer.split_once("\r\n\r\n").ok_or("EnOS gave no state")?;
        let state: Vec<Value> = serde_json::from_str(body)?;
        Ok(state.iter().map(known).collect())
    }
}

fn known(state: &Value) -> Known {
    let text = |name| state.get(name).and_then(Value::as_str).unwrap_or_default();
    Known {
        unit: Unit::new(text("productKey"), text("deviceKey")),
        activations: state.get("activations").and_then(Value::as_u64).unwrap_or_default(),
        has_been_online: matches!(text("state"), "online" | "offline"),
    }
}

/// The registry file, for as long as it is needed: it is read once, before anything listens.
struct Registry(PathBuf);

impl Registry {
    fn write(devices: usize) -> Result<Self> {
        let text = format!(
            "[[products]]\nkey = \"Fleet\"\nsecret = \"{PRODUCT_SECRET}\"\n\
             [[products.series]]\nprefix = \"unit-\"\ncount = {devices}\n"
        );
        let path = env::temp_dir().join(format!("fleet-bench-{}.toml", std::process::id()));
        fs::write(&path, text)?;
        Ok(Self(path))
    }
}

impl Drop for Registry {
    fn drop(&mut self) {
        // Somebody else has taken it away, then.
        let _ = fs::remove_file(&self.0);
    }
}

struct Running {
    child: Child,
    lines: Box<dyn Iterator<Item = String> + Send + Sync>,
}

impl Running {
    fn start(program: &Path, arguments: &[&str]) -> Result<Self> {
        let mut command = Command::new(program);
        command.args(arguments).stdin(Stdio::null()).stdout(Stdio::piped());
        let mut child =
            command.spawn().map_err(|error| format!("{} could not be started: {error}", program.display()))?;
        let output = child.stdout.take().ok_or("a program without an output")?;
        // Neither program prints more than a pipe holds.
        Ok(Self { child, lines: Box::new(BufReader::new(output).lines().map_while(std::result::Result::ok)) })
    }

    /// The address on the next line that begins like this.
    fn address_behind(&mut self, beginning: &str) -> Result<SocketAddr> {
        let found = self.lines.find_map(|line| line.strip_prefix(beginning).map(str::to_owned));
        let address = found.ok_or_else(|| format!("a program ended before it printed `{beginning}`"))?;
        Ok(address.trim_end_matches('/').parse()?)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // Both fail only for a program that has ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

//! The programs behind the races: the simulated EnOS, and the gateway that serves the folder.

use std::fs;
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::Result;
use crate::options::Options;
use crate::site::{CONTESTANTS, PRODUCT, PRODUCT_SECRET, Site};

/// Both programs; dropping this ends them.
pub(crate) struct Programs {
    gateway: SocketAddr,
    admin: SocketAddr,
    _running: [Running; 2],
}

impl Programs {
    /// Starts both, with one device for each contestant. EnOS sends the secret once the device has subscribed, as its
    /// specification says, and turns nobody away for asking often.
    pub(crate) fn start(options: &Options, site: &Site) -> Result<Self> {
        let registry = site.file("registry.toml");
        fs::write(&registry, registry_text())?;
        let mut enos = Command::new(program(options, "simulator-server")?);
        enos.args(["--listen", "127.0.0.1:0", "--admin", "127.0.0.1:0", "--push", "subscribe", "--throttle", "off"]);
        let mut enos = Running::start(enos.arg("--registry").arg(registry))?;
        let upstream = format!("tcp://{}", enos.address_behind("listening on tcp://")?);
        let admin = enos.address_behind("admin on http://")?;
        let mut bridge = Command::new(program(options, "gateway")?);
        bridge.args(["serve", "--listen", "127.0.0.1:0", "--log-level", "warn", "--upstream", &upstream]);
        let mut bridge =
            Running::start(bridge.arg("--dist").arg(site.folder()).arg("--settings").arg(site.settings()))?;
        let gateway = bridge.address_behind("listening on http://")?;
        Ok(Self { gateway, admin, _running: [enos, bridge] })
    }

    /// Where the page is.
    pub(crate) const fn gateway(&self) -> SocketAddr {
        self.gateway
    }

    /// How often EnOS has activated a device.
    pub(crate) async fn activations(&self, device: &str) -> Result<u64> {
        let mut stream = TcpStream::connect(self.admin).await?;
        let request = format!("GET /state HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.admin);
        stream.write_all(request.as_bytes()).await?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await?;
        let (_, body) = answer.split_once("\r\n\r\n").ok_or("EnOS gave no state")?;
        let state: Vec<Value> = serde_json::from_str(body)?;
        let entry = state.iter().find(|entry| entry.get("deviceKey").and_then(Value::as_str) == Some(device));
        let count = entry.and_then(|entry| entry.get("activations")).and_then(Value::as_u64);
        Ok(count.ok_or_else(|| format!("EnOS knows nothing of the device {device}"))?)
    }
}

fn registry_text() -> String {
    let product = format!("[[products]]\nkey = \"{PRODUCT}\"\nsecret = \"{PRODUCT_SECRET}\"\n");
    let devices = CONTESTANTS.map(|contestant| format!("[[products.devices]]\nkey = \"{}\"\n", contestant.device()));
    product + &devices.concat()
}

fn program(options: &Options, name: &str) -> Result<std::path::PathBuf> {
    let path = options.programs.join(name);
    // A relative path would be looked for on PATH.
    let path = Path::new(".").canonicalize()?.join(path);
    if path.is_file() { Ok(path) } else { Err(format!("{} has not been built", path.display()).into()) }
}

struct Running {
    child: Child,
    lines: Box<dyn Iterator<Item = String> + Send + Sync>,
}

impl Running {
    fn start(command: &mut Command) -> Result<Self> {
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn()?;
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

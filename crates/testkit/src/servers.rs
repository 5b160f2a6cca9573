//! The project's own two servers, as they were built.

use std::io;
use std::net::SocketAddr;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::http::{ask, get, get_json};
use crate::program::Program;

/// A gateway on a free port of this machine; it ends with this.
#[derive(Debug)]
pub struct Gateway {
    /// The program.
    pub program: Program,
    address: SocketAddr,
}

impl Gateway {
    /// Starts `program` in front of `upstream`, with these options of `serve`.
    ///
    /// # Errors
    /// When it does not start.
    pub fn start(program: &Path, upstream: &str, options: &[&str]) -> io::Result<Self> {
        let mut command = Command::new(program);
        command.args(["serve", "--listen", "127.0.0.1:0", "--upstream", upstream]).args(options);
        let program = Program::start(&mut command, &["listening on http://"])?;
        let address = program.address("listening on http://")?;
        Ok(Self { program, address })
    }

    /// Where it listens.
    #[must_use]
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// The address of its page.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}/", self.address)
    }

    /// Its metrics.
    ///
    /// # Errors
    /// When it does not answer.
    pub fn metrics(&self) -> io::Result<String> {
        get(&format!("{}metrics", self.url()))
    }
}

/// A simulated EnOS on free ports of this machine; it ends with this.
#[derive(Debug)]
pub struct Simulator {
    /// The program.
    pub program: Program,
    tcp: SocketAddr,
    admin: SocketAddr,
}

impl Simulator {
    /// Starts `program` with these options.
    ///
    /// # Errors
    /// When it does not start.
    pub fn start(program: &Path, options: &[&str]) -> io::Result<Self> {
        let mut command = Command::new(program);
        command.args(["--listen", "127.0.0.1:0", "--admin", "127.0.0.1:0"]).args(options);
        // The last address that it prints.
        let program = Program::start(&mut command, &["admin on http://"])?;
        let (tcp, admin) = (program.address("listening on tcp://")?, program.address("admin on http://")?);
        Ok(Self { program, tcp, admin })
    }

    /// Where devices find it, over plain TCP.
    #[must_use]
    pub const fn tcp(&self) -> SocketAddr {
        self.tcp
    }

    /// What its admin address has at `path`: `/log`, `/state`.
    ///
    /// # Errors
    /// When it does not answer.
    pub fn read(&self, path: &str) -> io::Result<Value> {
        get_json(&format!("http://{}{path}", self.admin))
    }

    /// From its next connection on, these things go wrong for the device, as `docs/simulator.md` names them.
    ///
    /// # Errors
    /// When they are not taken.
    pub fn set_faults(&self, product_key: &str, device_key: &str, faults: &Value) -> io::Result<()> {
        let url = format!("http://{}/faults/{product_key}/{device_key}", self.admin);
        match ask("PUT", &url, &[("content-type", "application/json")], &faults.to_string())? {
            (200..300, _) => Ok(()),
            (status, body) => Err(io::Error::other(format!("{url} is answered with {status}: {body}"))),
        }
    }
}

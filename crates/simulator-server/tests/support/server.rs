//! The program under test.

use std::net::SocketAddr;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;
use testkit::{Program, http};

/// A running simulator with its admin address, ended on drop.
pub(crate) struct Server {
    pub(crate) program: Program,
}

fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_simulator-server"));
    command.args(arguments);
    command
}

/// Runs it to its end.
pub(crate) fn run(arguments: &[&str]) -> Output {
    command(arguments).output().unwrap()
}

/// Runs it to its end, which comes at once with the exit code 2: what it says.
pub(crate) fn refusal(arguments: &[&str]) -> String {
    let output = run(arguments);
    assert_eq!(output.status.code(), Some(2));
    String::from_utf8(output.stderr).unwrap()
}

impl Server {
    /// Starts it on free ports and waits until it has said all that it says.
    pub(crate) fn start(arguments: &[&str]) -> Self {
        let mut command = command(&["--listen", "127.0.0.1:0", "--admin", "127.0.0.1:0"]);
        Self { program: Program::start(command.args(arguments), &["Ready."]).unwrap() }
    }

    /// Starts it with TLS, by the certificates in this folder, and with WebSocket.
    pub(crate) fn with_all_transports(folder: &Path) -> Self {
        let folder = folder.to_str().unwrap();
        Self::start(&["--tls", "127.0.0.1:0", "--certificates", folder, "--websocket", "127.0.0.1:0"])
    }

    /// What it printed until it was ready, one entry a line.
    pub(crate) fn lines(&self) -> &[String] {
        self.program.start_lines()
    }

    /// Where devices connect over plain TCP.
    pub(crate) fn address(&self) -> SocketAddr {
        self.address_of("listening on tcp://")
    }

    /// The same over TLS.
    pub(crate) fn tls_address(&self) -> SocketAddr {
        self.address_of("listening on tls://")
    }

    /// The same over WebSocket.
    pub(crate) fn websocket_address(&self) -> SocketAddr {
        self.address_of("listening on ws://")
    }

    fn address_of(&self, mark: &str) -> SocketAddr {
        self.program.address(mark).unwrap()
    }

    /// An address below the admin address.
    pub(crate) fn admin_url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address_of("admin on http://"))
    }

    /// Asks the admin address, and gives back the status.
    pub(crate) fn ask(&self, method: &str, path: &str, body: &str) -> u16 {
        http::ask(method, &self.admin_url(path), &[("content-type", "application/json")], body).unwrap().0
    }

    /// Reads an array of the admin address.
    pub(crate) fn read(&self, path: &str) -> Vec<Value> {
        let Value::Array(entries) = http::get_json(&self.admin_url(path)).unwrap() else { panic!("no array") };
        entries
    }

    /// What the device log says of a device.
    pub(crate) fn events(&self, device_key: &str) -> Vec<Value> {
        let log = self.read("/log").into_iter();
        log.filter(|entry| entry["deviceKey"] == device_key).map(|entry| entry["event"].clone()).collect()
    }

    /// The state of a device.
    pub(crate) fn state(&self, device_key: &str) -> Value {
        self.read("/state").into_iter().find(|state| state["deviceKey"] == device_key).unwrap()
    }
}

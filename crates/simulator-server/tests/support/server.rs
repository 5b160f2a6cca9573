//! The program under test.

use std::net::SocketAddr;
use std::process::Command;

use testkit::Program;

/// A running simulator, ended on drop.
pub(crate) struct Server {
    pub(crate) program: Program,
}

impl Server {
    /// Starts it on free ports and waits until it has said all that it says.
    pub(crate) fn start(arguments: &[&str]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_simulator-server"));
        command.args(["--listen", "127.0.0.1:0"]).args(arguments);
        Self { program: Program::start(&mut command, &["Ready."]).unwrap() }
    }

    /// What it printed until it was ready, one entry a line.
    pub(crate) fn lines(&self) -> &[String] {
        self.program.start_lines()
    }

    /// Where devices connect over plain TCP.
    pub(crate) fn address(&self) -> SocketAddr {
        self.address_of("listening on tcp://")
    }

    /// The address behind this mark.
    pub(crate) fn address_of(&self, mark: &str) -> SocketAddr {
        self.program.address(mark).unwrap()
    }
}

//! The program under test.

use std::net::SocketAddr;
use std::process::Command;

use testkit::Program;

/// A running simulator, ended on drop.
pub(crate) struct Server {
    program: Program,
    /// What it printed until it was ready, one entry a line.
    pub(crate) lines: Vec<String>,
}

impl Server {
    /// Starts it on free ports and waits until it has said all that it says.
    pub(crate) fn start(arguments: &[&str]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_simulator-server"));
        command.args(["--listen", "127.0.0.1:0"]).args(arguments);
        let (program, _) = Program::start(&mut command, &[]).unwrap();
        let mut lines = Vec::new();
        while lines.last().is_none_or(|line| line != "Ready.") {
            lines.push(program.next_line().unwrap());
        }
        Self { program, lines }
    }

    /// Waits until it has printed a line with `mark` in it.
    pub(crate) fn wait_for(&self, mark: &str) -> String {
        self.program.wait_for(mark).unwrap()
    }

    /// Where devices connect over plain TCP.
    pub(crate) fn address(&self) -> SocketAddr {
        self.address_of("listening on tcp://")
    }

    /// Asks it to stop, as an operator would, and gives back its exit code.
    #[cfg(unix)]
    pub(crate) fn stop(self) -> Option<i32> {
        self.program.stop().unwrap()
    }

    /// The address behind this beginning of a line.
    pub(crate) fn address_of(&self, beginning: &str) -> SocketAddr {
        let mut found = self.lines.iter().filter_map(|line| line.strip_prefix(beginning));
        let address = found.next().unwrap_or_else(|| panic!("no line starts with {beginning}: {:?}", self.lines));
        address.trim_end_matches(['/']).parse().unwrap()
    }
}

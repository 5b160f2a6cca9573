//! The program under test.

use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};

/// A running simulator, ended on drop.
pub(crate) struct Server {
    child: Child,
    /// What it printed until it was ready, one entry a line.
    pub(crate) lines: Vec<String>,
}

impl Server {
    /// Starts it on free ports and waits until it has said all that it says.
    pub(crate) fn start(arguments: &[&str]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_simulator-server"));
        command.args(["--listen", "127.0.0.1:0"]).args(arguments).stdout(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut lines = Vec::new();
        for line in BufReader::new(child.stdout.take().unwrap()).lines() {
            let line = line.unwrap();
            let last = line == "Ready.";
            lines.push(line);
            if last {
                break;
            }
        }
        Self { child, lines }
    }

    /// Where devices connect over plain TCP.
    pub(crate) fn address(&self) -> SocketAddr {
        self.address_of("listening on tcp://")
    }

    /// Asks it to stop, as an operator would, and gives back its exit code.
    #[cfg(unix)]
    pub(crate) fn stop(&mut self) -> Option<i32> {
        let process = self.child.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &process]).status().unwrap().success());
        self.child.wait().unwrap().code()
    }

    /// The address behind this beginning of a line.
    pub(crate) fn address_of(&self, beginning: &str) -> SocketAddr {
        let mut found = self.lines.iter().filter_map(|line| line.strip_prefix(beginning));
        let address = found.next().unwrap_or_else(|| panic!("no line starts with {beginning}: {:?}", self.lines));
        address.trim_end_matches(['/']).parse().unwrap()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ended_already = self.child.kill();
        let _status = self.child.wait();
    }
}

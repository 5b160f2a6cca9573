//! mosquitto, the broker of the Eclipse project.

use std::fs;
use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

use crate::Program;

/// A running mosquitto that lets everybody in and logs everything; it ends when this is dropped.
#[derive(Debug)]
pub struct Mosquitto {
    tcp: SocketAddr,
    websocket: SocketAddr,
    program: Program,
    _folder: TempDir,
}

/// How often it is tried to start it: it cannot choose a port, so another program may take the free one first.
const TRIES: usize = 4;

impl Mosquitto {
    /// Starts the program on free ports of this machine.
    ///
    /// # Errors
    /// When it does not start.
    pub fn start(program: &Path) -> io::Result<Self> {
        let mut tries = 1;
        loop {
            match Self::start_once(Command::new(program)) {
                Err(_) if tries < TRIES => tries += 1,
                started => return started,
            }
        }
    }

    fn start_once(mut command: Command) -> io::Result<Self> {
        let (tcp, websocket) = (free_address()?, free_address()?);
        let folder = tempfile::tempdir()?;
        let settings = folder.path().join("mosquitto.conf");
        // Up to 2.0.11 it does not start with WebSocket listeners alone.
        let text = format!(
            "allow_anonymous true\npersistence false\nlog_dest stderr\nlog_type all\nset_tcp_nodelay true\n\
             listener {} 127.0.0.1\nlistener {} 127.0.0.1\nprotocol websockets\n",
            tcp.port(),
            websocket.port()
        );
        fs::write(&settings, text)?;
        let program = Program::start(command.arg("-c").arg(&settings), &[" running"])?;
        Ok(Self { tcp, websocket, program, _folder: folder })
    }

    /// Where it listens for plain TCP.
    #[must_use]
    pub const fn tcp(&self) -> SocketAddr {
        self.tcp
    }

    /// Where it listens for WebSocket connections.
    #[must_use]
    pub const fn websocket(&self) -> SocketAddr {
        self.websocket
    }

    /// Waits until it has logged a line with `mark` in it, and returns the line. Each line is seen once.
    ///
    /// # Errors
    /// As [`Program::wait_for`].
    pub fn wait_for(&self, mark: &str) -> io::Result<String> {
        self.program.wait_for(mark)
    }
}

fn free_address() -> io::Result<SocketAddr> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()
}

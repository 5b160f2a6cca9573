//! Why the program cannot start.

use std::io;
use std::net::SocketAddr;

/// Why the program cannot start.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    /// Another program, or another simulated EnOS, has the port.
    #[error("the address {0} is taken: stop the program that listens there, or choose another with --{1}")]
    AddressTaken(SocketAddr, &'static str),
    /// The system does not let us listen there.
    #[error("cannot listen on {0}: {1}")]
    Listen(SocketAddr, io::Error),
    /// The broker did not start.
    #[error("the broker does not start: {0}")]
    Broker(String),
}

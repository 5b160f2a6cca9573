//! Why the program cannot start.

use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;

/// Why the program cannot start.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    /// Another program, or another simulated EnOS, has the port.
    #[error("the address {0} is taken: stop the program that listens there, or choose another with --{1}")]
    AddressTaken(SocketAddr, &'static str),
    /// The system does not let us listen there.
    #[error("cannot listen on {0}: {1}")]
    Listen(SocketAddr, io::Error),
    /// A folder of certificates that cannot be used.
    #[error("the certificates in {} cannot be used: {}", .0.display(), .1)]
    Certificates(PathBuf, String),
    /// A file that cannot be written.
    #[error("cannot write {}: {}", .0.display(), .1)]
    Write(PathBuf, io::Error),
    /// The broker did not start.
    #[error("the broker does not start: {0}")]
    Broker(String),
}

//! Why the program cannot start.

use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;

use crate::registry::RegistryFileError;
use crate::state::StateError;

/// Why the program cannot start.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    /// Another program, or another simulated EnOS, has the port.
    #[error("the address {0} is in use: stop the program that listens there, or choose another with --{1}")]
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
    /// The admin address would be open to others.
    #[error("the admin address {0} is not on this machine alone: choose one on 127.0.0.1")]
    AdminNotLocal(SocketAddr),
    /// The demo devices do not fit together.
    #[error("the demo devices do not fit together: {0}")]
    Demo(String),
    /// The registry file.
    #[error(transparent)]
    Registry(#[from] RegistryFileError),
    /// The state file.
    #[error(transparent)]
    State(#[from] StateError),
}

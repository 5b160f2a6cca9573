//! One bridged connection: admit it, dial the upstream, move bytes, close both sides.

pub(crate) mod admission;
mod copy;
mod dial;
mod session;
mod tls_error;
mod wait_for_upstream;
mod watch;

pub(crate) use dial::dial;
pub(crate) use session::{Browser, Session, close_browser};

//! One bridged connection: dial the upstream, move bytes, say goodbye.

mod dial;
mod fault;
mod pending;
mod pump;
mod session;
mod watch;

pub(crate) use dial::dial;
pub(crate) use session::{Browser, Session, part_from_browser};

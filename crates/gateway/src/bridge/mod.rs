//! One bridged connection: admit it, dial the upstream, move bytes, close both sides.

mod activity;
mod admission;
mod copy;
mod dial;
mod session;
mod tls_error;

pub(crate) use admission::open;
pub(crate) use dial::dial;

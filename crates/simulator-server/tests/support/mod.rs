//! A running simulator, and a device made of packets that talks to it.
#![allow(dead_code, reason = "each test file uses its own part of this")]

pub(crate) mod device;
pub(crate) mod secure;
pub(crate) mod server;

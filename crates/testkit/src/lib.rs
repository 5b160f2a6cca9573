//! What the tests of several crates share.
//!
//! - [`debian_program`], [`npm_packages`]: found, or installed where that is possible
//! - [`python_with_vendor_sdk`]: the same for EnOS's own SDK
//! - [`Missing`]: not to be had here; see [`or_skip`]
//! - [`Program`]: runs for the length of a test
//! - [`Mosquitto`]: a broker that nobody here wrote
//! - [`Gateway`], [`Simulator`]: our own servers, as they were built
//! - [`http`]: requests to a server
//! - [`Listener`], [`relay`]: servers and proxies inside a test
//! - `tls`, with the feature of that name: certificates, and TLS with them

pub mod http;
mod install;
mod listener;
mod missing;
mod mosquitto;
mod program;
mod python;
mod servers;
#[cfg(feature = "tls")]
pub mod tls;

pub use install::{debian_program, npm_packages};
pub use listener::{Listener, RefusingAddress, relay};
pub use missing::{Missing, or_skip};
pub use mosquitto::Mosquitto;
pub use program::Program;
pub use python::python_with_vendor_sdk;
pub use servers::{Gateway, Simulator};

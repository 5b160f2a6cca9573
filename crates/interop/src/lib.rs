//! What the interoperability tests need from outside: brokers and npm packages, found or installed, and run.
//!
//! The tests themselves stand in `tests/`: `brokers` drives our client session against mosquitto, nats-server, aedes and
//! rmqtt over WebSocket; `vectors` reads the vectors that npm's `mqtt-packet` ships and holds our codec against them.
//!
//! - [`debian_program`], [`npm_packages`]: found, or installed where that is possible
//! - [`Missing`]: not to be had here; see [`Missing::skip`]
//! - [`Process`]: runs for the length of a test

mod install;
mod missing;
mod process;

pub use install::{debian_program, npm_packages};
pub use missing::Missing;
pub use process::{Process, said};

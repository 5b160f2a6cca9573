//! Drives the pure flow in the browser: one attempt at a time, outside Yew, shown to Yew as snapshots.

mod connection;
mod copy;
mod demo;
mod driver;
mod phase;
pub mod preflight;
mod traffic;
pub mod update;
pub mod view;

pub use crate::browser::FORBIDDEN;
pub use connection::Endpoint;
pub use driver::{Drive, Driver};
pub use phase::{Attempt, Phase, Success};
pub use traffic::{Direction, Traffic, TrafficRecord};

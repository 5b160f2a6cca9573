//! Drives the pure flow in the browser: one attempt at a time, outside Yew, shown to Yew as snapshots.

mod demo;
mod driver;
mod line;
mod phase;
mod traffic;

pub use crate::browser::FORBIDDEN;
pub use driver::{Drive, Driver};
pub use line::Place;
pub use phase::{Attempt, Phase, Success};
pub use traffic::{Message, Traffic, Way};

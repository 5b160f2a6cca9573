//! What was exchanged, as the wire carried it.

use std::fmt;

pub use crate::attempt::Direction;

/// Some bytes of one direction. They may hold several packets, one packet, or a part of one. `Debug` shows their length only.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Record<'a> {
    /// Which way they went.
    pub direction: Direction,
    /// When, in milliseconds on any clock that never goes back.
    pub at_ms: u64,
    /// The bytes themselves, secrets included.
    pub bytes: &'a [u8],
}

impl fmt::Debug for Record<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Record")
            .field("direction", &self.direction)
            .field("at_ms", &self.at_ms)
            .field("length", &self.bytes.len())
            .finish_non_exhaustive()
    }
}

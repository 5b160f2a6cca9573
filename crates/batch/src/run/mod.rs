//! A batch as it runs.

mod batch;
mod effect;
mod end;
mod event;
mod keep;
mod progress;
mod row;
mod start;
#[cfg(test)]
mod tests;

pub use batch::{Batch, Pause, Settings};
pub use effect::{Effect, KeepId};
pub use event::{AttemptEvent, Command, Event};
pub use progress::{Counts, FailureGroup, Progress};
pub use row::{AssetCheck, Doubt, HeldSecret, Proof, Row, RowFailure, RowState, StateKind};

/// Which attempt: its number, which no other attempt of the batch has, before a reload or after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AttemptId(pub u32);

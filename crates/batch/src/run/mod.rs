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

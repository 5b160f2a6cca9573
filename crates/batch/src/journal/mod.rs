//! The journal: what is written down before and after each step, so that a batch can go on after a crash.
//!
//! | record | written | with |
//! |---|---|---|
//! | [`Intent`] | before CONNECT | – |
//! | [`SecretRecord`] | before EnOS gets its acknowledgement, and before anything is drawn | strict durability |
//! | [`EndRecord`] | when an attempt has ended without a secret | – |
//! | [`HandOverRecord`] | when a secret has been handed over | – |
//!
//! A lost [`EndRecord`] loses no secret: its row is [uncertain](crate::RowState::Uncertain) then, as after a crash. In front of them
//! stands one [`Manifest`] with the list and all that was said about it.
//!
//! Records are texts (JSON, with a version). Encrypting them and keeping them is for whoever holds the storage.

mod json;
mod manifest;
mod read;
mod record;
mod recover;
#[cfg(test)]
mod tests;
mod write;

pub use manifest::Manifest;
pub use record::{
    Durability, End, EndRecord, HandOver, HandOverRecord, Intent, Purpose, Record, RecordError, SecretRecord,
};
pub(crate) use recover::{Proven, RecoveredRow, RecoveredState, fold};

/// The version that is written. Readers refuse a later one, and know every earlier one.
pub const VERSION: u64 = 1;

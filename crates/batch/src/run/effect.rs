//! What a batch does to the world.

use activation::{AttemptId, Request, SecretId};

use crate::journal::Record;

/// Something that only whoever holds connections, storage and a timer can do. `Debug` shows no secret.
#[derive(Debug)]
pub enum Effect {
    /// Writes a record down, as well as its [durability](Record::durability) asks; in memory, where nobody has chosen a passphrase. It
    /// is answered by [`Event::Kept`](super::Event::Kept) or [`Event::NotKept`](super::Event::NotKept).
    Keep(KeepId, Record),
    /// Begins an attempt. What comes of it is told by [`Event::Attempt`](super::Event::Attempt).
    Begin(AttemptId, Box<Request>),
    /// Acknowledges a secret to EnOS: it has been written down. Whoever draws it draws it before that.
    Acknowledge(AttemptId, SecretId),
    /// Stores [`Batch::requests`](super::Batch::requests) for other tabs and for the next page.
    StoreRequests,
    /// Sends [`Event::Wake`](super::Event::Wake) after so many milliseconds, and not at an earlier time that was asked for.
    WakeAfter(u64),
}

/// Which record: its number in this run of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeepId(pub u32);

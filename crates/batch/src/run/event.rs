//! What a batch hears of.

use activation::{Activated, AttemptId, Outcome};
use enos::ProductKey;

use super::KeepId;
use crate::journal::HandOver;
use crate::pacing::Pacing;
use crate::plan::RowId;

/// What has happened. `Debug` shows no secret.
#[derive(Clone, Debug)]
pub enum Event {
    /// Somebody wants something.
    Command(Command),
    /// The time that [`Effect::WakeAfter`](super::Effect::WakeAfter) named has come. Once too often does no harm.
    Wake,
    /// An attempt has come further.
    Attempt(AttemptId, AttemptEvent),
    /// A record has been written down.
    Kept(KeepId),
    /// A record could not be written down: the disk is full, or the storage is gone.
    NotKept(KeepId),
    /// The browser says that there is a network, or none.
    Network {
        /// Whether there is one.
        is_there: bool,
    },
    /// The page is hidden, so that its timers are slowed down; or it can be seen again.
    Visibility {
        /// Whether it is hidden.
        is_hidden: bool,
    },
    /// Another tab has counted connection requests: what the browser keeps now.
    Requests(String),
}

/// What somebody wants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// The batch begins.
    Start,
    /// No device begins any more. Those under way come to their end.
    Pause,
    /// It goes on, whatever it has paused for; what could not be written down is written down once more.
    Resume,
    /// All devices that have failed are ready again, and so are products that were stopped. Each waits until EnOS lets it in.
    RetryFailed,
    /// One device that has failed is ready again.
    Retry(RowId),
    /// One device of which nobody knows is ready again: EnOS makes another secret.
    ActivateAgain(RowId),
    /// A product that was stopped after equal failures goes on.
    ContinueProduct(ProductKey),
    /// One device that is ready is left out.
    LeaveOut(RowId),
    /// One device that was left out, or that EnOS would refuse by the list, is ready all the same.
    TakeIn(RowId),
    /// The order in which devices begin. Rows that it does not name come behind.
    Order(Vec<RowId>),
    /// Another pace.
    SetPacing(Pacing),
    /// A login with the secret that has arrived, for each of these devices. It puts them online, and costs a request.
    Verify(Vec<RowId>),
    /// The secrets of these devices have been handed over.
    HandedOver(Vec<RowId>, HandOver),
}

/// How far an attempt has come. `Debug` shows no secret.
#[derive(Clone, Debug)]
pub enum AttemptEvent {
    /// The connection is open, and CONNECT was sent. It must be told at once: from now on the request counts.
    Sent,
    /// A secret has arrived.
    Secret(Box<Activated>),
    /// It is over. Comes once, and last.
    Ended(Outcome),
    /// It could not begin, since a name cannot be written as MQTT ([`Flow::new`](activation::Flow::new)).
    NotWritable,
}

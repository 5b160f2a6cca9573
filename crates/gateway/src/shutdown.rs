//! Stopping without cutting anybody off: first no new connections, then, after a while, no connections at all.

use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

/// Tells every connection how far the gateway is on its way out.
#[derive(Debug, Default)]
pub(crate) struct Shutdown {
    /// Cancelled once no new connections are taken; running ones go on.
    pub(crate) draining: CancellationToken,
    /// Cancelled once running connections are closed.
    pub(crate) ending: CancellationToken,
    /// The bridged connections that still run.
    pub(crate) bridges: TaskTracker,
}

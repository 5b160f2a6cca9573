//! Stopping without cutting anybody off: first no new connections, then, after a grace, no connections at all.

use tokio::sync::watch;

/// How far the gateway is on its way out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Stage {
    /// In service.
    Running,
    /// Running connections go on, new ones are refused.
    Draining,
    /// Running connections are closed.
    Ending,
}

/// Tells every connection how far the gateway is on its way out.
#[derive(Debug)]
pub(crate) struct Stop {
    stage: watch::Sender<Stage>,
}

impl Stop {
    pub(crate) fn new() -> Self {
        Self { stage: watch::Sender::new(Stage::Running) }
    }

    /// How far it is now.
    pub(crate) fn stage(&self) -> Stage {
        *self.stage.borrow()
    }

    /// To wait for a stage.
    pub(crate) fn subscribe(&self) -> watch::Receiver<Stage> {
        self.stage.subscribe()
    }

    /// Moves on to `stage`; there is no way back.
    pub(crate) fn advance(&self, stage: Stage) {
        self.stage.send_if_modified(|current| {
            let later = stage > *current;
            *current = stage.max(*current);
            later
        });
    }
}

impl Stage {
    /// Returns once the gateway has come as far as `stage`, or further.
    pub(crate) async fn reached(receiver: &mut watch::Receiver<Self>, stage: Self) {
        // An error means that the gateway is gone, which is further still.
        let _ = receiver.wait_for(|current| *current >= stage).await;
    }
}

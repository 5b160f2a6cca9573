//! Connects to an upstream for as long as its browser waits, and no longer.
//!
//! What a browser sends before the upstream is connected is held back. A browser that goes away in that time ends the dial, and
//! what is held is dropped: not one of its bytes reaches the upstream. Whoever stopped an activation may otherwise get a new
//! secret issued that nobody receives, and the one in use is no longer valid.

use std::pin::pin;
use std::time::Duration;

use axum::extract::ws::WebSocket;
use bytes::BytesMut;
use tokio::time::timeout;

use super::browser::{BrowserEnd, Received, receive};

/// Once so many bytes are held for a connection, its browser is not read any more.
pub(super) const MOST_HELD: usize = 64 * 1024;
/// How long a browser that has sent so much waits unread. Behind bytes that nobody reads, nobody can see that it has gone, so
/// it is turned away then.
const PATIENCE: Duration = Duration::from_secs(1);

/// How the wait for an upstream ended.
#[derive(Debug)]
pub(super) enum Waited<T> {
    /// The dial is over, well or not; and what the browser has sent meanwhile.
    Dialled(T, BytesMut),
    /// The browser ended first. The dial is given up.
    Ended(BrowserEnd),
    /// The browser has sent more than is held. The dial is given up.
    Overfull,
}

/// Waits for `dial`, and watches the browser meanwhile.
pub(super) async fn wait_for_upstream<F: Future>(socket: &mut WebSocket, dial: F) -> Waited<F::Output> {
    let mut dial = pin!(dial);
    let mut held = BytesMut::new();
    while held.len() < MOST_HELD {
        tokio::select! {
            // The browser comes first: one that has gone gets no upstream, not even one that is connected at the same moment.
            biased;
            received = receive(socket) => match received {
                Received::Bytes(bytes) => held.extend_from_slice(&bytes),
                Received::Control => {}
                Received::End(end) => return Waited::Ended(end),
            },
            dialled = &mut dial => return Waited::Dialled(dialled, held),
        }
    }
    match timeout(PATIENCE, dial).await {
        Ok(dialled) => Waited::Dialled(dialled, held),
        Err(_) => Waited::Overfull,
    }
}

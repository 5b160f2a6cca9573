//! The life of one bridged connection, from the accepted WebSocket to the line in the log.

use std::future::pending;
use std::net::IpAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::ws::{CloseFrame, Message, WebSocket};
use bytes::BytesMut;
use futures_util::{SinkExt, StreamExt};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWriteExt, split};
use tokio::time::{Instant, timeout};
use tracing::{debug, info};

use super::activity::Activity;
use super::copy::{Messages, copy, receive};
use super::dial::{DialError, UpstreamStream, dial};
use super::tls_error::reason_of_failure;
use crate::client_stream::ClientStream;
use crate::close_reason::{CloseReason, Outcome};
use crate::config::{Limits, Upstream};
use crate::limits::{Opener, Slot};
use crate::state::State;

/// How much longer than a dial may take a browser is listened to meanwhile: the dial's own limit is to come first.
const LONGER_THAN_THE_DIAL: Duration = Duration::from_secs(2);
/// Once so many bytes are held for a connection, its browser is not read any more.
const MOST_HELD: usize = 64 * 1024;
/// How long a browser that has sent so much waits unread. Behind bytes that nobody reads, nobody can see that it has gone,
/// so it is turned away then.
const PATIENCE: Duration = Duration::from_secs(1);

pub(super) struct Session {
    pub(super) state: Arc<State>,
    pub(super) upstream: Arc<Upstream>,
    /// Its place among the connections that the gateway may hold; given back when the session is dropped.
    pub(super) slot: Slot,
    /// Where the browser is.
    pub(super) peer: IpAddr,
}

/// A connection that has ended but is not closed yet.
struct Ended {
    outcome: Outcome,
    /// What the system or the TLS library said, for the log.
    cause: Option<String>,
    /// Missing where the upstream was never reached.
    upstream: Option<UpstreamStream>,
}

impl Session {
    pub(super) async fn serve(self, mut browser: Browser) {
        let started = Instant::now();
        let (id, peer, upstream) = (self.slot.id, self.peer, self.upstream.name.as_str());
        debug!(id, %peer, upstream, "connection opened");
        let first_byte = || self.carry_first_byte();
        let activity = Activity::new(&first_byte);
        let ended = self.bridge(&mut browser, &activity).await;
        let outcome = ended.outcome.word();
        let ((up, down), is_used) = (activity.passed(), activity.is_used());
        if is_used {
            self.state.metrics.closed(upstream, outcome, up, down);
        } else {
            self.state.metrics.closed_unused(upstream, outcome);
        }
        info!(
            id,
            %peer,
            upstream,
            outcome,
            cause = ended.cause.as_deref(),
            bytes_up = up,
            bytes_down = down,
            milliseconds = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX),
            "{}",
            if is_used { "connection closed" } else { "unused connection closed" }
        );
        let has_made_room = ended.outcome == Outcome::Closed(CloseReason::Full);
        let closed = ended.close(browser, self.state.config.limits.close_timeout);
        if !has_made_room {
            return closed.await;
        }
        // Its place is another's; until the browser has heard so, it takes one among the HTTP connections.
        let Some(slot) = self.state.admit_http(Opener::Client(peer)) else { return };
        tokio::select! {
            () = closed => {}
            () = slot.evicted() => {}
        }
    }

    /// Whether the first byte may go on: not where the place has been given to another connection, or the gateway stops.
    fn carry_first_byte(&self) -> Result<(), CloseReason> {
        if self.slot.become_busy() {
            self.state.metrics.opened(&self.upstream.name);
            return Ok(());
        }
        let is_stopping = self.state.shutdown.draining.is_cancelled();
        Err(if is_stopping { CloseReason::Stopping } else { CloseReason::Full })
    }

    /// Returns once the gateway has to close the connection: one that has carried nothing makes room for another, and does
    /// not hold up a shutdown.
    async fn must_close(&self) -> CloseReason {
        let shutdown = &self.state.shutdown;
        let unused = async {
            tokio::select! {
                () = self.slot.evicted() => CloseReason::Full,
                () = shutdown.draining.cancelled() => {
                    if !self.slot.give_back_if_waiting() {
                        pending::<()>().await;
                    }
                    CloseReason::Stopping
                }
            }
        };
        tokio::select! {
            biased;
            () = shutdown.ending.cancelled() => CloseReason::Stopping,
            reason = unused => reason,
        }
    }

    async fn bridge(&self, browser: &mut Browser, activity: &Activity<'_>) -> Ended {
        let limits = &self.state.config.limits;
        let mut must_close = pin!(self.must_close());
        let waiting = wait_for_upstream(&mut browser.socket, dial(&self.upstream, limits.connect), activity, limits);
        let waited = tokio::select! {
            biased;
            reason = &mut must_close => return Ended::without_upstream(Outcome::Closed(reason)),
            waited = waiting => waited,
        };
        let (mut upstream, held) = match waited {
            Ok((Ok(upstream), held)) => (upstream, held.freeze()),
            Ok((Err(DialError { reason, cause }), _)) => {
                return Ended { cause, ..Ended::without_upstream(Outcome::Closed(reason)) };
            }
            Err(outcome) => return Ended::without_upstream(outcome),
        };
        let end = tokio::select! {
            biased;
            reason = must_close => Ok(Outcome::Closed(reason)),
            end = copy((&mut browser.socket).split(), split(&mut upstream), held, activity, limits) => end,
        };
        let (outcome, cause) = match end {
            Ok(outcome) => (outcome, None),
            Err(error) => {
                let reason = reason_of_failure(&error, self.upstream.client_auth());
                (Outcome::Closed(reason), Some(error.to_string()))
            }
        };
        Ended { outcome, cause, upstream: Some(upstream) }
    }
}

/// Waits for `dial`, which ends by itself within `limit.connect`, and watches the browser meanwhile; then gives what the
/// browser has sent, too. An error says how the connection ended.
///
/// What a browser sends before the upstream is connected is held back. A browser that goes away in that time ends the
/// dial, and what is held is dropped: not one of its bytes reaches the upstream. Whoever stopped an activation may
/// otherwise get a new secret issued that nobody receives, and the one in use is no longer valid.
async fn wait_for_upstream<F: Future>(
    browser: &mut impl Messages,
    dial: F,
    activity: &Activity<'_>,
    limits: &Limits,
) -> Result<(F::Output, BytesMut), Outcome> {
    let mut dial = pin!(dial);
    let waiting = async {
        let mut held = BytesMut::new();
        while held.len() < MOST_HELD {
            tokio::select! {
                // The browser comes first: one that has gone gets no upstream, not even one that is connected at the same
                // moment.
                biased;
                received = receive(browser, limits) => {
                    let received = received?;
                    if !received.is_empty() {
                        activity.begin()?;
                    }
                    held.extend_from_slice(&received);
                }
                dialled = &mut dial => return Ok((dialled, held)),
            }
        }
        let dialled = timeout(PATIENCE, dial).await;
        Ok((dialled.map_err(|_| Outcome::Closed(CloseReason::TooEarly(MOST_HELD)))?, held))
    };
    // A browser that always has something to say may keep the dial, and with it the dial's own limit, from its turn.
    let waited = timeout(limits.connect + LONGER_THAN_THE_DIAL, waiting).await;
    waited.unwrap_or(Err(Outcome::Closed(CloseReason::UpstreamTimeout)))
}

impl Ended {
    /// A connection that ended before any of its bytes could go anywhere.
    fn without_upstream(outcome: Outcome) -> Self {
        Self { outcome, cause: None, upstream: None }
    }

    /// Closes both sides, each in its own way and within `limit`.
    async fn close(self, browser: Browser, limit: Duration) {
        let close_upstream = async {
            if let Some(mut upstream) = self.upstream {
                let _ = timeout(limit, end(&mut upstream)).await;
            }
        };
        let close_browser = async {
            match self.outcome {
                Outcome::BrowserLost(_) => browser.stream.reset_when_dropped(),
                Outcome::BrowserClosed => browser.answer_close(limit).await,
                Outcome::Closed(reason) => browser.close(&reason, limit).await,
            }
        };
        tokio::join!(close_browser, close_upstream);
    }
}

/// A browser's WebSocket, and the connection below it.
pub(super) struct Browser {
    pub(super) socket: WebSocket,
    pub(super) stream: ClientStream,
}

impl Browser {
    /// Tells the browser why its connection ends, and waits for its answer.
    pub(super) async fn close(mut self, reason: &CloseReason, limit: Duration) {
        let frame = CloseFrame { code: reason.code(), reason: reason.text().into() };
        let _ = timeout(limit, async {
            self.socket.send(Message::Close(Some(frame))).await.ok()?;
            self.finish().await
        })
        .await;
    }

    /// Answers the close frame of the browser; the library repeats its code (RFC 6455, 5.5.1).
    async fn answer_close(mut self, limit: Duration) {
        let _ = timeout(limit, async {
            self.socket.flush().await.ok()?;
            self.finish().await
        })
        .await;
    }

    /// Reads and drops what still comes in: closing a socket with unread bytes in it would send a reset, which can
    /// overtake the close frame, and the page would never learn the reason.
    async fn finish(mut self) -> Option<()> {
        while let Some(Ok(_)) = self.socket.next().await {}
        end(&mut self.stream).await
    }
}

/// Ends a stream in good order, and lets the other side finish what it is saying; `None` if it fails before.
async fn end(stream: &mut (impl AsyncRead + AsyncWriteExt + Unpin)) -> Option<()> {
    stream.shutdown().await.ok()?;
    let mut unread = [0; 512];
    while stream.read(&mut unread).await.ok()? > 0 {}
    Some(())
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;
    use futures_util::stream;
    use tokio::task::coop::consume_budget;

    use super::*;

    #[tokio::test]
    async fn a_browser_that_pings_for_ever_does_not_keep_the_dial_s_limit_from_its_turn() {
        // As a socket does, it gives way once it has had its share of the task's turn.
        let mut pings = Box::pin(stream::unfold((), |()| async {
            consume_budget().await;
            Some((Ok(Message::Ping(Bytes::new())), ()))
        }));
        let limits = Limits { connect: Duration::from_millis(10), ..Limits::default() };
        let activity = Activity::new(&|| Ok(()));
        let dial = async {
            let _ = timeout(limits.connect, pending::<()>()).await;
        };
        let waited = timeout(Duration::from_secs(10), wait_for_upstream(&mut pings, dial, &activity, &limits)).await;
        assert_eq!(waited, Ok(Err(Outcome::Closed(CloseReason::UpstreamTimeout))));
    }
}

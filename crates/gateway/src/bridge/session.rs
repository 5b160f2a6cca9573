//! The life of one bridged connection, from the accepted WebSocket to the line in the log.

use std::sync::Arc;
use std::time::Duration;

use tokio::io::AsyncWriteExt;
use tokio::time::{Instant, timeout};
use tracing::{debug, info};

use super::activity::Activity;
use super::browser::{Browser, BrowserEnd, drain};
use super::copy::{End, copy};
use super::dial::{DialError, UpstreamStream, dial};
use super::tls_error::reason_of_failure;
use super::wait_for_upstream::{MOST_HELD, Waited, wait_for_upstream};
use crate::close_reason::CloseReason;
use crate::config::Upstream;
use crate::limits::BridgeSlot;
use crate::state::State;

/// How much longer than a dial may take a browser is listened to meanwhile: the dial's own limit is to come first.
const LONGER_THAN_THE_DIAL: Duration = Duration::from_secs(2);

/// What one bridged connection needs to know.
pub(super) struct Session {
    /// What all connections share.
    pub(super) state: Arc<State>,
    /// Where its bytes go.
    pub(super) upstream: Arc<Upstream>,
    /// Its place among the connections that the gateway may hold; given back when the session is dropped.
    pub(super) slot: BridgeSlot,
}

/// How a connection ended, for the log and the metrics.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Outcome {
    /// The browser closed it.
    BrowserClosed,
    /// The browser vanished, or did not read, or did not answer.
    BrowserLost(&'static str),
    /// The gateway closed it.
    Closed(CloseReason),
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
    /// Serves `browser` until either side ends.
    pub(super) async fn serve(self, mut browser: Browser) {
        let started = Instant::now();
        let id = self.slot.id();
        let upstream = self.upstream.name();
        debug!(id, peer = %self.slot.address(), upstream, "connection opened");
        self.state.metrics.opened(upstream);
        let activity = Activity::new();
        let ended = self.bridge(&mut browser, &activity).await;
        let outcome = ended.outcome.word();
        let passed = activity.passed();
        self.state.metrics.closed(upstream, outcome, passed.up, passed.down);
        info!(
            id,
            peer = %self.slot.address(),
            upstream,
            outcome,
            cause = ended.cause.as_deref(),
            bytes_up = passed.up,
            bytes_down = passed.down,
            milliseconds = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX),
            "connection closed"
        );
        ended.close(browser, self.state.limits.close_timeout).await;
    }

    async fn bridge(&self, browser: &mut Browser, activity: &Activity) -> Ended {
        let limits = &self.state.limits;
        let ending = &self.state.shutdown.ending;
        // A browser that always has something to say may keep the dial, and with it the dial's own limit, from its turn.
        let waiting = wait_for_upstream(&mut browser.socket, dial(&self.upstream, limits.connect));
        let waited = tokio::select! {
            biased;
            () = ending.cancelled() => return Ended::without_upstream(CloseReason::Stopping.into()),
            waited = timeout(limits.connect + LONGER_THAN_THE_DIAL, waiting) => waited,
        };
        let Ok(waited) = waited else { return Ended::without_upstream(CloseReason::UpstreamTimeout.into()) };
        let (mut upstream, held) = match waited {
            Waited::Dialled(Ok(upstream), held) => (upstream, held.freeze()),
            Waited::Dialled(Err(DialError { reason, cause }), _) => {
                return Ended { cause, ..Ended::without_upstream(reason.into()) };
            }
            Waited::Ended(end) => return Ended::without_upstream(self.judge(&End::Browser(end))),
            Waited::Overfull => return Ended::without_upstream(CloseReason::TooEarly(MOST_HELD).into()),
        };
        let (outcome, cause) = tokio::select! {
            biased;
            () = ending.cancelled() => (CloseReason::Stopping.into(), None),
            end = copy(&mut browser.socket, &mut upstream, held, activity, limits) => (self.judge(&end), end.cause()),
        };
        Ended { outcome, cause, upstream: Some(upstream) }
    }

    fn judge(&self, end: &End) -> Outcome {
        match end {
            End::Browser(BrowserEnd::Closed) => Outcome::BrowserClosed,
            End::Browser(BrowserEnd::Gone) | End::BrowserLost => Outcome::BrowserLost("browser-gone"),
            End::Browser(BrowserEnd::BrokenFrame) => CloseReason::BrokenFrame.into(),
            End::Browser(BrowserEnd::TooLarge) => CloseReason::TooLarge(self.state.limits.message_size).into(),
            End::Browser(BrowserEnd::Text) => CloseReason::TextMessage.into(),
            End::BrowserStalled => Outcome::BrowserLost("browser-stalled"),
            End::BrowserSilent => Outcome::BrowserLost("browser-silent"),
            End::UpstreamClosed => CloseReason::UpstreamClosed.into(),
            End::UpstreamFailed(error) => reason_of_failure(error, self.upstream.client_auth()).into(),
            End::UpstreamStalled => CloseReason::UpstreamStalled.into(),
            End::Idle => CloseReason::Idle.into(),
        }
    }
}

impl From<CloseReason> for Outcome {
    fn from(reason: CloseReason) -> Self {
        Self::Closed(reason)
    }
}

impl Outcome {
    fn word(&self) -> &'static str {
        match self {
            Self::BrowserClosed => "browser-closed",
            Self::BrowserLost(word) => word,
            Self::Closed(reason) => reason.word(),
        }
    }
}

impl Ended {
    /// A connection that ended before any of its bytes could go anywhere.
    fn without_upstream(outcome: Outcome) -> Self {
        Self { outcome, cause: None, upstream: None }
    }

    /// Closes both sides, each in its own way and within `limit`.
    async fn close(self, browser: Browser, limit: Duration) {
        let close_upstream = async {
            if let Some(upstream) = self.upstream {
                close_upstream(upstream, limit).await;
            }
        };
        match self.outcome {
            Outcome::BrowserLost(_) => {
                browser.reset();
                close_upstream.await;
            }
            Outcome::BrowserClosed => drop(tokio::join!(browser.answer_close(limit), close_upstream)),
            Outcome::Closed(reason) => {
                tokio::join!(browser.close(reason.code(), reason.text(), limit), close_upstream);
            }
        }
    }
}

/// Ends the stream towards an upstream and lets it finish what it is saying.
async fn close_upstream(mut upstream: UpstreamStream, limit: Duration) {
    let _ = timeout(limit, async {
        upstream.shutdown().await.ok()?;
        drain(&mut upstream).await
    })
    .await;
}

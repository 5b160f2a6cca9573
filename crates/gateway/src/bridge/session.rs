//! The life of one bridged connection, from the accepted WebSocket to the line in the log.

use std::future::poll_fn;
use std::sync::Arc;
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWriteExt};
use tokio::time::{Instant, timeout};
use tracing::{debug, info};

use super::copy::{End, Passed, Pump};
use super::dial::{DialError, dial};
use super::tls_error::reason_of_failure;
use super::wait_for_upstream::{MOST_HELD, Waited, dial_for};
use crate::close_reason::CloseReason;
use crate::config::Upstream;
use crate::limits::BridgeSlot;
use crate::shutdown::Stage;
use crate::state::State;
use crate::websocket::{Finish, WebSocket};
use crate::wire::{ClientStream, UpstreamStream};

/// A browser's WebSocket.
pub(crate) type Browser = WebSocket<ClientStream>;

/// What one bridged connection needs to know.
pub(crate) struct Session {
    /// What all connections share.
    pub(crate) state: Arc<State>,
    /// Where its bytes go.
    pub(crate) upstream: Arc<Upstream>,
    /// Its place among the connections that the gateway may hold; given back when the session is dropped.
    pub(crate) slot: BridgeSlot,
}

/// How a connection ended, for the log and the metrics.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Outcome {
    /// The browser closed it, with this code if it gave one.
    BrowserClosed(Option<u16>),
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
    passed: Passed,
    browser: Browser,
    /// Missing where the upstream was never reached.
    link: Option<UpstreamStream>,
}

impl Session {
    /// Serves `browser` until either side ends.
    pub(crate) async fn serve(self, browser: Browser) {
        let started = Instant::now();
        let id = self.slot.id();
        let upstream = self.upstream.name();
        debug!(id, peer = %self.slot.address(), upstream, "connection opened");
        self.state.metrics.opened(upstream);
        let ended = self.bridge(browser).await;
        let outcome = ended.outcome.word();
        let Passed { up, down } = ended.passed;
        self.state.metrics.closed(upstream, outcome, up, down);
        info!(
            id,
            peer = %self.slot.address(),
            upstream,
            outcome,
            cause = ended.cause.as_deref(),
            bytes_up = up,
            bytes_down = down,
            milliseconds = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX),
            "connection closed"
        );
        ended.close(self.state.limits.farewell).await;
    }

    async fn bridge(&self, mut browser: Browser) -> Ended {
        let limits = &self.state.limits;
        let mut stage = self.state.stop.subscribe();
        let waited = tokio::select! {
            waited = dial_for(&mut browser, dial(&self.upstream, limits.connect)) => waited,
            () = Stage::reached(&mut stage, Stage::Ending) => {
                return Ended::without_upstream(Outcome::Closed(CloseReason::Stopping), browser);
            }
        };
        let (link, held) = match waited {
            Waited::Dialled(Ok(link), held) => (link, held),
            Waited::Dialled(Err(DialError { reason, cause }), _) => {
                return Ended { cause, ..Ended::without_upstream(Outcome::Closed(reason), browser) };
            }
            Waited::Ended(finish) => {
                return Ended::without_upstream(self.judge(&End::Browser(finish)), browser);
            }
            Waited::Overfull => {
                return Ended::without_upstream(Outcome::Closed(CloseReason::TooEarly(MOST_HELD)), browser);
            }
        };
        let mut pump = Pump::new(browser, link, held, limits);
        let (outcome, cause) = tokio::select! {
            biased;
            end = pump.run() => (self.judge(&end), end.cause()),
            () = Stage::reached(&mut stage, Stage::Ending) => (Outcome::Closed(CloseReason::Stopping), None),
        };
        let passed = pump.passed();
        let (browser, link) = pump.into_parts();
        Ended { outcome, cause, passed, browser, link: Some(link) }
    }

    fn judge(&self, end: &End) -> Outcome {
        match end {
            End::Browser(Finish::Closed(code)) => Outcome::BrowserClosed(*code),
            End::Browser(Finish::Gone) | End::BrowserLost => Outcome::BrowserLost("browser-gone"),
            End::Browser(Finish::Broken) => Outcome::Closed(CloseReason::BrokenFrame),
            End::Browser(Finish::TooLarge) => Outcome::Closed(CloseReason::TooLarge(self.state.limits.message_size)),
            End::Browser(Finish::Text) => Outcome::Closed(CloseReason::TextMessage),
            End::BrowserStalled => Outcome::BrowserLost("browser-stalled"),
            End::BrowserSilent => Outcome::BrowserLost("browser-silent"),
            End::LinkClosed => Outcome::Closed(CloseReason::UpstreamClosed),
            End::LinkFailed(error) => Outcome::Closed(reason_of_failure(error, self.upstream.client_auth())),
            End::LinkStalled => Outcome::Closed(CloseReason::UpstreamStalled),
            End::Idle => Outcome::Closed(CloseReason::Idle),
        }
    }
}

impl Outcome {
    fn word(&self) -> &'static str {
        match self {
            Self::BrowserClosed(_) => "browser-closed",
            Self::BrowserLost(word) => word,
            Self::Closed(reason) => reason.word(),
        }
    }
}

impl Ended {
    /// A connection that ended before any of its bytes could go anywhere.
    fn without_upstream(outcome: Outcome, browser: Browser) -> Self {
        Self { outcome, cause: None, passed: Passed::default(), browser, link: None }
    }

    /// Closes both sides, each in its own way and within `limit`.
    async fn close(self, limit: Duration) {
        let (code, text) = match self.outcome {
            Outcome::BrowserLost(_) => return self.browser.into_inner().reset(),
            // The answer to a goodbye repeats its code (RFC 6455, 5.5.1).
            Outcome::BrowserClosed(code) => (code, String::new()),
            Outcome::Closed(reason) => (Some(reason.code()), reason.text()),
        };
        let from_link = async {
            if let Some(link) = self.link {
                close_upstream(link, limit).await;
            }
        };
        tokio::join!(close(self.browser, code, &text, limit), from_link);
    }
}

/// Tells a browser why its connection ends, and waits for its answer.
pub(crate) async fn close_browser(browser: Browser, reason: &CloseReason, limit: Duration) {
    close(browser, Some(reason.code()), &reason.text(), limit).await;
}

/// Says goodbye to a browser and waits for its answer.
///
/// What still comes in is read and dropped: closing a socket with unread bytes in it would send a reset, which can
/// overtake the close frame, and the page would never learn the reason.
async fn close(mut browser: Browser, code: Option<u16>, text: &str, limit: Duration) {
    let _ = timeout(limit, async {
        browser.close(code, text);
        poll_fn(|cx| browser.poll_flush(cx)).await.ok()?;
        let mut bin = [0; 512];
        while poll_fn(|cx| browser.poll_receive(cx, &mut bin)).await.finish.is_none() {}
        let mut socket = browser.into_inner();
        socket.shutdown().await.ok()?;
        drain(&mut socket).await
    })
    .await;
}

/// Ends the stream towards an upstream and lets it finish what it is saying.
async fn close_upstream(mut link: UpstreamStream, limit: Duration) {
    let _ = timeout(limit, async {
        link.shutdown().await.ok()?;
        drain(&mut link).await
    })
    .await;
}

/// Reads to the end of the stream; `None` if it fails before.
async fn drain(stream: &mut (impl AsyncRead + Unpin)) -> Option<()> {
    let mut bin = [0; 512];
    while stream.read(&mut bin).await.ok()? > 0 {}
    Some(())
}

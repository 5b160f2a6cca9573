//! Moves bytes between a browser's WebSocket and an upstream until one of them ends.
//!
//! Both directions live in one future and share one waker: no second task, no lock, and what one direction waits for
//! never holds up the other. Neither direction reads more before the other side has taken what was read, so a slow
//! reader slows its writer down instead of filling the gateway's memory.
//!
//! What is read goes on from where it was read: a buffer of the thread, which all its connections share. Only what the
//! other side does not take at once is copied, and waits with its connection.

use std::cell::RefCell;
use std::future::{Future, poll_fn};
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Instant, Sleep, sleep_until};

use super::watch::{Due, Watch};
use crate::config::Limits;
use crate::rest::Rest;
use crate::websocket::{Finish, LONGEST_HEAD, Received, WebSocket, frame_in_place};

/// The most that is read from either side at once, in bytes; also the most that waits for either side.
pub(super) const READ_SIZE: usize = 64 * 1024;
/// How many steps one direction may take before the other has its turn.
const TURN: usize = 32;

thread_local! {
    /// One buffer per thread, in use only while a read is under way: an idle connection holds none.
    static SCRATCH: RefCell<Box<[u8]>> = RefCell::new(vec![0; LONGEST_HEAD + READ_SIZE].into_boxed_slice());
}

/// Lends the buffer of this thread, which is as long as the longest head and [`READ_SIZE`] together.
pub(super) fn with_scratch<T>(act: impl FnOnce(&mut [u8]) -> T) -> T {
    SCRATCH.with_borrow_mut(|scratch| act(scratch))
}

/// What ended a bridged connection.
#[derive(Debug)]
pub(crate) enum End {
    /// The browser ended, and the upstream has been told.
    Browser(Finish),
    /// The browser's connection failed while something was sent to it.
    BrowserLost,
    /// The browser has stopped reading.
    BrowserStalled,
    /// The browser does not answer pings.
    BrowserSilent,
    /// The upstream has sent all it had.
    LinkClosed,
    /// The upstream failed.
    LinkFailed(io::Error),
    /// The upstream has stopped reading.
    LinkStalled,
    /// No bytes for too long.
    Idle,
}

impl End {
    /// What the system or the TLS library said of it, for the log.
    pub(crate) fn cause(&self) -> Option<String> {
        match self {
            Self::LinkFailed(error) => Some(error.to_string()),
            Self::Browser(_)
            | Self::BrowserLost
            | Self::BrowserStalled
            | Self::BrowserSilent
            | Self::LinkClosed
            | Self::LinkStalled
            | Self::Idle => None,
        }
    }
}

/// How many bytes of MQTT have passed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Passed {
    /// From the browser to the upstream.
    pub(crate) up: u64,
    /// From the upstream to the browser.
    pub(crate) down: u64,
}

/// The two ends of a bridged connection and what is under way between them.
pub(crate) struct Pump<B, L> {
    browser: WebSocket<B>,
    link: L,
    /// What the upstream has not taken yet.
    rest: Rest,
    link_unflushed: bool,
    link_deaf: bool,
    browser_end: Option<Finish>,
    browser_unflushed: bool,
    passed: Passed,
    watch: Watch,
    alarm: Pin<Box<Sleep>>,
}

impl<B, L> Pump<B, L>
where
    B: AsyncRead + AsyncWrite + Unpin,
    L: AsyncRead + AsyncWrite + Unpin,
{
    /// Joins `browser` and `link`, which gets `held` first; nothing moves before [`Self::run`].
    pub(crate) fn new(browser: WebSocket<B>, link: L, held: Rest, limits: &Limits) -> Self {
        let watch = Watch::new(limits, Instant::now());
        let alarm = Box::pin(sleep_until(watch.next(Instant::now())));
        Self {
            link,
            link_unflushed: !held.is_empty(),
            link_deaf: false,
            browser_end: None,
            // A ping may have come while the upstream was dialled.
            browser_unflushed: true,
            browser,
            passed: Passed { up: held.waiting().len() as u64, down: 0 },
            rest: held,
            watch,
            alarm,
        }
    }

    /// Moves bytes until something ends; may be dropped and called again.
    pub(crate) async fn run(&mut self) -> End {
        poll_fn(|cx| self.poll(cx)).await
    }

    /// What has passed so far.
    pub(crate) fn passed(&self) -> Passed {
        self.passed
    }

    /// Gives the two ends back, for their goodbyes.
    pub(crate) fn into_parts(self) -> (WebSocket<B>, L) {
        (self.browser, self.link)
    }

    fn poll(&mut self, cx: &mut Context<'_>) -> Poll<End> {
        // A browser that has ended takes nothing more; what it sent before still goes to the upstream.
        if self.browser_end.is_none()
            && let Poll::Ready(end) = self.poll_down(cx)
        {
            return Poll::Ready(end);
        }
        if !self.link_deaf
            && let Poll::Ready(end) = self.poll_up(cx)
        {
            return Poll::Ready(end);
        }
        self.poll_alarm(cx)
    }

    /// From the upstream to the browser.
    fn poll_down(&mut self, cx: &mut Context<'_>) -> Poll<End> {
        for _ in 0..TURN {
            if let Err(end) = ready!(self.poll_flush_browser(cx)) {
                return Poll::Ready(end);
            }
            if let Err(end) = ready!(with_scratch(|scratch| self.poll_read_link(cx, scratch))) {
                return Poll::Ready(end);
            }
        }
        cx.waker().wake_by_ref();
        Poll::Pending
    }

    /// Reads from the upstream once and sends what it said to the browser, in one frame.
    fn poll_read_link(&mut self, cx: &mut Context<'_>, scratch: &mut [u8]) -> Poll<Result<(), End>> {
        let mut buffer = ReadBuf::new(scratch.get_mut(LONGEST_HEAD..).unwrap_or_default());
        if let Err(error) = ready!(Pin::new(&mut self.link).poll_read(cx, &mut buffer)) {
            return Poll::Ready(Err(End::LinkFailed(error)));
        }
        let count = buffer.filled().len();
        if count == 0 {
            return Poll::Ready(Err(End::LinkClosed));
        }
        self.watch.moved(Instant::now());
        self.passed.down += count as u64;
        self.browser_unflushed = true;
        Poll::Ready(self.browser.send(cx, frame_in_place(scratch, count)).map_err(|_| End::BrowserLost))
    }

    /// From the browser to the upstream.
    fn poll_up(&mut self, cx: &mut Context<'_>) -> Poll<End> {
        for _ in 0..TURN {
            if let Err(error) = ready!(self.poll_flush_link(cx)) {
                return self.keep_listening(error, cx);
            }
            if let Some(finish) = self.browser_end {
                return self.poll_shutdown_link(finish, cx);
            }
            if let Err(error) = ready!(with_scratch(|scratch| self.poll_read_browser(cx, scratch))) {
                return self.keep_listening(error, cx);
            }
            if self.browser.owes_pong() {
                self.browser_unflushed = true;
                if let Poll::Ready(Err(end)) = self.poll_flush_browser(cx) {
                    return Poll::Ready(end);
                }
            }
        }
        cx.waker().wake_by_ref();
        Poll::Pending
    }

    /// Reads from the browser once and sends what it said to the upstream; fails where the upstream does.
    fn poll_read_browser(&mut self, cx: &mut Context<'_>, scratch: &mut [u8]) -> Poll<io::Result<()>> {
        let Received { payload, finish } = ready!(self.browser.poll_receive(cx, scratch));
        let now = Instant::now();
        self.watch.heard(now);
        self.browser_end = finish;
        if payload == 0 {
            return Poll::Ready(Ok(()));
        }
        self.watch.moved(now);
        self.passed.up += payload as u64;
        self.link_unflushed = true;
        let bytes = scratch.get(..payload).unwrap_or_default();
        let sent = match Pin::new(&mut self.link).poll_write(cx, bytes) {
            Poll::Ready(sent) => sent?,
            Poll::Pending => 0,
        };
        self.rest.keep(bytes.get(sent..).unwrap_or_default());
        Poll::Ready(Ok(()))
    }

    /// Ready once the upstream has taken all that waited for it.
    fn poll_flush_link(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        while !self.rest.is_empty() {
            match Pin::new(&mut self.link).poll_write(cx, self.rest.waiting()) {
                Poll::Ready(Ok(0)) => return Poll::Ready(Err(io::ErrorKind::WriteZero.into())),
                Poll::Ready(Ok(count)) => {
                    self.watch.link_free();
                    self.rest.take(count);
                }
                Poll::Ready(Err(error)) => return Poll::Ready(Err(error)),
                Poll::Pending => {
                    self.watch.link_waits(Instant::now());
                    return Poll::Pending;
                }
            }
        }
        if self.link_unflushed {
            ready!(Pin::new(&mut self.link).poll_flush(cx))?;
            self.link_unflushed = false;
        }
        Poll::Ready(Ok(()))
    }

    /// An upstream that takes nothing more may have said why before it closed, so the rest is read first.
    fn keep_listening(&mut self, error: io::Error, cx: &mut Context<'_>) -> Poll<End> {
        self.rest.clear();
        self.link_unflushed = false;
        self.watch.link_free();
        if self.browser_end.is_some() {
            return Poll::Ready(End::LinkFailed(error));
        }
        self.link_deaf = true;
        cx.waker().wake_by_ref();
        Poll::Pending
    }

    /// Carries the browser's end on: the upstream sees the end of the stream behind the last byte.
    fn poll_shutdown_link(&mut self, finish: Finish, cx: &mut Context<'_>) -> Poll<End> {
        // An upstream that has gone already cannot be told; the connection ends all the same.
        let _ = ready!(Pin::new(&mut self.link).poll_shutdown(cx));
        Poll::Ready(End::Browser(finish))
    }

    fn poll_flush_browser(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), End>> {
        if !self.browser_unflushed {
            return Poll::Ready(Ok(()));
        }
        match self.browser.poll_flush(cx) {
            Poll::Ready(Ok(())) => {
                self.browser_unflushed = false;
                self.watch.browser_free();
                Poll::Ready(Ok(()))
            }
            Poll::Ready(Err(_)) => Poll::Ready(Err(End::BrowserLost)),
            Poll::Pending => {
                self.watch.browser_waits(Instant::now());
                Poll::Pending
            }
        }
    }

    /// Acts on the clock: ends what has waited too long, pings a silent browser.
    fn poll_alarm(&mut self, cx: &mut Context<'_>) -> Poll<End> {
        while self.alarm.as_mut().poll(cx).is_ready() {
            match self.watch.due(Instant::now()) {
                None => {}
                Some(Due::Ping) => {
                    self.browser.ping();
                    self.browser_unflushed = true;
                    if let Poll::Ready(Err(end)) = self.poll_flush_browser(cx) {
                        return Poll::Ready(end);
                    }
                }
                Some(Due::End(end)) => return Poll::Ready(end.into()),
            }
            let next = self.watch.next(Instant::now());
            self.alarm.as_mut().reset(next);
        }
        Poll::Pending
    }
}

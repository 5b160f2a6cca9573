//! Moves bytes between a browser's WebSocket and an upstream until one of them ends.
//!
//! Both directions live in one future and share one waker: no second task, no lock, and what one direction waits for
//! never holds up the other. Neither direction reads more before the other side has taken what was read, so a slow
//! reader slows its writer down instead of filling the gateway's memory.

use std::cell::RefCell;
use std::future::{Future, poll_fn};
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_util::{Sink, Stream};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Instant, Sleep, sleep_until};
use tokio_tungstenite::tungstenite::{self, Message};

use super::queue::Queue;
use super::watch::{Due, Watch};
use crate::config::Limits;

/// The most that is read from an upstream at once, in bytes.
const READ_SIZE: usize = 32 * 1024;
/// How many steps one direction may take before the other has its turn.
const TURN: usize = 32;

thread_local! {
    /// One buffer per thread, in use only while a read is under way: an idle connection holds none.
    static SCRATCH: RefCell<Box<[u8]>> = RefCell::new(vec![0; READ_SIZE].into_boxed_slice());
}

/// What ended a bridged connection.
#[derive(Debug)]
pub(crate) enum End {
    /// The browser said goodbye, and the upstream has been told.
    BrowserClosed,
    /// The browser is gone without a goodbye.
    BrowserGone,
    /// The browser sent a text message.
    BrowserText,
    /// The browser's WebSocket failed: a broken frame, a message over the limit, or a lost connection.
    BrowserFailed(tungstenite::Error),
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
    browser: B,
    link: L,
    queue: Queue,
    link_unflushed: bool,
    link_deaf: bool,
    browser_end: Option<End>,
    browser_unflushed: bool,
    passed: Passed,
    watch: Watch,
    alarm: Pin<Box<Sleep>>,
}

impl<B, L> Pump<B, L>
where
    B: Stream<Item = Result<Message, tungstenite::Error>> + Sink<Message, Error = tungstenite::Error> + Unpin,
    L: AsyncRead + AsyncWrite + Unpin,
{
    /// Joins `browser` and `link`; nothing moves before [`Self::run`].
    pub(crate) fn new(browser: B, link: L, limits: &Limits) -> Self {
        let watch = Watch::new(limits, Instant::now());
        let alarm = Box::pin(sleep_until(watch.next(Instant::now())));
        Self {
            browser,
            link,
            queue: Queue::default(),
            link_unflushed: false,
            link_deaf: false,
            browser_end: None,
            browser_unflushed: false,
            passed: Passed::default(),
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
    pub(crate) fn into_parts(self) -> (B, L) {
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
            let bytes = match ready!(read_some(&mut self.link, cx)) {
                Ok(bytes) if bytes.is_empty() => return Poll::Ready(End::LinkClosed),
                Ok(bytes) => bytes,
                Err(error) => return Poll::Ready(End::LinkFailed(error)),
            };
            self.watch.moved(Instant::now());
            self.passed.down += bytes.len() as u64;
            if let Err(end) = self.start_send(Message::Binary(bytes)) {
                return Poll::Ready(end);
            }
        }
        cx.waker().wake_by_ref();
        Poll::Pending
    }

    /// From the browser to the upstream.
    fn poll_up(&mut self, cx: &mut Context<'_>) -> Poll<End> {
        for _ in 0..TURN {
            let mut browser_waits = false;
            while !browser_waits && self.browser_end.is_none() && self.queue.has_room() {
                browser_waits = self.poll_message(cx).is_pending();
            }
            if let Err(error) = ready!(self.poll_write_link(cx)) {
                return self.keep_listening(error, cx);
            }
            if self.browser_end.is_some() {
                return self.poll_shutdown_link(cx);
            }
            if browser_waits {
                return Poll::Pending;
            }
        }
        cx.waker().wake_by_ref();
        Poll::Pending
    }

    /// Takes one message from the browser, or notes that there will be no more.
    fn poll_message(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        let next = ready!(Pin::new(&mut self.browser).poll_next(cx));
        let now = Instant::now();
        self.watch.heard(now);
        match next {
            Some(Ok(Message::Binary(bytes))) => {
                self.watch.moved(now);
                self.passed.up += bytes.len() as u64;
                self.queue.push(bytes);
            }
            Some(Ok(Message::Ping(_) | Message::Pong(_) | Message::Frame(_))) => {}
            Some(Ok(Message::Text(_))) => self.browser_end = Some(End::BrowserText),
            Some(Ok(Message::Close(_))) => self.browser_end = Some(End::BrowserClosed),
            Some(Err(error)) => self.browser_end = Some(End::BrowserFailed(error)),
            None => self.browser_end = Some(End::BrowserGone),
        }
        Poll::Ready(())
    }

    /// Ready once the upstream has taken all that waited for it.
    fn poll_write_link(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        while !self.queue.is_empty() {
            let link = Pin::new(&mut self.link);
            match self.queue.with_slices(|slices| link.poll_write_vectored(cx, slices)) {
                Poll::Ready(Ok(0)) => return Poll::Ready(Err(io::ErrorKind::WriteZero.into())),
                Poll::Ready(Ok(count)) => {
                    self.watch.link_free();
                    self.queue.take(count);
                    self.link_unflushed = true;
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
        self.queue.clear();
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
    fn poll_shutdown_link(&mut self, cx: &mut Context<'_>) -> Poll<End> {
        // An upstream that has gone already cannot be told; the connection ends all the same.
        let _ = ready!(Pin::new(&mut self.link).poll_shutdown(cx));
        Poll::Ready(self.browser_end.take().unwrap_or(End::BrowserGone))
    }

    fn poll_flush_browser(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), End>> {
        if !self.browser_unflushed {
            return Poll::Ready(Ok(()));
        }
        match Pin::new(&mut self.browser).poll_flush(cx) {
            Poll::Ready(Ok(())) => {
                self.browser_unflushed = false;
                self.watch.browser_free();
                Poll::Ready(Ok(()))
            }
            // What failed is the browser's side; reading it says how.
            Poll::Ready(Err(_)) => Poll::Ready(Err(End::BrowserGone)),
            Poll::Pending => {
                self.watch.browser_waits(Instant::now());
                Poll::Pending
            }
        }
    }

    fn start_send(&mut self, message: Message) -> Result<(), End> {
        self.browser_unflushed = true;
        Pin::new(&mut self.browser).start_send(message).map_err(|_| End::BrowserGone)
    }

    /// Acts on the clock: ends what has waited too long, pings a silent browser.
    fn poll_alarm(&mut self, cx: &mut Context<'_>) -> Poll<End> {
        while self.alarm.as_mut().poll(cx).is_ready() {
            match self.watch.due(Instant::now()) {
                None => {}
                Some(Due::Ping) => {
                    if let Err(end) = self.start_send(Message::Ping(Bytes::new())) {
                        return Poll::Ready(end);
                    }
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

/// Reads what is there; empty at the end of the stream.
fn read_some<L: AsyncRead + Unpin>(link: &mut L, cx: &mut Context<'_>) -> Poll<io::Result<Bytes>> {
    SCRATCH.with_borrow_mut(|scratch| {
        let mut buffer = ReadBuf::new(scratch);
        ready!(Pin::new(link).poll_read(cx, &mut buffer))?;
        Poll::Ready(Ok(Bytes::copy_from_slice(buffer.filled())))
    })
}

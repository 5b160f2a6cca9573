//! Connects to an upstream for as long as its browser waits, and no longer.
//!
//! What a browser sends before the upstream is there is held back. A browser that goes away in that time ends the dial, and
//! what is held is dropped: not one of its bytes reaches the upstream. Whoever stopped an activation may otherwise get a new
//! secret issued that nobody receives, and the one in use is no longer valid.

use std::future::{Future, poll_fn};
use std::pin::{Pin, pin};
use std::task::{Context, Poll};
use std::time::Duration;

use tokio::time::{Sleep, sleep};

use super::copy::{READ_SIZE, with_scratch};
use super::session::Browser;
use crate::rest::Rest;
use crate::websocket::{Finish, Received};

/// The most that is held back for one connection, in bytes.
pub(super) const MOST_HELD: usize = READ_SIZE;
/// How long a browser that has sent so much is not read. Behind bytes that nobody reads, nobody can see that it has gone, so
/// it is turned away then.
const PATIENCE: Duration = Duration::from_secs(1);

/// How the wait for an upstream ended.
#[derive(Debug)]
pub(super) enum Waited<T> {
    /// The dial is over, well or not; and what the browser has sent meanwhile.
    Dialled(T, Rest),
    /// The browser ended first. The dial is given up.
    Ended(Finish),
    /// The browser has sent more than is held. The dial is given up.
    Overfull,
}

/// Waits for `dial`, and watches `browser` meanwhile.
pub(super) async fn dial_for<F: Future>(browser: &mut Browser, dial: F) -> Waited<F::Output> {
    let mut dial = pin!(dial);
    let mut held = Held::default();
    poll_fn(|cx| {
        // The browser comes first: one that has gone gets no upstream, not even one that is there at the same moment.
        if let Some(finish) = held.poll_browser(browser, cx) {
            return Poll::Ready(Waited::Ended(finish));
        }
        if let Poll::Ready(dialled) = dial.as_mut().poll(cx) {
            return Poll::Ready(Waited::Dialled(dialled, std::mem::take(&mut held.bytes)));
        }
        held.poll_overfull(cx).map(|()| Waited::Overfull)
    })
    .await
}

/// What a browser has sent while there is no upstream.
#[derive(Default)]
struct Held {
    bytes: Rest,
    is_unflushed: bool,
    overfull: Option<Pin<Box<Sleep>>>,
}

impl Held {
    /// Reads what there is to be read and has room; the end of the browser, once it has come.
    fn poll_browser(&mut self, browser: &mut Browser, cx: &mut Context<'_>) -> Option<Finish> {
        while let Some(room) = MOST_HELD.checked_sub(self.bytes.waiting().len()).filter(|room| *room > 0) {
            let received = with_scratch(|scratch| {
                let buffer = scratch.get_mut(..room).unwrap_or_default();
                browser.poll_receive(cx, buffer).map(|Received { payload, finish }| {
                    self.bytes.keep(buffer.get(..payload).unwrap_or_default());
                    finish
                })
            });
            match received {
                Poll::Ready(Some(finish)) => return Some(finish),
                Poll::Ready(None) => {}
                Poll::Pending => break,
            }
        }
        self.poll_pong(browser, cx)
    }

    /// Answers a ping.
    fn poll_pong(&mut self, browser: &mut Browser, cx: &mut Context<'_>) -> Option<Finish> {
        self.is_unflushed |= browser.owes_pong();
        if self.is_unflushed {
            match browser.poll_flush(cx) {
                Poll::Ready(Ok(())) => self.is_unflushed = false,
                Poll::Ready(Err(_)) => return Some(Finish::Gone),
                Poll::Pending => {}
            }
        }
        None
    }

    /// Ready once there has been no room for too long.
    fn poll_overfull(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        if self.bytes.waiting().len() < MOST_HELD {
            return Poll::Pending;
        }
        self.overfull.get_or_insert_with(|| Box::pin(sleep(PATIENCE))).as_mut().poll(cx)
    }
}

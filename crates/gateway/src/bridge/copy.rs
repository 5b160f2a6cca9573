//! Moves bytes between a browser's WebSocket and an upstream until one of them ends.
//!
//! Neither direction reads more before the other side has taken what was read, so a slow reader slows its writer down
//! instead of filling the gateway's memory. What one direction waits for never holds up the other.

use std::future::pending;
use std::io;
use std::time::Duration;

use axum::extract::ws::Message;
use bytes::{Buf, Bytes, BytesMut};
use futures_util::{FutureExt, Sink, SinkExt, Stream, StreamExt};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::time::timeout;
use tokio_tungstenite::tungstenite;
use tokio_tungstenite::tungstenite::error::ProtocolError;

use super::activity::Activity;
use crate::close_reason::{CloseReason, Outcome};
use crate::config::Limits;

/// How much is read from an upstream at once, in bytes: little where little comes, so that an idle connection holds
/// little memory.
const SMALLEST_READ: usize = 1024;
/// The most that is read from an upstream at once, in bytes; one frame for the browser.
pub(super) const LARGEST_READ: usize = 64 * 1024;

/// Once so many bytes of a browser have been gathered, they are written to the upstream before more is read.
const MOST_WRITTEN: usize = 64 * 1024;

/// The browser's connection ended, or failed, without a close frame.
const BROWSER_GONE: Outcome = Outcome::BrowserLost("browser-gone");

pub(super) trait Messages: Stream<Item = Result<Message, axum::Error>> + Unpin {}

impl<S: Stream<Item = Result<Message, axum::Error>> + Unpin> Messages for S {}

/// The next bytes of MQTT that a browser sends, which are none in a ping or a pong; the library answers the former. An error
/// says why nothing more comes.
pub(super) async fn receive(browser: &mut impl Messages, limits: &Limits) -> Result<Bytes, Outcome> {
    use tungstenite::Error;
    let error = match browser.next().await {
        Some(Ok(Message::Binary(bytes))) => return Ok(bytes),
        Some(Ok(Message::Ping(_) | Message::Pong(_))) => return Ok(Bytes::new()),
        Some(Ok(Message::Text(_))) => return Err(Outcome::Closed(CloseReason::TextMessage)),
        Some(Ok(Message::Close(_))) => return Err(Outcome::BrowserClosed),
        Some(Err(error)) => error.into_inner(),
        None => return Err(BROWSER_GONE),
    };
    Err(match error.downcast_ref() {
        Some(Error::Capacity(_)) => Outcome::Closed(CloseReason::TooLarge(limits.message_size)),
        Some(Error::Protocol(ProtocolError::ResetWithoutClosingHandshake)) => BROWSER_GONE,
        Some(Error::Protocol(_) | Error::Utf8(_)) => Outcome::Closed(CloseReason::BrokenFrame),
        _ => BROWSER_GONE,
    })
}

/// Moves bytes until something ends; an error is the upstream's. The upstream gets `held` first.
pub(super) async fn copy(
    (to_browser, from_browser): (impl Sink<Message> + Unpin, impl Messages),
    (from_upstream, to_upstream): (impl AsyncRead + Unpin, impl AsyncWrite + Unpin),
    held: Bytes,
    activity: &Activity<'_>,
    limits: &Limits,
) -> io::Result<Outcome> {
    // Neither direction comes first: one that always has something to do would leave no turn to the other.
    let both = async {
        tokio::select! {
            end = copy_down(from_upstream, to_browser, activity, limits) => end,
            end = copy_up(from_browser, to_upstream, held, activity, limits) => end,
        }
    };
    // The clock does come first, since it is cheap to look at, and the two may use up the turn.
    tokio::select! {
        biased;
        overdue = activity.watch(limits) => Ok(overdue),
        end = both => end,
    }
}

async fn copy_up(
    mut from_browser: impl Messages,
    mut to_upstream: impl AsyncWrite + Unpin,
    held: Bytes,
    activity: &Activity<'_>,
    limits: &Limits,
) -> io::Result<Outcome> {
    let mut bytes = held;
    let mut received = Ok(());
    loop {
        if !bytes.is_empty() {
            if let Err(outcome) = activity.begin() {
                return Ok(outcome);
            }
            activity.moved_up(bytes.len());
            activity.set_upstream_slow(true);
            let written = write_all(&mut to_upstream, bytes, limits.write_timeout).await;
            activity.set_upstream_slow(false);
            match written {
                Some(Ok(())) => {}
                None => return Ok(Outcome::Closed(CloseReason::UpstreamStalled)),
                // An upstream that takes nothing more may have said why before it closed, so the rest is read first.
                Some(Err(_)) => return pending().await,
            }
        }
        if let Err(outcome) = received {
            return Ok(outcome);
        }
        (bytes, received) = receive_ready(&mut from_browser, limits).await;
        activity.heard_browser();
    }
}

/// Waits for the next bytes of MQTT that a browser sends, and takes what has arrived behind them as well, so that many small
/// messages cost the upstream one write. The error, if there is one, says why nothing more comes behind these bytes.
async fn receive_ready(browser: &mut impl Messages, limits: &Limits) -> (Bytes, Result<(), Outcome>) {
    let first = match receive(browser, limits).await {
        Ok(first) => first,
        Err(outcome) => return (Bytes::new(), Err(outcome)),
    };
    // A message that comes alone goes on as it is.
    let (mut gathered, mut end) = (BytesMut::new(), Ok(()));
    while first.len().max(gathered.len()) < MOST_WRITTEN {
        let Some(received) = receive(browser, limits).now_or_never() else { break };
        match received {
            Ok(next) => {
                if gathered.is_empty() {
                    gathered.extend_from_slice(&first);
                }
                gathered.extend_from_slice(&next);
            }
            Err(outcome) => {
                end = Err(outcome);
                break;
            }
        }
    }
    (if gathered.is_empty() { first } else { gathered.freeze() }, end)
}

async fn copy_down(
    mut from_upstream: impl AsyncRead + Unpin,
    mut to_browser: impl Sink<Message> + Unpin,
    activity: &Activity<'_>,
    limits: &Limits,
) -> io::Result<Outcome> {
    let mut size = SMALLEST_READ;
    loop {
        let mut buffer = BytesMut::with_capacity(size);
        let message = tokio::select! {
            read = from_upstream.read_buf(&mut buffer) => {
                let count = read?;
                if count == 0 {
                    return Ok(Outcome::Closed(CloseReason::UpstreamClosed));
                }
                if let Err(outcome) = activity.begin() {
                    return Ok(outcome);
                }
                size = next_size(size, count);
                activity.moved_down(count);
                Message::Binary(buffer.freeze())
            }
            () = activity.ping_due() => Message::Ping(Bytes::new()),
        };
        match timeout(limits.write_timeout, to_browser.send(message)).await {
            Ok(Ok(())) => {}
            Ok(Err(_)) => return Ok(BROWSER_GONE),
            Err(_) => return Ok(Outcome::BrowserLost("browser-stalled")),
        }
    }
}

/// How much to read next, after a read of `size` has brought `count` bytes.
fn next_size(size: usize, count: usize) -> usize {
    if count >= size {
        (2 * size).min(LARGEST_READ)
    } else if count < size / 4 {
        (size / 2).max(SMALLEST_READ)
    } else {
        size
    }
}

/// Writes `bytes` to an upstream, which may take `limit` for each part of them; `None` if it takes longer.
async fn write_all(
    upstream: &mut (impl AsyncWrite + Unpin),
    mut bytes: Bytes,
    limit: Duration,
) -> Option<io::Result<()>> {
    while bytes.has_remaining() {
        match timeout(limit, upstream.write_buf(&mut bytes)).await.ok()? {
            Ok(1..) => {}
            Ok(0) => return Some(Err(io::ErrorKind::WriteZero.into())),
            Err(error) => return Some(Err(error)),
        }
    }
    timeout(limit, upstream.flush()).await.ok()
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use futures_util::{sink, stream};
    use tokio::io::{duplex, repeat};
    use tokio::sync::mpsc;
    use tokio::task::JoinHandle;
    use tokio::task::coop::consume_budget;

    use super::*;

    const PATIENCE: Duration = Duration::from_secs(10);

    fn start(
        browser: (impl Sink<Message, Error = Infallible> + Unpin + Send + 'static, impl Messages + Send + 'static),
        upstream: (impl AsyncRead + Unpin + Send + 'static, impl AsyncWrite + Unpin + Send + 'static),
        limits: Limits,
    ) -> JoinHandle<io::Result<Outcome>> {
        tokio::spawn(async move { copy(browser, upstream, Bytes::new(), &Activity::new(&|| Ok(())), &limits).await })
    }

    /// An upstream that says nothing.
    fn pending_read() -> impl AsyncRead + Unpin {
        let (mut kept, silent) = duplex(1);
        // Dropped, it would end.
        tokio::spawn(async move { kept.read_u8().await });
        silent
    }

    fn message() -> Message {
        Message::Binary(Bytes::from_static(b"bytes"))
    }

    #[test]
    fn reads_more_at_once_where_much_comes_and_less_again_later() {
        let grown = (0..9).fold(SMALLEST_READ, |size, _| next_size(size, size));
        assert_eq!(grown, LARGEST_READ);
        assert_eq!(next_size(LARGEST_READ, LARGEST_READ / 2), LARGEST_READ);
        let shrunk = (0..9).fold(grown, |size, _| next_size(size, 4));
        assert_eq!(shrunk, SMALLEST_READ);
    }

    #[tokio::test]
    async fn nothing_goes_on_where_the_first_byte_may_not() {
        let activity = Activity::new(&|| Err(CloseReason::Full));
        let (mut upstream, to_upstream) = duplex(64);
        let from_browser = stream::iter([Ok(message())]).chain(stream::pending());
        let limits = Limits::default();
        let sides = ((sink::drain(), from_browser), (pending_read(), to_upstream));
        let end = copy(sides.0, sides.1, Bytes::new(), &activity, &limits).await;
        assert_eq!(end.ok(), Some(Outcome::Closed(CloseReason::Full)));
        let mut arrived = Vec::new();
        upstream.read_to_end(&mut arrived).await.expect("an orderly end");
        assert!(arrived.is_empty() && !activity.is_used());
        // The same for what an upstream says first.
        let end = copy(
            (sink::drain(), stream::pending()),
            (&b"bytes"[..], tokio::io::sink()),
            Bytes::new(),
            &activity,
            &limits,
        );
        assert_eq!(end.await.ok(), Some(Outcome::Closed(CloseReason::Full)));
    }

    #[tokio::test]
    async fn an_upstream_that_always_sends_leaves_the_browser_its_turn() {
        let (mut upstream, to_upstream) = duplex(64);
        let from_browser = stream::iter([Ok(message())]).chain(stream::pending());
        let _copying = start((sink::drain(), from_browser), (repeat(0), to_upstream), Limits::default());
        let mut arrived = [0; 5];
        timeout(PATIENCE, upstream.read_exact(&mut arrived)).await.expect("its turn").expect("all bytes");
        assert_eq!(&arrived, b"bytes");
    }

    #[tokio::test]
    async fn a_browser_that_always_sends_leaves_the_upstream_its_turn() {
        let (mut upstream, from_upstream) = duplex(64);
        // As a socket does, it gives way once it has had its share of the task's turn.
        let from_browser = Box::pin(stream::unfold((), |()| async {
            consume_budget().await;
            Some((Ok(message()), ()))
        }));
        let (sender, mut browser) = mpsc::unbounded_channel();
        let to_browser = Box::pin(sink::unfold(sender, |sender, message| async {
            // Nobody listens any more once the test is over.
            let _ = sender.send(message);
            Ok::<_, Infallible>(sender)
        }));
        let _copying = start((to_browser, from_browser), (from_upstream, tokio::io::sink()), Limits::default());
        upstream.write_all(b"bytes").await.expect("room");
        assert_eq!(timeout(PATIENCE, browser.recv()).await.expect("its turn"), Some(message()));
    }

    #[tokio::test]
    async fn an_upstream_that_always_sends_leaves_the_clock_its_turn() {
        let limits = Limits { ping: Duration::from_millis(20), ..Limits::default() };
        let copying = start((sink::drain(), stream::pending()), (repeat(0), tokio::io::sink()), limits);
        let end = timeout(PATIENCE, copying).await.expect("its turn").expect("an end");
        assert_eq!(end.ok(), Some(Outcome::BrowserLost("browser-silent")));
    }

    #[tokio::test]
    async fn messages_that_have_arrived_together_go_up_in_one_write_before_the_close_behind_them() {
        let messages = (0..100).map(|_| Ok(message())).chain([Ok(Message::Close(None))]);
        let (mut upstream, to_upstream) = duplex(1024);
        let copying = start(
            (sink::drain(), stream::iter(messages).chain(stream::pending())),
            (pending_read(), to_upstream),
            Limits::default(),
        );
        let mut arrived = Vec::with_capacity(1024);
        timeout(PATIENCE, upstream.read_buf(&mut arrived)).await.expect("a write").expect("bytes");
        assert_eq!(arrived, b"bytes".repeat(100));
        assert_eq!(copying.await.expect("an end").ok(), Some(Outcome::BrowserClosed));
    }
}

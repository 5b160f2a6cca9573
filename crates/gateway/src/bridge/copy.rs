//! Moves bytes between a browser's WebSocket and an upstream until one of them ends.
//!
//! Neither direction reads more before the other side has taken what was read, so a slow reader slows its writer down
//! instead of filling the gateway's memory. What one direction waits for never holds up the other.

use std::future::pending;
use std::io;
use std::time::Duration;

use axum::extract::ws::Message;
use bytes::{Buf, Bytes, BytesMut};
use futures_util::{Sink, SinkExt, Stream, StreamExt};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::time::timeout;
use tokio_tungstenite::tungstenite;
use tokio_tungstenite::tungstenite::error::ProtocolError;

use super::activity::{Activity, Overdue};
use crate::config::Limits;

/// How much is read from an upstream at once, in bytes: little where little comes, so that an idle connection holds
/// little memory.
const SMALLEST_READ: usize = 1024;
/// The most that is read from an upstream at once, in bytes; one frame for the browser.
pub(super) const LARGEST_READ: usize = 64 * 1024;

/// What ended a bridged connection.
#[derive(Debug)]
pub(super) enum End {
    Browser(BrowserEnd),
    /// The browser's connection failed while something was sent to it.
    BrowserLost,
    /// The browser has stopped reading.
    BrowserStalled,
    /// The browser does not answer pings.
    BrowserSilent,
    /// The upstream has sent all it had.
    UpstreamClosed,
    UpstreamFailed(io::Error),
    /// The upstream has stopped reading.
    UpstreamStalled,
    /// No bytes for too long.
    Idle,
}

/// What a browser has sent.
#[derive(Debug)]
pub(super) enum Received {
    /// A binary message.
    Bytes(Bytes),
    /// A ping, which the library answers, or a pong.
    Control,
    /// Nothing more will come.
    End(BrowserEnd),
}

/// Why nothing more comes from a browser.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum BrowserEnd {
    /// It closed the WebSocket.
    Closed,
    /// The connection ended, or failed, without a close frame.
    Gone,
    /// It broke the rules of the protocol.
    BrokenFrame,
    /// It sent a message over the limit.
    TooLarge,
    /// It sent a text message.
    Text,
}

/// What comes from a browser's WebSocket.
pub(super) trait Messages: Stream<Item = Result<Message, axum::Error>> + Unpin {}

impl<S: Stream<Item = Result<Message, axum::Error>> + Unpin> Messages for S {}

/// The next thing that a browser sends.
pub(super) async fn receive(browser: &mut impl Messages) -> Received {
    Received::End(match browser.next().await {
        Some(Ok(Message::Binary(bytes))) => return Received::Bytes(bytes),
        Some(Ok(Message::Ping(_) | Message::Pong(_))) => return Received::Control,
        Some(Ok(Message::Text(_))) => BrowserEnd::Text,
        Some(Ok(Message::Close(_))) => BrowserEnd::Closed,
        Some(Err(error)) => BrowserEnd::from_error(error),
        None => BrowserEnd::Gone,
    })
}

impl BrowserEnd {
    fn from_error(error: axum::Error) -> Self {
        use tungstenite::Error;
        match error.into_inner().downcast_ref() {
            Some(Error::Capacity(_)) => Self::TooLarge,
            Some(Error::Protocol(ProtocolError::ResetWithoutClosingHandshake)) => Self::Gone,
            Some(Error::Protocol(_) | Error::Utf8(_)) => Self::BrokenFrame,
            _ => Self::Gone,
        }
    }
}

/// Moves bytes until something ends. The upstream gets `held` first.
pub(super) async fn copy(
    (to_browser, from_browser): (impl Sink<Message> + Unpin, impl Messages),
    (from_upstream, to_upstream): (impl AsyncRead + Unpin, impl AsyncWrite + Unpin),
    held: Bytes,
    activity: &Activity,
    limits: &Limits,
) -> End {
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
        overdue = activity.watch(limits) => match overdue {
            Overdue::Idle => End::Idle,
            Overdue::BrowserSilent => End::BrowserSilent,
        },
        end = both => end,
    }
}

/// From the browser to the upstream.
async fn copy_up(
    mut from_browser: impl Messages,
    mut to_upstream: impl AsyncWrite + Unpin,
    held: Bytes,
    activity: &Activity,
    limits: &Limits,
) -> End {
    let mut received = Received::Bytes(held);
    loop {
        match received {
            Received::Bytes(bytes) if bytes.is_empty() => {}
            Received::Bytes(bytes) => {
                activity.moved_up(bytes.len());
                activity.set_upstream_slow(true);
                let written = write_all(&mut to_upstream, bytes, limits.write_timeout).await;
                activity.set_upstream_slow(false);
                match written {
                    Some(Ok(())) => {}
                    None => return End::UpstreamStalled,
                    // An upstream that takes nothing more may have said why before it closed, so the rest is read first.
                    Some(Err(_)) => return pending().await,
                }
            }
            Received::Control => {}
            Received::End(end) => return End::Browser(end),
        }
        received = receive(&mut from_browser).await;
        activity.heard_browser();
    }
}

/// From the upstream to the browser.
async fn copy_down(
    mut from_upstream: impl AsyncRead + Unpin,
    mut to_browser: impl Sink<Message> + Unpin,
    activity: &Activity,
    limits: &Limits,
) -> End {
    let mut size = SMALLEST_READ;
    loop {
        let mut buffer = BytesMut::with_capacity(size);
        let message = tokio::select! {
            read = from_upstream.read_buf(&mut buffer) => match read {
                Ok(0) => return End::UpstreamClosed,
                Ok(count) => {
                    size = next_size(size, count);
                    activity.moved_down(count);
                    Message::Binary(buffer.freeze())
                }
                Err(error) => return End::UpstreamFailed(error),
            },
            () = activity.ping_due() => Message::Ping(Bytes::new()),
        };
        match timeout(limits.write_timeout, to_browser.send(message)).await {
            Ok(Ok(())) => {}
            Ok(Err(_)) => return End::BrowserLost,
            Err(_) => return End::BrowserStalled,
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
    ) -> JoinHandle<End> {
        tokio::spawn(async move { copy(browser, upstream, Bytes::new(), &Activity::new(), &limits).await })
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
        assert!(matches!(end, End::BrowserSilent), "{end:?}");
    }
}

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

/// The next thing that a browser sends.
pub(super) async fn receive(browser: &mut (impl Stream<Item = Result<Message, axum::Error>> + Unpin)) -> Received {
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
pub(super) async fn copy<B, U>(
    browser: &mut B,
    upstream: &mut U,
    held: Bytes,
    activity: &Activity,
    limits: &Limits,
) -> End
where
    B: Stream<Item = Result<Message, axum::Error>> + Sink<Message> + Unpin,
    U: AsyncRead + AsyncWrite + Unpin,
{
    let (to_browser, from_browser) = browser.split();
    let (from_upstream, to_upstream) = tokio::io::split(upstream);
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
    mut from_browser: impl Stream<Item = Result<Message, axum::Error>> + Unpin,
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

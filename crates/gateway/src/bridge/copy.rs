//! Moves bytes between a browser's WebSocket and an upstream until one of them ends.
//!
//! Neither direction reads more before the other side has taken what was read, so a slow reader slows its writer down instead of
//! filling the gateway's memory. What one direction waits for never holds up the other.

use std::future::pending;
use std::io;
use std::time::Duration;

use axum::extract::ws::{Message, WebSocket};
use bytes::{Buf, Bytes, BytesMut};
use futures_util::stream::{SplitSink, SplitStream};
use futures_util::{SinkExt, StreamExt};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::time::timeout;

use super::activity::{Activity, Overdue};
use super::browser::{BrowserEnd, Received, receive};
use crate::config::Limits;

/// How much is read from an upstream at once, in bytes: little where little comes, so that an idle connection holds little memory.
const SMALLEST_READ: usize = 1024;
/// The most that is read from an upstream at once, in bytes; one frame for the browser.
pub(super) const LARGEST_READ: usize = 64 * 1024;

/// What ended a bridged connection.
#[derive(Debug)]
pub(super) enum End {
    /// The browser ended.
    Browser(BrowserEnd),
    /// The browser's connection failed while something was sent to it.
    BrowserLost,
    /// The browser has stopped reading.
    BrowserStalled,
    /// The browser does not answer pings.
    BrowserSilent,
    /// The upstream has sent all it had.
    UpstreamClosed,
    /// The upstream failed.
    UpstreamFailed(io::Error),
    /// The upstream has stopped reading.
    UpstreamStalled,
    /// No bytes for too long.
    Idle,
}

impl End {
    /// What the system or the TLS library said of it, for the log.
    pub(super) fn cause(&self) -> Option<String> {
        if let Self::UpstreamFailed(error) = self { Some(error.to_string()) } else { None }
    }
}

impl From<Overdue> for End {
    fn from(overdue: Overdue) -> Self {
        match overdue {
            Overdue::Idle => Self::Idle,
            Overdue::BrowserSilent => Self::BrowserSilent,
        }
    }
}

/// Moves bytes until something ends. The upstream gets `held` first.
pub(super) async fn copy<U>(
    browser: &mut WebSocket,
    upstream: &mut U,
    held: Bytes,
    activity: &Activity,
    limits: &Limits,
) -> End
where
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
        overdue = activity.watch(limits) => overdue.into(),
        end = both => end,
    }
}

/// From the browser to the upstream.
async fn copy_up(
    mut from_browser: SplitStream<&mut WebSocket>,
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
                    Ok(()) => {}
                    Err(WriteError::Stalled) => return End::UpstreamStalled,
                    // An upstream that takes nothing more may have said why before it closed, so the rest is read first.
                    Err(WriteError::Failed) => return pending().await,
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
    mut to_browser: SplitSink<&mut WebSocket, Message>,
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

/// Why an upstream takes nothing more.
enum WriteError {
    /// It has taken nothing for too long.
    Stalled,
    /// Its connection has failed.
    Failed,
}

/// Writes `bytes` to an upstream, which may take `limit` for each part of them.
async fn write_all(
    upstream: &mut (impl AsyncWrite + Unpin),
    mut bytes: Bytes,
    limit: Duration,
) -> Result<(), WriteError> {
    while bytes.has_remaining() {
        match timeout(limit, upstream.write_buf(&mut bytes)).await {
            Ok(Ok(1..)) => {}
            Ok(Ok(0) | Err(_)) => return Err(WriteError::Failed),
            Err(_) => return Err(WriteError::Stalled),
        }
    }
    match timeout(limit, upstream.flush()).await {
        Ok(flushed) => flushed.map_err(|_| WriteError::Failed),
        Err(_) => Err(WriteError::Stalled),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_more_at_once_where_much_comes_and_less_again_later() {
        let grown = (0..9).fold(SMALLEST_READ, |size, _| next_size(size, size));
        assert_eq!(grown, LARGEST_READ);
        assert_eq!(next_size(LARGEST_READ, LARGEST_READ / 2), LARGEST_READ);
        let shrunk = (0..9).fold(grown, |size, _| next_size(size, 4));
        assert_eq!(shrunk, SMALLEST_READ);
    }
}

//! A browser's WebSocket: what comes in, and how it is closed.

use std::time::Duration;

use axum::extract::ws::{CloseFrame, Message, WebSocket};
use bytes::Bytes;
use futures_util::{SinkExt, Stream, StreamExt};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWriteExt};
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::Error;
use tokio_tungstenite::tungstenite::error::ProtocolError;

use crate::client_stream::ClientStream;

/// A browser's WebSocket, and the connection below it.
pub(crate) struct Browser {
    pub(super) socket: WebSocket,
    stream: ClientStream,
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
pub(super) async fn receive(socket: &mut (impl Stream<Item = Result<Message, axum::Error>> + Unpin)) -> Received {
    match socket.next().await {
        Some(Ok(Message::Binary(bytes))) => Received::Bytes(bytes),
        Some(Ok(Message::Ping(_) | Message::Pong(_))) => Received::Control,
        Some(Ok(Message::Text(_))) => Received::End(BrowserEnd::Text),
        Some(Ok(Message::Close(_))) => Received::End(BrowserEnd::Closed),
        Some(Err(error)) => Received::End(BrowserEnd::from_error(error)),
        None => Received::End(BrowserEnd::Gone),
    }
}

impl BrowserEnd {
    fn from_error(error: axum::Error) -> Self {
        let error = error.into_inner().downcast::<Error>();
        match error.as_deref() {
            Ok(Error::Capacity(_)) => Self::TooLarge,
            Ok(Error::Protocol(ProtocolError::ResetWithoutClosingHandshake)) => Self::Gone,
            Ok(Error::Protocol(_) | Error::Utf8(_)) => Self::BrokenFrame,
            Ok(_) | Err(_) => Self::Gone,
        }
    }
}

impl Browser {
    /// A WebSocket over `stream`.
    pub(crate) fn new(socket: WebSocket, stream: ClientStream) -> Self {
        Self { socket, stream }
    }

    /// Tells the browser by `code` and `text` why its connection ends, and waits for its answer.
    pub(super) async fn close(mut self, code: u16, text: String, limit: Duration) {
        let _ = timeout(limit, async {
            let frame = CloseFrame { code, reason: text.into() };
            self.socket.send(Message::Close(Some(frame))).await.ok()?;
            self.finish().await
        })
        .await;
    }

    /// Answers the close frame of the browser; the library repeats its code (RFC 6455, 5.5.1).
    pub(super) async fn answer_close(mut self, limit: Duration) {
        let _ = timeout(limit, async {
            self.socket.flush().await.ok()?;
            self.finish().await
        })
        .await;
    }

    /// Drops the connection with a reset, and with it what the browser has not read.
    pub(super) fn reset(self) {
        self.stream.reset_when_dropped();
    }

    /// Reads and drops what still comes in: closing a socket with unread bytes in it would send a reset, which can overtake the
    /// close frame, and the page would never learn the reason.
    async fn finish(mut self) -> Option<()> {
        while let Some(Ok(_)) = self.socket.next().await {}
        self.stream.shutdown().await.ok()?;
        drain(&mut self.stream).await
    }
}

/// Reads to the end of the stream; `None` if it fails before.
pub(super) async fn drain(stream: &mut (impl AsyncRead + Unpin)) -> Option<()> {
    let mut unread = [0; 512];
    while stream.read(&mut unread).await.ok()? > 0 {}
    Some(())
}

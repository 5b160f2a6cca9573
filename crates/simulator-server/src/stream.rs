//! A device's connection, whatever carries it: bytes, or WebSocket messages.

use std::io;

use axum::extract::ws::{Message, WebSocket};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};

/// TCP, or TLS on top of it.
pub(crate) trait ByteStream: AsyncRead + AsyncWrite + Send + Unpin {}
impl<T: AsyncRead + AsyncWrite + Send + Unpin> ByteStream for T {}

/// A device's connection.
pub(crate) enum Stream {
    Bytes(Box<dyn ByteStream>),
    Messages(Box<WebSocket>),
}

impl Stream {
    /// What comes next; nothing at the end. Nothing is lost when it is not waited for to the end.
    pub(crate) async fn receive(&mut self) -> io::Result<Option<Vec<u8>>> {
        match self {
            Self::Bytes(stream) => {
                let mut bytes = Vec::with_capacity(CHUNK);
                let count = stream.read_buf(&mut bytes).await?;
                Ok((count > 0).then_some(bytes))
            }
            Self::Messages(socket) => loop {
                match socket.recv().await.transpose().map_err(io::Error::other)? {
                    Some(Message::Binary(bytes)) => return Ok(Some(bytes.into())),
                    // [MQTT-6.0.0-1]: MQTT goes in binary messages only.
                    Some(Message::Text(_)) => return Err(io::ErrorKind::InvalidData.into()),
                    Some(Message::Ping(_) | Message::Pong(_)) => {}
                    Some(Message::Close(_)) | None => return Ok(None),
                }
            },
        }
    }

    /// Sends as one message, or as one write.
    pub(crate) async fn send(&mut self, bytes: Vec<u8>) -> io::Result<()> {
        match self {
            Self::Bytes(stream) => {
                stream.write_all(&bytes).await?;
                stream.flush().await
            }
            Self::Messages(socket) => socket.send(Message::Binary(bytes.into())).await.map_err(io::Error::other),
        }
    }

    /// Says that nothing more comes.
    pub(crate) async fn close(&mut self) -> io::Result<()> {
        match self {
            Self::Bytes(stream) => stream.shutdown().await,
            Self::Messages(socket) => socket.send(Message::Close(None)).await.map_err(io::Error::other),
        }
    }
}

/// The most bytes that are taken at once. Activation messages and their answers are far smaller.
pub(crate) const CHUNK: usize = 4 * 1024;

//! A device's end of the connection, whatever carries it: bytes, or WebSocket messages.

use std::io;

use futures_util::stream::{SplitSink, SplitStream};
use futures_util::{SinkExt, StreamExt};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::{self, Message};

type Socket = WebSocketStream<TcpStream>;

/// What comes from the device.
pub(crate) enum Receiver {
    Bytes(Box<dyn AsyncRead + Send + Unpin>),
    Messages(SplitStream<Socket>),
}

/// What goes to the device.
pub(crate) enum Sender {
    Bytes(Box<dyn AsyncWrite + Send + Unpin>),
    Messages(SplitSink<Socket, Message>),
}

/// A stream of bytes in two halves.
pub(crate) fn bytes<S>(stream: S) -> (Receiver, Sender)
where
    S: AsyncRead + AsyncWrite + Send + 'static,
{
    let (read, write) = tokio::io::split(stream);
    (Receiver::Bytes(Box::new(read)), Sender::Bytes(Box::new(write)))
}

/// A WebSocket in two halves.
pub(crate) fn messages(socket: Socket) -> (Receiver, Sender) {
    let (sink, stream) = socket.split();
    (Receiver::Messages(stream), Sender::Messages(sink))
}

impl Receiver {
    /// What comes next; nothing at the end. Nothing is lost when it is not waited for to the end.
    pub(crate) async fn next(&mut self) -> io::Result<Option<Vec<u8>>> {
        match self {
            Self::Bytes(stream) => {
                let mut chunk = [0; CHUNK];
                let count = stream.read(&mut chunk).await?;
                Ok(chunk.get(..count).filter(|bytes| !bytes.is_empty()).map(<[u8]>::to_vec))
            }
            Self::Messages(stream) => loop {
                match stream.next().await.transpose().map_err(io::Error::other)? {
                    Some(Message::Binary(bytes)) => return Ok(Some(bytes.into())),
                    // [MQTT-6.0.0-1]: MQTT goes in binary messages only.
                    Some(Message::Text(_)) => return Err(io::ErrorKind::InvalidData.into()),
                    Some(Message::Ping(_) | Message::Pong(_) | Message::Frame(_)) => {}
                    Some(Message::Close(_)) | None => return Ok(None),
                }
            },
        }
    }
}

impl Sender {
    /// Sends as one message, or as one write.
    pub(crate) async fn send(&mut self, bytes: &[u8]) -> io::Result<()> {
        match self {
            Self::Bytes(stream) => {
                stream.write_all(bytes).await?;
                stream.flush().await
            }
            Self::Messages(sink) => sink.send(Message::Binary(bytes.to_vec().into())).await.map_err(io::Error::other),
        }
    }

    /// Says that nothing more comes.
    pub(crate) async fn close(&mut self) -> io::Result<()> {
        match self {
            Self::Bytes(stream) => stream.shutdown().await,
            Self::Messages(sink) => match sink.close().await {
                Ok(()) | Err(tungstenite::Error::ConnectionClosed | tungstenite::Error::AlreadyClosed) => Ok(()),
                Err(error) => Err(io::Error::other(error)),
            },
        }
    }
}

/// Activation messages and their answers are far smaller.
const CHUNK: usize = 4 * 1024;

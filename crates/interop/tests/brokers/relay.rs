//! A WebSocket in front of a broker that has none: it carries bytes and knows nothing of them.

use std::io;
use std::net::SocketAddr;

use futures_util::{SinkExt, StreamExt};
use testkit::Listener;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio_tungstenite::accept_hdr_async;
use tokio_tungstenite::tungstenite::handshake::server::{ErrorResponse, Request, Response};
use tokio_tungstenite::tungstenite::{Bytes, Message};

/// Ends, with all connections through it, when it is dropped.
pub(crate) async fn relay_to(upstream: SocketAddr) -> Listener {
    Listener::start(move |near| carry(near, upstream)).await.unwrap()
}

async fn carry(near: TcpStream, upstream: SocketAddr) -> io::Result<()> {
    let mut far = TcpStream::connect(upstream).await?;
    far.set_nodelay(true)?;
    let socket = accept_hdr_async(near, agree_to_mqtt).await.map_err(io::Error::other)?;
    let (mut out, mut messages) = socket.split();
    let (mut from_far, mut to_far) = far.split();
    let up = async {
        while let Some(message) = messages.next().await {
            match message.map_err(io::Error::other)? {
                Message::Binary(bytes) => to_far.write_all(&bytes).await?,
                Message::Close(_) => break,
                Message::Text(_) => panic!("the client sends text"),
                Message::Ping(_) | Message::Pong(_) | Message::Frame(_) => {}
            }
        }
        to_far.shutdown().await
    };
    let down = async {
        let mut buffer = vec![0; 4096];
        while let count @ 1.. = from_far.read(&mut buffer).await? {
            let bytes = Bytes::copy_from_slice(&buffer[..count]);
            out.send(Message::Binary(bytes)).await.map_err(io::Error::other)?;
        }
        out.close().await.map_err(io::Error::other)
    };
    // The close of either side ends both.
    tokio::select! {
        ended = up => ended,
        ended = down => ended,
    }
}

#[expect(clippy::result_large_err, clippy::unnecessary_wraps, reason = "the signature is the library's")]
fn agree_to_mqtt(_: &Request, mut response: Response) -> Result<Response, ErrorResponse> {
    response.headers_mut().insert("sec-websocket-protocol", "mqtt".parse().unwrap());
    Ok(response)
}

//! A browser's end of a bridge, and the upstream that sends back what it gets.

use std::net::SocketAddr;

use futures_util::{SinkExt, StreamExt};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::{WebSocketStream, client_async};

use crate::bridges::Bridge;

/// An open WebSocket.
pub(crate) struct Client(WebSocketStream<TcpStream>);

impl Client {
    pub(crate) async fn open(bridge: &Bridge) -> Self {
        let stream = TcpStream::connect(bridge.address).await.expect("the bridge listens");
        stream.set_nodelay(true).expect("a socket without delay");
        let mut request = format!("ws://{}/mqtt", bridge.address).into_client_request().expect("a request");
        request.headers_mut().insert("sec-websocket-protocol", bridge.subprotocol.parse().expect("a header"));
        Self(client_async(request, stream).await.expect("the bridge accepts").0)
    }

    /// Hands a message of so many bytes to the system.
    pub(crate) async fn send(&mut self, bytes: usize) {
        self.0.send(Message::binary(vec![0x55; bytes])).await.expect("room");
    }

    /// Reads so many bytes, however they are cut into messages.
    pub(crate) async fn receive(&mut self, bytes: usize) {
        let mut received = 0;
        while received < bytes {
            match self.0.next().await {
                Some(Ok(Message::Binary(part))) => {
                    assert!(part.iter().all(|byte| *byte == 0x55), "the bridge changed the bytes");
                    received += part.len();
                }
                Some(Ok(_)) => {}
                other => panic!("no bytes but {other:?}"),
            }
        }
    }

    /// Sends a message and waits until it is back.
    pub(crate) async fn trip(&mut self, bytes: usize) {
        self.send(bytes).await;
        self.receive(bytes).await;
    }
}

/// Sends back what it gets, as long as the program runs; it works on the thread of the clients.
pub(crate) async fn echo() -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("an address");
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let _ = stream.set_nodelay(true);
            tokio::spawn(async move {
                let mut buffer = vec![0; 64 * 1024];
                while let Ok(count @ 1..) = stream.read(&mut buffer).await {
                    if stream.write_all(&buffer[..count]).await.is_err() {
                        return;
                    }
                }
            });
        }
    });
    address
}

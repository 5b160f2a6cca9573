//! A browser's end of a bridge.

use bytes::Bytes;
use futures_util::{SinkExt, StreamExt};
use tokio::net::TcpStream;
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

    /// Hands `count` messages of so many bytes to the system, as few times as the library can.
    pub(crate) async fn send(&mut self, count: usize, bytes: usize) {
        let message = Bytes::from(vec![0x55; bytes]);
        for _ in 0..count {
            self.0.feed(Message::Binary(message.clone())).await.expect("room");
        }
        self.0.flush().await.expect("room");
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
        self.send(1, bytes).await;
        self.receive(bytes).await;
    }
}

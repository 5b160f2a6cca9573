//! The broker sees what a client does wrong.
#![cfg(test)]

use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use scripted_broker::{Account, Act, Broker, End, Handshake, Script, packets};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::protocol::CloseFrame;
use tokio_tungstenite::{WebSocketStream, client_async};

type Client = WebSocketStream<TcpStream>;

const PATIENCE: Duration = Duration::from_secs(10);

/// What the broker says of a client that does this while the script is played.
async fn account(script: Script, subprotocol: &str, client: impl AsyncFnOnce(&mut Client)) -> Account {
    let broker = Broker::start(vec![script]).await.unwrap();
    let mut request = broker.address(0).into_client_request().unwrap();
    request.headers_mut().insert("sec-websocket-protocol", subprotocol.parse().unwrap());
    let authority = request.uri().authority().unwrap().to_string();
    let stream = TcpStream::connect(authority).await.unwrap();
    let (mut socket, _) = client_async(request, stream).await.unwrap();
    client(&mut socket).await;
    drop(socket);
    broker.account(0, PATIENCE).await.expect("the connection has ended")
}

fn binary(bytes: &[u8]) -> Message {
    Message::binary(bytes.to_vec())
}

#[tokio::test]
async fn records_packets_and_the_close_code() {
    let script = Script::new([Act::Await(packets::CONNECT)]);
    let account = account(script, "mqtt", async |client| {
        client.send(binary(&[0x10, 0x00])).await.unwrap();
        client.send(binary(&[0xe0, 0x00])).await.unwrap();
        let frame = CloseFrame { code: 4002.into(), reason: "".into() };
        client.send(Message::Close(Some(frame))).await.unwrap();
        while client.next().await.is_some() {}
    });
    let account = account.await;
    assert_eq!(account.sent, [[0x10, 0x00], [0xe0, 0x00]]);
    assert_eq!(account.late_packets(), [packets::DISCONNECT]);
    assert_eq!((account.end, account.deviation), (End::ByClient(4002), None));
}

#[tokio::test]
async fn sees_a_close_without_a_code() {
    let account = account(Script::new([]), "mqtt", async |client| {
        client.send(Message::Close(None)).await.unwrap();
        while client.next().await.is_some() {}
    });
    assert_eq!(account.await.end, End::ByClientWithoutCode);
}

#[tokio::test]
async fn sees_a_client_that_vanishes() {
    let account = account(Script::new([]), "mqtt", async |_| {}).await;
    assert_eq!(account.end, End::Vanished);
}

#[tokio::test]
async fn sees_text_messages() {
    let account = account(Script::new([]), "mqtt", async |client| client.send(Message::text("x")).await.unwrap()).await;
    assert_eq!(account.texts, 1);
}

#[tokio::test]
async fn sees_another_packet_than_was_due() {
    let script = Script::new([Act::Expect(packets::with_id(packets::PUBACK, 7).to_vec())]);
    let account = account(script, "mqtt", async |client| client.send(binary(&[0x40, 2, 0, 8])).await.unwrap()).await;
    assert_eq!(account.deviation.unwrap(), "at act 1: [40, 02, 00, 07] was due, not Some([40, 02, 00, 08])");
}

#[tokio::test]
async fn sees_other_subprotocols_than_mqtt() {
    let account = account(Script::new([]), "mqtt, mqttv3.1", async |_| {}).await;
    assert!(account.deviation.unwrap().contains("MQTT-6.0.0-3"));
}

#[tokio::test]
async fn sends_frames_and_cuts() {
    let parts = vec![b"ab".to_vec(), b"c".to_vec()];
    let script = Script::new([Act::Fragments(parts), Act::Text("t"), Act::Raw(vec![0x82, 1, 7]), Act::Cut]);
    let account = account(script, "mqtt", async |client| {
        assert_eq!(client.next().await.unwrap().unwrap(), binary(b"abc"));
        assert_eq!(client.next().await.unwrap().unwrap(), Message::text("t"));
        assert_eq!(client.next().await.unwrap().unwrap(), binary(&[7]));
        assert!(client.next().await.unwrap().is_err(), "it is cut without a close frame");
    });
    assert_eq!(account.await.end, End::ByServer);
}

#[tokio::test]
async fn answers_a_handshake_with_a_status() {
    let broker = Broker::start(vec![Script::that_only(Handshake::Status(404))]).await.unwrap();
    let authority = broker.address(0).trim_start_matches("ws://").trim_end_matches("/0").to_owned();
    let mut stream = TcpStream::connect(authority).await.unwrap();
    stream.write_all(b"GET /0 HTTP/1.1\r\nSec-WebSocket-Protocol: mqtt\r\n\r\n").await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 404 "), "{answer}");
    assert_eq!(broker.account(0, PATIENCE).await.unwrap().end, End::ByServer);
}

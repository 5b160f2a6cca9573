//! Bytes pass unchanged in both directions, and each side learns how the other ended.

mod support;

use std::time::Duration;

use futures_util::SinkExt;
use support::{Running, accept, closing, config, listener, receive, send, soon};
use testkit::RefusingAddress;
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use tokio_tungstenite::tungstenite::Message;

#[tokio::test]
async fn carries_bytes_both_ways_whatever_the_framing() {
    let (listener, address) = listener().await;
    let gateway = Running::start(config(address)).await;
    let mut client = gateway.open().await;
    let mut upstream = accept(&listener).await;

    let sent: Vec<u8> = (0..=255).cycle().take(100_000).collect();
    for part in sent.chunks(777) {
        send(&mut client, part).await;
    }
    let mut arrived = vec![0; sent.len()];
    soon(upstream.read_exact(&mut arrived)).await.expect("all bytes");
    assert_eq!(arrived, sent);

    for part in sent.chunks(9_999) {
        soon(upstream.write_all(part)).await.expect("room");
    }
    assert_eq!(receive(&mut client, sent.len()).await, sent);
}

#[tokio::test]
async fn tells_the_browser_that_the_upstream_closed_after_its_last_byte() {
    let (listener, address) = listener().await;
    let gateway = Running::start(config(address)).await;
    let mut client = gateway.open().await;
    let mut upstream = accept(&listener).await;
    upstream.write_all(b"\x20\x02\x00\x05").await.expect("room");
    drop(upstream);
    assert_eq!(receive(&mut client, 4).await, b"\x20\x02\x00\x05");
    let (code, reason) = closing(&mut client).await;
    assert_eq!(code, 1000);
    assert_eq!(reason, "upstream-closed: the MQTT server closed the connection");
}

#[tokio::test]
async fn tells_the_upstream_that_the_browser_closed_after_its_last_byte() {
    let (listener, address) = listener().await;
    let gateway = Running::start(config(address)).await;
    let mut client = gateway.open().await;
    let mut upstream = accept(&listener).await;
    send(&mut client, b"\xe0\x00").await;
    soon(client.close(None)).await.expect("a close frame goes out");
    let mut arrived = Vec::new();
    soon(upstream.read_to_end(&mut arrived)).await.expect("an orderly end");
    assert_eq!(arrived, b"\xe0\x00");
}

#[tokio::test]
async fn delivers_what_a_browser_sent_before_it_vanished() {
    let (listener, address) = listener().await;
    let gateway = Running::start(config(address)).await;
    let mut client = gateway.open().await;
    let mut upstream = accept(&listener).await;
    send(&mut client, b"\xe0\x00").await;
    drop(client);
    let mut arrived = Vec::new();
    soon(upstream.read_to_end(&mut arrived)).await.expect("an orderly end");
    assert_eq!(arrived, b"\xe0\x00");
}

#[tokio::test]
async fn tells_the_browser_that_nothing_listens() {
    let refusing = RefusingAddress::new().expect("a free port");
    let gateway = Running::start(config(refusing.address())).await;
    let mut client = gateway.open().await;
    let (code, reason) = closing(&mut client).await;
    assert_eq!(code, 4501);
    assert_eq!(reason, "upstream-refused: no service is listening at the MQTT server's address");
}

#[tokio::test]
async fn mqtt_6_0_0_1_refuses_a_text_message() {
    let (listener, address) = listener().await;
    let gateway = Running::start(config(address)).await;
    let mut client = gateway.open().await;
    let mut upstream = accept(&listener).await;
    soon(client.send(Message::text("hello"))).await.expect("the message goes out");
    let (code, reason) = closing(&mut client).await;
    assert_eq!(code, 1003);
    assert_eq!(reason, "text-message: a text message was received; MQTT requires binary messages");
    let mut arrived = Vec::new();
    soon(upstream.read_to_end(&mut arrived)).await.expect("an orderly end");
    assert!(arrived.is_empty());
}

#[tokio::test]
async fn refuses_a_message_over_the_limit_and_says_how_large_one_may_be() {
    let (listener, address) = listener().await;
    let mut config = config(address);
    config.limits.message_size = 1000;
    let gateway = Running::start(config).await;
    let mut client = gateway.open().await;
    let _upstream = accept(&listener).await;
    send(&mut client, &vec![0; 200_000]).await;
    let (code, reason) = closing(&mut client).await;
    assert_eq!(code, 1009);
    assert_eq!(reason, "too-large: the message is larger than 1000 bytes");
}

#[tokio::test]
async fn adds_no_delay_of_nagle_to_small_packets() {
    let (listener, address) = listener().await;
    let gateway = Running::start(config(address)).await;
    let mut client = gateway.open().await;
    let mut upstream = accept(&listener).await;
    let started = std::time::Instant::now();
    for _ in 0..20 {
        // Two writes without a read between them are what Nagle's algorithm holds back.
        send(&mut client, b"ab").await;
        send(&mut client, b"cd").await;
        let mut arrived = [0; 4];
        soon(upstream.read_exact(&mut arrived)).await.expect("four bytes");
        upstream.write_all(b"x").await.expect("room");
        receive(&mut client, 1).await;
    }
    assert!(started.elapsed() < Duration::from_millis(400), "{:?}", started.elapsed());
}

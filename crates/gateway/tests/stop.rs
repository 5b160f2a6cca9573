//! Stopping: running activations finish, nobody new gets in, and the last ones are told.
#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]

mod support;

use std::time::{Duration, Instant};

use futures_util::{SinkExt, StreamExt};
use support::{Running, accept, begin, closing, config, listener, receive, send, soon};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::Message;

#[tokio::test]
async fn lets_a_running_connection_finish() {
    let (listener, address) = listener().await;
    let gateway = Running::start(config(address)).await;
    let mut client = gateway.open().await;
    let mut upstream = accept(&listener).await;
    begin(&mut client, &mut upstream).await;
    gateway.stop();
    soon(async {
        while TcpStream::connect(gateway.address).await.is_ok() {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    })
    .await;
    send(&mut client, b"still").await;
    let mut arrived = [0; 5];
    soon(upstream.read_exact(&mut arrived)).await.expect("all bytes");
    upstream.write_all(b"here").await.expect("room");
    assert_eq!(receive(&mut client, 4).await, b"here");
    drop(upstream);
    assert_eq!(closing(&mut client).await.0, 1000);
    drop(client);
    gateway.stopped().await;
}

#[tokio::test]
async fn tells_those_who_are_left_when_the_grace_is_over() {
    let (listener, address) = listener().await;
    let mut config = config(address);
    config.limits.shutdown_timeout = Duration::from_millis(150);
    let gateway = Running::start(config).await;
    let mut client = gateway.open().await;
    let mut upstream = accept(&listener).await;
    begin(&mut client, &mut upstream).await;
    let started = Instant::now();
    gateway.stop();
    let sentence = "gateway-stopping: the gateway is shutting down";
    assert_eq!(closing(&mut client).await, (1001, sentence.to_owned()));
    assert!(started.elapsed() >= Duration::from_millis(150));
    let mut rest = Vec::new();
    soon(upstream.read_to_end(&mut rest)).await.expect("an orderly end");
    gateway.stopped().await;
}

#[tokio::test]
async fn tells_a_connection_that_is_busy_both_ways() {
    let (listener, address) = listener().await;
    let mut config = config(address);
    config.limits.shutdown_timeout = Duration::from_millis(150);
    let gateway = Running::start(config).await;
    let client = gateway.open().await;
    let (mut from_gateway, mut to_gateway) = tokio::io::split(accept(&listener).await);
    let reading = tokio::spawn(async move { tokio::io::copy(&mut from_gateway, &mut tokio::io::sink()).await });
    let writing = tokio::spawn(async move { while to_gateway.write_all(&[0; 4096]).await.is_ok() {} });
    let (mut writer, mut reader) = client.split();
    let sending = tokio::spawn(async move { while writer.send(Message::binary(vec![0; 4096])).await.is_ok() {} });
    gateway.stop();
    let code = soon(async {
        loop {
            match reader.next().await {
                Some(Ok(Message::Close(Some(frame)))) => return u16::from(frame.code),
                Some(Ok(_)) => {}
                other => panic!("no close frame but {other:?}"),
            }
        }
    });
    assert_eq!(code.await, 1001);
    sending.abort();
    writing.abort();
    reading.abort();
    drop(reader);
    gateway.stopped().await;
}

#[tokio::test]
async fn ends_at_once_when_asked_a_second_time() {
    let (listener, address) = listener().await;
    let gateway = Running::start(config(address)).await;
    let mut client = gateway.open().await;
    let mut upstream = accept(&listener).await;
    begin(&mut client, &mut upstream).await;
    gateway.stop();
    gateway.stop();
    let started = Instant::now();
    assert_eq!(closing(&mut client).await.0, 1001);
    assert!(started.elapsed() < Duration::from_secs(1), "{:?}", started.elapsed());
    drop(client);
    gateway.stopped().await;
}

#[tokio::test]
async fn stops_at_once_when_nobody_is_there() {
    let (_, unused) = listener().await;
    let gateway = Running::start(config(unused)).await;
    gateway.stop();
    let started = Instant::now();
    gateway.stopped().await;
    assert!(started.elapsed() < Duration::from_secs(1), "{:?}", started.elapsed());
}

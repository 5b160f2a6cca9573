//! Connections that have carried no byte yet, such as those that the page opens ahead of their use.
#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]

mod support;

use std::time::{Duration, Instant};

use gateway::config::{ClientFiles, DEFAULT_NAME, Fingerprint, Upstream};
use socket2::SockRef;
use support::http::get;
use support::{Client, Running, accept, begin, closing, config, connect_from, listener, receive, send, soon};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// Returns once the gateway counts so.
async fn counted(gateway: &Running, line: &str) {
    let found = soon(async {
        loop {
            let metrics = get(gateway.address, "/metrics", &[]).await.text().to_owned();
            if metrics.lines().any(|found| found == line) {
                return metrics;
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    })
    .await;
    assert!(!found.contains("gateway_connections_opened_total{"), "it is no attempt: {found}");
}

fn ended(outcome: &str) -> String {
    format!("gateway_connections_closed_unused_total{{upstream=\"default\",outcome=\"{outcome}\"}} 1")
}

/// Answers what the browser sends, which shows that the connection is there still.
async fn exchange((client, upstream): &mut (Client, TcpStream)) {
    begin(client, upstream).await;
    soon(upstream.write_all(b"S")).await.expect("room");
    assert_eq!(receive(client, 1).await, b"S");
}

async fn open(gateway: &Running, listener: &TcpListener) -> (Client, TcpStream) {
    let client = gateway.open().await;
    (client, accept(listener).await)
}

/// A gateway that holds so many connections.
async fn limited(connections: usize) -> (Running, TcpListener) {
    let (listener, address) = listener().await;
    let mut config = config(address);
    config.limits.connections = connections;
    (Running::start(config).await, listener)
}

#[tokio::test]
async fn ends_with_its_upstream_and_counts_as_no_attempt() {
    for (is_reset, code, outcome) in [(false, 1000, "upstream-closed"), (true, 4505, "upstream-reset")] {
        let (gateway, listener) = limited(9).await;
        let (mut client, upstream) = open(&gateway, &listener).await;
        counted(&gateway, "gateway_connections_unused 1").await;
        if is_reset {
            SockRef::from(&upstream).set_linger(Some(Duration::ZERO)).expect("a socket that can be reset");
        }
        drop(upstream);
        assert_eq!(closing(&mut client).await.0, code);
        counted(&gateway, &ended(outcome)).await;
    }
}

#[tokio::test]
async fn counts_as_an_attempt_from_the_first_byte_on() {
    let (gateway, listener) = limited(9).await;
    let (mut client, mut upstream) = open(&gateway, &listener).await;
    begin(&mut client, &mut upstream).await;
    let metrics = get(gateway.address, "/metrics", &[]).await;
    for line in [
        "gateway_connections 1",
        "gateway_connections_unused 0",
        "gateway_connections_opened_total{upstream=\"default\"} 1",
    ] {
        assert!(metrics.text().lines().any(|found| found == line), "{line} in {}", metrics.text());
    }
}

#[tokio::test]
async fn a_full_gateway_closes_the_one_that_is_unused_for_longest_and_never_a_used_one() {
    let (gateway, listener) = limited(3).await;
    let mut used = open(&gateway, &listener).await;
    exchange(&mut used).await;
    let (mut older, mut older_upstream) = open(&gateway, &listener).await;
    let mut younger = open(&gateway, &listener).await;
    let mut new = open(&gateway, &listener).await;
    let sentence = "gateway-full: the gateway has reached its connection limit";
    assert_eq!(closing(&mut older).await, (1013, sentence.to_owned()));
    let mut nothing = Vec::new();
    soon(older_upstream.read_to_end(&mut nothing)).await.expect("an orderly end");
    assert!(nothing.is_empty());
    for connection in [&mut used, &mut younger, &mut new] {
        exchange(connection).await;
    }
    // Now all are used.
    assert_eq!(closing(&mut gateway.open().await).await.0, 1013);
    for connection in [&mut used, &mut younger, &mut new] {
        exchange(connection).await;
    }
}

#[tokio::test]
async fn an_address_at_its_limit_closes_one_of_its_own() {
    let (listener, address) = listener().await;
    let mut config = config(address);
    config.limits.connections_per_address = 1;
    let gateway = Running::start(config).await;
    let stream = connect_from([127, 0, 0, 2], gateway.address).await;
    let mut foreign =
        (gateway.try_open_on(stream, gateway.request("/mqtt")).await.expect("a bridge"), accept(&listener).await);
    let (mut first, _upstream) = open(&gateway, &listener).await;
    let mut second = open(&gateway, &listener).await;
    assert_eq!(closing(&mut first).await.0, 1013);
    exchange(&mut second).await;
    exchange(&mut foreign).await;
}

#[tokio::test]
async fn does_not_hold_up_a_shutdown_while_a_used_one_goes_on() {
    let (gateway, listener) = limited(9).await;
    let mut used = open(&gateway, &listener).await;
    begin(&mut used.0, &mut used.1).await;
    let (mut unused, _upstream) = open(&gateway, &listener).await;
    let started = Instant::now();
    gateway.stop();
    let sentence = "gateway-stopping: the gateway is shutting down";
    assert_eq!(closing(&mut unused).await, (1001, sentence.to_owned()));
    // Used ones have 30 s.
    assert!(started.elapsed() < Duration::from_secs(5), "{:?}", started.elapsed());
    exchange(&mut used).await;
    drop(used);
    gateway.stopped().await;
}

#[tokio::test]
async fn is_used_from_the_moment_when_its_first_byte_waits_for_the_upstream() {
    let (listener, address) = listener().await;
    let mut config = config(address);
    config.limits.connect = Duration::from_secs(1);
    let pin = Some(Fingerprint::of(b"any"));
    let to = format!("mqtts://{address}").parse().expect("valid address");
    let files = ClientFiles { pin, ..ClientFiles::default() };
    let upstream = Upstream::new(DEFAULT_NAME, to, &files, None).expect("usable files");
    config.upstreams.insert(upstream);
    let gateway = Running::start(config).await;
    // It takes the connection and never answers the TLS greeting.
    let (mut client, _silent) = open(&gateway, &listener).await;
    send(&mut client, b"CONNECT").await;
    let line = "gateway_connections_opened_total{upstream=\"default\"} 1";
    soon(async { while !get(gateway.address, "/metrics", &[]).await.text().contains(line) {} }).await;
    gateway.stop();
    assert_eq!(closing(&mut client).await.0, 4502, "the dial goes on");
    drop(client);
    gateway.stopped().await;
}

//! Which requests may open a bridge, and which may not.
#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]

mod support;

use std::net::SocketAddr;

use gateway::config::{Origins, is_name};
use support::http::{ask, get};
use support::{Running, accept, begin, closing, config, listener, receive, soon, upstream};
use tokio::io::AsyncWriteExt;
use tokio_tungstenite::tungstenite::Error;
use tokio_tungstenite::tungstenite::http::{HeaderValue, Request};

fn with(mut request: Request<()>, name: &'static str, value: &str) -> Request<()> {
    let value = HeaderValue::from_str(value).expect("a header");
    request.headers_mut().insert(name, value);
    request
}

fn without(mut request: Request<()>, name: &'static str) -> Request<()> {
    request.headers_mut().remove(name);
    request
}

async fn unused() -> SocketAddr {
    listener().await.1
}

#[tokio::test]
async fn refuses_a_page_of_a_foreign_origin() {
    let (listener, address) = listener().await;
    let gateway = Running::start(config(address)).await;
    for origin in ["https://evil.example", "null", "http://127.0.0.1:1", "file://"] {
        let request = with(gateway.request("/mqtt"), "origin", origin);
        assert_eq!(gateway.refusal(request).await, 403, "{origin}");
    }
    let rebound = with(gateway.request("/mqtt"), "origin", "http://evil.example");
    assert_eq!(gateway.refusal(with(rebound, "host", "evil.example")).await, 421);
    let own = format!("http://{}", gateway.address);
    let client = gateway.try_open(with(gateway.request("/mqtt"), "origin", &own)).await;
    assert!(client.is_ok(), "its own page");
    accept(&listener).await;
}

#[tokio::test]
async fn admits_a_page_that_its_operator_listed() {
    let (listener, address) = listener().await;
    let mut config = config(address);
    let listed = "https://provision.example".parse().expect("an origin");
    config.origins = Origins::new(vec![listed], &[]);
    let gateway = Running::start(config).await;
    let request = with(gateway.request("/mqtt"), "origin", "https://provision.example");
    gateway.try_open(request).await.expect("a listed page");
    accept(&listener).await;
}

#[tokio::test]
async fn admits_its_own_page_where_the_proxy_in_front_writes_the_port_into_the_host() {
    let (listener, address) = listener().await;
    let mut config = config(address);
    config.origins = Origins::new(Vec::new(), &["provision.example".parse().expect("a name")]);
    let gateway = Running::start(config).await;
    for host in ["provision.example", "provision.example:443", "Provision.Example"] {
        let request = with(gateway.request("/mqtt"), "origin", "https://provision.example");
        gateway.try_open(with(request, "host", host)).await.expect("its own page");
        accept(&listener).await;
    }
}

#[tokio::test]
async fn a_refused_page_can_ask_for_the_reason() {
    let gateway = Running::start(config(unused().await)).await;
    let own = format!("origin: http://{}", gateway.address);
    for (path, headers, status, word) in [
        ("/mqtt", "origin: https://provision.example", 403, "foreign-origin"),
        ("/mqtt", "origin: null", 403, "foreign-origin"),
        ("/mqtt/other", own.as_str(), 404, "unlisted-upstream"),
        ("/mqtt", own.as_str(), 426, "no-websocket"),
    ] {
        // A browser states its origin with a POST also where the page is the gateway's own.
        let answer = ask(gateway.address, "POST", path, &[headers]).await;
        assert_eq!(answer.status, status, "{headers}");
        assert!(answer.text().starts_with(&format!("{word}: ")), "{}", answer.text());
    }
}

#[tokio::test]
async fn refuses_an_upstream_that_is_not_listed() {
    let gateway = Running::start(config(unused().await)).await;
    for path in ["/mqtt/other", "/mqtt/127.0.0.1:11883", "/mqtt/tcp:%2F%2F127.0.0.1:1", "/mqtt/default/x"] {
        assert_eq!(gateway.refusal(gateway.request(path)).await, 404, "{path}");
    }
    let address_as_query = gateway.request("/mqtt?upstream=tcp://127.0.0.1:1");
    let mut client = gateway.try_open(address_as_query).await.expect("the default upstream");
    assert_eq!(closing(&mut client).await.0, 4501, "the query changes nothing");
}

#[tokio::test]
async fn bridges_to_the_upstream_of_the_name() {
    let (first, first_address) = listener().await;
    let (second, second_address) = listener().await;
    let mut config = config(first_address);
    config.upstreams.insert(upstream("site-b", &format!("tcp://{second_address}")));
    let gateway = Running::start(config).await;
    for (path, listener, word) in
        [("/mqtt", &first, b"one"), ("/mqtt/default", &first, b"uno"), ("/mqtt/site-b", &second, b"two")]
    {
        let mut client = gateway.try_open(gateway.request(path)).await.expect("a listed upstream");
        accept(listener).await.write_all(word).await.expect("room");
        assert_eq!(receive(&mut client, 3).await, word);
    }
    assert!(is_name("site-b") && !is_name("") && !is_name("Site") && !is_name("a/b"));
}

#[tokio::test]
async fn mqtt_6_0_0_3_requires_the_subprotocol() {
    let gateway = Running::start(config(unused().await)).await;
    let none = without(gateway.request("/mqtt"), "sec-websocket-protocol");
    assert_eq!(gateway.refusal(none).await, 400);
    let other = with(gateway.request("/mqtt"), "sec-websocket-protocol", "mqttv3.1, wamp");
    assert_eq!(gateway.refusal(other).await, 400);
    let several = with(gateway.request("/mqtt"), "sec-websocket-protocol", "mqttv3.1, mqtt");
    // The client library itself checks that the chosen subprotocol is one that it offered.
    assert!(gateway.try_open(several).await.is_ok());
}

#[tokio::test]
async fn refuses_what_is_no_opening_handshake() {
    let gateway = Running::start(config(unused().await)).await;
    let version = with(gateway.request("/mqtt"), "sec-websocket-version", "8");
    let Err(Error::Http(refusal)) = gateway.try_open(version).await else { panic!("the gateway accepts") };
    assert_eq!(
        (refusal.status().as_u16(), &refusal.headers()["sec-websocket-version"]),
        (426, &HeaderValue::from_static("13"))
    );
    let ordinary = get(gateway.address, "/mqtt", &[]).await;
    assert_eq!((ordinary.status, ordinary.header("upgrade")), (426, Some("websocket")));
    let upgrade = ["upgrade: websocket", "sec-websocket-version: 13", "sec-websocket-protocol: mqtt"];
    assert_eq!(get(gateway.address, "/mqtt", &upgrade).await.status, 400, "without a key");
}

#[tokio::test]
async fn accepts_the_websocket_to_say_that_the_gateway_is_full() {
    let (listener, address) = listener().await;
    let mut config = config(address);
    config.limits.connections = 1;
    let gateway = Running::start(config).await;
    let mut first = gateway.open().await;
    let mut upstream = accept(&listener).await;
    begin(&mut first, &mut upstream).await;
    let sentence = "gateway-full: the gateway has reached its connection limit";
    assert_eq!(closing(&mut gateway.open().await).await, (1013, sentence.to_owned()));
    drop(first);
    soon(async {
        // The slot is free as soon as the gateway has noticed that the first browser is gone.
        loop {
            let mut client = gateway.open().await;
            let upstream = tokio::time::timeout(std::time::Duration::from_millis(100), listener.accept()).await;
            if upstream.is_ok() {
                break;
            }
            assert_eq!(closing(&mut client).await.0, 1013);
        }
    })
    .await;
}

#[tokio::test]
async fn one_address_cannot_take_all_slots() {
    let (listener, address) = listener().await;
    let mut config = config(address);
    config.limits.connections_per_address = 1;
    config.trusted_proxies = vec![std::net::IpAddr::from([127, 0, 0, 1]).into()].into();
    let gateway = Running::start(config).await;
    let from = |address: &str| with(gateway.request("/mqtt"), "x-forwarded-for", address);
    let mut first = gateway.try_open(from("192.0.2.1")).await.expect("a first slot");
    let mut upstream = accept(&listener).await;
    begin(&mut first, &mut upstream).await;
    let mut second = gateway.try_open(from("192.0.2.1")).await.expect("an open door");
    assert_eq!(closing(&mut second).await.0, 1013);
    let _other = gateway.try_open(from("192.0.2.2")).await.expect("another address");
    accept(&listener).await;
}

//! Whether a simulated EnOS stands behind an upstream, as the page is told it.
#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]

mod support;

use std::net::SocketAddr;

use gateway::config::{DEFAULT_NAME, Upstreams};
use support::http::{Answer, get};
use support::{Running, accept, config, listener, soon, upstream};
use testkit::RefusingAddress;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

const NONCE: &str = "0123456789abcdef";

/// A gateway whose default upstream is marked, or not.
async fn gateway(address: SocketAddr, is_marked: bool) -> Running {
    let mut config = config(address);
    let mut upstreams = Upstreams::default();
    let upstream = upstream(DEFAULT_NAME, &format!("tcp://{address}"));
    upstreams.insert(if is_marked { upstream.simulated() } else { upstream });
    config.upstreams = upstreams;
    Running::start(config).await
}

/// Answers one connection with this text once a request has come, and gives back what came.
fn answers(listener: TcpListener, text: String) -> JoinHandle<String> {
    tokio::spawn(async move {
        let mut stream = accept(&listener).await;
        let mut request = vec![0; 1024];
        let count = stream.read(&mut request).await.unwrap_or_default();
        // Who expects something else may have gone.
        let _ = stream.write_all(text.as_bytes()).await;
        request.truncate(count);
        String::from_utf8_lossy(&request).into_owned()
    })
}

fn identity(name: &str, nonce: &str) -> String {
    format!(
        "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{{\"name\":\"{name}\",\"version\":\"1.2.3\",\"nonce\":\"{nonce}\"}}"
    )
}

async fn ask(gateway: &Running) -> Answer {
    soon(get(gateway.address, &format!("/mqtt?nonce={NONCE}"), &[])).await
}

#[tokio::test]
async fn a_marked_upstream_that_gives_the_nonce_back_is_a_simulated_enos() {
    let (listener, address) = listener().await;
    let gateway = gateway(address, true).await;
    let upstream = answers(listener, identity("simulated EnOS", NONCE));
    let answer = ask(&gateway).await;
    let expected = format!(r#"{{"name":"simulated EnOS","nonce":"{NONCE}","simulated":true,"version":"1.2.3"}}"#);
    assert_eq!((answer.status, answer.text()), (200, expected.as_str()));
    assert_eq!(answer.header("cache-control"), Some("no-store"));
    let request = soon(upstream).await.expect("a request");
    assert!(request.starts_with(&format!("GET /identity?nonce={NONCE} HTTP/1.1\r\n")), "{request}");
}

#[tokio::test]
async fn a_marked_upstream_that_says_something_else_is_none() {
    for text in [
        identity("EnOS", NONCE),
        identity("simulated EnOS", "another"),
        String::from_utf8_lossy(&[0x20, 0x02, 0x00, 0x05]).into_owned(),
        "SSH-2.0-OpenSSH_9\r\n".to_owned(),
        String::new(),
    ] {
        let (listener, address) = listener().await;
        let gateway = gateway(address, true).await;
        let _upstream = answers(listener, text.clone());
        assert_eq!(ask(&gateway).await.text(), r#"{"simulated":false}"#, "{text}");
    }
}

#[tokio::test]
async fn an_upstream_without_the_mark_is_sent_nothing() {
    let (listener, address) = listener().await;
    let gateway = gateway(address, false).await;
    let mut upstream = tokio::spawn(async move { listener.accept().await.map(|_| ()) });
    assert_eq!(ask(&gateway).await.text(), r#"{"simulated":false}"#);
    assert!(!upstream.is_finished(), "nobody connected to it");
    upstream.abort();
    let _ = (&mut upstream).await;
}

#[tokio::test]
async fn an_upstream_that_is_not_there_is_none() {
    let refusing = RefusingAddress::new().expect("a free port");
    let gateway = gateway(refusing.address(), true).await;
    assert_eq!(ask(&gateway).await.text(), r#"{"simulated":false}"#);
    let unlisted = soon(get(gateway.address, &format!("/mqtt/no-such?nonce={NONCE}"), &[])).await;
    assert_eq!((unlisted.status, unlisted.text()), (200, r#"{"simulated":false}"#));
}

#[tokio::test]
async fn only_a_page_that_may_use_the_bridge_may_read_the_answer() {
    let refusing = RefusingAddress::new().expect("a free port");
    let mut config = config(refusing.address());
    config.origins = gateway::config::Origins::new(vec!["https://page.example".parse().expect("an origin")], &[]);
    let gateway = Running::start(config).await;
    let allowed = |origin: &'static str| {
        let address = gateway.address;
        async move {
            let answer = get(address, &format!("/mqtt?nonce={NONCE}"), &[origin]).await;
            answer.header("access-control-allow-origin").map(str::to_owned)
        }
    };
    assert_eq!(allowed("origin: https://page.example").await.as_deref(), Some("https://page.example"));
    assert_eq!(allowed("origin: https://other.example").await, None);
}

#[tokio::test]
async fn a_request_without_a_nonce_is_refused_as_before() {
    let (_listener, address) = listener().await;
    let gateway = gateway(address, true).await;
    assert_eq!(get(gateway.address, "/mqtt", &[]).await.status, 426);
    assert_eq!(get(gateway.address, "/mqtt?nonce=%0d%0a", &[]).await.status, 426);
}

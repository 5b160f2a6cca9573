//! HTTPS in front: a given certificate, its exchange, and a self-made one.
#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]

mod support;

use std::path::Path;
use std::time::{Duration, Instant};

use gateway::Server;
use gateway::config::{Config, ServerTls};
use rustls::RootCertStore;
use support::authority::{Authority, Pair, connect_tls, roots};
use support::http::{Answer, parse};
use support::{LOOK, Running, accept, listener, receive, soon};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio_rustls::client::TlsStream;
use tokio_tungstenite::client_async;

fn with(address: std::net::SocketAddr, tls: ServerTls) -> Config {
    Config { tls: Some(tls), ..support::config(address) }
}

fn given(pair: &Pair) -> ServerTls {
    ServerTls::Files { certificate: pair.certificate.clone(), key: pair.key.clone() }
}

async fn connect(gateway: &Running, roots: RootCertStore) -> std::io::Result<TlsStream<TcpStream>> {
    let stream = TcpStream::connect(gateway.address).await.expect("the gateway listens");
    connect_tls(stream, roots).await
}

async fn is_well(gateway: &Running, root: &Path) -> bool {
    match connect(gateway, roots(root)).await {
        Ok(stream) => ask(stream, "/healthz", &gateway.address.to_string()).await.status == 200,
        Err(_) => false,
    }
}

/// Asks for `path` under the name `host`.
async fn ask(mut stream: TlsStream<TcpStream>, path: &str, host: &str) -> Answer {
    let request = format!("GET {path} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await.expect("room");
    let mut answer = Vec::new();
    let _ = soon(stream.read_to_end(&mut answer)).await;
    parse(&answer).expect("an answer")
}

#[tokio::test]
async fn bridges_a_browser_that_came_by_wss() {
    let authority = Authority::new();
    let (listener, address) = listener().await;
    let gateway = Running::start(with(address, given(&authority.issue("front")))).await;
    let stream = connect(&gateway, roots(&authority.root())).await.expect("a handshake");
    let request = gateway.request("/mqtt");
    let (mut client, _) = Box::pin(soon(client_async(request, stream))).await.expect("the gateway accepts");
    let mut upstream = accept(&listener).await;
    let sent: Vec<u8> = (0..=255).cycle().take(50_000).collect();
    upstream.write_all(&sent).await.expect("room");
    assert_eq!(receive(&mut client, sent.len()).await, sent);
    drop(client);
    let mut rest = Vec::new();
    soon(upstream.read_to_end(&mut rest)).await.expect("an orderly end");
}

#[tokio::test]
async fn shows_a_new_certificate_without_a_restart() {
    let (old, new) = (Authority::named("old"), Authority::named("new"));
    let (_, unused) = listener().await;
    let pair = old.issue("front");
    let gateway = Running::start(with(unused, given(&pair))).await;
    assert!(is_well(&gateway, &old.root()).await);
    assert!(!is_well(&gateway, &new.root()).await);

    // Half of an exchange leaves the certificate in use as it is.
    let renewed = new.issue("front");
    std::fs::copy(&renewed.certificate, &pair.certificate).expect("a file");
    let copied = Instant::now();
    while copied.elapsed() < 10 * LOOK {
        assert!(is_well(&gateway, &old.root()).await);
    }

    std::fs::copy(&renewed.key, &pair.key).expect("a file");
    soon(async { while !is_well(&gateway, &new.root()).await {} }).await;
}

#[tokio::test]
async fn answers_under_the_names_of_its_own_certificate_and_no_others() {
    let authority = Authority::new();
    let (_, unused) = listener().await;
    let pair = authority.issue_for_all("front", &["bridge.example", "*.gateways.example"]);
    let gateway = Running::start(with(unused, given(&pair))).await;
    for (host, status) in [
        ("bridge.example", 200),
        ("Bridge.Example:8443", 200),
        ("site-b.gateways.example", 200),
        ("a.site-b.gateways.example", 421),
        ("gateways.example", 421),
        ("evil.example", 421),
    ] {
        let stream = connect(&gateway, roots(&authority.root())).await.expect("a handshake");
        let answer = ask(stream, "/healthz", host).await;
        assert_eq!(answer.status, status, "{host}");
        assert_eq!(answer.header("strict-transport-security"), Some("max-age=31536000"), "the certificate is given");
    }
}

#[tokio::test]
async fn a_kept_self_made_certificate_can_be_trusted_by_its_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let tls = ServerTls::SelfMade { names: vec!["127.0.0.1".to_owned()], keep: Some(folder.path().to_owned()) };
    let (_, unused) = listener().await;
    let gateway = Running::start(with(unused, tls)).await;
    assert!(is_well(&gateway, &folder.path().join("gateway-certificate.pem")).await);
}

#[tokio::test]
async fn says_its_address_and_fingerprint() {
    let (_, unused) = listener().await;
    let tls = ServerTls::SelfMade { names: vec!["127.0.0.1".to_owned()], keep: None };
    let server = Server::start(with(unused, tls)).await.expect("the gateway starts");
    assert_eq!(server.url(), format!("https://{}", server.address()));
    assert_eq!(server.fingerprint().map(|text| text.len()), Some(95));
    let plain = Server::start(support::config(unused)).await.expect("the gateway starts");
    assert_eq!(plain.fingerprint(), None);
}

#[tokio::test]
async fn refuses_to_start_with_files_that_do_not_belong_together() {
    let authority = Authority::new();
    let (one, other) = (authority.issue("one"), authority.issue("other"));
    let (_, unused) = listener().await;
    let mixed = Pair { certificate: one.certificate.clone(), key: other.key };
    let Err(error) = Server::start(with(unused, given(&mixed))).await else { panic!("it starts") };
    let start = format!("the certificate '{}' cannot be used: ", one.certificate.display());
    assert!(error.to_string().starts_with(&start), "{error}");
}

#[tokio::test]
async fn a_visitor_who_speaks_no_tls_is_cut() {
    let authority = Authority::new();
    let (_, unused) = listener().await;
    let mut config = with(unused, given(&authority.issue("front")));
    config.limits.handshake = Duration::from_millis(200);
    let gateway = Running::start(config).await;
    for garbage in [b"GET / HTTP/1.1\r\n\r\n".as_slice(), b"\x16\x03\x01", b""] {
        let answer = support::http::raw(gateway.address, garbage).await;
        assert!(!answer.starts_with(b"HTTP"), "{answer:?}");
    }
    assert!(is_well(&gateway, &authority.root()).await);
}

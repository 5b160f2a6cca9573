//! TLS with upstreams: what works, and what the page is told when it does not.

#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]

mod support;

use std::net::SocketAddr;
use std::time::Duration;

use gateway::config::{ClientFiles, Config, DEFAULT_NAME, Upstream};
use rustls::SupportedProtocolVersion;
use rustls::version::{TLS12, TLS13};
use support::authority::{Authority, Pair, accept_tls, mqtts};
use support::{Running, accept, closing, config, listener, receive, send, soon};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

fn to(address: SocketAddr, files: &ClientFiles, server_name: Option<&str>) -> Config {
    let mut config = config(address);
    let address = mqtts(address).parse().expect("valid address");
    let upstream = Upstream::new(DEFAULT_NAME, address, files, server_name).expect("usable files");
    config.upstreams.insert(upstream);
    config
}

/// Carries a few bytes there and back through an upstream that asks for a client certificate.
async fn two_way(version: &'static SupportedProtocolVersion) {
    let authority = Authority::new();
    let acceptor = Authority::acceptor(&authority.issue("server"), Some(&authority), &[version]);
    let (listener, address) = listener().await;
    let client = authority.issue("client");
    let gateway = Running::start(to(address, &authority.files(Some(&client)), None)).await;
    let (mut browser, upstream) = tokio::join!(gateway.open(), accept_tls(&listener, &acceptor));
    let mut upstream = upstream.expect("a handshake");
    send(&mut browser, b"ping").await;
    let mut arrived = [0; 4];
    soon(upstream.read_exact(&mut arrived)).await.expect("four bytes");
    assert_eq!(&arrived, b"ping");
    upstream.write_all(b"pong").await.expect("room");
    upstream.flush().await.expect("room");
    assert_eq!(receive(&mut browser, 4).await, b"pong");
    upstream.shutdown().await.expect("a goodbye");
    assert_eq!(closing(&mut browser).await.0, 1000);
}

#[tokio::test]
async fn shows_its_client_certificate_in_tls_1_2() {
    two_way(&TLS12).await;
}

#[tokio::test]
async fn shows_its_client_certificate_in_tls_1_3() {
    two_way(&TLS13).await;
}

/// What the page is told when an upstream shows `pair` to a gateway with `files`.
async fn told(
    pair: &Pair,
    clients: Option<&Authority>,
    files: &ClientFiles,
    version: &'static SupportedProtocolVersion,
) -> (u16, String) {
    let acceptor = Authority::acceptor(pair, clients, &[version]);
    let (listener, address) = listener().await;
    let gateway = Running::start(to(address, files, None)).await;
    let serving = tokio::spawn(async move {
        if let Some(mut stream) = accept_tls(&listener, &acceptor).await {
            let mut rest = Vec::new();
            let _ = stream.read_to_end(&mut rest).await;
        }
    });
    let told = closing(&mut gateway.open().await).await;
    soon(serving).await.expect("the upstream does not panic");
    told
}

#[tokio::test]
async fn says_that_it_does_not_trust_the_issuer() {
    let (authority, stranger) = (Authority::new(), Authority::named("stranger"));
    let told = told(&stranger.issue("server"), None, &authority.files(None), &TLS13).await;
    let sentence = "upstream-tls: the gateway does not trust who signed the MQTT server's certificate";
    assert_eq!(told, (4503, sentence.to_owned()));
}

#[tokio::test]
async fn says_that_it_does_not_trust_an_issuer_of_the_same_name_with_another_key() {
    let (authority, renewed) = (Authority::new(), Authority::new());
    let told = told(&renewed.issue("server"), None, &authority.files(None), &TLS13).await;
    let sentence = "upstream-tls: the gateway does not trust who signed the MQTT server's certificate";
    assert_eq!(told, (4503, sentence.to_owned()));
}

#[tokio::test]
async fn says_that_the_certificate_is_for_another_name() {
    let authority = Authority::new();
    let pair = authority.issue_named("server", "other.example");
    let told = told(&pair, None, &authority.files(None), &TLS13).await;
    let sentence = "upstream-tls: the MQTT server's certificate is for another name";
    assert_eq!(told, (4503, sentence.to_owned()));
}

#[tokio::test]
async fn says_that_the_certificate_has_run_out() {
    let authority = Authority::new();
    let told = told(&authority.issue_expired("server"), None, &authority.files(None), &TLS12).await;
    let sentence = "upstream-tls: the MQTT server's certificate is out of date or not valid yet";
    assert_eq!(told, (4503, sentence.to_owned()));
}

#[tokio::test]
async fn says_that_a_client_certificate_is_missing() {
    let authority = Authority::new();
    for version in [&TLS12, &TLS13] {
        let told = told(&authority.issue("server"), Some(&authority), &authority.files(None), version).await;
        let sentence = "upstream-tls: the MQTT server asks for another client certificate than the gateway has";
        assert_eq!(told, (4503, sentence.to_owned()), "{version:?}");
    }
}

#[tokio::test]
async fn says_that_its_client_certificate_is_refused() {
    let (authority, stranger) = (Authority::new(), Authority::named("stranger"));
    let foreign = stranger.issue("client");
    for version in [&TLS12, &TLS13] {
        let files = authority.files(Some(&foreign));
        let told = told(&authority.issue("server"), Some(&authority), &files, version).await;
        let sentence = "upstream-tls: the MQTT server asks for another client certificate than the gateway has";
        assert_eq!(told, (4503, sentence.to_owned()), "{version:?}");
    }
}

#[tokio::test]
async fn takes_another_server_name_where_the_operator_gave_one() {
    let authority = Authority::new();
    let acceptor = Authority::acceptor(&authority.issue_named("server", "iot.example"), None, &[&TLS13]);
    let (listener, address) = listener().await;
    let gateway = Running::start(to(address, &authority.files(None), Some("iot.example"))).await;
    let (mut browser, upstream) = tokio::join!(gateway.open(), accept_tls(&listener, &acceptor));
    let mut upstream = upstream.expect("a handshake");
    upstream.write_all(b"hello").await.expect("room");
    upstream.flush().await.expect("room");
    assert_eq!(receive(&mut browser, 5).await, b"hello");
}

#[tokio::test]
async fn says_that_a_plain_server_does_not_speak_tls() {
    let authority = Authority::new();
    for answer in [b"".as_slice(), b"\x20\x02\x00\x01"] {
        let (listener, address) = listener().await;
        let gateway = Running::start(to(address, &authority.files(None), None)).await;
        let (mut browser, mut upstream) = tokio::join!(gateway.open(), accept(&listener));
        let mut greeting = [0; 5];
        soon(upstream.read_exact(&mut greeting)).await.expect("a TLS greeting");
        upstream.write_all(answer).await.expect("room");
        upstream.shutdown().await.expect("a goodbye");
        let sentence = "upstream-tls: the MQTT server does not speak TLS 1.2 or 1.3 at this port";
        assert_eq!(closing(&mut browser).await, (4503, sentence.to_owned()));
    }
}

#[tokio::test]
async fn says_that_a_tls_server_does_not_answer() {
    let authority = Authority::new();
    let (listener, address) = listener().await;
    let mut config = to(address, &authority.files(None), None);
    config.limits.connect = Duration::from_millis(150);
    let gateway = Running::start(config).await;
    let (mut browser, _silent) = tokio::join!(gateway.open(), accept(&listener));
    let sentence = "upstream-timeout: the MQTT server did not answer in time";
    assert_eq!(closing(&mut browser).await, (4502, sentence.to_owned()));
}

#[test]
fn refuses_files_that_cannot_be_used_and_names_them() {
    let authority = Authority::new();
    let (one, other) = (authority.issue("one"), authority.issue("other"));
    let refusal = |files: ClientFiles| files.load().expect_err("unusable files").to_string();

    let missing = authority.root().with_file_name("missing.pem");
    let files = ClientFiles { root: Some(missing.clone()), ..ClientFiles::default() };
    assert!(refusal(files).starts_with(&format!("the file '{}' cannot be read: ", missing.display())));

    let files = ClientFiles { root: Some(one.key.clone()), ..ClientFiles::default() };
    assert_eq!(refusal(files), format!("the file '{}' holds no certificate in PEM form", one.key.display()));

    let mut files = authority.files(Some(&one));
    files.key = Some(one.certificate.clone());
    assert_eq!(refusal(files), format!("the file '{}' holds no private key in PEM form", one.certificate.display()));

    let mut files = authority.files(Some(&one));
    files.key = Some(other.key);
    assert!(refusal(files).starts_with(&format!("the certificate '{}' cannot be used: ", one.certificate.display())));

    let mut files = authority.files(Some(&one));
    files.key = None;
    assert_eq!(refusal(files), "a client certificate and its key go together; one of the two is missing");
}

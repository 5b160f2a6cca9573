//! TLS with upstreams: what works, and what the page is told when it does not.

#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]

mod support;

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use gateway::config::{ClientFiles, Config, DEFAULT_NAME, Fingerprint, Upstream};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::sign::{CertifiedKey, SingleCertAndKey};
use rustls::version::{TLS12, TLS13};
use rustls::{ServerConfig, SupportedProtocolVersion};
use support::authority::{self, Authority, Files as _, Pair, accept_tls, mqtts};
use support::{Running, accept, closing, config, listener, receive, send, soon};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio_rustls::TlsAcceptor;

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
    let acceptor = authority::acceptor(&authority.issue("server"), Some(&authority), &[version]);
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
    let acceptor = authority::acceptor(pair, clients, &[version]);
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
    let sentence = "upstream-tls: the gateway does not trust the issuer of the MQTT server's certificate";
    assert_eq!(told, (4503, sentence.to_owned()));
}

#[tokio::test]
async fn says_that_it_does_not_trust_an_issuer_of_the_same_name_with_another_key() {
    let (authority, renewed) = (Authority::new(), Authority::new());
    let told = told(&renewed.issue("server"), None, &authority.files(None), &TLS13).await;
    let sentence = "upstream-tls: the gateway does not trust the issuer of the MQTT server's certificate";
    assert_eq!(told, (4503, sentence.to_owned()));
}

#[tokio::test]
async fn says_that_the_certificate_is_for_another_name() {
    let authority = Authority::new();
    let pair = authority.issue_named("server", "other.example");
    let told = told(&pair, None, &authority.files(None), &TLS13).await;
    let sentence = "upstream-tls: the MQTT server's certificate is for another host name";
    assert_eq!(told, (4503, sentence.to_owned()));
}

#[tokio::test]
async fn says_when_the_certificate_has_run_out_and_what_the_gateway_s_clock_says() {
    let authority = Authority::new();
    let (code, reason) = told(&authority.issue_expired("server"), None, &authority.files(None), &TLS12).await;
    assert_eq!(code, 4509, "{reason}");
    let ended = "upstream-time: the MQTT server's certificate ended ";
    assert!(reason.starts_with(ended) && reason.contains("Z; the gateway's clock says "), "{reason}");
}

#[tokio::test]
async fn says_from_when_on_the_certificate_is_valid_and_what_the_gateway_s_clock_says() {
    let authority = Authority::new();
    let (code, reason) = told(&authority.issue_early("server"), None, &authority.files(None), &TLS13).await;
    assert_eq!(code, 4509, "{reason}");
    let begins = "upstream-time: the MQTT server's certificate begins ";
    assert!(reason.starts_with(begins) && reason.contains("Z; the gateway's clock says "), "{reason}");
}

#[tokio::test]
async fn says_that_a_client_certificate_is_missing() {
    let authority = Authority::new();
    for version in [&TLS12, &TLS13] {
        let told = told(&authority.issue("server"), Some(&authority), &authority.files(None), version).await;
        let sentence = "upstream-tls: the MQTT server requires a client certificate, and the gateway has none";
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
        let sentence = "upstream-tls: the MQTT server did not accept the gateway's client certificate";
        assert_eq!(told, (4503, sentence.to_owned()), "{version:?}");
    }
}

#[tokio::test]
async fn takes_another_server_name_where_the_operator_gave_one() {
    let authority = Authority::new();
    let acceptor = authority::acceptor(&authority.issue_named("server", "iot.example"), None, &[&TLS13]);
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
    assert_eq!(
        refusal(files),
        format!(
            "the file '{}' {}",
            one.key.display(),
            "holds a private key, not a certificate; name the file of the certificate"
        )
    );

    let mut files = authority.files(Some(&one));
    files.key = Some(one.certificate.clone());
    assert_eq!(
        refusal(files),
        format!(
            "the file '{}' {}",
            one.certificate.display(),
            "holds a certificate, not a private key; name the file of its key"
        )
    );

    let mut files = authority.files(Some(&one));
    files.key = Some(other.key);
    assert!(refusal(files).starts_with(&format!("the certificate '{}' cannot be used: ", one.certificate.display())));

    let mut files = authority.files(Some(&one));
    files.key = None;
    assert_eq!(refusal(files), "a client certificate and its key go together; one of the two is missing");
}

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files").join(name)
}

/// A server that shows exactly this certificate, whatever the rules for certificates say of it.
fn acceptor_for(certificate: &Path, key: &Path, version: &'static SupportedProtocolVersion) -> TlsAcceptor {
    let provider = rustls::crypto::ring::default_provider();
    let key = PrivateKeyDer::from_pem_file(key).expect("a key");
    let key = provider.key_provider.load_private_key(key).expect("a usable key");
    let chain = vec![CertificateDer::from_pem_file(certificate).expect("a certificate")];
    let shown = SingleCertAndKey::from(CertifiedKey::new(chain, key));
    let config = ServerConfig::builder_with_provider(Arc::new(provider))
        .with_protocol_versions(&[version])
        .expect("versions that are known")
        .with_no_client_auth()
        .with_cert_resolver(Arc::new(shown));
    TlsAcceptor::from(Arc::new(config))
}

/// What the page is told when an upstream behind `acceptor` meets a gateway with `files`.
async fn told_by(acceptor: TlsAcceptor, files: &ClientFiles) -> (u16, String) {
    let (listener, address) = listener().await;
    let gateway = Running::start(to(address, files, None)).await;
    let serving = tokio::spawn(async move { accept_tls(&listener, &acceptor).await });
    let told = closing(&mut gateway.open().await).await;
    soon(serving).await.expect("the upstream does not panic");
    told
}

#[tokio::test]
async fn names_a_certificate_that_was_made_by_hand() {
    let authority = Authority::new();
    let nameless = authority.issue_nameless("nameless");
    let key = fixture("plain.key");
    let trust = |root: PathBuf| ClientFiles { root: Some(root), ..ClientFiles::default() };
    for (certificate, key, root, words) in [
        // `openssl req -x509`, which the operator has given as the authority.
        (
            fixture("self-signed.pem"),
            &key,
            fixture("self-signed.pem"),
            "the MQTT server shows an authority's own certificate",
        ),
        (fixture("version-1.pem"), &key, authority.root(), "the MQTT server's certificate is of X.509 version 1"),
        (nameless.certificate, &nameless.key, authority.root(), "the MQTT server's certificate has no subjectAltName"),
    ] {
        for version in [&TLS12, &TLS13] {
            let acceptor = acceptor_for(&certificate, key, version);
            let (code, reason) = told_by(acceptor, &trust(root.clone())).await;
            assert_eq!(code, 4503, "{reason}");
            assert!(reason.starts_with(&format!("upstream-tls: {words}")), "{reason}");
            assert!(reason.contains("'pin'"), "{reason}");
        }
    }
}

#[tokio::test]
async fn trusts_exactly_the_pinned_certificate_however_it_was_made() {
    let authority = Authority::new();
    let (nameless, expired) = (authority.issue_nameless("nameless"), authority.issue_expired("expired"));
    let key = fixture("plain.key");
    for (certificate, key) in [
        (fixture("self-signed.pem"), &key),
        (fixture("version-1.pem"), &key),
        (nameless.certificate.clone(), &nameless.key),
        (expired.certificate.clone(), &expired.key),
    ] {
        let der = CertificateDer::from_pem_file(&certificate).expect("a certificate");
        let files = ClientFiles { pin: Some(Fingerprint::of(&der)), ..ClientFiles::default() };
        for version in [&TLS12, &TLS13] {
            let acceptor = acceptor_for(&certificate, key, version);
            let (listener, address) = listener().await;
            let gateway = Running::start(to(address, &files, None)).await;
            let (mut browser, upstream) = tokio::join!(gateway.open(), accept_tls(&listener, &acceptor));
            let mut upstream = upstream.expect("a handshake");
            upstream.write_all(b"hello").await.expect("room");
            upstream.flush().await.expect("room");
            assert_eq!(receive(&mut browser, 5).await, b"hello", "{}", certificate.display());
        }
        let other = authority.issue("other");
        let (code, reason) = told_by(authority::acceptor(&other, None, &[&TLS13]), &files).await;
        let sentence = "upstream-tls: the MQTT server shows another certificate than the one that 'pin' names";
        assert_eq!((code, reason.as_str()), (4503, sentence));
    }
}

#[tokio::test]
async fn a_pin_does_not_replace_the_proof_that_the_server_has_the_key() {
    let authority = Authority::new();
    let (shown, own) = (authority.issue("shown"), authority.issue("own"));
    let der = CertificateDer::from_pem_file(&shown.certificate).expect("a certificate");
    let files = ClientFiles { pin: Some(Fingerprint::of(&der)), ..ClientFiles::default() };
    for version in [&TLS12, &TLS13] {
        let (code, reason) = told_by(acceptor_for(&shown.certificate, &own.key, version), &files).await;
        assert_eq!(code, 4503, "{reason}");
    }
}

#[tokio::test]
async fn says_that_its_client_certificate_has_run_out() {
    let authority = Authority::new();
    let client = authority.issue_expired("client");
    for version in [&TLS12, &TLS13] {
        let files = authority.files(Some(&client));
        let told = told(&authority.issue("server"), Some(&authority), &files, version).await;
        let sentence = "upstream-tls: the gateway's client certificate has expired or is not valid yet";
        assert_eq!(told, (4503, sentence.to_owned()), "{version:?}");
    }
}

#[tokio::test]
async fn a_server_that_hangs_up_in_the_handshake_is_not_called_one_without_tls() {
    let authority = Authority::new();
    let (listener, address) = listener().await;
    let gateway = Running::start(to(address, &authority.files(None), None)).await;
    let (mut browser, mut upstream) = tokio::join!(gateway.open(), accept(&listener));
    let mut greeting = [0; 5];
    soon(upstream.read_exact(&mut greeting)).await.expect("a TLS greeting");
    // What it has not read makes the system reset the connection.
    drop(upstream);
    let sentence = "upstream-tls: the MQTT server closed the connection during the TLS handshake";
    assert_eq!(closing(&mut browser).await, (4503, sentence.to_owned()));
}

#[tokio::test]
async fn takes_up_another_client_certificate_and_other_roots_without_a_restart() {
    let (old, new) = (Authority::named("old"), Authority::named("new"));
    let folder = tempfile::tempdir().expect("a folder");
    let place = |name: &str| folder.path().join(name);
    let put =
        |from: &Path, name: &str| std::fs::write(place(name), std::fs::read(from).expect("a file")).expect("a file");
    let client = old.issue("client");
    put(&old.root(), "root.pem");
    put(&client.certificate, "client.pem");
    put(&client.key, "client.key");
    let files = ClientFiles {
        root: Some(place("root.pem")),
        certificate: Some(place("client.pem")),
        key: Some(place("client.key")),
        pin: None,
    };
    let (listener, address) = listener().await;
    let gateway = Running::start(to(address, &files, None)).await;
    let works = async |acceptor: &TlsAcceptor| {
        let (mut browser, upstream) = tokio::join!(gateway.open(), accept_tls(&listener, acceptor));
        let Some(mut upstream) = upstream else { return false };
        let written = upstream.write_all(b"hello").await.is_ok() && upstream.flush().await.is_ok();
        written && receive(&mut browser, 5).await == b"hello"
    };
    let before = authority::acceptor(&old.issue("server"), Some(&old), &[&TLS13]);
    assert!(works(&before).await);

    // Half of an exchange leaves what is in use as it is.
    let renewed = new.issue("client");
    put(&renewed.certificate, "client.pem");
    assert!(works(&before).await);

    put(&renewed.key, "client.key");
    put(&new.root(), "root.pem");
    assert!(works(&authority::acceptor(&new.issue("server"), Some(&new), &[&TLS13])).await);
}

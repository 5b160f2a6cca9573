//! Clients that behave on the wire as the vendor's Java, C and Node SDKs do. Their packets are written here byte by byte after the
//! SDKs' sources and section 3 of MQTT 3.1.1; nothing of our own codec or of our own signature takes part.
#![cfg(test)]

#[path = "../support/mod.rs"]
mod support;

use std::fs;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair};
use rustls::crypto::{CryptoProvider, ring};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{CipherSuite, ClientConfig, ClientConnection, RootCertStore, StreamOwned};
use serde_json::Value;
use sha2::{Digest, Sha256};

use support::device::tcp;
use support::server::Server;

const PRODUCT_SECRET: &str = "practice-inverter-secret";

trait Stream: Read + Write {}
impl<T: Read + Write> Stream for T {}

/// A client with what it has received and not read yet.
struct Client(Box<dyn Stream>);

impl Client {
    fn over(stream: impl Stream + 'static) -> Self {
        Self(Box::new(stream))
    }

    fn send(&mut self, bytes: &[u8]) {
        self.0.write_all(bytes).unwrap();
        self.0.flush().unwrap();
    }

    /// The next packet: its first byte, and what stands behind its remaining length.
    fn receive(&mut self) -> (u8, Vec<u8>) {
        let mut byte = [0];
        self.0.read_exact(&mut byte).unwrap();
        let first = byte[0];
        let (mut length, mut shift) = (0, 0);
        loop {
            self.0.read_exact(&mut byte).unwrap();
            length |= usize::from(byte[0] & 0x7f) << shift;
            shift += 7;
            if byte[0] & 0x80 == 0 {
                break;
            }
        }
        let mut body = vec![0; length];
        self.0.read_exact(&mut body).unwrap();
        (first, body)
    }

    /// The next PUBLISH, whatever comes before it: its topic and its payload. One of QoS 1 is acknowledged.
    fn message(&mut self) -> (String, Value) {
        loop {
            let (first, body) = self.receive();
            if first >> 4 != 3 {
                continue;
            }
            let length = usize::from(u16::from_be_bytes([body[0], body[1]]));
            let topic = String::from_utf8(body[2..2 + length].to_vec()).unwrap();
            let mut payload = &body[2 + length..];
            if first & 0b0110 != 0 {
                self.send(&[0x40, 0x02, payload[0], payload[1]]);
                payload = &payload[2..];
            }
            return (topic, serde_json::from_slice(payload).unwrap());
        }
    }

    fn connack(&mut self) -> u8 {
        let (first, body) = self.receive();
        assert_eq!((first, body.len()), (0x20, 2));
        body[1]
    }
}

fn text(text: &str) -> Vec<u8> {
    [&u16::try_from(text.len()).unwrap().to_be_bytes(), text.as_bytes()].concat()
}

fn packet(first: u8, body: &[u8]) -> Vec<u8> {
    let (mut packet, mut length) = (vec![first], body.len());
    loop {
        let low = u8::try_from(length % 128).unwrap();
        length /= 128;
        packet.push(if length > 0 { low | 0x80 } else { low });
        if length == 0 {
            break;
        }
    }
    packet.extend_from_slice(body);
    packet
}

/// Who connects, and how.
struct Login<'a> {
    client_id: &'a str,
    device_key: &'a str,
    mode: u8,
    timestamp: &'a str,
    secret: &'a str,
    /// Clean session, and the keep alive.
    flags: u8,
    keep_alive: u16,
}

/// What most of them have in common.
const LOGIN: Login<'_> = Login {
    client_id: "INV-0003",
    device_key: "INV-0003",
    mode: 3,
    timestamp: "1548753362502",
    secret: PRODUCT_SECRET,
    flags: 0b10,
    keep_alive: 60,
};

impl Login<'_> {
    fn connect(&self) -> Vec<u8> {
        let Self { client_id, device_key, mode, timestamp, secret, flags, keep_alive } = self;
        let signed =
            format!("clientId{client_id}deviceKey{device_key}productKeyDemoInvertertimestamp{timestamp}{secret}");
        let password = hex::encode(Sha256::digest(signed.as_bytes()));
        let mqtt_client_id = format!("{client_id}|securemode={mode},signmethod=sha256,timestamp={timestamp}|");
        let body = [
            &text("MQTT")[..],
            &[4, 0b1100_0000 | flags],
            &keep_alive.to_be_bytes(),
            &text(&mqtt_client_id),
            &text(&format!("{device_key}&DemoInverter")),
            &text(&password),
        ];
        packet(0x10, &body.concat())
    }
}

fn subscribe(id: u16, filter: &str) -> Vec<u8> {
    packet(0x82, &[&id.to_be_bytes()[..], &text(filter), &[0]].concat())
}

fn publish(topic: &str, payload: &str) -> Vec<u8> {
    packet(0x30, &[&text(topic)[..], payload.as_bytes()].concat())
}

fn secret_in(message: &Value) -> String {
    message["params"]["deviceSecret"].as_str().unwrap().to_owned()
}

/// A folder with an RSA key, and certificates made of it, as an operator makes them with OpenSSL.
fn rsa_certificates() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let pem = include_str!("rsa.key");
    let key = KeyPair::from_pem(pem).unwrap();
    let mut root = CertificateParams::default();
    root.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let certificate = root.self_signed(&key).unwrap();
    let issuer = Issuer::from_params(&root, &key);
    let server = CertificateParams::new(vec!["localhost".to_owned(), "127.0.0.1".to_owned()]).unwrap();
    let server = server.signed_by(&key, &issuer).unwrap();
    for (name, text) in [("ca.pem", certificate.pem()), ("server.pem", server.pem()), ("server.key", pem.to_owned())] {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

/// TLS 1.2 with RSA suites only, which is all that the Java SDK offers unless told otherwise.
fn rsa_only(address: SocketAddr, folder: &Path) -> StreamOwned<ClientConnection, TcpStream> {
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from_pem_file(folder.join("ca.pem")).unwrap()).unwrap();
    let mut provider: CryptoProvider = ring::default_provider();
    provider.cipher_suites.retain(|suite| {
        matches!(
            suite.suite(),
            CipherSuite::TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256 | CipherSuite::TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384
        )
    });
    let config = ClientConfig::builder_with_provider(Arc::new(provider))
        .with_protocol_versions(&[&rustls::version::TLS12])
        .unwrap()
        .with_root_certificates(roots)
        .with_no_client_auth();
    let connection = ClientConnection::new(Arc::new(config), ServerName::from(address.ip())).unwrap();
    StreamOwned::new(connection, tcp(address))
}

#[test]
fn a_client_like_the_java_sdk_with_a_long_client_id_and_rsa_suites_only() {
    let folder = rsa_certificates();
    let certificates = folder.path().to_str().unwrap();
    let server = Server::start(&["--tls", "127.0.0.1:0", "--certificates", certificates]);
    let mut client = Client::over(rsa_only(server.tls_address(), folder.path()));
    let client_id = "INV-0001{ip=192.168.100.100,version=enos-mqtt-2.6.10,compress=DEFAULT}";
    assert!(client_id.len() > 64);
    client.send(&Login { client_id, device_key: "INV-0001", ..LOGIN }.connect());
    assert_eq!(client.connack(), 0);
    let (topic, message) = client.message();
    assert_eq!(topic, "/ext/session/DemoInverter/INV-0001/thing/activate/info");
    assert_eq!(secret_in(&message).len(), 20);
    // Nobody has told the SDK what to do with the secret: it answers with QoS 0 that there is no handler.
    let reply = format!("{topic}_reply");
    client.send(&publish(&reply, r#"{"id":"1","code":1101,"data":null,"message":"no handler"}"#));
    client.send(&[0xc0, 0x00]);
    assert_eq!(client.receive(), (0xd0, Vec::new()));
    let seen = server.events("INV-0001");
    assert!(seen.contains(&"long client id".into()), "{seen:?}");
    assert!(seen.contains(&"activation declined".into()), "{seen:?}");
    assert!(!seen.contains(&"activation confirmed".into()), "{seen:?}");
    assert_eq!(server.state("INV-0001")["state"], "inactive");
}

/// The C SDK: client id of both keys, a constant timestamp, twice the keep alive at first, no reply, and the login with its secret,
/// for which it asks for a stored session, 0.9 s later.
fn like_c(arguments: &[&str]) -> u8 {
    let server = Server::start(arguments);
    let login = |mode, secret: &str, flags, keep_alive| {
        let client_id = "DemoInverter.INV-0002";
        let timestamp = "2524608000000";
        let login = Login { client_id, device_key: "INV-0002", mode, timestamp, secret, flags, keep_alive };
        let mut client = Client::over(tcp(server.address()));
        client.send(&login.connect());
        let code = client.connack();
        (client, code)
    };
    let (mut client, code) = login(3, PRODUCT_SECRET, 0b10, 120);
    assert_eq!(code, 0);
    let secret = secret_in(&client.message().1);
    client.send(&[0xe0, 0x00]);
    drop(client);
    // What it waits is what is tested.
    std::thread::sleep(Duration::from_millis(900));
    login(2, &secret, 0, 60).1
}

#[test]
fn a_client_like_the_c_sdk_that_logs_in_after_900_ms_needs_the_tolerance() {
    assert_eq!(like_c(&["--throttle-tolerance", "400"]), 0);
}

#[test]
fn a_client_like_the_node_sdk_stays_on_its_session_and_awaits_the_answer_to_what_it_posts() {
    let server = Server::start(&[]);
    let mut client = Client::over(tcp(server.address()));
    client.send(&LOGIN.connect());
    assert_eq!(client.connack(), 0);
    let (topic, message) = client.message();
    assert_eq!(message["method"], "thing.activate.info");
    client.send(&publish(&format!("{topic}_reply"), r#"{"id":"1","code":200,"data":"","message":""}"#));

    let post = "/sys/DemoInverter/INV-0003/thing/measurepoint/post";
    client.send(&subscribe(1, &format!("{post}_reply")));
    assert_eq!(client.receive(), (0x90, vec![0, 1, 0]));
    for id in ["2", "3"] {
        let request = format!(
            r#"{{"id":"{id}","version":"1.0","method":"thing.measurepoint.post","params":{{"measurepoints":{{"temp":21}},"time":1548753362502}}}}"#
        );
        client.send(&publish(post, &request));
        let (topic, answer) = client.message();
        assert_eq!((topic, &answer["id"], &answer["code"]), (format!("{post}_reply"), &id.into(), &200.into()));
    }
    let seen = server.events("INV-0003");
    assert!(seen.contains(&"activation confirmed".into()), "{seen:?}");
}

#[test]
fn the_log_says_why_a_gateway_was_cut_that_spoke_for_another_device() {
    let server = Server::start(&[]);
    let mut client = Client::over(tcp(server.address()));
    let secret = "practice-device-secret";
    client.send(&Login { client_id: "g", device_key: "INV-0101", mode: 2, secret, ..LOGIN }.connect());
    assert_eq!(client.connack(), 0);
    client.send(&publish("/sys/DemoInverter/INV-0103/thing/measurepoint/post", "{}"));
    assert_eq!(client.0.read(&mut [0; 1]).unwrap_or(0), 0, "it is cut");
    let log = server.read("/log");
    let refused = log.iter().find(|entry| entry["event"] == "topic refused").unwrap();
    assert!(refused["reason"].as_str().unwrap().contains("/sys/DemoInverter/INV-0103/"), "{refused}");
}

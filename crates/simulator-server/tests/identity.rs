//! The simulated EnOS says over HTTP that it is one, on each of its ports.
#![cfg(test)]

mod support;

use std::io::{Read, Write};
use std::net::TcpStream;

use serde_json::{Value, json};

use support::device::{Device, Known};
use support::secure::{Shown, tls};
use support::server::Server;

fn identity(mut stream: impl Read + Write, nonce: &str) -> Value {
    // In two pieces, as a slow network delivers it.
    write!(stream, "GET /identity?nonce={nonce} HTTP/1.1\r\nHost:").unwrap();
    stream.flush().unwrap();
    write!(stream, " simulator\r\nConnection: close\r\n\r\n").unwrap();
    let mut answer = Vec::new();
    // A TLS connection may end without a word.
    let _ended = stream.read_to_end(&mut answer);
    let answer = String::from_utf8(answer).unwrap();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    assert!(head.starts_with("HTTP/1.1 200 OK\r\n") && head.contains("Cache-Control: no-store"), "{head}");
    serde_json::from_str(body).unwrap()
}

#[test]
fn identifies_itself_on_every_port_and_gives_the_nonce_back() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::with_all_transports(folder.path());
    let expected =
        |nonce: &str| json!({ "name": "simulated EnOS", "version": env!("CARGO_PKG_VERSION"), "nonce": nonce });
    assert_eq!(identity(TcpStream::connect(server.address()).unwrap(), "a1"), expected("a1"));
    let secure = tls(server.tls_address(), folder.path(), Shown::None);
    assert_eq!(identity(secure, "b2"), expected("b2"));
    let websocket = TcpStream::connect(server.websocket_address()).unwrap();
    assert_eq!(identity(websocket, "c3"), expected("c3"));
}

#[test]
fn goes_on_to_speak_mqtt_with_devices() {
    let server = Server::start(&[]);
    identity(TcpStream::connect(server.address()).unwrap(), "a1");
    let (_device, code) = Device::log_in(server.address(), &Known::inverter("INV-0001"));
    assert_eq!(code, Some(0));
}

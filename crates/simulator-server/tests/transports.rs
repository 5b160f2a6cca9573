//! The simulated EnOS over TLS and over WebSocket.
#![cfg(test)]

mod support;

use std::io::{Read, Write};

use support::device::{Device, Known};
use support::secure::{Messages, Shown, tls};
use support::server::Server;

/// The demo device whose product requires a certificate.
fn controller() -> Known {
    Known::new("DemoController", "CTL-0001", "practice-controller-secret")
}

#[test]
fn activates_over_tls_with_a_client_certificate() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::with_all_transports(folder.path());
    let address = server.tls_address();
    let known = controller();
    let mut device = Device::over(tls(address, folder.path(), Shown::Ours));
    assert_eq!(device.connect(&known), Some(0));
    assert_eq!(device.receive_secret(&known).length(), 20);
}

#[test]
fn refuses_a_device_that_must_show_a_certificate_and_does_not() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::with_all_transports(folder.path());
    let address = server.tls_address();
    let mut device = Device::over(tls(address, folder.path(), Shown::None));
    assert_eq!(device.connect(&controller()), Some(5));

    support::device::pause();
    let (_, code) = Device::log_in(server.address(), &controller());
    assert_eq!(code, Some(5), "over plain TCP");
}

#[test]
fn lets_other_devices_in_over_tls_without_a_certificate() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::with_all_transports(folder.path());
    let known = Known::inverter("INV-0001");
    let mut device = Device::over(tls(server.tls_address(), folder.path(), Shown::None));
    assert_eq!(device.connect(&known), Some(0));
    assert_eq!(device.receive_secret(&known).length(), 20);
}

#[test]
fn refuses_a_certificate_of_another_root() {
    let (folder, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let _other_root = Server::with_all_transports(other.path());
    let server = Server::with_all_transports(folder.path());
    for name in ["client.pem", "client.key"] {
        std::fs::copy(other.path().join(name), folder.path().join(name)).unwrap();
    }
    let mut device = Device::over(tls(server.tls_address(), folder.path(), Shown::Ours));
    let packet = controller().connect_packet();
    let outcome = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        device.send(&packet);
        device.receive()
    }));
    assert!(!matches!(outcome, Ok(Some(_))), "nothing of MQTT is answered");
}

#[test]
fn keeps_its_certificates_when_it_is_started_again() {
    let folder = tempfile::tempdir().unwrap();
    drop(Server::with_all_transports(folder.path()));
    let before = std::fs::read(folder.path().join("server.pem")).unwrap();
    drop(Server::with_all_transports(folder.path()));
    assert_eq!(std::fs::read(folder.path().join("server.pem")).unwrap(), before);
}

#[test]
#[cfg(unix)]
fn lets_only_the_owner_read_its_keys() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    drop(Server::with_all_transports(folder.path()));
    for name in ["server.key", "client.key"] {
        let mode = std::fs::metadata(folder.path().join(name)).unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "{name}");
    }
}

#[test]
fn activates_over_websocket() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::with_all_transports(folder.path());
    let known = Known::inverter("INV-0001");
    let socket = Messages::open(server.websocket_address(), Some("mqtt")).unwrap();
    let mut device = Device::over(socket);
    assert_eq!(device.connect(&known), Some(0));
    assert_eq!(device.receive_secret(&known).length(), 20);
}

#[test]
fn mqtt_6_0_0_3_refuses_a_websocket_without_the_subprotocol() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::with_all_transports(folder.path());
    for subprotocol in [None, Some("graphql-ws")] {
        let refused = Messages::open(server.websocket_address(), subprotocol);
        let error = refused.err().expect("the server has to refuse");
        assert!(error.contains("400"), "{error}");
    }
}

#[test]
fn mqtt_6_0_0_1_closes_on_a_text_message() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::with_all_transports(folder.path());
    let mut socket = Messages::open(server.websocket_address(), Some("mqtt")).unwrap();
    socket.send_text();
    assert_eq!(socket.read(&mut [0; 1]).unwrap(), 0);
}

#[test]
fn splits_and_joins_packets_in_websocket_messages_on_demand() {
    let server = Server::start(&["--websocket", "127.0.0.1:0", "--throttle", "off"]);
    let sizes = |faults: &str| {
        let path = "/faults/DemoInverter/INV-0001";
        assert_eq!(server.ask("PUT", path, faults), 204);
        let mut socket = Messages::open(server.websocket_address(), Some("mqtt")).unwrap();
        socket.write_all(&Known::inverter("INV-0001").connect_packet()).unwrap();
        socket.read_to_end(&mut Vec::new()).unwrap();
        socket.sizes
    };
    assert_eq!(sizes(r#"{"connack": {"refuse": 3}, "framing": {"split": 3}}"#), [3, 1]);
    assert_eq!(sizes(r#"{"cut-after": 20, "framing": "joined"}"#), [20]);
    assert_eq!(sizes(r#"{"cut-after": 20}"#), [4, 16]);
}

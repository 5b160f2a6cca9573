//! The simulated EnOS on the network, as a device meets it.
#![cfg(test)]

mod support;

use std::net::TcpListener;

use enos::Secret;

use support::device::{Device, Known, pause, publish_packet};
use support::server::{Server, refusal, run};

fn wrong(known: &Known) -> Known {
    known.with_secret(&Secret::parse("not-the-secret").unwrap())
}

#[test]
fn activates_a_device_without_a_subscription_and_lets_it_in_with_its_secret() {
    let server = Server::start(&[]);
    let known = Known::inverter("INV-0001");
    let (mut device, code) = Device::log_in(server.address(), &known);
    assert_eq!(code, Some(0));
    let secret = device.receive_secret(&known);
    assert!(device.publish(&known.topic("thing/activate/info_reply")));
    device.disconnect();

    pause();
    let (device, code) = Device::log_in(server.address(), &known.with_secret(&secret));
    assert_eq!(code, Some(0));
    device.disconnect();

    pause();
    let (_, code) = Device::log_in(server.address(), &known);
    assert_eq!(code, Some(5), "a device that has been online cannot be activated again");
}

#[test]
fn sends_the_secret_after_the_subscription_when_told_to() {
    let server = Server::start(&["--push", "subscribe"]);
    let known = Known::inverter("INV-0001");
    let (mut device, code) = Device::log_in(server.address(), &known);
    assert_eq!(code, Some(0));
    assert_eq!(device.subscribe(&known.topic("thing/activate/info")), Some(1));
    assert_eq!(device.receive_secret(&known).length(), 20);
}

#[test]
fn answers_each_refusal_with_its_code() {
    let server = Server::start(&[]);
    let code = |known: &Known| Device::log_in(server.address(), known).1;
    assert_eq!(code(&wrong(&Known::inverter("INV-0101"))), Some(4));
    assert_eq!(code(&Known::inverter("INV-9999")), Some(5));
    assert_eq!(code(&Known::inverter("INV-0102")), Some(5));
    assert_eq!(code(&Known::inverter("INV-0103")), Some(5));
}

#[test]
fn lets_a_device_in_that_was_activated_before() {
    let server = Server::start(&[]);
    let secret = Secret::parse("practice-device-secret").unwrap();
    let (_, code) = Device::log_in(server.address(), &Known::inverter("INV-0101").with_secret(&secret));
    assert_eq!(code, Some(0));
}

#[test]
fn turns_a_device_away_that_asks_too_often_unless_told_not_to() {
    for (throttle, turned_away) in [("on", true), ("off", false)] {
        let server = Server::start(&["--throttle", throttle]);
        let known = Known::inverter("INV-0001");
        // However slow the machine is: the second comes within a second, or the fourth within two minutes.
        let codes = [(); 4].map(|()| Device::log_in(server.address(), &known).1);
        assert_eq!(codes.contains(&Some(3)), turned_away, "{throttle}: {codes:?}");
    }
}

#[test]
fn a_second_login_closes_the_first_connection() {
    let server = Server::start(&["--throttle", "off"]);
    let known = Known::inverter("INV-0001");
    let (mut first, _) = Device::log_in(server.address(), &known);
    let _secret = first.receive_secret(&known);
    let (mut second, code) = Device::log_in(server.address(), &known);
    assert_eq!(code, Some(0));
    assert_eq!(first.receive(), None);
    assert_eq!(second.receive_secret(&known).length(), 20);
}

#[test]
fn gives_a_device_its_own_topics_only() {
    let server = Server::start(&[]);
    let known = Known::inverter("INV-0001");
    let (mut device, _) = Device::log_in(server.address(), &known);
    let other = Known::inverter("INV-0002").topic("thing/activate/info");
    assert_eq!(device.subscribe(&other), Some(0x80));
    assert_eq!(device.subscribe("#"), Some(0x80));
    assert_eq!(device.subscribe(&known.topic("#")), Some(1));
    assert!(device.publish(&known.topic("thing/measurepoint/post")));
    assert!(!device.publish(&other), "a publication to another device's topic ends the connection");
}

#[test]
fn closes_on_bytes_that_are_not_mqtt() {
    let server = Server::start(&[]);
    let mut device = Device::open(server.address());
    // A GET is answered: it asks whether this is a simulated EnOS.
    device.send(b"EHLO mail.example\r\n");
    let answer = device.receive_all();
    assert!(answer.is_empty() || answer.first() == Some(&0x20), "{answer:?}");
}

#[test]
fn refuses_other_versions_of_mqtt() {
    let server = Server::start(&[]);
    // MQTT 3.1 and MQTT 5, each with the client id "a".
    let old = [0x10, 0x0f, 0, 6, b'M', b'Q', b'I', b's', b'd', b'p', 3, 2, 0, 60, 0, 1, b'a'];
    let new = [0x10, 0x0e, 0, 4, b'M', b'Q', b'T', b'T', 5, 2, 0, 60, 0, 0, 1, b'a'];
    for connect in [&old[..], &new[..]] {
        let mut device = Device::open(server.address());
        device.send(connect);
        assert_eq!(device.receive_all(), [0x20, 0x02, 0x00, 0x01], "{connect:?}");
    }
}

#[test]
fn says_when_its_port_is_taken() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    assert_eq!(
        refusal(&["--listen", &address]),
        format!(
            "error: the address {address} is in use: stop the program that listens there, or choose another with --listen\n"
        )
    );
}

#[test]
fn prints_its_address_and_then_its_devices() {
    let server = Server::start(&[]);
    // What it logs meanwhile comes on its other output, at any time.
    let lines = server.lines();
    let address = lines.iter().position(|line| line.starts_with("listening on tcp://127.0.0.1:"));
    let devices: Vec<_> = (0..lines.len()).filter(|place| lines[*place].ends_with("  can be activated")).collect();
    assert!(devices.len() >= 5 && address.is_some_and(|address| address < devices[0]), "{lines:?}");
}

#[test]
fn prints_settings_for_a_page_and_exits() {
    let output = run(&["--print-settings"]);
    assert!(output.status.success());
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.starts_with('{') && text.contains("\"demo\": [") && text.contains("INV-0001"), "{text}");
}

#[test]
fn a_login_with_the_same_mqtt_client_id_closes_another_devices_connection() {
    let server = Server::start(&[]);
    let log_in = |known: &Known| {
        let mut device = Device::open(server.address());
        // The vendor's C SDK always sends this timestamp.
        device.send(&known.connect_packet_as("client", 2_524_608_000_000));
        let code = device.receive_connack();
        (device, code)
    };
    let (first, second) = (Known::inverter("INV-0001"), Known::inverter("INV-0002"));
    let (mut earlier, code) = log_in(&first);
    assert_eq!(code, Some(0));
    earlier.receive_secret(&first);
    let (mut later, code) = log_in(&second);
    assert_eq!(code, Some(0));
    assert_eq!(later.receive_secret(&second).length(), 20);
    assert_eq!(earlier.receive(), None);
}

#[test]
fn lets_a_device_in_again_at_once_under_the_same_mqtt_client_id() {
    let server = Server::start(&["--throttle", "off"]);
    let known = Known::inverter("INV-0001");
    for round in 0..20 {
        let mut device = Device::open(server.address());
        device.send(&known.connect_packet_as("client", 2_524_608_000_000));
        assert_eq!(device.receive_connack(), Some(0), "round {round}");
        device.disconnect();
    }
}

#[test]
fn disconnects_a_device_that_does_not_read_and_says_so() {
    let server = Server::start(&[]);
    let known = Known::inverter("INV-0001");
    let (mut device, _) = Device::log_in(server.address(), &known);
    device.receive_secret(&known);
    let topic = known.topic("thing/measurepoint/post");
    device.subscribe(&format!("{topic}_reply"));
    // Answers of this length fill the buffers between the two. Once they are full, nothing more is taken.
    let request = publish_packet(&topic, &format!("{{\"id\": \"{}\"}}", "x".repeat(100_000)));
    let sent = std::thread::spawn(move || (0..1_000).take_while(|_| device.try_send(&request)).count());
    let line = server.program.wait_for("it has not read a packet for 10 s").unwrap();
    assert!(line.starts_with("warning: closed the connection of 127.0.0.1:"), "{line}");
    assert!(sent.join().unwrap() < 1_000, "the server went on reading");
}

#[test]
fn closes_connections_beyond_those_that_it_may_have_open() {
    let server = Server::start(&["--max-connections", "2"]);
    let keys = ["INV-0001", "INV-0002", "INV-0003"];
    let [(first, one), (_second, two), (_, three)] =
        keys.map(|key| Device::log_in(server.address(), &Known::inverter(key)));
    assert_eq!((one, two, three), (Some(0), Some(0), None));
    server.program.wait_for("warning: closed the connection of 127.0.0.1:").unwrap();
    first.disconnect();
    let is_let_in = (0..100).any(|_| {
        std::thread::sleep(std::time::Duration::from_millis(50));
        Device::log_in(server.address(), &Known::inverter("INV-0004")).1.is_some()
    });
    assert!(is_let_in, "the place of a device that has gone is free again");
}

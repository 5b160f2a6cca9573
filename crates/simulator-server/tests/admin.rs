//! What an operator sees and does: device log, registry, states, faults.
#![cfg(test)]

mod support;

use enos::Secret;

use support::device::{Device, Known, pause};
use support::server::{Server, refusal};

#[test]
fn says_in_the_device_log_why_a_login_was_refused() {
    let server = Server::start(&[]);
    let wrong = Known::inverter("INV-0101").with_secret(&Secret::parse("wrong").unwrap());
    Device::log_in(server.address(), &wrong);
    Device::log_in(server.address(), &Known::inverter("INV-0102"));
    let log = server.read("/log");
    let line = |index: usize| {
        (log[index]["deviceKey"].as_str().unwrap(), log[index]["code"].as_u64(), log[index]["reason"].as_str().unwrap())
    };
    assert_eq!(line(0), ("INV-0101", Some(742), "the signature check failed"));
    assert_eq!(line(1), ("INV-0102", Some(723), "the device is disabled"));
}

#[test]
fn follows_a_device_from_inactive_to_offline() {
    let server = Server::start(&[]);
    let known = Known::inverter("INV-0001");
    let state = || server.state("INV-0001");
    assert_eq!((state()["state"].as_str(), state()["hasSecret"].as_bool()), (Some("inactive"), Some(false)));
    let (mut device, _) = Device::log_in(server.address(), &known);
    let secret = device.receive_secret(&known);
    assert_eq!((state()["state"].as_str(), state()["connected"].as_bool()), (Some("inactive"), Some(true)));
    device.disconnect();
    pause();
    let (device, _) = Device::log_in(server.address(), &known.with_secret(&secret));
    assert_eq!(state()["state"], "online");
    device.disconnect();
    let gone = (0..500).any(|_| {
        std::thread::sleep(std::time::Duration::from_millis(20));
        state()["state"] == "offline"
    });
    assert!(gone, "{}", state());

    for path in ["/log", "/state", "/registry"] {
        let text = serde_json::Value::from(server.read(path)).to_string();
        assert!(!text.contains(secret.expose()) && !text.contains("practice-inverter-secret"), "{text}");
    }
}

#[test]
fn makes_things_go_wrong_on_demand_and_right_again() {
    let server = Server::start(&["--throttle", "off"]);
    let known = Known::inverter("INV-0001");
    let path = "/faults/DemoInverter/INV-0001";
    let set = |body| assert_eq!(server.ask("PUT", path, body), 204, "{body}");

    set(r#"{"connack": {"refuse": 2}}"#);
    assert_eq!(Device::log_in(server.address(), &known).1, Some(2));
    set(r#"{"connack": "close"}"#);
    assert_eq!(Device::log_in(server.address(), &known).1, None);
    set(r#"{"push": "twice"}"#);
    let (mut device, _) = Device::log_in(server.address(), &known);
    assert_ne!(device.receive_secret(&known).expose(), device.receive_secret(&known).expose());
    set(r#"{"cut-after": 3}"#);
    let mut device = Device::open(server.address());
    device.send(&known.connect_packet());
    assert_eq!(device.receive_all(), [0x20, 0x02, 0x00]);

    assert_eq!(server.ask("DELETE", path, ""), 204);
    let (mut device, code) = Device::log_in(server.address(), &known);
    assert_eq!(code, Some(0));
    assert_eq!(device.receive_secret(&known).length(), 20);
}

#[test]
fn shows_the_registry_with_its_faults() {
    let server = Server::start(&[]);
    server.ask("PUT", "/faults/DemoInverter/INV-0001", r#"{"mute-from": "suback", "framing": {"split": 1}}"#);
    let products = server.read("/registry");
    let inverters = products.iter().find(|product| product["productKey"] == "DemoInverter").unwrap();
    assert_eq!(inverters["dynamicActivation"], true);
    let faults = &inverters["devices"][0]["faults"];
    assert_eq!((faults["mute-from"].as_str(), &faults["framing"]["split"]), (Some("suback"), &1.into()));
    assert_eq!((faults["push"].as_str(), &faults["unsolicited"]), (Some("none"), &serde_json::Value::Null));
}

#[test]
fn a_second_login_closes_a_connection_with_a_fault_too() {
    let server = Server::start(&["--throttle", "off"]);
    let known = Known::inverter("INV-0001");
    server.ask("PUT", "/faults/DemoInverter/INV-0001", r#"{"push": "never"}"#);
    let (mut first, _) = Device::log_in(server.address(), &known);
    server.ask("DELETE", "/faults/DemoInverter/INV-0001", "");
    let (_second, code) = Device::log_in(server.address(), &known);
    assert_eq!((first.receive(), code), (None, Some(0)));
}

#[test]
fn shuts_a_device_out_and_lets_it_in_again() {
    let server = Server::start(&["--throttle", "off"]);
    let known = Known::inverter("INV-0001");
    let (mut device, _) = Device::log_in(server.address(), &known);
    device.receive_secret(&known);
    let path = "/access/DemoInverter/INV-0001";
    assert_eq!(server.ask("PUT", path, "\"disabled\""), 204);
    assert_eq!(device.receive(), None);
    assert_eq!(Device::log_in(server.address(), &known).1, Some(5));
    assert_eq!(server.ask("PUT", path, "\"enabled\""), 204);
    assert_eq!(Device::log_in(server.address(), &known).1, Some(0));
}

#[test]
fn refuses_unknown_devices_and_unknown_faults() {
    let server = Server::start(&[]);
    assert_eq!(server.ask("PUT", "/faults/DemoInverter/INV-9999", "{}"), 404);
    assert_eq!(server.ask("PUT", "/faults/DemoInverter/INV-0001", r#"{"push": "sometimes"}"#), 422);
    assert_eq!(server.ask("PUT", "/faults/DemoInverter/INV-0001", r#"{"pusch": "never"}"#), 422);
}

#[test]
fn answers_only_under_a_name_of_this_machine() {
    let server = Server::start(&[]);
    let status = |host| testkit::http::ask("GET", &server.admin_url("/log"), &[("host", host)], "").unwrap().0;
    assert_eq!(status("attacker.example"), 403);
    assert_eq!(status("localhost:1"), 200);
}

#[test]
fn opens_its_admin_address_on_this_machine_only() {
    let message = refusal(&["--listen", "127.0.0.1:0", "--admin", "0.0.0.0:0"]);
    assert_eq!(message, "error: the admin address 0.0.0.0:0 is not on this machine alone: choose one on 127.0.0.1\n");
}

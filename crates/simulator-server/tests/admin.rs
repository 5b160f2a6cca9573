//! What an operator sees and does: device log, registry, states, faults.
#![cfg(test)]

mod support;

use std::net::SocketAddr;

use enos::Secret;

use support::device::{Device, Known, pause};
use support::http::{ask, read};
use support::server::Server;

fn start(arguments: &[&str]) -> (Server, SocketAddr) {
    let arguments = [&["--admin", "127.0.0.1:0"], arguments].concat();
    let server = Server::start(&arguments);
    let admin = server.address_of("admin on http://");
    (server, admin)
}

#[test]
fn says_in_the_device_log_why_a_login_was_refused() {
    let (server, admin) = start(&[]);
    let wrong = Known::inverter("INV-0101").with_secret(&Secret::parse("wrong").unwrap());
    Device::log_in(server.address(), &wrong);
    Device::log_in(server.address(), &Known::inverter("INV-0102"));
    let log = read(admin, "/log");
    let line = |index: usize| {
        (log[index]["deviceKey"].as_str().unwrap(), log[index]["code"].as_u64(), log[index]["reason"].as_str().unwrap())
    };
    assert_eq!(line(0), ("INV-0101", Some(742), "the signature check failed"));
    assert_eq!(line(1), ("INV-0102", Some(723), "the device is disabled"));
}

#[test]
fn follows_a_device_from_inactive_to_offline() {
    let (server, admin) = start(&[]);
    let known = Known::inverter("INV-0001");
    let state = || {
        let states = read(admin, "/state");
        states.as_array().unwrap().iter().find(|state| state["deviceKey"] == "INV-0001").unwrap().clone()
    };
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

    let everything =
        [read(admin, "/log"), read(admin, "/state"), read(admin, "/registry")].map(|json| json.to_string());
    for text in everything {
        assert!(!text.contains(secret.expose()) && !text.contains("practice-inverter-secret"), "{text}");
    }
}

#[test]
fn makes_things_go_wrong_on_demand_and_right_again() {
    let (server, admin) = start(&["--throttle", "off"]);
    let known = Known::inverter("INV-0001");
    let path = "/faults/DemoInverter/INV-0001";
    let set = |body| assert_eq!(ask(admin, "PUT", path, body).0, 204, "{body}");

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

    assert_eq!(ask(admin, "DELETE", path, "").0, 204);
    let (mut device, code) = Device::log_in(server.address(), &known);
    assert_eq!(code, Some(0));
    assert_eq!(device.receive_secret(&known).length(), 20);
}

#[test]
fn shows_the_registry_with_its_faults() {
    let (_server, admin) = start(&[]);
    ask(admin, "PUT", "/faults/DemoInverter/INV-0001", r#"{"mute-from": "suback", "framing": {"split": 1}}"#);
    let registry = read(admin, "/registry");
    let products = registry.as_array().unwrap();
    let inverters = products.iter().find(|product| product["productKey"] == "DemoInverter").unwrap();
    assert_eq!(inverters["dynamicActivation"], true);
    let faults = &inverters["devices"][0]["faults"];
    assert_eq!((faults["mute-from"].as_str(), &faults["framing"]["split"]), (Some("suback"), &1.into()));
    assert_eq!((faults["push"].as_str(), &faults["unsolicited"]), (Some("none"), &serde_json::Value::Null));
}

#[test]
fn a_second_login_closes_a_connection_with_a_fault_too() {
    let (server, admin) = start(&["--throttle", "off"]);
    let known = Known::inverter("INV-0001");
    ask(admin, "PUT", "/faults/DemoInverter/INV-0001", r#"{"push": "never"}"#);
    let (mut first, _) = Device::log_in(server.address(), &known);
    ask(admin, "DELETE", "/faults/DemoInverter/INV-0001", "");
    let (_second, code) = Device::log_in(server.address(), &known);
    assert_eq!((first.receive(), code), (None, Some(0)));
}

#[test]
fn shuts_a_device_out_and_lets_it_in_again() {
    let (server, admin) = start(&["--throttle", "off"]);
    let known = Known::inverter("INV-0001");
    let (mut device, _) = Device::log_in(server.address(), &known);
    device.receive_secret(&known);
    let path = "/access/DemoInverter/INV-0001";
    assert_eq!(ask(admin, "PUT", path, "\"disabled\"").0, 204);
    assert_eq!(device.receive(), None);
    assert_eq!(Device::log_in(server.address(), &known).1, Some(5));
    assert_eq!(ask(admin, "PUT", path, "\"enabled\"").0, 204);
    assert_eq!(Device::log_in(server.address(), &known).1, Some(0));
}

#[test]
fn refuses_unknown_devices_and_unknown_faults() {
    let (_server, admin) = start(&[]);
    assert_eq!(ask(admin, "PUT", "/faults/DemoInverter/INV-9999", "{}").0, 404);
    assert_eq!(ask(admin, "PUT", "/faults/DemoInverter/INV-0001", r#"{"push": "sometimes"}"#).0, 422);
    assert_eq!(ask(admin, "PUT", "/faults/DemoInverter/INV-0001", r#"{"pusch": "never"}"#).0, 422);
}

#[test]
fn answers_only_under_a_name_of_this_machine() {
    let (_server, admin) = start(&[]);
    let status = |host| testkit::http::ask("GET", &format!("http://{admin}/log"), &[("host", host)], "").unwrap().0;
    assert_eq!(status("attacker.example"), 403);
    assert_eq!(status("localhost:1"), 200);
}

#[test]
fn opens_its_admin_address_on_this_machine_only() {
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_simulator-server"))
        .args(["--listen", "127.0.0.1:0", "--admin", "0.0.0.0:0"])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    let message = String::from_utf8(output.stderr).unwrap();
    assert_eq!(message, "error: the admin address 0.0.0.0:0 is not on this machine alone: choose one on 127.0.0.1\n");
}

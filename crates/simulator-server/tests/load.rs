//! Many devices at once.
#![cfg(test)]

mod support;

use std::collections::HashSet;
use std::fs;
use std::thread;

use support::device::{Device, Known};
use support::server::Server;

const REGISTRY: &str = r#"
[rules]
throttle = "off"
[[products]]
key = "Pump"
secret = "pump-secret"
[[products.series]]
prefix = "unit-"
count = 1000
"#;

/// How many devices talk at the same time.
const LANES: usize = 20;

fn unit(number: usize) -> Known {
    Known::new("Pump", &format!("unit-{number:04}"), "pump-secret")
}

#[test]
fn activates_a_thousand_devices_without_losing_or_mixing_up_one() {
    let file = tempfile::NamedTempFile::new().unwrap();
    fs::write(file.path(), REGISTRY).unwrap();
    let server = Server::start(&["--registry", file.path().to_str().unwrap()]);
    let address = server.address();
    let lanes: Vec<_> = (0..LANES)
        .map(|lane| {
            thread::spawn(move || {
                let units = (1..=1_000).filter(move |number| number % LANES == lane).map(unit);
                let activated = units.map(|known| {
                    let (mut device, code) = Device::log_in(address, &known);
                    assert_eq!(code, Some(0), "{}", known.device_key);
                    let secret = device.receive_secret(&known);
                    device.disconnect();
                    let (mut device, code) = Device::log_in(address, &known.with_secret(&secret));
                    assert_eq!(code, Some(0), "{}", known.device_key);
                    device.send(&[0xc0, 0x00]);
                    assert_eq!(device.receive(), Some(vec![0xd0, 0x00]), "{}", known.device_key);
                    secret.expose().to_owned()
                });
                activated.collect::<Vec<_>>()
            })
        })
        .collect();
    let secrets: HashSet<_> = lanes.into_iter().flat_map(|lane| lane.join().unwrap()).collect();
    assert_eq!(secrets.len(), 1_000);
}

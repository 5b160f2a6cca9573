//! The registry file and the state file.
#![cfg(test)]

mod support;

use std::fs;
use std::path::Path;

use support::device::{Device, Known};
use support::server::{Server, refusal};

const REGISTRY: &str = r#"
[rules]
throttle = "off"
[rules.replies]
unknown-device = "close"

[[products]]
key = "Pump"
secret = "pump-secret"
[[products.devices]]
key = "P-1"
[[products.devices]]
key = "P-2"
[products.devices.faults]
push = "other-topic"
[[products.series]]
prefix = "unit-"
count = 3000
"#;

fn pump(device_key: &str) -> Known {
    Known::new("Pump", device_key, "pump-secret")
}

fn start(folder: &Path) -> Server {
    let (registry, state) = (folder.join("registry.toml"), folder.join("state.json"));
    fs::write(&registry, REGISTRY).unwrap();
    Server::start(&["--registry", registry.to_str().unwrap(), "--state", state.to_str().unwrap()])
}

#[test]
fn takes_its_devices_from_a_file_instead_of_the_demo() {
    let folder = tempfile::tempdir().unwrap();
    let server = start(folder.path());
    let known = pump("P-1");
    let (mut device, code) = Device::log_in(server.address(), &known);
    assert_eq!(code, Some(0));
    assert_eq!(device.receive_secret(&known).length(), 20);
    assert_eq!(Device::log_in(server.address(), &pump("unit-3000")).1, Some(0));
    assert_eq!(Device::log_in(server.address(), &pump("P-3")).1, None, "closed, as the file says");
    assert_eq!(Device::log_in(server.address(), &Known::inverter("INV-0001")).1, None);
    assert!(!server.lines().iter().any(|line| line.contains("INV-0001")), "{:?}", server.lines());
}

#[test]
fn takes_faults_from_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let server = start(folder.path());
    let (mut device, _) = Device::log_in(server.address(), &pump("P-2"));
    let message = device.receive().unwrap();
    assert!(message.windows(17).any(|window| window == b"some-other-device"));
}

#[test]
#[cfg(unix)]
fn remembers_a_device_across_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let known = pump("P-1");
    let server = start(folder.path());
    let (mut device, _) = Device::log_in(server.address(), &known);
    let secret = device.receive_secret(&known);
    device.disconnect();
    let (device, code) = Device::log_in(server.address(), &known.with_secret(&secret));
    assert_eq!(code, Some(0));
    device.disconnect();
    server.program.terminate().unwrap();
    assert_eq!(server.program.finish().unwrap().0.code(), Some(0));

    let server = start(folder.path());
    assert_eq!(Device::log_in(server.address(), &known.with_secret(&secret)).1, Some(0));
    assert_eq!(Device::log_in(server.address(), &known).1, Some(5), "its secret is fixed");
}

#[test]
#[cfg(unix)]
fn writes_its_state_while_it_runs_and_for_its_owner_only() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let server = start(folder.path());
    let known = pump("P-1");
    let (mut device, _) = Device::log_in(server.address(), &known);
    let secret = device.receive_secret(&known);
    let path = folder.path().join("state.json");
    let written = (0..300).any(|_| {
        std::thread::sleep(std::time::Duration::from_millis(50));
        fs::read_to_string(&path).unwrap().contains(secret.expose())
    });
    assert!(written);
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o077, 0);
    // A program that is killed leaves a whole file behind.
    drop(server);
    let server = start(folder.path());
    assert_eq!(Device::log_in(server.address(), &known.with_secret(&secret)).1, Some(0));
}

#[test]
fn says_what_is_wrong_with_its_files() {
    let folder = tempfile::tempdir().unwrap();
    let (registry, state) = (folder.path().join("registry.toml"), folder.path().join("state.json"));
    fs::write(&registry, "[[products]]\nkey = \"a b\"\nsecret = \"planted\"\n").unwrap();
    fs::write(&state, "{\n  \"devices\": [ planted ]\n}\n").unwrap();
    let message = |option, path: &Path| refusal(&["--listen", "127.0.0.1:0", option, path.to_str().unwrap()]);
    assert_eq!(
        message("--registry", &registry),
        format!("error: {}:2: the product key \"a b\" must not contain ' ' (character 2)\n", registry.display())
    );
    assert_eq!(
        message("--state", &state),
        format!("error: {} is not a state file: line 2, column 16\n", state.display())
    );
}

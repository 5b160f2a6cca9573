//! Proof that the simulated EnOS is faithful: the vendor's own Python SDK takes it for the real one.
#![cfg(test)]

#[path = "../support/mod.rs"]
mod support;

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use enos::Secret;
use testkit::{or_skip, python_with_vendor_sdk};

use support::device::{Device, Known, pause};
use support::server::Server;

/// A device that runs on the vendor's SDK.
struct SdkDevice<'a> {
    python: &'a Path,
    url: String,
    /// The folder with the root's and the device's certificates, for TLS.
    certificates: Option<&'a Path>,
    product_key: &'a str,
    device_key: &'a str,
}

impl<'a> SdkDevice<'a> {
    fn inverter(python: &'a Path, server: &Server, device_key: &'a str) -> Self {
        let url = format!("tcp://{}", server.address());
        Self { python, url, certificates: None, product_key: "DemoInverter", device_key }
    }

    /// What the script says in the end.
    fn run(&self, action: &str, seconds: u8, secret: &str) -> String {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vendor_sdk/device.py");
        let mut command = Command::new(self.python);
        command.arg(script).args([action, &seconds.to_string(), &self.url, self.product_key, self.device_key]);
        if let Some(folder) = self.certificates {
            command.args(["ca.pem", "client.pem", "client.key"].map(|name| folder.join(name)));
        }
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        writeln!(child.stdin.take().unwrap(), "{secret}").unwrap();
        let output = child.wait_with_output().unwrap();
        let said = String::from_utf8(output.stdout).unwrap();
        assert!(!said.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
        said.trim_end().to_owned()
    }

    fn activate(&self, product_secret: &str) -> Secret {
        let said = self.run("activate", PATIENCE, product_secret);
        let secret = said.strip_prefix("secret ").unwrap_or_else(|| panic!("no secret came: {said}"));
        Secret::parse(secret).unwrap()
    }
}

/// How many seconds a device may take for what it is able to do.
const PATIENCE: u8 = 30;

#[test]
fn the_vendors_sdk_activates_a_device_and_logs_in_and_so_do_we_with_its_secret() {
    let Some(python) = or_skip(python_with_vendor_sdk()) else { return };
    let server = Server::start(&[]);
    let sdk = SdkDevice::inverter(&python, &server, "INV-0001");
    let secret = sdk.activate("practice-inverter-secret");
    let seen = server.events("INV-0001");
    assert_eq!(seen[..3], ["logged in", "activated", "activation confirmed"]);

    pause();
    assert_eq!(sdk.run("login", PATIENCE, secret.expose()), "connected");
    pause();
    let ours = Known::inverter("INV-0001").with_secret(&secret);
    assert_eq!(Device::log_in(server.address(), &ours).1, Some(0));
}

#[test]
fn the_vendors_sdk_logs_in_with_our_secret_and_not_with_a_wrong_one() {
    let Some(python) = or_skip(python_with_vendor_sdk()) else { return };
    let server = Server::start(&[]);
    let known = Known::inverter("INV-0002");
    let (mut device, _) = Device::log_in(server.address(), &known);
    let secret = device.receive_secret(&known);
    device.disconnect();

    let sdk = SdkDevice::inverter(&python, &server, "INV-0002");
    pause();
    assert_eq!(sdk.run("login", 5, "not-the-secret"), "refused");
    let refusals: Vec<_> = server.read("/log").into_iter().filter(|entry| entry["event"] == "refused").collect();
    assert_eq!(refusals[0]["code"], 742, "{refusals:?}");
    pause();
    assert_eq!(sdk.run("login", PATIENCE, secret.expose()), "connected");
}

#[test]
fn the_vendors_sdk_activates_a_device_over_tls_with_a_client_certificate_and_logs_in() {
    let Some(python) = or_skip(python_with_vendor_sdk()) else { return };
    let folder = tempfile::tempdir().unwrap();
    let server = Server::with_all_transports(folder.path());
    let sdk = SdkDevice {
        python: &python,
        url: format!("ssl://{}", server.tls_address()),
        certificates: Some(folder.path()),
        product_key: "DemoController",
        device_key: "CTL-0001",
    };
    let secret = sdk.activate("practice-controller-secret");
    pause();
    assert_eq!(sdk.run("login", PATIENCE, secret.expose()), "connected");
}

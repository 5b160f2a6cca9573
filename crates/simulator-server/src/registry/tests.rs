use std::io::Write;

use simulator::{
    CertificateRule, ConnackFault, DeviceKind, DeviceState, Framing, PushAt, PushFault, Reply, Rules, Step,
    ThrottleRule, Unsolicited, repeatable,
};

use super::*;

fn load_text(text: &str) -> Result<Cloud, String> {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(text.as_bytes()).unwrap();
    let mut cloud = Cloud::new(Rules::default(), repeatable(1));
    let path = file.path().display().to_string();
    load(file.path(), &mut cloud).map_err(|error| error.to_string().replace(&path, "FILE"))?;
    Ok(cloud)
}

const EXAMPLE: &str = r#"
[rules]
push = "subscribe"
push-qos = 0
throttle = "off"
[rules.replies]
signature-failed = "close"
unknown-device = 3

[[products]]
key = "Pump"
secret = "pump-secret"

[[products.devices]]
key = "P-1"

[[products.devices]]
key = "P-2"
secret = "own-secret"
has-been-online = true

[[products.devices]]
key = "P-3"
disabled = true
sub-device = true

[[products.devices]]
key = "P-4"
[products.devices.faults]
connack = { refuse = 3 }
push = "twice"
push-delay-ms = 5000
mute-from = "suback"
framing = { split = 1 }
cut-after = 12
unsolicited = "pubrel"

[[products.series]]
prefix = "unit-"
count = 12

[[products]]
key = "Valve"
secret = "valve-secret"
dynamic-activation = false
certificate-required = true
"#;

#[test]
fn reads_products_devices_and_rules() {
    let cloud = load_text(EXAMPLE).unwrap();
    assert_eq!((cloud.products().len(), cloud.devices().len()), (2, 16));
    assert_eq!(cloud.rules().push, PushAt::Subscribe);
    assert_eq!(cloud.rules().push_qos, mqtt::Qos::AtMostOnce);
    assert_eq!(cloud.rules().throttle, None);
    assert_eq!(cloud.rules().replies.signature_failed, Reply::Close);
    assert_eq!(cloud.rules().replies.unknown_device, Reply::Connack(3));
    assert_eq!(cloud.rules().replies.device_disabled, Reply::Connack(5));
    let device = |key| cloud.device("Pump", key).unwrap();
    assert_eq!(device("P-1").state(), DeviceState::Inactive);
    assert_eq!(device("P-2").state(), DeviceState::Offline);
    assert_eq!((device("P-3").state(), device("P-3").kind()), (DeviceState::Disabled, DeviceKind::SubDevice));
    assert!(cloud.device("Pump", "unit-01").is_some() && cloud.device("Pump", "unit-12").is_some());
    assert_eq!(cloud.product("Valve").unwrap().certificate, CertificateRule::Required);
}

#[test]
fn reads_every_kind_of_fault() {
    let faults = load_text(EXAMPLE).unwrap().device("Pump", "P-4").unwrap().faults();
    assert_eq!(faults.connack, ConnackFault::Refuse(3));
    assert_eq!(faults.push, PushFault::Twice);
    assert_eq!(faults.push_delay, 5_000);
    assert_eq!(faults.mute_from, Some(Step::Suback));
    assert_eq!(faults.framing, Framing::Split(1));
    assert_eq!(faults.cut_after, Some(12));
    assert_eq!(faults.unsolicited, Some(Unsolicited::Pubrel));
}

#[test]
fn takes_the_throttle_in_numbers() {
    let text =
        "products = []\n[rules]\nthrottle = { interval-ms = 1, tolerance-ms = 4, window-ms = 2, lockout-ms = 3 }";
    let expected = ThrottleRule { interval: 1, tolerance: 4, window: 2, lockout: 3 };
    assert_eq!(load_text(text).unwrap().rules().throttle, Some(expected));
}

#[test]
fn names_the_line_and_the_reason_and_never_shows_a_secret() {
    let error = |text: &str| load_text(text).err().unwrap();
    assert_eq!(
        error("[[products]]\nkey = \"a b\"\nsecret = \"planted\""),
        "FILE:2: the product key \"a b\" must not contain ' ' (character 2)"
    );
    assert_eq!(error("[[products]]\nkey = \"a\"\nsecret = \"\""), "FILE:3: the secret is empty");
    let unclosed = error("[[products]]\nkey = \"a\"\nsecret = \"planted");
    assert!(unclosed.starts_with("FILE:3: ") && !unclosed.contains("planted"), "{unclosed}");
    let unknown = error("[[products]]\nkey = \"a\"\nsecret = \"planted\"\nkolor = 1");
    assert!(unknown.starts_with("FILE:4: unknown field `kolor`"), "{unknown}");
    let qos = error("products = []\n[rules]\npush-qos = 3");
    assert_eq!(qos, "FILE:3: push-qos is 3, and only 0, 1 and 2 exist");
    let digest = error(
        "[[products]]\nkey = \"a\"\nsecret = \"s\"\n[[products.devices]]\nkey = \"d\"\ncertificate-sha256 = \"12\"",
    );
    assert_eq!(digest, "FILE:6: certificate-sha256 is \"12\", and not 64 hexadecimal digits");
}

#[test]
fn says_when_a_key_stands_there_twice() {
    let text = "[[products]]\nkey = \"a\"\nsecret = \"s\"\n[[products]]\nkey = \"a\"\nsecret = \"s\"";
    assert_eq!(load_text(text).err().unwrap(), "FILE: there are two products with the key \"a\"");
}

#[test]
fn says_when_there_is_no_file() {
    let mut cloud = Cloud::new(Rules::default(), repeatable(1));
    let error = load(Path::new("no-such-file.toml"), &mut cloud).unwrap_err().to_string();
    assert!(error.starts_with("cannot read no-such-file.toml: "), "{error}");
}

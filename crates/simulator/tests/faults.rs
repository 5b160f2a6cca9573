//! Each fault on demand, in virtual time.
#![cfg(test)]

mod support;

use simulator::{ConnackFault, Faults, Framing, Output, PushFault, Step, Unsolicited};

use enos::{ActivationMessage, DeviceKey, ProductKey};
use support::{Bench, Packets};

const DEVICE: &str = "INV-0001";

/// What a device with these faults gets to see in the first ten seconds after its login.
fn outputs(faults: Faults) -> Vec<Output> {
    let mut bench = Bench::new();
    assert!(bench.broker.cloud_mut().set_faults("DemoInverter", DEVICE, faults));
    let device = bench.connect(DEVICE);
    let mut outputs = bench.drain(device);
    bench.advance(10_000);
    outputs.extend(bench.drain(device));
    outputs
}

fn read(packets: &Packets) -> Vec<Result<String, String>> {
    let (product, device) = (ProductKey::parse("DemoInverter").unwrap(), DeviceKey::parse(DEVICE).unwrap());
    let messages = packets.payloads().map(|payload| ActivationMessage::parse(&payload, &product, &device));
    messages
        .map(|message| {
            message.map(|message| message.device_secret.expose().to_owned()).map_err(|error| error.to_string())
        })
        .collect()
}

#[test]
fn refuses_with_any_code() {
    for code in [0, 1, 3, 5, 6, 255] {
        let faults = Faults { connack: ConnackFault::Refuse(code), ..Faults::default() };
        assert_eq!(outputs(faults), [Output::Send(vec![0x20, 0x02, 0x00, code]), Output::Close]);
    }
}

#[test]
fn closes_instead_of_connack() {
    assert_eq!(outputs(Faults { connack: ConnackFault::Close, ..Faults::default() }), [Output::Close]);
}

#[test]
fn goes_mute_at_any_step() {
    let subscribe_and_ping = |faults| {
        let mut bench = Bench::new();
        bench.broker.cloud_mut().set_faults("DemoInverter", DEVICE, faults);
        let device = bench.connect(DEVICE);
        let subscribe = support::subscribe_packet("/ext/session/DemoInverter/INV-0001/thing/activate/info");
        bench.receive(device, &subscribe);
        let publish = support::publish_packet("/ext/session/DemoInverter/INV-0001/thing/activate/info_reply", 1);
        bench.receive(device, &publish);
        bench.receive(device, &[0xc0, 0x00]);
        Packets::of(&bench.drain(device)).kinds()
    };
    let all = ["CONNACK", "PUBLISH", "SUBACK", "PUBACK", "PINGRESP"];
    let steps = [Step::Connack, Step::Activation, Step::Suback, Step::Puback, Step::Pingresp];
    assert_eq!(subscribe_and_ping(Faults::default()), all);
    for (sent, step) in steps.into_iter().enumerate() {
        assert_eq!(subscribe_and_ping(Faults { mute_from: Some(step), ..Faults::default() }), all[..sent], "{step:?}");
    }
}

#[test]
fn never_sends_the_secret() {
    let packets = Packets::of(&outputs(Faults { push: PushFault::Never, ..Faults::default() }));
    assert_eq!(packets.kinds(), ["CONNACK"]);
}

#[test]
fn sends_the_secret_late() {
    let mut bench = Bench::new();
    bench.broker.cloud_mut().set_faults("DemoInverter", DEVICE, Faults { push_delay: 5_000, ..Faults::default() });
    let device = bench.connect(DEVICE);
    assert_eq!(Packets::of(&bench.drain(device)).kinds(), ["CONNACK"]);
    assert_eq!(bench.broker.next_wake(), Some(bench.now.after(5_000)));
    bench.advance(4_999);
    assert_eq!(bench.drain(device), []);
    bench.advance(1);
    assert_eq!(Packets::of(&bench.drain(device)).kinds(), ["PUBLISH"]);
}

#[test]
fn sends_two_secrets_of_which_the_second_is_valid() {
    let mut bench = Bench::new();
    bench.broker.cloud_mut().set_faults("DemoInverter", DEVICE, Faults { push: PushFault::Twice, ..Faults::default() });
    let device = bench.connect(DEVICE);
    let secrets = read(&Packets::of(&bench.drain(device)));
    assert_eq!(secrets.len(), 2);
    assert_ne!(secrets[0], secrets[1]);
    let valid = bench.broker.cloud().device("DemoInverter", DEVICE).unwrap().secret().unwrap().expose().to_owned();
    assert_eq!(secrets[1], Ok(valid));
}

#[test]
fn sends_another_devices_message_on_this_devices_topic() {
    let packets = Packets::of(&outputs(Faults { push: PushFault::OtherDevice, ..Faults::default() }));
    assert_eq!(packets.topics(), ["/ext/session/DemoInverter/INV-0001/thing/activate/info"]);
    let error = read(&packets).remove(0).unwrap_err();
    assert!(error.contains("another device"), "{error}");
}

#[test]
fn sends_another_devices_message_on_its_topic() {
    let packets = Packets::of(&outputs(Faults { push: PushFault::OtherTopic, ..Faults::default() }));
    assert_eq!(packets.topics(), ["/ext/session/SomeOtherProduct/some-other-device/thing/activate/info"]);
}

#[test]
fn sends_broken_and_huge_json() {
    let broken = Packets::of(&outputs(Faults { push: PushFault::BrokenJson, ..Faults::default() }));
    let error = read(&broken).remove(0).unwrap_err();
    assert!(error.contains("not JSON"), "{error}");
    let huge = Packets::of(&outputs(Faults { push: PushFault::HugeJson, ..Faults::default() }));
    let payload = huge.payloads().next().unwrap();
    assert!(payload.len() > 64 * 1024 && payload.starts_with(b"{\"padding\":\"xxx") && payload.ends_with(b"\"}}"));
}

#[test]
fn cuts_after_so_many_bytes() {
    let whole: Vec<u8> = outputs(Faults::default()).into_iter().flat_map(support::bytes).collect();
    for limit in [0, 1, 4, 5, 40, whole.len()] {
        let mut outputs = outputs(Faults { cut_after: Some(limit), ..Faults::default() });
        assert_eq!(outputs.pop(), Some(Output::Close), "after {limit}");
        let sent: Vec<u8> = outputs.into_iter().flat_map(support::bytes).collect();
        assert_eq!(sent, whole[..limit]);
    }
}

#[test]
fn splits_packets() {
    let whole: Vec<u8> = outputs(Faults::default()).into_iter().flat_map(support::bytes).collect();
    let split = outputs(Faults { framing: Framing::Split(1), ..Faults::default() });
    assert_eq!(split.len(), whole.len());
    assert_eq!(split.into_iter().flat_map(support::bytes).collect::<Vec<u8>>(), whole);
}

#[test]
fn joins_packets() {
    let whole: Vec<u8> = outputs(Faults::default()).into_iter().flat_map(support::bytes).collect();
    assert_eq!(outputs(Faults { framing: Framing::Joined, ..Faults::default() }), [Output::Send(whole)]);
}

#[test]
fn joins_a_refusal_with_its_close() {
    let faults = Faults { framing: Framing::Joined, connack: ConnackFault::Refuse(3), ..Faults::default() };
    assert_eq!(outputs(faults), [Output::Send(vec![0x20, 0x02, 0x00, 0x03]), Output::Close]);
}

#[test]
fn sends_a_packet_that_nobody_asked_for() {
    for (unsolicited, kind) in [
        (Unsolicited::Connack, "CONNACK"),
        (Unsolicited::Publish, "PUBLISH"),
        (Unsolicited::Puback, "PUBACK"),
        (Unsolicited::Pubrec, "PUBREC"),
        (Unsolicited::Pubrel, "PUBREL"),
        (Unsolicited::Pubcomp, "PUBCOMP"),
        (Unsolicited::Suback, "SUBACK"),
        (Unsolicited::Unsuback, "UNSUBACK"),
        (Unsolicited::Pingresp, "PINGRESP"),
        (Unsolicited::Pingreq, "PINGREQ"),
        (Unsolicited::Disconnect, "DISCONNECT"),
    ] {
        let packets = Packets::of(&outputs(Faults { unsolicited: Some(unsolicited), ..Faults::default() }));
        assert_eq!(packets.kinds(), ["CONNACK", kind, "PUBLISH"]);
    }
    let outputs = outputs(Faults { unsolicited: Some(Unsolicited::Reserved), ..Faults::default() });
    assert_eq!(outputs[1], Output::Send(vec![0xf0, 0x00]));
}

#[test]
fn leaves_other_devices_alone() {
    let mut bench = Bench::new();
    let faults = Faults { connack: ConnackFault::Close, ..Faults::default() };
    bench.broker.cloud_mut().set_faults("DemoInverter", "INV-0002", faults);
    let device = bench.connect(DEVICE);
    assert_eq!(Packets::of(&bench.drain(device)).kinds(), ["CONNACK", "PUBLISH"]);
    assert!(!bench.broker.cloud_mut().set_faults("DemoInverter", "INV-9999", faults));
}

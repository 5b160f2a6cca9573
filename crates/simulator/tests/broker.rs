//! The broker without I/O, from a device's side, in virtual time.
#![cfg(test)]

mod support;

use simulator::{Broker, DeviceState, Occurrence, Output, PushAt, Rules, Transport, demo, repeatable};

use support::{Bench, PRODUCT, Packets};

#[test]
fn sends_connack_and_then_the_secret_in_packets_of_their_own() {
    let mut bench = Bench::new();
    let device = bench.connect("INV-0001");
    let outputs = bench.drain(device);
    assert_eq!(outputs.len(), 2, "{outputs:?}");
    assert_eq!(outputs[0], Output::Send(vec![0x20, 0x02, 0x00, 0x00]));
    let secret = Packets::of(&outputs).secret("INV-0001");
    assert_eq!(secret.length(), 20);
}

#[test]
fn lets_the_device_in_with_the_secret_that_it_sent() {
    let mut bench = Bench::new();
    let device = bench.connect("INV-0001");
    let secret = Packets::of(&bench.drain(device)).secret("INV-0001");
    bench.receive(device, &[0xe0, 0x00]);
    assert_eq!(bench.drain(device), [Output::Close]);

    let device = bench.connect_with_secret("INV-0001", &secret);
    assert_eq!(bench.drain(device), [Output::Send(vec![0x20, 0x02, 0x00, 0x00])]);
    assert_eq!(bench.broker.cloud().device(PRODUCT, "INV-0001").unwrap().state(), DeviceState::Online);
    bench.broker.close(device, bench.now);
    assert_eq!(bench.broker.cloud().device(PRODUCT, "INV-0001").unwrap().state(), DeviceState::Offline);
}

#[test]
fn reads_packets_that_are_cut_anywhere() {
    let mut bench = Bench::new();
    let device = bench.broker.open(Transport::Plain, bench.now);
    for byte in bench.connect_packet("INV-0001") {
        bench.receive(device, &[byte]);
    }
    assert_eq!(Packets::of(&bench.drain(device)).kinds(), ["CONNACK", "PUBLISH"]);
}

#[test]
fn answers_connect_and_subscribe_that_come_together() {
    let mut bench = Bench::new();
    let device = bench.broker.open(Transport::Plain, bench.now);
    let mut bytes = bench.connect_packet("INV-0001");
    bytes.extend(support::subscribe_packet("/ext/session/DemoInverter/INV-0001/thing/activate/info"));
    bench.receive(device, &bytes);
    assert_eq!(Packets::of(&bench.drain(device)).kinds(), ["CONNACK", "PUBLISH", "SUBACK"]);
}

#[test]
fn refuses_the_257th_filter_of_a_session() {
    let mut bench = Bench::new();
    let device = bench.connect("INV-0001");
    bench.drain(device);
    let mut subscribe = |number: usize| {
        bench.receive(device, &support::subscribe_packet(&format!("/sys/{PRODUCT}/INV-0001/{number}")));
        bench.drain(device)
    };
    for number in 0..256 {
        assert_eq!(subscribe(number), [Output::Send(vec![0x90, 0x03, 0x00, 0x04, 0x01])], "{number}");
    }
    assert_eq!(subscribe(256), [Output::Send(vec![0x90, 0x03, 0x00, 0x04, 0x80])]);
    assert_eq!(subscribe(7), [Output::Send(vec![0x90, 0x03, 0x00, 0x04, 0x01])], "one that it has already");
}

#[test]
fn sends_the_secret_behind_suback_when_told_to() {
    let mut bench = Bench::new();
    bench.broker.cloud_mut().set_rules(Rules { push: PushAt::Subscribe, ..Rules::default() });
    let device = bench.connect("INV-0001");
    assert_eq!(Packets::of(&bench.drain(device)).kinds(), ["CONNACK"]);
    bench.receive(device, &support::subscribe_packet("/sys/DemoInverter/INV-0001/#"));
    assert_eq!(Packets::of(&bench.drain(device)).kinds(), ["SUBACK"]);
    let subscribe = support::subscribe_packet("/ext/session/DemoInverter/INV-0001/thing/activate/info");
    bench.receive(device, &subscribe);
    assert_eq!(Packets::of(&bench.drain(device)).kinds(), ["SUBACK", "PUBLISH"]);
}

#[test]
fn refuses_with_a_connack_and_closes() {
    let mut bench = Bench::new();
    for (device_key, code) in [("INV-0102", 5), ("INV-0103", 5), ("INV-9999", 5)] {
        let device = bench.connect(device_key);
        assert_eq!(bench.drain(device), [Output::Send(vec![0x20, 0x02, 0x00, code]), Output::Close], "{device_key}");
    }
}

#[test]
fn answers_the_reply_and_notes_it() {
    let mut bench = Bench::new();
    let device = bench.activated("INV-0001");
    let publish = support::publish_packet("/ext/session/DemoInverter/INV-0001/thing/activate/info_reply", 1);
    bench.receive(device, &publish);
    assert_eq!(bench.drain(device), [Output::Send(vec![0x40, 0x02, 0x00, 0x05])]);
    let newest = bench.broker.cloud().journal().entries().next_back().unwrap();
    assert_eq!(newest.occurrence, Occurrence::ActivationConfirmed);
}

#[test]
fn completes_a_publication_with_qos_2() {
    let mut bench = Bench::new();
    let device = bench.activated("INV-0001");
    let publish = support::publish_packet("/sys/DemoInverter/INV-0001/thing/post", 2);
    bench.receive(device, &publish);
    assert_eq!(bench.drain(device), [Output::Send(vec![0x50, 0x02, 0x00, 0x05])]);
    bench.receive(device, &[0x62, 0x02, 0x00, 0x05]);
    assert_eq!(bench.drain(device), [Output::Send(vec![0x70, 0x02, 0x00, 0x05])]);
}

#[test]
fn refuses_topics_of_other_devices() {
    let mut bench = Bench::new();
    let device = bench.activated("INV-0001");
    let other = "/ext/session/DemoInverter/INV-0002/thing/activate/info";
    let subscribe = support::subscribe_packet(other);
    bench.receive(device, &subscribe);
    assert_eq!(bench.drain(device), [Output::Send(vec![0x90, 0x03, 0x00, 0x04, 0x80])]);
    let publish = support::publish_packet(other, 1);
    bench.receive(device, &publish);
    assert_eq!(bench.drain(device), [Output::Close]);
}

#[test]
fn mqtt_3_12_4_1_answers_a_pingreq() {
    let mut bench = Bench::new();
    let device = bench.activated("INV-0001");
    bench.receive(device, &[0xc0, 0x00]);
    assert_eq!(bench.drain(device), [Output::Send(vec![0xd0, 0x00])]);
}

#[test]
fn mqtt_3_1_2_24_closes_after_one_and_a_half_times_the_keep_alive() {
    let mut bench = Bench::new();
    let device = bench.activated("INV-0001");
    bench.advance(89_999);
    assert_eq!(bench.drain(device), []);
    bench.receive(device, &[0xc0, 0x00]);
    bench.drain(device);
    bench.advance(89_999);
    assert_eq!(bench.drain(device), []);
    assert_eq!(bench.broker.next_wake(), Some(bench.now.after(1)));
    bench.advance(1);
    assert_eq!(bench.drain(device), [Output::Close]);
    assert!(bench.broker.cloud().device(PRODUCT, "INV-0001").unwrap().session().is_none());
}

#[test]
fn mqtt_3_1_4_1_does_not_wait_for_connect_for_ever() {
    let mut bench = Bench::new();
    let device = bench.broker.open(Transport::Plain, bench.now);
    bench.advance(9_999);
    assert_eq!(bench.drain(device), []);
    bench.advance(1);
    assert_eq!(bench.drain(device), [Output::Close]);
    assert_eq!(bench.broker.next_wake(), None);
}

#[test]
fn mqtt_3_1_0_1_closes_when_the_first_packet_is_not_connect() {
    let mut bench = Bench::new();
    let device = bench.broker.open(Transport::Plain, bench.now);
    bench.receive(device, &[0xc0, 0x00]);
    assert_eq!(bench.drain(device), [Output::Close]);
}

#[test]
fn mqtt_3_1_0_2_closes_on_a_second_connect() {
    let mut bench = Bench::new();
    let device = bench.activated("INV-0001");
    let connect = bench.connect_packet("INV-0001");
    bench.receive(device, &connect);
    assert_eq!(bench.drain(device), [Output::Close]);
}

#[test]
fn mqtt_3_1_2_2_answers_another_protocol_level_with_code_1() {
    let mut bench = Bench::new();
    let device = bench.broker.open(Transport::Plain, bench.now);
    bench.receive(device, &[0x10, 0x0d, 0, 4, b'M', b'Q', b'T', b'T', 5, 2, 0, 60, 0, 1, b'a']);
    assert_eq!(bench.drain(device), [Output::Send(vec![0x20, 0x02, 0x00, 0x01]), Output::Close]);
}

#[test]
fn mqtt_3_1_2_1_answers_the_protocol_name_of_mqtt_3_1_with_code_1() {
    let mut bench = Bench::new();
    let device = bench.broker.open(Transport::Plain, bench.now);
    let connect = [0x10, 0x0f, 0, 6, b'M', b'Q', b'I', b's', b'd', b'p', 3, 2, 0, 60, 0, 1, b'a'];
    bench.receive(device, &connect);
    assert_eq!(bench.drain(device), [Output::Send(vec![0x20, 0x02, 0x00, 0x01]), Output::Close]);
}

#[test]
fn answers_a_login_without_user_name_or_password_with_code_4_and_does_not_ask_the_cloud() {
    let nobody = [0x10, 0x0d, 0, 4, b'M', b'Q', b'T', b'T', 4, 0x02, 0, 60, 0, 1, b'a'];
    let no_password = [0x10, 0x10, 0, 4, b'M', b'Q', b'T', b'T', 4, 0x82, 0, 60, 0, 1, b'a', 0, 1, b'u'];
    for connect in [&nobody[..], &no_password[..]] {
        let mut bench = Bench::new();
        let device = bench.broker.open(Transport::Plain, bench.now);
        bench.receive(device, connect);
        assert_eq!(bench.drain(device), [Output::Send(vec![0x20, 0x02, 0x00, 0x04]), Output::Close]);
        assert_eq!(bench.broker.cloud().journal().entries().len(), 0);
    }
}

#[test]
fn mqtt_3_1_3_8_answers_an_empty_client_id_without_a_clean_session_with_code_2() {
    let mut bench = Bench::new();
    let device = bench.broker.open(Transport::Plain, bench.now);
    bench.receive(device, &[0x10, 0x0c, 0, 4, b'M', b'Q', b'T', b'T', 4, 0, 0, 60, 0, 0]);
    assert_eq!(bench.drain(device), [Output::Send(vec![0x20, 0x02, 0x00, 0x02]), Output::Close]);
}

#[test]
fn mqtt_4_8_0_1_closes_on_what_a_device_may_not_send() {
    for bytes in [
        &[0xf0, 0x00][..],
        &[0x20, 0x02, 0x00, 0x00],
        &[0x90, 0x03, 0x00, 0x01, 0x00],
        &[0xd0, 0x00],
        &[0x80, 0x02, 0x00, 0x01],
        &[0x30, 0xff, 0xff, 0xff, 0xff],
    ] {
        let mut bench = Bench::new();
        let device = bench.activated("INV-0001");
        bench.receive(device, bytes);
        assert_eq!(bench.drain(device), [Output::Close], "{bytes:02x?}");
        assert!(bench.broker.cloud().device(PRODUCT, "INV-0001").unwrap().session().is_none());
    }
}

#[test]
fn a_second_login_closes_the_first_connection() {
    let mut bench = Bench::new();
    let first = bench.activated("INV-0001");
    let second = bench.connect("INV-0001");
    assert_eq!(bench.drain(first), [Output::Close]);
    assert_eq!(Packets::of(&bench.drain(second)).kinds(), ["CONNACK", "PUBLISH"]);
}

#[test]
fn says_nothing_more_after_it_has_closed() {
    let mut broker = Broker::new(demo::cloud(repeatable(1)));
    let now = simulator::Time::default();
    let device = broker.open(Transport::Plain, now);
    broker.receive(device, &[0xf0, 0x00, 0xc0, 0x00], now);
    assert_eq!(broker.poll(), Some((device, Output::Close)));
    broker.receive(device, &[0xc0, 0x00], now);
    broker.wake(now.after(1_000_000));
    assert_eq!((broker.poll(), broker.next_wake()), (None, None));
}

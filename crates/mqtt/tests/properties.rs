//! Any packet that can be made goes to bytes and back, whole, in pieces and in company.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use mqtt::{
    Connack, ConnackCode, Connect, Credentials, Framer, Limits, Packet, PacketId, Publish, PublishQos, Qos, Suback,
    Subscribe, SubscribeOutcome, Text, Topic, TopicFilter, Unsubscribe, Will,
};
use proptest::{collection::vec, option, prelude::*, sample::select, test_runner::Config};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

#[cfg(target_arch = "wasm32")]
wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);

/// A packet as its bytes: those borrow from nothing.
fn packet() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        connect(),
        connack(),
        publish(),
        identifier(),
        subscribe(),
        suback(),
        unsubscribe(),
        select(vec![Packet::Pingreq, Packet::Pingresp, Packet::Disconnect]).prop_map(|packet| bytes(&packet)),
    ]
}

fn bytes(packet: &Packet<'_>) -> Vec<u8> {
    let bytes = packet.to_vec().unwrap();
    assert_eq!(Packet::decode(&bytes, Limits::HIGHEST), Ok(Some((*packet, bytes.len()))));
    bytes
}

fn connect() -> impl Strategy<Value = Vec<u8>> {
    let will = option::of((topic(), payload(), qos(), any::<bool>()));
    let credentials = option::of((text(), option::of(payload())));
    (any::<bool>(), any::<u16>(), text(), will, credentials).prop_map(|(clean, keep_alive, id, will, credentials)| {
        bytes(&Packet::Connect(Connect {
            clean_session: clean || id.is_empty(),
            keep_alive,
            client_id: Text::parse(&id).unwrap(),
            will: will.as_ref().map(|(topic, message, qos, retain)| Will {
                topic: Topic::parse(topic).unwrap(),
                message,
                qos: *qos,
                retain: *retain,
            }),
            credentials: credentials.as_ref().map(|(user_name, password)| Credentials {
                user_name: Text::parse(user_name).unwrap(),
                password: password.as_deref(),
            }),
        }))
    })
}

fn connack() -> impl Strategy<Value = Vec<u8>> {
    (any::<bool>(), select(ConnackCode::ALL.to_vec())).prop_map(|(present, code)| {
        let session_present = present && code == ConnackCode::Accepted;
        bytes(&Packet::Connack(Connack { session_present, code }))
    })
}

fn publish() -> impl Strategy<Value = Vec<u8>> {
    let qos = prop_oneof![
        Just(PublishQos::AtMostOnce),
        (id(), any::<bool>()).prop_map(|(id, dup)| PublishQos::AtLeastOnce { id, dup }),
        (id(), any::<bool>()).prop_map(|(id, dup)| PublishQos::ExactlyOnce { id, dup }),
    ];
    (topic(), vec(any::<u8>(), 0..200), any::<bool>(), qos).prop_map(|(topic, payload, retain, qos)| {
        let topic = Topic::parse(&topic).unwrap();
        bytes(&Packet::Publish(Publish { topic, payload: &payload, retain, qos }))
    })
}

fn identifier() -> impl Strategy<Value = Vec<u8>> {
    let kinds = [Packet::Puback, Packet::Pubrec, Packet::Pubrel, Packet::Pubcomp, Packet::Unsuback];
    (id(), 0..kinds.len())
        .prop_filter_map("one of the kinds", move |(id, kind)| kinds.get(kind).map(|kind| bytes(&kind(id))))
}

fn subscribe() -> impl Strategy<Value = Vec<u8>> {
    (id(), vec((filter(), qos()), 1..5)).prop_map(|(id, list)| {
        let list: Vec<_> = list.iter().map(|(filter, qos)| (TopicFilter::parse(filter).unwrap(), *qos)).collect();
        bytes(&Packet::Subscribe(Subscribe::new(id, &list).unwrap()))
    })
}

fn suback() -> impl Strategy<Value = Vec<u8>> {
    let outcome = prop_oneof![Just(SubscribeOutcome::Refused), qos().prop_map(SubscribeOutcome::Granted)];
    (id(), vec(outcome, 1..9)).prop_map(|(id, list)| bytes(&Packet::Suback(Suback::new(id, &list).unwrap())))
}

fn unsubscribe() -> impl Strategy<Value = Vec<u8>> {
    (id(), vec(filter(), 1..5)).prop_map(|(id, list)| {
        let list: Vec<_> = list.iter().map(|filter| TopicFilter::parse(filter).unwrap()).collect();
        bytes(&Packet::Unsubscribe(Unsubscribe::new(id, &list).unwrap()))
    })
}

fn id() -> impl Strategy<Value = PacketId> {
    any::<u16>().prop_filter_map("0 is none", PacketId::new)
}

fn qos() -> impl Strategy<Value = Qos> {
    select(vec![Qos::AtMostOnce, Qos::AtLeastOnce, Qos::ExactlyOnce])
}

fn payload() -> impl Strategy<Value = Vec<u8>> {
    vec(any::<u8>(), 0..20)
}

fn text() -> impl Strategy<Value = String> {
    vec(any::<char>(), 0..12).prop_map(|text| text.into_iter().filter(|&character| character != '\0').collect())
}

fn topic() -> impl Strategy<Value = String> {
    text().prop_map(|text| format!("t{}", text.replace(['#', '+'], "/")))
}

fn filter() -> impl Strategy<Value = String> {
    let level = prop_oneof![Just("+".to_string()), topic()];
    (vec(level, 1..4), any::<bool>()).prop_map(|(levels, open)| levels.join("/") + if open { "/#" } else { "" })
}

fn framed(chunks: &[&[u8]]) -> Vec<Vec<u8>> {
    let mut framer = Framer::new(Limits::default());
    let mut packets = Vec::new();
    for mut chunk in chunks.iter().copied() {
        while let Some(packet) = framer.next(&mut chunk).unwrap() {
            packets.push(packet.to_vec().unwrap());
        }
    }
    packets
}

proptest! {
    #![proptest_config(Config { cases: 500, failure_persistence: None, ..Config::default() })]

    #[test]
    fn every_prefix_of_any_packet_is_incomplete(packet in packet()) {
        for end in 0..packet.len() {
            prop_assert_eq!(Packet::decode(packet.get(..end).unwrap(), Limits::HIGHEST), Ok(None));
        }
    }

    #[test]
    fn mqtt_6_0_0_2_any_packet_split_at_every_byte_is_the_same(packet in packet()) {
        for cut in 0..=packet.len() {
            let (front, back) = packet.split_at(cut);
            prop_assert_eq!(framed(&[front, back]), std::slice::from_ref(&packet));
        }
    }

    #[test]
    fn mqtt_6_0_0_2_any_packets_joined_come_apart(packets in vec(packet(), 2..12), size in 1_usize..100) {
        let joined = packets.concat();
        prop_assert_eq!(&framed(&[&joined]), &packets);
        let chunks: Vec<&[u8]> = joined.chunks(size).collect();
        prop_assert_eq!(&framed(&chunks), &packets);
    }

    #[test]
    fn any_text_is_taken_for_a_topic_just_when_the_rules_say_so(name in vec(any::<char>(), 0..8)) {
        let name: String = name.into_iter().collect();
        let allowed = !name.is_empty() && !name.contains(['\0', '#', '+']);
        prop_assert_eq!(Topic::parse(&name).is_ok(), allowed);
    }

    #[test]
    fn mqtt_4_7_1_1_a_topic_is_a_filter_that_matches_itself(topic in topic()) {
        let filter = TopicFilter::parse(&topic).unwrap();
        prop_assert!(filter.matches(Topic::parse(&topic).unwrap()));
        prop_assert!(TopicFilter::parse("#").unwrap().matches(Topic::parse(&topic).unwrap()));
    }
}

//! The packets, as bytes.

use mqtt::{
    Connack, ConnackCode, Connect, Credentials, Packet, PacketId, Publish, PublishQos, Qos, Suback, Subscribe,
    SubscribeOutcome, Text, Topic, TopicFilter, Unsubscribe,
};

const TOPIC: &str = "/ext/session/1234556554/deviceKey1234/thing/activate/info";

pub fn cases() -> Vec<(&'static str, Vec<u8>)> {
    let id = PacketId::FIRST;
    let filters = [TOPIC, "plant/+/state", "plant/7/#"].map(|filter| TopicFilter::parse(filter).unwrap());
    let subscriptions = filters.map(|filter| (filter, Qos::AtLeastOnce));
    let outcomes = [
        SubscribeOutcome::Granted(Qos::AtLeastOnce),
        SubscribeOutcome::Granted(Qos::AtMostOnce),
        SubscribeOutcome::Refused,
    ];
    let connect = Connect {
        clean_session: true,
        keep_alive: 60,
        client_id: Text::parse("id123456|securemode=3,signmethod=sha256,timestamp=1548753362502|").unwrap(),
        will: None,
        credentials: Some(Credentials {
            user_name: Text::parse("deviceKey1234&1234556554").unwrap(),
            password: Some(&[b'A'; 64]),
        }),
    };
    let connack = Connack { session_present: false, code: ConnackCode::Accepted };
    [
        ("PUBLISH 64 B", publish("plant/7/state", 64)),
        ("PUBLISH 1 KiB", publish("plant/7/state", 1024)),
        ("PUBLISH 64 KiB", publish("plant/7/state", 64 * 1024)),
        ("PUBLISH 200 B, long topic", publish(TOPIC, 200)),
        ("PUBACK", Packet::Puback(id).to_vec().unwrap()),
        ("SUBACK x3", Packet::Suback(Suback::new(id, &outcomes).unwrap()).to_vec().unwrap()),
        ("CONNACK", Packet::Connack(connack).to_vec().unwrap()),
        ("CONNECT", Packet::Connect(connect).to_vec().unwrap()),
        ("SUBSCRIBE x3", Packet::Subscribe(Subscribe::new(id, &subscriptions).unwrap()).to_vec().unwrap()),
        ("UNSUBSCRIBE x3", Packet::Unsubscribe(Unsubscribe::new(id, &filters).unwrap()).to_vec().unwrap()),
        ("PINGRESP", Packet::Pingresp.to_vec().unwrap()),
    ]
    .into()
}

/// A stream in which a server's packets take turns, and how many there are.
pub fn stream() -> (usize, Vec<u8>) {
    let mut bytes = Vec::new();
    let mut packets = 0;
    let cases = cases();
    let server = ["PUBLISH 64 B", "PUBLISH 1 KiB", "PUBLISH 200 B, long topic", "PUBACK", "SUBACK x3", "PINGRESP"];
    for round in 0..200 {
        for name in server.iter().filter(|name| round % 5 == 0 || **name != "PUBLISH 1 KiB") {
            bytes.extend(cases.iter().find(|(case, _)| case == name).map(|(_, bytes)| bytes).unwrap());
            packets += 1;
        }
    }
    (packets, bytes)
}

/// With QoS 1 and that many bytes of payload.
fn publish(topic: &str, length: usize) -> Vec<u8> {
    let qos = PublishQos::AtLeastOnce { id: PacketId::FIRST, dup: false };
    let topic = Topic::parse(topic).unwrap();
    Packet::Publish(Publish { topic, payload: &vec![b'x'; length], retain: false, qos }).to_vec().unwrap()
}

//! A broker, its clock, and the packets that devices send to it.
#![allow(dead_code, reason = "each test file uses its own part of this")]

use enos::{ActivationMessage, AuthMode, ClientId, Credentials, DeviceKey, Identity, ProductKey, Secret, Timestamp};
use mqtt::{Connect, Limits, Packet, PacketId, Publish, PublishQos, Qos, Subscribe, Text, Topic, TopicFilter};
use simulator::{Broker, ConnectionId, Output, Time, Transport, demo, repeatable};

pub(crate) const PRODUCT: &str = "DemoInverter";

/// A broker with its clock.
pub(crate) struct Bench {
    pub(crate) broker: Broker,
    pub(crate) now: Time,
}

/// What came out, packet by packet.
pub(crate) struct Packets(Vec<Vec<u8>>);

impl Bench {
    pub(crate) fn new() -> Self {
        Self { broker: Broker::new(demo::cloud(repeatable(1))), now: Time::from_millis(1_000_000) }
    }

    pub(crate) fn advance(&mut self, millis: u64) {
        self.now = self.now.after(millis);
        self.broker.wake(self.now);
    }

    pub(crate) fn receive(&mut self, device: ConnectionId, bytes: &[u8]) {
        self.broker.receive(device, bytes, self.now);
    }

    /// What the broker wants done for this connection. Others must have nothing to say but that they are closed.
    pub(crate) fn drain(&mut self, device: ConnectionId) -> Vec<Output> {
        let mut outputs = Vec::new();
        let mut others = Vec::new();
        while let Some((id, output)) = self.broker.poll() {
            if id == device {
                outputs.push(output);
            } else {
                others.push((id, output));
            }
            if outputs.last() == Some(&Output::Close) {
                break;
            }
        }
        assert!(others.iter().all(|(_, output)| *output == Output::Close), "{others:?}");
        outputs
    }

    /// Opens a connection and asks for activation, two seconds after whatever was before.
    pub(crate) fn connect(&mut self, device_key: &str) -> ConnectionId {
        self.advance(2_000);
        let device = self.broker.open(Transport::Plain, self.now);
        let packet = self.connect_packet(device_key);
        self.receive(device, &packet);
        device
    }

    pub(crate) fn connect_with_secret(&mut self, device_key: &str, secret: &Secret) -> ConnectionId {
        self.advance(2_000);
        let device = self.broker.open(Transport::Plain, self.now);
        let packet = self.login(device_key, &AuthMode::Static { device_secret: secret.clone() });
        self.receive(device, &packet);
        device
    }

    /// A connection on which CONNACK and secret have come.
    pub(crate) fn activated(&mut self, device_key: &str) -> ConnectionId {
        let device = self.connect(device_key);
        assert_eq!(Packets::of(&self.drain(device)).kinds(), ["CONNACK", "PUBLISH"]);
        device
    }

    pub(crate) fn connect_packet(&self, device_key: &str) -> Vec<u8> {
        let product_secret = Secret::parse("practice-inverter-secret").unwrap();
        self.login(device_key, &AuthMode::Dynamic { product_secret })
    }

    fn login(&self, device_key: &str, mode: &AuthMode) -> Vec<u8> {
        let identity = Identity {
            client_id: ClientId::parse("client").unwrap(),
            device_key: DeviceKey::parse(device_key).unwrap(),
            product_key: ProductKey::parse(PRODUCT).unwrap(),
        };
        let credentials = Credentials::compute(&identity, mode, Timestamp::from_millis(self.now.as_millis()));
        let connect = Connect {
            clean_session: true,
            keep_alive: 60,
            client_id: Text::parse(&credentials.client_id).unwrap(),
            will: None,
            credentials: Some(mqtt::Credentials {
                user_name: Text::parse(&credentials.username).unwrap(),
                password: Some(credentials.password.expose().as_bytes()),
            }),
        };
        Packet::Connect(connect).to_vec().unwrap()
    }
}

impl Packets {
    pub(crate) fn of(outputs: &[Output]) -> Self {
        let mut all: Vec<u8> = outputs.iter().cloned().flat_map(bytes).collect();
        let mut packets = Vec::new();
        while let Some((_, taken)) = Packet::decode(&all, Limits::default()).unwrap() {
            packets.push(all.drain(..taken).collect());
        }
        assert!(all.is_empty(), "a packet is not whole");
        Self(packets)
    }

    pub(crate) fn kinds(&self) -> Vec<&'static str> {
        self.iter().map(|packet| packet.kind().name()).collect()
    }

    pub(crate) fn topics(&self) -> Vec<String> {
        self.publications().map(|publish| publish.topic.as_str().to_owned()).collect()
    }

    pub(crate) fn payloads(&self) -> impl Iterator<Item = Vec<u8>> {
        self.publications().map(|publish| publish.payload.to_vec())
    }

    pub(crate) fn secret(&self, device_key: &str) -> Secret {
        let (product, device) = (ProductKey::parse(PRODUCT).unwrap(), DeviceKey::parse(device_key).unwrap());
        let payload = self.payloads().next().expect("no activation message came");
        ActivationMessage::parse(&payload, &product, &device).unwrap().device_secret
    }

    fn publications(&self) -> impl Iterator<Item = Publish<'_>> {
        self.iter().filter_map(|packet| if let Packet::Publish(publish) = packet { Some(publish) } else { None })
    }

    fn iter(&self) -> impl Iterator<Item = Packet<'_>> {
        self.0.iter().map(|bytes| Packet::decode(bytes, Limits::default()).unwrap().unwrap().0)
    }
}

/// The bytes of an output; none for a close.
pub(crate) fn bytes(output: Output) -> Vec<u8> {
    match output {
        Output::Send(bytes) => bytes,
        Output::Close => Vec::new(),
    }
}

pub(crate) fn subscribe_packet(filter: &str) -> Vec<u8> {
    let filters = [(TopicFilter::parse(filter).unwrap(), Qos::AtLeastOnce)];
    Packet::Subscribe(Subscribe::new(PacketId::new(4).unwrap(), &filters).unwrap()).to_vec().unwrap()
}

pub(crate) fn publish_packet(topic: &str, qos: u8) -> Vec<u8> {
    let id = PacketId::new(5).unwrap();
    let qos = match qos {
        0 => PublishQos::AtMostOnce,
        1 => PublishQos::AtLeastOnce { id, dup: false },
        _ => PublishQos::ExactlyOnce { id, dup: false },
    };
    let publish = Publish { topic: Topic::parse(topic).unwrap(), payload: br#"{"code":200}"#, retain: false, qos };
    Packet::Publish(publish).to_vec().unwrap()
}

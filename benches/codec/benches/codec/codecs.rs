//! The codecs, each by the fastest way that its interface offers.

use std::{
    hint::black_box,
    time::{Duration, Instant},
};

use bytes::BytesMut;
use mqtt_protocol_core::mqtt::{
    Arc,
    common::Cursor,
    connection::{PacketBuildResult, PacketBuilder},
    packet::v3_1_1 as core,
};

/// What all of them can do.
pub trait Codec {
    const NAME: &'static str;
    type Packet<'a>;
    type Buffer: AsRef<[u8]>;

    /// Decodes the packet so many times and tells how long it took.
    fn decode(bytes: &[u8], times: u64) -> Duration;
    /// The packet, for encoding.
    fn packet(bytes: &[u8]) -> Self::Packet<'_>;
    /// A buffer with room for the packet.
    fn buffer(length: usize) -> Self::Buffer;
    /// Writes the packet to the buffer, over what was there.
    fn encode(packet: &Self::Packet<'_>, buffer: &mut Self::Buffer);
    /// How many packets there are in a stream.
    fn stream(chunks: &[&[u8]]) -> usize;
}

pub struct Ours;
pub struct Mqttrs;
pub struct Symqtt;
pub struct Rumqttc;
pub struct Core;

impl Codec for Ours {
    const NAME: &'static str = "ours";
    type Packet<'a> = mqtt::Packet<'a>;
    type Buffer = Vec<u8>;

    fn decode(bytes: &[u8], times: u64) -> Duration {
        let limits = mqtt::Limits::default();
        let start = Instant::now();
        for _ in 0..times {
            let result = mqtt::Packet::decode(black_box(bytes), limits);
            black_box(&result);
        }
        start.elapsed()
    }

    fn packet(bytes: &[u8]) -> mqtt::Packet<'_> {
        mqtt::Packet::decode(bytes, mqtt::Limits::default()).unwrap().unwrap().0
    }

    fn buffer(length: usize) -> Vec<u8> {
        vec![0; length]
    }

    fn encode(packet: &mqtt::Packet<'_>, buffer: &mut Vec<u8>) {
        black_box(&packet.encode(buffer));
    }

    fn stream(chunks: &[&[u8]]) -> usize {
        let mut framer = mqtt::Framer::new(mqtt::Limits::default());
        let mut packets = 0;
        for mut chunk in chunks.iter().copied() {
            while let Some(packet) = framer.next(&mut chunk).unwrap() {
                black_box(&packet);
                packets += 1;
            }
        }
        packets
    }
}

impl Codec for Mqttrs {
    const NAME: &'static str = "mqttrs";
    type Packet<'a> = mqttrs::Packet<'a>;
    type Buffer = Vec<u8>;

    fn decode(bytes: &[u8], times: u64) -> Duration {
        let start = Instant::now();
        for _ in 0..times {
            let result = mqttrs::decode_slice(black_box(bytes));
            black_box(&result);
        }
        start.elapsed()
    }

    fn packet(bytes: &[u8]) -> mqttrs::Packet<'_> {
        mqttrs::decode_slice(bytes).unwrap().unwrap()
    }

    fn buffer(length: usize) -> Vec<u8> {
        vec![0; length]
    }

    fn encode(packet: &mqttrs::Packet<'_>, buffer: &mut Vec<u8>) {
        black_box(&mqttrs::encode_slice(packet, buffer));
    }

    /// It has no framing and does not tell how long a packet was: its users keep a buffer and read the header themselves.
    fn stream(chunks: &[&[u8]]) -> usize {
        let mut kept: Vec<u8> = Vec::new();
        let mut packets = 0;
        for chunk in chunks {
            kept.extend_from_slice(chunk);
            let mut taken = 0;
            while let Some(packet) = mqttrs::decode_slice(&kept[taken..]).unwrap() {
                black_box(&packet);
                packets += 1;
                let (header, remaining) = lengths(&kept[taken..]);
                taken += header + remaining;
            }
            kept.drain(..taken);
        }
        packets
    }
}

/// The others take bytes off a `BytesMut`; filling it is not counted.
fn off_a_buffer(bytes: &[u8], times: u64, mut one: impl FnMut(&mut BytesMut)) -> Duration {
    let batch = (256 * 1024 / bytes.len()).clamp(4, 1_000) as u64;
    let copies = bytes.repeat(usize::try_from(batch).unwrap());
    let mut left = times;
    let mut elapsed = Duration::ZERO;
    while left > 0 {
        let mut buffer = BytesMut::from(&copies[..]);
        let now = left.min(batch);
        let start = Instant::now();
        for _ in 0..now {
            one(black_box(&mut buffer));
        }
        elapsed += start.elapsed();
        left -= now;
    }
    elapsed
}

impl Codec for Symqtt {
    const NAME: &'static str = "symqtt-codec";
    type Packet<'a> = symqtt_codec::v3::Packet;
    type Buffer = BytesMut;

    fn decode(bytes: &[u8], times: u64) -> Duration {
        off_a_buffer(bytes, times, |buffer| {
            let result = symqtt_codec::v3::Packet::decode(buffer);
            black_box(&result);
        })
    }

    fn packet(bytes: &[u8]) -> Self::Packet<'_> {
        symqtt_codec::v3::Packet::decode(&mut BytesMut::from(bytes)).unwrap().unwrap()
    }

    fn buffer(length: usize) -> BytesMut {
        BytesMut::with_capacity(length)
    }

    fn encode(packet: &Self::Packet<'_>, buffer: &mut BytesMut) {
        buffer.clear();
        black_box(&packet.encode(buffer));
    }

    fn stream(chunks: &[&[u8]]) -> usize {
        let mut buffer = BytesMut::new();
        let mut packets = 0;
        for chunk in chunks {
            buffer.extend_from_slice(chunk);
            while let Some(packet) = symqtt_codec::v3::Packet::decode(&mut buffer).unwrap() {
                black_box(&packet);
                packets += 1;
            }
        }
        packets
    }
}

impl Codec for Rumqttc {
    const NAME: &'static str = "rumqttc";
    type Packet<'a> = rumqttc::Packet;
    type Buffer = BytesMut;

    fn decode(bytes: &[u8], times: u64) -> Duration {
        off_a_buffer(bytes, times, |buffer| {
            let result = rumqttc::Packet::read(buffer, 1 << 18);
            black_box(&result);
        })
    }

    fn packet(bytes: &[u8]) -> Self::Packet<'_> {
        rumqttc::Packet::read(&mut BytesMut::from(bytes), 1 << 18).unwrap()
    }

    fn buffer(length: usize) -> BytesMut {
        BytesMut::with_capacity(length)
    }

    fn encode(packet: &Self::Packet<'_>, buffer: &mut BytesMut) {
        buffer.clear();
        black_box(&packet.write(buffer, 1 << 18));
    }

    fn stream(chunks: &[&[u8]]) -> usize {
        let mut buffer = BytesMut::new();
        let mut packets = 0;
        for chunk in chunks {
            buffer.extend_from_slice(chunk);
            loop {
                match rumqttc::Packet::read(&mut buffer, 1 << 18) {
                    Ok(packet) => {
                        black_box(&packet);
                        packets += 1;
                    }
                    Err(rumqttc::Error::InsufficientBytes(_)) => break,
                    Err(error) => panic!("{error}"),
                }
            }
        }
        packets
    }
}

/// A packet of mqtt-protocol-core, which has a type for each.
pub enum CorePacket {
    Connect(core::Connect),
    Connack(core::Connack),
    Publish(core::Publish),
    Puback(core::Puback),
    Subscribe(core::Subscribe),
    Suback(core::Suback),
    Unsubscribe(core::Unsubscribe),
    Pingresp(core::Pingresp),
}

fn parse(first: u8, body: &[u8]) -> CorePacket {
    match first >> 4 {
        1 => CorePacket::Connect(core::Connect::parse(body).unwrap().0),
        2 => CorePacket::Connack(core::Connack::parse(body).unwrap().0),
        3 => CorePacket::Publish(core::Publish::parse(first & 0x0f, Arc::from(body)).unwrap().0),
        4 => CorePacket::Puback(core::Puback::parse(body).unwrap().0),
        8 => CorePacket::Subscribe(core::Subscribe::parse(body).unwrap().0),
        9 => CorePacket::Suback(core::Suback::parse(body).unwrap().0),
        10 => CorePacket::Unsubscribe(core::Unsubscribe::parse(body).unwrap().0),
        13 => CorePacket::Pingresp(core::Pingresp::parse(body).unwrap().0),
        other => panic!("packet type {other} is not among the cases"),
    }
}

impl Codec for Core {
    const NAME: &'static str = "mqtt-protocol-core";
    type Packet<'a> = CorePacket;
    type Buffer = Vec<u8>;

    /// Without its framing: the header is read for it.
    fn decode(bytes: &[u8], times: u64) -> Duration {
        let start = Instant::now();
        for _ in 0..times {
            let bytes = black_box(bytes);
            let (header, _) = lengths(bytes);
            let result = parse(bytes[0], &bytes[header..]);
            black_box(&result);
        }
        start.elapsed()
    }

    fn packet(bytes: &[u8]) -> CorePacket {
        let (header, _) = lengths(bytes);
        parse(bytes[0], &bytes[header..])
    }

    fn buffer(_: usize) -> Vec<u8> {
        Vec::new()
    }

    fn encode(packet: &CorePacket, buffer: &mut Vec<u8>) {
        *buffer = match packet {
            CorePacket::Connect(packet) => packet.to_continuous_buffer(),
            CorePacket::Connack(packet) => packet.to_continuous_buffer(),
            CorePacket::Publish(packet) => packet.to_continuous_buffer(),
            CorePacket::Puback(packet) => packet.to_continuous_buffer(),
            CorePacket::Subscribe(packet) => packet.to_continuous_buffer(),
            CorePacket::Suback(packet) => packet.to_continuous_buffer(),
            CorePacket::Unsubscribe(packet) => packet.to_continuous_buffer(),
            CorePacket::Pingresp(packet) => packet.to_continuous_buffer(),
        };
    }

    fn stream(chunks: &[&[u8]]) -> usize {
        let mut builder = PacketBuilder::new();
        let mut packets = 0;
        for chunk in chunks {
            let mut cursor = Cursor::new(*chunk);
            loop {
                match builder.feed(&mut cursor) {
                    PacketBuildResult::Complete(raw) => {
                        black_box(parse(raw.packet_type() << 4 | raw.flags(), raw.data_as_slice()));
                        packets += 1;
                    }
                    PacketBuildResult::Incomplete => break,
                    PacketBuildResult::Error(error) => panic!("{error:?}"),
                }
            }
        }
        packets
    }
}

/// The lengths of a fixed header and of what follows it, for codecs that leave this to their users.
fn lengths(bytes: &[u8]) -> (usize, usize) {
    let mut remaining = 0;
    let mut digits = 0;
    loop {
        let digit = bytes[1 + digits];
        remaining |= usize::from(digit & 0x7f) << (7 * digits);
        digits += 1;
        if digit < 0x80 {
            return (1 + digits, remaining);
        }
    }
}

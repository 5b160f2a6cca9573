//! Our codec in the browser, as the page uses it: a message comes in as a `Uint8Array` and is copied once; packets that go
//! out are lent to JavaScript as a view of the memory, as `WebSocket.send` takes them.
#![forbid(unsafe_code)]

use mqtt::{
    Connack, ConnackCode, Framer, Limits, Packet, PacketId, Publish, PublishQos, Qos, Suback, SubscribeOutcome, Topic,
};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// Takes what is written; a function of the page's.
    #[wasm_bindgen(js_namespace = globalThis)]
    fn sink(bytes: &[u8]);
}

/// Reads a stream of packets, with all checks on.
#[wasm_bindgen]
pub struct Reader {
    framer: Framer,
    seen: u32,
}

#[wasm_bindgen]
impl Reader {
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new() -> Self {
        Self { framer: Framer::new(Limits::default()), seen: 0 }
    }

    /// Takes one message, and returns how many packets it completed.
    ///
    /// # Errors
    /// Throws on what is no packet.
    pub fn message(&mut self, bytes: &[u8]) -> Result<u32, JsError> {
        let mut chunk = bytes;
        let mut packets = 0;
        while let Some(packet) = self.framer.next(&mut chunk).map_err(|error| JsError::new(&error.to_string()))? {
            packets += 1;
            self.seen = self.seen.wrapping_add(look_at(&packet));
        }
        Ok(packets)
    }

    /// A number that depends on everything that was read, so that nothing is left out as useless.
    #[must_use]
    pub fn seen(&self) -> u32 {
        self.seen
    }
}

impl Default for Reader {
    fn default() -> Self {
        Self::new()
    }
}

/// Takes a message and does nothing with it: what it costs to bring it here.
#[wasm_bindgen]
#[must_use]
pub fn taken(bytes: &[u8]) -> usize {
    bytes.len()
}

fn look_at(packet: &Packet<'_>) -> u32 {
    match packet {
        Packet::Publish(publish) => {
            let ends = [publish.payload.first(), publish.payload.last()];
            let ends: u32 = ends.into_iter().flatten().map(|byte| u32::from(*byte)).sum();
            ends + u32::from(publish.topic.as_str().as_bytes().last().copied().unwrap_or_default())
        }
        Packet::Puback(id) => u32::from(id.get()),
        Packet::Suback(suback) => suback.outcomes().map(|outcome| u32::from(outcome.code())).sum(),
        Packet::Connack(connack) => u32::from(connack.code.code()),
        other => u32::from(other.kind().number()),
    }
}

/// Writes one kind of packet over and over.
#[wasm_bindgen]
pub struct Writer {
    kind: Kind,
    payload: Vec<u8>,
}

enum Kind {
    Connack,
    Puback,
    Suback,
    Publish,
}

const OUTCOMES: [SubscribeOutcome; 3] = [
    SubscribeOutcome::Granted(Qos::AtMostOnce),
    SubscribeOutcome::Granted(Qos::AtLeastOnce),
    SubscribeOutcome::Granted(Qos::ExactlyOnce),
];

#[wasm_bindgen]
impl Writer {
    /// A writer of the packet of that name, with that payload if it is PUBLISH.
    ///
    /// # Errors
    /// Throws where there is no such packet.
    #[wasm_bindgen(constructor)]
    pub fn new(kind: &str, payload: Vec<u8>) -> Result<Self, JsError> {
        let kind = match kind {
            "connack" => Kind::Connack,
            "puback" => Kind::Puback,
            "suback" => Kind::Suback,
            "publish" => Kind::Publish,
            other => return Err(JsError::new(other)),
        };
        Ok(Self { kind, payload })
    }

    /// Writes one packet into a buffer of its own, as the session does, and lends it to `sink`.
    ///
    /// # Errors
    /// Throws where a packet cannot be written.
    pub fn write(&self, id: u16) -> Result<(), JsError> {
        let id = PacketId::new(id).ok_or_else(|| JsError::new("identifier 0"))?;
        let packet = match self.kind {
            Kind::Connack => Packet::Connack(Connack { session_present: false, code: ConnackCode::Accepted }),
            Kind::Puback => Packet::Puback(id),
            Kind::Suback => Packet::Suback(Suback::new(id, &OUTCOMES)?),
            Kind::Publish => Packet::Publish(Publish {
                topic: Topic::parse("plant/7/inverter/3/state")?,
                payload: &self.payload,
                retain: false,
                qos: PublishQos::AtLeastOnce { id, dup: false },
            }),
        };
        sink(&packet.to_vec()?);
        Ok(())
    }
}

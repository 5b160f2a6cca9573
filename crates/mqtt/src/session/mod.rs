//! An MQTT 3.1.1 client as a state machine without I/O.
//!
//! Three kinds of method: the input [`Session::handle`]; the commands [`Session::subscribe`], [`Session::unsubscribe`],
//! [`Session::publish`], [`Session::accept`], [`Session::decline`] and [`Session::disconnect`]; and [`Session::poll`]. After every input and
//! every command, poll until [`Output::WakeAt`], which ends every drain.
//!
//! ```
//! use mqtt::{Qos, session::{Config, Event, Input, Instant, Output, Session}};
//!
//! let now = Instant::from_millis(0);
//! let mut session = Session::new(&Config::new("sensor-7"))?;
//! session.handle(Input::Opened { subprotocol: "mqtt" }, now);
//! session.subscribe(&[("plant/7/state", Qos::AtLeastOnce)], now)?;
//!
//! let mut sent = Vec::new();
//! while let Output::Send(packet) = session.poll() {
//!     sent.push(packet[0]);
//! }
//! assert_eq!(sent, [0x10, 0x82]); // CONNECT and SUBSCRIBE, without waiting for CONNACK
//!
//! session.handle(Input::Bytes(&[0x20, 0x02, 0x00, 0x00]), now);
//! assert_eq!(session.poll(), Output::Event(Event::Connected));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! What it does about a server that breaks the rules: it closes with the cause ([`Ending::Violation`]) on every malformed
//! or out-of-place packet. It survives acknowledgements that nothing waits for: an unsolicited PUBREC is answered by
//! PUBREL, an unsolicited PUBREL by PUBCOMP, and the others are ignored.
//!
//! It never connects again by itself: whoever has been refused is not let in by asking more often.

mod command;
mod config;
mod core;
mod ending;
mod event;
mod incoming;
mod input;
mod instant;
mod keep_alive;
mod outgoing;
mod output;
mod received;

use ::core::fmt;
use alloc::vec::Vec;

use self::{core::Core, outgoing::Awaited};
use crate::{
    DecodeError, Framer, Limits, Packet, PacketId, Publish, PublishQos, Qos, Subscribe, Topic, TopicFilter, Unsubscribe,
};

pub use command::CommandError;
pub use config::{Config, ConfigError, WillMessage};
pub use ending::{Ending, Violation, Waiting};
pub use event::{Delivery, Event, Message};
pub use input::{CloseInfo, Input};
pub use instant::Instant;
pub use output::{CloseCode, Output};

/// The WebSocket subprotocol to offer, and the only one to accept ([MQTT-6.0.0-3], [MQTT-6.0.0-4]).
pub const SUBPROTOCOL: &str = "mqtt";

/// One connection of a client, from opening to the end. See the [module](self) for how to drive it.
pub struct Session {
    core: Core,
    framer: Framer,
    limits: Limits,
}

impl Session {
    /// A session for a transport that is about to open.
    ///
    /// # Errors
    /// [`ConfigError`] if no CONNECT can be made of the configuration.
    pub fn new(config: &Config) -> Result<Self, ConfigError> {
        Ok(Self { core: Core::new(config)?, framer: Framer::new(config.limits), limits: config.limits })
    }

    /// Takes in what the transport or the clock has to tell. Of an input that comes too early, twice or after the end,
    /// only the time matters.
    ///
    /// What has come in counts before what has run out: an answer that waited in a hidden page's queue is not too late.
    pub fn handle(&mut self, input: Input<'_>, now: Instant) {
        match input {
            Input::Opened { subprotocol } => self.core.opened(subprotocol, now),
            Input::Bytes(bytes) => self.receive(bytes, now),
            Input::Text if self.core.is_open() => self.core.violation(Violation::TextMessage),
            Input::TooLarge { length } if self.core.is_open() => {
                let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
                let limit = number(self.limits.max_packet());
                self.core.violation(Violation::Malformed(DecodeError::TooLarge { length: number(length), limit }));
            }
            Input::Text | Input::TooLarge { .. } | Input::Wake => {}
            Input::Closed(info) => self.core.closed(info),
        }
        self.core.check_time(now);
        if self.core.has_ended() {
            // What is left of an unfinished packet is wiped.
            self.framer = Framer::new(self.limits);
        }
    }

    /// The next output. [`Output::WakeAt`] comes when there is no other.
    pub fn poll(&mut self) -> Output {
        self.core.output()
    }

    /// Asks for messages. Before the connection is open, SUBSCRIBE waits and goes out right behind CONNECT.
    ///
    /// # Errors
    /// [`CommandError`] for a filter that is none, no filter at all, a session that has ended, or no free identifier.
    pub fn subscribe(&mut self, filters: &[(&str, Qos)], now: Instant) -> Result<PacketId, CommandError> {
        let filters = filters
            .iter()
            .map(|&(filter, qos)| Ok((TopicFilter::parse(filter)?, qos)))
            .collect::<Result<Vec<_>, CommandError>>()?;
        self.core.request(Awaited::Suback { filters: filters.len() }, now, |id| {
            Ok(Packet::Subscribe(Subscribe::new(id, &filters)?))
        })
    }

    /// Gives messages up. Those already under way may still come.
    ///
    /// # Errors
    /// As [`Session::subscribe`].
    pub fn unsubscribe(&mut self, filters: &[&str], now: Instant) -> Result<PacketId, CommandError> {
        let filters =
            filters.iter().map(|filter| Ok(TopicFilter::parse(filter)?)).collect::<Result<Vec<_>, CommandError>>()?;
        self.core.request(Awaited::Unsuback, now, |id| Ok(Packet::Unsubscribe(Unsubscribe::new(id, &filters)?)))
    }

    /// Publishes a message; with QoS 1 and 2, the identifier comes back in [`Event::Published`] when the server has it.
    /// Before the connection is open, PUBLISH waits and goes out right behind CONNECT.
    ///
    /// # Errors
    /// [`CommandError`] for a topic that is none, a message that is too long, a session that has ended, or no free
    /// identifier.
    pub fn publish(
        &mut self,
        topic: &str,
        payload: &[u8],
        qos: Qos,
        retain: bool,
        now: Instant,
    ) -> Result<Option<PacketId>, CommandError> {
        let topic = Topic::parse(topic)?;
        let packet = |qos| Packet::Publish(Publish { topic, payload, retain, qos });
        match qos {
            Qos::AtMostOnce => {
                self.core.send(&packet(PublishQos::AtMostOnce), now)?;
                Ok(None)
            }
            Qos::AtLeastOnce => self
                .core
                .request(Awaited::Puback, now, |id| Ok(packet(PublishQos::AtLeastOnce { id, dup: false })))
                .map(Some),
            Qos::ExactlyOnce => self
                .core
                .request(Awaited::Pubrec, now, |id| Ok(packet(PublishQos::ExactlyOnce { id, dup: false })))
                .map(Some),
        }
    }

    /// The application has taken a message and answers for it: now PUBACK or PUBREC goes out, in the order of the
    /// messages.
    #[expect(clippy::needless_pass_by_value, reason = "a delivery is accepted once")]
    pub fn accept(&mut self, delivery: Delivery, now: Instant) {
        self.core.accept(&delivery, now);
    }

    /// The application cannot take a message and does not answer for it: it is never acknowledged, so that a server which keeps
    /// what was not acknowledged still has it. Acknowledgements of later messages do not wait for it.
    #[expect(clippy::needless_pass_by_value, reason = "a delivery is declined once")]
    pub fn decline(&mut self, delivery: Delivery, now: Instant) {
        self.core.decline(&delivery, now);
    }

    /// Sends DISCONNECT and closes; nothing goes out after it ([MQTT-3.14.4-1], [MQTT-3.14.4-2]).
    pub fn disconnect(&mut self, now: Instant) {
        self.core.disconnect(now);
        self.framer = Framer::new(self.limits);
    }

    fn receive(&mut self, mut bytes: &[u8], now: Instant) {
        while self.core.is_open() {
            match self.framer.next(&mut bytes) {
                Ok(Some(packet)) => self.core.packet(&packet, now),
                Ok(None) => return,
                Err(error) => self.core.violation(Violation::Malformed(error)),
            }
        }
    }
}

impl fmt::Debug for Session {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Session").field("has_ended", &self.core.has_ended()).finish_non_exhaustive()
    }
}

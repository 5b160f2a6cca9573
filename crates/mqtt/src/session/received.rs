use alloc::{borrow::ToOwned, vec::Vec};

use super::{
    CloseCode, Ending, Event, Instant, Message, Violation,
    core::{Core, Stage},
    keep_alive::KeepAlive,
    outgoing::Awaited,
};
use crate::{Connack, ConnackCode, Packet, Publish, PublishQos, Suback};

/// What the packets of the server do.
impl Core {
    pub(super) fn packet(&mut self, packet: &Packet<'_>, now: Instant) {
        match (&self.stage, packet) {
            (Stage::Opening { .. } | Stage::Nothing, _) => {}
            (Stage::Connack { keep_alive, .. }, Packet::Connack(connack)) => {
                self.connack(*connack, *keep_alive, now);
            }
            (Stage::Connack { .. }, other) => {
                self.violation(Violation::BeforeConnack(other.kind()));
            }
            (Stage::Anything { .. }, packet) => self.connected_packet(packet, now),
        }
    }

    fn connack(&mut self, connack: Connack, mut keep_alive: KeepAlive, now: Instant) {
        if connack.code != ConnackCode::Accepted {
            self.outbox.event(Event::Refused(connack.code));
            return self.end(CloseCode::Normal, Ending::Refused(connack.code));
        }
        if connack.session_present {
            return self.violation(Violation::SessionPresent);
        }
        keep_alive.connected(now);
        self.stage = Stage::Anything { keep_alive };
        self.outgoing.start(now);
        self.outbox.event(Event::Connected);
    }

    fn connected_packet(&mut self, packet: &Packet<'_>, now: Instant) {
        match packet {
            Packet::Publish(publish) => self.publish(publish, now),
            Packet::Puback(id) => {
                if self.outgoing.awaited(*id) == Some(Awaited::Puback) {
                    self.outgoing.complete(*id);
                    self.outbox.event(Event::Published { id: *id });
                }
            }
            Packet::Pubrec(id) => {
                if self.outgoing.awaited(*id) == Some(Awaited::Pubrec) {
                    self.outgoing.released(*id, now);
                }
                // Also where nothing waits for it: the server would ask again and again.
                self.answer(&Packet::Pubrel(*id), now);
            }
            Packet::Pubrel(id) => {
                self.incoming.released(*id);
                self.answer(&Packet::Pubcomp(*id), now);
                self.acknowledge(now);
            }
            Packet::Pubcomp(id) => {
                if self.outgoing.awaited(*id) == Some(Awaited::Pubcomp) {
                    self.outgoing.complete(*id);
                    self.outbox.event(Event::Published { id: *id });
                }
            }
            Packet::Suback(suback) => self.suback(suback),
            Packet::Unsuback(id) => {
                if self.outgoing.awaited(*id) == Some(Awaited::Unsuback) {
                    self.outgoing.complete(*id);
                    self.outbox.event(Event::Unsubscribed { id: *id });
                }
            }
            Packet::Pingresp => {
                if let Stage::Anything { keep_alive } = &mut self.stage {
                    keep_alive.answered();
                }
            }
            Packet::Connect(_)
            | Packet::Connack(_)
            | Packet::Subscribe(_)
            | Packet::Unsubscribe(_)
            | Packet::Pingreq
            | Packet::Disconnect => self.violation(Violation::Unexpected(packet.kind())),
        }
    }

    fn publish(&mut self, publish: &Publish<'_>, now: Instant) {
        let delivery = match publish.qos {
            PublishQos::AtMostOnce => None,
            PublishQos::AtLeastOnce { id, .. } => Some(self.incoming.at_least_once(id)),
            PublishQos::ExactlyOnce { id, .. } => match self.incoming.exactly_once(id) {
                Some(delivery) => Some(delivery),
                None => return self.acknowledge(now),
            },
        };
        self.outbox.event(Event::Message(Message {
            topic: publish.topic.as_str().to_owned(),
            payload: publish.payload.into(),
            qos: publish.qos.qos(),
            retain: publish.retain,
            dup: publish.qos.dup(),
            delivery,
        }));
    }

    fn suback(&mut self, suback: &Suback<'_>) {
        let id = suback.id();
        if let Some(Awaited::Suback { filters }) = self.outgoing.awaited(id) {
            let granted: Vec<_> = suback.outcomes().collect();
            let codes = granted.len();
            if codes != filters {
                return self.violation(Violation::SubackCount { id, filters, codes });
            }
            self.outgoing.complete(id);
            self.outbox.event(Event::Subscribed { id, granted });
        }
    }

    /// Sends every acknowledgement whose turn it is.
    pub(super) fn acknowledge(&mut self, now: Instant) {
        while self.is_open()
            && let Some(packet) = self.incoming.acknowledgement()
        {
            self.answer(&packet, now);
        }
    }
}

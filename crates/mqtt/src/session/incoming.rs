use alloc::{collections::VecDeque, vec::Vec};

use super::Delivery;
use crate::{Packet, PacketId};

/// The messages with QoS 1 and 2 that the server has sent and that are not through yet.
///
/// Acknowledgements go out in the order of the messages, each QoS for itself ([MQTT-4.6.0-2], [MQTT-4.6.0-3]): one that
/// is accepted early waits for those before it.
#[derive(Default)]
pub(super) struct Incoming {
    next_delivery: u64,
    at_least_once: VecDeque<Held>,
    exactly_once: VecDeque<Held>,
    /// The identifiers from PUBLISH with QoS 2 to PUBREL, sorted.
    received: Vec<PacketId>,
}

struct Held {
    id: PacketId,
    /// The delivery that has to be accepted first; none when it has been.
    delivery: Option<u64>,
}

impl Incoming {
    /// A PUBLISH with QoS 1 came.
    pub(super) fn at_least_once(&mut self, id: PacketId) -> Delivery {
        let delivery = self.number(id);
        self.at_least_once.push_back(Held { id, delivery: Some(delivery.number) });
        delivery
    }

    /// A PUBLISH with QoS 2 came: a delivery if it is a new message. A repeated one is only acknowledged again
    /// ([MQTT-4.3.3-2]).
    pub(super) fn exactly_once(&mut self, id: PacketId) -> Option<Delivery> {
        let delivery = match self.received.binary_search(&id) {
            Ok(_) => None,
            Err(place) => {
                self.received.insert(place, id);
                Some(self.number(id))
            }
        };
        let number = delivery.as_ref().map(|delivery| delivery.number);
        self.exactly_once.push_back(Held { id, delivery: number });
        delivery
    }

    /// PUBREL came: the identifier is free for a new message. PUBRECs that have not gone out are not needed any more.
    pub(super) fn released(&mut self, id: PacketId) {
        if let Ok(place) = self.received.binary_search(&id) {
            self.received.remove(place);
            self.exactly_once.retain(|held| held.id != id);
        }
    }

    /// The application has taken a message.
    pub(super) fn accept(&mut self, delivery: &Delivery) {
        let queues = self.at_least_once.iter_mut().chain(&mut self.exactly_once);
        for held in queues {
            if held.delivery == Some(delivery.number) {
                held.delivery = None;
                return;
            }
        }
    }

    /// The application gives a message up without taking it: it is never acknowledged, and those behind it do not wait for it.
    pub(super) fn decline(&mut self, delivery: &Delivery) {
        let is_it = |held: &Held| held.delivery == Some(delivery.number);
        self.at_least_once.retain(|held| !is_it(held));
        if self.exactly_once.iter().any(is_it) {
            // The same identifier is a new message from now on, for this one was never received ([MQTT-4.3.3-2]).
            self.exactly_once.retain(|held| held.id != delivery.id);
            self.received.retain(|id| *id != delivery.id);
        }
    }

    /// The next acknowledgement that may go out.
    pub(super) fn acknowledgement(&mut self) -> Option<Packet<'static>> {
        if let Some(id) = taken(&mut self.at_least_once) {
            return Some(Packet::Puback(id));
        }
        taken(&mut self.exactly_once).map(Packet::Pubrec)
    }

    const fn number(&mut self, id: PacketId) -> Delivery {
        let number = self.next_delivery;
        self.next_delivery += 1;
        Delivery { number, id }
    }
}

fn taken(queue: &mut VecDeque<Held>) -> Option<PacketId> {
    if queue.front()?.delivery.is_some() {
        return None;
    }
    queue.pop_front().map(|held| held.id)
}

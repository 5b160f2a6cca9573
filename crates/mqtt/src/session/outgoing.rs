use alloc::{collections::VecDeque, vec::Vec};
use core::time::Duration;

use super::{Instant, Waiting};
use crate::PacketId;

/// The requests of ours that are not answered yet: one space of identifiers for all ([MQTT-2.3.1-2]).
pub(super) struct Outgoing {
    timeout: Duration,
    next: PacketId,
    /// Sorted by identifier.
    pending: Vec<Entry>,
    /// In the order in which they fall due. An entry is stale if its request has another deadline by now, or none.
    due: VecDeque<(Instant, PacketId)>,
}

struct Entry {
    id: PacketId,
    awaited: Awaited,
    /// None before CONNACK: until then, only CONNACK has a time limit.
    deadline: Option<Instant>,
}

/// The answer that a request waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Awaited {
    Suback { filters: usize },
    Unsuback,
    Puback,
    Pubrec,
    Pubcomp,
}

impl Outgoing {
    pub(super) const fn new(timeout: Duration) -> Self {
        Self { timeout, next: PacketId::FIRST, pending: Vec::new(), due: VecDeque::new() }
    }

    /// An identifier that is not in use, going round. It is in use from [`Outgoing::begin`] on.
    pub(super) fn free_id(&self) -> Option<PacketId> {
        if self.pending.len() == usize::from(u16::MAX) {
            return None;
        }
        let mut id = self.next;
        while self.awaited(id).is_some() {
            id = id.next();
        }
        Some(id)
    }

    /// A request goes out; `connected_at` is the time if its limit starts now.
    pub(super) fn begin(&mut self, id: PacketId, awaited: Awaited, now: Option<Instant>) {
        let deadline = now.map(|now| now + self.timeout);
        if let Err(place) = self.place(id) {
            self.pending.insert(place, Entry { id, awaited, deadline });
            self.next = id.next();
            self.due.extend(deadline.map(|deadline| (deadline, id)));
        }
    }

    /// What that identifier waits for, if it is in use.
    pub(super) fn awaited(&self, id: PacketId) -> Option<Awaited> {
        let place = self.place(id).ok()?;
        self.pending.get(place).map(|entry| entry.awaited)
    }

    /// The answer has come: the identifier is free.
    pub(super) fn complete(&mut self, id: PacketId) {
        if let Ok(place) = self.place(id) {
            self.pending.remove(place);
        }
    }

    /// PUBREC has come: the identifier stays in use until PUBCOMP ([MQTT-2.3.1-3]).
    pub(super) fn released(&mut self, id: PacketId, now: Instant) {
        let deadline = now + self.timeout;
        let place = self.place(id);
        if let Some(entry) = place.ok().and_then(|place| self.pending.get_mut(place)) {
            entry.awaited = Awaited::Pubcomp;
            entry.deadline = Some(deadline);
            self.due.push_back((deadline, id));
        }
    }

    /// CONNACK has come: the time limits of the requests behind CONNECT start.
    pub(super) fn start(&mut self, now: Instant) {
        let deadline = now + self.timeout;
        for entry in &mut self.pending {
            entry.deadline = Some(deadline);
            self.due.push_back((deadline, entry.id));
        }
    }

    /// The request that falls due next, and when.
    pub(super) fn earliest(&mut self) -> Option<(Instant, Waiting)> {
        while let Some(&(deadline, id)) = self.due.front() {
            let place = self.place(id);
            match place.ok().and_then(|place| self.pending.get(place)) {
                Some(entry) if entry.deadline == Some(deadline) => {
                    return Some((deadline, entry.awaited.by(id)));
                }
                Some(_) | None => {
                    self.due.pop_front();
                }
            }
        }
        None
    }

    pub(super) fn clear(&mut self) {
        self.pending = Vec::new();
        self.due = VecDeque::new();
    }

    fn place(&self, id: PacketId) -> Result<usize, usize> {
        self.pending.binary_search_by_key(&id, |entry| entry.id)
    }
}

impl Awaited {
    const fn by(self, id: PacketId) -> Waiting {
        match self {
            Self::Suback { .. } => Waiting::Suback(id),
            Self::Unsuback => Waiting::Unsuback(id),
            Self::Puback => Waiting::Puback(id),
            Self::Pubrec => Waiting::Pubrec(id),
            Self::Pubcomp => Waiting::Pubcomp(id),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Instant = Instant::from_millis(1_000);

    fn id(number: u16) -> PacketId {
        PacketId::new(number).unwrap()
    }

    fn outgoing() -> Outgoing {
        Outgoing::new(Duration::from_secs(10))
    }

    #[test]
    fn mqtt_2_3_1_2_skips_identifiers_in_use_when_going_round() {
        let mut outgoing = outgoing();
        for number in [1, 2, 65_535] {
            outgoing.begin(id(number), Awaited::Puback, Some(NOW));
        }
        assert_eq!(outgoing.free_id(), Some(id(3)));
        outgoing.complete(id(1));
        assert_eq!(outgoing.free_id(), Some(id(1)));
    }

    #[test]
    fn mqtt_2_3_1_2_has_no_identifier_when_all_are_in_use() {
        let mut outgoing = outgoing();
        for number in 1..=65_535 {
            assert_eq!(outgoing.free_id(), Some(id(number)));
            outgoing.begin(id(number), Awaited::Puback, Some(NOW));
        }
        assert_eq!(outgoing.free_id(), None);
        outgoing.complete(id(40_000));
        assert_eq!(outgoing.free_id(), Some(id(40_000)));
    }

    #[test]
    fn the_deadline_is_that_of_the_oldest_unanswered_request() {
        let mut outgoing = outgoing();
        outgoing.begin(id(1), Awaited::Unsuback, Some(NOW));
        outgoing.begin(id(2), Awaited::Puback, Some(NOW + Duration::from_secs(1)));
        let first = NOW + Duration::from_secs(10);
        assert_eq!(outgoing.earliest(), Some((first, Waiting::Unsuback(id(1)))));
        outgoing.complete(id(1));
        let second = NOW + Duration::from_secs(11);
        assert_eq!(outgoing.earliest(), Some((second, Waiting::Puback(id(2)))));
        outgoing.complete(id(2));
        assert_eq!(outgoing.earliest(), None);
    }

    #[test]
    fn requests_before_connack_have_no_deadline_until_it_comes() {
        let mut outgoing = outgoing();
        outgoing.begin(id(1), Awaited::Suback { filters: 1 }, None);
        assert_eq!(outgoing.earliest(), None);
        outgoing.start(NOW);
        let deadline = NOW + Duration::from_secs(10);
        assert_eq!(outgoing.earliest(), Some((deadline, Waiting::Suback(id(1)))));
    }

    #[test]
    fn pubrec_renews_the_deadline() {
        let mut outgoing = outgoing();
        outgoing.begin(id(1), Awaited::Pubrec, Some(NOW));
        outgoing.released(id(1), NOW + Duration::from_secs(4));
        let deadline = NOW + Duration::from_secs(14);
        assert_eq!(outgoing.earliest(), Some((deadline, Waiting::Pubcomp(id(1)))));
    }
}

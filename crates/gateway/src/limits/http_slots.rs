//! The connections that speak HTTP: how many there may be, in all and from one address, and which of them makes room.
//!
//! A connection *waits* while nothing is owed to it: before its first request (TLS included), and after each answer that
//! has been sent whole. It is *busy* in between. When there is no room for a new connection, one that waits makes room:
//! of its own address if that has as many as it may, else of the address that holds most. So whoever opens many
//! connections pushes out his own. A busy connection never makes room, so no answer is cut.

use std::collections::{BTreeMap, HashMap};
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::{Notify, watch};

use super::address_block;
use crate::config::Limits;

/// The slots of all HTTP connections.
#[derive(Debug)]
pub(crate) struct HttpSlots {
    most: usize,
    most_per_address: usize,
    taken: Mutex<Taken>,
    busy: watch::Sender<usize>,
}

#[derive(Debug, Default)]
struct Taken {
    slots: HashMap<u64, Entry>,
    blocks: HashMap<IpAddr, Block>,
    /// The last number given to a slot.
    last_id: u64,
    /// The last number given to a connection that began to wait.
    last_wait: u64,
}

#[derive(Debug)]
struct Entry {
    block: IpAddr,
    /// Since when it waits, in order; `None` while it is busy.
    waits: Option<u64>,
    evicted: Arc<Notify>,
}

/// The connections of one address.
#[derive(Debug, Default)]
struct Block {
    count: usize,
    /// Those that wait, the longest first.
    waiting: BTreeMap<u64, u64>,
}

/// Who opens a connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Opener {
    /// A browser, as a rule.
    Client(IpAddr),
    /// A trusted proxy, behind which all visitors stand: no limit for one address.
    Proxy(IpAddr),
}

/// What a new connection gets.
#[derive(Debug)]
pub(crate) enum Admission {
    /// A slot.
    Slot(HttpSlot),
    /// A slot for which another connection made room.
    Instead(HttpSlot),
    /// None: nobody who waits can make room.
    Full,
}

/// The slot of one connection; dropping it gives it back.
#[derive(Debug)]
pub(crate) struct HttpSlot {
    slots: Arc<HttpSlots>,
    id: u64,
    evicted: Arc<Notify>,
}

impl HttpSlots {
    pub(crate) fn new(limits: &Limits) -> Self {
        Self {
            most: limits.visitors,
            most_per_address: limits.visitors_per_address,
            taken: Mutex::default(),
            busy: watch::Sender::new(0),
        }
    }

    /// Takes a slot, which waits at first.
    pub(crate) fn admit(self: &Arc<Self>, opener: Opener) -> Admission {
        let (address, most_of_it) = match opener {
            Opener::Client(address) => (address, self.most_per_address),
            Opener::Proxy(address) => (address, usize::MAX),
        };
        let block = address_block(address);
        let mut taken = self.taken();
        let held = taken.held_by(block);
        let made_room = if held >= most_of_it {
            taken.evict_of(block)
        } else if taken.slots.len() >= self.most {
            taken.evict_for(block)
        } else {
            return Admission::Slot(self.take(&mut taken, block));
        };
        if made_room { Admission::Instead(self.take(&mut taken, block)) } else { Admission::Full }
    }

    /// Has one connection that waits make room, of the address that holds most; whether there was one.
    pub(crate) fn evict_one(&self) -> bool {
        let mut taken = self.taken();
        let largest = taken.largest_that_waits();
        largest.is_some_and(|(block, _)| taken.evict_of(block))
    }

    /// Returns once no connection is busy.
    pub(crate) async fn none_busy(&self) {
        // An error means that the slots are gone.
        let _ = self.busy.subscribe().wait_for(|busy| *busy == 0).await;
    }

    fn take(self: &Arc<Self>, taken: &mut Taken, block: IpAddr) -> HttpSlot {
        taken.last_id += 1;
        let (id, evicted) = (taken.last_id, Arc::new(Notify::new()));
        taken.slots.insert(id, Entry { block, waits: None, evicted: Arc::clone(&evicted) });
        taken.blocks.entry(block).or_default().count += 1;
        taken.begin_to_wait(id);
        HttpSlot { slots: Arc::clone(self), id, evicted }
    }

    fn taken(&self) -> MutexGuard<'_, Taken> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Taken {
    fn held_by(&self, block: IpAddr) -> usize {
        self.blocks.get(&block).map_or(0, |block| block.count)
    }

    /// The address that holds most of those that have a connection that waits, and how many it holds.
    fn largest_that_waits(&self) -> Option<(IpAddr, usize)> {
        let waiting = self.blocks.iter().filter(|(_, block)| !block.waiting.is_empty());
        waiting.map(|(address, block)| (*address, block.count)).max_by_key(|(_, count)| *count)
    }

    /// Makes room for a new connection of `block`; never at the cost of an address that holds no more than this one.
    fn evict_for(&mut self, block: IpAddr) -> bool {
        match self.largest_that_waits() {
            Some((largest, held)) if held > self.held_by(block) => self.evict_of(largest),
            Some(_) | None => self.evict_of(block),
        }
    }

    /// Has the longest waiting connection of `block` make room.
    fn evict_of(&mut self, block: IpAddr) -> bool {
        let longest = self.blocks.get(&block).and_then(|block| block.waiting.first_key_value().map(|(_, id)| *id));
        longest.and_then(|id| self.remove(id)).is_some_and(|entry| {
            entry.evicted.notify_one();
            true
        })
    }

    fn begin_to_wait(&mut self, id: u64) {
        let Some(entry) = self.slots.get_mut(&id) else { return };
        self.last_wait += 1;
        entry.waits = Some(self.last_wait);
        if let Some(block) = self.blocks.get_mut(&entry.block) {
            block.waiting.insert(self.last_wait, id);
        }
    }

    fn remove(&mut self, id: u64) -> Option<Entry> {
        let entry = self.slots.remove(&id)?;
        if let Some(block) = self.blocks.get_mut(&entry.block) {
            block.count -= 1;
            if let Some(waits) = entry.waits {
                block.waiting.remove(&waits);
            }
            if block.count == 0 {
                self.blocks.remove(&entry.block);
            }
        }
        Some(entry)
    }
}

impl HttpSlot {
    /// A request has come, and is owed an answer. False where the slot has been given to another connection.
    pub(crate) fn become_busy(&self) -> bool {
        let mut taken = self.slots.taken();
        let Some(entry) = taken.slots.get_mut(&self.id) else { return false };
        if let Some(waits) = entry.waits.take() {
            let block = entry.block;
            if let Some(block) = taken.blocks.get_mut(&block) {
                block.waiting.remove(&waits);
            }
            self.slots.busy.send_modify(|busy| *busy += 1);
        }
        true
    }

    /// Nothing is owed to it any more.
    pub(crate) fn wait(&self) {
        let mut taken = self.slots.taken();
        if taken.slots.get(&self.id).is_some_and(|entry| entry.waits.is_none()) {
            taken.begin_to_wait(self.id);
            self.slots.busy.send_modify(|busy| *busy -= 1);
        }
    }

    /// Whether nothing is owed to it.
    pub(crate) fn is_waiting(&self) -> bool {
        self.slots.taken().slots.get(&self.id).is_none_or(|entry| entry.waits.is_some())
    }

    /// Returns once the connection has to make room. One task at a time may ask.
    pub(crate) async fn evicted(&self) {
        self.evicted.notified().await;
    }
}

impl Drop for HttpSlot {
    fn drop(&mut self) {
        let removed = self.slots.taken().remove(self.id);
        if removed.is_some_and(|entry| entry.waits.is_none()) {
            self.slots.busy.send_modify(|busy| *busy -= 1);
        }
    }
}

#[cfg(test)]
mod tests {
    use futures_util::FutureExt;

    use super::*;

    fn slots(visitors: usize, visitors_per_address: usize) -> Arc<HttpSlots> {
        Arc::new(HttpSlots::new(&Limits { visitors, visitors_per_address, ..Limits::default() }))
    }

    fn visitor(text: &str) -> Opener {
        Opener::Client(text.parse().expect("an address"))
    }

    fn take(slots: &Arc<HttpSlots>, text: &str) -> HttpSlot {
        match slots.admit(visitor(text)) {
            Admission::Slot(slot) | Admission::Instead(slot) => slot,
            Admission::Full => panic!("no slot for {text}"),
        }
    }

    fn is_evicted(slot: &HttpSlot) -> bool {
        slot.evicted().now_or_never().is_some()
    }

    #[test]
    fn the_longest_waiting_connection_of_the_address_that_holds_most_makes_room() {
        let slots = slots(4, 4);
        let honest = take(&slots, "192.0.2.1");
        let [first, second, third] = [(); 3].map(|()| take(&slots, "192.0.2.2"));
        assert!(matches!(slots.admit(visitor("192.0.2.3")), Admission::Instead(_)));
        assert!(is_evicted(&first) && !is_evicted(&second) && !is_evicted(&third));
        assert!(!is_evicted(&honest), "it waits longer, but is its address's only one");
    }

    #[test]
    fn an_address_at_its_limit_pushes_out_its_own() {
        let slots = slots(9, 2);
        let [first, second] = [(); 2].map(|()| take(&slots, "192.0.2.2"));
        let honest = take(&slots, "192.0.2.1");
        let _third = take(&slots, "192.0.2.2");
        assert!(is_evicted(&first) && !is_evicted(&second) && !is_evicted(&honest));
    }

    #[test]
    fn addresses_of_one_ipv6_network_share_their_limit() {
        let slots = slots(9, 1);
        let first = take(&slots, "2001:db8::1");
        let _second = take(&slots, "2001:db8::2");
        assert!(is_evicted(&first));
    }

    #[test]
    fn a_busy_connection_never_makes_room() {
        let slots = slots(2, 2);
        let [first, second] = [(); 2].map(|()| take(&slots, "192.0.2.2"));
        assert!(first.become_busy());
        let third = take(&slots, "192.0.2.1");
        assert!(!is_evicted(&first) && is_evicted(&second));
        assert!(third.become_busy());
        assert!(matches!(slots.admit(visitor("192.0.2.2")), Admission::Full), "its own is busy");
        assert!(matches!(slots.admit(visitor("192.0.2.3")), Admission::Full), "nobody waits any more");
    }

    #[test]
    fn a_connection_that_has_been_answered_waits_again() {
        let slots = slots(1, 1);
        let served = take(&slots, "192.0.2.2");
        assert!(served.become_busy());
        served.wait();
        assert!(served.is_waiting());
        let _next = take(&slots, "192.0.2.1");
        assert!(is_evicted(&served));
        assert!(!served.become_busy(), "the slot belongs to another");
    }

    #[test]
    fn nobody_is_pushed_out_by_an_address_that_holds_as_many() {
        let slots = slots(2, 9);
        let other = take(&slots, "192.0.2.1");
        let own = take(&slots, "192.0.2.2");
        let _second = take(&slots, "192.0.2.2");
        assert!(is_evicted(&own) && !is_evicted(&other));
    }

    #[test]
    fn a_trusted_proxy_has_no_limit_of_its_own() {
        let slots = slots(3, 1);
        let proxy = Opener::Proxy("192.0.2.9".parse().expect("an address"));
        let taken = [(); 3].map(|()| slots.admit(proxy));
        assert!(taken.iter().all(|admission| matches!(admission, Admission::Slot(_))));
    }

    #[test]
    fn a_slot_is_free_again_once_it_is_dropped() {
        let slots = slots(1, 1);
        let slot = take(&slots, "192.0.2.1");
        assert!(slot.become_busy());
        assert!(slots.none_busy().now_or_never().is_none());
        drop(slot);
        assert!(slots.none_busy().now_or_never().is_some());
        assert!(matches!(slots.admit(visitor("192.0.2.1")), Admission::Slot(_)));
    }
}

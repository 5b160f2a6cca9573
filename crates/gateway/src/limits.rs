//! How many connections there may be, in all and from one address.
//!
//! A connection that speaks HTTP *waits* while nothing is owed to it: before its first request (TLS included), and after
//! each answer that has been sent whole. It is *busy* in between. When there is no room for a new connection, one that
//! waits makes room: of its own address if that has as many as it may, else of the address that holds most. So whoever
//! opens many connections pushes out his own. A busy connection never makes room, so no answer is cut.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::Arc;

use parking_lot::Mutex;
use tokio::sync::Notify;
use tokio_util::task::TaskTracker;
use tokio_util::task::task_tracker::TaskTrackerToken;

use crate::config::Limits;

/// What counts as one address: an IPv4 address, or the /64 that one IPv6 customer has to himself.
fn address_block(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V4(address) => IpAddr::V4(address),
        IpAddr::V6(address) => IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() & !u128::from(u64::MAX))),
    }
}

/// How many connections each address has.
#[derive(Debug, Default)]
struct PerAddress(HashMap<IpAddr, usize>);

impl PerAddress {
    fn count(&self, block: IpAddr) -> usize {
        self.0.get(&block).copied().unwrap_or_default()
    }

    fn add(&mut self, block: IpAddr) {
        *self.0.entry(block).or_default() += 1;
    }

    fn remove(&mut self, block: IpAddr) {
        match self.0.get_mut(&block) {
            Some(count @ 2..) => *count -= 1,
            Some(_) | None => drop(self.0.remove(&block)),
        }
    }
}

/// The places of the connections that are bridged.
#[derive(Debug)]
pub(crate) struct BridgeSlots {
    most: usize,
    most_per_address: usize,
    taken: Mutex<TakenBridges>,
}

#[derive(Debug, Default)]
struct TakenBridges {
    count: usize,
    per_address: PerAddress,
    last_id: u64,
}

/// The place of one bridged connection; dropping it gives it back.
#[derive(Debug)]
pub(crate) struct BridgeSlot {
    slots: Arc<BridgeSlots>,
    /// Where the connection comes from.
    pub(crate) address: IpAddr,
    /// The number of the connection, which names it in the log.
    pub(crate) id: u64,
}

impl BridgeSlots {
    pub(crate) fn new(limits: &Limits) -> Self {
        Self { most: limits.connections, most_per_address: limits.connections_per_address, taken: Mutex::default() }
    }

    /// Takes a slot for a connection from `address`; `None` if there is none left.
    pub(crate) fn admit(self: &Arc<Self>, address: IpAddr) -> Option<BridgeSlot> {
        let block = address_block(address);
        let mut taken = self.taken.lock();
        if taken.count >= self.most || taken.per_address.count(block) >= self.most_per_address {
            return None;
        }
        taken.per_address.add(block);
        taken.count += 1;
        taken.last_id += 1;
        Some(BridgeSlot { slots: Arc::clone(self), address, id: taken.last_id })
    }

    pub(crate) fn count(&self) -> usize {
        self.taken.lock().count
    }
}

impl Drop for BridgeSlot {
    fn drop(&mut self) {
        let mut taken = self.slots.taken.lock();
        taken.count -= 1;
        taken.per_address.remove(address_block(self.address));
    }
}

/// The places of the connections that speak HTTP.
#[derive(Debug)]
pub(crate) struct HttpSlots {
    most: usize,
    most_per_address: usize,
    taken: Mutex<TakenHttp>,
    /// Those that are busy.
    pub(crate) busy: TaskTracker,
}

#[derive(Debug, Default)]
struct TakenHttp {
    slots: HashMap<u64, Entry>,
    per_address: PerAddress,
    /// The last number given to a slot, or to a connection that began to wait.
    last_number: u64,
}

#[derive(Debug)]
struct Entry {
    block: IpAddr,
    state: SlotState,
    evicted: Arc<Notify>,
}

#[derive(Debug)]
enum SlotState {
    /// With a number that grows from one to the next.
    Waiting(u64),
    Busy(#[expect(dead_code, reason = "held until the answer is sent")] TaskTrackerToken),
}

/// The connections of one address.
#[derive(Debug, Default, Clone, Copy)]
struct Held {
    count: usize,
    /// The one that has waited longest: since when, and its slot.
    longest_waiting: Option<(u64, u64)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Opener {
    /// A browser, as a rule.
    Client(IpAddr),
    /// A trusted proxy, behind which all visitors stand: no limit for one address.
    Proxy(IpAddr),
}

#[derive(Debug)]
pub(crate) enum Admission {
    Slot(HttpSlot),
    /// A slot for which another connection made room.
    Instead(HttpSlot),
    /// None: nobody who waits can make room.
    Full,
}

/// The place of one connection; dropping it gives it back.
#[derive(Debug)]
pub(crate) struct HttpSlot {
    slots: Arc<HttpSlots>,
    id: u64,
    evicted: Arc<Notify>,
}

impl HttpSlots {
    pub(crate) fn new(limits: &Limits) -> Self {
        let busy = TaskTracker::new();
        // It is only ever waited for.
        busy.close();
        Self { most: limits.visitors, most_per_address: limits.visitors_per_address, taken: Mutex::default(), busy }
    }

    /// Takes a slot, which waits at first.
    pub(crate) fn admit(self: &Arc<Self>, opener: Opener) -> Admission {
        let (address, most_per_address) = match opener {
            Opener::Client(address) => (address, self.most_per_address),
            Opener::Proxy(address) => (address, usize::MAX),
        };
        let block = address_block(address);
        let mut taken = self.taken.lock();
        let is_at_limit = taken.per_address.count(block) >= most_per_address;
        if !is_at_limit && taken.slots.len() < self.most {
            return Admission::Slot(self.take(&mut taken, block));
        }
        let by_address = taken.by_address();
        let own = by_address.get(&block).copied().unwrap_or_default();
        // Never at the cost of an address that holds no more than this one.
        let largest = largest_that_waits(&by_address).filter(|largest| !is_at_limit && largest.count > own.count);
        let evicted = largest.unwrap_or(own).longest_waiting;
        let Some((_, evicted)) = evicted else { return Admission::Full };
        taken.evict(evicted);
        Admission::Instead(self.take(&mut taken, block))
    }

    /// Has one connection that waits make room, of the address that holds most.
    pub(crate) fn evict_one(&self) {
        let mut taken = self.taken.lock();
        let largest = largest_that_waits(&taken.by_address());
        if let Some((_, id)) = largest.and_then(|largest| largest.longest_waiting) {
            taken.evict(id);
        }
    }

    fn take(self: &Arc<Self>, taken: &mut TakenHttp, block: IpAddr) -> HttpSlot {
        let (id, evicted) = (taken.next_number(), Arc::new(Notify::new()));
        taken.per_address.add(block);
        taken.slots.insert(id, Entry { block, state: SlotState::Waiting(id), evicted: Arc::clone(&evicted) });
        HttpSlot { slots: Arc::clone(self), id, evicted }
    }
}

/// What the address holds that holds most of those that have a connection that waits.
fn largest_that_waits(by_address: &HashMap<IpAddr, Held>) -> Option<Held> {
    by_address.values().filter(|held| held.longest_waiting.is_some()).max_by_key(|held| held.count).copied()
}

impl TakenHttp {
    fn by_address(&self) -> HashMap<IpAddr, Held> {
        let mut by_address = HashMap::<_, Held>::new();
        for (id, entry) in &self.slots {
            let held = by_address.entry(entry.block).or_default();
            held.count += 1;
            if let SlotState::Waiting(since) = entry.state {
                let other = held.longest_waiting.unwrap_or((since, *id));
                held.longest_waiting = Some(other.min((since, *id)));
            }
        }
        by_address
    }

    fn evict(&mut self, id: u64) {
        if let Some(entry) = self.remove(id) {
            entry.evicted.notify_one();
        }
    }

    fn remove(&mut self, id: u64) -> Option<Entry> {
        let entry = self.slots.remove(&id)?;
        self.per_address.remove(entry.block);
        Some(entry)
    }

    fn next_number(&mut self) -> u64 {
        self.last_number += 1;
        self.last_number
    }
}

impl HttpSlot {
    /// A request has come, and is owed an answer. False where the slot has been given to another connection.
    pub(crate) fn become_busy(&self) -> bool {
        let mut taken = self.slots.taken.lock();
        let Some(entry) = taken.slots.get_mut(&self.id) else { return false };
        if matches!(entry.state, SlotState::Waiting(_)) {
            entry.state = SlotState::Busy(self.slots.busy.token());
        }
        true
    }

    /// Nothing is owed to it any more.
    pub(crate) fn wait(&self) {
        let mut taken = self.slots.taken.lock();
        let number = taken.next_number();
        if let Some(entry) = taken.slots.get_mut(&self.id)
            && matches!(entry.state, SlotState::Busy(_))
        {
            entry.state = SlotState::Waiting(number);
        }
    }

    /// Whether nothing is owed to it.
    pub(crate) fn is_waiting(&self) -> bool {
        let taken = self.slots.taken.lock();
        taken.slots.get(&self.id).is_none_or(|entry| matches!(entry.state, SlotState::Waiting(_)))
    }

    /// Returns once the connection has to make room. One task at a time may ask.
    pub(crate) async fn evicted(&self) {
        self.evicted.notified().await;
    }
}

impl Drop for HttpSlot {
    fn drop(&mut self) {
        self.slots.taken.lock().remove(self.id);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block(text: &str) -> IpAddr {
        address_block(text.parse().expect("an address"))
    }

    #[test]
    fn addresses_of_one_ipv6_network_are_one() {
        assert_eq!(block("2001:db8::1"), block("2001:db8::ffff:2"));
        assert_ne!(block("2001:db8::1"), block("2001:db8:0:1::1"));
    }

    #[test]
    fn a_mapped_ipv4_address_is_that_address() {
        assert_eq!(block("::ffff:192.0.2.1"), block("192.0.2.1"));
        assert_ne!(block("192.0.2.1"), block("192.0.2.2"));
    }
}

#[cfg(test)]
mod bridge_tests {
    use super::*;

    fn slots(connections: usize, connections_per_address: usize) -> Arc<BridgeSlots> {
        Arc::new(BridgeSlots::new(&Limits { connections, connections_per_address, ..Limits::default() }))
    }

    fn address(text: &str) -> IpAddr {
        text.parse().expect("valid address")
    }

    #[test]
    fn a_slot_is_free_again_once_it_is_dropped() {
        let slots = slots(1, 1);
        let slot = slots.admit(address("192.0.2.1")).expect("a first slot");
        assert!(slots.admit(address("192.0.2.2")).is_none());
        drop(slot);
        assert_eq!(slots.count(), 0);
        assert!(slots.admit(address("192.0.2.2")).is_some());
    }

    #[test]
    fn one_address_cannot_take_all_slots() {
        let slots = slots(3, 2);
        let _first = slots.admit(address("192.0.2.1")).expect("a first slot");
        let _second = slots.admit(address("192.0.2.1")).expect("a second slot");
        assert!(slots.admit(address("192.0.2.1")).is_none());
        assert!(slots.admit(address("::ffff:192.0.2.1")).is_none(), "the same address, mapped");
        assert!(slots.admit(address("192.0.2.2")).is_some());
    }

    #[test]
    fn addresses_of_one_ipv6_network_count_as_one() {
        let slots = slots(9, 1);
        let _slot = slots.admit(address("2001:db8::1")).expect("a slot");
        assert!(slots.admit(address("2001:db8::2")).is_none());
        assert!(slots.admit(address("2001:db8:0:1::1")).is_some());
    }

    #[test]
    fn no_two_connections_have_one_number() {
        let slots = slots(9, 9);
        let first = slots.admit(address("192.0.2.1")).expect("a slot").id;
        let second = slots.admit(address("192.0.2.1")).expect("a slot").id;
        assert_ne!(first, second);
    }
}

#[cfg(test)]
mod http_tests {
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
        assert!(slots.busy.wait().now_or_never().is_none());
        drop(slot);
        assert!(slots.busy.wait().now_or_never().is_some());
        assert!(matches!(slots.admit(visitor("192.0.2.1")), Admission::Slot(_)));
    }
}

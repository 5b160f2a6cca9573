//! How many connections there may be, in all and from one address.
//!
//! Each kind of connection has places of its own, and a connection in one of them either *waits* or is *busy*. One that
//! speaks HTTP waits while nothing is owed to it: before its first request (TLS included), and after each answer that has
//! been sent whole. One that is bridged waits until it carries its first byte.
//!
//! When there is no room for a new connection, one that waits makes room: of its own address if that has as many as it
//! may, else of the address that holds most. So whoever opens many connections pushes out his own. A busy connection never
//! makes room, so no answer and no session is cut.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::net::{IpAddr, Ipv6Addr};
use std::sync::Arc;

use parking_lot::Mutex;
use tokio::sync::Notify;
use tokio_util::task::TaskTracker;
use tokio_util::task::task_tracker::TaskTrackerToken;

/// What counts as one address: an IPv4 address, or the /64 that one IPv6 customer has to himself.
fn address_block(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V4(address) => IpAddr::V4(address),
        IpAddr::V6(address) => IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() & !u128::from(u64::MAX))),
    }
}

/// The places of one kind of connection.
#[derive(Debug)]
pub(crate) struct Slots {
    most: usize,
    most_per_address: usize,
    taken: Mutex<Taken>,
    /// Tracks those that are busy.
    running: TaskTracker,
}

#[derive(Debug, Default)]
struct Taken {
    slots: HashMap<u64, Entry>,
    addresses: HashMap<IpAddr, Held>,
    /// The addresses of which a connection waits, sorted by how many they hold.
    by_count: BTreeSet<(usize, IpAddr)>,
    waiting: usize,
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
    Busy(#[expect(dead_code, reason = "held for as long as the slot is busy")] TaskTrackerToken),
}

/// The connections of one address.
#[derive(Debug, Default)]
struct Held {
    count: usize,
    /// Those that wait: since when, and in which slot.
    waiting: BTreeMap<u64, u64>,
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
    Slot(Slot),
    /// A slot for which another connection made room.
    Instead(Slot),
    /// None: nobody who waits can make room.
    Full,
}

/// The place of one connection; dropping it gives it back.
#[derive(Debug)]
pub(crate) struct Slot {
    slots: Arc<Slots>,
    /// The number of the connection.
    pub(crate) id: u64,
    evicted: Arc<Notify>,
}

impl Slots {
    pub(crate) fn new(most: usize, most_per_address: usize, running: &TaskTracker) -> Self {
        Self { most, most_per_address, taken: Mutex::default(), running: running.clone() }
    }

    /// Takes a slot, which waits at first.
    pub(crate) fn admit(self: &Arc<Self>, opener: Opener) -> Admission {
        let (address, most_per_address) = match opener {
            Opener::Client(address) => (address, self.most_per_address),
            Opener::Proxy(address) => (address, usize::MAX),
        };
        let block = address_block(address);
        let mut taken = self.taken.lock();
        let own_count = taken.addresses.get(&block).map_or(0, |own| own.count);
        let is_at_limit = own_count >= most_per_address;
        if !is_at_limit && taken.slots.len() < self.most {
            return Admission::Slot(self.take(&mut taken, block));
        }
        // Never at the cost of an address that holds no more than this one.
        let largest = taken.by_count.last().copied().filter(|(count, _)| !is_at_limit && *count > own_count);
        if !taken.evict_longest_waiting(largest.map_or(block, |(_, largest)| largest)) {
            return Admission::Full;
        }
        Admission::Instead(self.take(&mut taken, block))
    }

    /// Has one connection that waits make room, of the address that holds most.
    pub(crate) fn evict_one(&self) {
        let mut taken = self.taken.lock();
        if let Some((_, largest)) = taken.by_count.last().copied() {
            taken.evict_longest_waiting(largest);
        }
    }

    pub(crate) fn count(&self) -> usize {
        self.taken.lock().slots.len()
    }

    pub(crate) fn count_waiting(&self) -> usize {
        self.taken.lock().waiting
    }

    fn take(self: &Arc<Self>, taken: &mut Taken, block: IpAddr) -> Slot {
        let (id, evicted) = (taken.next_number(), Arc::new(Notify::new()));
        let entry = Entry { block, state: SlotState::Waiting(id), evicted: Arc::clone(&evicted) };
        taken.update(block, |held| {
            held.count += 1;
            held.waiting.insert(id, id);
        });
        taken.slots.insert(id, entry);
        Slot { slots: Arc::clone(self), id, evicted }
    }
}

impl Admission {
    pub(crate) fn slot(self) -> Option<Slot> {
        match self {
            Self::Slot(slot) | Self::Instead(slot) => Some(slot),
            Self::Full => None,
        }
    }
}

impl Taken {
    /// Changes what an address holds, and its place among the others with it.
    fn update(&mut self, block: IpAddr, change: impl FnOnce(&mut Held)) {
        let held = self.addresses.entry(block).or_default();
        let (count, waiting) = (held.count, held.waiting.len());
        change(held);
        self.waiting = self.waiting + held.waiting.len() - waiting;
        if (count, waiting > 0) != (held.count, !held.waiting.is_empty()) {
            self.by_count.remove(&(count, block));
            if !held.waiting.is_empty() {
                self.by_count.insert((held.count, block));
            }
        }
        if held.count == 0 {
            self.addresses.remove(&block);
        }
    }

    /// False where none waits.
    fn evict_longest_waiting(&mut self, block: IpAddr) -> bool {
        let longest = self.addresses.get(&block).and_then(|held| held.waiting.first_key_value());
        let Some(entry) = longest.map(|(_, id)| *id).and_then(|id| self.remove(id)) else { return false };
        entry.evicted.notify_one();
        true
    }

    fn remove(&mut self, id: u64) -> Option<Entry> {
        let entry = self.slots.remove(&id)?;
        self.update(entry.block, |held| {
            held.count -= 1;
            if let SlotState::Waiting(since) = entry.state {
                held.waiting.remove(&since);
            }
        });
        Some(entry)
    }

    fn next_number(&mut self) -> u64 {
        self.last_number += 1;
        self.last_number
    }
}

impl Slot {
    /// A request has come and is owed an answer, or the first byte is there. False where the slot has been given to another
    /// connection.
    pub(crate) fn become_busy(&self) -> bool {
        let mut taken = self.slots.taken.lock();
        let Some(entry) = taken.slots.get_mut(&self.id) else { return false };
        if let SlotState::Waiting(since) = entry.state {
            entry.state = SlotState::Busy(self.slots.running.token());
            let block = entry.block;
            taken.update(block, |held| {
                held.waiting.remove(&since);
            });
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
            let block = entry.block;
            taken.update(block, |held| {
                held.waiting.insert(number, self.id);
            });
        }
    }

    /// Whether nothing is owed to it.
    pub(crate) fn is_waiting(&self) -> bool {
        let taken = self.slots.taken.lock();
        taken.slots.get(&self.id).is_none_or(|entry| matches!(entry.state, SlotState::Waiting(_)))
    }

    /// Gives the place back if the connection waits, or has made room before; false where it is busy.
    pub(crate) fn give_back_if_waiting(&self) -> bool {
        let mut taken = self.slots.taken.lock();
        let is_busy = taken.slots.get(&self.id).is_some_and(|entry| matches!(entry.state, SlotState::Busy(_)));
        if !is_busy {
            taken.remove(self.id);
        }
        !is_busy
    }

    /// Returns once the connection has to make room. One task at a time may ask.
    pub(crate) async fn evicted(&self) {
        self.evicted.notified().await;
    }
}

impl Drop for Slot {
    fn drop(&mut self) {
        self.slots.taken.lock().remove(self.id);
    }
}

#[cfg(test)]
mod tests {
    use futures_util::FutureExt;

    use super::*;

    fn slots(most: usize, most_per_address: usize) -> Arc<Slots> {
        Arc::new(Slots::new(most, most_per_address, &TaskTracker::new()))
    }

    fn client(text: &str) -> Opener {
        Opener::Client(text.parse().expect("an address"))
    }

    fn take(slots: &Arc<Slots>, text: &str) -> Slot {
        slots.admit(client(text)).slot().unwrap_or_else(|| panic!("no slot for {text}"))
    }

    fn take_busy(slots: &Arc<Slots>, text: &str) -> Slot {
        let slot = take(slots, text);
        assert!(slot.become_busy());
        slot
    }

    fn is_full(slots: &Arc<Slots>, text: &str) -> bool {
        matches!(slots.admit(client(text)), Admission::Full)
    }

    fn is_evicted(slot: &Slot) -> bool {
        slot.evicted().now_or_never().is_some()
    }

    #[test]
    fn addresses_of_one_ipv6_network_are_one_and_a_mapped_ipv4_address_is_that_address() {
        let block = |text: &str| address_block(text.parse().expect("an address"));
        assert_eq!(block("2001:db8::1"), block("2001:db8::ffff:2"));
        assert_ne!(block("2001:db8::1"), block("2001:db8:0:1::1"));
        assert_eq!(block("::ffff:192.0.2.1"), block("192.0.2.1"));
        assert_ne!(block("192.0.2.1"), block("192.0.2.2"));
    }

    #[test]
    fn the_longest_waiting_connection_of_the_address_that_holds_most_makes_room() {
        let slots = slots(4, 4);
        let honest = take(&slots, "192.0.2.1");
        let [first, second, third] = [(); 3].map(|()| take(&slots, "192.0.2.2"));
        assert!(matches!(slots.admit(client("192.0.2.3")), Admission::Instead(_)));
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
    fn one_address_cannot_take_all_slots() {
        let slots = slots(3, 2);
        let _two = [(); 2].map(|()| take_busy(&slots, "192.0.2.1"));
        assert!(is_full(&slots, "192.0.2.1"));
        assert!(is_full(&slots, "::ffff:192.0.2.1"), "the same address, mapped");
        assert!(!is_full(&slots, "192.0.2.2"));
    }

    #[test]
    fn addresses_of_one_ipv6_network_share_their_limit() {
        let slots = slots(9, 1);
        let first = take(&slots, "2001:db8::1");
        let second = take_busy(&slots, "2001:db8::2");
        assert!(is_evicted(&first));
        assert!(is_full(&slots, "2001:db8::3"));
        let _other = take(&slots, "2001:db8:0:1::1");
        assert!(!is_evicted(&second));
    }

    #[test]
    fn a_busy_connection_never_makes_room() {
        let slots = slots(2, 2);
        let [first, second] = [(); 2].map(|()| take(&slots, "192.0.2.2"));
        assert!(first.become_busy());
        let third = take(&slots, "192.0.2.1");
        assert!(!is_evicted(&first) && is_evicted(&second));
        assert!(third.become_busy());
        assert!(is_full(&slots, "192.0.2.2"), "its own is busy");
        assert!(is_full(&slots, "192.0.2.3"), "nobody waits any more");
    }

    #[test]
    fn a_connection_that_has_been_answered_waits_again() {
        let slots = slots(1, 1);
        let served = take_busy(&slots, "192.0.2.2");
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
        let running = TaskTracker::new();
        running.close();
        let slots = Arc::new(Slots::new(1, 1, &running));
        let slot = take_busy(&slots, "192.0.2.1");
        assert!(running.wait().now_or_never().is_none());
        drop(slot);
        assert!(running.wait().now_or_never().is_some());
        assert_eq!(slots.count(), 0);
        assert!(matches!(slots.admit(client("192.0.2.1")), Admission::Slot(_)));
    }

    #[test]
    fn only_a_waiting_connection_gives_its_slot_back() {
        let slots = slots(2, 2);
        let [waiting, busy] = [(); 2].map(|()| take(&slots, "192.0.2.1"));
        assert!(busy.become_busy());
        assert!(waiting.give_back_if_waiting() && !busy.give_back_if_waiting());
        assert!(!waiting.become_busy());
        assert_eq!((slots.count(), slots.count_waiting()), (1, 0));
    }

    #[test]
    fn no_two_connections_have_one_number() {
        let slots = slots(9, 9);
        assert_ne!(take(&slots, "192.0.2.1").id, take(&slots, "192.0.2.1").id);
    }

    /// What a look at all connections says: the addresses whose longest waiting one may make room, and the slots of these.
    fn may_make_room(held: &[(u8, Slot, bool, u64)], own: u8, most_per_address: usize) -> Vec<u64> {
        let count = |address: u8| held.iter().filter(|(other, ..)| *other == address).count();
        let longest = |address: u8| {
            let waiting = held.iter().filter(|(other, _, is_busy, _)| *other == address && !is_busy);
            waiting.min_by_key(|(.., since)| *since).map(|(_, slot, ..)| slot.id)
        };
        let largest = (0..8).filter(|address| longest(*address).is_some()).map(count).max().unwrap_or_default();
        let others = (0..8).filter(|address| count(*address) == largest).filter_map(longest);
        if count(own) >= most_per_address || largest <= count(own) {
            return longest(own).into_iter().collect();
        }
        others.collect()
    }

    #[test]
    fn whoever_makes_room_is_whom_a_look_at_all_connections_would_choose() {
        const MOST: usize = 40;
        const MOST_PER_ADDRESS: usize = 12;
        let slots = slots(MOST, MOST_PER_ADDRESS);
        let mut held: Vec<(u8, Slot, bool, u64)> = Vec::new();
        let (mut random, mut evictions, mut refusals) = (0x2545_f491_u32, 0, 0);
        for step in 0..20_000_u64 {
            random ^= random << 13;
            random ^= random >> 17;
            random ^= random << 5;
            let at = usize::try_from(random / 16).expect("a small number") % held.len().max(1);
            // Some addresses ask more often than others.
            let address = u8::try_from((random >> 8) & (random >> 12) & 7).expect("a small number");
            match (random & 15, held.get_mut(at)) {
                (0, Some(_)) => drop(held.swap_remove(at)),
                (1..4, Some((_, slot, is_busy, _))) => *is_busy = slot.become_busy(),
                (4..6, Some((_, slot, is_busy @ true, since))) => {
                    slot.wait();
                    (*is_busy, *since) = (false, step);
                }
                (_, _) => {
                    let count = held.iter().filter(|(other, ..)| *other == address).count();
                    let is_full = held.len() >= MOST || count >= MOST_PER_ADDRESS;
                    let expected = may_make_room(&held, address, MOST_PER_ADDRESS);
                    let admission = slots.admit(client(&format!("192.0.2.{address}")));
                    let evicted = held.iter().position(|(_, slot, ..)| is_evicted(slot));
                    assert_eq!(evicted.is_some(), matches!(admission, Admission::Instead(_)));
                    assert_eq!(is_full && expected.is_empty(), matches!(admission, Admission::Full), "step {step}");
                    assert_eq!(is_full && !expected.is_empty(), evicted.is_some(), "step {step}");
                    if let Some(evicted) = evicted {
                        evictions += 1;
                        assert!(expected.contains(&held.swap_remove(evicted).1.id), "step {step}");
                    }
                    refusals += usize::from(matches!(admission, Admission::Full));
                    held.extend(admission.slot().map(|slot| (address, slot, false, step)));
                }
            }
            let waiting = held.iter().filter(|(_, _, is_busy, _)| !is_busy).count();
            assert_eq!((slots.count(), slots.count_waiting()), (held.len(), waiting));
        }
        assert!(evictions > 1000 && refusals > 10, "{evictions} evictions, {refusals} refusals");
        drop(held);
        let taken = slots.taken.lock();
        assert!(taken.addresses.is_empty() && taken.by_count.is_empty(), "{taken:?}");
    }
}

//! How many connections may be bridged at once, in all and for one address.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::address_block;
use crate::config::Limits;

/// Counts the bridged connections.
#[derive(Debug)]
pub(crate) struct BridgeSlots {
    most: usize,
    most_per_address: usize,
    taken: Mutex<Taken>,
}

#[derive(Debug, Default)]
struct Taken {
    count: usize,
    per_address: HashMap<IpAddr, usize>,
    /// The last number given to a connection.
    last_id: u64,
}

/// The place of one connection, given back when it is dropped.
#[derive(Debug)]
pub(crate) struct BridgeSlot {
    slots: Arc<BridgeSlots>,
    address: IpAddr,
    id: u64,
}

impl BridgeSlots {
    pub(crate) fn new(limits: &Limits) -> Self {
        Self { most: limits.connections, most_per_address: limits.connections_per_address, taken: Mutex::default() }
    }

    /// Takes a place for a connection from `address`; `None` if there is none left.
    pub(crate) fn admit(self: &Arc<Self>, address: IpAddr) -> Option<BridgeSlot> {
        let mut taken = self.taken();
        if taken.count >= self.most {
            return None;
        }
        let held = taken.per_address.entry(address_block(address)).or_default();
        if *held >= self.most_per_address {
            return None;
        }
        *held += 1;
        taken.count += 1;
        taken.last_id += 1;
        Some(BridgeSlot { slots: Arc::clone(self), address, id: taken.last_id })
    }

    /// How many connections are bridged now.
    pub(crate) fn count(&self) -> usize {
        self.taken().count
    }

    fn taken(&self) -> MutexGuard<'_, Taken> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl BridgeSlot {
    /// The number of the connection, which names it in the log.
    pub(crate) fn id(&self) -> u64 {
        self.id
    }

    /// Where the connection comes from.
    pub(crate) fn address(&self) -> IpAddr {
        self.address
    }
}

impl Drop for BridgeSlot {
    fn drop(&mut self) {
        let mut taken = self.slots.taken();
        taken.count -= 1;
        let block = address_block(self.address);
        if let Some(held) = taken.per_address.get_mut(&block) {
            *held -= 1;
            if *held == 0 {
                taken.per_address.remove(&block);
            }
        }
    }
}

#[cfg(test)]
mod tests {
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
        let first = slots.admit(address("192.0.2.1")).expect("a slot").id();
        let second = slots.admit(address("192.0.2.1")).expect("a slot").id();
        assert_ne!(first, second);
    }
}

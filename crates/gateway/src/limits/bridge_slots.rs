//! How many connections may be bridged at once, in all and for one address.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::watch;

use super::address_block::address_block;
use crate::config::Limits;

/// Counts the bridged connections.
#[derive(Debug)]
pub(crate) struct BridgeSlots {
    most: usize,
    most_per_address: usize,
    per_address: Mutex<HashMap<IpAddr, usize>>,
    count: watch::Sender<usize>,
    last_id: AtomicU64,
}

/// The place of one connection, given back when it is dropped.
#[derive(Debug)]
pub(crate) struct BridgeSlot {
    bridge_slots: Arc<BridgeSlots>,
    address: IpAddr,
    id: u64,
}

impl BridgeSlots {
    pub(crate) fn new(limits: &Limits) -> Self {
        Self {
            most: limits.connections,
            most_per_address: limits.connections_per_address,
            per_address: Mutex::default(),
            count: watch::Sender::new(0),
            last_id: AtomicU64::new(0),
        }
    }

    /// Takes a place for a connection from `address`; `None` if there is none left.
    pub(crate) fn admit(self: &Arc<Self>, address: IpAddr) -> Option<BridgeSlot> {
        let mut counts = self.per_address.lock().unwrap_or_else(PoisonError::into_inner);
        if *self.count.borrow() >= self.most {
            return None;
        }
        let count = counts.entry(address_block(address)).or_default();
        if *count >= self.most_per_address {
            return None;
        }
        *count += 1;
        self.count.send_modify(|count| *count += 1);
        let id = self.last_id.fetch_add(1, Ordering::Relaxed) + 1;
        Some(BridgeSlot { bridge_slots: Arc::clone(self), address, id })
    }

    /// How many connections are bridged now.
    pub(crate) fn count(&self) -> usize {
        *self.count.borrow()
    }

    /// Returns once no connection is bridged.
    pub(crate) async fn empty(&self) {
        // An error means that the slots is gone, and all slots with it.
        let _ = self.count.subscribe().wait_for(|count| *count == 0).await;
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
        let mut counts = self.bridge_slots.per_address.lock().unwrap_or_else(PoisonError::into_inner);
        let block = address_block(self.address);
        if let Some(count) = counts.get_mut(&block) {
            *count -= 1;
            if *count == 0 {
                counts.remove(&block);
            }
        }
        self.bridge_slots.count.send_modify(|count| *count -= 1);
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
    fn a_seat_is_free_again_once_it_is_dropped() {
        let slots = slots(1, 1);
        let slot = slots.admit(address("192.0.2.1")).expect("a first slot");
        assert!(slots.admit(address("192.0.2.2")).is_none());
        drop(slot);
        assert_eq!(slots.count(), 0);
        assert!(slots.admit(address("192.0.2.2")).is_some());
    }

    #[test]
    fn one_address_cannot_take_all_seats() {
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
        let _seat = slots.admit(address("2001:db8::1")).expect("a slot");
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

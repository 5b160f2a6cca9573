//! How many connections may be bridged at once, in all and for one address.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::watch;

use crate::address_block::address_block;
use crate::config::Limits;

/// Counts the bridged connections.
#[derive(Debug)]
pub(crate) struct Guard {
    most: usize,
    most_per_address: usize,
    per_address: Mutex<HashMap<IpAddr, usize>>,
    seated: watch::Sender<usize>,
    last_id: AtomicU64,
}

/// The place of one connection, given back when it is dropped.
#[derive(Debug)]
pub(crate) struct Seat {
    guard: Arc<Guard>,
    address: IpAddr,
    id: u64,
}

impl Guard {
    pub(crate) fn new(limits: &Limits) -> Self {
        Self {
            most: limits.connections,
            most_per_address: limits.connections_per_address,
            per_address: Mutex::default(),
            seated: watch::Sender::new(0),
            last_id: AtomicU64::new(0),
        }
    }

    /// Takes a place for a connection from `address`; `None` if there is none left.
    pub(crate) fn sit(self: &Arc<Self>, address: IpAddr) -> Option<Seat> {
        let mut counts = self.per_address.lock().unwrap_or_else(PoisonError::into_inner);
        if *self.seated.borrow() >= self.most {
            return None;
        }
        let count = counts.entry(address_block(address)).or_default();
        if *count >= self.most_per_address {
            return None;
        }
        *count += 1;
        self.seated.send_modify(|seated| *seated += 1);
        let id = self.last_id.fetch_add(1, Ordering::Relaxed) + 1;
        Some(Seat { guard: Arc::clone(self), address, id })
    }

    /// How many connections are bridged now.
    pub(crate) fn seated(&self) -> usize {
        *self.seated.borrow()
    }

    /// Returns once no connection is bridged.
    pub(crate) async fn empty(&self) {
        // An error means that the guard is gone, and all seats with it.
        let _ = self.seated.subscribe().wait_for(|seated| *seated == 0).await;
    }
}

impl Seat {
    /// The number of the connection, which names it in the log.
    pub(crate) fn id(&self) -> u64 {
        self.id
    }

    /// Where the connection comes from.
    pub(crate) fn address(&self) -> IpAddr {
        self.address
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        let mut counts = self.guard.per_address.lock().unwrap_or_else(PoisonError::into_inner);
        let block = address_block(self.address);
        if let Some(count) = counts.get_mut(&block) {
            *count -= 1;
            if *count == 0 {
                counts.remove(&block);
            }
        }
        self.guard.seated.send_modify(|seated| *seated -= 1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guard(connections: usize, connections_per_address: usize) -> Arc<Guard> {
        Arc::new(Guard::new(&Limits { connections, connections_per_address, ..Limits::default() }))
    }

    fn address(text: &str) -> IpAddr {
        text.parse().expect("valid address")
    }

    #[test]
    fn a_seat_is_free_again_once_it_is_dropped() {
        let guard = guard(1, 1);
        let seat = guard.sit(address("192.0.2.1")).expect("a first seat");
        assert!(guard.sit(address("192.0.2.2")).is_none());
        drop(seat);
        assert_eq!(guard.seated(), 0);
        assert!(guard.sit(address("192.0.2.2")).is_some());
    }

    #[test]
    fn one_address_cannot_take_all_seats() {
        let guard = guard(3, 2);
        let _first = guard.sit(address("192.0.2.1")).expect("a first seat");
        let _second = guard.sit(address("192.0.2.1")).expect("a second seat");
        assert!(guard.sit(address("192.0.2.1")).is_none());
        assert!(guard.sit(address("::ffff:192.0.2.1")).is_none(), "the same address, mapped");
        assert!(guard.sit(address("192.0.2.2")).is_some());
    }

    #[test]
    fn addresses_of_one_ipv6_network_count_as_one() {
        let guard = guard(9, 1);
        let _seat = guard.sit(address("2001:db8::1")).expect("a seat");
        assert!(guard.sit(address("2001:db8::2")).is_none());
        assert!(guard.sit(address("2001:db8:0:1::1")).is_some());
    }

    #[test]
    fn no_two_connections_have_one_number() {
        let guard = guard(9, 9);
        let first = guard.sit(address("192.0.2.1")).expect("a seat").id();
        let second = guard.sit(address("192.0.2.1")).expect("a seat").id();
        assert_ne!(first, second);
    }
}

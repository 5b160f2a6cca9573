//! How many connections there may be, in all and from one address.

mod bridge_slots;
mod http_slots;

use std::net::{IpAddr, Ipv6Addr};

pub(crate) use bridge_slots::{BridgeSlot, BridgeSlots};
pub(crate) use http_slots::{Admission, HttpSlot, HttpSlots, Opener};

/// What counts as one address: an IPv4 address, or the /64 that one IPv6 customer has to himself.
fn address_block(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V4(address) => IpAddr::V4(address),
        IpAddr::V6(address) => IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() & !u128::from(u64::MAX))),
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

//! How many connections there may be, in all and from one address.

mod address_block;
mod bridge_slots;
mod http_slots;

pub(crate) use bridge_slots::{BridgeSlot, BridgeSlots};
pub(crate) use http_slots::{Admission, HttpSlot, HttpSlots, Opener};

//! MQTT 3.1.1: packets, framing and the client session, without I/O.
#![no_std]
extern crate alloc;

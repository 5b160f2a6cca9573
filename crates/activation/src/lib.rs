//! Activates an EnOS device over an MQTT session, without I/O.
#![no_std]
extern crate alloc;

//! EnOS Cloud's rules for MQTT devices: keys, credentials and activation.
#![no_std]
extern crate alloc;

//! EnOS Cloud as a state machine: registry, rules and a broker without I/O.
#![no_std]
extern crate alloc;

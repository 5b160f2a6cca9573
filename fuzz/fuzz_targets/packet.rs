//! Any bytes as one packet.
#![no_main]

#[path = "../../crates/mqtt/tests/fuzzed/packet.rs"]
mod property;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| property::holds(bytes));

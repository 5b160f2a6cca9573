//! Any bytes as a stream, cut in any way.
#![no_main]

#[path = "../../crates/mqtt/tests/fuzzed/framer.rs"]
mod property;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| property::holds(bytes));

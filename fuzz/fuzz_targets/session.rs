//! Any operations of server, application and clock on a session.
#![no_main]

#[path = "../../crates/mqtt/tests/fuzzed/session.rs"]
mod property;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| property::holds(bytes));

//! The flow in virtual time, against a server whose bytes are written here by hand, after the figures of the MQTT 3.1.1 standard.

#![cfg(test)]

mod activate;
mod bench;
mod connack;
mod failures;
mod in_flight;
mod login;
mod unread;

#[cfg(target_arch = "wasm32")]
wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);

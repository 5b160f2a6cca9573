//! The simulated EnOS for the page's demo: a module of its own, which the page loads when somebody tries the demo.
//!
//! It speaks bytes and milliseconds only. What it holds is made up and secret to nobody.
// Called from JavaScript, which the compiler does not see.
#![allow(unreachable_pub, missing_debug_implementations)]

use js_sys::Uint8Array;
use simulator::{Broker, Cloud, ConnectionId, Output, Time, Transport, demo, repeatable};
use wasm_bindgen::prelude::*;

/// The cloud, with one device connected at a time.
#[wasm_bindgen]
pub struct DemoCloud {
    broker: Broker,
    connection: Option<ConnectionId>,
}

#[wasm_bindgen]
impl DemoCloud {
    /// A cloud whose secrets depend on the seed.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new(seed: f64) -> Self {
        Self::of(demo::cloud(repeatable(seed.to_bits())))
    }

    /// A device connects. One that was connected is gone.
    pub fn open(&mut self, now: f64) {
        self.close(now);
        self.connection = Some(self.broker.open(Transport::Plain, time(now)));
    }

    /// The device has sent these bytes.
    pub fn receive(&mut self, bytes: &[u8], now: f64) {
        if let Some(connection) = self.connection {
            self.broker.receive(connection, bytes, time(now));
        }
    }

    /// The device has gone.
    pub fn close(&mut self, now: f64) {
        if let Some(connection) = self.connection.take() {
            self.broker.close(connection, time(now));
        }
    }

    /// The time that `nextWake` named has come.
    pub fn wake(&mut self, now: f64) {
        self.broker.wake(time(now));
    }

    /// When to call `wake`, if nothing comes before.
    #[wasm_bindgen(js_name = nextWake)]
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "a clock of milliseconds stays far below 2^53")]
    pub fn next_wake(&self) -> Option<f64> {
        self.broker.next_wake().map(|at| at.as_millis() as f64)
    }

    /// What comes next for the device: bytes; `null` when the cloud hangs up; `undefined` when there is nothing.
    #[must_use]
    pub fn take(&mut self) -> JsValue {
        while let Some((connection, output)) = self.broker.poll() {
            if self.connection != Some(connection) {
                continue;
            }
            return match output {
                Output::Send(bytes) => Uint8Array::from(&bytes[..]).into(),
                Output::Close => {
                    self.connection = None;
                    JsValue::NULL
                }
            };
        }
        JsValue::UNDEFINED
    }
}

impl DemoCloud {
    /// This cloud. The tests in the browser bring their own, with other devices and with faults.
    pub(crate) const fn of(cloud: Cloud) -> Self {
        Self { broker: Broker::new(cloud), connection: None }
    }
}

fn main() {}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a clock has neither sign nor fractions that matter"
)]
fn time(now: f64) -> Time {
    Time::from_millis(now as u64)
}

//! Drives a flow over a wire.

use alloc::vec::Vec;

use zeroize::Zeroize;

use mqtt::session::{CloseCode, Instant};

use crate::{Event, Flow, Output};

/// The far end of the pure code. What implements it translates and decides nothing; a failure of either method shows
/// itself as a later `Closed` input, not here.
pub trait Wire {
    /// Sends one MQTT packet, as one binary WebSocket message.
    fn send(&mut self, packet: &[u8]);
    /// Closes the connection.
    fn close(&mut self, code: CloseCode);
}

/// What a pumping brought.
#[derive(Debug)]
#[must_use]
pub struct Pumped {
    /// What happened, in order.
    pub events: Vec<Event>,
    /// When to hand in `Wake`, if nothing else comes before.
    pub wake_at: Option<Instant>,
}

/// Drains the flow: everything to be sent goes to the wire, everything that happened is returned.
///
/// Call it after every input and every command. Where [`Event::Secret`] is among the events, put the secret into safe hands,
/// call [`Flow::secret_is_safe`] with its id, and pump again.
pub fn pump(flow: &mut Flow, wire: &mut impl Wire) -> Pumped {
    let mut events = Vec::new();
    loop {
        match flow.poll() {
            Output::Send(mut packet) => {
                wire.send(&packet);
                // A CONNECT holds the password.
                packet.zeroize();
            }
            Output::Close(code) => wire.close(code),
            Output::Event(event) => events.push(event),
            Output::WakeAt(wake_at) => return Pumped { events, wake_at },
        }
    }
}

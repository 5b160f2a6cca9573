//! What goes out of a connection, with the faults of the wire.

use alloc::collections::VecDeque;
use alloc::vec::Vec;

use mqtt::Packet;

use crate::Time;
use crate::broker::faults::{Faults, Framing, Step};

/// What a connection asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Output {
    /// Send these bytes, as one WebSocket message or one write.
    Send(Vec<u8>),
    /// Close the connection. Nothing comes after it.
    Close,
}

/// Packets on their way out.
#[derive(Debug, Default)]
pub(super) struct Outbox {
    faults: Faults,
    queue: VecDeque<Output>,
    /// Packets that are being joined, and when they go.
    held: Vec<u8>,
    held_until: Option<Time>,
    sent: usize,
    state: State,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum State {
    #[default]
    Speaking,
    Muted,
    Closed,
}

/// How long packets wait for others to be joined with, in milliseconds.
const JOIN: u64 = 50;

impl Outbox {
    pub(super) fn set_faults(&mut self, faults: Faults) {
        self.faults = faults;
    }

    /// Sends a packet. One that cannot be encoded is none that a device waits for.
    pub(super) fn packet(&mut self, step: Step, packet: &Packet<'_>, now: Time) {
        if let Ok(bytes) = packet.to_vec() {
            self.send(step, bytes, now);
        }
    }

    /// Sends bytes, as well as the faults let it.
    pub(super) fn send(&mut self, step: Step, packet: Vec<u8>, now: Time) {
        if self.state == State::Speaking && self.faults.mute_from == Some(step) {
            self.state = State::Muted;
        }
        if self.state != State::Speaking {
            return;
        }
        match self.faults.framing {
            Framing::OnePacket => self.emit(packet),
            Framing::Split(size) => packet.chunks(size.max(1)).for_each(|chunk| self.emit(chunk.to_vec())),
            Framing::Joined => {
                self.held.extend_from_slice(&packet);
                self.held_until.get_or_insert(now.after(JOIN));
            }
        }
    }

    /// Closes the connection, behind what has been sent.
    pub(super) fn close(&mut self) {
        self.release();
        if self.state != State::Closed {
            self.state = State::Closed;
            self.queue.push_back(Output::Close);
        }
    }

    pub(super) fn wake(&mut self, now: Time) {
        if self.held_until.is_some_and(|time| time <= now) {
            self.release();
        }
    }

    pub(super) fn poll(&mut self) -> Option<Output> {
        self.queue.pop_front()
    }

    pub(super) const fn next_wake(&self) -> Option<Time> {
        self.held_until
    }

    pub(super) fn is_closed(&self) -> bool {
        self.state == State::Closed
    }

    fn release(&mut self) {
        self.held_until = None;
        if !self.held.is_empty() {
            let held = core::mem::take(&mut self.held);
            self.emit(held);
        }
    }

    fn emit(&mut self, mut bytes: Vec<u8>) {
        if self.state == State::Closed {
            return;
        }
        let left = self.faults.cut_after.map(|limit| limit.saturating_sub(self.sent));
        if let Some(left) = left {
            bytes.truncate(left);
        }
        self.sent = self.sent.saturating_add(bytes.len());
        let cut = left == Some(bytes.len());
        if !bytes.is_empty() {
            self.queue.push_back(Output::Send(bytes));
        }
        if cut {
            self.state = State::Closed;
            self.queue.push_back(Output::Close);
        }
    }
}

//! What an attempt has sent and received, for as long as somebody may want to read it.

use std::cell::RefCell;
use std::fmt;

use activation::Wire;
use mqtt::session::{CloseCode, Instant};
use zeroize::Zeroizing;

/// Which way a message went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// From here to the broker.
    Sent,
    /// From the broker to here.
    Received,
}

/// The messages of one attempt, the first ones up to [`LIMIT`](Traffic::LIMIT) bytes. `Debug` shows how many there are.
///
/// They hold the password of the login and the secret that came. They are zeroed when they are forgotten: when the next attempt
/// begins, when the attempt is put away, and with the page.
#[derive(Default)]
pub struct Traffic(RefCell<Log>);

#[derive(Default)]
struct Log {
    messages: Vec<TrafficRecord>,
    length: usize,
    left_out: usize,
}

/// One message. `Debug` shows its length only.
pub struct TrafficRecord {
    /// Which way it went.
    pub direction: Direction,
    /// When, on the clock of the attempt.
    pub at: Instant,
    bytes: Zeroizing<Vec<u8>>,
}

impl Traffic {
    /// The most bytes, both ways together: many times those of an attempt, and little enough for any telephone.
    pub const LIMIT: usize = 64 * 1024;

    /// Reads the messages, the first one first.
    pub fn read<T>(&self, read: impl FnOnce(&[TrafficRecord]) -> T) -> T {
        read(&self.0.borrow().messages)
    }

    /// How many bytes are kept.
    #[must_use]
    pub fn length(&self) -> usize {
        self.0.borrow().length
    }

    /// How many bytes came after the last one that is kept.
    #[must_use]
    pub fn left_out(&self) -> usize {
        self.0.borrow().left_out
    }

    /// Takes in a message. What is above the limit is counted only.
    pub fn note(&self, direction: Direction, at: Instant, bytes: &[u8]) {
        let mut log = self.0.borrow_mut();
        let room = Self::LIMIT.saturating_sub(log.length);
        let (kept, left_out) = bytes.split_at_checked(room).unwrap_or((bytes, &[]));
        log.length += kept.len();
        log.left_out += left_out.len();
        if !kept.is_empty() {
            // A buffer of its own for each, since one that grew would leave copies behind.
            log.messages.push(TrafficRecord { direction, at, bytes: Zeroizing::new(kept.to_vec()) });
        }
    }

    /// Zeroes everything.
    pub fn forget(&self) {
        drop(self.0.take());
    }
}

impl TrafficRecord {
    /// The bytes themselves, secrets included.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}

/// A wire on which everything that is sent is noted.
pub(crate) struct RecordingWire<'a, W> {
    pub(super) wire: &'a mut W,
    pub(super) traffic: &'a Traffic,
    pub(super) now: Instant,
}

impl<W: Wire> Wire for RecordingWire<'_, W> {
    fn send(&mut self, packet: &[u8]) {
        self.traffic.note(Direction::Sent, self.now, packet);
        self.wire.send(packet);
    }

    fn close(&mut self, code: CloseCode) {
        self.wire.close(code);
    }
}

impl fmt::Debug for TrafficRecord {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let length = self.bytes.len();
        formatter
            .debug_struct("TrafficRecord")
            .field("direction", &self.direction)
            .field("length", &length)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for Traffic {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let log = self.0.borrow();
        formatter.debug_struct("Traffic").field("messages", &log.messages.len()).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(traffic: &Traffic) -> Vec<(Direction, u64, Vec<u8>)> {
        let copy = |message: &TrafficRecord| (message.direction, message.at.as_millis(), message.bytes().to_vec());
        traffic.read(|messages| messages.iter().map(copy).collect())
    }

    #[derive(Default)]
    struct Sent(Vec<Vec<u8>>);

    impl Wire for Sent {
        fn send(&mut self, packet: &[u8]) {
            self.0.push(packet.to_vec());
        }

        fn close(&mut self, _: CloseCode) {}
    }

    #[test]
    fn keeps_messages_in_their_order_with_way_and_time() {
        let traffic = Traffic::default();
        let mut sent = Sent::default();
        let mut wire = RecordingWire { wire: &mut sent, traffic: &traffic, now: Instant::from_millis(3) };
        wire.send(b"out");
        traffic.note(Direction::Received, Instant::from_millis(5), b"in");
        assert_eq!(kept(&traffic), [(Direction::Sent, 3, b"out".to_vec()), (Direction::Received, 5, b"in".to_vec())]);
        assert_eq!((traffic.length(), sent.0), (5, vec![b"out".to_vec()]));
    }

    #[test]
    fn keeps_no_more_than_its_limit_and_counts_the_rest() {
        let traffic = Traffic::default();
        for _ in 0..3 {
            traffic.note(Direction::Received, Instant::from_millis(0), &vec![7; 30_000]);
        }
        assert_eq!((traffic.length(), traffic.left_out()), (Traffic::LIMIT, 90_000 - Traffic::LIMIT));
        traffic.note(Direction::Sent, Instant::from_millis(1), b"more");
        assert_eq!(kept(&traffic).len(), 3);
    }

    #[test]
    fn forgets_everything_at_once_whoever_else_holds_it() {
        let traffic = std::rc::Rc::new(Traffic::default());
        let held = std::rc::Rc::clone(&traffic);
        traffic.note(Direction::Sent, Instant::from_millis(1), b"planted");
        traffic.forget();
        assert_eq!((kept(&held).len(), held.length(), held.left_out()), (0, 0, 0));
        assert_eq!(format!("{held:?}"), "Traffic { messages: 0, .. }");
    }
}

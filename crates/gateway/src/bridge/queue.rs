//! What waits for an upstream: whole messages as they came, without a copy.

use std::collections::VecDeque;
use std::io::IoSlice;

use bytes::{Buf, Bytes};

/// The most that waits before the browser is read again, in bytes (one message may exceed it).
const MOST_BYTES: usize = 64 * 1024;
/// The most messages that wait, which is also the most that go out in one system call.
const MOST_PARTS: usize = 32;

/// Bytes on their way to an upstream, in order.
#[derive(Debug, Default)]
pub(super) struct Queue {
    parts: VecDeque<Bytes>,
    bytes: usize,
}

impl Queue {
    pub(super) fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// Whether another message may join.
    pub(super) fn has_room(&self) -> bool {
        self.bytes < MOST_BYTES && self.parts.len() < MOST_PARTS
    }

    /// Puts a message at the end. An empty one carries nothing and is dropped.
    pub(super) fn push(&mut self, part: Bytes) {
        if !part.is_empty() {
            self.bytes += part.len();
            self.parts.push_back(part);
        }
    }

    /// Calls `write` with what waits, as slices for one system call.
    pub(super) fn with_slices<T>(&self, write: impl FnOnce(&[IoSlice<'_>]) -> T) -> T {
        let mut slices = [IoSlice::new(&[]); MOST_PARTS];
        for (slice, part) in slices.iter_mut().zip(&self.parts) {
            *slice = IoSlice::new(part);
        }
        write(slices.get(..self.parts.len()).unwrap_or(&slices))
    }

    /// Forgets the first `count` bytes, which have been taken.
    pub(super) fn take(&mut self, mut count: usize) {
        self.bytes = self.bytes.saturating_sub(count);
        while let Some(front) = self.parts.front_mut() {
            if count < front.len() {
                front.advance(count);
                return;
            }
            count -= front.len();
            self.parts.pop_front();
        }
    }

    /// Forgets everything.
    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn waiting(queue: &Queue) -> Vec<u8> {
        queue.with_slices(|slices| slices.iter().flat_map(|slice| slice.to_vec()).collect())
    }

    #[test]
    fn gives_the_bytes_back_in_order_however_they_are_taken() {
        for step in 1..=10 {
            let mut queue = Queue::default();
            for part in [b"ab".as_slice(), b"", b"cde", b"f"] {
                queue.push(Bytes::copy_from_slice(part));
            }
            let mut taken = Vec::new();
            while !queue.is_empty() {
                let all = waiting(&queue);
                let count = step.min(all.len());
                taken.extend_from_slice(&all[..count]);
                queue.take(count);
            }
            assert_eq!(taken, b"abcdef", "in steps of {step}");
            assert_eq!(queue.bytes, 0);
        }
    }

    #[test]
    fn has_room_for_so_many_bytes_or_messages() {
        let mut queue = Queue::default();
        queue.push(Bytes::from(vec![0; MOST_BYTES - 1]));
        assert!(queue.has_room());
        queue.push(Bytes::from_static(b"a"));
        assert!(!queue.has_room());
        queue.clear();
        for _ in 0..MOST_PARTS {
            assert!(queue.has_room());
            queue.push(Bytes::from_static(b"a"));
        }
        assert!(!queue.has_room());
        assert_eq!(waiting(&queue).len(), MOST_PARTS);
    }
}

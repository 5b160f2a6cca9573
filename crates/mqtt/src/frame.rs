use alloc::vec::Vec;
use core::fmt;

use crate::{DecodeError, Limits, Packet, packet::Header, secret::wipe};

/// Turns a stream that is cut anywhere into whole packets ([MQTT-6.0.0-2]).
///
/// - A packet that lies whole within one chunk is lent from it, without a copy.
/// - What is kept of an unfinished packet is what has come of it, never what its length promises.
/// - Kept bytes may hold secrets: they are overwritten with zeros as soon as they are not needed any more.
/// - After an error there is no way to find the next packet: every further call gives the same error.
///
/// ```
/// use mqtt::{Framer, Limits, Packet};
///
/// let mut framer = Framer::new(Limits::default());
/// let mut seen = 0;
/// for mut chunk in [&[0xd0][..], &[0x00, 0xd0, 0x00, 0x40, 0x02, 0x00], &[0x01]] {
///     while let Some(packet) = framer.next(&mut chunk)? {
///         assert!(matches!(packet, Packet::Pingresp | Packet::Puback(_)));
///         seen += 1;
///     }
/// }
/// assert_eq!(seen, 3);
/// # Ok::<(), mqtt::DecodeError>(())
/// ```
pub struct Framer {
    limits: Limits,
    kept: Vec<u8>,
    state: State,
}

/// What `kept` holds.
enum State {
    /// The beginning of a packet, perhaps nothing.
    Collecting,
    /// A whole packet that has been lent, to be wiped at the next call.
    Lent,
    /// Nothing any more.
    Failed(DecodeError),
}

impl Framer {
    /// A framer at the beginning of a stream, for packets up to the limit.
    #[must_use]
    pub const fn new(limits: Limits) -> Self {
        Self { limits, kept: Vec::new(), state: State::Collecting }
    }

    /// Takes bytes off the front of `chunk` until they complete a packet, and lends it. `Ok(None)` when the chunk is used
    /// up: call again with the next one.
    ///
    /// # Errors
    /// [`DecodeError`] as soon as the bytes cannot become a packet within the limits.
    pub fn next<'packet, 'chunk: 'packet>(
        &'packet mut self,
        chunk: &mut &'chunk [u8],
    ) -> Result<Option<Packet<'packet>>, DecodeError> {
        match self.state {
            State::Collecting => {}
            State::Lent => {
                self.forget();
                self.state = State::Collecting;
            }
            State::Failed(error) => return Err(error),
        }
        if self.kept.is_empty() {
            return match Packet::decode(chunk, self.limits) {
                Ok(Some((packet, taken))) => {
                    *chunk = chunk.get(taken..).unwrap_or_default();
                    Ok(Some(packet))
                }
                Ok(None) => {
                    self.keep(chunk);
                    *chunk = &[];
                    Ok(None)
                }
                Err(error) => Err(self.fail(error)),
            };
        }
        if let Err(error) = self.fill(chunk) {
            return Err(self.fail(error));
        }
        match Packet::decode(&self.kept, self.limits) {
            Ok(Some((packet, _))) => {
                self.state = State::Lent;
                Ok(Some(packet))
            }
            Ok(None) => Ok(None),
            Err(error) => {
                self.state = State::Failed(error);
                Err(error)
            }
        }
    }

    /// How many bytes of an unfinished packet are kept.
    #[must_use]
    pub fn pending(&self) -> usize {
        match self.state {
            State::Collecting => self.kept.len(),
            State::Lent | State::Failed(_) => 0,
        }
    }

    /// Moves bytes from the chunk until the kept packet is whole, but not beyond.
    fn fill(&mut self, chunk: &mut &[u8]) -> Result<(), DecodeError> {
        let header = loop {
            if let Some(header) = Header::decode(&self.kept, self.limits)? {
                break header;
            }
            let Some((first, rest)) = chunk.split_at_checked(1) else {
                return Ok(());
            };
            self.keep(first);
            *chunk = rest;
        };
        let missing = header.total().saturating_sub(self.kept.len());
        let (now, later) = chunk.split_at_checked(missing).unwrap_or((chunk, &[]));
        self.keep(now);
        *chunk = later;
        Ok(())
    }

    /// Appends without leaving a copy behind when the buffer has to grow.
    fn keep(&mut self, bytes: &[u8]) {
        let needed = self.kept.len() + bytes.len();
        if needed > self.kept.capacity() {
            let mut grown = Vec::with_capacity(needed.max(2 * self.kept.capacity()));
            grown.extend_from_slice(&self.kept);
            wipe(&mut self.kept);
            self.kept = grown;
        }
        self.kept.extend_from_slice(bytes);
    }

    fn forget(&mut self) {
        wipe(&mut self.kept);
        self.kept.clear();
    }

    #[cold]
    fn fail(&mut self, error: DecodeError) -> DecodeError {
        self.forget();
        self.state = State::Failed(error);
        error
    }
}

impl fmt::Debug for Framer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Framer")
            .field("limits", &self.limits)
            .field("pending", &self.pending())
            .finish_non_exhaustive()
    }
}

impl Drop for Framer {
    fn drop(&mut self) {
        wipe(&mut self.kept);
    }
}

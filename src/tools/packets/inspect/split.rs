//! Cuts what was exchanged into packets.

use std::ops::Range;

use mqtt::{DecodeError, Limits, Packet};
use zeroize::Zeroizing;

use super::{Direction, Record};

/// Both directions, and where the packets lie in them, in the order in which they were complete.
pub(crate) struct Exchange {
    pub(super) pieces: Vec<Piece>,
    /// How many bytes came after the limit.
    pub(super) bytes_left_out: usize,
    sent: Stream,
    received: Stream,
}

/// A packet, or what is none.
pub(crate) struct Piece {
    pub(super) direction: Direction,
    pub(super) at_ms: u64,
    pub(super) kind: PieceKind,
    range: Range<usize>,
}

#[derive(Clone, Copy)]
pub(crate) enum PieceKind {
    Whole,
    /// From here to the end of its direction, since there is no way to find the next packet.
    Broken(DecodeError),
    /// The beginning of a packet that did not end.
    Unfinished,
}

struct Stream {
    bytes: Zeroizing<Vec<u8>>,
    /// Where the next packet begins.
    next: usize,
    /// The piece that takes all that follows.
    broken: Option<usize>,
    last_ms: u64,
}

impl Exchange {
    /// Reads at most so many bytes of the records, the first ones.
    pub(crate) fn cut(records: &[Record<'_>], most_bytes: usize) -> Self {
        let mut exchange = Self {
            pieces: Vec::new(),
            bytes_left_out: 0,
            sent: Stream::for_records(records, Direction::Sent, most_bytes),
            received: Stream::for_records(records, Direction::Received, most_bytes),
        };
        let mut room = most_bytes;
        for record in records {
            let (taken, left_out) = record.bytes.split_at_checked(room).unwrap_or((record.bytes, &[]));
            room -= taken.len();
            exchange.bytes_left_out += left_out.len();
            if !taken.is_empty() {
                exchange.take(&Record { bytes: taken, ..*record });
            }
        }
        exchange.finish(Direction::Sent);
        exchange.finish(Direction::Received);
        exchange
    }

    /// The bytes of a piece.
    pub(crate) fn bytes(&self, piece: &Piece) -> &[u8] {
        let stream = match piece.direction {
            Direction::Sent => &self.sent,
            Direction::Received => &self.received,
        };
        stream.bytes.get(piece.range.clone()).unwrap_or_default()
    }

    fn take(&mut self, record: &Record<'_>) {
        let stream = match record.direction {
            Direction::Sent => &mut self.sent,
            Direction::Received => &mut self.received,
        };
        stream.bytes.extend_from_slice(record.bytes);
        stream.last_ms = record.at_ms;
        let piece = |kind, range| Piece { direction: record.direction, at_ms: record.at_ms, kind, range };
        while stream.broken.is_none() {
            let rest = stream.bytes.get(stream.next..).unwrap_or_default();
            match Packet::decode(rest, Limits::default()) {
                Ok(None) => break,
                Ok(Some((_, length))) => {
                    self.pieces.push(piece(PieceKind::Whole, stream.next..stream.next + length));
                    stream.next += length;
                }
                Err(error) => {
                    stream.broken = Some(self.pieces.len());
                    self.pieces.push(piece(PieceKind::Broken(error), stream.next..stream.next));
                }
            }
        }
        if let Some(piece) = stream.broken.and_then(|index| self.pieces.get_mut(index)) {
            piece.range.end = stream.bytes.len();
        }
    }

    fn finish(&mut self, direction: Direction) {
        let stream = match direction {
            Direction::Sent => &self.sent,
            Direction::Received => &self.received,
        };
        let range = stream.next..stream.bytes.len();
        if stream.broken.is_none() && !range.is_empty() {
            let at_ms = stream.last_ms;
            let place = self.pieces.partition_point(|piece| piece.at_ms <= at_ms);
            self.pieces.insert(place, Piece { direction, at_ms, kind: PieceKind::Unfinished, range });
        }
    }
}

impl Stream {
    /// With room for all of it, so that no copy stays behind in a buffer that was outgrown.
    fn for_records(records: &[Record<'_>], direction: Direction, most_bytes: usize) -> Self {
        let lengths = records.iter().filter(|record| record.direction == direction).map(|record| record.bytes.len());
        let room = lengths.sum::<usize>().min(most_bytes);
        Self { bytes: Zeroizing::new(Vec::with_capacity(room)), next: 0, broken: None, last_ms: 0 }
    }
}

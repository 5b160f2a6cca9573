//! From bytes to rows.

use enos::Secret;
use mqtt::{Limits, Packet};

use super::Record;
use super::fields::fields;
use super::redact::Hidden;
use super::row::{Content, Row};
use super::split::{Exchange, Piece, PieceKind};

/// The rows of one attempt. No secret is in here.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Inspection {
    /// The packets, in the order in which they were complete.
    pub rows: Vec<Row>,
    /// How many packets came after the last row.
    pub rows_left_out: usize,
    /// How many bytes came after those that were looked at.
    pub bytes_left_out: usize,
}

impl Inspection {
    /// The most rows.
    pub const MOST_ROWS: usize = 200;
    /// The most bytes that are looked at, both directions together.
    pub const MOST_BYTES: usize = 64 * 1024;

    /// Reads the records of one attempt, the first one first.
    ///
    /// What is hidden: `secrets`, as they are and with the escapes of JSON; the password of CONNECT; in JSON what stands behind a
    /// name that ends in "secret" or "password"; and each of these wherever else it stands.
    #[must_use]
    pub fn of(records: &[Record<'_>], secrets: &[&Secret]) -> Self {
        let start = records.first().map_or(0, |record| record.at_ms);
        let exchange = Exchange::cut(records, Self::MOST_BYTES);
        let hidden = Hidden::learn(secrets, &exchange);
        let pieces = exchange.pieces.iter().take(Self::MOST_ROWS);
        Self {
            rows: pieces.map(|piece| row(piece, exchange.bytes(piece), start, &hidden)).collect(),
            rows_left_out: exchange.pieces.len().saturating_sub(Self::MOST_ROWS),
            bytes_left_out: exchange.bytes_left_out,
        }
    }
}

fn row(piece: &Piece, bytes: &[u8], start: u64, hidden: &Hidden<'_>) -> Row {
    let redacted = hidden.redact(piece, bytes);
    let content = match piece.kind {
        PieceKind::Broken(error) => Content::NotMqtt(error),
        PieceKind::Unfinished => Content::Unfinished,
        PieceKind::Whole => match Packet::decode(bytes, Limits::default()) {
            Ok(Some((packet, _))) => {
                Content::Packet { kind: packet.kind(), fields: fields(&packet, &redacted, hidden) }
            }
            // It was whole when it was cut.
            Ok(None) => Content::Unfinished,
            Err(error) => Content::NotMqtt(error),
        },
    };
    Row { direction: piece.direction, after_ms: piece.at_ms.saturating_sub(start), content, bytes: redacted }
}

#[cfg(test)]
mod tests;

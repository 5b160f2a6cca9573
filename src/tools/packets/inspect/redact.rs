//! Finds the secrets in what was exchanged.

use std::ops::Range;

use enos::Secret;
use mqtt::{Limits, Packet};
use zeroize::Zeroizing;

use super::redacted::Redacted;
use super::split::{Exchange, Piece, PieceKind};
use super::unescape::Unescaped;

/// What has to be hidden wherever it stands: the secrets that the caller knows, and those that the packets themselves name.
pub(crate) struct Hidden<'a> {
    given: &'a [&'a Secret],
    learned: Vec<Zeroizing<Vec<u8>>>,
}

/// How many secrets are learned: a password and a device secret for each of four attempts. One more is hidden only in its own
/// place, so that nobody can make a message that takes very long to search.
const MOST_LEARNED: usize = 8;

/// The packet type of CONNECT in the upper half of the first byte, and where its payload begins: a fixed header of at least two
/// bytes, and ten more (section 3.1.2).
const CONNECT: u8 = 1;
const CONNECT_PAYLOAD: usize = 12;

impl<'a> Hidden<'a> {
    /// Learns from all packets before any is shown, since the first may repeat what only the last one names.
    pub(crate) fn learn(given: &'a [&'a Secret], exchange: &Exchange) -> Self {
        let mut hidden = Self { given, learned: Vec::new() };
        for piece in &exchange.pieces {
            let bytes = exchange.bytes(piece);
            hidden.add(bytes.get(own_place(piece.kind, bytes)).filter(|_| is_whole(piece)).unwrap_or_default());
            let plain = Unescaped::of(bytes);
            for value in plain.secret_values() {
                hidden.add(plain.bytes.get(value).unwrap_or_default());
            }
        }
        hidden
    }

    /// The piece without its secrets.
    pub(crate) fn redact(&self, piece: &Piece, bytes: &[u8]) -> Redacted {
        self.redact_bytes(bytes, own_place(piece.kind, bytes), !is_whole(piece))
    }

    /// A text out of a packet, without the secrets that it happens to hold.
    pub(crate) fn redact_text(&self, text: &str) -> Redacted {
        self.redact_bytes(text.as_bytes(), 0..0, false)
    }

    /// `own` is hidden whatever it holds. Where bytes are cut off, a secret may have begun.
    fn redact_bytes(&self, bytes: &[u8], own: Range<usize>, is_cut_off: bool) -> Redacted {
        let mut is_hidden = vec![false; bytes.len()];
        let mut hide = |range: Range<usize>| is_hidden.get_mut(range).unwrap_or_default().fill(true);
        hide(own);
        let plain = Unescaped::of(bytes);
        for value in plain.secret_values() {
            hide(plain.source_of(&value));
        }
        for secret in self.secrets() {
            places(bytes, secret, &mut hide);
            places(&plain.bytes, secret, |place| hide(plain.source_of(&place)));
            if is_cut_off {
                hide(bytes.len() - begun(bytes, secret)..bytes.len());
                for end in plain.ends() {
                    let begun = begun(plain.bytes.get(..end).unwrap_or_default(), secret);
                    if begun > 0 {
                        hide(plain.source_of(&(end - begun..plain.bytes.len())));
                    }
                }
            }
        }
        Redacted::new(bytes, &is_hidden)
    }

    fn secrets(&self) -> impl Iterator<Item = &[u8]> {
        let given = self.given.iter().map(|secret| secret.expose().as_bytes());
        given.chain(self.learned.iter().map(|learned| learned.as_slice()))
    }

    fn add(&mut self, secret: &[u8]) {
        let is_new = !secret.is_empty() && self.secrets().all(|known| known != secret);
        if is_new && self.learned.len() < MOST_LEARNED {
            self.learned.push(Zeroizing::new(secret.to_vec()));
        }
    }
}

/// Where a CONNECT holds its password: at its end. In one that cannot be read, everything behind its head may be it.
fn own_place(kind: PieceKind, bytes: &[u8]) -> Range<usize> {
    let end = bytes.len();
    match kind {
        PieceKind::Whole => match Packet::decode(bytes, Limits::default()) {
            Ok(Some((Packet::Connect(connect), _))) => {
                let password = connect.credentials.and_then(|credentials| credentials.password);
                end - password.map_or(0, <[u8]>::len)..end
            }
            Ok(_) | Err(_) => end..end,
        },
        PieceKind::Broken(_) | PieceKind::Unfinished => {
            let is_connect = bytes.first().is_some_and(|first| first >> 4 == CONNECT);
            if is_connect { CONNECT_PAYLOAD.min(end)..end } else { end..end }
        }
    }
}

fn is_whole(piece: &Piece) -> bool {
    matches!(piece.kind, PieceKind::Whole)
}

/// Tells every place of a secret, overlapping ones too.
fn places(bytes: &[u8], secret: &[u8], mut found: impl FnMut(Range<usize>)) {
    for (start, window) in bytes.windows(secret.len().max(1)).enumerate() {
        if window == secret {
            found(start..start + secret.len());
        }
    }
}

/// How many bytes at the end may be the beginning of a secret that was cut off.
fn begun(bytes: &[u8], secret: &[u8]) -> usize {
    let lengths = (1..secret.len()).rev();
    lengths.into_iter().find(|length| secret.get(..*length).is_some_and(|start| bytes.ends_with(start))).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_every_place_of_a_secret() {
        let mut found = Vec::new();
        places(b"aaXaXaaaX", b"aa", |place| found.push(place));
        assert_eq!(found, [0..2, 5..7, 6..8]);
        places(b"a", b"aa", |_| panic!("there is no room for it"));
    }

    #[test]
    fn finds_the_beginning_of_a_secret_that_was_cut_off() {
        assert_eq!(begun(b"xx sec", b"secret"), 3);
        assert_eq!(begun(b"secret", b"secret"), 0);
        assert_eq!(begun(b"s", b"secret"), 1);
        assert_eq!(begun(b"xx", b"secret"), 0);
        assert_eq!(begun(b"", b"s"), 0);
    }
}

//! What the device sends beside what is expected.

mod client_id;
mod password;
mod username;

use alloc::vec::Vec;

use crate::base::Base;
use crate::{Difference, Known, Sent};

/// One verdict for each of the three texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// On MQTT's client id.
    pub client_id: Verdict,
    /// On the user name.
    pub username: Verdict,
    /// On the password, which is held against the one that EnOS computes from client id and user name as they are sent.
    pub password: Verdict,
}

/// What came of a comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing was pasted.
    NotGiven,
    /// The secret that has to sign is not known, so there is nothing to hold the password against.
    NoSecret,
    /// It is right, or EnOS takes it all the same.
    Accepted {
        /// What is unusual about it.
        notes: Vec<Note>,
    },
    /// It differs.
    Differs {
        /// Where it does so first.
        first: Difference,
        /// What else is unusual about it, up to there.
        notes: Vec<Note>,
    },
}

/// Something unusual that does no harm as far as is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Note {
    /// White space around what was pasted; it does harm if the device sends it too.
    OuterSpace,
    /// The hex digits are in lower case, as two of the vendor's SDKs send them.
    LowerCase,
    /// The hex digits are partly in lower and partly in upper case.
    MixedCase,
    /// `signmethod=hmacsha256`, the misnomer of the vendor's Python SDK for the plain hash.
    Hmacsha256,
    /// The timestamp is in seconds, as an old C SDK sends it.
    Seconds,
    /// The timestamp is a decimal fraction, as the vendor's Python SDK sends it.
    Fraction,
}

/// Compares.
#[must_use]
pub fn compare(sent: &Sent<'_>, known: &Known<'_>) -> Comparison {
    Comparison {
        client_id: verdict(sent.client_id, |text, notes| client_id::difference(text, known, notes)),
        username: verdict(sent.username, |text, _| username::difference(text, known.identity)),
        password: match Base::of(sent, known) {
            None if !sent.password.trim().is_empty() => Verdict::NoSecret,
            None => Verdict::NotGiven,
            Some(base) => verdict(sent.password, |text, notes| password::difference(text, &base, notes)),
        },
    }
}

fn verdict(pasted: &str, difference: impl FnOnce(&str, &mut Vec<Note>) -> Option<Difference>) -> Verdict {
    let text = pasted.trim();
    if text.is_empty() {
        return Verdict::NotGiven;
    }
    let mut notes = Vec::new();
    if text.len() != pasted.len() {
        notes.push(Note::OuterSpace);
    }
    match difference(text, &mut notes) {
        None => Verdict::Accepted { notes },
        Some(first) => Verdict::Differs { first, notes },
    }
}

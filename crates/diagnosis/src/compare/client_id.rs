//! MQTT's client id: `{clientId}|securemode={2 or 3},signmethod=sha256,timestamp={ms}|`.

use alloc::vec::Vec;

use enos::Timestamp;

use super::Note;
use crate::base::OLD_PREFIX;
use crate::difference::first_difference;
use crate::{Difference, Glyph, Known, Part};

const NAMES: [&str; 3] = ["securemode", "signmethod", "timestamp"];
const MISPRINT: &str = "sighmethod";

/// The first difference, read from left to right.
pub(crate) fn difference(text: &str, known: &Known<'_>, notes: &mut Vec<Note>) -> Option<Difference> {
    let bare = known.identity.client_id.as_str();
    let Some((head, tail)) = text.split_once('|') else {
        return Some(without_bar(text, bare));
    };
    if let Some((position, expected, found)) = first_difference(bare, head) {
        return Some(match head.strip_prefix(OLD_PREFIX) {
            Some(rest) if rest == bare => Difference { part: Part::OldPrefix, position: 1, expected, found },
            Some(_) | None => Difference { part: Part::ClientId, position, expected, found },
        });
    }
    let (parameters, behind) = match tail.split_once('|') {
        Some((parameters, behind)) => (parameters, Some(behind)),
        None => (tail, None),
    };
    let offset = head.chars().count() + 1;
    let mode = known.secure_mode.number();
    if let Some(difference) = in_parameters(parameters, mode, notes) {
        return Some(Difference { position: offset + difference.position, ..difference });
    }
    let end = offset + parameters.chars().count() + 1;
    match behind {
        None => Some(Difference {
            part: Part::ClosingBar,
            position: end,
            expected: Glyph::Character('|'),
            found: Glyph::End,
        }),
        Some(behind) => behind.chars().next().map(|character| Difference {
            part: Part::AfterClosingBar,
            position: end + 1,
            expected: Glyph::End,
            found: Glyph::Character(character),
        }),
    }
}

/// There is no bar at all: either the client id is another one, or its bar is missing.
fn without_bar(text: &str, bare: &str) -> Difference {
    if let Some(rest) = text.strip_prefix(bare) {
        let found = Glyph::of(rest.chars().next());
        let position = bare.chars().count() + 1;
        return Difference { part: Part::OpeningBar, position, expected: Glyph::Character('|'), found };
    }
    // The texts differ, or the one would be the other's prefix.
    let (position, expected, found) = first_difference(bare, text).unwrap_or((1, Glyph::End, Glyph::End));
    Difference { part: Part::ClientId, position, expected, found }
}

/// Positions count from the first character behind the bar.
fn in_parameters(text: &str, mode: u8, notes: &mut Vec<Note>) -> Option<Difference> {
    let mut offset = 0;
    let mut found = text.split(',');
    for name in NAMES {
        let Some(parameter) = found.next() else {
            let part = Part::ParameterName { expected: name };
            let expected = if offset == 0 { Glyph::of(name.chars().next()) } else { Glyph::Character(',') };
            let position = text.chars().count() + 1;
            return Some(Difference { part, position, expected, found: Glyph::End });
        };
        if let Some(difference) = in_parameter(parameter, name, mode, notes) {
            return Some(Difference { position: offset + difference.position, ..difference });
        }
        offset += parameter.chars().count() + 1;
    }
    found.next().map(|_| Difference {
        part: Part::ExtraParameter,
        position: offset,
        expected: Glyph::Character('|'),
        found: Glyph::Character(','),
    })
}

fn in_parameter(text: &str, name: &'static str, mode: u8, notes: &mut Vec<Note>) -> Option<Difference> {
    if let Some(space) = text.chars().next().filter(|character| character.is_whitespace()) {
        let expected = Glyph::of(name.chars().next());
        return Some(Difference { part: Part::SpaceAfterComma, position: 1, expected, found: Glyph::Character(space) });
    }
    let (key, value) = match text.split_once('=') {
        Some((key, value)) => (key, Some(value)),
        None => (text, None),
    };
    if let Some((position, expected, found)) = first_difference(name, key) {
        let part = if key == MISPRINT { Part::Sighmethod } else { Part::ParameterName { expected: name } };
        return Some(Difference { part, position, expected, found });
    }
    let offset = key.chars().count() + 1;
    let Some(value) = value else {
        let part = Part::ParameterName { expected: name };
        return Some(Difference { part, position: offset, expected: Glyph::Character('='), found: Glyph::End });
    };
    let difference = match name {
        "securemode" => in_mode(value, mode),
        "signmethod" => in_method(value, notes),
        _ => in_timestamp(value, notes),
    };
    difference.map(|difference| Difference { position: offset + difference.position, ..difference })
}

fn in_mode(value: &str, mode: u8) -> Option<Difference> {
    let expected = char::from(b'0'.saturating_add(mode));
    let (position, expected, found) = first_difference(expected.encode_utf8(&mut [0; 4]), value)?;
    Some(Difference { part: Part::SecureMode, position, expected, found })
}

fn in_method(value: &str, notes: &mut Vec<Note>) -> Option<Difference> {
    if value == "hmacsha256" {
        notes.push(Note::Hmacsha256);
        return None;
    }
    let (position, expected, found) = first_difference("sha256", value)?;
    let part = if value == "hmacsha1" { Part::OldSignMethod } else { Part::SignMethod };
    Some(Difference { part, position, expected, found })
}

/// Any time will do; what EnOS is known to take is digits, with at most one point among them.
fn in_timestamp(value: &str, notes: &mut Vec<Note>) -> Option<Difference> {
    let (whole, fraction) = match value.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (value, None),
    };
    let wrong = |position, found| Difference { part: Part::Timestamp, position, expected: Glyph::Digit, found };
    let strange = |text: &str, offset: usize| {
        let mut numbered = (1..).zip(text.chars());
        let stray = numbered.find(|(_, character)| !character.is_ascii_digit());
        match stray {
            Some((position, character)) => Some(wrong(offset + position, Glyph::Character(character))),
            None if text.is_empty() => Some(wrong(offset + 1, Glyph::End)),
            None => None,
        }
    };
    if let Some(difference) = strange(whole, 0) {
        return Some(difference);
    }
    if let Some(fraction) = fraction {
        notes.push(Note::Fraction);
        if let Some(difference) = strange(fraction, whole.chars().count() + 1) {
            return Some(difference);
        }
    }
    if Timestamp::parse(whole).is_ok_and(Timestamp::looks_like_seconds) {
        notes.push(Note::Seconds);
    }
    None
}

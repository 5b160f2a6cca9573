//! The password: 64 hex digits.

use alloc::vec::Vec;

use super::Note;
use crate::base::Base;
use crate::{Difference, Glyph, Part};

pub(crate) const LENGTH: usize = 64;

/// The first difference. Which digit stands where is not told: the password does not expire.
pub(crate) fn difference(text: &str, base: &Base<'_>, notes: &mut Vec<Note>) -> Option<Difference> {
    let hidden = |part, position| Difference { part, position, expected: Glyph::Hidden, found: Glyph::Hidden };
    let mut numbered = (1..).zip(text.chars());
    if let Some((position, _)) = numbered.find(|(_, character)| !character.is_ascii_hexdigit()) {
        return Some(hidden(Part::NotHex, position));
    }
    if text.len() != LENGTH {
        return Some(hidden(Part::PasswordLength { length: text.len() }, text.len().min(LENGTH) + 1));
    }
    let lower = text.bytes().any(|byte| byte.is_ascii_lowercase());
    let upper = text.bytes().any(|byte| byte.is_ascii_uppercase());
    match (lower, upper) {
        (true, true) => notes.push(Note::MixedCase),
        (true, false) => notes.push(Note::LowerCase),
        (false, true | false) => {}
    }
    let right = base.password();
    let mut pairs = (1..).zip(right.bytes().zip(text.bytes()));
    let (position, _) = pairs.find(|(_, (expected, found))| !expected.eq_ignore_ascii_case(found))?;
    Some(hidden(Part::Password, position))
}

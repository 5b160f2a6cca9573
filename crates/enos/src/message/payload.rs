//! From bytes to text: encoding, and marks around the JSON.

use alloc::string::String;
use alloc::vec::Vec;

use zeroize::Zeroizing;

use super::remark::{self, Remark};
use super::{MessageError, Text};

/// The message as text, and how many bytes of the payload stand in front of it.
pub(super) struct PayloadText {
    pub(super) text: Text,
    pub(super) skipped: usize,
}

/// The text of a payload without the marks around it.
pub(super) fn text(payload: &[u8], remarks: &mut Vec<Remark>) -> Result<PayloadText, MessageError> {
    let whole = if let Some(text) = utf16(payload) {
        remark::add(remarks, Remark::Utf16);
        text?
    } else {
        let text =
            core::str::from_utf8(payload).map_err(|error| MessageError::NotUtf8 { position: error.valid_up_to() })?;
        Zeroizing::new(text.into())
    };
    let trimmed = whole.trim_start_matches(is_around_json);
    let skipped = whole.len() - trimmed.len();
    let trimmed = trimmed.trim_end_matches(is_around_json);
    if whole.len() != trimmed.len() && whole.trim_matches(JSON_SPACE).len() != trimmed.len() {
        remark::add(remarks, Remark::Padding);
    }
    Ok(PayloadText { text: Zeroizing::new(trimmed.into()), skipped })
}

const JSON_SPACE: [char; 4] = [' ', '\t', '\n', '\r'];

/// White space, control characters such as NUL, and characters without width such as the byte order mark.
fn is_around_json(character: char) -> bool {
    character.is_whitespace()
        || character.is_control()
        || matches!(character, '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{2060}')
}

/// The text, where a byte order mark or zero bytes around a bracket show that it is UTF-16.
fn utf16(payload: &[u8]) -> Option<Result<Text, MessageError>> {
    let to_unit: fn([u8; 2]) -> u16 = match payload {
        [0xff, 0xfe, ..] | [b'{' | b'[', 0, _, 0, ..] => u16::from_le_bytes,
        [0xfe, 0xff, ..] | [0, b'{' | b'[', 0, ..] => u16::from_be_bytes,
        _ => return None,
    };
    let (pairs, rest) = payload.as_chunks::<2>();
    if rest.iter().any(|byte| *byte != 0) {
        return Some(Err(MessageError::NotUtf8 { position: payload.len() - 1 }));
    }
    // A unit of two bytes becomes at most three, so the text never grows and leaves no copy behind.
    let mut text = Zeroizing::new(String::with_capacity(pairs.len() * 3));
    let mut position = 0;
    for character in char::decode_utf16(pairs.iter().map(|pair| to_unit(*pair))) {
        let Ok(character) = character else { return Some(Err(MessageError::NotUtf8 { position })) };
        position += 2 * character.len_utf16();
        text.push(character);
    }
    Some(Ok(text))
}

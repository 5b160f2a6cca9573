//! What kind of text the password is, and which digest it may stand for.

use alloc::vec::Vec;

use zeroize::Zeroizing;

use crate::Mistake;

/// A digest that the password may stand for.
pub(crate) struct Reading {
    pub(crate) digest: Zeroizing<Vec<u8>>,
    /// How it is written, if not in hex.
    pub(crate) written: Option<Mistake>,
}

/// All of them, at most three: none for a text that is neither hex nor base64.
pub(crate) fn readings(text: &str) -> Vec<Reading> {
    let mut found = Vec::new();
    let mut add = |digest: Option<Vec<u8>>, written| {
        if let Some(digest) = digest.filter(|digest| matches!(digest.len(), 16 | 20 | 32)) {
            found.push(Reading { digest: Zeroizing::new(digest), written });
        }
    };
    add(hex::decode(text).ok(), None);
    add(padded(text), Some(Mistake::LeadingZerosLost));
    add(without_signs(text), Some(Mistake::SignExtended));
    add(base64(text), Some(Mistake::Base64));
    found
}

/// A digest whose first digits were zeros; at most eight of them, or it would be none.
fn padded(text: &str) -> Option<Vec<u8>> {
    if !(56..64).contains(&text.len()) {
        return None;
    }
    let mut whole = Zeroizing::new(alloc::string::String::with_capacity(64));
    whole.extend(core::iter::repeat_n('0', 64 - text.len()));
    whole.push_str(text);
    hex::decode(whole.as_str()).ok()
}

/// Takes `ffffff` away from in front of each byte from 128 on.
fn without_signs(text: &str) -> Option<Vec<u8>> {
    const SIGN: [u8; 6] = *b"ffffff";
    if text.len() <= 64 {
        return None;
    }
    let mut rest = text.as_bytes();
    let mut digest = Vec::with_capacity(32);
    while !rest.is_empty() {
        let signed = rest.split_at_checked(6).filter(|(sign, _)| sign.eq_ignore_ascii_case(&SIGN));
        let (digits, behind) = signed.map_or(rest, |(_, rest)| rest).split_at_checked(2)?;
        let mut byte = [0; 1];
        hex::decode_to_slice(digits, &mut byte).ok()?;
        digest.extend(byte);
        rest = behind;
    }
    Some(digest)
}

/// Both alphabets, with or without padding.
fn base64(text: &str) -> Option<Vec<u8>> {
    let text = text.trim_end_matches('=');
    // 16, 20 and 32 bytes.
    if !matches!(text.len(), 22 | 27 | 43) {
        return None;
    }
    let mut bytes = Vec::with_capacity(33);
    let (mut bits, mut count) = (0_u32, 0_u32);
    for character in text.bytes() {
        let value = match character {
            b'A'..=b'Z' => character - b'A',
            b'a'..=b'z' => character - b'a' + 26,
            b'0'..=b'9' => character - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            _ => return None,
        };
        bits = ((bits << 6) | u32::from(value)) & 0xFFFF;
        count += 6;
        if let Some(left) = count.checked_sub(8) {
            count = left;
            bytes.extend(u8::try_from((bits >> left) & 0xFF).ok());
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn single(text: &str) -> (Vec<u8>, Option<Mistake>) {
        let mut found = readings(text);
        assert_eq!(found.len(), 1, "{text}");
        let reading = found.remove(0);
        (reading.digest.to_vec(), reading.written)
    }

    /// `python3 -c "import base64; print(base64.b64encode(bytes(range(240, 256)) + bytes(range(16))))"`
    #[test]
    fn reads_base64_in_both_alphabets_with_and_without_padding() {
        let bytes: Vec<u8> = (240..=255).chain(0..16).collect();
        for text in ["8PHy8/T19vf4+fr7/P3+/wABAgMEBQYHCAkKCwwNDg8=", "8PHy8_T19vf4-fr7_P3-_wABAgMEBQYHCAkKCwwNDg8"] {
            assert_eq!(single(text), (bytes.clone(), Some(Mistake::Base64)));
        }
    }

    #[test]
    fn reads_hex_that_lost_its_first_zeros() {
        let text = "1".repeat(61);
        let (digest, written) = single(&text);
        assert_eq!((digest.len(), digest[0], digest[1], digest[2]), (32, 0, 0x01, 0x11));
        assert_eq!(written, Some(Mistake::LeadingZerosLost));
    }

    #[test]
    fn reads_bytes_that_were_printed_as_signed_numbers() {
        let text = ["ffffff80", "7f", &"01".repeat(30)].concat();
        let (digest, written) = single(&text);
        assert_eq!((digest.len(), digest[0], digest[1], digest[2]), (32, 0x80, 0x7f, 0x01));
        assert_eq!(written, Some(Mistake::SignExtended));
    }

    #[test]
    fn finds_no_digest_in_other_texts() {
        for text in ["", "abcdefg", "12345", &"g".repeat(64), &"a".repeat(65), &"é".repeat(11)] {
            assert!(readings(text).is_empty(), "{text}");
        }
    }
}

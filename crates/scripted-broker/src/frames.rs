//! WebSocket frames from a server, written by hand (RFC 6455, section 5.2).
//!
//! ```text
//! byte 1   FIN  RSV1 RSV2 RSV3  opcode
//! byte 2   MASK 0   length: 0 to 125, or 126 and two bytes, or 127 and eight bytes
//!          payload; a server does not mask it
//! ```

/// The opcode of a continuation frame.
pub(crate) const CONTINUATION: u8 = 0x0;
/// The opcode of a text message.
pub(crate) const TEXT: u8 = 0x1;
/// The opcode of a binary message.
pub(crate) const BINARY: u8 = 0x2;
const CLOSE: u8 = 0x8;
const FIN: u8 = 0x80;

/// A message in one frame.
pub(crate) fn message(opcode: u8, payload: &[u8]) -> Vec<u8> {
    frame(FIN | opcode, payload)
}

/// A binary message in as many frames as there are parts.
pub(crate) fn fragments(parts: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for (index, part) in parts.iter().enumerate() {
        let opcode = if index == 0 { BINARY } else { CONTINUATION };
        let fin = if index + 1 == parts.len() { FIN } else { 0 };
        bytes.extend(frame(fin | opcode, part));
    }
    bytes
}

/// A close frame with a code.
pub(crate) fn close(code: u16, reason: &str) -> Vec<u8> {
    let mut payload = code.to_be_bytes().to_vec();
    payload.extend(reason.bytes());
    message(CLOSE, &payload)
}

/// A close frame without one.
pub(crate) fn close_without_code() -> Vec<u8> {
    message(CLOSE, &[])
}

fn frame(first: u8, payload: &[u8]) -> Vec<u8> {
    let mut bytes = vec![first];
    match (u8::try_from(payload.len()), u16::try_from(payload.len())) {
        (Ok(short @ ..=125), _) => bytes.push(short),
        (_, Ok(medium)) => {
            bytes.push(126);
            bytes.extend(medium.to_be_bytes());
        }
        (_, Err(_)) => {
            bytes.push(127);
            bytes.extend((payload.len() as u64).to_be_bytes());
        }
    }
    bytes.extend_from_slice(payload);
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_the_examples_of_rfc_6455_section_5_7() {
        assert_eq!(message(TEXT, b"Hello"), [0x81, 0x05, b'H', b'e', b'l', b'l', b'o']);
        let long = message(BINARY, &[0; 256]);
        assert_eq!((long[..4].to_vec(), long.len()), (vec![0x82, 0x7e, 0x01, 0x00], 260));
        let longer = message(BINARY, &vec![0; 65_536]);
        assert_eq!(longer[..10], [0x82, 0x7f, 0, 0, 0, 0, 0, 1, 0, 0]);
    }

    #[test]
    fn splits_a_message_into_frames() {
        let parts = [b"a".to_vec(), Vec::new(), b"b".to_vec()];
        assert_eq!(fragments(&parts), [0x02, 1, b'a', 0x00, 0, 0x80, 1, b'b']);
    }

    #[test]
    fn closes_with_a_code_and_a_reason() {
        assert_eq!(close(1000, "bye"), [0x88, 5, 0x03, 0xe8, b'b', b'y', b'e']);
        assert_eq!(close_without_code(), [0x88, 0]);
    }
}

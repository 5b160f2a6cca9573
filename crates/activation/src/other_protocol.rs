//! What a server that is no MQTT server speaks, as far as its first bytes tell.

/// Another protocol than MQTT.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OtherProtocol {
    /// A web server.
    Http,
    /// A port on which TLS is spoken, which answers in plain text with an alert.
    Tls,
    /// A shell server.
    Ssh,
    /// A server that greets in text: mail, file transfer, a database.
    Text,
}

impl OtherProtocol {
    /// So many first bytes are enough to tell.
    pub(crate) const ENOUGH: usize = 8;

    /// Reads the first bytes that came in place of CONNACK.
    #[must_use]
    pub fn of(first: &[u8]) -> Option<Self> {
        let is_text = |byte: &u8| matches!(byte, b' '..=b'~' | b'\r' | b'\n' | b'\t');
        match first {
            // No packet begins so: these flags are reserved.
            [b'H', b'T', ..] | [b'<', b'!' | b'?' | b'h' | b'H', ..] => Some(Self::Http),
            [b'S', b'S', b'H', ..] => Some(Self::Ssh),
            // The records of a handshake and of an alert, of any version.
            [0x15 | 0x16, 0x03, 0..=4, ..] => Some(Self::Tls),
            text if text.len() >= 4 && text.iter().all(is_text) => Some(Self::Text),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_other_servers_by_their_first_bytes() {
        for (first, expected) in [
            (b"HTTP/1.1".as_slice(), Some(OtherProtocol::Http)),
            (b"HTT", Some(OtherProtocol::Http)),
            (b"<!DOCTYP", Some(OtherProtocol::Http)),
            (b"<html>", Some(OtherProtocol::Http)),
            (b"SSH-2.0-", Some(OtherProtocol::Ssh)),
            (b"\x15\x03\x01\x00\x02\x02\x46", Some(OtherProtocol::Tls)),
            (b"\x15\x03\x03\x00\x02\x02\x16", Some(OtherProtocol::Tls)),
            (b"220 mail", Some(OtherProtocol::Text)),
            (b"-ERR unk", Some(OtherProtocol::Text)),
            (b"+OK\r\n", Some(OtherProtocol::Text)),
        ] {
            assert_eq!(OtherProtocol::of(first), expected, "{first:x?}");
        }
    }

    #[test]
    fn takes_no_packet_of_mqtt_for_another_protocol() {
        for first in [
            b"".as_slice(),
            b"\x20",
            b"\x20\x02\x00\x00",
            b"\x20\x02\x00\x05",
            b"\x90\x03\x00\x01\x01",
            b"\x30\x05\x00\x01a12",
            b"\xd0\x00",
            b"\x20\x03\x00\x87\x00",
            b"220",
        ] {
            assert_eq!(OtherProtocol::of(first), None, "{first:x?}");
        }
    }
}

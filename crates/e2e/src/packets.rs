//! Finds the MQTT packets in a stream of bytes, by their fixed headers alone (MQTT 3.1.1, section 2.2).

/// Kinds of packets that the tests care about: the upper half of a packet's first byte.
pub(crate) const CONNECT: u8 = 1;
pub(crate) const PUBLISH: u8 = 3;
pub(crate) const SUBACK: u8 = 9;

/// Cuts a stream into whole packets.
#[derive(Debug, Default)]
pub(crate) struct Packets {
    waiting: Vec<u8>,
}

impl Packets {
    /// Takes what has come in.
    pub(crate) fn push(&mut self, bytes: &[u8]) {
        self.waiting.extend_from_slice(bytes);
    }

    /// The next whole packet with its kind.
    pub(crate) fn next(&mut self) -> Option<(u8, Vec<u8>)> {
        let length = length_of(&self.waiting)?;
        if self.waiting.len() < length {
            return None;
        }
        let packet: Vec<u8> = self.waiting.drain(..length).collect();
        let kind = packet.first()? >> 4;
        Some((kind, packet))
    }
}

/// The length of the packet that `bytes` begin with, header included, once the header is there.
fn length_of(bytes: &[u8]) -> Option<usize> {
    let mut remaining = 0;
    for (position, byte) in bytes.iter().enumerate().skip(1).take(4) {
        remaining |= usize::from(byte & 0x7F) << (7 * (position - 1));
        if byte & 0x80 == 0 {
            return Some(position + 1 + remaining);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_joined_and_split_packets() {
        let mut packets = Packets::default();
        packets.push(&[0xC0, 0x00, 0x20]);
        assert_eq!(packets.next(), Some((12, vec![0xC0, 0x00])));
        assert_eq!(packets.next(), None);
        packets.push(&[0x02, 0x00, 0x00]);
        assert_eq!(packets.next(), Some((2, vec![0x20, 0x02, 0x00, 0x00])));
        assert_eq!(packets.next(), None);
    }

    #[test]
    fn reads_lengths_of_two_bytes() {
        let mut packets = Packets::default();
        packets.push(&[0x30, 0xC8, 0x01]);
        packets.push(&[7; 199]);
        assert_eq!(packets.next(), None);
        packets.push(&[7]);
        let (kind, packet) = packets.next().unwrap();
        assert_eq!((kind, packet.len()), (PUBLISH, 203));
    }
}

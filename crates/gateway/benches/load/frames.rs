//! The frames of a WebSocket, as a client sends them and as a server answers.

/// Says that a frame is masked, beside its length.
const MASKED: u8 = 0x80;
const MASK: [u8; 4] = [0x37, 0xfa, 0x21, 0x3d];
/// The longest head of a frame without a mask.
const HEAD: usize = 10;

/// So many messages one after the other, each with other bytes, so that none can be taken for its neighbour.
pub(crate) fn payload(messages: usize, length: usize) -> Vec<u8> {
    let mut state: u32 = 0x2545_f491;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        state.to_le_bytes()[0]
    };
    (0..messages * length).map(|_| next()).collect()
}

/// The messages of `length` bytes in `payload`, each in a masked binary frame.
pub(crate) fn masked(payload: &[u8], length: usize) -> Vec<u8> {
    payload.chunks(length).flat_map(frame).collect()
}

fn frame(message: &[u8]) -> Vec<u8> {
    let mut frame = vec![0x82];
    match message.len() {
        length @ 0..126 => frame.push(MASKED | u8::try_from(length).expect("a short length")),
        length @ 126..65_536 => {
            frame.push(MASKED | 0x7e);
            frame.extend(u16::try_from(length).expect("a middling length").to_be_bytes());
        }
        length => {
            frame.push(MASKED | 0x7f);
            frame.extend((length as u64).to_be_bytes());
        }
    }
    frame.extend(MASK);
    frame.extend(message.iter().zip(MASK.iter().cycle()).map(|(byte, mask)| byte ^ mask));
    frame
}

/// Takes the frames of a server apart, wherever the reads have cut them.
#[derive(Default)]
pub(crate) struct Unframer {
    head: [u8; HEAD],
    /// How much of the head is there.
    have: usize,
    /// How much of the frame's payload is still to come.
    left: u64,
}

impl Unframer {
    /// Calls `take` with each piece of payload in `bytes`.
    pub(crate) fn feed<'a>(&mut self, mut bytes: &'a [u8], mut take: impl FnMut(&'a [u8])) {
        while !bytes.is_empty() {
            if self.left == 0 {
                let (first, rest) = bytes.split_at(1);
                self.head[self.have] = first[0];
                self.have += 1;
                bytes = rest;
                if let Some(length) = self.length() {
                    assert_eq!(self.head[0] & 0x0f, 2, "a binary frame");
                    self.left = length;
                    self.have = 0;
                }
                continue;
            }
            let count = usize::try_from(self.left).unwrap_or(usize::MAX).min(bytes.len());
            let (part, rest) = bytes.split_at(count);
            self.left -= count as u64;
            bytes = rest;
            take(part);
        }
    }

    /// The length that the head tells, once it is complete.
    fn length(&self) -> Option<u64> {
        let [_, kind, rest @ ..] = &self.head;
        match (*kind, self.have) {
            (126, 4) => Some(u16::from_be_bytes([rest[0], rest[1]]).into()),
            (127, 10) => Some(u64::from_be_bytes(*rest)),
            (0..126, 2) => Some((*kind).into()),
            _ => None,
        }
    }
}

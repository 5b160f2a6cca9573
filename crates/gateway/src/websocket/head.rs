//! The head of a frame.
//!
//! ```text
//!  bit  7   6   5   4  3 2 1 0   7     6 ... 0
//!      FIN RSV RSV RSV  opcode  MASK   length   length (2 or 8 bytes)   mask (4 bytes)
//! ```
//! RFC 6455, 5.2. A client masks, a server does not.

const FIN: u8 = 0b1000_0000;
const RESERVED: u8 = 0b0111_0000;
const MASKED: u8 = 0b1000_0000;
/// The length that says: it follows in two bytes.
const IN_TWO: u8 = 126;
/// The length that says: it follows in eight bytes.
const IN_EIGHT: u8 = 127;
/// The most that a control frame carries, in bytes (RFC 6455, 5.5).
pub(super) const LONGEST_CONTROL: usize = 125;
/// The longest head of a frame from a server, in bytes.
pub(crate) const LONGEST_HEAD: usize = 10;

/// What a frame is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Continuation,
    Text,
    Binary,
    Close,
    Ping,
    Pong,
}

/// The head of a frame from a client.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Head {
    /// Whether it ends its message.
    pub(super) last: bool,
    pub(super) kind: Kind,
    pub(super) mask: [u8; 4],
    /// Of the payload, in bytes.
    pub(super) length: u64,
}

/// The client has broken the rules.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Broken;

impl Kind {
    fn of(opcode: u8) -> Result<Self, Broken> {
        match opcode {
            0x0 => Ok(Self::Continuation),
            0x1 => Ok(Self::Text),
            0x2 => Ok(Self::Binary),
            0x8 => Ok(Self::Close),
            0x9 => Ok(Self::Ping),
            0xa => Ok(Self::Pong),
            _ => Err(Broken),
        }
    }

    fn opcode(self) -> u8 {
        match self {
            Self::Continuation => 0x0,
            Self::Text => 0x1,
            Self::Binary => 0x2,
            Self::Close => 0x8,
            Self::Ping => 0x9,
            Self::Pong => 0xa,
        }
    }

    fn is_control(self) -> bool {
        match self {
            Self::Close | Self::Ping | Self::Pong => true,
            Self::Continuation | Self::Text | Self::Binary => false,
        }
    }
}

impl Head {
    /// The head at the start of `bytes` and how long it is; `None` while it is not complete.
    pub(super) fn parse(bytes: &[u8]) -> Result<Option<(Self, usize)>, Broken> {
        let [first, second, rest @ ..] = bytes else { return Ok(None) };
        let kind = Kind::of(first & 0x0f)?;
        let (last, short) = (first & FIN != 0, second & !MASKED);
        let too_much = kind.is_control() && (!last || usize::from(short) > LONGEST_CONTROL);
        if first & RESERVED != 0 || second & MASKED == 0 || too_much {
            return Err(Broken);
        }
        let (length, rest) = match short {
            IN_TWO => match rest.split_first_chunk() {
                Some((length, rest)) => (u16::from_be_bytes(*length).into(), rest),
                None => return Ok(None),
            },
            IN_EIGHT => match rest.split_first_chunk() {
                Some((length, rest)) => (u64::from_be_bytes(*length), rest),
                None => return Ok(None),
            },
            short => (short.into(), rest),
        };
        // The highest bit of a long length must be zero.
        if i64::try_from(length).is_err() {
            return Err(Broken);
        }
        let Some((mask, rest)) = rest.split_first_chunk() else { return Ok(None) };
        Ok(Some((Self { last, kind, mask: *mask, length }, bytes.len() - rest.len())))
    }
}

/// The head of a whole message from a server, at the end of the array, and how long it is.
fn server_head(kind: Kind, length: usize) -> ([u8; LONGEST_HEAD], usize) {
    let first = FIN | kind.opcode();
    let mut head = [0; LONGEST_HEAD];
    if let Ok(short @ ..IN_TWO) = u8::try_from(length) {
        let [.., a, b] = &mut head;
        (*a, *b) = (first, short);
        return (head, 2);
    }
    if let Ok(length) = u16::try_from(length) {
        let [.., a, b, c, d] = &mut head;
        *a = first;
        *b = IN_TWO;
        [*c, *d] = length.to_be_bytes();
        return (head, 4);
    }
    let [a, b, long @ ..] = &mut head;
    *a = first;
    *b = IN_EIGHT;
    *long = (length as u64).to_be_bytes();
    (head, LONGEST_HEAD)
}

/// Puts the head of a binary message in front of `length` bytes that start at [`LONGEST_HEAD`] in `buffer`.
pub(crate) fn frame_in_place(buffer: &mut [u8], length: usize) -> &[u8] {
    let (head, count) = server_head(Kind::Binary, length);
    if let Some(room) = buffer.first_chunk_mut() {
        *room = head;
    }
    buffer.get(LONGEST_HEAD - count..LONGEST_HEAD + length).unwrap_or_default()
}

/// A control frame from a server. What is over the limit is cut off.
pub(super) fn control(kind: Kind, payload: &[u8]) -> Vec<u8> {
    let payload = payload.get(..LONGEST_CONTROL).unwrap_or(payload);
    let (head, count) = server_head(kind, payload.len());
    [head.get(LONGEST_HEAD - count..).unwrap_or_default(), payload].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    const MASK: [u8; 4] = [1, 2, 3, 4];

    fn parsed(head: &[u8]) -> Result<Option<(Head, usize)>, Broken> {
        // Nothing is decided before the head is complete, unless it is broken.
        let whole = Head::parse(head);
        for cut in 0..head.len() {
            let part = Head::parse(&head[..cut]);
            assert!(part == Ok(None) || part == whole, "{part:?} at {cut} of {head:x?}");
        }
        whole
    }

    #[test]
    fn reads_each_of_the_three_lengths() {
        let heads: [(&[u8], u64); 5] = [
            (&[0x82, 0x80, 1, 2, 3, 4], 0),
            (&[0x82, 0xfd, 1, 2, 3, 4], 125),
            (&[0x82, 0xfe, 0, 126, 1, 2, 3, 4], 126),
            (&[0x82, 0xfe, 0xff, 0xff, 1, 2, 3, 4], 65_535),
            (&[0x82, 0xff, 0, 0, 0, 0, 0, 1, 0, 0, 1, 2, 3, 4], 65_536),
        ];
        for (head, length) in heads {
            let expected = Head { last: true, kind: Kind::Binary, mask: MASK, length };
            assert_eq!(parsed(head), Ok(Some((expected, head.len()))));
        }
    }

    #[test]
    fn refuses_what_no_client_may_send() {
        for (head, why) in [
            ([0xc2, 0x80].as_slice(), "a reserved bit"),
            (&[0x83, 0x80], "a reserved opcode"),
            (&[0x8b, 0x80], "a reserved opcode of a control frame"),
            (&[0x82, 0x01], "no mask"),
            (&[0x09, 0x80], "a control frame in fragments"),
            (&[0x89, 0xfe], "a control frame over 125 bytes"),
            (&[0x82, 0xff, 0x80, 0, 0, 0, 0, 0, 0, 0], "a length with its highest bit set"),
        ] {
            assert_eq!(parsed(head), Err(Broken), "{why}");
        }
    }

    #[test]
    fn frames_a_message_where_it_lies_with_the_shortest_head() {
        let heads: [(usize, &[u8]); 5] = [
            (1, &[0x82, 1]),
            (125, &[0x82, 125]),
            (126, &[0x82, 126, 0, 126]),
            (65_535, &[0x82, 126, 0xff, 0xff]),
            (65_536, &[0x82, 127, 0, 0, 0, 0, 0, 1, 0, 0]),
        ];
        for (length, head) in heads {
            let mut buffer = vec![7; LONGEST_HEAD + 70_000];
            let frame = frame_in_place(&mut buffer, length);
            assert_eq!(frame, [head, &vec![7; length]].concat(), "{length} bytes");
        }
    }

    #[test]
    fn makes_control_frames() {
        assert_eq!(control(Kind::Ping, b""), [0x89, 0]);
        assert_eq!(control(Kind::Close, &[3, 0xe8]), [0x88, 2, 3, 0xe8]);
        assert_eq!(control(Kind::Pong, &[0; 200]).len(), 2 + LONGEST_CONTROL);
    }
}

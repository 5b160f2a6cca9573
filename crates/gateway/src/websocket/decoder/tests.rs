//! Frames that were written by hand, frames at random beside another implementation, and bytes that are no frames.

use std::io::{self, Cursor, Read, Write};

use tokio_tungstenite::tungstenite::error::{CapacityError, Error, ProtocolError};
use tokio_tungstenite::tungstenite::protocol::{Role, WebSocketConfig};
use tokio_tungstenite::tungstenite::{Message, WebSocket};

use super::*;

const MOST: usize = 300;

/// What came out of a stream of frames.
#[derive(Debug, PartialEq, Eq)]
struct Story {
    payload: Vec<u8>,
    pong: Option<Vec<u8>>,
    finish: Option<Finish>,
}

/// Decodes `stream`, which arrives in pieces of these sizes, again and again.
fn decode(stream: &[u8], sizes: &[usize]) -> Story {
    let mut decoder = Decoder::new(MOST);
    let mut sizes = sizes.iter().cycle();
    let (mut payload, mut rest, mut finish) = (Vec::new(), stream.to_vec(), None);
    while finish.is_none() && !rest.is_empty() {
        let mut chunk = rest;
        rest = chunk.split_off(chunk.len().min(*sizes.next().unwrap()));
        let count;
        (count, finish) = decoder.decode(&mut chunk);
        payload.extend_from_slice(&chunk[..count]);
    }
    Story { payload, pong: decoder.take_pong(), finish }
}

fn frame(first: u8, payload: &[u8]) -> Vec<u8> {
    let mask = [0x37, 0xfa, 0x21, 0x3d];
    let mut frame = vec![first];
    if payload.len() < 126 {
        frame.push(u8::try_from(0x80 + payload.len()).unwrap());
    } else {
        frame.push(0xfe);
        frame.extend(u16::try_from(payload.len()).unwrap().to_be_bytes());
    }
    frame.extend(mask);
    frame.extend(payload.iter().zip(mask.iter().cycle()).map(|(byte, mask)| byte ^ mask));
    frame
}

/// A generator of numbers that are the same in each run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % end
    }

    fn bytes(&mut self, count: usize) -> Vec<u8> {
        (0..count).map(|_| u8::try_from(self.below(256)).unwrap()).collect()
    }
}

#[test]
fn gives_the_same_wherever_the_reads_cut() {
    let long: Vec<u8> = (0..=255).collect();
    let stream = [
        frame(0x82, b"first"),
        frame(0x82, b""),
        frame(0x02, &long),
        frame(0x89, b"ping"),
        frame(0x00, b"and"),
        frame(0x8a, b"nobody asked"),
        frame(0x80, b""),
        frame(0x82, b"last"),
        frame(0x88, b"\x03\xe8bye"),
        frame(0x82, b"too late"),
    ]
    .concat();
    let payload = [b"first".as_slice(), &long, b"and", b"last"].concat();
    let expected = Story { payload, pong: Some(b"ping".to_vec()), finish: Some(Finish::Closed(Some(1000))) };
    for size in 1..=stream.len() {
        assert_eq!(decode(&stream, &[size]), expected, "in pieces of {size}");
    }
}

#[test]
fn ends_where_a_client_does_what_it_may_not() {
    for (stream, finish, why) in [
        (frame(0x80, b"a"), Finish::Broken, "the end of a message that has not begun"),
        ([frame(0x02, b"a"), frame(0x82, b"b")].concat(), Finish::Broken, "a message within another"),
        ([frame(0x02, b"a"), frame(0x81, b"b")].concat(), Finish::Broken, "a text within a message"),
        (frame(0xc2, b"a"), Finish::Broken, "a reserved bit"),
        (frame(0x88, b"\x03"), Finish::Broken, "half a code"),
        (frame(0x88, b"\x03\xed"), Finish::Broken, "the code 1005, which never travels"),
        (frame(0x88, b"\x03\xe8\xff"), Finish::Broken, "a reason that is no text"),
        (frame(0x81, b"hello"), Finish::Text, "text"),
        (frame(0x81, &[0x20; MOST + 1]), Finish::TooLarge, "text over the limit"),
        (frame(0x82, &[0; MOST + 1]), Finish::TooLarge, "a message over the limit"),
        ([frame(0x02, &[0; MOST]), frame(0x80, &[0])].concat(), Finish::TooLarge, "fragments over the limit"),
    ] {
        assert_eq!(decode(&stream, &[usize::MAX]).finish, Some(finish), "{why}");
        assert_eq!(decode(&stream, &[1]).finish, Some(finish), "{why}, byte by byte");
    }
}

#[test]
fn a_message_may_be_as_long_as_the_limit_and_each_counts_anew() {
    let stream = [frame(0x02, &[1; MOST - 1]), frame(0x80, &[1]), frame(0x82, &[1; MOST])].concat();
    assert_eq!(decode(&stream, &[usize::MAX]), Story { payload: vec![1; 2 * MOST], pong: None, finish: None });
}

#[test]
fn the_length_alone_decides_before_a_byte_of_the_message_is_there() {
    let head = [0x82, 0xff, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0];
    assert_eq!(decode(&head, &[usize::MAX]).finish, Some(Finish::TooLarge));
}

/// The bytes that a client sent, for an implementation that wants to answer as well.
struct Wire(Cursor<Vec<u8>>);

impl Read for Wire {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.0.read(buffer)
    }
}

impl Write for Wire {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// What tungstenite makes of `stream`: the payload of whole messages, and the end.
fn by_tungstenite(stream: &[u8]) -> (Vec<u8>, Option<Finish>) {
    let config = WebSocketConfig::default().max_message_size(Some(MOST)).max_frame_size(Some(MOST));
    let mut socket = WebSocket::from_raw_socket(Wire(Cursor::new(stream.to_vec())), Role::Server, Some(config));
    let mut payload = Vec::new();
    loop {
        let finish = match socket.read() {
            Ok(Message::Binary(bytes)) => {
                payload.extend_from_slice(&bytes);
                continue;
            }
            Ok(Message::Close(frame)) => Finish::Closed(frame.map(|frame| frame.code.into())),
            Ok(_) => continue,
            // Which is the end of these streams.
            Err(Error::Protocol(ProtocolError::ResetWithoutClosingHandshake)) => return (payload, None),
            Err(Error::Capacity(CapacityError::MessageTooLong { .. })) => Finish::TooLarge,
            Err(Error::Protocol(_)) => Finish::Broken,
            Err(error) => panic!("another error: {error}"),
        };
        return (payload, Some(finish));
    }
}

/// Frames as a client may send them, and now and then one that it may not.
fn some_frame(numbers: &mut Numbers, unfinished: &mut bool) -> Vec<u8> {
    let wrong = numbers.below(100) == 0;
    let first = match (numbers.below(40), *unfinished != wrong) {
        (0, _) => 0x88,
        (1, _) if wrong => [0xc2, 0x83, 0x09][numbers.below(3)],
        (1..=5, _) => 0x89,
        (6..=9, _) => 0x8a,
        (10..=20, true) => 0x00,
        (_, true) => 0x80,
        (10..=20, false) => 0x02,
        (_, false) => 0x82,
    };
    *unfinished = match first {
        0x00 | 0x02 => true,
        0x80 | 0x82 => false,
        _ => *unfinished,
    };
    // What is too large shall be nothing else besides.
    let longest = match first {
        0x00 | 0x02 | 0x80 | 0x82 => [4, 130, MOST + 2][numbers.below(3)],
        _ => 126,
    };
    let length = numbers.below(longest);
    let mut payload = numbers.bytes(length);
    if first == 0x88 {
        payload = [vec![], b"\x03\xe8".to_vec(), b"\x0f\xa0why".to_vec()][numbers.below(3)].clone();
    }
    let mut frame = frame(first, &payload);
    if length <= MOST && numbers.below(100) == 0 {
        frame[1] &= 0x7f;
    }
    frame
}

#[test]
fn agrees_with_tungstenite_on_frames_at_random() {
    let mut numbers = Numbers(1);
    let mut ends = [0; 4];
    for run in 0..5_000 {
        let count = 1 + numbers.below(12);
        let mut unfinished = false;
        let stream: Vec<u8> = (0..count).flat_map(|_| some_frame(&mut numbers, &mut unfinished)).collect();
        let sizes = [1 + numbers.below(40), 1 + numbers.below(400), 1 + numbers.below(4_000)];
        let ours = decode(&stream, &sizes);
        let (theirs, finish) = by_tungstenite(&stream);
        assert_eq!(ours.finish, finish, "run {run}: {stream:x?}");
        // The other one gives whole messages only, and none of one that was never finished.
        assert!(ours.payload.starts_with(&theirs), "run {run}: {stream:x?}");
        ends[match finish {
            None => 0,
            Some(Finish::Broken) => 1,
            Some(Finish::TooLarge) => 2,
            Some(Finish::Closed(_) | Finish::Gone | Finish::Text) => 3,
        }] += 1;
    }
    assert!(ends.iter().all(|count| *count > 100), "every end came up: {ends:?}");
}

#[test]
fn gives_the_same_wherever_bytes_are_cut_that_are_no_frames() {
    let mut numbers = Numbers(2);
    for _ in 0..20_000 {
        let length = 1 + numbers.below(60);
        let mut bytes = numbers.bytes(length);
        // A first frame that is likely to be taken.
        bytes.splice(
            0..0,
            [[0x82, 0x02, 0x89, 0x00][numbers.below(4)], 0x80 | u8::try_from(numbers.below(128)).unwrap()],
        );
        let sizes = [1 + numbers.below(9), 1 + numbers.below(30)];
        assert_eq!(decode(&bytes, &sizes), decode(&bytes, &[usize::MAX]), "{bytes:x?} in {sizes:?}");
    }
}

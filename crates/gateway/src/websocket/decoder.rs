//! Takes the frames of a client apart, wherever the reads have cut them.

use super::head::{Broken, Head, Kind};
use super::mask::unmask;

/// The codes that a close frame may carry (RFC 6455, 7.4; 1004 to 1006 and 1015 never travel).
const CLOSE_CODES: [std::ops::RangeInclusive<u16>; 3] = [1000..=1003, 1007..=1014, 3000..=4999];

/// Why nothing more will come out of a WebSocket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Finish {
    /// The client said goodbye, with this code if it gave one.
    Closed(Option<u16>),
    /// The connection ended, or failed, without a goodbye.
    Gone,
    /// The client broke the rules of the protocol.
    Broken,
    /// A message is over the limit.
    TooLarge,
    /// A text message has begun.
    Text,
}

/// Where in the stream of frames it is.
#[derive(Debug)]
pub(super) struct Decoder {
    /// The longest message, in bytes.
    most: u64,
    place: Place,
    /// The size so far of a message of which fragments are still to come.
    message: Option<u64>,
    /// The start of a head that a read has cut.
    cut: Vec<u8>,
    pong: Option<Vec<u8>>,
}

#[derive(Debug)]
enum Place {
    Head,
    Data { left: u64, mask: [u8; 4] },
    Control { head: Head, payload: Vec<u8> },
}

impl Decoder {
    pub(super) fn new(longest_message: usize) -> Self {
        Self {
            most: u64::try_from(longest_message).unwrap_or(u64::MAX),
            place: Place::Head,
            message: None,
            cut: Vec::new(),
            pong: None,
        }
    }

    /// Whether there was a ping since the last [`Self::take_pong`].
    pub(super) fn owes_pong(&self) -> bool {
        self.pong.is_some()
    }

    /// What the last ping asked to be sent back, once.
    pub(super) fn take_pong(&mut self) -> Option<Vec<u8>> {
        self.pong.take()
    }

    /// Takes `chunk` apart where it lies: what its messages carry comes to stand at its start, and the number of these bytes is
    /// returned. Behind a [`Finish`] nothing is looked at.
    pub(super) fn decode(&mut self, chunk: &mut [u8]) -> (usize, Option<Finish>) {
        let (mut read, mut written) = (0, 0);
        while read < chunk.len() {
            let finish = match &mut self.place {
                Place::Head => match self.head(chunk.get(read..).unwrap_or_default()) {
                    Ok((head, used)) => {
                        read += used;
                        head.and_then(|head| self.begin(head))
                    }
                    Err(Broken) => Some(Finish::Broken),
                },
                Place::Data { left, mask } => {
                    let count = part(*left, chunk.len() - read);
                    if read != written {
                        chunk.copy_within(read..read + count, written);
                    }
                    *mask = unmask(chunk.get_mut(written..written + count).unwrap_or_default(), *mask);
                    *left -= count as u64;
                    if *left == 0 {
                        self.place = Place::Head;
                    }
                    read += count;
                    written += count;
                    None
                }
                Place::Control { head, payload } => {
                    let count = part(head.length - payload.len() as u64, chunk.len() - read);
                    payload.extend_from_slice(chunk.get(read..read + count).unwrap_or_default());
                    read += count;
                    if payload.len() as u64 == head.length { self.end_control() } else { None }
                }
            };
            if finish.is_some() {
                return (written, finish);
            }
        }
        (written, None)
    }

    /// The head at the start of `bytes`, which may continue one that was cut, and how many of these bytes belong to it.
    fn head(&mut self, bytes: &[u8]) -> Result<(Option<Head>, usize), Broken> {
        if self.cut.is_empty() {
            if let Some((head, used)) = Head::parse(bytes)? {
                return Ok((Some(head), used));
            }
            self.cut.extend_from_slice(bytes);
            return Ok((None, bytes.len()));
        }
        for (used, byte) in (1..).zip(bytes) {
            self.cut.push(*byte);
            if let Some((head, _)) = Head::parse(&self.cut)? {
                self.cut.clear();
                return Ok((Some(head), used));
            }
        }
        Ok((None, bytes.len()))
    }

    fn begin(&mut self, head: Head) -> Option<Finish> {
        let size = self.message.unwrap_or_default().saturating_add(head.length);
        match head.kind {
            // What is wrong besides matters less: a text message over the limit is too large first.
            Kind::Text | Kind::Binary | Kind::Continuation if head.length > self.most => return Some(Finish::TooLarge),
            Kind::Text | Kind::Binary if self.message.is_some() => return Some(Finish::Broken),
            Kind::Continuation if self.message.is_none() => return Some(Finish::Broken),
            Kind::Text => return Some(Finish::Text),
            Kind::Binary | Kind::Continuation => {}
            Kind::Close | Kind::Ping | Kind::Pong => {
                self.place = Place::Control { head, payload: Vec::new() };
                return if head.length == 0 { self.end_control() } else { None };
            }
        }
        if size > self.most {
            return Some(Finish::TooLarge);
        }
        self.message = (!head.last).then_some(size);
        if head.length > 0 {
            self.place = Place::Data { left: head.length, mask: head.mask };
        }
        None
    }

    fn end_control(&mut self) -> Option<Finish> {
        let Place::Control { head, mut payload } = std::mem::replace(&mut self.place, Place::Head) else { return None };
        unmask(&mut payload, head.mask);
        match head.kind {
            Kind::Close => Some(goodbye(&payload)),
            Kind::Ping => {
                // Only the last of several needs an answer (RFC 6455, 5.5.3).
                self.pong = Some(payload);
                None
            }
            Kind::Continuation | Kind::Text | Kind::Binary | Kind::Pong => None,
        }
    }
}

/// As much of what is left as is there.
fn part(left: u64, there: usize) -> usize {
    usize::try_from(left).unwrap_or(usize::MAX).min(there)
}

/// What a close frame says: nothing, or a code and a reason in UTF-8.
fn goodbye(payload: &[u8]) -> Finish {
    let Some((code, reason)) = payload.split_first_chunk() else {
        return if payload.is_empty() { Finish::Closed(None) } else { Finish::Broken };
    };
    let code = u16::from_be_bytes(*code);
    let known = CLOSE_CODES.iter().any(|codes| codes.contains(&code));
    if known && str::from_utf8(reason).is_ok() { Finish::Closed(Some(code)) } else { Finish::Broken }
}

#[cfg(test)]
mod tests;

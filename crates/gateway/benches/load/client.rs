//! A WebSocket client that costs next to nothing, so that what is measured is the bridge: its frames are made before,
//! what comes back is read in large pieces, and only a part of it is looked at.

use std::cell::RefCell;
use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, ReadBuf};
use tokio::net::TcpStream;

use crate::bridges::Bridge;
use crate::frames::{Unframer, masked, payload};

/// The most that is read at once.
const READ_SIZE: usize = 128 * 1024;
/// Of so many reads, one is compared with what was sent.
const LOOK_EVERY: u64 = 16;

thread_local! {
    /// One buffer for all connections, so that it stays in the processor's cache.
    static SCRATCH: RefCell<Vec<u8>> = RefCell::new(vec![0; READ_SIZE]);
}

/// Messages that a client sends over and over, framed in advance.
pub(crate) struct Messages {
    length: usize,
    count: usize,
    payload: Arc<Vec<u8>>,
    frames: Vec<u8>,
}

impl Messages {
    /// `count` messages of `length` bytes each.
    pub(crate) fn new(count: usize, length: usize) -> Self {
        let payload = Arc::new(payload(count, length));
        Self { length, count, frames: masked(&payload, length), payload }
    }

    /// What they carry, one behind the other.
    pub(crate) fn payload(&self) -> Arc<Vec<u8>> {
        Arc::clone(&self.payload)
    }

    /// The same, to look at.
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.payload
    }

    /// The length of one message without its frame.
    pub(crate) fn length(&self) -> u64 {
        self.length as u64
    }

    /// The length of one message with its frame.
    fn frame(&self) -> u64 {
        (self.frames.len() / self.count) as u64
    }
}

/// Where messages go.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Way {
    /// To the upstream and back: a client has so many under way and no more.
    ThereAndBack,
    /// To the upstream, which keeps them.
    Up,
    /// From the upstream, once a client has sent one message.
    Down,
}

/// One open WebSocket, and how far it is.
pub(crate) struct Client {
    stream: TcpStream,
    unframer: Unframer,
    /// Bytes of frames sent.
    sent: u64,
    /// Bytes of payload that came back.
    received: u64,
    reads: u64,
}

impl Client {
    /// Opens a WebSocket.
    pub(crate) async fn open(bridge: &Bridge) -> Self {
        Self::knock(bridge.address, bridge.subprotocol).await
    }

    /// Opens a WebSocket at an address.
    pub(crate) async fn knock(address: SocketAddr, subprotocol: &str) -> Self {
        let mut stream = connect(address).await;
        let request = format!(
            "GET /mqtt HTTP/1.1\r\nHost: {address}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n\
             Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: {subprotocol}\r\n\r\n"
        );
        stream.write_all(request.as_bytes()).await.expect("room");
        let mut head = Vec::new();
        // No upstream speaks first, so nothing but the head comes.
        while !head.ends_with(b"\r\n\r\n") {
            let count = stream.read_buf(&mut head).await.expect("an answer");
            assert!(count > 0, "the bridge hung up: {}", String::from_utf8_lossy(&head));
        }
        assert!(head.starts_with(b"HTTP/1.1 101"), "{}", String::from_utf8_lossy(&head));
        Self { stream, unframer: Unframer::default(), sent: 0, received: 0, reads: 0 }
    }

    /// Sends one message and waits until it is back.
    pub(crate) async fn trip(&mut self, messages: &Messages) -> io::Result<()> {
        let (wanted, all) = (self.sent + messages.frame(), self.received + messages.length as u64);
        std::future::poll_fn(|cx| {
            self.poll_send(cx, messages, wanted)?;
            self.poll_receive(cx, messages, all)
        })
        .await
    }

    /// Sends and receives as much as `way` allows. Never ready, unless the bridge fails.
    pub(crate) fn poll_load(&mut self, cx: &mut Context<'_>, messages: &Messages, way: Way) -> Poll<io::Result<()>> {
        loop {
            let goal = match way {
                Way::ThereAndBack => (self.received(messages) + messages.count as u64) * messages.frame(),
                Way::Up => u64::MAX,
                Way::Down => messages.frame(),
            };
            self.poll_send(cx, messages, goal)?;
            ready!(self.poll_receive(cx, messages, self.received + 1))?;
        }
    }

    /// Ready once the message that was begun is sent, and, where they come back, all are back.
    pub(crate) fn poll_rest(&mut self, cx: &mut Context<'_>, messages: &Messages, way: Way) -> Poll<io::Result<()>> {
        let whole = self.sent.div_ceil(messages.frame());
        self.poll_send(cx, messages, whole * messages.frame())?;
        match way {
            Way::ThereAndBack => self.poll_receive(cx, messages, whole * messages.length as u64),
            Way::Up if self.sent < whole * messages.frame() => Poll::Pending,
            Way::Up | Way::Down => Poll::Ready(Ok(())),
        }
    }

    /// How many messages have been sent, once the last is complete.
    pub(crate) fn sent(&self, messages: &Messages) -> u64 {
        self.sent / messages.frame()
    }

    /// How many messages have come back.
    pub(crate) fn received(&self, messages: &Messages) -> u64 {
        self.received / messages.length as u64
    }

    /// Sends until `goal` bytes are gone, or the system takes no more.
    fn poll_send(&mut self, cx: &mut Context<'_>, messages: &Messages, goal: u64) -> io::Result<()> {
        while self.sent < goal {
            let frames = &messages.frames;
            let start = (self.sent % frames.len() as u64) as usize;
            let end = frames.len().min(start + (goal - self.sent) as usize);
            match Pin::new(&mut self.stream).poll_write(cx, &frames[start..end]) {
                Poll::Ready(count) => self.sent += count? as u64,
                Poll::Pending => break,
            }
        }
        Ok(())
    }

    /// Ready once `goal` bytes of payload are back.
    fn poll_receive(&mut self, cx: &mut Context<'_>, messages: &Messages, goal: u64) -> Poll<io::Result<()>> {
        while self.received < goal {
            ready!(SCRATCH.with_borrow_mut(|scratch| {
                let mut buffer = ReadBuf::new(scratch);
                ready!(Pin::new(&mut self.stream).poll_read(cx, &mut buffer))?;
                if buffer.filled().is_empty() {
                    return Poll::Ready(Err(io::Error::from(io::ErrorKind::UnexpectedEof)));
                }
                self.reads += 1;
                let look = self.reads.is_multiple_of(LOOK_EVERY);
                self.unframer.feed(buffer.filled(), |part| {
                    if look {
                        compare(part, &messages.payload, self.received);
                    }
                    self.received += part.len() as u64;
                });
                Poll::Ready(Ok(()))
            }))?;
        }
        Poll::Ready(Ok(()))
    }
}

/// Ends the run where `part` is not what was sent at this place.
fn compare(mut part: &[u8], sent: &[u8], mut place: u64) {
    while !part.is_empty() {
        let start = (place % sent.len() as u64) as usize;
        let count = part.len().min(sent.len() - start);
        assert!(part[..count] == sent[start..start + count], "a bridge changed the bytes at {place}");
        place += count as u64;
        part = &part[count..];
    }
}

/// A plain connection without delay.
pub(crate) async fn connect(address: SocketAddr) -> TcpStream {
    let stream = TcpStream::connect(address).await.expect("somebody listens");
    stream.set_nodelay(true).expect("a socket without delay");
    stream
}

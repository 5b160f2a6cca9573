//! A WebSocket over a connection: its frames come in and go out without a buffer of its own.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

use super::decoder::{Decoder, Finish};
use super::head::{Kind, control};
use crate::rest::Rest;

/// A WebSocket whose handshake is done.
#[derive(Debug)]
pub(crate) struct WebSocket<S> {
    stream: S,
    /// What came together with the handshake.
    early: Rest,
    decoder: Decoder,
    finished: bool,
    /// What the system has not taken yet: the rest of a frame, and whole ones behind it.
    rest: Rest,
}

/// What one read has brought.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Received {
    /// How many bytes of messages stand at the start of the buffer now.
    pub(crate) payload: usize,
    /// Set where nothing more will come behind them.
    pub(crate) finish: Option<Finish>,
}

impl<S: AsyncRead + AsyncWrite + Unpin> WebSocket<S> {
    /// A WebSocket over `stream`, of which `early` has been read already. No message may be longer than this.
    pub(crate) fn new(stream: S, early: &[u8], longest_message: usize) -> Self {
        let mut waiting = Rest::default();
        waiting.keep(early);
        let decoder = Decoder::new(longest_message);
        Self { stream, early: waiting, decoder, finished: false, rest: Rest::default() }
    }

    /// Reads once, into `buffer`.
    pub(crate) fn poll_receive(&mut self, cx: &mut Context<'_>, buffer: &mut [u8]) -> Poll<Received> {
        if self.finished {
            return Poll::Ready(Received { payload: 0, finish: Some(Finish::Gone) });
        }
        let mut buffer = ReadBuf::new(buffer);
        let failed = ready!(self.poll_read(cx, &mut buffer)).is_err() || buffer.filled().is_empty();
        let (payload, finish) = self.decoder.decode(buffer.filled_mut());
        let finish = finish.or(failed.then_some(Finish::Gone));
        self.finished = finish.is_some();
        Poll::Ready(Received { payload, finish })
    }

    fn poll_read(&mut self, cx: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        if self.early.is_empty() {
            return Pin::new(&mut self.stream).poll_read(cx, buffer);
        }
        let early = self.early.waiting();
        let part = early.get(..buffer.remaining()).unwrap_or(early);
        buffer.put_slice(part);
        let count = part.len();
        self.early.take(count);
        Poll::Ready(Ok(()))
    }

    /// Sends a frame, or as much of it as the system takes now; the rest waits for [`Self::poll_flush`].
    pub(crate) fn send(&mut self, cx: &mut Context<'_>, frame: &[u8]) -> io::Result<()> {
        let mut sent = 0;
        if self.rest.is_empty()
            && let Poll::Ready(count) = Pin::new(&mut self.stream).poll_write(cx, frame)
        {
            sent = count?;
        }
        self.rest.keep(frame.get(sent..).unwrap_or_default());
        Ok(())
    }

    /// Asks the client whether it is there; goes out with [`Self::poll_flush`].
    pub(crate) fn ping(&mut self) {
        self.rest.keep(&control(Kind::Ping, &[]));
    }

    /// Says goodbye; goes out with [`Self::poll_flush`].
    pub(crate) fn close(&mut self, code: Option<u16>, reason: &str) {
        let code = code.map(u16::to_be_bytes);
        let payload = code.iter().flatten().chain(reason.as_bytes()).copied().collect::<Vec<_>>();
        self.rest.keep(&control(Kind::Close, &payload));
    }

    /// Whether a ping waits for its answer, which goes out with [`Self::poll_flush`].
    pub(crate) fn owes_pong(&self) -> bool {
        self.decoder.owes_pong()
    }

    /// Ready once the system has taken all that waited.
    pub(crate) fn poll_flush(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        loop {
            while !self.rest.is_empty() {
                match ready!(Pin::new(&mut self.stream).poll_write(cx, self.rest.waiting()))? {
                    0 => return Poll::Ready(Err(io::ErrorKind::WriteZero.into())),
                    count => self.rest.take(count),
                }
            }
            // Not before: a client that asks and does not read would have its answers pile up.
            let Some(payload) = self.decoder.take_pong() else { break };
            self.rest.keep(&control(Kind::Pong, &payload));
        }
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    /// The connection below.
    pub(crate) fn into_inner(self) -> S {
        self.stream
    }
}

#[cfg(test)]
mod tests;

//! The TCP or TLS connection of a client, which is a browser as a rule, watched for the end of each answer and for
//! standstill.

use std::io;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Weak};
use std::task::{Context, Poll};
use std::time::Duration;

use parking_lot::Mutex;
use socket2::SockRef;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::time::sleep;
use tokio_rustls::server::TlsStream;
use tokio_util::either::Either;

use crate::limits::Slot;
use crate::wrong_protocol::WrongProtocolLog;

/// The TLS part is boxed: it is large, and most connections may be plain.
pub(crate) type Transport = Either<TcpStream, Box<TlsStream<TcpStream>>>;

/// A connection that can be closed in good order, or reset, while a library that keeps its streams to itself reads and
/// writes it. Its slot waits again as soon as an answer has left it.
#[derive(Debug, Clone)]
pub(crate) struct ClientStream(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    transport: Mutex<Transport>,
    /// Not its own: once the connection has become a WebSocket, the slot is free.
    slot: Weak<Slot>,
    /// The last answer has been handed to the HTTP library whole, which has not sent all of it yet.
    is_handed_over: AtomicBool,
    sent: AtomicU64,
    /// What to say of first bytes that are no HTTP; `None` once they have been looked at.
    hints: Mutex<Option<Arc<WrongProtocolLog>>>,
}

/// The connection on which a request came, for whoever keeps it beyond its answer.
#[derive(Debug, Clone)]
pub(crate) struct ClientConnection {
    pub(crate) stream: ClientStream,
    pub(crate) slot: Arc<Slot>,
}

impl ClientStream {
    pub(crate) fn new(transport: Transport, slot: &Arc<Slot>, hints: Option<Arc<WrongProtocolLog>>) -> Self {
        Self(Arc::new(Shared {
            transport: Mutex::new(transport),
            slot: Arc::downgrade(slot),
            is_handed_over: AtomicBool::new(false),
            sent: AtomicU64::new(0),
            hints: Mutex::new(hints),
        }))
    }

    /// An answer is on its way to the HTTP library, or all of it is there.
    pub(crate) fn set_handed_over(&self, is_handed_over: bool) {
        self.0.is_handed_over.store(is_handed_over, Ordering::Relaxed);
    }

    /// Returns once an answer that is owed has not moved for `limit`; it may take twice as long to see that.
    pub(crate) async fn stalled(&self, slot: &Slot, limit: Duration) {
        let mut seen = None;
        loop {
            let owed = (!slot.is_waiting()).then(|| self.0.sent.load(Ordering::Relaxed));
            if owed.is_some() && owed == seen {
                return;
            }
            seen = owed;
            sleep(limit).await;
        }
    }

    /// Has the system reset the connection when it is dropped, with all that the client has not read.
    pub(crate) fn reset_when_dropped(&self) {
        let transport = self.0.transport.lock();
        let stream = match &*transport {
            Either::Left(stream) => stream,
            Either::Right(stream) => stream.get_ref().0,
        };
        // If the system will not reset, dropping still closes.
        let _ = SockRef::from(stream).set_linger(Some(Duration::ZERO));
    }

    fn poll<T>(&self, poll: impl FnOnce(Pin<&mut Transport>) -> Poll<io::Result<T>>) -> Poll<io::Result<T>> {
        poll(Pin::new(&mut *self.0.transport.lock()))
    }

    fn count_sent(&self, written: Poll<io::Result<usize>>) -> Poll<io::Result<usize>> {
        if let Poll::Ready(Ok(count)) = &written {
            self.0.sent.fetch_add(*count as u64, Ordering::Relaxed);
        }
        written
    }
}

impl AsyncRead for ClientStream {
    fn poll_read(self: Pin<&mut Self>, cx: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        let read = self.poll(|transport| transport.poll_read(cx, buffer));
        if read.is_ready()
            && let Some(hints) = self.0.hints.lock().take()
        {
            hints.log(buffer.filled().get(before..).unwrap_or_default());
        }
        read
    }
}

impl AsyncWrite for ClientStream {
    fn poll_write(self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        self.count_sent(self.poll(|transport| transport.poll_write(cx, bytes)))
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        slices: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        self.count_sent(self.poll(|transport| transport.poll_write_vectored(cx, slices)))
    }

    fn is_write_vectored(&self) -> bool {
        self.0.transport.lock().is_write_vectored()
    }

    /// The HTTP library flushes once its own buffer is empty.
    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let flushed = self.poll(|transport| transport.poll_flush(cx));
        if matches!(flushed, Poll::Ready(Ok(())))
            && self.0.is_handed_over.swap(false, Ordering::Relaxed)
            && let Some(slot) = self.0.slot.upgrade()
        {
            slot.wait();
        }
        flushed
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.poll(|transport| transport.poll_shutdown(cx))
    }
}

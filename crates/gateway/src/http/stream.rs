//! A connection as the HTTP library sees it, watched for the end of each answer and for standstill.

use std::io;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Weak};
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::{Body, Bytes, HttpBody};
use axum::http::{Response, StatusCode};
use hyper::body::{Frame, SizeHint};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::sleep;

use super::wrong_protocol::{Protocol, WrongProtocolLog};
use crate::client_stream::ClientStream;
use crate::limits::HttpSlot;

/// A connection whose slot waits again as soon as an answer has left it.
#[derive(Debug)]
pub(super) struct HttpStream {
    client: ClientStream,
    /// Not its own: once the connection has become a WebSocket, the slot is free.
    slot: Weak<HttpSlot>,
    progress: Arc<ResponseProgress>,
    /// What to say of first bytes that are no HTTP; `None` once they have been looked at.
    hints: Option<Arc<WrongProtocolLog>>,
}

/// How far the answers of one connection have come.
#[derive(Debug, Default)]
pub(super) struct ResponseProgress {
    /// The last answer has been handed to the HTTP library whole, which has not sent all of it yet.
    is_handed_over: AtomicBool,
    /// The bytes that have been sent.
    sent: AtomicU64,
}

/// The body of an answer, which tells when the HTTP library has taken all of it.
#[derive(Debug)]
pub(super) struct TrackedBody {
    body: Body,
    /// `None` for the answer that turns the connection into a WebSocket: nobody waits for a request behind it.
    progress: Option<Arc<ResponseProgress>>,
}

impl HttpStream {
    pub(super) fn new(
        client: ClientStream,
        slot: &Arc<HttpSlot>,
        progress: Arc<ResponseProgress>,
        hints: Option<Arc<WrongProtocolLog>>,
    ) -> Self {
        Self { client, slot: Arc::downgrade(slot), progress, hints }
    }
}

impl ResponseProgress {
    /// Returns once an answer that is owed has not moved for `limit`; it may take twice as long to see that.
    pub(super) async fn stalled(&self, slot: &HttpSlot, limit: Duration) {
        let mut seen = None;
        loop {
            let owed = (!slot.is_waiting()).then(|| self.sent.load(Ordering::Relaxed));
            if owed.is_some() && owed == seen {
                return;
            }
            seen = owed;
            sleep(limit).await;
        }
    }
}

impl TrackedBody {
    /// The answer, which `progress` hears of.
    pub(super) fn of(response: Response<Body>, progress: &Arc<ResponseProgress>) -> Response<Self> {
        progress.is_handed_over.store(false, Ordering::Relaxed);
        let is_last = response.status() == StatusCode::SWITCHING_PROTOCOLS;
        let progress = (!is_last).then(|| Arc::clone(progress));
        response.map(|body| Self { body, progress })
    }
}

impl Drop for TrackedBody {
    fn drop(&mut self) {
        if let Some(progress) = &self.progress {
            progress.is_handed_over.store(true, Ordering::Relaxed);
        }
    }
}

impl HttpBody for TrackedBody {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut self.get_mut().body).poll_frame(cx)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

impl AsyncRead for HttpStream {
    fn poll_read(self: Pin<&mut Self>, cx: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let stream = self.get_mut();
        let before = buffer.filled().len();
        let read = Pin::new(&mut stream.client).poll_read(cx, buffer);
        if read.is_ready()
            && let Some(hints) = stream.hints.take()
            && let Some(first) = buffer.filled().get(before..)
        {
            hints.log(Protocol::of(first));
        }
        read
    }
}

impl HttpStream {
    fn count(&self, written: &Poll<io::Result<usize>>) {
        if let Poll::Ready(Ok(count)) = written {
            self.progress.sent.fetch_add(u64::try_from(*count).unwrap_or_default(), Ordering::Relaxed);
        }
    }
}

impl AsyncWrite for HttpStream {
    fn poll_write(self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let stream = self.get_mut();
        let written = Pin::new(&mut stream.client).poll_write(cx, bytes);
        stream.count(&written);
        written
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        slices: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let stream = self.get_mut();
        let written = Pin::new(&mut stream.client).poll_write_vectored(cx, slices);
        stream.count(&written);
        written
    }

    fn is_write_vectored(&self) -> bool {
        self.client.is_write_vectored()
    }

    /// The HTTP library flushes once its own buffer is empty.
    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let stream = self.get_mut();
        let flushed = Pin::new(&mut stream.client).poll_flush(cx);
        if matches!(flushed, Poll::Ready(Ok(())))
            && stream.progress.is_handed_over.swap(false, Ordering::Relaxed)
            && let Some(slot) = stream.slot.upgrade()
        {
            slot.wait();
        }
        flushed
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().client).poll_shutdown(cx)
    }
}

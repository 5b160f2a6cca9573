//! The TCP or TLS connection of a client, which is a browser as a rule.

use std::io;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

use socket2::SockRef;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio_rustls::server::TlsStream;
use tokio_util::either::Either;

use crate::limits::HttpSlot;

/// A connection that can be closed in good order, or reset, while a library that keeps its streams to itself reads and writes it.
#[derive(Debug, Clone)]
pub(crate) struct ClientStream(Arc<Mutex<Transport>>);

/// The TLS part is boxed: it is large, and most connections may be plain.
type Transport = Either<TcpStream, Box<TlsStream<TcpStream>>>;

/// The connection on which a request came, for whoever keeps it beyond its answer.
#[derive(Debug, Clone)]
pub(crate) struct ClientConnection {
    pub(crate) stream: ClientStream,
    pub(crate) slot: Arc<HttpSlot>,
}

impl ClientStream {
    /// A connection by plain TCP.
    pub(crate) fn plain(stream: TcpStream) -> Self {
        Self(Arc::new(Mutex::new(Either::Left(stream))))
    }

    /// A connection by TLS.
    pub(crate) fn tls(stream: TlsStream<TcpStream>) -> Self {
        Self(Arc::new(Mutex::new(Either::Right(Box::new(stream)))))
    }

    /// Has the system reset the connection when it is dropped, with all that the client has not read.
    pub(crate) fn reset_when_dropped(&self) {
        let transport = self.transport();
        let stream = match &*transport {
            Either::Left(stream) => stream,
            Either::Right(stream) => stream.get_ref().0,
        };
        // If the system will not reset, dropping still closes.
        let _ = SockRef::from(stream).set_linger(Some(Duration::ZERO));
    }

    fn transport(&self) -> MutexGuard<'_, Transport> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl AsyncRead for ClientStream {
    fn poll_read(self: Pin<&mut Self>, cx: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut *self.transport()).poll_read(cx, buffer)
    }
}

impl AsyncWrite for ClientStream {
    fn poll_write(self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut *self.transport()).poll_write(cx, bytes)
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        slices: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut *self.transport()).poll_write_vectored(cx, slices)
    }

    fn is_write_vectored(&self) -> bool {
        self.transport().is_write_vectored()
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut *self.transport()).poll_flush(cx)
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut *self.transport()).poll_shutdown(cx)
    }
}

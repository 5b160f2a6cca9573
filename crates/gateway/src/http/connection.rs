//! Speaks TLS and HTTP with one visitor.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::{Context, Poll};

use axum::Router;
use axum::body::{Body, Bytes, HttpBody};
use axum::http::{Request, Response, StatusCode};
use hyper::body::{Frame, Incoming, SizeHint};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use socket2::SockRef;
use tokio::net::TcpStream;
use tokio::time::{sleep, timeout};
use tokio_rustls::TlsAcceptor;
use tokio_util::either::Either;
use tower::ServiceExt;
use tracing::debug;

use super::router::ClientAddr;
use crate::client_stream::{ClientConnection, ClientStream, Transport};
use crate::limits::{Opener, Slot};
use crate::state::State;
use crate::wrong_protocol::{Protocol, WrongProtocolLog};

const MOST_HEADERS: usize = 64;
/// What a visitor is told for whom there is no room.
const NO_ROOM: &[u8] = b"HTTP/1.1 503 Service Unavailable\r\ncontent-type: text/plain; charset=utf-8\r\n\
    cache-control: no-store\r\nretry-after: 5\r\ncontent-length: 45\r\nconnection: close\r\n\r\n\
    the gateway has reached its connection limit\n";

#[derive(Clone)]
pub(super) struct Connections {
    pub(super) state: Arc<State>,
    pub(super) router: Router,
    pub(super) acceptor: Option<TlsAcceptor>,
    pub(super) hints: Arc<WrongProtocolLog>,
}

impl Connections {
    /// Stays with a visitor until he leaves, turns into a bridge, or has to make room.
    pub(super) async fn serve(self, stream: TcpStream, address: SocketAddr) {
        let State { config, metrics, .. } = &*self.state;
        metrics.visitors.inc();
        let ip = address.ip();
        let opener = if config.trusted_proxies.trusts(ip) { Opener::Proxy(ip) } else { Opener::Client(ip) };
        let Some(slot) = self.state.admit_http(opener) else {
            debug!(peer = %ip, "no room for another HTTP connection");
            return self.refuse(&stream);
        };
        // Without this, small packets wait up to 40 ms for an acknowledgement.
        let _ = stream.set_nodelay(true);
        let slot = Arc::new(slot);
        tokio::select! {
            () = self.serve_http(stream, address, &slot) => {}
            () = slot.evicted() => debug!("a waiting connection made room"),
        }
    }

    /// Tells a visitor for whom there is no room, as far as that goes without waiting: over plain HTTP.
    pub(super) fn refuse(&self, stream: &TcpStream) {
        if self.acceptor.is_none() {
            let socket = SockRef::from(stream);
            let _ = socket.send(NO_ROOM);
            let _ = socket.shutdown(std::net::Shutdown::Write);
        }
    }

    async fn serve_http(&self, stream: TcpStream, address: SocketAddr, slot: &Arc<Slot>) {
        let limits = &self.state.config.limits;
        let Some(transport) = self.accept_tls(stream).await else { return };
        // Within TLS, whatever is not HTTP has been sent on purpose.
        let hints = self.acceptor.is_none().then(|| Arc::clone(&self.hints));
        let stream = ClientStream::new(transport, slot, hints);
        let service = service_fn(|request: Request<Incoming>| {
            let is_ours = slot.become_busy();
            let mut request = request.map(Body::new);
            request.extensions_mut().insert(ClientAddr::new(address));
            request.extensions_mut().insert(ClientConnection { stream: stream.clone(), slot: Arc::clone(slot) });
            let answer = self.router.clone().oneshot(request);
            let stream = &stream;
            async move {
                if !is_ours {
                    // The connection is being dropped; a browser asks again on another one.
                    std::future::pending::<()>().await;
                }
                let answer = answer.await.unwrap_or_else(|never| match never {});
                Ok::<_, Infallible>(TrackedBody::of(answer, stream))
            }
        });
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(limits.handshake)
            .max_headers(MOST_HEADERS)
            .max_buf_size(limits.head_size)
            .serve_connection(TokioIo::new(stream.clone()), service)
            .with_upgrades();
        let mut connection = pin!(connection);
        let mut stalled = pin!(stream.stalled(slot, limits.write_timeout));
        // The error says what was wrong with the bytes, not what they were.
        let say = |error: hyper::Error| debug!(%error, "visit failed");
        tokio::select! {
            ended = &mut connection => return ended.unwrap_or_else(say),
            () = &mut stalled => return debug!("a visitor has stopped reading"),
            () = sleep(limits.request_timeout) => {}
        }
        if slot.is_waiting() {
            return debug!("visit took too long");
        }
        // The answer on its way is finished, and then no other request is taken.
        connection.as_mut().graceful_shutdown();
        tokio::select! {
            ended = &mut connection => ended.unwrap_or_else(say),
            () = &mut stalled => debug!("a visitor has stopped reading"),
            () = sleep(limits.request_timeout.max(2 * limits.write_timeout)) => debug!("an answer took too long"),
        }
    }

    /// Sets up TLS where it is spoken; `None` if that fails.
    async fn accept_tls(&self, stream: TcpStream) -> Option<Transport> {
        let Some(acceptor) = &self.acceptor else { return Some(Either::Left(stream)) };
        let accepted = timeout(self.state.config.limits.handshake, async {
            let mut first = [0; Protocol::ENOUGH];
            if let Ok(count) = stream.peek(&mut first).await {
                self.hints.log(first.get(..count).unwrap_or_default());
            }
            acceptor.accept(stream).await
        });
        match accepted.await {
            Ok(Ok(stream)) => return Some(Either::Right(Box::new(stream))),
            Ok(Err(error)) => debug!(%error, "TLS with a visitor failed"),
            Err(_) => debug!("TLS with a visitor took too long"),
        }
        None
    }
}

/// The body of an answer, which tells when the HTTP library has taken all of it.
struct TrackedBody {
    body: Body,
    /// `None` for the answer that turns the connection into a WebSocket: nobody waits for a request behind it.
    stream: Option<ClientStream>,
}

impl TrackedBody {
    fn of(response: Response<Body>, stream: &ClientStream) -> Response<Self> {
        stream.set_handed_over(false);
        let is_last = response.status() == StatusCode::SWITCHING_PROTOCOLS;
        let stream = (!is_last).then(|| stream.clone());
        response.map(|body| Self { body, stream })
    }
}

impl Drop for TrackedBody {
    fn drop(&mut self) {
        if let Some(stream) = &self.stream {
            stream.set_handed_over(true);
        }
    }
}

impl HttpBody for TrackedBody {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut self.body).poll_frame(cx)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

//! Speaks TLS and HTTP with one visitor.

use std::convert::Infallible;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use socket2::SockRef;
use tokio::net::TcpStream;
use tokio::time::{sleep, timeout};
use tokio_rustls::TlsAcceptor;
use tower::ServiceExt;
use tracing::debug;

use super::client_addr::ClientAddr;
use super::stream::{HttpStream, ResponseProgress, TrackedBody};
use super::wrong_protocol::{Protocol, WrongProtocolLog};
use crate::client_stream::{ClientConnection, ClientStream};
use crate::limits::{Admission, HttpSlot, Opener};
use crate::state::State;

/// The most headers that one request may have.
const MOST_HEADERS: usize = 64;
/// What a visitor is told for whom there is no room.
const NO_ROOM: &[u8] = b"HTTP/1.1 503 Service Unavailable\r\ncontent-type: text/plain; charset=utf-8\r\n\
    cache-control: no-store\r\nretry-after: 5\r\ncontent-length: 52\r\nconnection: close\r\n\r\n\
    the gateway holds as many connections as it may now\n";

/// What serving a connection takes.
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
        let metrics = &self.state.metrics;
        metrics.visited();
        let slot = match self.state.http_slots.admit(self.opener(address.ip())) {
            Admission::Slot(slot) => slot,
            Admission::Instead(slot) => {
                metrics.evicted();
                slot
            }
            Admission::Full => {
                metrics.refused("too-many-visitors");
                debug!(peer = %address.ip(), "no room for another HTTP connection");
                return self.refuse(&stream);
            }
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

    fn opener(&self, address: IpAddr) -> Opener {
        if self.state.trusted_proxies.trusts(address) { Opener::Proxy(address) } else { Opener::Client(address) }
    }

    async fn serve_http(&self, stream: TcpStream, address: SocketAddr, slot: &Arc<HttpSlot>) {
        let limits = &self.state.limits;
        let Some(stream) = self.accept_tls(stream).await else { return };
        let progress = Arc::<ResponseProgress>::default();
        let service = service_fn(|request: Request<Incoming>| {
            let is_ours = slot.become_busy();
            let mut request = request.map(Body::new);
            request.extensions_mut().insert(ClientAddr::new(address));
            request.extensions_mut().insert(ClientConnection { stream: stream.clone(), slot: Arc::clone(slot) });
            let answer = self.router.clone().oneshot(request);
            let progress = &progress;
            async move {
                if !is_ours {
                    // The connection is being dropped; a browser asks again on another one.
                    std::future::pending::<()>().await;
                }
                let answer = answer.await.unwrap_or_else(|never| match never {});
                Ok::<_, Infallible>(TrackedBody::of(answer, progress))
            }
        });
        // Within TLS, whatever is not HTTP has been sent on purpose.
        let hints = self.acceptor.is_none().then(|| Arc::clone(&self.hints));
        let http_stream = HttpStream::new(stream.clone(), slot, Arc::clone(&progress), hints);
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(limits.handshake)
            .max_headers(MOST_HEADERS)
            .max_buf_size(limits.head_size)
            .serve_connection(TokioIo::new(http_stream), service)
            .with_upgrades();
        tokio::pin!(connection);
        let stalled = progress.stalled(slot, limits.write_timeout);
        tokio::pin!(stalled);
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
    async fn accept_tls(&self, stream: TcpStream) -> Option<ClientStream> {
        let Some(acceptor) = &self.acceptor else { return Some(ClientStream::plain(stream)) };
        let accepted = timeout(self.state.limits.handshake, async {
            let mut first = [0; Protocol::ENOUGH];
            if let Ok(count) = stream.peek(&mut first).await {
                self.hints.log(Protocol::of(first.get(..count).unwrap_or_default()));
            }
            acceptor.accept(stream).await
        });
        match accepted.await {
            Ok(Ok(stream)) => Some(ClientStream::tls(stream)),
            Ok(Err(error)) => {
                debug!(%error, "TLS with a visitor failed");
                None
            }
            Err(_) => {
                debug!("TLS with a visitor took too long");
                None
            }
        }
    }
}

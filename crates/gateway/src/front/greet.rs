//! Speaks TLS and HTTP with one visitor.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::{Arc, OnceLock};

use axum::Router;
use axum::body::Body;
use axum::http::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_rustls::TlsAcceptor;
use tower::ServiceExt;
use tracing::debug;

use super::Peer;
use super::visitors::{Place, Welcome};
use crate::gateway::Gateway;
use crate::wire::Visitor;

/// The most headers that one request may have.
const MOST_HEADERS: usize = 64;

/// What greeting a visitor takes.
#[derive(Clone)]
pub(super) struct Greeter {
    pub(super) gateway: Arc<Gateway>,
    pub(super) router: Router,
    pub(super) acceptor: Option<TlsAcceptor>,
}

impl Greeter {
    /// Stays with a visitor until he leaves, turns into a bridge, or has to make room.
    pub(super) async fn greet(self, stream: TcpStream, address: SocketAddr) {
        let metrics = &self.gateway.metrics;
        metrics.visited();
        let (place, asked_to_leave) = match self.gateway.visitors.welcome() {
            Welcome::Place(place, asked_to_leave) => (place, asked_to_leave),
            Welcome::Instead(place, asked_to_leave) => {
                metrics.evicted();
                (place, asked_to_leave)
            }
            Welcome::Full => return metrics.refused("too-many-visitors"),
        };
        // Without this, small packets wait up to 40 ms for an acknowledgement.
        let _ = stream.set_nodelay(true);
        tokio::pin!(asked_to_leave);
        let visit = timeout(self.gateway.limits.visit, self.visit(stream, address, place));
        tokio::pin!(visit);
        tokio::select! {
            ended = &mut visit => if ended.is_err() { debug!("visit took too long") },
            // Whoever is asked to leave has said nothing yet. A visitor who speaks takes the question with him, and
            // then it never comes.
            Err(_) = &mut asked_to_leave => debug!("silent visitor made room"),
        }
    }

    async fn visit(&self, stream: TcpStream, address: SocketAddr, place: Place) {
        let limit = self.gateway.limits.handshake;
        let visitor = match &self.acceptor {
            None => Visitor::Plain(stream),
            Some(acceptor) => match timeout(limit, acceptor.accept(stream)).await {
                Ok(Ok(stream)) => Visitor::Tls(Box::new(stream)),
                Ok(Err(error)) => return debug!(%error, "TLS with a visitor failed"),
                Err(_) => return debug!("TLS with a visitor took too long"),
            },
        };
        let spoken = OnceLock::new();
        let service = service_fn(|request: Request<Incoming>| {
            spoken.get_or_init(|| place.speak());
            let mut request = request.map(Body::new);
            request.extensions_mut().insert(Peer::new(address));
            let answer = self.router.clone().oneshot(request);
            async { Ok::<_, Infallible>(answer.await.unwrap_or_else(|never| match never {})) }
        });
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(limit)
            .max_headers(MOST_HEADERS)
            .max_buf_size(self.gateway.limits.head_size)
            .serve_connection(TokioIo::new(visitor), service)
            .with_upgrades();
        if let Err(error) = connection.await {
            // The error says what was wrong with the bytes, not what they were.
            debug!(%error, "visit failed");
        }
    }
}

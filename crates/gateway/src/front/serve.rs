//! Accepts visitors, speaks HTTP with them, and stops in good order.

use std::convert::Infallible;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::{sleep, timeout};
use tower::ServiceExt;
use tracing::{debug, info, warn};

use super::router::router;
use super::{Peer, SiteError};
use crate::config::Config;
use crate::gateway::Gateway;
use crate::stop::Stage;
use crate::wire::Visitor;

/// The most headers that one request may have.
const MOST_HEADERS: usize = 64;
/// How long to wait when the system has no more sockets to give.
const BREATHER: Duration = Duration::from_millis(50);

/// A gateway that listens already.
pub struct Server {
    gateway: Arc<Gateway>,
    listener: TcpListener,
    address: SocketAddr,
}

/// Why a gateway cannot start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// There is no page to serve.
    #[error(transparent)]
    Site(#[from] SiteError),
    /// The address cannot be listened at.
    #[error("cannot listen at {address}: {cause}; choose another with --listen ADDRESS:PORT")]
    Listen {
        /// The address that was asked for.
        address: SocketAddr,
        /// What the system said.
        cause: io::Error,
    },
}

impl Server {
    /// Reads the page and takes the address; visitors are served by [`Self::run`].
    ///
    /// # Errors
    /// When there is no page, or the address is taken.
    pub async fn start(config: Config) -> Result<Self, StartError> {
        let wanted = config.listen;
        let failed = |cause| StartError::Listen { address: wanted, cause };
        let gateway = Arc::new(Gateway::new(config)?);
        let listener = TcpListener::bind(wanted).await.map_err(failed)?;
        let address = listener.local_addr().map_err(failed)?;
        Ok(Self { gateway, listener, address })
    }

    /// The address to type into a browser.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Serves visitors until `stop` is ready, then lets running connections finish within the grace.
    ///
    /// `stop` is called once for each time that it may be asked: the first ends the service, the second the grace.
    pub async fn run<F: Future<Output = ()>>(self, mut stop: impl FnMut() -> F) {
        let router = router(&self.gateway);
        tokio::select! {
            () = accept(&self.gateway, &self.listener, &router) => {}
            () = stop() => {}
        }
        drop(self.listener);
        self.gateway.stop.advance(Stage::Draining);
        let grace = self.gateway.limits.grace;
        info!(connections = self.gateway.guard.seated(), ?grace, "stopping");
        tokio::select! {
            () = self.gateway.guard.empty() => {}
            () = sleep(grace) => {}
            () = stop() => {}
        }
        self.gateway.stop.advance(Stage::Ending);
        let farewell = self.gateway.limits.farewell;
        if timeout(farewell, self.gateway.guard.empty()).await.is_err() {
            warn!(connections = self.gateway.guard.seated(), "cut at the end");
        }
        info!("stopped");
    }
}

async fn accept(gateway: &Arc<Gateway>, listener: &TcpListener, router: &Router) {
    loop {
        match listener.accept().await {
            Ok((stream, address)) => {
                gateway.metrics.visited();
                tokio::spawn(greet(Arc::clone(gateway), router.clone(), stream, address));
            }
            Err(error) => {
                warn!(%error, "cannot accept a connection");
                sleep(BREATHER).await;
            }
        }
    }
}

/// Speaks HTTP with one visitor, until he leaves or turns into a bridge.
async fn greet(gateway: Arc<Gateway>, router: Router, stream: TcpStream, address: SocketAddr) {
    // Without this, small packets wait up to 40 ms for an acknowledgement.
    let _ = stream.set_nodelay(true);
    let service = service_fn(move |request: Request<Incoming>| {
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(Peer::new(address));
        let router = router.clone();
        async move { Ok::<_, Infallible>(router.oneshot(request).await.unwrap_or_else(|never| match never {})) }
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(gateway.limits.handshake)
        .max_headers(MOST_HEADERS)
        .max_buf_size(gateway.limits.head_size)
        .serve_connection(TokioIo::new(Visitor::Plain(stream)), service)
        .with_upgrades();
    match timeout(gateway.limits.visit, connection).await {
        Ok(Ok(())) => {}
        // The error says what was wrong with the bytes, not what they were.
        Ok(Err(error)) => debug!(%error, "visit failed"),
        Err(_) => debug!("visit took too long"),
    }
}

//! Accepts visitors, speaks HTTP with them, and stops in good order.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::time::{sleep, timeout};
use tokio_rustls::TlsAcceptor;
use tracing::{debug, info, warn};

use super::PageError;
use super::accept_error::{AcceptErrors, is_of_one_connection};
use super::connection::Connections;
use super::router::{Site, router};
use super::wrong_protocol::WrongProtocolLog;
use crate::certificate::Certificate;
use crate::config::{Config, ServerTls, TlsError};
use crate::state::State;

/// A gateway that listens already.
pub struct Server {
    state: Arc<State>,
    site: Arc<Site>,
    listener: TcpListener,
    address: SocketAddr,
    https: Option<Https>,
}

/// HTTPS, where it is spoken.
struct Https {
    tls: ServerTls,
    certificate: Arc<Certificate>,
    acceptor: TlsAcceptor,
    look_every: Duration,
}

/// Why a gateway cannot start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// There is no page to serve.
    #[error(transparent)]
    Page(#[from] PageError),
    /// The gateway's own certificate cannot be used.
    #[error(transparent)]
    Tls(#[from] TlsError),
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
        let https = match &config.tls {
            Some(tls) => Some(Https::open(tls, config.certificate_look)?),
            None => None,
        };
        let certificate = https.as_ref().map(|https| Arc::clone(&https.certificate));
        let state = Arc::new(State::new(&config, certificate));
        let site = Arc::new(Site::open(config, Arc::clone(&state))?);
        let listener = TcpListener::bind(wanted).await.map_err(failed)?;
        let address = listener.local_addr().map_err(failed)?;
        Ok(Self { state, site, listener, address, https })
    }

    /// Reads all that a start would read, without listening.
    ///
    /// # Errors
    /// When there is no page, or the certificate cannot be used.
    pub fn check(config: Config) -> Result<(), StartError> {
        if let Some(tls) = &config.tls {
            Https::open(tls, config.certificate_look)?;
        }
        let state = Arc::new(State::new(&config, None));
        Site::open(config, state)?;
        Ok(())
    }

    /// The address to type into a browser.
    #[must_use]
    pub fn url(&self) -> String {
        match self.https {
            Some(_) => format!("https://{}", self.address),
            None => format!("http://{}", self.address),
        }
    }

    /// The SHA-256 fingerprint of the gateway's own certificate, where it speaks HTTPS.
    #[must_use]
    pub fn fingerprint(&self) -> Option<String> {
        self.https.as_ref().map(|https| https.certificate.fingerprint())
    }

    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Serves visitors until `stop` is ready, then lets running connections finish within `shutdown-timeout`.
    ///
    /// `stop` is called once for each time that it may be asked: the first ends the service, the second the wait for running connections.
    pub async fn run<F: Future<Output = ()>>(self, mut stop: impl FnMut() -> F) {
        let connections = Connections {
            router: router(&self.site),
            state: Arc::clone(&self.state),
            acceptor: self.https.as_ref().map(|https| https.acceptor.clone()),
            hints: Arc::new(WrongProtocolLog::new(self.https.is_some())),
        };
        tokio::select! {
            () = accept(&self.listener, connections) => {}
            () = renew(self.https) => {}
            () = stop() => {}
        }
        drop(self.listener);
        let shutdown = &self.state.shutdown;
        shutdown.draining.cancel();
        shutdown.bridges.close();
        let limit = self.state.limits.shutdown_timeout;
        info!(connections = self.state.bridge_slots.count(), ?limit, "stopping");
        tokio::select! {
            () = nothing_runs(&self.state) => {}
            () = sleep(limit) => {}
            () = stop() => {}
        }
        shutdown.ending.cancel();
        if timeout(self.state.limits.close_timeout, nothing_runs(&self.state)).await.is_err() {
            warn!(connections = self.state.bridge_slots.count(), "cut at the end");
        }
        info!("stopped");
    }
}

/// Returns once no connection is bridged and no answer is on its way.
async fn nothing_runs(state: &State) {
    tokio::join!(state.shutdown.bridges.wait(), state.http_slots.none_busy());
}

impl Https {
    fn open(tls: &ServerTls, look_every: Duration) -> Result<Self, TlsError> {
        let certificate = Certificate::load(tls)?;
        Ok(Self { acceptor: certificate.acceptor()?, tls: tls.clone(), certificate, look_every })
    }
}

/// Keeps the certificate fresh; never returns.
async fn renew(https: Option<Https>) {
    match https {
        Some(https) => https.certificate.renew(https.tls, https.look_every).await,
        None => std::future::pending().await,
    }
}

async fn accept(listener: &TcpListener, connections: Connections) {
    let mut errors = AcceptErrors::new();
    loop {
        match listener.accept().await {
            Ok((stream, address)) => {
                tokio::spawn(connections.clone().serve(stream, address));
            }
            Err(error) if is_of_one_connection(&error) => {
                debug!(%error, "a connection was gone before it was accepted");
            }
            Err(error) => errors.handle(&error, listener, &connections).await,
        }
    }
}

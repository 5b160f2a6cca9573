//! Accepts visitors, and stops in good order.

use std::net::SocketAddr;
use std::sync::Arc;

use tokio::net::TcpListener;
use tokio::time::{sleep, timeout};
use tokio_rustls::TlsAcceptor;
use tracing::{debug, info, warn};

use super::accept_error::{AcceptErrors, is_of_one_connection};
use super::connection::Connections;
use super::router::{Site, router};
use crate::certificate::Certificate;
use crate::config::{Config, ConfigError};
use crate::state::State;
use crate::wrong_protocol::WrongProtocolLog;

/// A gateway that listens already.
pub struct Server {
    site: Arc<Site>,
    listener: TcpListener,
    address: SocketAddr,
    /// Where HTTPS is spoken.
    acceptor: Option<TlsAcceptor>,
}

impl Server {
    /// Reads the page and takes the address; visitors are served by [`Self::run`].
    ///
    /// # Errors
    /// When there is no page, the certificate cannot be used, or the address is taken.
    pub async fn start(config: Config) -> Result<Self, ConfigError> {
        let wanted = config.listen;
        let failed = |cause| {
            ConfigError(format!("cannot listen at {wanted}: {cause}; choose another with --listen ADDRESS:PORT"))
        };
        let (site, acceptor) = load(config)?;
        let listener = TcpListener::bind(wanted).await.map_err(failed)?;
        let address = listener.local_addr().map_err(failed)?;
        Ok(Self { site, listener, address, acceptor })
    }

    /// Reads all that a start would read, without listening.
    ///
    /// # Errors
    /// When there is no page, or the certificate cannot be used.
    pub fn check(config: Config) -> Result<(), ConfigError> {
        load(config).map(drop)
    }

    /// The address to type into a browser.
    #[must_use]
    pub fn url(&self) -> String {
        let scheme = if self.acceptor.is_some() { "https" } else { "http" };
        format!("{scheme}://{}", self.address)
    }

    /// The SHA-256 fingerprint of the gateway's own certificate, where it speaks HTTPS.
    #[must_use]
    pub fn fingerprint(&self) -> Option<String> {
        self.site.state.certificate.as_ref().map(|certificate| certificate.fingerprint())
    }

    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Serves visitors until `stop` is ready, then lets running connections finish within `shutdown-timeout`.
    ///
    /// `stop` is called once for each time that it may be asked: the first ends the service, the second the wait for
    /// running connections.
    pub async fn run<F: Future<Output = ()>>(self, mut stop: impl FnMut() -> F) {
        let state = Arc::clone(&self.site.state);
        let connections = Connections {
            router: router(&self.site),
            state: Arc::clone(&state),
            hints: Arc::new(WrongProtocolLog::new(self.acceptor.is_some())),
            acceptor: self.acceptor,
        };
        let renew = async {
            match &state.certificate {
                Some(certificate) => certificate.renew(state.config.certificate_look).await,
                None => std::future::pending().await,
            }
        };
        tokio::select! {
            () = accept(&self.listener, connections) => {}
            () = renew => {}
            () = stop() => {}
        }
        drop(self.listener);
        state.shutdown.draining.cancel();
        let limit = state.config.limits.shutdown_timeout;
        info!(connections = state.bridge_slots.count(), ?limit, "stopping");
        tokio::select! {
            () = state.nothing_runs() => {}
            () = sleep(limit) => {}
            () = stop() => {}
        }
        state.shutdown.ending.cancel();
        if timeout(state.config.limits.close_timeout, state.nothing_runs()).await.is_err() {
            warn!(connections = state.bridge_slots.count(), "cut at the end");
        }
        info!("stopped");
    }
}

/// Reads all that is served.
fn load(config: Config) -> Result<(Arc<Site>, Option<TlsAcceptor>), ConfigError> {
    let certificate = config.tls.as_ref().map(Certificate::load).transpose()?;
    let acceptor = certificate.as_ref().map(Certificate::acceptor).transpose()?;
    let site = Site::open(Arc::new(State::new(config, certificate)))?;
    Ok((Arc::new(site), acceptor))
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

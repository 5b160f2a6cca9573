//! What all connections of one gateway share.

use std::sync::Arc;

use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::certificate::Certificate;
use crate::config::{Config, HostName};
use crate::limits::{BridgeSlots, HttpSlots};
use crate::metrics::Metrics;

/// The shared parts; they hold no state of any connection, so any gateway can take any connection.
pub(crate) struct State {
    pub(crate) config: Config,
    /// Where HTTPS is spoken.
    pub(crate) certificate: Option<Arc<Certificate>>,
    pub(crate) http_slots: Arc<HttpSlots>,
    pub(crate) bridge_slots: Arc<BridgeSlots>,
    pub(crate) metrics: Metrics,
    pub(crate) shutdown: Shutdown,
}

/// How far the gateway is on its way out: first it takes no new connections, then, after a while, it has none at all.
#[derive(Debug, Default)]
pub(crate) struct Shutdown {
    /// Cancelled once no new connections are taken; running ones go on.
    pub(crate) draining: CancellationToken,
    /// Cancelled once running connections are closed.
    pub(crate) ending: CancellationToken,
    /// The bridged connections that still run.
    pub(crate) bridges: TaskTracker,
}

impl State {
    pub(crate) fn new(config: Config, certificate: Option<Arc<Certificate>>) -> Self {
        Self {
            bridge_slots: Arc::new(BridgeSlots::new(&config.limits)),
            http_slots: Arc::new(HttpSlots::new(&config.limits)),
            config,
            certificate,
            metrics: Metrics::new(),
            shutdown: Shutdown::default(),
        }
    }

    /// Whether the gateway may be asked by this host: no foreign page can make it mean the gateway.
    pub(crate) fn answers_to(&self, host: &HostName) -> bool {
        self.config.origins.answers_to(host)
            || self.certificate.as_ref().is_some_and(|certificate| certificate.is_for(host))
    }

    /// Whether a page of `origin` may open a bridge by a request to `host`.
    pub(crate) fn admits(&self, origin: Option<&str>, host: Option<&str>) -> bool {
        let is_own = |origin: &str| {
            let certificate = self.certificate.as_ref().zip(host.and_then(HostName::of_authority));
            certificate.is_some_and(|(certificate, name)| certificate.is_for(&name))
                && self.config.origins.is_from(origin, host)
        };
        self.config.origins.admits(origin, host) || origin.is_some_and(is_own)
    }

    /// Returns once no connection is bridged and no answer is on its way.
    pub(crate) async fn nothing_runs(&self) {
        tokio::join!(self.shutdown.bridges.wait(), self.http_slots.busy.wait());
    }
}

//! What all connections of one gateway share.

use std::sync::Arc;

use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::certificate::Certificate;
use crate::config::{Config, HostName};
use crate::limits::{Admission, Opener, Slot, Slots};
use crate::metrics::Metrics;

/// The shared parts; they hold no state of any connection, so any gateway can take any connection.
pub(crate) struct State {
    pub(crate) config: Config,
    /// Where HTTPS is spoken.
    pub(crate) certificate: Option<Arc<Certificate>>,
    /// Of the connections that speak HTTP, and of those that are bridged.
    pub(crate) http_slots: Arc<Slots>,
    pub(crate) bridge_slots: Arc<Slots>,
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
    /// Tracks bridged connections and answers on their way; one tracker, so that none of either can begin unseen while the
    /// last of the other ends.
    pub(crate) running: TaskTracker,
}

impl State {
    pub(crate) fn new(config: Config, certificate: Option<Arc<Certificate>>) -> Self {
        let (limits, shutdown) = (config.limits, Shutdown::default());
        // It is only ever waited for.
        shutdown.running.close();
        let slots = |most, most_per_address| Arc::new(Slots::new(most, most_per_address, &shutdown.running));
        Self {
            bridge_slots: slots(limits.connections, limits.connections_per_address),
            http_slots: slots(limits.visitors, limits.visitors_per_address),
            config,
            certificate,
            metrics: Metrics::new(),
            shutdown,
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

    /// A place for a connection that speaks HTTP; `None` if nobody who waits can make room.
    pub(crate) fn admit_http(&self, opener: Opener) -> Option<Slot> {
        let admission = self.http_slots.admit(opener);
        match admission {
            Admission::Slot(_) => {}
            Admission::Instead(_) => {
                self.metrics.evicted.inc();
            }
            Admission::Full => self.metrics.refused("too-many-visitors"),
        }
        admission.slot()
    }

    /// Returns once no connection is bridged and no answer is on its way.
    pub(crate) async fn nothing_runs(&self) {
        self.shutdown.running.wait().await;
    }
}

#[cfg(test)]
mod tests {
    use std::net::{IpAddr, Ipv4Addr};

    use futures_util::FutureExt;

    use super::*;
    use crate::config::Upstreams;

    #[test]
    fn an_answer_that_is_asked_for_while_the_last_bridge_ends_is_waited_for() {
        let state = State::new(Config::new(Upstreams::default()), None);
        let slot = state.admit_http(Opener::Client(IpAddr::V4(Ipv4Addr::LOCALHOST))).expect("a slot");
        let bridge = state.shutdown.running.token();
        let mut ended = Box::pin(state.nothing_runs());
        assert!((&mut ended).now_or_never().is_none(), "a bridge runs");
        assert!(slot.become_busy());
        drop(bridge);
        assert!((&mut ended).now_or_never().is_none(), "an answer is owed");
        slot.wait();
        assert!(ended.now_or_never().is_some());
    }
}

//! What the gateway counts, for Prometheus.
//!
//! Labels hold names from the configuration and words of this program, never anything that a visitor sent.

use prometheus_client::encoding::prometheus_text::{CONTENT_TYPE, encode};
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::registry::Registry;

use crate::limits::Slots;

/// The names and values of `N` labels.
type Labels<const N: usize> = [(&'static str, String); N];

#[derive(Debug, Default)]
pub(crate) struct Metrics {
    registry: Registry,
    connections: Gauge,
    unused: Gauge,
    opened: Family<Labels<1>, Counter>,
    closed: Family<Labels<2>, Counter>,
    closed_unused: Family<Labels<2>, Counter>,
    refused: Family<Labels<1>, Counter>,
    bytes: Family<Labels<1>, Counter>,
    pub(crate) visitors: Counter,
    pub(crate) evicted: Counter,
}

impl Metrics {
    /// The media type of [`Self::render`].
    pub(crate) const MEDIA_TYPE: &str = CONTENT_TYPE;

    pub(crate) fn new() -> Self {
        let metrics = Self { registry: Registry::with_prefix("gateway"), ..Self::default() };
        let Self {
            mut registry,
            connections,
            unused,
            opened,
            closed,
            closed_unused,
            refused,
            bytes,
            visitors,
            evicted,
        } = metrics;
        registry.register("connections", "Bridged connections now", connections.clone());
        registry.register("connections_unused", "Of these, those that have carried no byte yet", unused.clone());
        registry.register("connections_opened", "Bridged connections that have carried a byte", opened.clone());
        registry.register("connections_closed", "Of these, those that have ended, by outcome", closed.clone());
        let help = "Bridged connections that have ended without a byte, by outcome";
        registry.register("connections_closed_unused", help, closed_unused.clone());
        registry.register("connections_refused", "WebSockets refused, by reason", refused.clone());
        registry.register("bytes", "Bytes of MQTT in connections that have ended", bytes.clone());
        registry.register("visitors", "TCP connections accepted", visitors.clone());
        registry.register("visitors_evicted", "Waiting HTTP connections that had to make room", evicted.clone());
        let metrics =
            Self { registry, connections, unused, opened, closed, closed_unused, refused, bytes, visitors, evicted };
        metrics.count_bytes(0, 0);
        metrics
    }

    /// A bridged connection carries its first byte.
    pub(crate) fn opened(&self, upstream: &str) {
        self.opened.get_or_create(&[("upstream", upstream.to_owned())]).inc();
    }

    /// A bridged connection ended, after so many bytes of MQTT.
    pub(crate) fn closed(&self, upstream: &str, outcome: &str, up: u64, down: u64) {
        self.count_bytes(up, down);
        self.closed.get_or_create(&[("upstream", upstream.to_owned()), ("outcome", outcome.to_owned())]).inc();
    }

    /// A bridged connection ended that has carried nothing.
    pub(crate) fn closed_unused(&self, upstream: &str, outcome: &str) {
        self.closed_unused.get_or_create(&[("upstream", upstream.to_owned()), ("outcome", outcome.to_owned())]).inc();
    }

    /// A WebSocket, or a connection, was refused.
    pub(crate) fn refused(&self, reason: &str) {
        self.refused.get_or_create(&[("reason", reason.to_owned())]).inc();
    }

    /// Everything as text, with the bridged connections that there are now.
    pub(crate) fn render(&self, bridges: &Slots) -> String {
        for (gauge, count) in [(&self.connections, bridges.count()), (&self.unused, bridges.count_waiting())] {
            gauge.set(i64::try_from(count).unwrap_or(i64::MAX));
        }
        let mut text = String::new();
        // Writing to a string does not fail.
        let _ = encode(&mut text, &self.registry);
        text
    }

    fn count_bytes(&self, up: u64, down: u64) {
        for (direction, count) in [("up", up), ("down", down)] {
            self.bytes.get_or_create(&[("direction", direction.to_owned())]).inc_by(count);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::net::Ipv4Addr;
    use std::sync::Arc;

    use tokio_util::task::TaskTracker;

    use super::*;
    use crate::limits::Opener;

    #[test]
    fn counts_by_upstream_and_outcome() {
        let metrics = Metrics::new();
        metrics.opened("default");
        metrics.opened("default");
        metrics.closed("default", "upstream-closed", 10, 20);
        metrics.refused("foreign-origin");
        metrics.closed_unused("default", "browser-closed");
        let bridges = Arc::new(Slots::new(9, 9, &TaskTracker::new()));
        let slots = [(); 2].map(|()| bridges.admit(Opener::Client(Ipv4Addr::LOCALHOST.into())).slot().expect("a slot"));
        assert!(slots[0].become_busy());
        let text = metrics.render(&bridges);
        for line in [
            "gateway_connections 2",
            "gateway_connections_unused 1",
            "gateway_connections_closed_unused_total{upstream=\"default\",outcome=\"browser-closed\"} 1",
            "gateway_connections_opened_total{upstream=\"default\"} 2",
            "gateway_connections_closed_total{upstream=\"default\",outcome=\"upstream-closed\"} 1",
            "gateway_connections_refused_total{reason=\"foreign-origin\"} 1",
            "gateway_bytes_total{direction=\"up\"} 10",
            "gateway_bytes_total{direction=\"down\"} 20",
        ] {
            assert!(text.lines().any(|found| found == line), "{line} in {text}");
        }
    }
}

//! What the gateway counts, for Prometheus.
//!
//! Labels hold names from the configuration and words of this program, never anything that a visitor sent.

use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::prometheus_text::{CONTENT_TYPE, encode};
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::registry::Registry;

/// All counters of one gateway.
#[derive(Debug)]
pub(crate) struct Metrics {
    registry: Registry,
    connections: Gauge,
    opened: Family<Opened, Counter>,
    closed: Family<Closed, Counter>,
    refused: Family<Refused, Counter>,
    bytes: Family<Bytes, Counter>,
    visitors: Counter,
    evicted: Counter,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Opened {
    upstream: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Closed {
    upstream: String,
    outcome: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Refused {
    reason: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Bytes {
    direction: &'static str,
}

const UP: Bytes = Bytes { direction: "up" };
const DOWN: Bytes = Bytes { direction: "down" };

impl Metrics {
    /// The media type of [`Self::render`].
    pub(crate) const MEDIA_TYPE: &str = CONTENT_TYPE;

    pub(crate) fn new() -> Self {
        let mut registry = Registry::with_prefix("gateway");
        let metrics = Self {
            connections: Gauge::default(),
            opened: Family::default(),
            closed: Family::default(),
            refused: Family::default(),
            bytes: Family::default(),
            visitors: Counter::default(),
            evicted: Counter::default(),
            registry: Registry::default(),
        };
        registry.register("connections", "Bridged connections now", metrics.connections.clone());
        registry.register("connections_opened", "WebSockets accepted", metrics.opened.clone());
        registry.register("connections_closed", "Bridged connections that ended, by outcome", metrics.closed.clone());
        registry.register("connections_refused", "WebSockets refused, by reason", metrics.refused.clone());
        registry.register("bytes", "Bytes of MQTT in connections that have ended", metrics.bytes.clone());
        registry.register("visitors", "TCP connections accepted", metrics.visitors.clone());
        registry.register(
            "visitors_evicted",
            "Waiting HTTP connections that had to make room",
            metrics.evicted.clone(),
        );
        for direction in [UP, DOWN] {
            drop(metrics.bytes.get_or_create(&direction));
        }
        Self { registry, ..metrics }
    }

    /// A WebSocket for `upstream` was accepted.
    pub(crate) fn opened(&self, upstream: &str) {
        self.opened.get_or_create(&Opened { upstream: upstream.to_owned() }).inc();
    }

    /// A bridged connection ended, after so many bytes of MQTT.
    pub(crate) fn closed(&self, upstream: &str, outcome: &'static str, up: u64, down: u64) {
        self.bytes.get_or_create(&UP).inc_by(up);
        self.bytes.get_or_create(&DOWN).inc_by(down);
        self.closed.get_or_create(&Closed { upstream: upstream.to_owned(), outcome }).inc();
    }

    /// A WebSocket was refused.
    pub(crate) fn refused(&self, reason: &'static str) {
        self.refused.get_or_create(&Refused { reason }).inc();
    }

    /// A visitor connected.
    pub(crate) fn visited(&self) {
        self.visitors.inc();
    }

    /// An HTTP connection that waited had to make room.
    pub(crate) fn evicted(&self) {
        self.evicted.inc();
    }

    /// Everything as text; so many connections are bridged now.
    pub(crate) fn render(&self, connections: usize) -> String {
        self.connections.set(i64::try_from(connections).unwrap_or(i64::MAX));
        let mut text = String::new();
        // Writing to a string does not fail.
        let _ = encode(&mut text, &self.registry);
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_by_upstream_and_outcome() {
        let metrics = Metrics::new();
        metrics.opened("default");
        metrics.opened("default");
        metrics.closed("default", "upstream-closed", 10, 20);
        metrics.refused("foreign-origin");
        let text = metrics.render(1);
        for line in [
            "gateway_connections 1",
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

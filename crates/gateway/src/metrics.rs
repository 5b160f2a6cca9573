//! What the gateway counts, in the text format of Prometheus.
//!
//! Labels hold names from the configuration and words of this program, never anything that a visitor sent.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

/// All counters of one gateway.
#[derive(Debug, Default)]
pub(crate) struct Metrics {
    opened: Mutex<BTreeMap<String, u64>>,
    closed: Mutex<BTreeMap<(String, &'static str), u64>>,
    refused: Mutex<BTreeMap<&'static str, u64>>,
    bytes_up: AtomicU64,
    bytes_down: AtomicU64,
    visitors: AtomicU64,
    evicted: AtomicU64,
}

impl Metrics {
    /// A WebSocket for `upstream` was accepted.
    pub(crate) fn opened(&self, upstream: &str) {
        let mut opened = self.opened.lock().unwrap_or_else(PoisonError::into_inner);
        match opened.get_mut(upstream) {
            Some(count) => *count += 1,
            None => drop(opened.insert(upstream.to_owned(), 1)),
        }
    }

    /// A bridged connection ended, after so many bytes of MQTT.
    pub(crate) fn closed(&self, upstream: &str, outcome: &'static str, up: u64, down: u64) {
        self.bytes_up.fetch_add(up, Ordering::Relaxed);
        self.bytes_down.fetch_add(down, Ordering::Relaxed);
        let mut closed = self.closed.lock().unwrap_or_else(PoisonError::into_inner);
        *closed.entry((upstream.to_owned(), outcome)).or_default() += 1;
    }

    /// A WebSocket was refused.
    pub(crate) fn refused(&self, why: &'static str) {
        let mut refused = self.refused.lock().unwrap_or_else(PoisonError::into_inner);
        *refused.entry(why).or_default() += 1;
    }

    /// A visitor connected.
    pub(crate) fn visited(&self) {
        self.visitors.fetch_add(1, Ordering::Relaxed);
    }

    /// An HTTP connection that waited had to make room.
    pub(crate) fn evicted(&self) {
        self.evicted.fetch_add(1, Ordering::Relaxed);
    }

    /// Everything as text; `seated` connections are bridged now.
    pub(crate) fn render(&self, seated: usize) -> String {
        let mut text = String::new();
        family(&mut text, "connections", "gauge", "Bridged connections now");
        let _ = writeln!(text, "gateway_connections {seated}");
        family(&mut text, "connections_opened_total", "counter", "WebSockets accepted");
        for (upstream, count) in self.opened.lock().unwrap_or_else(PoisonError::into_inner).iter() {
            let _ = writeln!(text, "gateway_connections_opened_total{{upstream=\"{upstream}\"}} {count}");
        }
        family(&mut text, "connections_closed_total", "counter", "Bridged connections that ended, by outcome");
        for ((upstream, outcome), count) in self.closed.lock().unwrap_or_else(PoisonError::into_inner).iter() {
            let _ = writeln!(
                text,
                "gateway_connections_closed_total{{upstream=\"{upstream}\",outcome=\"{outcome}\"}} {count}"
            );
        }
        family(&mut text, "connections_refused_total", "counter", "WebSockets refused, by reason");
        for (why, count) in self.refused.lock().unwrap_or_else(PoisonError::into_inner).iter() {
            let _ = writeln!(text, "gateway_connections_refused_total{{reason=\"{why}\"}} {count}");
        }
        family(&mut text, "bytes_total", "counter", "Bytes of MQTT in connections that have ended");
        for (direction, bytes) in [("up", &self.bytes_up), ("down", &self.bytes_down)] {
            let bytes = bytes.load(Ordering::Relaxed);
            let _ = writeln!(text, "gateway_bytes_total{{direction=\"{direction}\"}} {bytes}");
        }
        family(&mut text, "visitors_total", "counter", "TCP connections accepted");
        let _ = writeln!(text, "gateway_visitors_total {}", self.visitors.load(Ordering::Relaxed));
        family(&mut text, "visitors_evicted_total", "counter", "Waiting HTTP connections that had to make room");
        let _ = writeln!(text, "gateway_visitors_evicted_total {}", self.evicted.load(Ordering::Relaxed));
        text
    }
}

fn family(text: &mut String, name: &str, kind: &str, help: &str) {
    let _ = writeln!(text, "# HELP gateway_{name} {help}.\n# TYPE gateway_{name} {kind}");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_by_upstream_and_outcome() {
        let metrics = Metrics::default();
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

//! The limits that keep one visitor from taking the gateway away from the others.

use std::time::Duration;

/// Every limit of the gateway, with defaults for a site or a small fleet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bridged connections in all.
    pub connections: usize,
    /// Bridged connections from one address.
    pub connections_per_address: usize,
    /// HTTP connections that have not become a bridge, in all.
    pub visitors: usize,
    /// The same from one address; a trusted proxy has no such limit.
    pub visitors_per_address: usize,
    /// The largest WebSocket message taken from a browser, in bytes.
    pub message_size: usize,
    /// The largest head of an HTTP request, in bytes; at least 8192.
    pub head_size: usize,
    /// How long a visitor may take for TLS and for the head of a request.
    pub handshake: Duration,
    /// How long an HTTP connection may live before it becomes a bridge; an answer on its way has as long again.
    pub visit: Duration,
    /// How long the upstream may take until it is connected, TLS included.
    pub connect: Duration,
    /// How long a bridged connection may be without MQTT bytes in either direction.
    pub idle: Duration,
    /// How long a peer may take to read what waits for it.
    pub stall: Duration,
    /// After how much silence a browser is asked by a ping whether it is still there; it has as long again to answer.
    pub ping: Duration,
    /// How long the two sides of a closing connection may take to say goodbye.
    pub farewell: Duration,
    /// How long running connections may go on once the gateway has been told to stop.
    pub grace: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connections: 10_000,
            connections_per_address: 500,
            visitors: 512,
            visitors_per_address: 128,
            message_size: 256 * 1024 + 16,
            head_size: 16 * 1024,
            handshake: Duration::from_secs(10),
            visit: Duration::from_mins(2),
            connect: Duration::from_secs(8),
            idle: Duration::from_mins(10),
            stall: Duration::from_secs(30),
            ping: Duration::from_secs(45),
            farewell: Duration::from_secs(2),
            grace: Duration::from_secs(30),
        }
    }
}

//! Where a request comes from.

use std::net::SocketAddr;

use axum::http::header::{self, HeaderMap, HeaderName};

/// What a proxy adds to the requests that it passes on.
const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

/// The other end of a TCP connection, noted by the listener.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Peer(SocketAddr);

impl Peer {
    pub(super) fn new(address: SocketAddr) -> Self {
        Self(address)
    }

    /// The address and port of the other end.
    pub(crate) fn address(self) -> SocketAddr {
        self.0
    }

    /// Whether the request was made on this very machine, and not handed on by a proxy that runs here.
    pub(super) fn is_local(self, headers: &HeaderMap) -> bool {
        let forwarded = headers.contains_key(FORWARDED_FOR) || headers.contains_key(header::FORWARDED);
        self.0.ip().to_canonical().is_loopback() && !forwarded
    }
}

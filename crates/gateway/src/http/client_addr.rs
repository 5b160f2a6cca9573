//! Where a request comes from.

use std::net::{IpAddr, SocketAddr};

use axum::http::header::{self, HeaderMap, HeaderName, HeaderValue};

use crate::config::TrustedProxies;

/// What a proxy adds to the requests that it passes on.
const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

/// The other end of a TCP connection, noted by the listener.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ClientAddr(SocketAddr);

impl ClientAddr {
    pub(crate) fn new(address: SocketAddr) -> Self {
        Self(address)
    }

    /// Who asks: the other end, or whom it speaks for where it is one of the `trusted` proxies.
    pub(crate) fn client_ip(self, headers: &HeaderMap, trusted: &TrustedProxies) -> IpAddr {
        let values = headers.get_all(FORWARDED_FOR).iter();
        trusted.visitor(self.0.ip(), values.map(|value| HeaderValue::to_str(value).unwrap_or_default()))
    }

    /// Whether the request was made on this very machine, and not handed on by a proxy that runs here.
    pub(crate) fn is_local(self, headers: &HeaderMap) -> bool {
        let forwarded = headers.contains_key(FORWARDED_FOR) || headers.contains_key(header::FORWARDED);
        self.0.ip().to_canonical().is_loopback() && !forwarded
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_through_a_proxy_is_not_local() {
        let forwarded = HeaderMap::from_iter([(FORWARDED_FOR, HeaderValue::from_static("192.0.2.7"))]);
        let peer = ClientAddr::new(SocketAddr::from(([127, 0, 0, 1], 1)));
        assert!(peer.is_local(&HeaderMap::new()));
        assert!(!peer.is_local(&forwarded));
    }
}

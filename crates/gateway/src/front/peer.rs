//! Where a request comes from.

use std::net::{IpAddr, SocketAddr};

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

    /// Who asks: the other end, or whom it speaks for where it is one of the `trusted` proxies.
    ///
    /// The last entry of the header is the one that the proxy itself added; all before it could be anybody's.
    pub(super) fn speaks_for(self, headers: &HeaderMap, trusted: &[IpAddr]) -> IpAddr {
        let own = self.0.ip().to_canonical();
        if !trusted.contains(&own) {
            return own;
        }
        let values = headers.get_all(FORWARDED_FOR);
        let last = values.iter().next_back().and_then(|value| value.to_str().ok());
        let last = last.and_then(|value| value.rsplit(',').next());
        last.and_then(|address| address.trim().parse().ok()).unwrap_or(own)
    }

    /// Whether the request was made on this very machine, and not handed on by a proxy that runs here.
    pub(super) fn is_local(self, headers: &HeaderMap) -> bool {
        let forwarded = headers.contains_key(FORWARDED_FOR) || headers.contains_key(header::FORWARDED);
        self.0.ip().to_canonical().is_loopback() && !forwarded
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forwarded(value: &'static str) -> HeaderMap {
        HeaderMap::from_iter([(FORWARDED_FOR, header::HeaderValue::from_static(value))])
    }

    fn peer() -> Peer {
        Peer::new(SocketAddr::from(([127, 0, 0, 1], 1)))
    }

    #[test]
    fn a_trusted_proxy_speaks_for_the_last_address_it_added() {
        let headers = forwarded("198.51.100.1, 192.0.2.7");
        let proxy = [IpAddr::from([127, 0, 0, 1])];
        assert_eq!(peer().speaks_for(&headers, &proxy), IpAddr::from([192, 0, 2, 7]));
    }

    #[test]
    fn nobody_else_speaks_for_others() {
        let headers = forwarded("192.0.2.7");
        assert_eq!(peer().speaks_for(&headers, &[]), IpAddr::from([127, 0, 0, 1]));
    }

    #[test]
    fn a_request_through_a_proxy_is_not_local() {
        assert!(peer().is_local(&HeaderMap::new()));
        assert!(!peer().is_local(&forwarded("192.0.2.7")));
    }
}

//! What stands in the log when somebody speaks another protocol than this port does.

use std::time::Duration;

use tracing::warn;

use crate::log::RateLimitedLine;

/// How often the same hint is repeated.
const EVERY: Duration = Duration::from_mins(1);

/// The hints that have been given.
#[derive(Debug)]
pub(super) struct WrongProtocolLog {
    tls_to_http: RateLimitedLine,
    http_to_https: RateLimitedLine,
    proxy_line: RateLimitedLine,
    foreign: RateLimitedLine,
    is_https: bool,
}

/// What the first bytes of a connection look like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Protocol {
    /// A record of TLS.
    Tls,
    /// The line that a load balancer puts in front (PROXY protocol, version 1 or 2).
    ProxyLine,
    /// MQTT without a WebSocket.
    Mqtt,
    /// HTTP, version 1 or 2.
    Http,
    /// Something else, or too few bytes to tell.
    Unknown,
}

impl Protocol {
    /// How many bytes are needed to tell.
    pub(super) const ENOUGH: usize = 16;

    /// Judges by the first bytes.
    pub(super) fn of(first: &[u8]) -> Self {
        const VERSION_2: &[u8] = b"\r\n\r\n\0\r\nQUIT\n";
        const METHODS: [&[u8]; 9] =
            [b"GET ", b"HEAD ", b"POST ", b"PUT ", b"DELETE ", b"OPTIONS ", b"PATCH ", b"CONNECT ", b"PRI * "];
        if first.starts_with(b"PROXY ") || first.starts_with(VERSION_2) {
            Self::ProxyLine
        } else if first.starts_with(b"\x16\x03") {
            Self::Tls
        } else if METHODS.iter().any(|method| first.starts_with(method)) {
            Self::Http
        } else if first.first() == Some(&0x10) && first.windows(4).any(|name| name == b"MQTT" || name == b"MQIs") {
            Self::Mqtt
        } else {
            Self::Unknown
        }
    }
}

impl WrongProtocolLog {
    /// For a port that speaks HTTPS, or plain HTTP.
    pub(super) fn new(is_https: bool) -> Self {
        let line = || RateLimitedLine::new(EVERY);
        Self { tls_to_http: line(), http_to_https: line(), proxy_line: line(), foreign: line(), is_https }
    }

    /// Writes a hint, unless the protocol is the one that is spoken here or the same hint stands there already.
    pub(super) fn log(&self, protocol: Protocol) {
        match (protocol, self.is_https) {
            (Protocol::Tls, false) => self.tls_to_http.write(|repeated| {
                warn!(
                    repeated,
                    "TLS was spoken to this port, which speaks plain HTTP: use http://, or start the gateway with \
                     --tls-cert or --tls-self-made"
                );
            }),
            (Protocol::Http, true) => self.http_to_https.write(|repeated| {
                warn!(
                    repeated,
                    "plain HTTP was spoken to this port, which speaks HTTPS: use https://, also from the proxy in front"
                );
            }),
            (Protocol::ProxyLine, _) => self.proxy_line.write(|repeated| {
                warn!(
                    repeated,
                    "a PROXY line was sent to this port, which does not take it: turn the PROXY protocol off at the load \
                     balancer; visitors are known by X-Forwarded-For and --trusted-proxy"
                );
            }),
            (Protocol::Mqtt, _) => self.foreign.write(|repeated| {
                warn!(repeated, "MQTT without a WebSocket was spoken to this port: devices connect to EnOS itself");
            }),
            (Protocol::Tls, true) | (Protocol::Http, false) | (Protocol::Unknown, _) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_protocols_by_their_first_bytes() {
        for (first, protocol) in [
            (b"\x16\x03\x01\x02\x00\x01\x00".as_slice(), Protocol::Tls),
            (b"PROXY TCP4 192.0.2.1 192.0.2.2 1 2\r\n", Protocol::ProxyLine),
            (b"\r\n\r\n\0\r\nQUIT\n\x21\x11", Protocol::ProxyLine),
            (b"GET / HTTP/1.1\r\n", Protocol::Http),
            (b"PRI * HTTP/2.0\r\n\r\n", Protocol::Http),
            (b"\x10\x0c\0\x04MQTT\x04\x02\0\x3c\0\0", Protocol::Mqtt),
            (b"SSH-2.0-client\r\n", Protocol::Unknown),
            (b"", Protocol::Unknown),
        ] {
            assert_eq!(Protocol::of(first), protocol, "{first:x?}");
        }
    }
}

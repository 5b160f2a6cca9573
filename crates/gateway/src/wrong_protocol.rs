//! What stands in the log when somebody speaks another protocol than this port does.

use std::time::Duration;

use tracing::warn;

use crate::log::RateLimitedLine;

/// How often the same hint is repeated.
const EVERY: Duration = Duration::from_mins(1);

const TLS_TO_HTTP: &str = "TLS was spoken to this port, which speaks plain HTTP: use http://, or start the gateway with \
                           --tls-cert or --tls-self-made";
const HTTP_TO_HTTPS: &str =
    "plain HTTP was spoken to this port, which speaks HTTPS: use https://, also from the proxy in front";
const PROXY_LINE: &str = "a PROXY line was sent to this port, which does not take it: turn the PROXY protocol off at the \
                          load balancer; visitors are known by X-Forwarded-For and --trusted-proxy";
const MQTT: &str = "MQTT without a WebSocket was spoken to this port: devices connect to EnOS itself";

/// The hints, each of which is given once in a while.
#[derive(Debug)]
pub(crate) struct WrongProtocolLog {
    is_https: bool,
    lines: [(Protocol, RateLimitedLine); 4],
}

/// What the first bytes of a connection look like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Protocol {
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
    pub(crate) const ENOUGH: usize = 16;

    /// Judges by the first bytes.
    pub(crate) fn of(first: &[u8]) -> Self {
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
    pub(crate) fn new(is_https: bool) -> Self {
        let protocols = [Protocol::Tls, Protocol::Http, Protocol::ProxyLine, Protocol::Mqtt];
        Self { is_https, lines: protocols.map(|protocol| (protocol, RateLimitedLine::new(EVERY))) }
    }

    /// Writes a hint, unless the protocol is the one that is spoken here or the same hint stands there already.
    pub(crate) fn log(&self, first: &[u8]) {
        let protocol = Protocol::of(first);
        let hint = match (protocol, self.is_https) {
            (Protocol::Tls, false) => TLS_TO_HTTP,
            (Protocol::Http, true) => HTTP_TO_HTTPS,
            (Protocol::ProxyLine, _) => PROXY_LINE,
            (Protocol::Mqtt, _) => MQTT,
            (Protocol::Tls, true) | (Protocol::Http, false) | (Protocol::Unknown, _) => return,
        };
        if let Some((_, line)) = self.lines.iter().find(|(of, _)| *of == protocol) {
            line.write(|repeated| warn!(repeated, "{hint}"));
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

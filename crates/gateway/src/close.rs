//! Why a bridged connection ends, as the browser is told: a close code and a short text.

use std::fmt;

/// The longest reason that a WebSocket close frame can carry, in bytes (RFC 6455, 5.5).
const LONGEST_REASON: usize = 123;

/// Why the gateway closes a browser's WebSocket.
///
/// The table of codes and words stands in the documentation of [the crate](crate). The word is stable, the sentence
/// behind it may change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CloseReason {
    /// The upstream ended the connection in the ordinary way.
    UpstreamClosed,
    /// The gateway is being stopped and has waited as long as it was told to.
    Stopping,
    /// The browser broke the rules of the WebSocket protocol.
    BrokenFrame,
    /// The browser sent text; MQTT travels in binary messages only (MQTT-6.0.0-1).
    TextMessage,
    /// The browser sent a message larger than the limit, in bytes.
    TooLarge(usize),
    /// The browser sent more than this, in bytes, before the upstream was connected.
    TooEarly(usize),
    /// The gateway holds as many connections as it may, in all or for this address.
    Full,
    /// The upstream's host name has no address.
    UpstreamName,
    /// Nothing listens at the upstream's address.
    UpstreamRefused,
    /// The upstream did not answer in time.
    UpstreamTimeout,
    /// TLS with the upstream failed, with what went wrong.
    UpstreamTls(TlsFault),
    /// The upstream's address cannot be reached from here.
    UpstreamUnreachable,
    /// The upstream cut the connection.
    UpstreamReset,
    /// The upstream has stopped reading.
    UpstreamStalled,
    /// Nothing was said for too long.
    Idle,
}

/// What went wrong while TLS with the upstream was being set up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TlsFault {
    /// The upstream's certificate was signed by nobody whom the gateway trusts.
    UnknownIssuer,
    /// The upstream's certificate is for another name.
    WrongName,
    /// The upstream's certificate is out of date, or not valid yet.
    OutOfDate,
    /// The upstream's certificate is broken, revoked or not meant for servers.
    BadCertificate,
    /// The upstream asks for a client certificate, or refuses the one it was given.
    ClientCertificate,
    /// The other side does not speak TLS, or no version that is still safe.
    NotTls,
    /// Another failure of the handshake.
    Handshake,
}

impl CloseReason {
    /// The close code that the browser sees as `CloseEvent.code`.
    #[must_use]
    pub fn code(&self) -> u16 {
        match self {
            Self::UpstreamClosed => 1000,
            Self::Stopping => 1001,
            Self::BrokenFrame => 1002,
            Self::TextMessage => 1003,
            Self::TooEarly(_) => 1008,
            Self::TooLarge(_) => 1009,
            Self::Full => 1013,
            Self::UpstreamName => 4500,
            Self::UpstreamRefused => 4501,
            Self::UpstreamTimeout => 4502,
            Self::UpstreamTls(_) => 4503,
            Self::UpstreamUnreachable => 4504,
            Self::UpstreamReset => 4505,
            Self::UpstreamStalled => 4506,
            Self::Idle => 4507,
        }
    }

    /// The stable word at the start of the reason; also the label in logs and metrics.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::UpstreamClosed => "upstream-closed",
            Self::Stopping => "gateway-stopping",
            Self::BrokenFrame => "broken-frame",
            Self::TextMessage => "text-message",
            Self::TooLarge(_) => "too-large",
            Self::TooEarly(_) => "too-early",
            Self::Full => "gateway-full",
            Self::UpstreamName => "upstream-name",
            Self::UpstreamRefused => "upstream-refused",
            Self::UpstreamTimeout => "upstream-timeout",
            Self::UpstreamTls(_) => "upstream-tls",
            Self::UpstreamUnreachable => "upstream-unreachable",
            Self::UpstreamReset => "upstream-reset",
            Self::UpstreamStalled => "upstream-stalled",
            Self::Idle => "idle",
        }
    }

    /// The text that the browser sees as `CloseEvent.reason`, at most 123 bytes.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = self.to_string();
        text.truncate(text.floor_char_boundary(LONGEST_REASON));
        text
    }
}

impl fmt::Display for CloseReason {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}: ", self.word())?;
        match self {
            Self::UpstreamClosed => out.write_str("the MQTT server ended the connection"),
            Self::Stopping => out.write_str("the gateway is being stopped"),
            Self::BrokenFrame => out.write_str("the WebSocket frame breaks the protocol"),
            Self::TextMessage => out.write_str("MQTT travels in binary messages only"),
            Self::TooLarge(limit) => write!(out, "the message is larger than {limit} bytes"),
            Self::TooEarly(limit) => write!(out, "more than {limit} bytes came before the MQTT server was connected"),
            Self::Full => out.write_str("the gateway holds as many connections as it may"),
            Self::UpstreamName => out.write_str("the MQTT server's host name has no address"),
            Self::UpstreamRefused => out.write_str("nothing listens at the MQTT server's address"),
            Self::UpstreamTimeout => out.write_str("the MQTT server did not answer in time"),
            Self::UpstreamTls(fault) => out.write_str(fault.sentence()),
            Self::UpstreamUnreachable => out.write_str("the MQTT server's address cannot be reached from the gateway"),
            Self::UpstreamReset => out.write_str("the MQTT server cut the connection"),
            Self::UpstreamStalled => out.write_str("the MQTT server has stopped reading"),
            Self::Idle => out.write_str("nothing was said for too long"),
        }
    }
}

impl TlsFault {
    fn sentence(self) -> &'static str {
        match self {
            Self::UnknownIssuer => "the gateway does not trust who signed the MQTT server's certificate",
            Self::WrongName => "the MQTT server's certificate is for another name",
            Self::OutOfDate => "the MQTT server's certificate is out of date or not valid yet",
            Self::BadCertificate => "the MQTT server's certificate is not acceptable",
            Self::ClientCertificate => "the MQTT server asks for another client certificate than the gateway has",
            Self::NotTls => "the MQTT server does not speak TLS 1.2 or 1.3 at this port",
            Self::Handshake => "the TLS handshake with the MQTT server failed",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all() -> Vec<CloseReason> {
        let faults = [
            TlsFault::UnknownIssuer,
            TlsFault::WrongName,
            TlsFault::OutOfDate,
            TlsFault::BadCertificate,
            TlsFault::ClientCertificate,
            TlsFault::NotTls,
            TlsFault::Handshake,
        ];
        let mut reasons = vec![
            CloseReason::UpstreamClosed,
            CloseReason::Stopping,
            CloseReason::BrokenFrame,
            CloseReason::TextMessage,
            CloseReason::TooLarge(usize::MAX),
            CloseReason::TooEarly(usize::MAX),
            CloseReason::Full,
            CloseReason::UpstreamName,
            CloseReason::UpstreamRefused,
            CloseReason::UpstreamTimeout,
            CloseReason::UpstreamUnreachable,
            CloseReason::UpstreamReset,
            CloseReason::UpstreamStalled,
            CloseReason::Idle,
        ];
        reasons.extend(faults.map(CloseReason::UpstreamTls));
        reasons
    }

    #[test]
    fn every_reason_fits_into_a_close_frame_unshortened() {
        for reason in all() {
            assert!(reason.to_string().len() <= LONGEST_REASON, "{reason}");
            assert_eq!(reason.text(), reason.to_string());
        }
    }

    #[test]
    fn every_code_may_be_sent_by_an_endpoint() {
        for reason in all() {
            let code = reason.code();
            assert!(matches!(code, 1000..=1003 | 1007..=1013 | 4000..=4999), "{code}");
        }
    }

    #[test]
    fn each_word_has_one_code() {
        for one in all() {
            for other in all() {
                assert_eq!(one.word() == other.word(), one.code() == other.code(), "{one} and {other}");
            }
        }
    }

    #[test]
    fn a_refusal_names_the_word_first() {
        assert_eq!(
            CloseReason::UpstreamRefused.text(),
            "upstream-refused: nothing listens at the MQTT server's address"
        );
        assert_eq!(CloseReason::TooLarge(262_144).text(), "too-large: the message is larger than 262144 bytes");
    }
}

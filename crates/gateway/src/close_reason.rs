//! Why a bridged connection ends, as the browser is told: a close code and a short text.

use thiserror::Error;

use crate::config::Moment;

/// The longest reason that a WebSocket close frame can carry, in bytes (RFC 6455, 5.5).
const LONGEST_REASON: usize = 123;

/// Why the gateway closes a browser's WebSocket.
///
/// The table of codes and words stands in the documentation of [the crate](crate). The word is stable, the sentence, by
/// which each variant is displayed, may change.
#[expect(missing_docs, reason = "the sentences say what each one is")]
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum CloseReason {
    #[error("the MQTT server closed the connection")]
    UpstreamClosed,
    #[error("the gateway is shutting down")]
    Stopping,
    #[error("a WebSocket frame violated the protocol")]
    BrokenFrame,
    #[error("a text message was received; MQTT requires binary messages")]
    TextMessage,
    #[error("the message is larger than {0} bytes")]
    TooLarge(usize),
    #[error("more than {0} bytes came before the MQTT server was connected")]
    TooEarly(usize),
    #[error("the gateway has reached its connection limit")]
    Full,
    #[error("the MQTT server's host name cannot be resolved")]
    UpstreamName,
    #[error("no service is listening at the MQTT server's address")]
    UpstreamRefused,
    #[error("the MQTT server did not answer in time")]
    UpstreamTimeout,
    #[error("{0}")]
    UpstreamTls(TlsFault),
    #[error(
        "the MQTT server's certificate {} {moment}; the gateway's clock says {now}",
        if *is_over { "ended" } else { "begins" }
    )]
    UpstreamTime { is_over: bool, moment: Moment, now: Moment },
    #[error("the gateway's clock says {0}, which cannot be; certificates need the right time")]
    GatewayClock(Moment),
    #[error("{0}")]
    Local(LocalFault),
    #[error("the gateway cannot reach the MQTT server")]
    UpstreamUnreachable,
    #[error("the MQTT server closed the connection unexpectedly")]
    UpstreamReset,
    #[error("the MQTT server stopped receiving data")]
    UpstreamStalled,
    #[error("the connection was idle for too long")]
    Idle,
}

/// What keeps the gateway's own machine from connecting.
#[expect(missing_docs, reason = "the sentences say what each one is")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum LocalFault {
    #[error("the gateway may not open more sockets; its limit of open files is too low")]
    Files,
    #[error("the gateway's machine has no local port left for one more connection")]
    Ports,
    #[error("the gateway's machine has no memory for one more connection")]
    Memory,
    #[error("a firewall or sandbox on the gateway's machine forbids this connection")]
    Forbidden,
}

/// What went wrong while TLS with the upstream was being set up.
#[expect(missing_docs, reason = "the sentences say what each one is")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum TlsFault {
    #[error("the gateway does not trust the issuer of the MQTT server's certificate")]
    UnknownIssuer,
    #[error("the MQTT server's certificate is for another host name")]
    WrongName,
    #[error("the MQTT server's certificate has no subjectAltName; name it by 'pin', or have it made anew")]
    NoName,
    #[error("the MQTT server shows an authority's own certificate; name it by 'pin', or make another")]
    Authority,
    #[error("the MQTT server's certificate is of X.509 version 1; name it by 'pin', or make another")]
    OldVersion,
    #[error("the MQTT server's certificate has been revoked")]
    Revoked,
    #[error("the MQTT server's certificate is not meant for servers")]
    Purpose,
    #[error("the MQTT server's certificate is signed by an algorithm that is not supported")]
    Algorithm,
    #[error("the MQTT server shows another certificate than the one that 'pin' names")]
    NotPinned,
    #[error("the MQTT server's certificate is invalid")]
    BadCertificate,
    #[error("the MQTT server did not accept the gateway's client certificate")]
    ClientCertificate,
    #[error("the MQTT server requires a client certificate, and the gateway has none")]
    ClientCertificateMissing,
    #[error("the gateway's client certificate has expired or is not valid yet")]
    ClientCertificateTime,
    #[error("the MQTT server knows no host of this name; see 'server-name'")]
    ServerName,
    #[error("the MQTT server and the gateway have no TLS cipher or signature in common")]
    NothingInCommon,
    #[error("the MQTT server closed the connection during the TLS handshake")]
    HungUp,
    #[error("the MQTT server does not speak TLS 1.2 or 1.3 at this port")]
    NotTls,
    #[error("the TLS handshake with the MQTT server failed")]
    Handshake,
}

/// How a bridged connection ended, for the log and the metrics.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Outcome {
    BrowserClosed,
    /// The browser vanished, or did not read, or did not answer.
    BrowserLost(&'static str),
    /// The gateway closed it.
    Closed(CloseReason),
}

impl Outcome {
    pub(crate) fn word(&self) -> &'static str {
        match self {
            Self::BrowserClosed => "browser-closed",
            Self::BrowserLost(word) => word,
            Self::Closed(reason) => reason.word(),
        }
    }
}

impl CloseReason {
    /// The close code that the browser sees as `CloseEvent.code`.
    #[must_use]
    pub fn code(&self) -> u16 {
        self.code_and_word().0
    }

    /// The stable word at the start of the reason; also the label in logs and metrics.
    #[must_use]
    pub fn word(&self) -> &'static str {
        self.code_and_word().1
    }

    /// The text that the browser sees as `CloseEvent.reason`, at most 123 bytes.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = format!("{}: {self}", self.word());
        text.truncate(text.floor_char_boundary(LONGEST_REASON));
        text
    }

    fn code_and_word(&self) -> (u16, &'static str) {
        match self {
            Self::UpstreamClosed => (1000, "upstream-closed"),
            Self::Stopping => (1001, "gateway-stopping"),
            Self::BrokenFrame => (1002, "broken-frame"),
            Self::TextMessage => (1003, "text-message"),
            Self::TooEarly(_) => (1008, "too-early"),
            Self::TooLarge(_) => (1009, "too-large"),
            Self::Full => (1013, "gateway-full"),
            Self::UpstreamName => (4500, "upstream-name"),
            Self::UpstreamRefused => (4501, "upstream-refused"),
            Self::UpstreamTimeout => (4502, "upstream-timeout"),
            Self::UpstreamTls(_) => (4503, "upstream-tls"),
            Self::UpstreamUnreachable => (4504, "upstream-unreachable"),
            Self::UpstreamReset => (4505, "upstream-reset"),
            Self::UpstreamStalled => (4506, "upstream-stalled"),
            Self::Idle => (4507, "idle"),
            Self::Local(_) => (4508, "gateway-machine"),
            Self::UpstreamTime { .. } => (4509, "upstream-time"),
            Self::GatewayClock(_) => (4510, "gateway-clock"),
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
            TlsFault::NoName,
            TlsFault::Authority,
            TlsFault::OldVersion,
            TlsFault::Revoked,
            TlsFault::Purpose,
            TlsFault::Algorithm,
            TlsFault::NotPinned,
            TlsFault::BadCertificate,
            TlsFault::ClientCertificate,
            TlsFault::ClientCertificateMissing,
            TlsFault::ClientCertificateTime,
            TlsFault::ServerName,
            TlsFault::NothingInCommon,
            TlsFault::HungUp,
            TlsFault::NotTls,
            TlsFault::Handshake,
        ];
        let local = [LocalFault::Files, LocalFault::Ports, LocalFault::Memory, LocalFault::Forbidden];
        let now = Moment::from_unix_seconds(1_795_792_800);
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
            CloseReason::GatewayClock(now),
            CloseReason::UpstreamTime { is_over: true, moment: now, now },
            CloseReason::UpstreamTime { is_over: false, moment: now, now },
        ];
        reasons.extend(local.map(CloseReason::Local));
        reasons.extend(faults.map(CloseReason::UpstreamTls));
        reasons
    }

    #[test]
    fn every_reason_fits_into_a_close_frame_unshortened() {
        for reason in all() {
            assert!(reason.text().len() <= LONGEST_REASON, "{reason}");
            assert_eq!(reason.text(), format!("{}: {reason}", reason.word()));
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
            "upstream-refused: no service is listening at the MQTT server's address"
        );
        assert_eq!(CloseReason::TooLarge(262_144).text(), "too-large: the message is larger than 262144 bytes");
    }
}

//! Why a bridged connection ends, as the browser is told: a close code and a short text.

use std::fmt;

use crate::config::certificate::Moment;

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
    /// By this machine's clock, the upstream's certificate is not valid.
    UpstreamTime {
        /// It was valid until that moment; else it will be from then on.
        is_over: bool,
        /// The end or the beginning of its validity.
        moment: Moment,
        /// What this machine's clock says.
        now: Moment,
    },
    /// This machine's clock cannot be right, so that no certificate can be judged.
    GatewayClock(Moment),
    /// The gateway's own machine keeps it from connecting.
    Local(LocalFault),
    /// The upstream's address cannot be reached from here.
    UpstreamUnreachable,
    /// The upstream cut the connection.
    UpstreamReset,
    /// The upstream has stopped reading.
    UpstreamStalled,
    /// Nothing was said for too long.
    Idle,
}

/// What keeps the gateway's own machine from connecting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LocalFault {
    /// No more files or sockets may be open.
    Files,
    /// No local port is free for one more connection.
    Ports,
    /// There is no memory for one more socket.
    Memory,
    /// A firewall or a sandbox on this machine forbids it.
    Forbidden,
}

/// What went wrong while TLS with the upstream was being set up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TlsFault {
    /// The upstream's certificate was signed by nobody whom the gateway trusts.
    UnknownIssuer,
    /// The upstream's certificate is for another name.
    WrongName,
    /// The upstream's certificate names no host in the field for it, at best in its common name.
    NoName,
    /// The upstream's certificate is an authority's own, as `openssl req -x509` makes it.
    Authority,
    /// The upstream's certificate is of version 1, which cannot say what it is for.
    OldVersion,
    /// The upstream's certificate has been revoked.
    Revoked,
    /// The upstream's certificate is not meant for servers.
    Purpose,
    /// The upstream's certificate was signed by an algorithm that the gateway does not take.
    Algorithm,
    /// The upstream shows another certificate than the one that is trusted.
    NotPinned,
    /// The upstream's certificate is broken.
    BadCertificate,
    /// The upstream refuses the client certificate that it was given.
    ClientCertificate,
    /// The upstream asks for a client certificate, and the gateway has none.
    ClientCertificateMissing,
    /// The gateway's client certificate has run out, or is not valid yet.
    ClientCertificateTime,
    /// The upstream knows no server of the name that was asked for.
    ServerName,
    /// The two sides have no cipher or signature in common.
    NothingInCommon,
    /// The other side ended the connection in the middle of the handshake.
    HungUp,
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
            Self::Local(_) => 4508,
            Self::UpstreamTime { .. } => 4509,
            Self::GatewayClock(_) => 4510,
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
            Self::Local(_) => "gateway-machine",
            Self::UpstreamTime { .. } => "upstream-time",
            Self::GatewayClock(_) => "gateway-clock",
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
            Self::Local(fault) => out.write_str(fault.sentence()),
            Self::UpstreamTime { is_over, moment, now } => {
                let verb = if *is_over { "ended" } else { "begins" };
                write!(out, "the MQTT server's certificate {verb} {moment}; the gateway's clock says {now}")
            }
            Self::GatewayClock(now) => {
                write!(out, "the gateway's clock says {now}, which cannot be; certificates need the right time")
            }
        }
    }
}

impl LocalFault {
    fn sentence(self) -> &'static str {
        match self {
            Self::Files => "the gateway may not open more sockets; its limit of open files is too low",
            Self::Ports => "the gateway's machine has no local port left for one more connection",
            Self::Memory => "the gateway's machine has no memory for one more connection",
            Self::Forbidden => "a firewall or sandbox on the gateway's machine forbids this connection",
        }
    }
}

impl TlsFault {
    fn sentence(self) -> &'static str {
        match self {
            Self::UnknownIssuer => "the gateway does not trust who signed the MQTT server's certificate",
            Self::WrongName => "the MQTT server's certificate is for another name",
            Self::NoName => {
                "the MQTT server's certificate has no subjectAltName; name it by 'pin', or have it made anew"
            }
            Self::Authority => {
                "the MQTT server shows an authority's own certificate; name it by 'pin', or make another"
            }
            Self::OldVersion => {
                "the MQTT server's certificate is of X.509 version 1; name it by 'pin', or make another"
            }
            Self::Revoked => "the MQTT server's certificate has been revoked",
            Self::Purpose => "the MQTT server's certificate is not meant for servers",
            Self::Algorithm => "the MQTT server's certificate is signed by an algorithm that is not supported",
            Self::NotPinned => "the MQTT server shows another certificate than the one that 'pin' names",
            Self::BadCertificate => "the MQTT server's certificate is not acceptable",
            Self::ClientCertificate => "the MQTT server asks for another client certificate than the gateway has",
            Self::ClientCertificateMissing => "the MQTT server asks for a client certificate, and the gateway has none",
            Self::ClientCertificateTime => "the gateway's client certificate has run out or is not valid yet",
            Self::ServerName => "the MQTT server knows no host of this name; see 'server-name'",
            Self::NothingInCommon => "the MQTT server and the gateway have no TLS cipher or signature in common",
            Self::HungUp => "the MQTT server hung up in the middle of the TLS handshake",
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

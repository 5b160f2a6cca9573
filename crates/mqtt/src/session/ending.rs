use alloc::string::String;
use core::fmt;

use super::{CloseCode, CloseInfo};
use crate::{ConnackCode, DecodeError, PacketId, PacketKind};

/// How a session ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ending {
    /// By [`super::Session::disconnect`].
    ByUs,
    /// The connection never opened.
    NotOpened(CloseInfo),
    /// It was closed before the server had answered CONNECT: what a server does with a CONNECT that it takes for invalid
    /// ([MQTT-3.1.4-1]), or one without a fitting return code ([MQTT-3.2.2-6]).
    WithoutConnack(CloseInfo),
    /// It was closed by the other side, or broke, after the server had accepted it.
    ByPeer(CloseInfo),
    /// The server refused the CONNECT.
    Refused(ConnackCode),
    /// The server broke a rule, and the connection was closed for that ([MQTT-4.8.0-1]).
    Violation(Violation),
    /// An answer did not come in time.
    TimedOut(Waiting),
    /// The server opened a WebSocket, but did not agree to speak `mqtt` on it ([MQTT-6.0.0-4]).
    SubprotocolRefused {
        /// The subprotocol that it chose; empty if none.
        got: String,
    },
}

/// Which rule a server broke.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Violation {
    /// Bytes that are no packet, or one over the limit.
    Malformed(DecodeError),
    /// A text message ([MQTT-6.0.0-1]).
    TextMessage,
    /// Something other than CONNACK came first ([MQTT-3.2.0-1]).
    BeforeConnack(PacketKind),
    /// A packet that only clients send, or a second CONNACK.
    Unexpected(PacketKind),
    /// A stored session, although a clean one was asked for ([MQTT-3.2.2-1]).
    SessionPresent,
    /// SUBACK with another number of return codes than there were filters ([MQTT-3.8.4-5]).
    SubackCount {
        /// The SUBSCRIBE that it answers.
        id: PacketId,
        /// How many filters it had.
        filters: usize,
        /// How many return codes came.
        codes: usize,
    },
}

/// Which answer a session was waiting for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Waiting {
    /// CONNACK for CONNECT.
    Connack,
    /// PINGRESP for PINGREQ.
    Pingresp,
    /// SUBACK for that SUBSCRIBE.
    Suback(PacketId),
    /// UNSUBACK for that UNSUBSCRIBE.
    Unsuback(PacketId),
    /// PUBACK for that PUBLISH with QoS 1.
    Puback(PacketId),
    /// PUBREC for that PUBLISH with QoS 2.
    Pubrec(PacketId),
    /// PUBCOMP for that PUBREL.
    Pubcomp(PacketId),
}

impl Violation {
    /// The normative statement of MQTT 3.1.1 that is broken, where it has a number.
    #[must_use]
    pub const fn statement(self) -> Option<&'static str> {
        match self {
            Self::Malformed(error) => error.statement(),
            Self::TextMessage => Some("MQTT-6.0.0-1"),
            Self::BeforeConnack(_) => Some("MQTT-3.2.0-1"),
            Self::Unexpected(_) => Some("MQTT-4.8.0-1"),
            Self::SessionPresent => Some("MQTT-3.2.2-1"),
            Self::SubackCount { .. } => Some("MQTT-3.8.4-5"),
        }
    }

    /// The code to close the WebSocket with.
    #[must_use]
    pub const fn close_code(self) -> CloseCode {
        match self {
            Self::Malformed(DecodeError::TooLarge { .. }) => CloseCode::TooBig,
            Self::TextMessage => CloseCode::TextMessage,
            Self::Malformed(_)
            | Self::BeforeConnack(_)
            | Self::Unexpected(_)
            | Self::SessionPresent
            | Self::SubackCount { .. } => CloseCode::ProtocolError,
        }
    }
}

impl fmt::Display for Ending {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ByUs => formatter.write_str("disconnected by this side"),
            Self::NotOpened(info) => write!(formatter, "the connection did not open ({info})"),
            Self::WithoutConnack(info) => {
                write!(formatter, "the connection was closed before CONNACK ({info})")
            }
            Self::ByPeer(info) => write!(formatter, "the connection was closed ({info})"),
            Self::Refused(code) => {
                write!(formatter, "the server refused with CONNACK {}: {code}", code.code())
            }
            Self::Violation(violation) => violation.fmt(formatter),
            Self::TimedOut(waiting) => write!(formatter, "{waiting} did not come in time"),
            Self::SubprotocolRefused { got } if got.is_empty() => {
                formatter.write_str("the server did not agree to the subprotocol `mqtt`")
            }
            Self::SubprotocolRefused { got } => {
                write!(formatter, "the server chose the subprotocol `{got}` instead of `mqtt`")
            }
        }
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Malformed(error) => error.fmt(formatter),
            Self::TextMessage => formatter.write_str("a text message was received"),
            Self::BeforeConnack(kind) => write!(formatter, "{kind} was received before CONNACK"),
            Self::Unexpected(kind) => write!(formatter, "{kind} was received, which is not expected here"),
            Self::SessionPresent => formatter.write_str("CONNACK has a session present, but a clean one was asked for"),
            Self::SubackCount { id, filters, codes } => {
                write!(formatter, "SUBACK {id} has {codes} return codes for {filters} filters")
            }
        }
    }
}

impl fmt::Display for Waiting {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Connack => formatter.write_str("CONNACK"),
            Self::Pingresp => formatter.write_str("PINGRESP"),
            Self::Suback(id) => write!(formatter, "SUBACK {id}"),
            Self::Unsuback(id) => write!(formatter, "UNSUBACK {id}"),
            Self::Puback(id) => write!(formatter, "PUBACK {id}"),
            Self::Pubrec(id) => write!(formatter, "PUBREC {id}"),
            Self::Pubcomp(id) => write!(formatter, "PUBCOMP {id}"),
        }
    }
}

impl fmt::Display for CloseInfo {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "code {}", self.code)?;
        if !self.reason.is_empty() {
            write!(formatter, ", {}", self.reason.visible())?;
        }
        Ok(())
    }
}

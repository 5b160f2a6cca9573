//! CONNACK (section 3.2): the server's answer to CONNECT.
//!
//! ```text
//!          7   6   5   4   3   2   1   0
//! byte 1   0   0   1   0   0   0   0   0
//! byte 2   remaining length: 2
//! byte 3   0   0   0   0   0   0   0   session present
//! byte 4   return code, 0 to 5
//! ```

use core::fmt;

use crate::{DecodeError, EncodeError, Field, wire::Reader};

/// The server's answer to CONNECT.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Connack {
    /// Whether the server goes on with a stored session; never with a refusal ([MQTT-3.2.2-4]).
    pub session_present: bool,
    /// Accepted, or refused and why.
    pub code: ConnackCode,
}

/// The return codes of CONNACK (table 3.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ConnackCode {
    /// 0: the connection is accepted.
    Accepted,
    /// 1: the server does not support this level of the protocol.
    UnacceptableProtocolVersion,
    /// 2: the client identifier is correct UTF-8, but not allowed by the server.
    IdentifierRejected,
    /// 3: the connection has been made, but the MQTT service is unavailable.
    ServerUnavailable,
    /// 4: the data in the user name or password is malformed.
    BadUserNameOrPassword,
    /// 5: the client is not authorised to connect.
    NotAuthorized,
}

impl Connack {
    #[inline]
    pub(super) fn decode(mut reader: Reader<'_>) -> Result<Self, DecodeError> {
        if let Some(code) = reason_of_version_5(reader.peek()) {
            return Err(DecodeError::ConnackOfVersion5 { code });
        }
        reader.at_most(2)?;
        let flags = reader.byte(Field::AcknowledgeFlags)?;
        let code = reader.byte(Field::ReturnCode)?;
        if flags > 1 {
            return Err(DecodeError::ConnackReservedFlags { flags, code });
        }
        let Some(known) = ConnackCode::from_code(code) else {
            return Err(DecodeError::ConnackCode { code });
        };
        if flags == 1 && known != ConnackCode::Accepted {
            return Err(DecodeError::SessionPresentWithRefusal { code });
        }
        Ok(Self { session_present: flags == 1, code: known })
    }

    #[inline]
    pub(super) fn encode(self) -> Result<[u8; 4], EncodeError> {
        if self.session_present && self.code != ConnackCode::Accepted {
            return Err(EncodeError::SessionPresentWithRefusal);
        }
        Ok([0x20, 2, u8::from(self.session_present), self.code.code()])
    }
}

/// The reason code, where this is a CONNACK of MQTT 5: behind flags and code, the length of its properties and no more than
/// those (MQTT 5, section 3.2.2). A server that speaks only MQTT 5 answers a client of MQTT 3.1.1 with one.
fn reason_of_version_5(packet: &[u8]) -> Option<u8> {
    let [0..=1, code, behind @ ..] = packet else { return None };
    let (mut length, mut rest) = (0_usize, behind);
    for place in 0..4 {
        let (byte, behind) = rest.split_first()?;
        length |= usize::from(byte & 0x7f) << (7 * place);
        rest = behind;
        if byte & 0x80 == 0 {
            return (rest.len() == length).then_some(*code);
        }
    }
    None
}

impl ConnackCode {
    /// All of them, in the order of their numbers.
    pub const ALL: [Self; 6] = [
        Self::Accepted,
        Self::UnacceptableProtocolVersion,
        Self::IdentifierRejected,
        Self::ServerUnavailable,
        Self::BadUserNameOrPassword,
        Self::NotAuthorized,
    ];

    /// The number on the wire, 0 to 5.
    #[must_use]
    pub const fn code(self) -> u8 {
        match self {
            Self::Accepted => 0,
            Self::UnacceptableProtocolVersion => 1,
            Self::IdentifierRejected => 2,
            Self::ServerUnavailable => 3,
            Self::BadUserNameOrPassword => 4,
            Self::NotAuthorized => 5,
        }
    }

    /// The code of that number; `None` for the reserved 6 to 255.
    #[must_use]
    pub const fn from_code(code: u8) -> Option<Self> {
        Some(match code {
            0 => Self::Accepted,
            1 => Self::UnacceptableProtocolVersion,
            2 => Self::IdentifierRejected,
            3 => Self::ServerUnavailable,
            4 => Self::BadUserNameOrPassword,
            5 => Self::NotAuthorized,
            _ => return None,
        })
    }
}

impl fmt::Display for ConnackCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Accepted => "accepted",
            Self::UnacceptableProtocolVersion => "unacceptable protocol version",
            Self::IdentifierRejected => "client identifier rejected",
            Self::ServerUnavailable => "server unavailable",
            Self::BadUserNameOrPassword => "bad user name or password",
            Self::NotAuthorized => "not authorized",
        })
    }
}

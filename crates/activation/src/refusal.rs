//! Refusals that MQTT 3.1.1 does not know.

use core::fmt;

use mqtt::session::Violation;
use mqtt::{ConnackCode, DecodeError};

use crate::Cause;

/// A login that was refused in a way that MQTT 3.1.1 does not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NonStandardRefusal {
    /// The code as it came.
    pub code: u8,
    /// The form of the CONNACK.
    pub form: ConnackForm,
}

/// The form of a CONNACK.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConnackForm {
    /// That of MQTT 3.1.1, with a code that is reserved there.
    ReservedCode,
    /// That of MQTT 5. With code 0 the server accepts, but in MQTT 5.
    Version5,
}

impl NonStandardRefusal {
    /// What the code means in words, where it is one of MQTT 5 (there table 3.1).
    #[must_use]
    pub const fn meaning(self) -> Option<&'static str> {
        Some(match self.code {
            0x80 => "unspecified error",
            0x81 => "malformed packet",
            0x82 => "protocol error",
            0x83 => "implementation specific error",
            0x84 => "unsupported protocol version",
            0x85 => "client identifier not valid",
            0x86 => "bad user name or password",
            0x87 => "not authorized",
            0x88 => "server unavailable",
            0x89 => "server busy",
            0x8a => "banned",
            0x8c => "bad authentication method",
            0x90 => "topic name invalid",
            0x95 => "packet too large",
            0x97 => "quota exceeded",
            0x99 => "payload format invalid",
            0x9a => "retain not supported",
            0x9b => "quality of service not supported",
            0x9c => "use another server",
            0x9d => "server moved",
            0x9f => "connection rate exceeded",
            _ => return None,
        })
    }

    /// The code of MQTT 3.1.1 that means the same.
    #[must_use]
    pub const fn nearest(self) -> Option<ConnackCode> {
        match self.code {
            0x84 => Some(ConnackCode::UnacceptableProtocolVersion),
            0x85 => Some(ConnackCode::IdentifierRejected),
            0x88 | 0x89 | 0x97 | 0x9f => Some(ConnackCode::ServerUnavailable),
            0x86 | 0x8c => Some(ConnackCode::BadUserNameOrPassword),
            0x87 | 0x8a => Some(ConnackCode::NotAuthorized),
            code => match ConnackCode::from_code(code) {
                Some(ConnackCode::Accepted) | None => None,
                known => known,
            },
        }
    }
}

impl Cause {
    /// A broken rule while the CONNACK is awaited. What refuses the login is a refusal, whichever rule it breaks.
    pub(crate) fn of_connack(violation: Violation) -> Self {
        let refused = |code| match ConnackCode::from_code(code) {
            Some(ConnackCode::Accepted) => Self::Violation(violation),
            Some(known) => Self::Refused(known),
            None => Self::NonStandardRefusal(NonStandardRefusal { code, form: ConnackForm::ReservedCode }),
        };
        if let Violation::Malformed(error) = violation {
            if let DecodeError::ConnackOfVersion5 { code } = error {
                return Self::NonStandardRefusal(NonStandardRefusal { code, form: ConnackForm::Version5 });
            }
            if let DecodeError::ConnackCode { code }
            | DecodeError::ConnackReservedFlags { code, .. }
            | DecodeError::SessionPresentWithRefusal { code } = error
            {
                return refused(code);
            }
        }
        Self::Violation(violation)
    }
}

impl fmt::Display for NonStandardRefusal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "CONNACK {} (0x{:02x}", self.code, self.code)?;
        if let Some(meaning) = self.meaning() {
            write!(formatter, ", {meaning}")?;
        }
        match self.form {
            ConnackForm::ReservedCode => formatter.write_str(")"),
            ConnackForm::Version5 => formatter.write_str(", in the form of MQTT 5)"),
        }
    }
}

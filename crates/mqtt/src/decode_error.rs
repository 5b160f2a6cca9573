use core::{error::Error, fmt};

use crate::{ConnackCode, PacketKind, TopicError};

/// Why bytes are refused. Each of these closes the connection they came on ([MQTT-4.8.0-1]).
///
/// "More bytes are needed" is not among them: that is `Ok(None)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecodeError {
    /// Packet type 0 or 15 (table 2.1).
    ReservedType {
        /// The four bits as a number.
        value: u8,
    },
    /// The low four bits of the first byte are not those that the packet must have (table 2.2).
    ReservedFlags {
        /// The packet.
        packet: PacketKind,
        /// The four bits as they came.
        flags: u8,
    },
    /// The remaining length goes on after its fourth byte (section 2.2.3).
    RemainingLength,
    /// The packet would be longer than the limit that was set.
    TooLarge {
        /// Its length with the fixed header, in bytes.
        length: u32,
        /// The limit, in bytes.
        limit: u32,
    },
    /// The packet ends before or within a field.
    Truncated {
        /// The packet.
        packet: PacketKind,
        /// The field.
        field: Field,
    },
    /// Bytes are left over behind the last field.
    TrailingBytes {
        /// The packet.
        packet: PacketKind,
        /// How many.
        count: u32,
    },
    /// A packet identifier of 0 (section 2.3.1).
    PacketIdZero {
        /// The packet.
        packet: PacketKind,
    },
    /// A string that is not well-formed UTF-8 (section 1.5.3).
    IllFormedText {
        /// The field.
        field: Field,
    },
    /// A string with U+0000 in it (section 1.5.3).
    NullCharacter {
        /// The field.
        field: Field,
    },
    /// A topic name or a topic filter against the rules of section 4.7.
    Topic {
        /// The field.
        field: Field,
        /// The rule.
        error: TopicError,
    },
    /// CONNECT whose protocol name is not `MQTT` (section 3.1.2.1).
    ProtocolName,
    /// CONNECT with a protocol level other than 4 (section 3.1.2.2).
    ProtocolLevel {
        /// The level as it came.
        level: u8,
    },
    /// CONNECT with its reserved flag set (section 3.1.2.3).
    ConnectReservedFlag,
    /// CONNECT with a will QoS, but without a will (section 3.1.2.6).
    WillQosWithoutWill {
        /// The QoS bits as they came.
        qos: u8,
    },
    /// CONNECT with will QoS 3 (section 3.1.2.6).
    WillQos3,
    /// CONNECT with a retained will, but without a will (section 3.1.2.7).
    WillRetainWithoutWill,
    /// CONNECT with a password, but without a user name (section 3.1.2.9).
    PasswordWithoutUserName,
    /// CONNECT with an empty client identifier that asks for a stored session (section 3.1.3.1).
    EmptyClientId,
    /// CONNACK with a reserved acknowledge flag set (section 3.2.2.1).
    ConnackReservedFlags {
        /// The byte of flags as it came.
        flags: u8,
        /// The return code as it came.
        code: u8,
    },
    /// CONNACK of MQTT 5 (there section 3.2).
    ConnackOfVersion5 {
        /// The reason code as it came.
        code: u8,
    },
    /// CONNACK with a reserved return code (table 3.1).
    ConnackCode {
        /// The code as it came.
        code: u8,
    },
    /// CONNACK that refuses, and yet speaks of a session (section 3.2.2.2).
    SessionPresentWithRefusal {
        /// The return code as it came.
        code: u8,
    },
    /// PUBLISH with QoS 3 (section 3.3.1.2).
    PublishQos3,
    /// PUBLISH with QoS 0 and DUP (section 3.3.1.1).
    DupWithQos0,
    /// SUBSCRIBE, UNSUBSCRIBE or SUBACK without a single entry.
    EmptyList {
        /// The packet.
        packet: PacketKind,
    },
    /// SUBSCRIBE with a requested QoS byte other than 0, 1 or 2 (section 3.8.3).
    RequestedQos {
        /// The byte as it came.
        value: u8,
    },
    /// SUBACK with a return code other than 0, 1, 2 or 0x80 (section 3.9.3).
    SubackCode {
        /// The code as it came.
        code: u8,
    },
}

/// A field of a packet, for errors to name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are the standard's and their texts stand in `name`")]
pub enum Field {
    ProtocolName,
    ProtocolLevel,
    ConnectFlags,
    KeepAlive,
    ClientId,
    WillTopic,
    WillMessage,
    UserName,
    Password,
    AcknowledgeFlags,
    ReturnCode,
    TopicName,
    PacketId,
    TopicFilter,
    RequestedQos,
}

impl DecodeError {
    /// The normative statement of MQTT 3.1.1 that is broken, such as `MQTT-2.2.2-2`; `None` where the standard says it
    /// in words or in a table without a number.
    #[must_use]
    pub const fn statement(self) -> Option<&'static str> {
        match self {
            Self::ReservedFlags { .. } => Some("MQTT-2.2.2-2"),
            Self::PacketIdZero { .. } => Some("MQTT-2.3.1-1"),
            Self::IllFormedText { .. } => Some("MQTT-1.5.3-1"),
            Self::NullCharacter { .. } => Some("MQTT-1.5.3-2"),
            Self::Topic { error, .. } => Some(error.statement()),
            Self::ProtocolName => Some("MQTT-3.1.2-1"),
            Self::ProtocolLevel { .. } => Some("MQTT-3.1.2-2"),
            Self::ConnectReservedFlag => Some("MQTT-3.1.2-3"),
            Self::WillQosWithoutWill { .. } => Some("MQTT-3.1.2-13"),
            Self::WillQos3 => Some("MQTT-3.1.2-14"),
            Self::WillRetainWithoutWill => Some("MQTT-3.1.2-15"),
            Self::PasswordWithoutUserName => Some("MQTT-3.1.2-22"),
            Self::EmptyClientId => Some("MQTT-3.1.3-7"),
            Self::SessionPresentWithRefusal { .. } => Some("MQTT-3.2.2-4"),
            Self::PublishQos3 => Some("MQTT-3.3.1-4"),
            Self::DupWithQos0 => Some("MQTT-3.3.1-2"),
            Self::EmptyList { packet: PacketKind::Subscribe } => Some("MQTT-3.8.3-3"),
            Self::EmptyList { packet: PacketKind::Unsubscribe } => Some("MQTT-3.10.3-2"),
            Self::EmptyList { .. } => Some("MQTT-3.8.4-5"),
            Self::RequestedQos { .. } => Some("MQTT-3-8.3-4"),
            Self::SubackCode { .. } => Some("MQTT-3.9.3-2"),
            Self::ReservedType { .. }
            | Self::RemainingLength
            | Self::TooLarge { .. }
            | Self::Truncated { .. }
            | Self::TrailingBytes { .. }
            | Self::ConnackReservedFlags { .. }
            | Self::ConnackOfVersion5 { .. }
            | Self::ConnackCode { .. } => None,
        }
    }

    /// What a server answers to a CONNECT with this fault before it closes; `None` where it closes without a CONNACK
    /// ([MQTT-3.1.2-2], [MQTT-3.1.3-8], [MQTT-3.1.4-1]).
    #[must_use]
    pub const fn connack_code(self) -> Option<ConnackCode> {
        if let Self::ProtocolLevel { .. } = self {
            Some(ConnackCode::UnacceptableProtocolVersion)
        } else if let Self::EmptyClientId = self {
            Some(ConnackCode::IdentifierRejected)
        } else {
            None
        }
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::ReservedType { value } => write!(formatter, "packet type {value} is reserved"),
            Self::ReservedFlags { packet, flags } => {
                write!(formatter, "{packet} cannot have the fixed-header flags {flags:#06b}")
            }
            Self::RemainingLength => formatter.write_str("the remaining length goes on after four bytes"),
            Self::TooLarge { length, limit } => {
                write!(formatter, "a packet of {length} bytes is over the limit of {limit}")
            }
            Self::Truncated { packet, field } => write!(formatter, "{packet} ends in its {field}"),
            Self::TrailingBytes { packet, count } => {
                write!(formatter, "{packet} has {count} bytes after its last field")
            }
            Self::PacketIdZero { packet } => write!(formatter, "{packet} has packet identifier 0"),
            Self::IllFormedText { field } => {
                write!(formatter, "the {field} is not well-formed UTF-8")
            }
            Self::NullCharacter { field } => write!(formatter, "the {field} contains U+0000"),
            Self::Topic { field, error } => write!(formatter, "the {field} is wrong: {error}"),
            Self::ProtocolName => formatter.write_str("the protocol name is not `MQTT`"),
            Self::ProtocolLevel { level } => {
                write!(formatter, "protocol level {level} is not 4, the level of MQTT 3.1.1")
            }
            Self::ConnectReservedFlag => formatter.write_str("the reserved connect flag is set"),
            Self::WillQosWithoutWill { qos } => {
                write!(formatter, "the will QoS is {qos}, but there is no will")
            }
            Self::WillQos3 => formatter.write_str("the will QoS is 3"),
            Self::WillRetainWithoutWill => formatter.write_str("the will retain flag is set, but there is no will"),
            Self::PasswordWithoutUserName => formatter.write_str("there is a password, but no user name"),
            Self::EmptyClientId => formatter.write_str("an empty client identifier needs a clean session"),
            Self::ConnackReservedFlags { flags, .. } => {
                write!(formatter, "CONNACK cannot have the acknowledge flags {flags:#010b}")
            }
            Self::ConnackOfVersion5 { code } => {
                write!(formatter, "CONNACK is one of MQTT 5, with reason code {code:#04x}")
            }
            Self::ConnackCode { code } => {
                write!(formatter, "the CONNACK return code {code} is reserved")
            }
            Self::SessionPresentWithRefusal { code } => {
                write!(formatter, "CONNACK refuses with code {code}, but has a session present")
            }
            Self::PublishQos3 => formatter.write_str("PUBLISH has QoS 3"),
            Self::DupWithQos0 => formatter.write_str("PUBLISH has DUP set with QoS 0"),
            Self::EmptyList { packet } => write!(formatter, "{packet} has an empty list"),
            Self::RequestedQos { value } => {
                write!(formatter, "the requested QoS byte {value:#04x} is not 0, 1 or 2")
            }
            Self::SubackCode { code } => {
                write!(formatter, "the SUBACK return code {code:#04x} is reserved")
            }
        }
    }
}

impl Error for DecodeError {}

impl fmt::Display for Field {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::ProtocolName => "protocol name",
            Self::ProtocolLevel => "protocol level",
            Self::ConnectFlags => "connect flags",
            Self::KeepAlive => "keep alive",
            Self::ClientId => "client identifier",
            Self::WillTopic => "will topic",
            Self::WillMessage => "will message",
            Self::UserName => "user name",
            Self::Password => "password",
            Self::AcknowledgeFlags => "acknowledge flags",
            Self::ReturnCode => "return code",
            Self::TopicName => "topic name",
            Self::PacketId => "packet identifier",
            Self::TopicFilter => "topic filter",
            Self::RequestedQos => "requested QoS",
        })
    }
}

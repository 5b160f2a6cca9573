use core::{error::Error, fmt};

use crate::{Field, PacketKind};

/// Why a packet cannot be written. What the types rule out needs no error here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EncodeError {
    /// The buffer is smaller than the packet.
    BufferTooSmall {
        /// Bytes that the packet takes.
        needed: usize,
        /// Bytes that the buffer has.
        available: usize,
    },
    /// What follows the fixed header is longer than 268,435,455 bytes (section 2.2.3).
    PacketTooLong {
        /// The packet.
        packet: PacketKind,
        /// The remaining length that would be needed.
        remaining: usize,
    },
    /// A will message or a password longer than 65,535 bytes (sections 3.1.3.3 and 3.1.3.5).
    FieldTooLong {
        /// The field.
        field: Field,
        /// Its length in bytes.
        bytes: usize,
    },
    /// An empty client identifier without a clean session ([MQTT-3.1.3-7]).
    EmptyClientId,
    /// CONNACK with a session present and a refusal ([MQTT-3.2.2-4]).
    SessionPresentWithRefusal,
    /// A list without a single entry ([MQTT-3.8.3-3], [MQTT-3.10.3-2]).
    EmptyList {
        /// The packet.
        packet: PacketKind,
    },
}

impl fmt::Display for EncodeError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BufferTooSmall { needed, available } => {
                write!(formatter, "the packet needs {needed} bytes and the buffer has {available}")
            }
            Self::PacketTooLong { packet, remaining } => {
                write!(formatter, "{packet} with a remaining length of {remaining} is over the highest, 268435455")
            }
            Self::FieldTooLong { field, bytes } => {
                write!(formatter, "the {field} has {bytes} bytes, more than 65535")
            }
            Self::EmptyClientId => formatter.write_str("an empty client identifier needs a clean session"),
            Self::SessionPresentWithRefusal => {
                formatter.write_str("a CONNACK that refuses cannot have a session present")
            }
            Self::EmptyList { packet } => {
                write!(formatter, "{packet} needs at least one entry in its list")
            }
        }
    }
}

impl Error for EncodeError {}

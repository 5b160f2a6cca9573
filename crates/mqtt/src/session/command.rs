use core::{error::Error, fmt};

use crate::{EncodeError, TextError, TopicError};

/// Why a command to a session is refused. The session goes on as before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CommandError {
    /// The session has ended: nothing can be sent any more ([MQTT-3.14.4-2]).
    Ended,
    /// A topic name or a topic filter is wrong.
    Topic(TopicError),
    /// The packet cannot be written: too long, or an empty list.
    Packet(EncodeError),
    /// All 65,535 packet identifiers are in use ([MQTT-2.3.1-2]).
    NoFreePacketId,
}

impl From<TopicError> for CommandError {
    fn from(error: TopicError) -> Self {
        Self::Topic(error)
    }
}

impl From<TextError> for CommandError {
    fn from(error: TextError) -> Self {
        Self::Topic(error.into())
    }
}

impl From<EncodeError> for CommandError {
    fn from(error: EncodeError) -> Self {
        Self::Packet(error)
    }
}

impl fmt::Display for CommandError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Ended => formatter.write_str("the session has ended"),
            Self::Topic(error) => write!(formatter, "the topic: {error}"),
            Self::Packet(error) => error.fmt(formatter),
            Self::NoFreePacketId => formatter.write_str("all packet identifiers are in use"),
        }
    }
}

impl Error for CommandError {}

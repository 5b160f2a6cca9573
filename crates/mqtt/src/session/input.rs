use core::fmt;

use foreign_text::ForeignText;

/// What the transport tells a session. `Debug` shows the number of bytes only: there may be a secret in them.
#[derive(Clone, PartialEq, Eq)]
pub enum Input<'a> {
    /// The connection is open.
    Opened {
        /// The WebSocket subprotocol that the server has chosen; empty if none ([MQTT-6.0.0-4]). Over plain TCP: `mqtt`.
        subprotocol: &'a str,
    },
    /// Bytes came: one binary message, or whatever a socket had to give.
    Bytes(&'a [u8]),
    /// A text message came, which MQTT does not know ([MQTT-6.0.0-1]).
    Text,
    /// A message came that is larger than whoever reads it was willing to take. None of it was read.
    TooLarge {
        /// Its length, in bytes.
        length: usize,
    },
    /// The connection is closed, or could not be opened.
    Closed(CloseInfo),
    /// Nothing but the time: the moment of the last [`super::Output::WakeAt`] has come.
    Wake,
}

/// How a WebSocket was closed (RFC 6455, section 7.1).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CloseInfo {
    /// The close code; 1006 if the other side sent none.
    pub code: u16,
    /// The reason in the words of the other side; mostly empty.
    pub reason: ForeignText,
    /// Whether both sides said good-bye.
    pub clean: bool,
}

impl fmt::Debug for Input<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Opened { subprotocol } => formatter.debug_struct("Opened").field("subprotocol", subprotocol).finish(),
            Self::Bytes(bytes) => write!(formatter, "Bytes({} bytes)", bytes.len()),
            Self::Text => formatter.write_str("Text"),
            Self::TooLarge { length } => formatter.debug_struct("TooLarge").field("length", length).finish(),
            Self::Closed(info) => formatter.debug_tuple("Closed").field(info).finish(),
            Self::Wake => formatter.write_str("Wake"),
        }
    }
}

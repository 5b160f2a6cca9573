use alloc::string::String;

/// What the transport tells a session.
#[derive(Clone, Debug, PartialEq, Eq)]
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
    /// The reason in words; mostly empty.
    pub reason: String,
    /// Whether both sides said good-bye.
    pub clean: bool,
}

//! What a server does, as data.

/// One connection from the server's side. When the acts are done, the server is silent and waits for the client to close.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Script {
    /// How the WebSocket opens, or does not.
    pub handshake: Handshake,
    /// What happens then, in order.
    pub acts: Vec<Act>,
}

/// How the server answers the opening handshake.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Handshake {
    /// It agrees to the subprotocol `mqtt`.
    Mqtt,
    /// It opens the WebSocket, but names no subprotocol.
    NoSubprotocol,
    /// It chooses a subprotocol that was not offered.
    Subprotocol(&'static str),
    /// It answers with an HTTP status instead.
    Status(u16),
    /// It sends these bytes, which are no answer, and closes.
    Garbage(&'static [u8]),
    /// It closes the TCP connection without an answer.
    Cut,
    /// It never answers.
    Silence,
}

/// One act of the server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    /// Waits for a packet with this first byte.
    Await(u8),
    /// Waits for exactly this packet.
    Expect(Vec<u8>),
    /// Sends one binary message.
    Send(Vec<u8>),
    /// Sends one binary message in so many frames (RFC 6455, section 5.4).
    Fragments(Vec<Vec<u8>>),
    /// Sends a text message.
    Text(&'static str),
    /// Sends bytes that need not be a frame.
    Raw(Vec<u8>),
    /// Closes the WebSocket.
    Close {
        /// The close code.
        code: u16,
        /// The reason, at most 123 bytes.
        reason: &'static str,
    },
    /// Closes the WebSocket without a code (RFC 6455, section 7.1.5).
    CloseWithoutCode,
    /// Closes the TCP connection.
    Cut,
}

impl Script {
    /// A server that agrees to `mqtt` and then does this.
    pub fn new(acts: impl IntoIterator<Item = Act>) -> Self {
        Self { handshake: Handshake::Mqtt, acts: acts.into_iter().collect() }
    }

    /// A server that does not get beyond the handshake.
    #[must_use]
    pub const fn that_only(handshake: Handshake) -> Self {
        Self { handshake, acts: Vec::new() }
    }
}

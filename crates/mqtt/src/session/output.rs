use alloc::{collections::VecDeque, vec::Vec};
use core::fmt;

use super::{Event, Instant};
use crate::Payload;

/// What a session asks of its caller.
#[derive(PartialEq, Eq)]
pub enum Output {
    /// Send these bytes, exactly one packet, as one binary message. They may hold a password or a secret: wipe them when
    /// they are sent. `Debug` shows their number only.
    Send(Vec<u8>),
    /// Close the connection. Nothing is sent after it.
    Close(CloseCode),
    /// Something the application should know.
    Event(Event),
    /// Nothing more to do for now. Hand in [`super::Input::Wake`] at that moment, if there is one; it replaces the one
    /// before.
    WakeAt(Option<Instant>),
}

/// Why a session closes a WebSocket.
///
/// RFC 6455 (section 7.4.1) has codes for most reasons, but a script in a browser may only pass 1000 and 3000 to 4999 to
/// `close()`. So there are two numbers: [`CloseCode::code`], and [`CloseCode::for_browser`] with the same two last digits
/// in the range for applications.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CloseCode {
    /// 1000: all is done, or the server has refused the login.
    Normal,
    /// 1002, in a browser 4002: the server broke a rule of MQTT, or has not agreed to speak it.
    ProtocolError,
    /// 1003, in a browser 4003: the server sent a text message.
    TextMessage,
    /// 1009, in a browser 4009: a packet over the size limit.
    TooBig,
    /// 4008: an answer has not come in time.
    TimedOut,
}

impl CloseCode {
    /// The number where any may be sent.
    #[must_use]
    pub const fn code(self) -> u16 {
        match self {
            Self::Normal => 1000,
            Self::ProtocolError => 1002,
            Self::TextMessage => 1003,
            Self::TooBig => 1009,
            Self::TimedOut => 4008,
        }
    }

    /// The number for `WebSocket.close()` in a browser.
    #[must_use]
    pub const fn for_browser(self) -> u16 {
        match self {
            Self::Normal => 1000,
            Self::ProtocolError => 4002,
            Self::TextMessage => 4003,
            Self::TooBig => 4009,
            Self::TimedOut => 4008,
        }
    }
}

impl fmt::Debug for Output {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Send(bytes) => write!(formatter, "Send({} bytes)", bytes.len()),
            Self::Close(code) => formatter.debug_tuple("Close").field(code).finish(),
            Self::Event(event) => formatter.debug_tuple("Event").field(event).finish(),
            Self::WakeAt(moment) => formatter.debug_tuple("WakeAt").field(moment).finish(),
        }
    }
}

/// Outputs that wait to be polled. Bytes that nobody polls are wiped.
#[derive(Default)]
pub(super) struct Outbox(VecDeque<Waiting>);

enum Waiting {
    Send(Payload),
    Close(CloseCode),
    Event(Event),
}

impl Outbox {
    pub(super) fn send(&mut self, bytes: Payload) {
        self.0.push_back(Waiting::Send(bytes));
    }

    pub(super) fn close(&mut self, code: CloseCode) {
        self.0.push_back(Waiting::Close(code));
    }

    pub(super) fn event(&mut self, event: Event) {
        self.0.push_back(Waiting::Event(event));
    }

    pub(super) fn next(&mut self) -> Option<Output> {
        Some(match self.0.pop_front()? {
            Waiting::Send(bytes) => Output::Send(bytes.into_vec()),
            Waiting::Close(code) => Output::Close(code),
            Waiting::Event(event) => Output::Event(event),
        })
    }
}

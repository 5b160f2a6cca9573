//! What shows that a step was done.

use alloc::boxed::Box;

use mqtt::Qos;

/// One fact from the wire for each step that is done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// The gateway took the subprotocol `mqtt`.
    SubprotocolAccepted,
    /// CONNACK 0.
    ConnectionAccepted,
    /// A SUBACK.
    Subscription(Subscription),
    /// The activation message, with its id.
    Message {
        /// The `id` in the message, where it has one.
        id: Option<Box<str>>,
    },
    /// The reply was acknowledged, and DISCONNECT sent.
    ReplyAcknowledged,
    /// The reply was sent but not acknowledged in time; DISCONNECT sent.
    ReplyUnanswered,
    /// DISCONNECT sent, no reply being due.
    Disconnected,
}

/// What became of the subscription to the activation topic.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subscription {
    /// No SUBACK has come.
    Unanswered,
    /// Granted, with this quality of service.
    Granted(Qos),
    /// Refused with 0x80. EnOS may send the secret all the same.
    Refused,
}

//! How an attempt fails: the step, the cause, and what may be done.

use alloc::boxed::Box;

use enos::MessageError;
use mqtt::ConnackCode;
use mqtt::session::{CloseInfo, Violation};

use crate::{GatewayFault, Goal, NonStandardRefusal, OtherProtocol, Remedy, Step, Subscription, remedy};

/// An attempt that brought neither a secret nor a login.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// What was to be reached.
    pub goal: Goal,
    /// The step that did not succeed.
    pub step: Step,
    /// Why.
    pub cause: Cause,
    /// What had become of the subscription by then.
    pub subscription: Subscription,
}

/// Why an attempt failed, or why a connection ended early.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cause {
    /// The technician pressed *Stop*.
    Stopped,
    /// The step's time limit ran out.
    TimedOut,
    /// The WebSocket closed before it was open. A browser does not say why.
    NotOpened(CloseInfo),
    /// The other side opened the WebSocket without the subprotocol `mqtt`.
    SubprotocolRefused,
    /// The gateway closed the connection, and said why.
    Gateway(GatewayFault, CloseInfo),
    /// The login was refused.
    Refused(ConnackCode),
    /// The login was refused with a code, or in a form, that MQTT 3.1.1 does not have.
    NonStandardRefusal(NonStandardRefusal),
    /// The connection was closed by the other side.
    Closed(CloseInfo),
    /// The other side broke the rules of MQTT.
    Violation(Violation),
    /// The other side speaks another protocol.
    OtherProtocol(OtherProtocol),
    /// What came on the activation topic was not understood, or is not for this device. It was not acknowledged.
    WrongMessage(Box<MessageError>),
}

impl Failure {
    /// Whether an open connection was ended by the network, a proxy or the gateway, and not by EnOS.
    #[must_use]
    pub const fn is_by_the_line(&self) -> bool {
        matches!(&self.cause, Cause::Closed(info) if is_by_the_line(info))
    }

    /// What may be done, most likely first. Never empty.
    #[must_use]
    pub fn remedies(&self) -> &'static [Remedy] {
        remedy::for_failure(self)
    }
}

impl Cause {
    pub(crate) fn closed(info: CloseInfo) -> Self {
        match GatewayFault::from_close_code(info.code) {
            Some(fault) => Self::Gateway(fault, info),
            None => Self::Closed(info),
        }
    }
}

/// Whether a connection that was open was ended by what lies between: a browser's 1006 means that nobody said goodbye, and
/// the other codes of RFC 6455 (section 7.4.1) from 1002 on are about the WebSocket, of which EnOS knows nothing.
pub(crate) const fn is_by_the_line(info: &CloseInfo) -> bool {
    matches!(info.code, 1002..=1004 | 1006..=1015)
}

//! Which failures are equal.

use activation::{Cause, Failure, GatewayFault, Step};
use mqtt::ConnackCode;

/// Why a device failed, as far as failures of several devices can be equal: what they are grouped by, what stops a product after five
/// in a row, and what the journal keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FailureKind {
    /// Somebody has stopped it.
    Stopped,
    /// The connection was never open.
    NotOpened,
    /// The time of a step ran out.
    TimedOut(Step),
    /// The other side does not speak MQTT over WebSocket.
    SubprotocolRefused,
    /// The gateway said why.
    Gateway(GatewayFault),
    /// EnOS refused the login.
    Refused(ConnackCode),
    /// EnOS refused the login with a code that MQTT 3.1.1 does not have.
    NonStandardRefusal(u8),
    /// The other side closed the connection.
    Closed(Step),
    /// The other side broke the rules of MQTT.
    Violation(Step),
    /// The other side speaks another protocol.
    OtherProtocol,
    /// The activation message was not understood.
    WrongMessage,
    /// The activation message was for another device.
    OtherDevice,
    /// A name of the device cannot be written as MQTT.
    NotWritable,
}

impl FailureKind {
    /// Of a failure.
    #[must_use]
    pub fn of(failure: &Failure) -> Self {
        match &failure.cause {
            Cause::Stopped => Self::Stopped,
            Cause::TimedOut => Self::TimedOut(failure.step),
            Cause::NotOpened(_) => Self::NotOpened,
            Cause::SubprotocolRefused => Self::SubprotocolRefused,
            Cause::Gateway(fault, _) => Self::Gateway(*fault),
            Cause::Refused(code) => Self::Refused(*code),
            Cause::NonStandardRefusal(refusal) => Self::NonStandardRefusal(refusal.code),
            Cause::Closed(_) => Self::Closed(failure.step),
            Cause::Violation(_) => Self::Violation(failure.step),
            Cause::OtherProtocol(_) => Self::OtherProtocol,
            Cause::WrongMessage(error) if error.is_for_another_device() => Self::OtherDevice,
            Cause::WrongMessage(_) => Self::WrongMessage,
        }
    }

    /// A short code, the same in every language, for files and for the journal.
    #[must_use]
    pub fn code(self) -> String {
        match self {
            Self::TimedOut(step) => ["timed out: ", step_word(step)].concat(),
            Self::Closed(step) => ["closed: ", step_word(step)].concat(),
            Self::Violation(step) => ["violation: ", step_word(step)].concat(),
            Self::Gateway(fault) => ["gateway ", &close_code(fault).to_string()].concat(),
            Self::Refused(code) => ["CONNACK ", &code.code().to_string()].concat(),
            Self::NonStandardRefusal(code) => ["CONNACK ", &code.to_string(), " (not MQTT 3.1.1)"].concat(),
            Self::Stopped
            | Self::NotOpened
            | Self::SubprotocolRefused
            | Self::OtherProtocol
            | Self::WrongMessage
            | Self::OtherDevice
            | Self::NotWritable => self.word().to_owned(),
        }
    }

    /// Reads what [`FailureKind::code`] has written.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        let step = |prefix: &str| STEPS.into_iter().find(|step| code.strip_prefix(prefix) == Some(step_word(*step)));
        if let Some(number) = code.strip_prefix("CONNACK ") {
            return match number.strip_suffix(" (not MQTT 3.1.1)") {
                Some(number) => number.parse().ok().map(Self::NonStandardRefusal),
                None => number.parse().ok().and_then(ConnackCode::from_code).map(Self::Refused),
            };
        }
        if let Some(number) = code.strip_prefix("gateway ") {
            return number.parse().ok().and_then(GatewayFault::from_close_code).map(Self::Gateway);
        }
        let wordy = [
            Self::Stopped,
            Self::NotOpened,
            Self::SubprotocolRefused,
            Self::OtherProtocol,
            Self::WrongMessage,
            Self::OtherDevice,
            Self::NotWritable,
        ];
        step("timed out: ")
            .map(Self::TimedOut)
            .or_else(|| step("closed: ").map(Self::Closed))
            .or_else(|| step("violation: ").map(Self::Violation))
            .or_else(|| wordy.into_iter().find(|kind| kind.word() == code))
    }

    const fn word(self) -> &'static str {
        match self {
            Self::Stopped => "stopped",
            Self::NotOpened => "not opened",
            Self::TimedOut(_) => "timed out",
            Self::SubprotocolRefused => "subprotocol refused",
            Self::Gateway(_) => "gateway",
            Self::Refused(_) | Self::NonStandardRefusal(_) => "CONNACK",
            Self::Closed(_) => "closed",
            Self::Violation(_) => "violation",
            Self::OtherProtocol => "other protocol",
            Self::WrongMessage => "wrong message",
            Self::OtherDevice => "message for another device",
            Self::NotWritable => "not writable",
        }
    }
}

const STEPS: [Step; 5] = [Step::Open, Step::Connect, Step::Subscribe, Step::Secret, Step::SignOff];

const fn step_word(step: Step) -> &'static str {
    match step {
        Step::Open => "open",
        Step::Connect => "connect",
        Step::Subscribe => "subscribe",
        Step::Secret => "secret",
        Step::SignOff => "sign off",
    }
}

/// The gateway's close codes, of which [`GatewayFault::from_close_code`] is the other direction.
fn close_code(fault: GatewayFault) -> u16 {
    let mut codes = [1001, 1013].into_iter().chain(4500..=4599);
    codes.find(|code| GatewayFault::from_close_code(*code) == Some(fault)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_comes_back_from_its_code() {
        let refusals = (1..=5).filter_map(ConnackCode::from_code).map(FailureKind::Refused);
        let gateway = [1001, 1013, 4500, 4505, 4510].into_iter().filter_map(GatewayFault::from_close_code);
        let by_step = STEPS
            .into_iter()
            .flat_map(|step| [FailureKind::TimedOut(step), FailureKind::Closed(step), FailureKind::Violation(step)]);
        let kinds = refusals.chain(gateway.map(FailureKind::Gateway)).chain(by_step).chain([
            FailureKind::Stopped,
            FailureKind::NotOpened,
            FailureKind::SubprotocolRefused,
            FailureKind::NonStandardRefusal(135),
            FailureKind::OtherProtocol,
            FailureKind::WrongMessage,
            FailureKind::OtherDevice,
            FailureKind::NotWritable,
        ]);
        for kind in kinds {
            assert_eq!(FailureKind::from_code(&kind.code()), Some(kind), "{}", kind.code());
        }
        assert_eq!(FailureKind::Refused(ConnackCode::NotAuthorized).code(), "CONNACK 5");
        for code in ["", "CONNACK", "CONNACK 17", "gateway 1", "timed out: nothing", "timed out"] {
            assert_eq!(FailureKind::from_code(code), None, "{code}");
        }
    }
}

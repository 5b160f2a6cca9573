//! A failure in words: what, why, and what may be done.

use activation::{Cause, ConnackForm, Failure, GatewayFault, Goal, OtherProtocol, Remedy, Step, Subscription};
use mqtt::ConnackCode;
use mqtt::session::CloseInfo;

use super::unread_words::why;
use crate::attempt::FORBIDDEN;
use crate::attempt::preflight::Clock;
use crate::i18n::{Fix, Language, Trouble, Why, fill};

/// Whether the page's own policy forbids the connection.
pub(crate) fn is_barred(info: &CloseInfo) -> bool {
    info.code == 1006 && info.reason.as_received() == FORBIDDEN
}

/// What went wrong.
#[must_use]
pub(crate) fn title(failure: &Failure) -> Trouble {
    match &failure.cause {
        Cause::Stopped => Trouble::Stopped,
        Cause::NotOpened(info) if is_barred(info) => Trouble::Barred,
        Cause::NotOpened(_) => Trouble::NoGateway,
        Cause::SubprotocolRefused | Cause::Violation(_) => Trouble::NotMqtt,
        Cause::OtherProtocol(_) => Trouble::UpstreamNotMqtt,
        Cause::Gateway(fault, _) => gateway_title(*fault),
        Cause::Refused(code) => refusal_title(*code),
        Cause::NonStandardRefusal(refusal) => match (refusal.form, refusal.nearest()) {
            (ConnackForm::Version5, _) => Trouble::Version5,
            (ConnackForm::ReservedCode, Some(code)) => refusal_title(code),
            (ConnackForm::ReservedCode, None) => Trouble::LoginRefused,
        },
        Cause::WrongMessage(error) if error.is_for_another_device() => Trouble::WrongReply,
        Cause::WrongMessage(_) => Trouble::Unread,
        Cause::TimedOut => match (failure.step, failure.subscription) {
            (Step::Open, _) => Trouble::NoGateway,
            (Step::Connect, _) => Trouble::NotMqtt,
            (Step::Subscribe | Step::Secret, Subscription::Refused) => Trouble::CannotListen,
            (Step::Subscribe | Step::Secret, Subscription::Granted(_) | Subscription::Unanswered) => Trouble::NoSecret,
            (Step::SignOff, _) => Trouble::LostAtSignOff,
        },
        Cause::Closed(_) if failure.is_by_the_line() && failure.step != Step::SignOff => Trouble::Broken,
        Cause::Closed(_) => match failure.step {
            Step::Open => Trouble::NoGateway,
            Step::Connect => Trouble::LoginCut,
            Step::Subscribe | Step::Secret => Trouble::LostBeforeSecret,
            Step::SignOff => Trouble::LostAtSignOff,
        },
    }
}

/// Why, as far as the page can know.
#[must_use]
pub(crate) fn reason(failure: &Failure, language: Language) -> String {
    let words = match &failure.cause {
        Cause::Stopped if failure.goal == Goal::Activate && failure.step != Step::Open => Why::StoppedLate,
        Cause::Stopped => Why::Stopped,
        Cause::NotOpened(info) if is_barred(info) => Why::Barred,
        Cause::NotOpened(_) => Why::NotOpened,
        Cause::SubprotocolRefused => Why::Subprotocol,
        Cause::Violation(_) => Why::Violation,
        Cause::OtherProtocol(protocol) => match protocol {
            OtherProtocol::Http => Why::SpeaksHttp,
            OtherProtocol::Tls => Why::SpeaksTls,
            OtherProtocol::Ssh => Why::SpeaksSsh,
            OtherProtocol::Text => Why::SpeaksText,
        },
        Cause::Gateway(fault, _) => gateway_reason(*fault),
        Cause::Refused(code) => return refusal_reason(*code, language),
        Cause::NonStandardRefusal(refusal) => {
            let words = match refusal.form {
                ConnackForm::ReservedCode => Why::ReservedCode,
                ConnackForm::Version5 => Why::Version5,
            };
            return fill(language.say(words), &[&refusal.to_string()]);
        }
        Cause::WrongMessage(error) => {
            let words = if error.is_for_another_device() { Why::WrongMessage } else { Why::UnreadMessage };
            return [language.say(words), " ", &why(error, language)].concat();
        }
        Cause::TimedOut => match (failure.step, failure.subscription) {
            (Step::Open, _) => Why::NotOpenedInTime,
            (Step::Connect, _) => Why::NoConnack,
            (Step::Subscribe | Step::Secret, Subscription::Refused) => Why::SubackRefused,
            (Step::Subscribe | Step::Secret, Subscription::Granted(_) | Subscription::Unanswered) => Why::NoPush,
            (Step::SignOff, _) => Why::ClosedAtEnd,
        },
        Cause::Closed(_) if failure.is_by_the_line() && failure.step == Step::Connect => Why::BrokenAtLogin,
        Cause::Closed(_) if failure.is_by_the_line() && failure.step != Step::SignOff => Why::BrokenEarly,
        Cause::Closed(_) => match failure.step {
            Step::Open => Why::NotOpened,
            Step::Connect => Why::ClosedAtLogin,
            Step::Subscribe | Step::Secret => Why::ClosedEarly,
            Step::SignOff => Why::ClosedAtEnd,
        },
    };
    language.say(words).to_owned()
}

/// The same, where the page knows more of the gateway's clock: it serves the page, and its time was compared with this machine's.
#[must_use]
pub(crate) fn reason_by_clock(failure: &Failure, gateway: Clock, language: Language) -> Option<String> {
    let Cause::Gateway(GatewayFault::UpstreamTime, _) = failure.cause else { return None };
    let why = match gateway {
        Clock::Waiting | Clock::Unknown(_) => return None,
        Clock::Fine(_) => Why::UpstreamTimeAgreed,
        Clock::Ahead(_) | Clock::Behind(_) => Why::UpstreamTimeDiffers,
    };
    Some(language.say(why).to_owned())
}

/// The sentence of a remedy.
#[must_use]
pub(crate) const fn fix(remedy: Remedy) -> Fix {
    match remedy {
        Remedy::CheckNetwork => Fix::CheckNetwork,
        Remedy::CheckGatewayAddress => Fix::CheckGatewayAddress,
        Remedy::CheckGatewayCertificate => Fix::CheckGatewayCertificate,
        Remedy::CheckProxy => Fix::CheckProxy,
        Remedy::AllowLocalNetwork => Fix::AllowLocalNetwork,
        Remedy::CheckGatewayPath => Fix::CheckGatewayPath,
        Remedy::CheckUpstream => Fix::CheckUpstream,
        Remedy::CheckUpstreamCertificate => Fix::CheckUpstreamCertificate,
        Remedy::CheckGatewayMachine => Fix::CheckGatewayMachine,
        Remedy::CheckGatewayClock => Fix::CheckGatewayClock,
        Remedy::CheckServerVersion => Fix::CheckServerVersion,
        Remedy::CheckClientId => Fix::CheckClientId,
        Remedy::RetypeProductSecret => Fix::RetypeProductSecret,
        Remedy::RetypeDeviceSecret => Fix::RetypeDeviceSecret,
        Remedy::UseStaticLogin => Fix::UseStaticLogin,
        Remedy::UseDynamicActivation => Fix::UseDynamicActivation,
        Remedy::CheckKeys => Fix::CheckKeys,
        Remedy::CheckRegion => Fix::CheckRegion,
        Remedy::CheckClock => Fix::CheckClock,
        Remedy::RegisterDevice => Fix::RegisterDevice,
        Remedy::EnableDevice => Fix::EnableDevice,
        Remedy::TurnOnDynamicActivation => Fix::TurnOnDynamicActivation,
        Remedy::LookUpSecret => Fix::LookUpSecret,
        Remedy::CheckOtherLogin => Fix::CheckOtherLogin,
        Remedy::WaitForThrottle => Fix::WaitForThrottle,
        Remedy::TryAgain => Fix::TryAgain,
        Remedy::SendReport => Fix::SendReport,
    }
}

/// The step's name as the wire calls it, for reports.
#[must_use]
pub(crate) const fn step_name(goal: Goal, step: Step) -> &'static str {
    match (goal, step) {
        (_, Step::Open) => "WebSocket",
        (Goal::Activate, Step::Connect) => "CONNECT (securemode=3)",
        (Goal::Login, Step::Connect) => "CONNECT (securemode=2)",
        (_, Step::Subscribe) => "SUBSCRIBE",
        (_, Step::Secret) => "thing/activate/info",
        (_, Step::SignOff) => "DISCONNECT",
    }
}

const fn gateway_title(fault: GatewayFault) -> Trouble {
    match fault {
        GatewayFault::Full | GatewayFault::Stopping | GatewayFault::Idle => Trouble::GatewayBusy,
        GatewayFault::UpstreamName
        | GatewayFault::UpstreamRefused
        | GatewayFault::UpstreamTimeout
        | GatewayFault::UpstreamTls
        | GatewayFault::UpstreamUnreachable
        | GatewayFault::UpstreamReset
        | GatewayFault::UpstreamStalled
        | GatewayFault::Machine
        | GatewayFault::UpstreamTime
        | GatewayFault::Clock => Trouble::NoUpstream,
    }
}

const fn gateway_reason(fault: GatewayFault) -> Why {
    match fault {
        GatewayFault::Full => Why::GatewayFull,
        GatewayFault::Stopping => Why::GatewayStopping,
        GatewayFault::Idle => Why::GatewayIdle,
        GatewayFault::UpstreamName => Why::UpstreamName,
        GatewayFault::UpstreamRefused => Why::UpstreamRefused,
        GatewayFault::UpstreamTimeout => Why::UpstreamTimeout,
        GatewayFault::UpstreamTls => Why::UpstreamTls,
        GatewayFault::UpstreamUnreachable => Why::UpstreamUnreachable,
        GatewayFault::UpstreamReset => Why::UpstreamReset,
        GatewayFault::UpstreamStalled => Why::UpstreamStalled,
        GatewayFault::Machine => Why::GatewayMachine,
        GatewayFault::UpstreamTime => Why::UpstreamTime,
        GatewayFault::Clock => Why::GatewayClock,
    }
}

const fn refusal_title(code: ConnackCode) -> Trouble {
    match code {
        ConnackCode::UnacceptableProtocolVersion => Trouble::VersionRefused,
        ConnackCode::IdentifierRejected => Trouble::ClientIdRefused,
        ConnackCode::ServerUnavailable => Trouble::Busy,
        ConnackCode::BadUserNameOrPassword => Trouble::WrongSecret,
        // An accepted login is no refusal; the words are the mildest there are.
        ConnackCode::NotAuthorized | ConnackCode::Accepted => Trouble::NotAllowed,
    }
}

fn refusal_reason(code: ConnackCode, language: Language) -> String {
    let why = match code {
        ConnackCode::BadUserNameOrPassword | ConnackCode::NotAuthorized => Why::ConnackUnclear,
        ConnackCode::Accepted
        | ConnackCode::UnacceptableProtocolVersion
        | ConnackCode::IdentifierRejected
        | ConnackCode::ServerUnavailable => Why::Connack,
    };
    fill(language.say(why), &[&code.code().to_string()])
}

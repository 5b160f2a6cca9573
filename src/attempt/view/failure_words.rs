//! A failure in words: what, why, and what may be done.

use activation::{Cause, ConnackForm, Failure, GatewayFault, Goal, OtherProtocol, Remedy, Step, Subscription};
use mqtt::ConnackCode;
use mqtt::session::CloseInfo;

use super::unread_words::why;
use crate::attempt::FORBIDDEN;
use crate::attempt::preflight::Clock;
use crate::i18n::{FailureReason, FailureTitle, Language, RemedyText, fill};

/// Whether the page's own policy forbids the connection.
pub(crate) fn is_barred(info: &CloseInfo) -> bool {
    info.code == 1006 && info.reason.as_received() == FORBIDDEN
}

/// What went wrong.
#[must_use]
pub(crate) fn title(failure: &Failure) -> FailureTitle {
    match &failure.cause {
        Cause::Stopped => FailureTitle::Stopped,
        Cause::NotOpened(info) if is_barred(info) => FailureTitle::Barred,
        Cause::NotOpened(_) => FailureTitle::NoGateway,
        Cause::SubprotocolRefused | Cause::Violation(_) => FailureTitle::NotMqtt,
        Cause::OtherProtocol(_) => FailureTitle::UpstreamNotMqtt,
        Cause::Gateway(fault, _) => gateway_title(*fault),
        Cause::Refused(code) => refusal_title(*code),
        Cause::NonStandardRefusal(refusal) => match (refusal.form, refusal.nearest()) {
            (ConnackForm::Version5, _) => FailureTitle::Version5,
            (ConnackForm::ReservedCode, Some(code)) => refusal_title(code),
            (ConnackForm::ReservedCode, None) => FailureTitle::LoginRefused,
        },
        Cause::WrongMessage(error) if error.is_for_another_device() => FailureTitle::WrongReply,
        Cause::WrongMessage(_) => FailureTitle::Unread,
        Cause::TimedOut => match (failure.step, failure.subscription) {
            (Step::Open, _) => FailureTitle::NoGateway,
            (Step::Connect, _) => FailureTitle::NotMqtt,
            (Step::Subscribe | Step::Secret, Subscription::Refused) => FailureTitle::CannotListen,
            (Step::Subscribe | Step::Secret, Subscription::Granted(_) | Subscription::Unanswered) => {
                FailureTitle::NoSecret
            }
            (Step::SignOff, _) => FailureTitle::LostAtSignOff,
        },
        Cause::Closed(_) if failure.is_by_the_line() && failure.step != Step::SignOff => FailureTitle::Broken,
        Cause::Closed(_) => match failure.step {
            Step::Open => FailureTitle::NoGateway,
            Step::Connect => FailureTitle::LoginCut,
            Step::Subscribe | Step::Secret => FailureTitle::LostBeforeSecret,
            Step::SignOff => FailureTitle::LostAtSignOff,
        },
    }
}

/// Why, as far as the page can know.
#[must_use]
pub(crate) fn reason(failure: &Failure, language: Language) -> String {
    let words = match &failure.cause {
        Cause::Stopped if failure.goal == Goal::Activate && failure.step != Step::Open => FailureReason::StoppedLate,
        Cause::Stopped => FailureReason::Stopped,
        Cause::NotOpened(info) if is_barred(info) => FailureReason::Barred,
        Cause::NotOpened(_) => FailureReason::NotOpened,
        Cause::SubprotocolRefused => FailureReason::Subprotocol,
        Cause::Violation(_) => FailureReason::Violation,
        Cause::OtherProtocol(protocol) => match protocol {
            OtherProtocol::Http => FailureReason::SpeaksHttp,
            OtherProtocol::Tls => FailureReason::SpeaksTls,
            OtherProtocol::Ssh => FailureReason::SpeaksSsh,
            OtherProtocol::Text => FailureReason::SpeaksText,
        },
        Cause::Gateway(fault, _) => gateway_reason(*fault),
        Cause::Refused(code) => return refusal_reason(*code, language),
        Cause::NonStandardRefusal(refusal) => {
            let words = match refusal.form {
                ConnackForm::ReservedCode => FailureReason::ReservedCode,
                ConnackForm::Version5 => FailureReason::Version5,
            };
            return fill(language.say(words), &[&refusal.to_string()]);
        }
        Cause::WrongMessage(error) => {
            let words =
                if error.is_for_another_device() { FailureReason::WrongMessage } else { FailureReason::UnreadMessage };
            return [language.say(words), " ", &why(error, language)].concat();
        }
        Cause::TimedOut => match (failure.step, failure.subscription) {
            (Step::Open, _) => FailureReason::NotOpenedInTime,
            (Step::Connect, _) => FailureReason::NoConnack,
            (Step::Subscribe | Step::Secret, Subscription::Refused) => FailureReason::SubackRefused,
            (Step::Subscribe | Step::Secret, Subscription::Granted(_) | Subscription::Unanswered) => {
                FailureReason::NoPush
            }
            (Step::SignOff, _) => FailureReason::ClosedAtEnd,
        },
        Cause::Closed(_) if failure.is_by_the_line() && failure.step == Step::Connect => FailureReason::BrokenAtLogin,
        Cause::Closed(_) if failure.is_by_the_line() && failure.step != Step::SignOff => FailureReason::BrokenEarly,
        Cause::Closed(_) => match failure.step {
            Step::Open => FailureReason::NotOpened,
            Step::Connect => FailureReason::ClosedAtLogin,
            Step::Subscribe | Step::Secret => FailureReason::ClosedEarly,
            Step::SignOff => FailureReason::ClosedAtEnd,
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
        Clock::Fine(_) => FailureReason::UpstreamTimeAgreed,
        Clock::Ahead(_) | Clock::Behind(_) => FailureReason::UpstreamTimeDiffers,
    };
    Some(language.say(why).to_owned())
}

/// The sentence of a remedy.
#[must_use]
pub(crate) const fn fix(remedy: Remedy) -> RemedyText {
    match remedy {
        Remedy::CheckNetwork => RemedyText::CheckNetwork,
        Remedy::CheckGatewayAddress => RemedyText::CheckGatewayAddress,
        Remedy::CheckGatewayCertificate => RemedyText::CheckGatewayCertificate,
        Remedy::CheckProxy => RemedyText::CheckProxy,
        Remedy::AllowLocalNetwork => RemedyText::AllowLocalNetwork,
        Remedy::CheckGatewayPath => RemedyText::CheckGatewayPath,
        Remedy::CheckUpstream => RemedyText::CheckUpstream,
        Remedy::CheckUpstreamCertificate => RemedyText::CheckUpstreamCertificate,
        Remedy::CheckGatewayMachine => RemedyText::CheckGatewayMachine,
        Remedy::CheckGatewayClock => RemedyText::CheckGatewayClock,
        Remedy::CheckServerVersion => RemedyText::CheckServerVersion,
        Remedy::CheckClientId => RemedyText::CheckClientId,
        Remedy::RetypeProductSecret => RemedyText::RetypeProductSecret,
        Remedy::RetypeDeviceSecret => RemedyText::RetypeDeviceSecret,
        Remedy::UseStaticLogin => RemedyText::UseStaticLogin,
        Remedy::UseDynamicActivation => RemedyText::UseDynamicActivation,
        Remedy::CheckKeys => RemedyText::CheckKeys,
        Remedy::CheckRegion => RemedyText::CheckRegion,
        Remedy::CheckClock => RemedyText::CheckClock,
        Remedy::RegisterDevice => RemedyText::RegisterDevice,
        Remedy::EnableDevice => RemedyText::EnableDevice,
        Remedy::TurnOnDynamicActivation => RemedyText::TurnOnDynamicActivation,
        Remedy::LookUpSecret => RemedyText::LookUpSecret,
        Remedy::CheckOtherLogin => RemedyText::CheckOtherLogin,
        Remedy::WaitForThrottle => RemedyText::WaitForThrottle,
        Remedy::TryAgain => RemedyText::TryAgain,
        Remedy::SendReport => RemedyText::SendReport,
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

const fn gateway_title(fault: GatewayFault) -> FailureTitle {
    match fault {
        GatewayFault::Full | GatewayFault::Stopping | GatewayFault::Idle => FailureTitle::GatewayBusy,
        GatewayFault::UpstreamName
        | GatewayFault::UpstreamRefused
        | GatewayFault::UpstreamTimeout
        | GatewayFault::UpstreamTls
        | GatewayFault::UpstreamUnreachable
        | GatewayFault::UpstreamReset
        | GatewayFault::UpstreamStalled
        | GatewayFault::Machine
        | GatewayFault::UpstreamTime
        | GatewayFault::Clock => FailureTitle::NoUpstream,
    }
}

const fn gateway_reason(fault: GatewayFault) -> FailureReason {
    match fault {
        GatewayFault::Full => FailureReason::GatewayFull,
        GatewayFault::Stopping => FailureReason::GatewayStopping,
        GatewayFault::Idle => FailureReason::GatewayIdle,
        GatewayFault::UpstreamName => FailureReason::UpstreamName,
        GatewayFault::UpstreamRefused => FailureReason::UpstreamRefused,
        GatewayFault::UpstreamTimeout => FailureReason::UpstreamTimeout,
        GatewayFault::UpstreamTls => FailureReason::UpstreamTls,
        GatewayFault::UpstreamUnreachable => FailureReason::UpstreamUnreachable,
        GatewayFault::UpstreamReset => FailureReason::UpstreamReset,
        GatewayFault::UpstreamStalled => FailureReason::UpstreamStalled,
        GatewayFault::Machine => FailureReason::GatewayMachine,
        GatewayFault::UpstreamTime => FailureReason::UpstreamTime,
        GatewayFault::Clock => FailureReason::GatewayClock,
    }
}

const fn refusal_title(code: ConnackCode) -> FailureTitle {
    match code {
        ConnackCode::UnacceptableProtocolVersion => FailureTitle::VersionRefused,
        ConnackCode::IdentifierRejected => FailureTitle::ClientIdRefused,
        ConnackCode::ServerUnavailable => FailureTitle::Busy,
        ConnackCode::BadUserNameOrPassword => FailureTitle::WrongSecret,
        // An accepted login is no refusal; the words are the mildest there are.
        ConnackCode::NotAuthorized | ConnackCode::Accepted => FailureTitle::NotAllowed,
    }
}

fn refusal_reason(code: ConnackCode, language: Language) -> String {
    let why = match code {
        ConnackCode::BadUserNameOrPassword | ConnackCode::NotAuthorized => FailureReason::ConnackUnclear,
        ConnackCode::Accepted
        | ConnackCode::UnacceptableProtocolVersion
        | ConnackCode::IdentifierRejected
        | ConnackCode::ServerUnavailable => FailureReason::Connack,
    };
    fill(language.say(why), &[&code.code().to_string()])
}

//! The checks before an attempt, in words.

use yew::prelude::*;

use super::checks::{CheckStatus, CheckView, Checks};
use super::steps::whole_millis;
use crate::attempt::preflight::{Clock, Layer, LayerFault, LayerState, Probe, Suspect};
use crate::i18n::{CheckText, Language, SuspectText, fill};
use crate::page::action::Dispatch;

/// The checks as they are drawn.
pub(crate) fn checks(now: Clock, probe: Option<&Probe>, dispatch: &Dispatch, language: Language) -> Html {
    let mut line = vec![clock(now, language)];
    line.extend(probe.map(|probe| gateway(probe, language)));
    let layers = |probe: &Probe| Layer::ALL.map(|which| layer(which, probe.state(which), language)).to_vec();
    let checks = Checks {
        line,
        layers: probe.map(layers).unwrap_or_default(),
        clock: clock_text(now, language),
        is_clock_off: matches!(now, Clock::Ahead(_) | Clock::Behind(_)),
        suspects: probe.map(|probe| suspects(probe, language)).unwrap_or_default(),
    };
    super::checks::checks(&checks, dispatch, language)
}

fn clock(clock: Clock, language: Language) -> CheckView {
    let view = |finding, words: String| CheckView { finding, words };
    match clock {
        Clock::Waiting => view(CheckStatus::Open, language.say(CheckText::ClockWaiting).to_owned()),
        Clock::Unknown(_) => view(CheckStatus::Open, language.say(CheckText::ClockUnknown).to_owned()),
        Clock::Fine(offset) => {
            view(CheckStatus::Succeeded, fill(language.say(CheckText::ClockFine), &[&tenths(offset.uncertainty)]))
        }
        Clock::Ahead(offset) => {
            view(CheckStatus::Odd, fill(language.say(CheckText::ClockAhead), &[&span(offset.millis, language)]))
        }
        Clock::Behind(offset) => {
            view(CheckStatus::Odd, fill(language.say(CheckText::ClockBehind), &[&span(offset.millis, language)]))
        }
    }
}

fn clock_text(clock: Clock, language: Language) -> &'static str {
    let words = match clock {
        Clock::Waiting => return "",
        Clock::Unknown(_) => CheckText::ClockUnknownText,
        Clock::Fine(_) => CheckText::ClockFineText,
        Clock::Ahead(_) | Clock::Behind(_) => CheckText::ClockOffText,
    };
    language.say(words)
}

fn gateway(probe: &Probe, language: Language) -> CheckView {
    let (finding, words) = match (probe.is_reachable(), probe.state(Layer::Socket)) {
        (Some(true), LayerState::Passed { took }) => {
            (CheckStatus::Succeeded, fill(language.say(CheckText::GatewayGood), &[&whole_millis(*took).to_string()]))
        }
        (Some(false), _) => (CheckStatus::Bad, language.say(CheckText::GatewayBad).to_owned()),
        (Some(true) | None, _) => (CheckStatus::Open, language.say(CheckText::GatewayWaiting).to_owned()),
    };
    CheckView { finding, words }
}

fn layer(layer: Layer, state: &LayerState, language: Language) -> CheckView {
    let name = match layer {
        Layer::Browser => CheckText::LayerBrowser,
        Layer::Page => CheckText::LayerPage,
        Layer::Host => CheckText::LayerHost,
        Layer::Socket => CheckText::LayerSocket,
    };
    let say = |words: CheckText| language.say(words).to_owned();
    let (finding, words) = match state {
        LayerState::Waiting => (CheckStatus::Open, say(CheckText::LayerWaiting)),
        LayerState::Running => (CheckStatus::Open, say(CheckText::LayerRunning)),
        LayerState::NotNeeded => (CheckStatus::Open, say(CheckText::LayerNotNeeded)),
        LayerState::Passed { took } => {
            (CheckStatus::Succeeded, fill(language.say(CheckText::Took), &[&whole_millis(*took).to_string()]))
        }
        LayerState::Failed(fault) => (CheckStatus::Bad, fault_words(fault, language)),
    };
    CheckView { finding, words: [language.say(name), ": ", &words].concat() }
}

fn fault_words(fault: &LayerFault, language: Language) -> String {
    let say = |words: CheckText| language.say(words).to_owned();
    match fault {
        LayerFault::Offline => say(CheckText::FaultOffline),
        LayerFault::NoAnswer => say(CheckText::FaultNoAnswer),
        LayerFault::TimedOut { limit } => fill(language.say(CheckText::FaultTimedOut), &[&limit.as_secs().to_string()]),
        LayerFault::Redirected => say(CheckText::FaultRedirected),
        LayerFault::Forbidden => say(CheckText::FaultForbidden),
        LayerFault::Refused { .. } => say(CheckText::FaultRefused),
        LayerFault::Closed { code } => fill(language.say(CheckText::FaultClosed), &[&code.to_string()]),
        LayerFault::TurnedAway(_) => say(CheckText::FaultTurnedAway),
        LayerFault::NotMqtt { .. } => say(CheckText::FaultNotMqtt),
    }
}

fn suspects(probe: &Probe, language: Language) -> Vec<&'static str> {
    probe.suspects().into_iter().map(|suspect| language.say(suspect_words(suspect))).collect()
}

pub(crate) const fn suspect_words(suspect: Suspect) -> SuspectText {
    match suspect {
        Suspect::NoNetwork => SuspectText::NoNetwork,
        Suspect::CaptivePortal => SuspectText::CaptivePortal,
        Suspect::WrongHost => SuspectText::WrongHost,
        Suspect::GatewayDown => SuspectText::GatewayDown,
        Suspect::Certificate => SuspectText::Certificate,
        Suspect::LocalNetworkPermission => SuspectText::LocalNetworkPermission,
        Suspect::Firewall => SuspectText::Firewall,
        Suspect::WrongPath => SuspectText::WrongPath,
        Suspect::Proxy => SuspectText::Proxy,
        Suspect::UnknownOrigin => SuspectText::UnknownOrigin,
        Suspect::RefusedByGateway => SuspectText::RefusedByGateway,
        Suspect::NotMqtt => SuspectText::NotMqtt,
        Suspect::PagePolicy => SuspectText::PagePolicy,
    }
}

/// Seconds with one decimal, rounded up, without a floating-point number.
fn tenths(millis: u64) -> String {
    let tenths = millis.div_ceil(100);
    [(tenths / 10).to_string().as_str(), ".", &(tenths % 10).to_string()].concat()
}

fn span(millis: u64, language: Language) -> String {
    let seconds = millis / 1000;
    let (minutes, hours) = (seconds / 60, seconds / 3600);
    if hours > 0 {
        fill(language.say(CheckText::Hours), &[&hours.to_string(), &(minutes % 60).to_string()])
    } else {
        fill(language.say(CheckText::Minutes), &[&minutes.to_string(), &(seconds % 60).to_string()])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_how_far_a_clock_is_off_in_the_largest_fitting_unit() {
        assert_eq!(span(252_400, Language::English), "4 min 12 s");
        assert_eq!(span(7_500_000, Language::English), "2 h 5 min");
        assert_eq!(span(252_400, Language::Chinese), "4 分 12 秒");
        assert_eq!((tenths(351).as_str(), tenths(1_000).as_str()), ("0.4", "1.0"));
    }
}

//! The checks before an attempt, in words.

use yew::prelude::*;

use super::checks::{CheckStatus, CheckView, Checks};
use super::steps::whole_millis;
use crate::attempt::preflight::{Clock, Layer, LayerFault, LayerState, Probe, Suspect};
use crate::i18n::{Checked, Language, Reach, fill};
use crate::page::action::Dispatch;
use crate::page::state::PageState;

/// The checks as they are drawn.
pub(crate) fn checks(page: &PageState, dispatch: &Dispatch, language: Language) -> Html {
    let probe = page.gateway_probe.as_deref();
    let mut line = vec![clock(page.clock, language)];
    line.extend(probe.map(|probe| gateway(probe, language)));
    let layers = |probe: &Probe| Layer::ALL.map(|which| layer(which, probe.state(which), language)).to_vec();
    let checks = Checks {
        line,
        layers: probe.map(layers).unwrap_or_default(),
        clock: clock_text(page.clock, language),
        is_clock_off: matches!(page.clock, Clock::Ahead(_) | Clock::Behind(_)),
        suspects: probe.map(|probe| suspects(probe, language)).unwrap_or_default(),
    };
    super::checks::checks(&checks, dispatch, language)
}

fn clock(clock: Clock, language: Language) -> CheckView {
    let view = |finding, words: String| CheckView { finding, words };
    match clock {
        Clock::Waiting => view(CheckStatus::Open, language.say(Checked::ClockWaiting).to_owned()),
        Clock::Unknown(_) => view(CheckStatus::Open, language.say(Checked::ClockUnknown).to_owned()),
        Clock::Fine(offset) => {
            view(CheckStatus::Succeeded, fill(language.say(Checked::ClockFine), &[&tenths(offset.uncertainty)]))
        }
        Clock::Ahead(offset) => {
            view(CheckStatus::Odd, fill(language.say(Checked::ClockAhead), &[&span(offset.millis, language)]))
        }
        Clock::Behind(offset) => {
            view(CheckStatus::Odd, fill(language.say(Checked::ClockBehind), &[&span(offset.millis, language)]))
        }
    }
}

fn clock_text(clock: Clock, language: Language) -> &'static str {
    let words = match clock {
        Clock::Waiting => return "",
        Clock::Unknown(_) => Checked::ClockUnknownText,
        Clock::Fine(_) => Checked::ClockFineText,
        Clock::Ahead(_) | Clock::Behind(_) => Checked::ClockOffText,
    };
    language.say(words)
}

fn gateway(probe: &Probe, language: Language) -> CheckView {
    let (finding, words) = match (probe.is_reachable(), probe.state(Layer::Socket)) {
        (Some(true), LayerState::Passed { took }) => {
            (CheckStatus::Succeeded, fill(language.say(Checked::GatewayGood), &[&whole_millis(*took).to_string()]))
        }
        (Some(false), _) => (CheckStatus::Bad, language.say(Checked::GatewayBad).to_owned()),
        (Some(true) | None, _) => (CheckStatus::Open, language.say(Checked::GatewayWaiting).to_owned()),
    };
    CheckView { finding, words }
}

fn layer(layer: Layer, state: &LayerState, language: Language) -> CheckView {
    let name = match layer {
        Layer::Browser => Checked::LayerBrowser,
        Layer::Page => Checked::LayerPage,
        Layer::Host => Checked::LayerHost,
        Layer::Socket => Checked::LayerSocket,
    };
    let say = |words: Checked| language.say(words).to_owned();
    let (finding, words) = match state {
        LayerState::Waiting => (CheckStatus::Open, say(Checked::LayerWaiting)),
        LayerState::Running => (CheckStatus::Open, say(Checked::LayerRunning)),
        LayerState::NotNeeded => (CheckStatus::Open, say(Checked::LayerNotNeeded)),
        LayerState::Passed { took } => {
            (CheckStatus::Succeeded, fill(language.say(Checked::Took), &[&whole_millis(*took).to_string()]))
        }
        LayerState::Failed(fault) => (CheckStatus::Bad, fault_words(fault, language)),
    };
    CheckView { finding, words: [language.say(name), ": ", &words].concat() }
}

fn fault_words(fault: &LayerFault, language: Language) -> String {
    let say = |words: Checked| language.say(words).to_owned();
    match fault {
        LayerFault::Offline => say(Checked::FaultOffline),
        LayerFault::NoAnswer => say(Checked::FaultNoAnswer),
        LayerFault::TimedOut { limit } => fill(language.say(Checked::FaultTimedOut), &[&limit.as_secs().to_string()]),
        LayerFault::Redirected => say(Checked::FaultRedirected),
        LayerFault::Forbidden => say(Checked::FaultForbidden),
        LayerFault::Refused { .. } => say(Checked::FaultRefused),
        LayerFault::Closed { code } => fill(language.say(Checked::FaultClosed), &[&code.to_string()]),
        LayerFault::TurnedAway(_) => say(Checked::FaultTurnedAway),
        LayerFault::NotMqtt { .. } => say(Checked::FaultNotMqtt),
    }
}

fn suspects(probe: &Probe, language: Language) -> Vec<&'static str> {
    probe.suspects().into_iter().map(|suspect| language.say(suspect_words(suspect))).collect()
}

pub(crate) const fn suspect_words(suspect: Suspect) -> Reach {
    match suspect {
        Suspect::NoNetwork => Reach::NoNetwork,
        Suspect::CaptivePortal => Reach::CaptivePortal,
        Suspect::WrongHost => Reach::WrongHost,
        Suspect::GatewayDown => Reach::GatewayDown,
        Suspect::Certificate => Reach::Certificate,
        Suspect::LocalNetworkPermission => Reach::LocalNetworkPermission,
        Suspect::Firewall => Reach::Firewall,
        Suspect::WrongPath => Reach::WrongPath,
        Suspect::Proxy => Reach::Proxy,
        Suspect::UnknownOrigin => Reach::UnknownOrigin,
        Suspect::RefusedByGateway => Reach::RefusedByGateway,
        Suspect::NotMqtt => Reach::NotMqtt,
        Suspect::PagePolicy => Reach::PagePolicy,
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
        fill(language.say(Checked::Hours), &[&hours.to_string(), &(minutes % 60).to_string()])
    } else {
        fill(language.say(Checked::Minutes), &[&minutes.to_string(), &(seconds % 60).to_string()])
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

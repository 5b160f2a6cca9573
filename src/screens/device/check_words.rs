//! The checks before an attempt, in words.

use std::time::Duration;

use yew::prelude::*;

use crate::components::{self, CheckView, Checks, Finding};
use crate::i18n::{Check, Language, Reach, fill};
use crate::preflight::{Clock, Layer, LayerFault, LayerState, Preflight, Probe, Standing, Suspect};

/// The checks as they are drawn. `on_correct` is told when the corrected time is to be signed.
pub(super) fn checks(preflight: &Preflight, on_correct: &Callback<()>, language: Language) -> Html {
    let probe = preflight.probe.as_deref();
    let mut line = vec![clock(preflight.clock, language)];
    line.extend(probe.map(|probe| gateway(probe, language)));
    let layers = |probe: &Probe| Layer::ALL.map(|which| layer(which, probe.state(which), language)).to_vec();
    let is_off = matches!(preflight.clock, Clock::Ahead(_) | Clock::Behind(_));
    let checks = Checks {
        line,
        layers: probe.map(layers).unwrap_or_default(),
        clock: clock_text(preflight.clock, language),
        suspects: probe.map(|probe| suspects(probe, language)).unwrap_or_default(),
        on_correct: is_off.then(|| on_correct.clone()),
        on_again: preflight.again.clone(),
    };
    components::checks(&checks, language)
}

/// How many requests a device has left, in a few words; nothing before its first one.
pub(super) fn standing(standing: Standing, has_asked: bool, language: Language) -> String {
    let seconds = |wait: Duration| wait.as_millis().div_ceil(1000).to_string();
    let (words, value) = match standing {
        Standing::Free { .. } if !has_asked => return String::new(),
        Standing::Free { left } => (Check::RequestsFree, left.to_string()),
        Standing::TooSoon { wait, .. } => (Check::RequestsSoon, seconds(wait)),
        Standing::Spent { wait } => (Check::RequestsSpent, seconds(wait)),
        Standing::ClosedOut { wait } => (Check::RequestsClosed, seconds(wait)),
    };
    fill(language.say(words), &[&value])
}

fn clock(clock: Clock, language: Language) -> CheckView {
    let view = |finding, words: String| CheckView { finding, words: words.into() };
    match clock {
        Clock::Waiting => view(Finding::Open, language.say(Check::ClockWaiting).to_owned()),
        Clock::Unknown(_) => view(Finding::Open, language.say(Check::ClockUnknown).to_owned()),
        Clock::Fine(offset) => {
            view(Finding::Good, fill(language.say(Check::ClockFine), &[&tenths(offset.uncertainty)]))
        }
        Clock::Ahead(offset) => {
            view(Finding::Odd, fill(language.say(Check::ClockAhead), &[&span(offset.millis, language)]))
        }
        Clock::Behind(offset) => {
            view(Finding::Odd, fill(language.say(Check::ClockBehind), &[&span(offset.millis, language)]))
        }
    }
}

fn clock_text(clock: Clock, language: Language) -> AttrValue {
    let words = match clock {
        Clock::Waiting => return AttrValue::default(),
        Clock::Unknown(_) => Check::ClockUnknownText,
        Clock::Fine(_) => Check::ClockFineText,
        Clock::Ahead(_) | Clock::Behind(_) => Check::ClockOffText,
    };
    language.say(words).into()
}

fn gateway(probe: &Probe, language: Language) -> CheckView {
    let (finding, words) = match (probe.is_reachable(), probe.state(Layer::Socket)) {
        (Some(true), LayerState::Passed { took }) => {
            (Finding::Good, fill(language.say(Check::GatewayGood), &[&took.as_millis().to_string()]))
        }
        (Some(false), _) => (Finding::Bad, language.say(Check::GatewayBad).to_owned()),
        (Some(true) | None, _) => (Finding::Open, language.say(Check::GatewayWaiting).to_owned()),
    };
    CheckView { finding, words: words.into() }
}

fn layer(layer: Layer, state: &LayerState, language: Language) -> CheckView {
    let name = match layer {
        Layer::Browser => Check::LayerBrowser,
        Layer::Page => Check::LayerPage,
        Layer::Host => Check::LayerHost,
        Layer::Socket => Check::LayerSocket,
    };
    let say = |words: Check| language.say(words).to_owned();
    let (finding, words) = match state {
        LayerState::Waiting => (Finding::Open, say(Check::LayerWaiting)),
        LayerState::Running => (Finding::Open, say(Check::LayerRunning)),
        LayerState::NotNeeded => (Finding::Open, say(Check::LayerNotNeeded)),
        LayerState::Passed { took } => {
            (Finding::Good, fill(language.say(Check::Took), &[&took.as_millis().to_string()]))
        }
        LayerState::Failed(fault) => (Finding::Bad, fault_words(fault, language)),
    };
    CheckView { finding, words: [language.say(name), ": ", &words].concat().into() }
}

fn fault_words(fault: &LayerFault, language: Language) -> String {
    let say = |words: Check| language.say(words).to_owned();
    match fault {
        LayerFault::Offline => say(Check::FaultOffline),
        LayerFault::NoAnswer => say(Check::FaultNoAnswer),
        LayerFault::TimedOut { limit } => fill(language.say(Check::FaultTimedOut), &[&limit.as_secs().to_string()]),
        LayerFault::Redirected => say(Check::FaultRedirected),
        LayerFault::Forbidden => say(Check::FaultForbidden),
        LayerFault::Refused { .. } => say(Check::FaultRefused),
        LayerFault::Closed { code } => fill(language.say(Check::FaultClosed), &[&code.to_string()]),
        LayerFault::NotMqtt { .. } => say(Check::FaultNotMqtt),
    }
}

fn suspects(probe: &Probe, language: Language) -> Vec<&'static str> {
    probe.suspects().into_iter().map(|suspect| language.say(suspect_words(suspect))).collect()
}

const fn suspect_words(suspect: Suspect) -> Reach {
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
        fill(language.say(Check::Hours), &[&hours.to_string(), &(minutes % 60).to_string()])
    } else {
        fill(language.say(Check::Minutes), &[&minutes.to_string(), &(seconds % 60).to_string()])
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

    #[test]
    fn counts_requests_only_once_one_was_made() {
        assert_eq!(standing(Standing::Free { left: 3 }, false, Language::English), "");
        assert_eq!(standing(Standing::Free { left: 2 }, true, Language::English), "2 requests left");
        let wait = Duration::from_millis(99_001);
        assert_eq!(standing(Standing::Spent { wait }, true, Language::English), "none left for 100 s");
    }
}

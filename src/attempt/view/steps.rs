//! The steps of an attempt, in words.

use std::time::Duration;

use activation::{Entry, Evidence, Goal, Step, StepState, Subscription, Timeline};
use mqtt::session::Instant;

use super::timeline::{Mark, StepView};
use crate::i18n::{Language, Progress, fill};
use crate::page::current::Shown;

/// What an attempt's steps say beside their own evidence.
#[derive(Clone, Copy, Debug)]
pub struct Surroundings<'a> {
    /// What answers: the gateway's address, or the demo.
    pub place: &'a str,
    /// The device.
    pub device_key: &'a str,
    /// The time on the clock of the attempt, for what is left of a limit.
    pub now: Instant,
}

/// Each step with its evidence and its time.
#[must_use]
pub fn steps(timeline: &Timeline, goal: Goal, around: Surroundings<'_>, language: Language) -> Vec<StepView> {
    timeline.entries().iter().map(|entry| step(entry, goal, around, language)).collect()
}

/// What is going on, for those who cannot see the steps.
#[must_use]
pub fn announcement(timeline: &Timeline, language: Language) -> String {
    let running = timeline.entries().iter().rev().find(|entry| matches!(entry.state, StepState::Running { .. }));
    running.map_or_else(String::new, |entry| {
        let (_, title) = title(entry.step, &entry.state);
        fill(language.say(Progress::RunningAnnouncement), &[language.say(title)])
    })
}

/// Seconds with two decimals, without a floating-point number.
#[must_use]
pub fn seconds(took: Duration) -> String {
    let (whole, rest) = (took.as_secs(), took.subsec_millis() / 10);
    let zero = if rest < 10 { "0" } else { "" };
    [whole.to_string().as_str(), ".", zero, rest.to_string().as_str(), " s"].concat()
}

/// Seconds, the last one counted as whole. Not by way of `as_millis`, whose 128 bits cost the page a kilobyte of arithmetic.
#[must_use]
pub(crate) fn whole_seconds(wait: Duration) -> u64 {
    wait.as_secs() + u64::from(wait.subsec_nanos() > 0)
}

/// Milliseconds, for the same reason.
#[must_use]
pub(crate) fn whole_millis(took: Duration) -> u64 {
    took.as_secs() * 1_000 + u64::from(took.subsec_millis())
}

fn step(entry: &Entry, goal: Goal, around: Surroundings<'_>, language: Language) -> StepView {
    let (mark, title) = title(entry.step, &entry.state);
    let (evidence, time) = match &entry.state {
        StepState::Waiting | StepState::Skipped => (String::new(), String::new()),
        StepState::Running { until, .. } => {
            (String::new(), until.map_or_else(String::new, |until| left(until, around.now, language)))
        }
        StepState::Done { took, evidence } => (words(evidence, goal, around, language), seconds(*took)),
        StepState::Failed { took } => (String::new(), seconds(*took)),
    };
    StepView { mark, title: language.say(title), evidence, time }
}

fn left(until: Instant, now: Instant, language: Language) -> String {
    let seconds = whole_seconds(until.saturating_since(now));
    fill(language.say(Progress::SecondsLeft), &[&seconds.to_string()])
}

const fn title(step: Step, state: &StepState) -> (Mark, Progress) {
    use Progress as P;
    let [waiting, running, done, failed] = match step {
        Step::Open => [P::OpenFailed, P::Opening, P::Open, P::OpenFailed],
        Step::Connect => [P::ConnectFailed, P::Connecting, P::Connected, P::ConnectFailed],
        Step::Subscribe => [P::SubscribeFailed, P::Subscribing, P::Subscribed, P::SubscribeFailed],
        Step::Secret => [P::SecretFailed, P::WaitingForSecret, P::SecretArrived, P::SecretFailed],
        Step::SignOff => [P::SignOffFailed, P::SigningOff, P::SignedOff, P::SignOffFailed],
    };
    match state {
        StepState::Waiting => (Mark::Waiting, waiting),
        StepState::Running { .. } => (Mark::Running, running),
        StepState::Done { .. } => (Mark::Done, done),
        StepState::Skipped => (Mark::Skipped, waiting),
        StepState::Failed { .. } => (Mark::Failed, failed),
    }
}

/// The wire's own words, which are the same in every language.
fn words(evidence: &Evidence, goal: Goal, around: Surroundings<'_>, language: Language) -> String {
    match evidence {
        Evidence::SubprotocolAccepted => around.place.to_owned(),
        Evidence::ConnectionAccepted => {
            let mode = match goal {
                Goal::Activate => Progress::DynamicMode,
                Goal::Login => Progress::StaticMode,
            };
            ["CONNACK 0, ", language.say(mode)].concat()
        }
        Evidence::Subscription(Subscription::Granted(qos)) => ["SUBACK, QoS ", &qos.level().to_string()].concat(),
        Evidence::Subscription(Subscription::Refused) => "SUBACK 0x80".to_owned(),
        Evidence::Subscription(Subscription::Unanswered) => "SUBSCRIBE".to_owned(),
        Evidence::Message { id: Some(id) } => ["…/", around.device_key, "/thing/activate/info, id ", id].concat(),
        Evidence::Message { id: None } => ["…/", around.device_key, "/thing/activate/info"].concat(),
        Evidence::ReplyAcknowledged => "info_reply 200, PUBACK, DISCONNECT".to_owned(),
        Evidence::ReplyUnanswered => "info_reply 200, DISCONNECT".to_owned(),
        Evidence::Disconnected => "DISCONNECT".to_owned(),
    }
}

/// What is going on, for those who cannot see the steps.
pub(crate) fn progress(shown: Shown<'_>, language: Language) -> String {
    match shown {
        Shown::Form | Shown::Ended(_) => String::new(),
        Shown::Running(record) | Shown::Verification { login: record, .. } => {
            announcement(&record.attempt.timeline, language)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_seconds_with_two_decimals() {
        for (millis, text) in [(0, "0.00 s"), (9, "0.00 s"), (95, "0.09 s"), (410, "0.41 s"), (12_345, "12.34 s")] {
            assert_eq!(seconds(Duration::from_millis(millis)), text);
        }
    }

    #[test]
    fn rounds_up_what_is_left_so_that_zero_means_over() {
        let left = |until, now| left(Instant::from_millis(until), Instant::from_millis(now), Language::English);
        assert_eq!(left(20_000, 6_100), "14 s left");
        assert_eq!(left(20_000, 20_000), "0 s left");
        assert_eq!(left(20_000, 30_000), "0 s left");
    }
}

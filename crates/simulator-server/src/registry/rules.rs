//! The cloud's rules as they are written.

use serde::Deserialize;
use simulator::{LongClientIds, PushAt, Replies, Reply, Rules, ThrottleRule};

/// `[rules]`: what is not named stays as it is.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub(super) struct RulesText {
    push: Option<PushText>,
    push_qos: Option<QosText>,
    throttle: Option<ThrottleText>,
    long_client_ids: Option<LongClientIdsText>,
    replies: RepliesText,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum PushText {
    Connack,
    Subscribe,
}

#[derive(Debug, Deserialize)]
#[serde(try_from = "u8")]
struct QosText(mqtt::Qos);

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum LongClientIdsText {
    Accept,
    Refuse,
}

/// `"on"`, `"off"`, or the three numbers.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum ThrottleText {
    On,
    Off,
    #[serde(untagged)]
    Numbers(ThrottleNumbers),
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ThrottleNumbers {
    #[serde(rename = "interval-ms")]
    interval: u64,
    #[serde(rename = "tolerance-ms", default)]
    tolerance: u64,
    #[serde(rename = "window-ms")]
    window: u64,
    #[serde(rename = "lockout-ms")]
    lockout: u64,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
struct RepliesText {
    not_a_login: Option<ReplyText>,
    unknown_device: Option<ReplyText>,
    sub_device: Option<ReplyText>,
    needs_tls: Option<ReplyText>,
    certificate_invalid: Option<ReplyText>,
    signature_failed: Option<ReplyText>,
    device_disabled: Option<ReplyText>,
    activation_off: Option<ReplyText>,
    already_activated: Option<ReplyText>,
    foreign_will: Option<ReplyText>,
    throttled: Option<ReplyText>,
}

/// `"close"`, or the code of a CONNACK.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum ReplyText {
    Close,
    #[serde(untagged)]
    Connack(u8),
}

impl RulesText {
    pub(super) fn apply(&self, rules: Rules) -> Rules {
        Rules {
            push: match self.push {
                Some(PushText::Connack) => PushAt::Connack,
                Some(PushText::Subscribe) => PushAt::Subscribe,
                None => rules.push,
            },
            push_qos: self.push_qos.as_ref().map_or(rules.push_qos, |qos| qos.0),
            throttle: match &self.throttle {
                Some(ThrottleText::On) => Some(ThrottleRule::ENOS),
                Some(ThrottleText::Off) => None,
                Some(ThrottleText::Numbers(numbers)) => Some(ThrottleRule {
                    interval: numbers.interval,
                    tolerance: numbers.tolerance,
                    window: numbers.window,
                    lockout: numbers.lockout,
                }),
                None => rules.throttle,
            },
            long_client_ids: match self.long_client_ids {
                Some(LongClientIdsText::Accept) => LongClientIds::Accept,
                Some(LongClientIdsText::Refuse) => LongClientIds::Refuse,
                None => rules.long_client_ids,
            },
            replies: self.replies.apply(rules.replies),
        }
    }
}

impl RepliesText {
    fn apply(&self, replies: Replies) -> Replies {
        let choose = |text: Option<ReplyText>, reply| match text {
            Some(ReplyText::Close) => Reply::Close,
            Some(ReplyText::Connack(code)) => Reply::Connack(code),
            None => reply,
        };
        Replies {
            not_a_login: choose(self.not_a_login, replies.not_a_login),
            unknown_device: choose(self.unknown_device, replies.unknown_device),
            sub_device: choose(self.sub_device, replies.sub_device),
            needs_tls: choose(self.needs_tls, replies.needs_tls),
            certificate_invalid: choose(self.certificate_invalid, replies.certificate_invalid),
            signature_failed: choose(self.signature_failed, replies.signature_failed),
            device_disabled: choose(self.device_disabled, replies.device_disabled),
            activation_off: choose(self.activation_off, replies.activation_off),
            already_activated: choose(self.already_activated, replies.already_activated),
            foreign_will: choose(self.foreign_will, replies.foreign_will),
            throttled: choose(self.throttled, replies.throttled),
        }
    }
}

impl TryFrom<u8> for QosText {
    type Error = String;

    fn try_from(level: u8) -> Result<Self, Self::Error> {
        match mqtt::Qos::from_level(level) {
            Some(qos) => Ok(Self(qos)),
            None => Err(format!("push-qos is {level}, and only 0, 1 and 2 exist")),
        }
    }
}

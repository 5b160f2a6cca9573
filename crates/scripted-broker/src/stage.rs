//! The stages of a good conversation.

use activation::{Cause, Failure, Goal, Outcome, SignOff, Step, Subscription};
use mqtt::Qos;

use crate::packets::{
    CONNACK, CONNECT, PUBACK, PUBCOMP, PUBLISH_QOS_1, PUBREL, PUSH_ID, REPLY_PUBACK, SUBACK, SUBSCRIBE, push, with_id,
};
use crate::script::Act;

/// How far the conversation of an activation has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// CONNECT and SUBSCRIBE have come; nothing is answered.
    Login,
    /// CONNACK has gone out.
    Connected,
    /// SUBACK as well.
    Subscribed,
    /// The secret has gone out and is acknowledged; the device's reply is not.
    SignOff,
}

impl Stage {
    /// All of them, in order.
    pub const ALL: [Self; 4] = [Self::Login, Self::Connected, Self::Subscribed, Self::SignOff];

    /// Those behind CONNACK.
    pub const CONNECTED: [Self; 3] = [Self::Connected, Self::Subscribed, Self::SignOff];

    /// When a thing happens, for the name of an entry.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Login => "before CONNACK",
            Self::Connected => "after CONNACK",
            Self::Subscribed => "after SUBACK",
            Self::SignOff => "after the secret",
        }
    }

    /// What leads here.
    #[must_use]
    pub fn acts(self) -> Vec<Act> {
        let mut acts = vec![Act::Await(CONNECT), Act::Await(SUBSCRIBE)];
        if self != Self::Login {
            acts.push(Act::Send(CONNACK.to_vec()));
        }
        if matches!(self, Self::Subscribed | Self::SignOff) {
            acts.push(Act::Send(SUBACK.to_vec()));
        }
        if self == Self::SignOff {
            acts.extend(secret());
        }
        acts
    }

    /// What leads from here to a good end.
    #[must_use]
    pub fn rest(self) -> Vec<Act> {
        let mut acts = Vec::new();
        if self == Self::Login {
            acts.push(Act::Send(CONNACK.to_vec()));
        }
        if matches!(self, Self::Login | Self::Connected) {
            acts.push(Act::Send(SUBACK.to_vec()));
        }
        if self != Self::SignOff {
            acts.extend(secret());
        }
        acts.push(Act::Send(REPLY_PUBACK.to_vec()));
        acts
    }

    /// Behind CONNACK: makes the client show that it has taken everything so far. A stray PUBREL is answered.
    pub(crate) fn shown() -> [Act; 2] {
        [Act::Send(with_id(PUBREL, 98).to_vec()), Act::Expect(with_id(PUBCOMP, 98).to_vec())]
    }

    /// How an activation ends that is interrupted here.
    #[must_use]
    pub fn interrupted(self, cause: Cause) -> Outcome {
        let (step, subscription) = match self {
            Self::Login => (Step::Connect, Subscription::Unanswered),
            Self::Connected => (Step::Secret, Subscription::Unanswered),
            Self::Subscribed => (Step::Secret, Subscription::Granted(Qos::AtLeastOnce)),
            Self::SignOff => return Outcome::Activated(SignOff::Cut(cause)),
        };
        Outcome::Failed(Box::new(Failure { goal: Goal::Activate, step, cause, subscription }))
    }
}

/// The secret is sent; the client acknowledges it, and replies.
fn secret() -> [Act; 3] {
    [Act::Send(push()), Act::Expect(with_id(PUBACK, PUSH_ID).to_vec()), Act::Await(PUBLISH_QOS_1)]
}

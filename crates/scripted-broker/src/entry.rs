//! One entry of the catalogue.

use std::time::Duration;

use activation::{Cause, Goal, Limits, Outcome, SignOff, Step};
use mqtt::session::CloseCode;

use crate::packets::{DISCONNECT, SECRET};
use crate::script::{Act, Script};
use crate::stage::Stage;

/// A server, what the client must make of it, and why.
#[derive(Clone, Debug)]
pub struct Entry {
    /// What the server does, in a few words; no two entries have the same.
    pub name: String,
    /// The statement of MQTT 3.1.1 that is broken or kept here, such as `MQTT-2.2.2-2`, or where the rule stands otherwise.
    pub statement: &'static str,
    /// What the client wants.
    pub goal: Goal,
    /// What the server does.
    pub script: Script,
    /// How patient the client is.
    pub patience: Patience,
    /// What the client must do.
    pub expected: Expected,
}

/// What the client must do.
#[derive(Clone, Debug)]
pub struct Expected {
    /// How the attempt ends.
    pub outcome: Outcome,
    /// The secret that the client holds at the end.
    pub secret: Option<&'static str>,
    /// How the client closes.
    pub closing: Closing,
    /// The first bytes of the packets that it sends when the script is over.
    pub late: Vec<u8>,
}

/// How the client closes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Closing {
    /// By itself, with this code.
    With(CloseCode),
    /// It does not: the server has ended the connection, or it was never open.
    NotItsOwn,
    /// However its WebSocket does: the rules of RFC 6455 were broken, not those of MQTT.
    Whatever,
}

/// How patient the client is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Patience {
    /// No time limit is meant to be reached.
    Long,
    /// This step's limit is meant to be reached.
    ShortAt(Step),
}

impl Entry {
    pub(crate) fn new(name: impl Into<String>, statement: &'static str, acts: Vec<Act>, expected: Expected) -> Self {
        let script = Script::new(acts);
        let (goal, patience) = (Goal::Activate, Patience::Long);
        Self { name: name.into(), statement, goal, script, patience, expected }
    }

    pub(crate) fn short_at(self, step: Step) -> Self {
        Self { patience: Patience::ShortAt(step), ..self }
    }

    pub(crate) fn log_in(self) -> Self {
        Self { goal: Goal::Login, ..self }
    }
}

impl Expected {
    /// The secret arrives, the reply is acknowledged, the client signs off.
    pub(crate) fn activated() -> Self {
        Self {
            outcome: Outcome::Activated(SignOff::Acknowledged),
            secret: Some(SECRET),
            closing: Closing::With(CloseCode::Normal),
            late: vec![DISCONNECT],
        }
    }

    /// The client closes with that code, for that cause, and sends nothing more.
    pub(crate) fn closed(stage: Stage, cause: Cause, code: CloseCode) -> Self {
        Self { closing: Closing::With(code), ..Self::ended(stage, cause) }
    }

    /// The server ends it.
    pub(crate) fn ended(stage: Stage, cause: Cause) -> Self {
        Self {
            secret: (stage == Stage::SignOff).then_some(SECRET),
            outcome: stage.interrupted(cause),
            closing: Closing::NotItsOwn,
            late: Vec::new(),
        }
    }
}

impl Patience {
    /// The limits to hand to the client.
    #[must_use]
    pub fn limits(self) -> Limits {
        let long = Duration::from_secs(30);
        let limit = |step| match self {
            Self::ShortAt(short) if short == step => Duration::from_millis(600),
            Self::ShortAt(_) | Self::Long => long,
        };
        Limits {
            open: limit(Step::Open),
            connack: limit(Step::Connect),
            secret: limit(Step::Secret),
            sign_off: limit(Step::SignOff),
        }
    }
}

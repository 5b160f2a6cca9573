//! The server falls silent at every step, and within every packet: the client's time limits end it.

use activation::{Cause, Failure, Goal, Outcome, SignOff, Step, Subscription};
use mqtt::session::CloseCode;

use super::framing::stream;
use crate::entry::{Closing, Entry, Expected};
use crate::packets::{CONNACK, DISCONNECT, PUBLISH_QOS_1, REPLY_PUBACK};
use crate::script::Act;
use crate::stage::Stage;

pub(super) fn entries() -> Vec<Entry> {
    let mut entries = Vec::new();
    let stages = [(0, Stage::Login), (4, Stage::Connected), (9, Stage::Subscribed)];
    for (begin, stage) in stages {
        for count in [0, 1, 2, 3] {
            entries.push(behind_byte(stage, begin + count));
        }
    }
    entries.push(behind_byte(Stage::Subscribed, stream().len() - 1));
    entries.push(promise(Stage::Login, &[0x20]));
    for stage in [Stage::Connected, Stage::Subscribed] {
        // A PUBLISH of 200,000 bytes, of which nothing more comes.
        entries.push(promise(stage, &[0x30, 0xc0, 0x9a, 0x0c]));
    }
    entries.push(behind_a_refused_subscription());
    entries.push(behind_the_secret("silence behind the secret", &[]));
    entries.push(behind_the_secret("half a PUBACK for the reply", &REPLY_PUBACK[..2]));
    entries.push(behind_the_secret("PUBACK for another message", &[0x40, 0x02, 0x00, 0x09]));
    entries
}

fn behind_byte(stage: Stage, count: usize) -> Entry {
    let bytes = stream().into_iter().take(count).collect();
    let acts = [Stage::Login.acts(), vec![Act::Send(bytes)]].concat();
    timed_out(format!("silence behind byte {count}"), stage, acts)
}

fn promise(stage: Stage, header: &[u8]) -> Entry {
    let mut acts = stage.acts();
    acts.push(Act::Send(header.to_vec()));
    timed_out(format!("{header:02x?} and silence, {}", stage.name()), stage, acts)
}

/// Without CONNACK there is nobody to say goodbye to; behind it, DISCONNECT goes out ([MQTT-3.14.4-1]).
fn timed_out(name: String, stage: Stage, acts: Vec<Act>) -> Entry {
    let cause = Cause::TimedOut;
    let (step, expected) = if stage == Stage::Login {
        (Step::Connect, Expected::closed(stage, cause, CloseCode::TimedOut))
    } else {
        let expected = Expected::closed(stage, cause, CloseCode::Normal);
        (Step::Secret, Expected { late: vec![DISCONNECT], ..expected })
    };
    Entry::new(name, "section 4.8", acts, expected).short_at(step)
}

fn behind_a_refused_subscription() -> Entry {
    let mut acts = Stage::Login.acts();
    acts.push(Act::Send([CONNACK.to_vec(), vec![0x90, 0x03, 0x00, 0x01, 0x80]].concat()));
    let failure = Failure {
        goal: Goal::Activate,
        step: Step::Secret,
        cause: Cause::TimedOut,
        subscription: Subscription::Refused,
    };
    let expected = Expected {
        outcome: Outcome::Failed(Box::new(failure)),
        secret: None,
        closing: Closing::With(CloseCode::Normal),
        late: vec![DISCONNECT],
    };
    Entry::new("silence behind a refused subscription", "MQTT-3.9.3-2", acts, expected).short_at(Step::Secret)
}

/// The secret is here: what is missing behind it does not take it back.
fn behind_the_secret(name: &str, bytes: &[u8]) -> Entry {
    let mut acts = Stage::SignOff.acts();
    debug_assert!(acts.contains(&Act::Await(PUBLISH_QOS_1)), "the reply has come");
    acts.push(Act::Send(bytes.to_vec()));
    let expected = Expected { outcome: Outcome::Activated(SignOff::Unanswered), ..Expected::activated() };
    Entry::new(name, "section 4.8", acts, expected).short_at(Step::SignOff)
}

//! Text messages, which MQTT does not know.

use activation::Cause;
use mqtt::session::{CloseCode, Violation};

use crate::entry::{Entry, Expected};
use crate::script::Act;
use crate::stage::Stage;

const TEXTS: [(&str, &str); 4] = [
    ("an empty text message", ""),
    ("a word", "hello"),
    ("CONNACK as text", "\u{20}\u{2}\0\0"),
    ("PINGREQ as text", "\u{c0}\0"),
];

pub(super) fn entries() -> Vec<Entry> {
    let stages = Stage::ALL.into_iter();
    stages.flat_map(|stage| TEXTS.map(|(name, text)| entry(stage, name, text))).collect()
}

fn entry(stage: Stage, name: &str, text: &'static str) -> Entry {
    let mut acts = stage.acts();
    acts.push(Act::Text(text));
    let expected = Expected::closed(stage, Cause::Violation(Violation::TextMessage), CloseCode::TextMessage);
    Entry::new(format!("{name}, {}", stage.name()), "MQTT-6.0.0-1", acts, expected)
}

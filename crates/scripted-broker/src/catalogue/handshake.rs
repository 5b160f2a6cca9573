//! The WebSocket does not open, or not as MQTT wants it.

use activation::{Cause, Failure, Goal, Outcome, Step, Subscription};
use mqtt::session::CloseInfo;

use crate::entry::{Closing, Entry, Expected};
use crate::script::{Handshake, Script};

const HANDSHAKES: [(&str, &str, Handshake); 14] = [
    ("no subprotocol", "MQTT-6.0.0-4", Handshake::NoSubprotocol),
    ("the subprotocol mqttv3.1", "MQTT-6.0.0-4", Handshake::Subprotocol("mqttv3.1")),
    ("the subprotocol MQTT", "MQTT-6.0.0-4", Handshake::Subprotocol("MQTT")),
    ("two subprotocols", "MQTT-6.0.0-4", Handshake::Subprotocol("mqtt, mqttv3.1")),
    ("status 200", "RFC 6455, 4.1", Handshake::Status(200)),
    ("status 400", "RFC 6455, 4.1", Handshake::Status(400)),
    ("status 401", "RFC 6455, 4.1", Handshake::Status(401)),
    ("status 403", "RFC 6455, 4.1", Handshake::Status(403)),
    ("status 404", "RFC 6455, 4.1", Handshake::Status(404)),
    ("status 426", "RFC 6455, 4.1", Handshake::Status(426)),
    ("status 503", "RFC 6455, 4.1", Handshake::Status(503)),
    ("an answer of MQTT", "RFC 6455, 4.1", Handshake::Garbage(&[0x20, 0x02, 0x00, 0x00])),
    ("a cut in the handshake", "RFC 6455, 4.1", Handshake::Cut),
    ("silence in the handshake", "RFC 6455, 4.1", Handshake::Silence),
];

pub(super) fn entries() -> Vec<Entry> {
    HANDSHAKES.map(|(name, rule, handshake)| entry(name, rule, handshake)).into()
}

fn entry(name: &str, rule: &'static str, handshake: Handshake) -> Entry {
    let cause = match handshake {
        Handshake::Silence => Cause::TimedOut,
        Handshake::Mqtt
        | Handshake::NoSubprotocol
        | Handshake::Subprotocol(_)
        | Handshake::Status(_)
        | Handshake::Garbage(_)
        | Handshake::Cut => Cause::NotOpened(CloseInfo { code: 1006, reason: "".into(), clean: false }),
    };
    let failure = Failure { goal: Goal::Activate, step: Step::Open, cause, subscription: Subscription::Unanswered };
    let expected = Expected {
        outcome: Outcome::Failed(Box::new(failure)),
        secret: None,
        closing: Closing::Whatever,
        late: Vec::new(),
    };
    let script = Script::that_only(handshake);
    let entry =
        Entry { script, ..Entry::new(format!("{name}, instead of an open WebSocket"), rule, Vec::new(), expected) };
    if handshake == Handshake::Silence { entry.short_at(Step::Open) } else { entry }
}

//! The other goal, a login with the device's own secret, which is over with CONNACK.

use activation::{Cause, Failure, Goal, Outcome, Step, Subscription};
use mqtt::session::{CloseCode, CloseInfo, Violation};
use mqtt::{ConnackCode, DecodeError, PacketKind};

use crate::entry::{Closing, Entry, Expected};
use crate::packets::{CONNACK, CONNECT, DISCONNECT, push};
use crate::script::Act;

pub(super) fn entries() -> Vec<Entry> {
    let mut entries: Vec<Entry> = ConnackCode::ALL
        .into_iter()
        .filter(|code| *code != ConnackCode::Accepted)
        .map(|code| {
            let name = format!("CONNACK {} to a login", code.code());
            let answer = Act::Send(vec![0x20, 0x02, 0x00, code.code()]);
            failed(name, "MQTT-3.2.2-5", answer, Cause::Refused(code), CloseCode::Normal)
        })
        .collect();
    let broken = |violation| Cause::Violation(violation);
    let protocol = CloseCode::ProtocolError;
    let truncated = Violation::Malformed(DecodeError::ReservedType { value: 15 });
    entries.extend([
        accepted("CONNACK to a login", CONNACK.to_vec()),
        accepted("CONNACK and more to a login", [CONNACK.to_vec(), vec![0xd0, 0x00]].concat()),
        failed(
            "a push instead of CONNACK to a login",
            "MQTT-3.2.0-1",
            Act::Send(push()),
            broken(Violation::BeforeConnack(PacketKind::Publish)),
            protocol,
        ),
        failed(
            "a session to a login",
            "MQTT-3.2.2-1",
            Act::Send(vec![0x20, 2, 1, 0]),
            broken(Violation::SessionPresent),
            protocol,
        ),
        failed("a reserved type to a login", "section 2.2.1", Act::Send(vec![0xff]), broken(truncated), protocol),
        failed(
            "text to a login",
            "MQTT-6.0.0-1",
            Act::Text("hello"),
            broken(Violation::TextMessage),
            CloseCode::TextMessage,
        ),
        failed("silence to a login", "section 4.8", Act::Send(vec![]), Cause::TimedOut, CloseCode::TimedOut)
            .short_at(Step::Connect),
        ended(
            "a close to a login",
            Act::Close { code: 1000, reason: "" },
            CloseInfo { code: 1000, reason: "".into(), clean: true },
        ),
        ended("a cut to a login", Act::Cut, CloseInfo { code: 1006, reason: "".into(), clean: false }),
    ]);
    entries.into_iter().map(Entry::log_in).collect()
}

fn accepted(name: &str, bytes: Vec<u8>) -> Entry {
    let expected = Expected {
        outcome: Outcome::LoggedIn,
        secret: None,
        closing: Closing::With(CloseCode::Normal),
        late: vec![DISCONNECT],
    };
    Entry::new(name, "MQTT-3.14.4-1", vec![Act::Await(CONNECT), Act::Send(bytes)], expected)
}

fn failed(name: impl Into<String>, statement: &'static str, act: Act, cause: Cause, code: CloseCode) -> Entry {
    let expected = Expected { outcome: failure(cause), secret: None, closing: Closing::With(code), late: Vec::new() };
    Entry::new(name, statement, vec![Act::Await(CONNECT), act], expected)
}

fn ended(name: &str, act: Act, info: CloseInfo) -> Entry {
    let expected =
        Expected { outcome: failure(Cause::Closed(info)), secret: None, closing: Closing::NotItsOwn, late: Vec::new() };
    Entry::new(name, "MQTT-3.1.4-1", vec![Act::Await(CONNECT), act], expected)
}

fn failure(cause: Cause) -> Outcome {
    let (goal, step, subscription) = (Goal::Login, Step::Connect, Subscription::Unanswered);
    Outcome::Failed(Box::new(Failure { goal, step, cause, subscription }))
}

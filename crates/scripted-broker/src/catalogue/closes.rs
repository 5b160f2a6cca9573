//! The server ends the connection: at every stage with every kind of close, and behind every byte.

use activation::{Cause, GatewayFault};
use mqtt::session::CloseInfo;

use super::framing::stream;
use crate::entry::{Entry, Expected};
use crate::script::Act;
use crate::stage::Stage;

const CODES: [(u16, &str); 18] = [
    (1000, ""),
    (1000, "good bye"),
    (1001, "gateway-stopping: it is being stopped"),
    (1002, "protocol error"),
    (1008, "policy"),
    (1011, "internal error"),
    (1013, "gateway-full: try later"),
    (3000, ""),
    (4000, ""),
    (4500, "upstream-name: no address"),
    (4501, "upstream-refused: nothing listens"),
    (4502, "upstream-timeout: no answer"),
    (4503, "upstream-tls: expired"),
    (4504, "upstream-unreachable: no route"),
    (4505, "upstream-reset: cut"),
    (4506, "upstream-stalled: it does not read"),
    (4507, "idle: nothing was said"),
    (4999, "\u{7f51}\u{5173}"),
];

pub(super) fn entries() -> Vec<Entry> {
    Stage::ALL.into_iter().flat_map(at).chain(behind_every_byte()).collect()
}

fn at(stage: Stage) -> Vec<Entry> {
    let mut entries: Vec<Entry> = CODES.map(|(code, reason)| with_code(stage, code, reason)).into();
    let info = CloseInfo { code: 1005, reason: "".into(), clean: true };
    entries.push(ended(
        format!("a close without a code {}", stage.name()),
        stage,
        stage.acts(),
        Act::CloseWithoutCode,
        info,
    ));
    entries.push(ended(format!("a cut {}", stage.name()), stage, stage.acts(), Act::Cut, cut()));
    entries
}

fn with_code(stage: Stage, code: u16, reason: &'static str) -> Entry {
    let info = CloseInfo { code, reason: reason.into(), clean: true };
    let name = format!("a close with {code} `{reason}` {}", stage.name());
    ended(name, stage, stage.acts(), Act::Close { code, reason }, info)
}

/// In turns with a close and with a cut. Behind the last byte, the client would have something to say.
fn behind_every_byte() -> Vec<Entry> {
    let bytes = stream();
    let ends = [
        (Act::Close { code: 1000, reason: "" }, CloseInfo { code: 1000, reason: "".into(), clean: true }),
        (Act::Cut, cut()),
    ];
    let behind = (0..bytes.len()).zip(ends.into_iter().cycle()).map(|(count, (end, info))| {
        let stage = match count {
            0..4 => Stage::Login,
            4..9 => Stage::Connected,
            _ => Stage::Subscribed,
        };
        let part = bytes.iter().take(count).copied().collect();
        let acts = [Stage::Login.acts(), vec![Act::Send(part)]].concat();
        ended(format!("the end behind byte {count}"), stage, acts, end, info)
    });
    behind.collect()
}

fn ended(name: String, stage: Stage, mut acts: Vec<Act>, end: Act, info: CloseInfo) -> Entry {
    acts.push(end);
    let cause = match GatewayFault::from_close_code(info.code) {
        Some(fault) => Cause::Gateway(fault, info),
        None => Cause::Closed(info),
    };
    Entry::new(name, "MQTT-3.1.4-1", acts, Expected::ended(stage, cause))
}

fn cut() -> CloseInfo {
    CloseInfo { code: 1006, reason: "".into(), clean: false }
}

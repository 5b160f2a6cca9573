//! Frames that RFC 6455 forbids: the client's WebSocket fails the connection, and the client says at which step.

use activation::Cause;
use mqtt::session::CloseInfo;

use crate::entry::{Closing, Entry, Expected};
use crate::script::Act;
use crate::stage::Stage;

/// Name, section of RFC 6455, bytes.
const BROKEN: [(&str, &str, &[u8]); 11] = [
    ("a masked frame", "RFC 6455, 5.1", &[0x82, 0x84, 0, 0, 0, 0, 0x20, 0x02, 0x00, 0x00]),
    ("a frame with RSV1", "RFC 6455, 5.2", &[0xc2, 0x04, 0x20, 0x02, 0x00, 0x00]),
    ("a frame with RSV2", "RFC 6455, 5.2", &[0xa2, 0x04, 0x20, 0x02, 0x00, 0x00]),
    ("a frame with RSV3", "RFC 6455, 5.2", &[0x92, 0x04, 0x20, 0x02, 0x00, 0x00]),
    ("a reserved data frame", "RFC 6455, 5.2", &[0x83, 0x00]),
    ("a reserved control frame", "RFC 6455, 5.2", &[0x8b, 0x00]),
    ("a ping in fragments", "RFC 6455, 5.5", &[0x09, 0x00]),
    ("a continuation of nothing", "RFC 6455, 5.4", &[0x80, 0x00]),
    ("a message within a message", "RFC 6455, 5.4", &[0x02, 0x01, 0x20, 0x82, 0x01, 0x02]),
    ("text that is not UTF-8", "RFC 6455, 8.1", &[0x81, 0x01, 0xff]),
    ("a close frame of one byte", "RFC 6455, 5.5.1", &[0x88, 0x01, 0x03]),
];

pub(super) fn entries() -> Vec<Entry> {
    let stages = Stage::ALL.into_iter();
    stages.flat_map(|stage| BROKEN.map(|(name, section, bytes)| entry(stage, name, section, bytes))).collect()
}

fn entry(stage: Stage, name: &str, section: &'static str, bytes: &[u8]) -> Entry {
    let mut acts = stage.acts();
    // A browser may drop what came just before such a frame; so the client shows first that it has taken it.
    if stage != Stage::Login {
        acts.extend(Stage::shown());
    }
    acts.push(Act::Raw(bytes.to_vec()));
    let lost = Cause::Closed(CloseInfo { code: 1006, reason: "".into(), clean: false });
    let expected = Expected { closing: Closing::Whatever, ..Expected::ended(stage, lost) };
    Entry::new(format!("{name}, {}", stage.name()), section, acts, expected)
}

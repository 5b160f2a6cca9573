//! A login that is refused: the client says so, closes, and does not wait for the server to close ([MQTT-3.2.2-5]).

use activation::Cause;
use mqtt::ConnackCode;
use mqtt::session::CloseCode;

use crate::entry::{Closing, Entry, Expected};
use crate::script::Act;
use crate::stage::Stage;

pub(super) fn entries() -> Vec<Entry> {
    let refusals = || ConnackCode::ALL.into_iter().filter(|code| *code != ConnackCode::Accepted);
    let silent = refusals().map(|code| {
        let mut acts = Stage::Login.acts();
        acts.push(Act::Send(vec![0x20, 0x02, 0x00, code.code()]));
        let expected = Expected::closed(Stage::Login, Cause::Refused(code), CloseCode::Normal);
        Entry::new(format!("CONNACK {}", code.code()), "MQTT-3.2.2-5", acts, expected)
    });
    let closing = refusals().map(|code| {
        let mut acts = Stage::Login.acts();
        acts.extend([Act::Send(vec![0x20, 0x02, 0x00, code.code()]), Act::Close { code: 1000, reason: "" }]);
        let expected = Expected { closing: Closing::Whatever, ..Expected::ended(Stage::Login, Cause::Refused(code)) };
        Entry::new(format!("CONNACK {}, and a close", code.code()), "MQTT-3.2.2-5", acts, expected)
    });
    silent.chain(closing).collect()
}

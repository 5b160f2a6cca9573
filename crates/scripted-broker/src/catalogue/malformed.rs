//! Packets that are none, at every stage: the client closes, and names the cause ([MQTT-4.8.0-1]).

use activation::{Cause, ConnackForm, NonStandardRefusal, OtherProtocol};
use mqtt::session::{CloseCode, Violation};
use mqtt::{ConnackCode, DecodeError};

use super::malformed_packets::{Malformed, all};
use crate::entry::{Entry, Expected};
use crate::script::Act;
use crate::stage::Stage;

pub(super) fn entries() -> Vec<Entry> {
    let packets = all();
    Stage::ALL.iter().flat_map(|stage| packets.iter().map(|malformed| entry(*stage, malformed))).collect()
}

fn entry(stage: Stage, malformed: &Malformed) -> Entry {
    let Malformed { name, statement, bytes, error } = malformed;
    let mut acts = stage.acts();
    acts.push(Act::Send(bytes.clone()));
    let violation = Violation::Malformed(*error);
    let code = if matches!(error, DecodeError::TooLarge { .. }) { CloseCode::TooBig } else { CloseCode::ProtocolError };
    let cause = match (stage, error) {
        // What refuses the login is a refusal with its code, whichever rule it breaks.
        (Stage::Login, DecodeError::SessionPresentWithRefusal { code: 5 }) => {
            Cause::Refused(ConnackCode::NotAuthorized)
        }
        (Stage::Login, DecodeError::ConnackCode { code }) => {
            Cause::NonStandardRefusal(NonStandardRefusal { code: *code, form: ConnackForm::ReservedCode })
        }
        (Stage::Login, DecodeError::ConnackOfVersion5 { code }) => {
            Cause::NonStandardRefusal(NonStandardRefusal { code: *code, form: ConnackForm::Version5 })
        }
        (Stage::Login, _) if bytes.starts_with(b"HTTP") => Cause::OtherProtocol(OtherProtocol::Http),
        _ => Cause::Violation(violation),
    };
    let expected = Expected::closed(stage, cause, code);
    Entry::new(format!("{name}, {}", stage.name()), statement, acts, expected)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_names_the_statement_that_the_codec_names() {
        for Malformed { name, statement, error, .. } in all() {
            if let Some(ours) = error.statement() {
                assert_eq!(ours, statement, "{name}");
            } else {
                assert!(statement.starts_with("section "), "{name} needs the section that forbids it");
            }
        }
    }
}

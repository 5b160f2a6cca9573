//! Packets in words, for a log or an inspector that a person reads.
//!
//! What a session sends, the caller has in hand as [`crate::session::Output::Send`], one packet each. What comes in, the
//! caller hands to [`crate::session::Session::handle`]: a second [`crate::Framer`] over the same bytes cuts them into
//! packets to describe.

use alloc::{
    format,
    string::{String, ToString},
    vec,
    vec::Vec,
};
use core::fmt;

use crate::{Connect, Packet, PacketId, PacketKind, Publish, SubscribeOutcome};

/// One packet in words. Passwords, will messages and payloads are given by their length only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Description {
    /// Which packet it is.
    pub kind: PacketKind,
    /// The names of its fields and what they hold, in the order of the wire.
    pub fields: Vec<(&'static str, String)>,
}

/// Describes a packet.
///
/// ```
/// use mqtt::{Limits, Packet, trace::describe};
///
/// let bytes = [0x32, 0x09, 0x00, 0x03, b'a', b'/', b'b', 0x00, 0x0a, b'h', b'i'];
/// if let Some((packet, _)) = Packet::decode(&bytes, Limits::default())? {
///     assert_eq!(describe(&packet).to_string(), r#"PUBLISH topic="a/b" id=10 qos=1 payload=2 bytes"#);
/// }
/// # Ok::<(), mqtt::DecodeError>(())
/// ```
#[must_use]
pub fn describe(packet: &Packet<'_>) -> Description {
    let fields = match packet {
        Packet::Connect(connect) => connect_fields(connect),
        Packet::Connack(connack) => vec![
            ("session present", connack.session_present.to_string()),
            ("code", format!("{} {}", connack.code.code(), connack.code)),
        ],
        Packet::Publish(publish) => publish_fields(publish),
        Packet::Puback(id) | Packet::Pubrec(id) | Packet::Pubrel(id) | Packet::Pubcomp(id) | Packet::Unsuback(id) => {
            vec![identifier(*id)]
        }
        Packet::Subscribe(subscribe) => {
            let mut fields = vec![identifier(subscribe.id())];
            for (filter, qos) in subscribe.subscriptions() {
                fields.push(("filter", quoted(filter.as_str())));
                fields.push(("qos", qos.level().to_string()));
            }
            fields
        }
        Packet::Suback(suback) => {
            let mut fields = vec![identifier(suback.id())];
            fields.extend(suback.outcomes().map(|outcome| ("outcome", in_words(outcome))));
            fields
        }
        Packet::Unsubscribe(unsubscribe) => {
            let mut fields = vec![identifier(unsubscribe.id())];
            fields.extend(unsubscribe.filters().map(|filter| ("filter", quoted(filter.as_str()))));
            fields
        }
        Packet::Pingreq | Packet::Pingresp | Packet::Disconnect => Vec::new(),
    };
    Description { kind: packet.kind(), fields }
}

impl fmt::Display for Description {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.kind.fmt(formatter)?;
        for (name, value) in &self.fields {
            write!(formatter, " {name}={value}")?;
        }
        Ok(())
    }
}

fn connect_fields(connect: &Connect<'_>) -> Vec<(&'static str, String)> {
    let mut fields = vec![
        ("clean session", connect.clean_session.to_string()),
        ("keep alive", format!("{} s", connect.keep_alive)),
        ("client id", quoted(connect.client_id.as_str())),
    ];
    if let Some(will) = connect.will {
        fields.push(("will topic", quoted(will.topic.as_str())));
        fields.push(("will message", bytes(will.message)));
        fields.push(("will qos", will.qos.level().to_string()));
        fields.push(("will retain", will.retain.to_string()));
    }
    if let Some(credentials) = connect.credentials {
        fields.push(("user name", quoted(credentials.user_name.as_str())));
        fields.extend(credentials.password.map(|password| ("password", bytes(password))));
    }
    fields
}

fn publish_fields(publish: &Publish<'_>) -> Vec<(&'static str, String)> {
    let mut fields = vec![("topic", quoted(publish.topic.as_str()))];
    fields.extend(publish.qos.id().map(identifier));
    fields.push(("qos", publish.qos.qos().level().to_string()));
    if publish.qos.dup() {
        fields.push(("dup", true.to_string()));
    }
    if publish.retain {
        fields.push(("retain", true.to_string()));
    }
    fields.push(("payload", bytes(publish.payload)));
    fields
}

fn identifier(id: PacketId) -> (&'static str, String) {
    ("id", id.to_string())
}

fn in_words(outcome: SubscribeOutcome) -> String {
    match outcome {
        SubscribeOutcome::Granted(qos) => format!("granted {qos}"),
        SubscribeOutcome::Refused => "refused".to_string(),
    }
}

fn bytes(bytes: &[u8]) -> String {
    format!("{} bytes", bytes.len())
}

/// In quotes and with control characters escaped: the text comes from the other side.
fn quoted(text: &str) -> String {
    format!("{text:?}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Limits;

    fn described(bytes: &[u8]) -> String {
        describe(&Packet::decode(bytes, Limits::default()).unwrap().unwrap().0).to_string()
    }

    #[test]
    fn describes_a_connect_without_its_password_and_its_will() {
        let text =
            described(b"\x10\x25\x00\x04MQTT\x04\xce\x00\x3c\x00\x02c1\x00\x01w\x00\x04bye!\x00\x04name\x00\x06secret");
        assert_eq!(
            text,
            "CONNECT clean session=true keep alive=60 s client id=\"c1\" will topic=\"w\" will message=4 bytes \
             will qos=1 will retain=false user name=\"name\" password=6 bytes"
        );
    }

    #[test]
    fn describes_the_lists() {
        assert_eq!(
            described(&[0x82, 0x0b, 0x00, 0x01, 0x00, 0x02, b'a', b'b', 0x01, 0x00, 0x01, b'#', 0x00]),
            r##"SUBSCRIBE id=1 filter="ab" qos=1 filter="#" qos=0"##
        );
        assert_eq!(
            described(&[0x90, 0x04, 0x00, 0x01, 0x01, 0x80]),
            "SUBACK id=1 outcome=granted QoS 1 outcome=refused"
        );
        assert_eq!(described(&[0xa2, 0x05, 0x00, 0x02, 0x00, 0x01, b'+']), r#"UNSUBSCRIBE id=2 filter="+""#);
    }

    #[test]
    fn describes_the_short_ones() {
        assert_eq!(described(&[0x20, 0x02, 0x01, 0x00]), "CONNACK session present=true code=0 accepted");
        assert_eq!(described(&[0x62, 0x02, 0x01, 0x00]), "PUBREL id=256");
        assert_eq!(described(&[0xd0, 0x00]), "PINGRESP");
    }

    #[test]
    fn escapes_control_characters_of_the_other_side() {
        assert_eq!(
            described(&[0x3d, 0x05, 0x00, 0x01, 0x1b, 0x00, 0x07]),
            r#"PUBLISH topic="\u{1b}" id=7 qos=2 dup=true retain=true payload=0 bytes"#
        );
    }
}

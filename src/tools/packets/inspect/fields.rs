//! The fields of a packet, in the order of the wire.

use mqtt::{ConnackCode, Connect, Packet, PacketId, Publish, SubscribeOutcome};

use super::redact::Hidden;
use super::redacted::Redacted;
use crate::i18n::{Language, PacketField, Packets, fill};

/// One field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// What it is called.
    pub name: PacketField,
    /// What it holds.
    pub value: Value,
}

/// What a field holds, secrets hidden.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Text, with a bullet for each byte of a secret.
    Text(String),
    /// A number.
    Number(u16),
    /// A flag.
    Flag(bool),
    /// A time in seconds.
    Seconds(u16),
    /// Bytes that are not shown because they are no text.
    Bytes(usize),
    /// Bytes that are not shown because they are secret.
    Hidden(usize),
    /// The answer to CONNECT.
    Code(ConnackCode),
    /// The answer to one filter of SUBSCRIBE.
    Outcome(SubscribeOutcome),
}

/// More of a payload stands in the bytes below it.
const MOST_CHARACTERS: usize = 2048;

impl Value {
    /// The value in words.
    #[must_use]
    pub fn words(&self, language: Language) -> String {
        let say = |words: Packets| language.say(words).to_owned();
        let with = |words: Packets, value: &str| fill(language.say(words), &[value]);
        match self {
            Self::Text(text) => text.clone(),
            Self::Number(number) => number.to_string(),
            Self::Flag(flag) => say(if *flag { Packets::Yes } else { Packets::No }),
            Self::Seconds(seconds) => with(Packets::Seconds, &seconds.to_string()),
            Self::Bytes(length) => with(Packets::Bytes, &length.to_string()),
            Self::Hidden(length) => with(Packets::HiddenBytes, &length.to_string()),
            Self::Code(code) => [&code.code().to_string(), " ", language.say(code_words(*code))].concat(),
            Self::Outcome(SubscribeOutcome::Granted(qos)) => with(Packets::Granted, &qos.level().to_string()),
            Self::Outcome(SubscribeOutcome::Refused) => say(Packets::Refused),
        }
    }
}

const fn code_words(code: ConnackCode) -> Packets {
    match code {
        ConnackCode::Accepted => Packets::Accepted,
        ConnackCode::UnacceptableProtocolVersion => Packets::BadProtocol,
        ConnackCode::IdentifierRejected => Packets::BadClientId,
        ConnackCode::ServerUnavailable => Packets::Unavailable,
        ConnackCode::BadUserNameOrPassword => Packets::BadLogin,
        ConnackCode::NotAuthorized => Packets::NotAuthorized,
    }
}

/// The fields of a packet; `redacted` are its bytes without secrets.
pub(crate) fn fields(packet: &Packet<'_>, redacted: &Redacted, hidden: &Hidden<'_>) -> Vec<Field> {
    let text =
        |name, text: &str| field(name, Value::Text(hidden.redact_text(text).last_as_text(text.len(), MOST_CHARACTERS)));
    match packet {
        Packet::Connect(connect) => connect_fields(connect, text),
        Packet::Connack(connack) => vec![
            field(PacketField::SessionPresent, Value::Flag(connack.session_present)),
            field(PacketField::Code, Value::Code(connack.code)),
        ],
        Packet::Publish(publish) => publish_fields(publish, redacted, text),
        Packet::Puback(id) | Packet::Pubrec(id) | Packet::Pubrel(id) | Packet::Pubcomp(id) | Packet::Unsuback(id) => {
            vec![identifier(*id)]
        }
        Packet::Subscribe(subscribe) => {
            let mut fields = vec![identifier(subscribe.id())];
            for (filter, qos) in subscribe.subscriptions() {
                fields.push(text(PacketField::Filter, filter.as_str()));
                fields.push(level(PacketField::Qos, qos));
            }
            fields
        }
        Packet::Suback(suback) => {
            let outcomes = suback.outcomes().map(|outcome| field(PacketField::Outcome, Value::Outcome(outcome)));
            [identifier(suback.id())].into_iter().chain(outcomes).collect()
        }
        Packet::Unsubscribe(unsubscribe) => {
            let filters = unsubscribe.filters().map(|filter| text(PacketField::Filter, filter.as_str()));
            [identifier(unsubscribe.id())].into_iter().chain(filters).collect()
        }
        Packet::Pingreq | Packet::Pingresp | Packet::Disconnect => Vec::new(),
    }
}

fn connect_fields(connect: &Connect<'_>, text: impl Fn(PacketField, &str) -> Field) -> Vec<Field> {
    let mut fields = vec![
        field(PacketField::CleanSession, Value::Flag(connect.clean_session)),
        field(PacketField::KeepAlive, Value::Seconds(connect.keep_alive)),
        text(PacketField::ClientId, connect.client_id.as_str()),
    ];
    if let Some(will) = connect.will {
        fields.push(text(PacketField::WillTopic, will.topic.as_str()));
        fields.push(field(PacketField::WillMessage, Value::Bytes(will.message.len())));
        fields.push(level(PacketField::WillQos, will.qos));
        fields.push(field(PacketField::WillRetain, Value::Flag(will.retain)));
    }
    if let Some(credentials) = connect.credentials {
        fields.push(text(PacketField::UserName, credentials.user_name.as_str()));
        fields.extend(credentials.password.map(|password| field(PacketField::Password, Value::Hidden(password.len()))));
    }
    fields
}

fn publish_fields(publish: &Publish<'_>, redacted: &Redacted, text: impl Fn(PacketField, &str) -> Field) -> Vec<Field> {
    let mut fields = vec![text(PacketField::Topic, publish.topic.as_str())];
    fields.extend(publish.qos.id().map(identifier));
    fields.push(level(PacketField::Qos, publish.qos.qos()));
    if publish.qos.dup() {
        fields.push(field(PacketField::Dup, Value::Flag(true)));
    }
    if publish.retain {
        fields.push(field(PacketField::Retain, Value::Flag(true)));
    }
    let length = publish.payload.len();
    fields.push(field(PacketField::Length, Value::Bytes(length)));
    if length > 0 && str::from_utf8(publish.payload).is_ok() {
        // It is the last field, so its bytes are the last ones.
        fields.push(field(PacketField::Payload, Value::Text(redacted.last_as_text(length, MOST_CHARACTERS))));
    }
    fields
}

fn identifier(id: PacketId) -> Field {
    field(PacketField::Id, Value::Number(id.get()))
}

fn level(name: PacketField, qos: mqtt::Qos) -> Field {
    field(name, Value::Number(qos.level().into()))
}

const fn field(name: PacketField, value: Value) -> Field {
    Field { name, value }
}

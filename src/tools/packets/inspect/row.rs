//! One line of the inspector, and what opens below it.

use mqtt::{DecodeError, PacketKind};

use super::fields::{Field, Value};
use super::{Direction, Redacted};
use crate::i18n::{Language, PacketField, Packets, fill};

/// A packet, or bytes that are none. No secret is in here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Which way it went.
    pub direction: Direction,
    /// How many milliseconds after the first record it was complete.
    pub after_ms: u64,
    /// What it is.
    pub content: Content,
    /// Its bytes.
    pub bytes: Redacted,
}

/// What a row is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// A packet.
    Packet {
        /// Which one.
        kind: PacketKind,
        /// Its fields, in the order of the wire.
        fields: Vec<Field>,
    },
    /// Bytes that cannot be a packet, and all that came after them.
    NotMqtt(DecodeError),
    /// The beginning of a packet that did not end.
    Unfinished,
}

impl Row {
    /// The packet's name, or that it is none.
    #[must_use]
    pub fn name(&self, language: Language) -> &'static str {
        match &self.content {
            Content::Packet { kind, .. } => kind.name(),
            Content::NotMqtt(_) => language.say(Packets::NotMqtt),
            Content::Unfinished => language.say(Packets::Unfinished),
        }
    }

    /// What it says, in one line.
    #[must_use]
    pub fn summary(&self, language: Language) -> String {
        match &self.content {
            Content::Packet { kind, fields } => packet_summary(*kind, fields, language),
            Content::NotMqtt(error) => fill(language.say(Packets::NotMqttBecause), &[&reason(*error)]),
            Content::Unfinished => {
                let bytes = Value::Bytes(self.bytes.length()).words(language);
                fill(language.say(Packets::UnfinishedOf), &[&bytes])
            }
        }
    }

    /// The fields with their names; none for what is not a packet.
    #[must_use]
    pub fn fields(&self) -> &[Field] {
        match &self.content {
            Content::Packet { fields, .. } => fields,
            Content::NotMqtt(_) | Content::Unfinished => &[],
        }
    }
}

/// In the words of the standard's language, as protocol names are, with the number of the statement that is broken.
fn reason(error: DecodeError) -> String {
    let text = error.to_string();
    error.statement().map_or(text.clone(), |statement| [&text, " [", statement, "]"].concat())
}

fn packet_summary(kind: PacketKind, fields: &[Field], language: Language) -> String {
    let shown = match kind {
        PacketKind::Connect => &[PacketField::ClientId, PacketField::UserName][..],
        PacketKind::Connack => &[PacketField::Code],
        PacketKind::Publish => &[PacketField::Topic, PacketField::Length],
        PacketKind::Subscribe | PacketKind::Unsubscribe => &[PacketField::Filter],
        PacketKind::Suback => &[PacketField::Outcome],
        PacketKind::Puback | PacketKind::Pubrec | PacketKind::Pubrel | PacketKind::Pubcomp | PacketKind::Unsuback => {
            let id = fields.first().map(|field| field.value.words(language)).unwrap_or_default();
            return fill(language.say(Packets::Message), &[&id]);
        }
        PacketKind::Pingreq => return language.say(Packets::Ping).to_owned(),
        PacketKind::Pingresp => return language.say(Packets::Pong).to_owned(),
        PacketKind::Disconnect => return language.say(Packets::Goodbye).to_owned(),
    };
    let shown: Vec<String> =
        fields.iter().filter(|field| shown.contains(&field.name)).map(|field| field.value.words(language)).collect();
    shown.join(" · ")
}

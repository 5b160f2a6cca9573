//! An activation message in words: why it was not understood, and how it differs from the specification.

use activation::UnreadMessage;
use enos::{MessageError, MessageField, Remark};
use foreign_text::visible_line;

use crate::i18n::{Language, MessageWord, Unread, fill};

/// The longest part of a message that is shown, in bytes. An activation message has some 200.
const SHOWN: usize = 4 * 1024;

/// The longest value out of a message in a sentence, in characters.
const VALUE: usize = 64;

/// Why a message was not understood.
pub(crate) fn why(error: &MessageError, language: Language) -> String {
    let say = |words: Unread, values: &[&str]| fill(language.say(words), values);
    match error {
        MessageError::TooLarge { length } => say(Unread::TooLarge, &[&length.to_string()]),
        MessageError::NotUtf8 { position } => say(Unread::NotUtf8, &[&position.to_string()]),
        MessageError::NotJson(error) => say(Unread::NotJson, &[&error.position.to_string()]),
        MessageError::NotAnObject => say(Unread::NotAnObject, &[]),
        MessageError::Missing(field) => say(Unread::Missing, &[field.name()]),
        MessageError::Duplicate(field) => say(Unread::Duplicate, &[field.name()]),
        MessageError::WrongType(field) => say(Unread::WrongType, &[field.name()]),
        MessageError::TooLong(field) => say(Unread::TooLong, &[field.name()]),
        MessageError::Unexpected { field, value } => {
            say(Unread::Unexpected, &[field.name(), &visible_line(value, VALUE)])
        }
        MessageError::OtherDevice(differences) => {
            let keys = differences.iter().map(|key| {
                let words =
                    if key.field == MessageField::ProductKey { Unread::OtherProduct } else { Unread::OtherDevice };
                say(words, &[&visible_line(&key.expected, VALUE), &visible_line(&key.value, VALUE)])
            });
            keys.collect::<Vec<_>>().join(" ")
        }
        MessageError::BadSecret(_) => say(Unread::BadSecret, &[]),
    }
}

/// How a message that was understood differs from the specification; nothing where it does not.
pub(crate) fn differences(remarks: &[Remark], language: Language) -> Option<String> {
    let each = remarks.iter().map(|remark| {
        let (words, field) = match remark {
            Remark::Padding => (MessageWord::Padding, ""),
            Remark::Utf16 => (MessageWord::Utf16, ""),
            Remark::Wrapped => (MessageWord::Wrapped, ""),
            Remark::Missing(field) => (MessageWord::IsMissing, field.name()),
            Remark::Repeated(field) => (MessageWord::Repeated, field.name()),
            Remark::OtherType(field) => (MessageWord::OtherType, field.name()),
            Remark::Spelling(field) => (MessageWord::Spelling, field.name()),
            Remark::Ignored(field) => (MessageWord::Ignored, field.name()),
        };
        fill(language.say(words), &[field])
    });
    let each: Vec<_> = each.collect();
    (!each.is_empty()).then(|| fill(language.say(MessageWord::Differs), &[&each.join(", ")]))
}

/// The message itself, for somebody who asked to see it: what cannot be seen, or would turn a line around, is spelled out.
pub(crate) fn revealed(message: &UnreadMessage) -> String {
    let bytes = message.expose();
    let (shown, rest) = bytes.split_at_checked(SHOWN).unwrap_or((bytes, &[]));
    let mut text = foreign_text::visible(&String::from_utf8_lossy(shown));
    if !rest.is_empty() {
        text.push('…');
    }
    text
}

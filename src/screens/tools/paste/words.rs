//! Sentences for what was found, changed, or not understood.

use enos::SecureMode;

use crate::form::Field;
use crate::form::paste::{Note, Origin, Slot, Source, Unclear, Unneeded, Unread};
use crate::i18n::{Label, Language, Paste, PasteNote, PasteUnread, fill};

/// What a value is called.
pub(super) fn slot(slot: Slot, language: Language) -> &'static str {
    match slot {
        Slot::ProductKey => language.say(Label::ProductKey),
        Slot::DeviceKey => language.say(Label::DeviceKey),
        Slot::ClientId => language.say(Label::ClientId),
        Slot::ProductSecret => language.say(Label::ProductSecret),
        Slot::DeviceSecret => language.say(Label::DeviceSecret),
        Slot::SomeSecret => language.say(Paste::SomeSecret),
        Slot::Gateway => language.say(Label::GatewayAddress),
    }
}

/// Where a value stood.
pub(super) fn origin(origin: Origin, language: Language) -> String {
    let source = language.say(match origin.source {
        Source::Name => Paste::FromName,
        Source::Column => Paste::FromColumn,
        Source::Json => Paste::FromJson,
        Source::MqttClientId => Paste::FromMqttClientId,
        Source::UserName => Paste::FromUserName,
        Source::Query => Paste::FromQuery,
        Source::Fragment => Paste::FromFragment,
        Source::Alone => Paste::FromAlone,
    });
    at_line(origin.line, source, language)
}

/// What was changed in a value, or is worth knowing.
pub(super) fn note(note: Note, language: Language) -> String {
    let words = match note {
        Note::ByteOrderMark => PasteNote::ByteOrderMark,
        Note::UnescapedJson => PasteNote::UnescapedJson,
        Note::OuterSpace => PasteNote::OuterSpace,
        Note::Quotes => PasteNote::Quotes,
        Note::FullWidth => PasteNote::FullWidth,
        Note::Invisible => PasteNote::Invisible,
        Note::PercentDecoded => PasteNote::PercentDecoded,
        Note::ModeSuffix => PasteNote::ModeSuffix,
        Note::SpaceAfterComma => PasteNote::SpaceAfterComma,
        Note::Comment => PasteNote::Comment,
        Note::EndedAt(mark) => {
            return fill(language.say(PasteNote::EndedAt), &[mark.encode_utf8(&mut [0; 4])]);
        }
        Note::SecretInAddress => PasteNote::SecretInAddress,
        Note::SerialNumber => PasteNote::SerialNumber,
    };
    language.say(words).to_owned()
}

/// Why a piece was not used.
pub(super) fn unread(unread: &Unread, language: Language) -> String {
    let named = |words: PasteUnread, what: Slot| fill(language.say(words), &[slot(what, language)]);
    let plain = |words: PasteUnread| language.say(words).to_owned();
    let words = match &unread.why {
        Unclear::NoValue(what) => named(PasteUnread::NoValue, *what),
        Unclear::Placeholder(what) => named(PasteUnread::Placeholder, *what),
        Unclear::CutOff(what) => named(PasteUnread::CutOff, *what),
        Unclear::Refused(what, refusal) => {
            let (field, mode) = field(*what);
            refusal.words(field, mode, language)
        }
        Unclear::Unneeded(what) => plain(match what {
            Unneeded::AssetId => PasteUnread::AssetId,
            Unneeded::Password => PasteUnread::Password,
            Unneeded::Timestamp => PasteUnread::Timestamp,
            Unneeded::Server => PasteUnread::Server,
            Unneeded::SerialNumber => PasteUnread::SerialNumber,
            Unneeded::Application => PasteUnread::Application,
            Unneeded::Other => PasteUnread::Other,
        }),
        Unclear::UnknownName => plain(PasteUnread::UnknownName),
        Unclear::NoName => plain(PasteUnread::NoName),
        Unclear::BareAddress => plain(PasteUnread::BareAddress),
        Unclear::UserName => plain(PasteUnread::UserName),
        Unclear::UnknownMembers { count } => fill(language.say(PasteUnread::UnknownMembers), &[&count.to_string()]),
        Unclear::More => plain(PasteUnread::More),
    };
    at_line(unread.line, &words, language)
}

fn at_line(line: Option<usize>, words: &str, language: Language) -> String {
    match line {
        Some(line) => fill(language.say(Paste::AtLine), &[&line.to_string(), words]),
        None => words.to_owned(),
    }
}

/// The field that a value belongs to, and the mode in which it is called so.
const fn field(slot: Slot) -> (Field, SecureMode) {
    match slot {
        Slot::ProductKey => (Field::ProductKey, SecureMode::Dynamic),
        Slot::DeviceKey => (Field::DeviceKey, SecureMode::Dynamic),
        Slot::ClientId => (Field::ClientId, SecureMode::Dynamic),
        Slot::ProductSecret | Slot::SomeSecret => (Field::Secret, SecureMode::Dynamic),
        Slot::DeviceSecret => (Field::Secret, SecureMode::Static),
        Slot::Gateway => (Field::Gateway, SecureMode::Dynamic),
    }
}

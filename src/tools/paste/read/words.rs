//! The words for what was found.

use enos::SecureMode;

use super::{Finding, Note, Origin, PastedField, SkipReason, Skipped, Source, TooLong, Unneeded};
use crate::form::Field;
use crate::form::swapped_keys::Swapped;
use crate::i18n::{Language, Paste, PasteNote, PasteUnread, SwapWord, fill};

impl PastedField {
    /// The field's name.
    #[must_use]
    pub fn name(self, language: Language) -> &'static str {
        match self.field() {
            Some((field, mode)) => language.say(field.label(mode)),
            None => language.say(Paste::UnlabelledSecret),
        }
    }

    /// The field of the form, and the mode in which it is shown. None for a secret of which nobody knows whose it is.
    #[must_use]
    pub const fn field(self) -> Option<(Field, SecureMode)> {
        match self {
            Self::ProductKey => Some((Field::ProductKey, SecureMode::Dynamic)),
            Self::DeviceKey => Some((Field::DeviceKey, SecureMode::Dynamic)),
            Self::ClientId => Some((Field::ClientId, SecureMode::Dynamic)),
            Self::ProductSecret => Some((Field::Secret, SecureMode::Dynamic)),
            Self::DeviceSecret => Some((Field::Secret, SecureMode::Static)),
            Self::UnlabelledSecret => None,
            Self::Gateway => Some((Field::Gateway, SecureMode::Dynamic)),
        }
    }
}

impl<T> Finding<T> {
    /// A sentence for each note.
    #[must_use]
    pub fn words(&self, language: Language) -> Vec<String> {
        self.notes.iter().map(|note| note.words(language)).collect()
    }
}

impl Origin {
    /// Where it stood, with the line where there is one.
    #[must_use]
    pub fn words(self, language: Language) -> String {
        let source = language.say(match self.source {
            Source::Name => Paste::FromName,
            Source::Column => Paste::FromColumn,
            Source::Json => Paste::FromJson,
            Source::MqttClientId => Paste::FromMqttClientId,
            Source::UserName => Paste::FromUserName,
            Source::Query => Paste::FromQuery,
            Source::Fragment => Paste::FromFragment,
            Source::Alone => Paste::FromAlone,
        });
        at_line(self.line, source, language)
    }
}

impl Note {
    /// The sentence to show.
    #[must_use]
    pub fn words(self, language: Language) -> String {
        let word = match self {
            Self::ByteOrderMark => PasteNote::ByteOrderMark,
            Self::UnescapedJson => PasteNote::UnescapedJson,
            Self::OuterSpace => PasteNote::OuterSpace,
            Self::Quotes => PasteNote::Quotes,
            Self::Brackets => PasteNote::Brackets,
            Self::Markdown => PasteNote::Markdown,
            Self::Escapes => PasteNote::Escapes,
            Self::Entities => PasteNote::Entities,
            Self::Formula => PasteNote::Formula,
            Self::FullWidth => PasteNote::FullWidth,
            Self::Invisible => PasteNote::Invisible,
            Self::PercentDecoded => PasteNote::PercentDecoded,
            Self::ModeSuffix => PasteNote::ModeSuffix,
            Self::SpaceAfterComma => PasteNote::SpaceAfterComma,
            Self::BackslashComma => PasteNote::BackslashComma,
            Self::OldPrefix => PasteNote::OldPrefix,
            Self::MisspelledMethod => PasteNote::MisspelledMethod,
            Self::OldMethod => PasteNote::OldMethod,
            Self::InnerSpace => PasteNote::InnerSpace,
            Self::EndsWith(mark) => {
                return fill(language.say(PasteNote::EndsWith), &[mark.encode_utf8(&mut [0; 4])]);
            }
            Self::Comment => PasteNote::Comment,
            Self::EndedAt(mark) => {
                return fill(language.say(PasteNote::EndedAt), &[mark.encode_utf8(&mut [0; 4])]);
            }
            Self::SecretInAddress => PasteNote::SecretInAddress,
            Self::SerialNumber => PasteNote::SerialNumber,
        };
        language.say(word).to_owned()
    }
}

impl Skipped {
    /// The sentence to show, with the line where there is one.
    #[must_use]
    pub fn words(&self, language: Language) -> String {
        at_line(self.line, &self.why.words(language), language)
    }
}

impl SkipReason {
    fn words(&self, language: Language) -> String {
        let with = |word: PasteUnread, values: &[&str]| fill(language.say(word), values);
        match self {
            Self::NoValue(slot) => with(PasteUnread::NoValue, &[slot.name(language)]),
            Self::Placeholder(slot) => with(PasteUnread::Placeholder, &[slot.name(language)]),
            Self::CutOff(slot) => with(PasteUnread::CutOff, &[slot.name(language)]),
            Self::Rounded(slot) => with(PasteUnread::Rounded, &[slot.name(language)]),
            Self::NotAlone(slot) => with(PasteUnread::NotAlone, &[slot.name(language)]),
            Self::GatewayAddress => with(PasteUnread::GatewayAddress, &[]),
            Self::RowLength { cells, columns } => {
                with(PasteUnread::RowLength, &[&cells.to_string(), &columns.to_string()])
            }
            Self::RowQuotes => with(PasteUnread::RowQuotes, &[]),
            Self::Head => with(PasteUnread::Head, &[]),
            Self::Refused(slot, refusal) => {
                let (field, mode) = slot.field().unwrap_or((Field::Secret, SecureMode::Dynamic));
                refusal.words(field, mode, language)
            }
            Self::Unneeded(what) => with(what.word(), &[]),
            Self::UnknownName => with(PasteUnread::UnknownName, &[]),
            Self::NoName => with(PasteUnread::NoName, &[]),
            Self::BareAddress => with(PasteUnread::BareAddress, &[]),
            Self::UserName => with(PasteUnread::UserName, &[]),
            Self::UnknownMembers { count } => with(PasteUnread::UnknownMembers, &[&count.to_string()]),
            Self::More => with(PasteUnread::More, &[]),
        }
    }
}

impl Unneeded {
    const fn word(self) -> PasteUnread {
        match self {
            Self::AssetId => PasteUnread::AssetId,
            Self::Password => PasteUnread::Password,
            Self::Timestamp => PasteUnread::Timestamp,
            Self::Server => PasteUnread::Server,
            Self::SerialNumber => PasteUnread::SerialNumber,
            Self::Application => PasteUnread::Application,
            Self::Other => PasteUnread::Other,
        }
    }
}

impl TooLong {
    /// The sentence to show.
    #[must_use]
    pub fn words(self, language: Language) -> String {
        fill(language.say(Paste::TooLong), &[&self.length.to_string(), &crate::tools::paste::read::LIMIT.to_string()])
    }
}

impl Swapped {
    /// The sentence to show about these keys, when there is something to say.
    #[must_use]
    pub fn words(self, product_key: &str, device_key: &str, language: Language) -> Option<String> {
        let word = match self {
            Self::Unknown | Self::InPlace => return None,
            Self::DeviceFieldHoldsProductKey => SwapWord::DeviceFieldHoldsProductKey,
            Self::ProductFieldHoldsDeviceKey => SwapWord::ProductFieldHoldsDeviceKey,
            Self::Both => SwapWord::Both,
            Self::TwoOfAKind => SwapWord::TwoOfAKind,
            Self::Same => SwapWord::Same,
            Self::Contradictory => SwapWord::Contradictory,
        };
        Some(fill(language.say(word), &[product_key, device_key]))
    }
}

fn at_line(line: Option<usize>, words: &str, language: Language) -> String {
    match line {
        None => words.to_owned(),
        Some(line) => fill(language.say(Paste::AtLine), &[&line.to_string(), words]),
    }
}

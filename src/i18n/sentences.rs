//! What a sentence is, and how its places are filled.

use super::Language;

/// Something that can be said in every language.
pub trait Sentence: Copy {
    /// The words.
    fn in_language(self, language: Language) -> &'static str;
}

/// Declares an enum of sentences, with the name of its Chinese words in [`Words`](crate::i18n::Words): the variant, then the English, then
/// the Chinese words.
macro_rules! sentences {
    ($(#[$meta:meta])* $name:ident in $part:ident { $($variant:ident: $english:literal, $chinese:literal;)* }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name {
            $(#[doc = concat!("\"", $english, "\"")] $variant,)*
        }

        impl $name {
            /// Every sentence of this part.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];
            /// All the Chinese ones, line by line.
            pub(in crate::i18n) const CHINESE: &'static str = concat!($($chinese, "\n"),*);
        }

        impl crate::i18n::Sentence for $name {
            fn in_language(self, language: crate::i18n::Language) -> &'static str {
                const ENGLISH: &str = concat!($($english, "\n"),*);
                let chinese = match language {
                    crate::i18n::Language::English => None,
                    crate::i18n::Language::Chinese => crate::i18n::chinese::learned(),
                };
                let text = chinese.map_or(ENGLISH, |words| words.$part);
                crate::i18n::sentences::line(text, self as usize)
            }
        }
    };
}

/// All sentences of a part stand in one text for each language, line by line, since a table of their places would take more of
/// the program than the search takes time: some microseconds.
#[inline(never)]
pub(crate) fn line(text: &'static str, place: usize) -> &'static str {
    text.split('\n').nth(place).unwrap_or_default()
}

/// Puts values into the places `{0}` to `{9}` of a sentence. A place without a value stays empty.
#[must_use]
pub fn fill(template: &str, values: &[&str]) -> String {
    let mut text = String::new();
    let mut rest = template;
    while let Some((before, place, behind)) = next_place(rest) {
        text.push_str(before);
        text.push_str(values.get(place).copied().unwrap_or_default());
        rest = behind;
    }
    text.push_str(rest);
    text
}

/// What stands in front of the next place of a sentence, the place's number, and what follows.
#[must_use]
pub fn next_place(template: &str) -> Option<(&str, usize, &str)> {
    let (before, behind) = template.split_once('{')?;
    let (place, behind) = behind.split_once('}')?;
    Some((before, place.parse().ok()?, behind))
}

#[cfg(test)]
mod tests {
    use crate::i18n::sentences::fill;
    use crate::i18n::{
        AboutWord, Ask, Check, CheckText, CompareText, DifferenceText, FailureReason, FailureTitle, FailureWord,
        HandOver, Label, Language, MessageWord, MistakeText, Notice, Outcome, PacketField, Packets, PageText, Paste,
        PasteNote, PasteUnread, ProfileWord, Progress, Reason, RemedyText, Sentence, SessionWord, SuspectText,
        SwapWord, Template, TimeWord, ToolWord, Unread,
    };

    fn places(text: &str) -> Vec<&str> {
        let mut places: Vec<_> = text.split('{').skip(1).filter_map(|piece| piece.split('}').next()).collect();
        places.sort_unstable();
        places.dedup();
        places
    }

    fn agree<S: Sentence + std::fmt::Debug>(sentences: &[S]) {
        for &sentence in sentences {
            let [english, chinese] = Language::ALL.map(|language| language.say(sentence));
            assert!(!english.is_empty() && !chinese.is_empty(), "{sentence:?}");
            assert!(!english.contains(|c: char| ('\u{4e00}'..).contains(&c)), "{sentence:?}: {english}");
            assert_eq!(places(english), places(chinese), "{sentence:?}");
            assert!(!english.contains("  ") && english.trim() == english, "{sentence:?}");
        }
    }

    #[test]
    fn has_the_same_places_in_both_languages() {
        agree(Label::ALL);
        agree(Reason::ALL);
        agree(PageText::ALL);
        agree(Progress::ALL);
        agree(Outcome::ALL);
        agree(FailureTitle::ALL);
        agree(FailureReason::ALL);
        agree(Ask::ALL);
        agree(Notice::ALL);
        agree(Check::ALL);
        agree(CheckText::ALL);
        agree(SuspectText::ALL);
        agree(CompareText::ALL);
        agree(DifferenceText::ALL);
        agree(MistakeText::ALL);
        agree(RemedyText::ALL);
        agree(FailureWord::ALL);
        agree(AboutWord::ALL);
        agree(SessionWord::ALL);
        agree(HandOver::ALL);
        agree(Packets::ALL);
        agree(PacketField::ALL);
        agree(Template::ALL);
        agree(Paste::ALL);
        agree(PasteNote::ALL);
        agree(PasteUnread::ALL);
        agree(SwapWord::ALL);
        agree(TimeWord::ALL);
        agree(ProfileWord::ALL);
        agree(ToolWord::ALL);
        agree(Unread::ALL);
        agree(MessageWord::ALL);
    }

    #[test]
    fn fills_places_in_any_order_and_more_than_once() {
        assert_eq!(fill("{1} of {0}, {1}", &["4", "2"]), "2 of 4, 2");
        assert_eq!(fill("none", &["4"]), "none");
        assert_eq!(fill("{3}!", &[]), "!");
    }
}

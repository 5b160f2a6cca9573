//! The languages.

use super::Sentence;

/// A language of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// Chinese in simplified characters.
    Chinese,
}

impl Language {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 2] = [Self::English, Self::Chinese];

    /// The language for a tag such as `zh-CN`; English for those that the page does not speak.
    #[must_use]
    pub fn from_tag(tag: &str) -> Self {
        let primary = tag.split(['-', '_']).next().unwrap_or(tag);
        if primary.eq_ignore_ascii_case("zh") { Self::Chinese } else { Self::English }
    }

    /// The tag for the document's `lang`.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Chinese => "zh-CN",
        }
    }

    /// The language's name in itself.
    #[must_use]
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::Chinese => "中文",
        }
    }

    /// The other one.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::English => Self::Chinese,
            Self::Chinese => Self::English,
        }
    }

    /// A sentence in this language.
    #[must_use]
    pub fn say(self, sentence: impl Sentence) -> &'static str {
        sentence.in_language(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_chinese_for_every_chinese_tag_and_english_for_the_rest() {
        for tag in ["zh", "zh-CN", "ZH-hans-cn", "zh_TW"] {
            assert_eq!(Language::from_tag(tag), Language::Chinese, "{tag}");
        }
        for tag in ["en", "de-AT", "", "zhx"] {
            assert_eq!(Language::from_tag(tag), Language::English, "{tag}");
        }
    }
}

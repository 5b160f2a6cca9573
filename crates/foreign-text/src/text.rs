//! The text, and how it is shown.

use alloc::boxed::Box;
use alloc::string::String;
use core::fmt;

use crate::hidden::{hidden, is_combining};

/// A text that came from outside. It has no `Display`, so that nobody draws it as it came: [`ForeignText::visible`] is what is shown.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ForeignText(Box<str>);

impl ForeignText {
    /// Takes a text as it came.
    #[must_use]
    pub fn new(text: impl Into<Box<str>>) -> Self {
        Self(text.into())
    }

    /// The text to show; see [`visible`].
    #[must_use]
    pub fn visible(&self) -> String {
        visible(&self.0)
    }

    /// The text to show in one line of at most so many characters of it; see [`visible_line`].
    #[must_use]
    pub fn visible_line(&self, limit: usize) -> String {
        visible_line(&self.0, limit)
    }

    /// The text as it came, for what has to be exact. Every use of it is a place to audit.
    #[must_use]
    pub fn as_received(&self) -> &str {
        &self.0
    }

    /// Whether nothing came.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl From<&str> for ForeignText {
    fn from(text: &str) -> Self {
        Self::new(text)
    }
}

impl From<String> for ForeignText {
    fn from(text: String) -> Self {
        Self::new(text)
    }
}

impl fmt::Debug for ForeignText {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "ForeignText({:?})", self.visible())
    }
}

/// The text with each hidden character spelled, as in `⟨U+200B⟩` or `⟨LF⟩`: what is read is what is there.
///
/// Line breaks are spelled as well, so the result is one line. White space that looks like a space and is none is spelled, but the
/// ideographic space of Chinese texts. A character that would be drawn onto what stands in front of the text is spelled. The two
/// brackets themselves are spelled, so that two different texts never look the same for the sake of this spelling.
#[must_use]
pub fn visible(text: &str) -> String {
    visible_line(text, usize::MAX)
}

/// As [`visible`], but at most so many characters of the text, with `…` in place of the rest.
#[must_use]
pub fn visible_line(text: &str, limit: usize) -> String {
    let mut shown = String::with_capacity(text.len());
    for (place, character) in text.chars().enumerate() {
        if place == limit {
            shown.push('…');
            break;
        }
        let is_first = place == 0;
        let is_unlike_itself = hidden(character).is_some()
            || matches!(character, '⟨' | '⟩')
            || (character.is_whitespace() && !matches!(character, ' ' | '\u{3000}'))
            || (is_first && is_combining(character));
        if is_unlike_itself {
            shown.push('⟨');
            push_name(&mut shown, character);
            shown.push('⟩');
        } else {
            shown.push(character);
        }
    }
    shown
}

/// `U+` and the number of a character, in four to six digits.
#[must_use]
pub fn code_point(character: char) -> String {
    let mut name = String::from("U+");
    let digits = ((u32::from(character) | 1).ilog2() / 4 + 1).max(4);
    for place in (0..digits).rev() {
        let digit = char::from_digit((u32::from(character) >> (4 * place)) & 0xf, 16);
        name.extend(digit.map(|digit| digit.to_ascii_uppercase()));
    }
    name
}

fn push_name(shown: &mut String, character: char) {
    match character {
        '\0' => shown.push_str("NUL"),
        '\t' => shown.push_str("TAB"),
        '\n' => shown.push_str("LF"),
        '\r' => shown.push_str("CR"),
        '\u{1b}' => shown.push_str("ESC"),
        _ => shown.push_str(&code_point(character)),
    }
}

#[cfg(test)]
mod tests {
    use alloc::format;

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn leaves_plain_text_alone_in_any_script() {
        for text in ["", "A1 (8Xk2Qw)", "设备　一号", "é שלום", "🔑", "«a»"] {
            assert_eq!(visible(text), text);
        }
    }

    #[test]
    fn spells_what_is_not_seen_or_acts() {
        assert_eq!(visible("a1\r\nAT+X\t\0\u{1b}["), "a1⟨CR⟩⟨LF⟩AT+X⟨TAB⟩⟨NUL⟩⟨ESC⟩[");
        assert_eq!(visible("x\u{202e}y\u{200b}\u{2028}\u{e0041}"), "x⟨U+202E⟩y⟨U+200B⟩⟨U+2028⟩⟨U+E0041⟩");
        assert_eq!(visible("a\u{a0}b\u{2003}"), "a⟨U+00A0⟩b⟨U+2003⟩");
        assert_eq!(visible("\u{301}e\u{301}"), "⟨U+0301⟩e\u{301}");
        assert_eq!(visible("⟨LF⟩"), "⟨U+27E8⟩LF⟨U+27E9⟩");
    }

    #[test]
    fn cuts_a_long_text_and_says_so() {
        assert_eq!(visible_line("设备密钥", 2), "设备…");
        assert_eq!(visible_line("设备", 2), "设备");
        assert_eq!(visible_line("\n\n\n", 1), "⟨LF⟩…");
    }

    #[test]
    fn names_a_character_by_its_number() {
        assert_eq!(code_point('\u{7}'), "U+0007");
        assert_eq!(code_point('\u{1f511}'), "U+1F511");
        assert_eq!(code_point('\u{10ffff}'), "U+10FFFF");
    }

    #[test]
    fn debug_shows_what_is_hidden() {
        assert_eq!(format!("{:?}", ForeignText::from("a\n")), "ForeignText(\"a⟨LF⟩\")");
    }

    /// Any characters, the hidden ones more often than chance would have them.
    fn texts() -> impl Strategy<Value = String> {
        let character = prop_oneof![
            any::<char>(),
            prop::char::range('\u{200b}', '\u{206f}'),
            prop::char::range('\0', '\u{20}'),
            prop::sample::select(alloc::vec!['⟨', '⟩', 'U', '+', 'L', 'F', '0', '\u{301}', '\u{a0}']),
        ];
        prop::collection::vec(character, 0..12).prop_map(|characters| characters.into_iter().collect())
    }

    proptest! {
        #[test]
        fn nothing_hidden_is_left_in_what_is_shown(text in texts()) {
            prop_assert_eq!(crate::first_hidden(&visible(&text)), None);
        }

        #[test]
        fn different_texts_are_shown_differently(one in texts(), other in texts()) {
            prop_assert_eq!(visible(&one) == visible(&other), one == other);
        }
    }
}

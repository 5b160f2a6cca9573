//! A secret to be read aloud, or typed in elsewhere: groups of characters with a name for each.

use std::fmt;

use enos::Secret;
use foreign_text::code_point;
use zeroize::{Zeroize, Zeroizing};

use crate::i18n::{Language, Letter, Numeral, PhoneticText, Sign, fill};

/// How many characters stand together.
pub const GROUP: usize = 4;

/// One character and what it is called. Never shown by `Debug`, zeroed on drop.
#[derive(Clone, PartialEq, Eq)]
pub struct PhoneticChar {
    /// The character.
    pub character: char,
    /// Its name, such as `capital Alfa`.
    pub name: Zeroizing<String>,
}

/// The secret in groups of [`GROUP`], the last of them perhaps shorter.
#[must_use]
pub fn spell_out(secret: &Secret, language: Language) -> Vec<Vec<PhoneticChar>> {
    let mut groups = Vec::with_capacity(secret.length().div_ceil(GROUP));
    let mut characters = secret.expose().chars().peekable();
    while characters.peek().is_some() {
        // With its room from the beginning, so that no half of a group stays behind in memory.
        let mut group = Vec::with_capacity(GROUP);
        group.extend(characters.by_ref().take(GROUP).map(|character| spoken(character, language)));
        groups.push(group);
    }
    groups
}

fn spoken(character: char, language: Language) -> PhoneticChar {
    PhoneticChar { character, name: Zeroizing::new(name(character, language)) }
}

fn name(character: char, language: Language) -> String {
    let say = |words: PhoneticText, value: &str| fill(language.say(words), &[value]);
    let Ok(byte) = u8::try_from(character) else { return other(character, language) };
    let nth = |first: u8| usize::from(byte.wrapping_sub(first));
    match byte {
        b'A'..=b'Z' => say(PhoneticText::Capital, word(Letter::ALL, nth(b'A'), language)),
        b'a'..=b'z' => say(PhoneticText::Small, &word(Letter::ALL, nth(b'a'), language).to_ascii_lowercase()),
        b'0'..=b'9' => say(PhoneticText::Digit, word(Numeral::ALL, nth(b'0'), language)),
        b' '..=b'/' => word(Sign::ALL, nth(b' '), language).to_owned(),
        b':'..=b'@' => word(Sign::ALL, SIGNS_BEFORE_DIGITS + nth(b':'), language).to_owned(),
        b'['..=b'`' => word(Sign::ALL, SIGNS_BEFORE_CAPITALS + nth(b'['), language).to_owned(),
        b'{'..=b'~' => word(Sign::ALL, SIGNS_BEFORE_SMALL + nth(b'{'), language).to_owned(),
        _ => other(character, language),
    }
}

/// How many signs of ASCII come before its digits, its capital letters and its small letters.
const SIGNS_BEFORE_DIGITS: usize = 16;
const SIGNS_BEFORE_CAPITALS: usize = SIGNS_BEFORE_DIGITS + 7;
const SIGNS_BEFORE_SMALL: usize = SIGNS_BEFORE_CAPITALS + 6;

/// By its number in Unicode: a Chinese character may have several readings, and an invisible one has none.
fn other(character: char, language: Language) -> String {
    fill(language.say(PhoneticText::Other), &[&code_point(character)])
}

fn word<S: crate::i18n::Sentence>(words: &[S], place: usize, language: Language) -> &'static str {
    words.get(place).map_or("", |word| language.say(*word))
}

impl fmt::Debug for PhoneticChar {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("PhoneticChar(..)")
    }
}

impl Drop for PhoneticChar {
    fn drop(&mut self) {
        self.character.zeroize();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(secret: &str, language: Language) -> Vec<Vec<String>> {
        let groups = spell_out(&Secret::parse(secret).unwrap(), language);
        groups.iter().map(|group| group.iter().map(|spoken| spoken.name.to_string()).collect()).collect()
    }

    #[test]
    fn spells_in_groups_of_four() {
        assert_eq!(
            names("aB3-Zz", Language::English),
            [vec!["alfa", "capital Bravo", "three", "hyphen"], vec!["capital Zulu", "zulu"]]
        );
        assert_eq!(
            names("aB3-Zz", Language::Chinese),
            [vec!["小写 a", "大写 B", "数字 3", "连字符"], vec!["大写 Z", "小写 z"]]
        );
    }

    #[test]
    fn tells_apart_what_looks_alike() {
        assert_eq!(names("O0oI", Language::English), [["capital Oscar", "zero", "oscar", "capital India"]]);
        assert_eq!(names("l1|x", Language::English), [["lima", "one", "vertical bar", "x-ray"]]);
        assert_eq!(names("O0l1", Language::Chinese), [["大写 O", "数字 0", "小写 l", "数字 1"]]);
    }

    #[test]
    fn names_every_sign_of_ascii() {
        let expected = [
            (" !\"#", ["space", "exclamation mark", "double quote", "hash"]),
            ("$%&'", ["dollar", "percent", "ampersand", "single quote"]),
            ("()*+", ["open parenthesis", "close parenthesis", "asterisk", "plus"]),
            (",-./", ["comma", "hyphen", "dot", "slash"]),
            (":;<=", ["colon", "semicolon", "less than", "equals"]),
            (">?@[", ["greater than", "question mark", "at sign", "open bracket"]),
            ("\\]^_", ["backslash", "close bracket", "caret", "underscore"]),
            ("`{|}", ["backquote", "open brace", "vertical bar", "close brace"]),
        ];
        for (signs, spoken) in expected {
            assert_eq!(names(signs, Language::English), [spoken]);
        }
        assert_eq!(names("~", Language::English), [["tilde"]]);
    }

    #[test]
    fn every_printable_character_of_ascii_has_a_name_of_its_own() {
        for language in Language::ALL {
            let mut all: Vec<String> = (' '..='~').map(|character| name(character, language)).collect();
            assert!(all.iter().all(|name| !name.is_empty()));
            all.sort_unstable();
            all.dedup();
            assert_eq!(all.len(), 95);
        }
    }

    #[test]
    fn calls_everything_else_by_its_number() {
        assert_eq!(
            names("é设🔑\u{200b}", Language::English),
            [["character U+00E9", "character U+8BBE", "character U+1F511", "character U+200B"]]
        );
        assert_eq!(names("设", Language::Chinese), [["字符 U+8BBE"]]);
    }

    #[test]
    fn the_characters_in_order_are_the_secret() {
        let text = "tA9_0O-l1|é设 end";
        let groups = spell_out(&Secret::parse(text).unwrap(), Language::English);
        assert!(groups.iter().rev().skip(1).all(|group| group.len() == GROUP));
        assert_eq!(groups.iter().flatten().map(|spoken| spoken.character).collect::<String>(), text);
    }

    #[test]
    fn debug_shows_nothing() {
        let groups = spell_out(&Secret::parse("Q").unwrap(), Language::English);
        assert_eq!(format!("{groups:?}"), "[[PhoneticChar(..)]]");
    }
}

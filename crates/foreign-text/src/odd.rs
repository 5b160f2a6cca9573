//! Characters that look like what somebody meant to type, and are others.

use crate::{Hidden, hidden};

/// What is odd about a character in a key or a secret, which hold printable ASCII as a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Odd {
    /// It cannot be seen, or it acts.
    Hidden(Hidden),
    /// White space other than the space: a no-break space, an ideographic space.
    Blank,
    /// A full-width form of a character of ASCII.
    FullWidth,
    /// Looks like a hyphen: a dash, a minus sign.
    Dash,
    /// Looks like a quotation mark or an apostrophe.
    Quote,
    /// Any other character outside ASCII; it may be a letter of another script that looks like a Latin one.
    NotAscii,
}

/// What is odd about a character; nothing about the printable ones of ASCII.
#[must_use]
pub const fn odd(character: char) -> Option<Odd> {
    if let Some(kind) = hidden(character) {
        return Some(Odd::Hidden(kind));
    }
    Some(match character {
        ' '..='~' => return None,
        _ if plain_dash(character).is_some() => Odd::Dash,
        '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => Odd::Blank,
        '\u{ff01}'..='\u{ff5e}' => Odd::FullWidth,
        '\u{2018}'..='\u{201f}' | '\u{2032}'..='\u{2037}' | '\u{ab}' | '\u{bb}' | '\u{b4}' | '\u{2bc}' => Odd::Quote,
        _ => Odd::NotAscii,
    })
}

/// The first odd character, with its place, counted in characters from 1. One that is hidden comes before all others, since
/// nobody can find it by looking.
#[must_use]
pub fn first_odd(text: &str) -> Option<(usize, char, Odd)> {
    let mut first = None;
    for (position, character) in (1..).zip(text.chars()) {
        match odd(character) {
            Some(odd @ Odd::Hidden(_)) => return Some((position, character, odd)),
            Some(odd) if first.is_none() => first = Some((position, character, odd)),
            Some(_) | None => {}
        }
    }
    first
}

/// The hyphen that a dash looks like.
#[must_use]
pub const fn plain_dash(character: char) -> Option<char> {
    match character {
        '\u{2010}'..='\u{2015}'
        | '\u{2212}'
        | '\u{2e3a}'
        | '\u{2e3b}'
        | '\u{fe58}'
        | '\u{fe63}'
        | '\u{ff0d}'
        | '\u{2043}'
        | '\u{30fc}' => Some('-'),
        _ => None,
    }
}

/// The character of ASCII that a full-width one looks like, or the character itself. The ideographic space is one of them.
#[must_use]
pub fn half_width(character: char) -> char {
    match character {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(character) - 0xfee0).unwrap_or(character),
        '\u{3000}' => ' ',
        _ => character,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_nothing_odd_in_printable_ascii() {
        assert!((' '..='~').all(|character| odd(character).is_none()));
        assert_eq!(first_odd("aB3-_ ~"), None);
    }

    #[test]
    fn tells_the_kinds_apart() {
        for (character, kind) in [
            ('\u{200b}', Odd::Hidden(Hidden::Invisible)),
            ('\u{202e}', Odd::Hidden(Hidden::Direction)),
            ('\t', Odd::Hidden(Hidden::Control)),
            ('\u{a0}', Odd::Blank),
            ('\u{3000}', Odd::Blank),
            ('Ａ', Odd::FullWidth),
            ('－', Odd::Dash),
            ('–', Odd::Dash),
            ('−', Odd::Dash),
            ('“', Odd::Quote),
            ('’', Odd::Quote),
            ('а', Odd::NotAscii),
            ('设', Odd::NotAscii),
        ] {
            assert_eq!(odd(character), Some(kind), "{character}");
        }
    }

    #[test]
    fn names_what_is_hidden_first() {
        assert_eq!(first_odd("设a–\u{200b}"), Some((4, '\u{200b}', Odd::Hidden(Hidden::Invisible))));
        assert_eq!(first_odd("a–设"), Some((2, '–', Odd::Dash)));
    }

    #[test]
    fn makes_full_width_characters_half_as_wide() {
        assert_eq!("Ａ１－　设".chars().map(half_width).collect::<std::string::String>(), "A1- 设");
    }
}

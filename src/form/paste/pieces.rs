//! Cuts a line into its pairs of name and value.

use super::names;

/// A piece of a line, and what ended it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Piece<'a> {
    pub(super) text: &'a str,
    /// The mark behind it, and whether the name behind that mark is a known one.
    pub(super) ended: Option<(char, bool)>,
}

/// Cuts at `;`, `,`, `&` and tabs, when another pair follows, and at a space, bar or bracket, when a pair with a known name follows:
/// values may hold these marks themselves. Nothing is cut within quotation marks, nor within the parameters of an MQTT
/// client id; an address is cut only in front of a known name, and never at its `&`.
pub(super) fn pieces(line: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut is_address = false;
    let mut previous = ' ';
    let mut skip_to = 0;
    for (place, character) in line.char_indices() {
        let here = line.get(place..).unwrap_or_default();
        if place >= skip_to {
            let behind = here.get(character.len_utf8()..).unwrap_or_default();
            match character {
                '"' | '\'' | '“' | '‘' if opens_value(previous) => {
                    let close = closing(character);
                    skip_to = behind.find(close).map_or(place, |length| place + length + close.len_utf8() + 1);
                }
                '|' if is_parameters(behind) => {
                    skip_to = place + 1 + behind.find('|').map_or(behind.len(), |length| length + 1);
                }
                ':' if behind.starts_with("//") => is_address = true,
                ';' | ',' | '&' | '|' | '\t' | ' ' | '\u{a0}' | '\u{3000}' | '{' | '[' | '；' | '，' => {
                    let so_far = line.get(start..place).unwrap_or_default();
                    if let Some(next) = pair_in_front(behind)
                        && is_end(character, next, is_address)
                        // A space inside a name is none between two pairs.
                        && (!is_space(character) || value_has_begun(so_far))
                    {
                        pieces.push(Piece { text: so_far, ended: Some((character, next == Next::Known)) });
                        start = place + character.len_utf8();
                        is_address = false;
                    }
                }
                _ => {}
            }
        }
        if !character.is_whitespace() {
            previous = character;
        }
    }
    pieces.push(Piece { text: line.get(start..).unwrap_or_default(), ended: None });
    pieces
}

/// Whether `|` is followed by MQTT's parameters of EnOS.
pub(super) fn is_parameters(behind: &str) -> bool {
    let behind = behind.trim_start();
    ["securemode", "signmethod", "sighmethod", "timestamp"].iter().any(|name| behind.starts_with(name))
}

/// Whether a character stands between name and value.
pub(super) const fn is_joint(character: char) -> bool {
    matches!(character, '=' | ':' | '：' | '＝')
}

/// A pair that follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Next {
    /// Its name is known.
    Known,
    /// It looks like a pair: one word, a joint, and a value.
    Unknown,
}

/// The pair that a text begins with. `abc==` is none: it is what base64 ends in.
pub(super) fn pair_in_front(text: &str) -> Option<Next> {
    let text = text.trim_start().trim_start_matches(['"', '\'', '“', '{', '[', '-', ' ']);
    let end = text.char_indices().take(NAME_LIMIT).find(|(_, character)| is_joint(*character) || ends_name(*character));
    let (name, behind) = text.split_at_checked(end.filter(|(_, character)| is_joint(*character))?.0)?;
    let value = behind.trim_start_matches(is_joint);
    if !name.starts_with(char::is_alphabetic) || behind.starts_with("://") {
        None
    } else if names::lone_meaning(name).is_some() {
        Some(Next::Known)
    } else {
        let is_word = !name.trim_end().contains(char::is_whitespace);
        (is_word && !value.trim().is_empty() && !behind.starts_with("==")).then_some(Next::Unknown)
    }
}

/// Whether a mark ends a piece, when a pair follows behind it.
fn is_end(mark: char, next: Next, is_address: bool) -> bool {
    match (next, mark) {
        (Next::Known, '&') => !is_address,
        (Next::Known, _) => true,
        (Next::Unknown, ' ' | '\u{a0}' | '\u{3000}' | '|' | '{' | '[') => false,
        (Next::Unknown, _) => !is_address,
    }
}

/// In characters.
const NAME_LIMIT: usize = 60;

const fn ends_name(character: char) -> bool {
    matches!(character, ';' | ',' | '&' | '\t' | '|' | '/' | '?' | '+' | '；' | '，')
}

const fn is_space(character: char) -> bool {
    matches!(character, ' ' | '\u{a0}' | '\u{3000}')
}

fn opens_value(previous: char) -> bool {
    is_joint(previous) || matches!(previous, ' ' | '{' | '[' | ',' | ';' | '&' | '(')
}

fn value_has_begun(piece: &str) -> bool {
    piece.split_once(is_joint).is_some_and(|(_, value)| !value.trim().is_empty())
}

const fn closing(open: char) -> char {
    match open {
        '“' => '”',
        '‘' => '’',
        other => other,
    }
}

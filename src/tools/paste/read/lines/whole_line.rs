//! What a line as a whole may be: a name alone, `name:` with `value:`, a heading, the head of a table, an item of a list.

use super::CONSUMED;
use crate::tools::paste::read::names;
use crate::tools::paste::read::names::Meaning;
use crate::tools::paste::read::quoted;
use crate::tools::paste::read::quoted::Front;
use crate::tools::paste::read::{Unneeded, Wiped, table, value};

/// A line that is a name and nothing else, perhaps with a colon behind it.
pub(super) fn lone_name(line: &str) -> Option<Meaning> {
    let plain = heading(line).unwrap_or_else(|| line.trim());
    let marks = ['*', '_', '`', '"', '\'', '【', '】', ' ', '|'];
    let joint = plain.char_indices().find(|(_, character)| value::is_joint(*character));
    let behind = joint.and_then(|(place, joint)| plain.get(place + joint.len_utf8()..)).unwrap_or_default();
    if behind.len() > 4 || !behind.trim_matches(marks).is_empty() {
        return None;
    }
    let plain = if plain.starts_with(marks) { plain.trim_matches(marks) } else { plain };
    let plain = plain.trim_end_matches([':', '：', '=', ' ']);
    let plain = if line.trim_start().starts_with(marks) { plain.trim_matches(marks) } else { plain };
    if plain.contains(value::is_joint) || plain.contains(['<', '>', '/', CONSUMED]) {
        return None;
    }
    let first = names::name_at(plain, 0);
    let is_whole = first.is_some_and(|name| name.end == plain.len());
    if is_whole || plain.contains(['(', '（']) { names::meaning(plain) } else { None }
}

/// `name: PRODUCT_KEY`: the meaning, and what follows.
pub(super) fn named_part(line: &str) -> Option<(Meaning, &str)> {
    const WORDS: [&str; 9] = ["name", "key", "field", "parameter", "identifier", "Name", "Key", "参数名", "名称"];
    WORDS.iter().find_map(|word| {
        let (place, _) = line.match_indices(word).next()?;
        let before = line.get(..place)?.chars().next_back();
        if before.is_some_and(|previous| previous.is_alphanumeric() || matches!(previous, '_' | '-' | '.')) {
            return None;
        }
        let front = line.get(..place)?.trim_start_matches(['-', ' ', '{', '"', '\'', '<', '\t', '*', '•']);
        let is_tag = line.trim_start().starts_with('<');
        if !front.is_empty() && !is_tag {
            return None;
        }
        let rest = line.get(place + word.len()..)?.trim_start_matches(['"', '\'']).trim_start();
        let joint = rest.chars().next().filter(|character| value::is_joint(*character))?;
        let rest = rest.get(joint.len_utf8()..)?.trim_start();
        let (text, behind) = match quoted::front(rest) {
            Front::Whole(string) => (string.text, rest.get(string.end..)?),
            Front::Bare => {
                let length = rest
                    .find(|character: char| character.is_whitespace() || matches!(character, ',' | '}' | '>' | ';'))
                    .unwrap_or(rest.len());
                (Wiped::new(rest.get(..length)?.to_owned()), rest.get(length..)?)
            }
            Front::Broken => return None,
        };
        let meaning = names::meaning(&text).filter(|meaning| !matches!(meaning, Meaning::Unneeded(Unneeded::Other)))?;
        Some((meaning, behind))
    })
}

/// What stands behind `value:`.
pub(super) fn value_part(line: &str) -> Option<&str> {
    let plain = line.trim_start_matches([' ', '\t', ',', ';', '"', '\'', '{', '-']);
    ["value", "Value", "val", "default", "参数值", "值"].iter().find_map(|word| {
        let rest = plain.strip_prefix(word)?.trim_start_matches(['"', '\'']).trim_start();
        let joint = rest.chars().next().filter(|character| value::is_joint(*character))?;
        Some(rest.get(joint.len_utf8()..)?.trim_start())
    })
}

/// The text of a heading of Markdown.
pub(super) fn heading(line: &str) -> Option<&str> {
    let plain = line.trim().strip_prefix('#')?.trim_start_matches('#');
    let text = without_bullet(plain.strip_prefix(' ')?.trim());
    let text = text.trim();
    names::meaning(text.trim_end_matches([':', '：'])).is_some().then_some(text)
}

/// The head of a table of names and values, which says nothing by itself.
pub(super) fn is_head(text: &str) -> bool {
    ["\t", ",", ";", ":", "  ", "|"]
        .iter()
        .filter_map(|mark| text.trim_matches('|').split_once(mark))
        .any(|(name, value)| names::is_name_word(name) && names::is_value_word(value))
}

/// Without a mark of a list or of a quotation, with a space behind it.
pub(super) fn without_bullet(line: &str) -> &str {
    let mut line = line;
    for _ in 0..3 {
        let plain = line.trim_start();
        let rest = plain
            .strip_prefix("- [ ]")
            .or_else(|| plain.strip_prefix("- [x]"))
            .or_else(|| plain.strip_prefix(['-', '*', '•', '·', '>', '+', '●', '◦', '–']));
        let digits = plain.trim_start_matches(|character: char| character.is_ascii_digit());
        let numbered = if digits.len() < plain.len() { digits.strip_prefix(['.', ')', '、']) } else { None };
        let Some(rest) = rest.or(numbered).filter(|rest| rest.starts_with(char::is_whitespace)) else { break };
        // The indentation shows what belongs to what.
        line = rest;
    }
    line
}

pub(super) fn is_punctuation(text: &str) -> bool {
    let is_section = text.trim().starts_with('[') && text.trim().ends_with(']');
    is_section
        || table::is_rule(text)
        || text
            .chars()
            .all(|character| character.is_ascii_punctuation() || character.is_whitespace() || character == CONSUMED)
}

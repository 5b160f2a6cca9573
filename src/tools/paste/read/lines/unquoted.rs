//! Values that no quotation marks enclose: where each of them ends, and why one is not taken.

use super::named::{Hit, Joint};
use crate::tools::paste::read::names::Meaning;
use crate::tools::paste::read::record::add;
use crate::tools::paste::read::{Note, PastedField, SkipReason, value};

/// Without what separates a value from the next name.
pub(super) fn without_separator(region: &str) -> &str {
    let plain = region.trim_end_matches([' ', '\t', '\u{a0}', '\u{3000}']);
    // Quotation marks and brackets that open in front of the next name, words of code, and signs of an option.
    let plain = if plain.len() < region.len() { plain } else { region };
    let opened = plain.trim_end_matches(['{', '[', '(', '<']);
    let plain = opened.trim_end_matches([' ', '\t', '\u{a0}', '\u{3000}']);
    let dashes = plain.trim_end_matches('-');
    let plain = if dashes.ends_with([' ', '\t']) { dashes.trim_end() } else { plain };
    for word in [" and the", " and its", " and", " und", " with the", " with", "以及", "和", "及", " as"] {
        if let Some(rest) = plain.strip_suffix(word) {
            return rest.trim_end_matches([' ', ',', '，', '、']);
        }
    }
    let separator = [',', ';', '&', '|', '/', '／', '｜', '，', '；', '、', '\t', '。', '·', '•'];
    let cut = plain.strip_suffix(separator).unwrap_or(plain);
    cut.trim_end_matches([' ', '\t', '\u{a0}', '\u{3000}'])
}

/// A secret that no marks enclose: all of the region, but for what certainly belongs to what is around it.
pub(super) fn bare_secret<'r>(region: &'r str, joint: Joint, notes: &mut Vec<Note>) -> &'r str {
    let mut value = region;
    if joint == Joint::Shell
        && let Some((first, _)) =
            value.split_once(' ').filter(|(first, rest)| !first.is_empty() && !rest.trim().is_empty())
    {
        notes.push(Note::EndedAt(' '));
        value = first;
    }
    // Where an unknown name follows, the mark in front of it may as well belong to the secret.
    if let Some((place, mark)) = unknown_pair(value) {
        notes.push(Note::EndedAt(mark));
        value = value.get(..place).unwrap_or(value);
    }
    if let Some(place) = [" #", " //", " /*", "\t#", "\t//", " <!--"].iter().filter_map(|mark| value.find(mark)).min() {
        notes.push(Note::Comment);
        value = value.get(..place).unwrap_or(value);
    }
    let mut value =
        if value.trim_end().len() < value.len() && value.len() == region.len() { value } else { value.trim_end() };
    loop {
        let plain = value.trim_end();
        let Some(mark) = plain.chars().next_back() else { break };
        let is_end = match mark {
            ';' | ',' | '；' | '，' | '。' | '、' | '！' => true,
            '.' | '!' => joint == Joint::Verb,
            '}' => !plain.contains('{'),
            ']' => !plain.contains('['),
            ')' => !plain.contains('('),
            '）' => !plain.contains('（'),
            '>' => plain.ends_with("/>"),
            _ => false,
        };
        if !is_end || plain.len() == mark.len_utf8() {
            if matches!(mark, '.' | '!' | '?') {
                add(notes, Note::EndsWith(mark));
            }
            break;
        }
        add(notes, Note::EndedAt(mark));
        value = plain.get(..plain.len() - mark.len_utf8()).unwrap_or_default().trim_end();
    }
    value
}

/// A key or a client id that no marks enclose, where all that follows it is understood.
pub(super) fn bare_name<'r>(region: &'r str, hit: &Hit, has_next: bool, notes: &mut Vec<Note>) -> Option<&'r str> {
    let is_client = matches!(hit.meaning, Meaning::PastedField(PastedField::ClientId) | Meaning::SerialNumber);
    let is_address = matches!(hit.meaning, Meaning::PastedField(PastedField::Gateway) | Meaning::Address);
    let text = region.trim_start();
    if value::is_placeholder(text.trim_end()) {
        return Some(text.trim_end());
    }
    if is_address {
        return text.split_whitespace().next();
    }
    // Marks around the whole value are for the cleaning.
    let enclosed = enclosed(text);
    let is_part = |character: char| {
        !(character.is_whitespace()
            || matches!(
                character,
                ',' | ';'
                    | '|'
                    | '/'
                    | '／'
                    | '｜'
                    | '"'
                    | '\''
                    | '`'
                    | ')'
                    | ']'
                    | '}'
                    | '<'
                    | '>'
                    | '('
                    | '['
                    | '{'
                    | '，'
                    | '；'
                    | '。'
                    | '、'
                    | '（'
                    | '）'
                    | '”'
                    | '！'
            )
            || (character == '&' && hit.meaning != Meaning::UserName))
    };
    let length = match enclosed {
        Some(length) => length,
        None => text
            .find(|character| !(is_part(character) || (hit.meaning == Meaning::UserName && character == ';')))
            .unwrap_or(text.len()),
    };
    let (mut value, tail) = text.split_at_checked(length)?;
    // A client id may hold spaces: all of a line that has only this.
    let all = text.trim_end();
    let is_words = is_client
        && !has_next
        && all.len() > value.len()
        && all.chars().all(|character| value::is_key_character(character) || matches!(character, ' ' | ':'))
        && all.split(' ').skip(1).all(|word| word.chars().count() < 6);
    if is_words && hit.joint != Joint::Verb {
        return Some(text);
    }
    if hit.joint == Joint::Equals && value.starts_with('=') {
        return None;
    }
    // `00:1B:44` behind a name with a colon right in front of it might as well be the next name.
    if hit.joint == Joint::TightColon && value.contains([':', '=']) && !value::is_hardware_address(value) {
        return None;
    }
    let stop = value.trim_end_matches(['.', '!', '?', ':']);
    if stop.len() < value.len() && !stop.is_empty() && !value::is_placeholder(value) && enclosed.is_none() {
        if let Some(mark) = value.get(stop.len()..).and_then(|marks| marks.chars().next()) {
            notes.push(Note::EndedAt(mark));
        }
        value = stop;
    }
    let tail_notes = tail_notes(tail, hit)?;
    notes.extend(tail_notes);
    // The white space behind it is worth a note.
    if tail.trim().is_empty() && !has_next && !tail.is_empty() {
        notes.push(if tail.contains(value::is_invisible) { Note::Invisible } else { Note::OuterSpace });
    }
    Some(value)
}

/// How long a value is that stands in a pair of marks.
fn enclosed(text: &str) -> Option<usize> {
    let open = text.chars().next()?;
    let close: &str = match open {
        '[' if text.starts_with("[[") => "]]",
        '[' => "]",
        '(' => ")",
        '（' => "）",
        '【' => "】",
        '「' => "」",
        '『' => "』",
        '«' => "»",
        '<' => ">",
        '{' => "}",
        '*' if text.starts_with("**") => "**",
        '*' => "*",
        '=' if text.starts_with("=\"") => "\"",
        '$' if text.starts_with("${") => "}",
        '_' if text.starts_with("__") => "__",
        _ => return None,
    };
    let skipped = match open {
        '*' | '_' => close.len(),
        '=' | '$' => 2,
        _ => open.len_utf8(),
    };
    let length = text.get(skipped..)?.find(close)?;
    let inside = text.get(skipped..skipped + length)?;
    (!inside.contains(char::is_whitespace) || open == '<' || open == '{').then_some(skipped + length + close.len())
}

/// What is to be noted of what follows a value; None where that may belong to the value, or the value to it.
fn tail_notes(tail: &str, hit: &Hit) -> Option<Vec<Note>> {
    let plain = tail.trim();
    let Some(first) = plain.chars().next() else { return Some(Vec::new()) };
    if has_comment(tail) {
        return Some(vec![Note::Comment]);
    }
    let is_spaced = tail.starts_with(char::is_whitespace);
    match first {
        // Right in front of another word, a comma may belong to the value.
        ',' | ';' if plain.chars().nth(1).is_some_and(char::is_alphanumeric) && unknown_pair(tail).is_none() => None,
        // A line that goes on is a row of a table rather than a value.
        _ if hit.joint == Joint::LineBreak && plain.chars().count() > 1 => None,
        ',' | ';' | '，' | '；' | '。' | '、' | '！' | ')' | ']' | '}' | '）' | '】' | '」' => {
            Some(vec![Note::EndedAt(first)])
        }
        '(' | '（' | '[' if is_spaced || first == '（' => Some(vec![Note::EndedAt(first)]),
        '"' | '\'' | '`' if hit.opener.starts_with(first) => Some(Vec::new()),
        '/' if plain.starts_with("/>") => Some(Vec::new()),
        '<' if plain.starts_with("</") || plain.starts_with("<br") => Some(Vec::new()),
        '|' | '/' | '&' if plain.chars().count() == 1 => Some(vec![Note::EndedAt(first)]),
        _ if unknown_pair(tail)
            .is_some_and(|(place, _)| tail.get(..place).is_some_and(|front| front.trim().is_empty())) =>
        {
            Some(Vec::new())
        }
        // `key=value` of a log: no value holds a space there.
        '"' | '\'' if plain.chars().count() == 1 && matches!(hit.joint, Joint::Equals | Joint::TightColon) => {
            Some(Vec::new())
        }
        _ if tail.starts_with('\t') && hit.joint == Joint::Colon => Some(Vec::new()),
        _ if is_spaced && matches!(hit.joint, Joint::Equals | Joint::Shell) && !tail.starts_with("  ") => {
            Some(Vec::new())
        }
        _ if is_spaced && hit.joint == Joint::Verb => Some(Vec::new()),
        _ => None,
    }
}

/// Where a separator stands with a name behind it that is not known: `;foo=1`.
fn unknown_pair(text: &str) -> Option<(usize, char)> {
    text.char_indices().find(|(place, mark)| {
        let behind = text.get(place + mark.len_utf8()..).unwrap_or_default();
        let is_mark = matches!(mark, ';' | ',' | '&' | '\t' | '，' | '；' | '|');
        if !is_mark {
            return false;
        }
        let behind = behind.trim_start_matches([' ', '"', '\'', '{', '-']);
        let length = behind
            .find(|character: char| !(character.is_alphanumeric() || matches!(character, '_' | '.' | '-')))
            .unwrap_or(0);
        let (name, rest) = behind.split_at_checked(length).unwrap_or(("", behind));
        let rest = rest.trim_start_matches(['"', '\'']);
        let is_word = name.starts_with(char::is_alphabetic) && name.len() < 60;
        let joint = rest.chars().next().filter(|character| value::is_joint(*character));
        let given = joint.and_then(|joint| rest.get(joint.len_utf8()..)).unwrap_or_default();
        let is_given = !given.trim().is_empty() && !given.starts_with('=') && !given.starts_with("//");
        is_word && joint.is_some() && is_given
    })
}

/// Why a key was not taken.
pub(super) fn refusal(region: &str, slot: PastedField) -> SkipReason {
    use enos::{ClientId, DeviceKey, ProductKey};

    use crate::form::FieldError;

    let text = region.trim();
    let parsed = match slot {
        PastedField::ProductKey => ProductKey::parse(text).map(drop),
        PastedField::DeviceKey => DeviceKey::parse(text).map(drop),
        PastedField::ClientId
        | PastedField::ProductSecret
        | PastedField::DeviceSecret
        | PastedField::UnlabelledSecret
        | PastedField::Gateway => ClientId::parse(text).map(drop),
    };
    match parsed {
        Err(error) => SkipReason::Refused(slot, FieldError::Name(error.fault)),
        Ok(()) => SkipReason::NotAlone(slot),
    }
}

/// Whether a comment or a mark of code ends a line, and nothing else follows.
pub(super) fn has_comment(behind: &str) -> bool {
    let plain = behind.trim_start_matches([' ', '\t', ',', ';', ')', '}', ']', '，', '；']);
    let is_apart = plain.len() < behind.len() || behind.is_empty();
    is_apart && ["//", "/*", "#", "--", "<!--", "%%"].iter().any(|mark| plain.starts_with(mark))
}

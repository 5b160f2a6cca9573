//! A value as it was meant: without what copying and typing put around it.

use foreign_text::half_width;

use super::{Note, Wiped};

/// What kind of value it is, which decides what may be changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Letters and digits, as EnOS makes them: full-width characters in it are a slip of the keyboard.
    Key,
    /// The same, and white space within quotation marks may belong to it.
    Secret,
    /// May be in any script.
    Free,
}

/// How a value is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Writing {
    /// As it is: a string of JSON.
    Exact,
    /// In a line of text: perhaps in quotation marks, perhaps with a comment behind.
    Line,
}

/// The value, and what was changed. Its buffer never grew.
pub(super) fn clean(raw: &str, kind: Kind, writing: Writing) -> (Wiped, Vec<Note>) {
    let mut notes = Vec::new();
    let value = match writing {
        Writing::Exact if kind == Kind::Secret => raw,
        Writing::Exact => trimmed(raw, raw, &mut notes),
        Writing::Line => unwrapped(raw, kind, &mut notes),
    };
    let mut text = Wiped::new(String::with_capacity(value.len()));
    for character in value.chars() {
        let plain = if kind == Kind::Free { character } else { half_width(character) };
        if is_invisible(character) {
            add(&mut notes, Note::Invisible);
        } else {
            if plain != character {
                add(&mut notes, Note::FullWidth);
            }
            text.push(plain);
        }
    }
    (text, notes)
}

/// Adds a note that is not there yet.
pub(super) fn add(notes: &mut Vec<Note>, note: Note) {
    if !notes.contains(&note) {
        notes.push(note);
    }
}

/// Whether a value only keeps the place of one: `{deviceKey}`, `<your key>`, `******`.
pub(super) fn is_placeholder(value: &str) -> bool {
    let brackets = [("{", "}"), ("${", "}"), ("<", ">"), ("【", "】")];
    let is_bracketed = brackets.iter().any(|(open, close)| value.starts_with(open) && value.ends_with(close));
    let is_masked = value.chars().all(|character| matches!(character, '*' | '•' | '·' | '.' | '…' | '●' | '-' | '_'));
    let is_crossed = value.len() > 1 && value.chars().all(|character| matches!(character, 'x' | 'X'));
    let starts = |head: &str| value.get(..head.len()).is_some_and(|front| front.eq_ignore_ascii_case(head));
    is_bracketed || is_masked || is_crossed || starts("your_") || starts("your-") || starts("your ")
}

/// Whether a value begins with a quotation mark that never closes: its end was not copied.
pub(super) fn is_cut_off(value: &str, writing: Writing) -> bool {
    writing == Writing::Line && value.starts_with(['"', '\'', '“', '＂'])
}

/// Without white space, quotation marks, a comment and the mark that ends a line of code.
fn unwrapped<'a>(raw: &'a str, kind: Kind, notes: &mut Vec<Note>) -> &'a str {
    let value = trimmed(raw, raw.trim_start_matches([' ', '\t']), notes);
    if let Some((inside, behind)) = quoted(value) {
        add(notes, Note::Quotes);
        if !is_code_end(behind) {
            add(notes, Note::Comment);
        }
        return if kind == Kind::Secret { inside } else { trimmed(inside, inside, notes) };
    }
    let mut value = value;
    if let Some(place) = [" #", " //", " /*", "\t#", "\t//"].iter().filter_map(|mark| value.find(mark)).min() {
        add(notes, Note::Comment);
        value = value.get(..place).unwrap_or(value).trim_end();
    }
    while let Some((place, mark)) = value.char_indices().next_back().filter(|(_, mark)| ends(value, *mark)) {
        add(notes, Note::EndedAt(mark));
        value = value.get(..place).unwrap_or_default().trim_end();
    }
    value
}

/// Trims a text; `expected` is what is left when only the usual space in front is let go.
fn trimmed<'a>(raw: &'a str, expected: &'a str, notes: &mut Vec<Note>) -> &'a str {
    let is_outer = |character: char| character.is_whitespace() || is_invisible(character);
    let value = raw.trim_matches(is_outer);
    let lost = expected.len().saturating_sub(value.len());
    if lost > 0 {
        let has_invisible = expected.trim_matches(char::is_whitespace).len() != value.len();
        add(notes, if has_invisible { Note::Invisible } else { Note::OuterSpace });
    }
    value
}

/// What stands between quotation marks, and behind them, when the value begins with one and all behind is no value.
fn quoted(value: &str) -> Option<(&str, &str)> {
    let mut characters = value.chars();
    let close = match characters.next()? {
        mark @ ('"' | '\'' | '`') => mark,
        '“' | '”' => '”',
        '‘' => '’',
        '「' => '」',
        '＂' => '＂',
        _ => return None,
    };
    let rest = characters.as_str();
    let (inside, behind) = rest.split_once(close)?;
    let behind = behind.trim();
    let is_comment = ["//", "/*", "#"].iter().any(|mark| behind.starts_with(mark));
    let is_closed = behind.starts_with(['}', ']', ')']);
    (is_code_end(behind) || is_comment || is_closed).then_some((inside, behind))
}

/// Whether a last character belongs to what is around the value: a mark, or a bracket that opened in front of it.
fn ends(value: &str, mark: char) -> bool {
    match mark {
        ';' | ',' | '；' | '，' => true,
        '}' => !value.contains('{'),
        ']' => !value.contains('['),
        ')' => !value.contains('('),
        _ => false,
    }
}

fn is_code_end(text: &str) -> bool {
    text.chars()
        .all(|character| matches!(character, ',' | ';' | ')' | '}' | ']' | '，' | '；') || character.is_whitespace())
}

/// Whether a character is not seen. Tabs and line breaks are white space here.
fn is_invisible(character: char) -> bool {
    foreign_text::hidden(character).is_some() && !character.is_whitespace()
}
